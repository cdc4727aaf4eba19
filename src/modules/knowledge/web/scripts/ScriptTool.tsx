import './scripts.css'
import { CommentOutlined } from '@ant-design/icons'
import { Button, Tooltip } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { onAltKey } from '../../../../kernel/web/frame/hotkey.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { ScriptPanel } from './ScriptPanel.tsx'

/** In the composer: the scripts of the house over the field, by a button or Alt+S. */
export function ScriptTool({ caseId, mode, put }: { caseId: string; mode: 'reply' | 'note'; put: (words: string) => void }) {
  const t = useT()
  const button = useRef<HTMLSpanElement>(null)
  const [over, setOver] = useState<Element | null>(null)
  const toggle = () => setOver((now) => now ? null : button.current?.closest('.composer') ?? null)
  useEffect(() => mode === 'reply' ? onAltKey('KeyS', toggle) : undefined, [mode])
  if (mode !== 'reply') return null
  const close = () => { setOver(null); button.current?.closest('.composer')?.querySelector('textarea')?.focus() }
  return (
    <span ref={button}>
      <Tooltip title={`${t('script.plural')} Alt+S`}><Button type="text" size="small" icon={<CommentOutlined />} aria-label={t('script.plural')} aria-keyshortcuts="Alt+S" aria-expanded={over !== null} onClick={toggle} /></Tooltip>
      {over ? createPortal(<ScriptPanel caseId={caseId} put={(words) => { put(words); setOver(null) }} close={close} />, over) : null}
    </span>
  )
}
