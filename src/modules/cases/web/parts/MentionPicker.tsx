import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { EyeInvisibleOutlined } from '@ant-design/icons'
import { useEffect, useImperativeHandle, useRef, useState } from 'react'
import type { Ref } from 'react'
import { query } from '../../../../kernel/client.ts'
import { useSettled } from '../../../../kernel/web/use-settled.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { Face } from '../../../people/web/index.ts'
import { workspace } from '../../desk/contract.ts'
import type { TemplatePickerHandle } from './TemplatePicker.tsx'

const QUIET_MS = 100
interface Props { caseId: string; q: string; choose: (person: { id: string; name: string }) => void; handle: Ref<TemplatePickerHandle> }

/** Colleagues whose names fit what follows the @, by word, pinyin or initials. */
export function MentionPicker({ caseId, q, choose, handle }: Props) {
  const t = useT()
  const settled = useSettled(q, QUIET_MS)
  const found = useQuery({ ...query(workspace.mentionable, { params: { id: caseId }, query: settled ? { q: settled } : {} }), placeholderData: keepPreviousData, staleTime: 30_000 })
  const items = found.data?.items ?? []
  const [at, setAt] = useState(0)
  const list = useRef<HTMLUListElement>(null)
  const chosen = items[Math.min(at, items.length - 1)]
  const [before, setBefore] = useState(settled)
  if (before !== settled) { setBefore(settled); setAt(0) }
  useImperativeHandle(handle, () => ({
    press: (key) => {
      if (key === 'ArrowDown' || key === 'ArrowUp') { setAt((n) => items.length === 0 ? 0 : (Math.min(n, items.length - 1) + (key === 'ArrowDown' ? 1 : -1) + items.length) % items.length); return true }
      if ((key === 'Enter' || key === 'Tab') && chosen) { choose(chosen); return true }
      return false
    },
  }))
  useEffect(() => { list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }) }, [at])
  return (
    <div className="templates mention-people" role="dialog" aria-label={t('mention.pick')}>
      {items.length === 0 ? <p className="templates-none quiet">{found.isPending ? '…' : t('staff.none-found')}</p> : (
        <ul ref={list} role="listbox" aria-label={t('mention.pick')}>
          {items.map((one, n) => (
            <li key={one.id} role="option" aria-selected={one === chosen} onMouseEnter={() => setAt(n)} onMouseDown={(event) => { event.preventDefault(); choose(one) }}>
              <Face name={one.name} size={20} /><span className="clip">{one.name}</span>{one.sees ? null : <span className="quiet mention-blind"><EyeInvisibleOutlined aria-hidden /> {t('mention.blind')}</span>}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
