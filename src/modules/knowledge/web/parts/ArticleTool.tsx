import './case-knowledge.css'
import { BookOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Input, Popover, Tooltip } from 'antd'
import type { InputRef } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { onAltKey } from '../../../../kernel/web/frame/hotkey.ts'
import { isComposing } from '../../../../kernel/web/typing.ts'
import { useSettled } from '../../../../kernel/web/use-settled.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { knowledge } from '../../contract.ts'
import type { ArticleItem } from '../../contract.ts'
import { PUBLIC_KINDS } from '../../rules.ts'
import { Marked } from './ArticleRow.tsx'
import { said } from './article-words.ts'
import { insertArticle } from './CaseKnowledge.tsx'
import { KindMark } from './KindMark.tsx'

const QUIET_MS = 150
const SHOWN = 12

/** At the foot of the composer: an article is looked up and put into the answer without leaving it. Alt K opens it, arrows choose, Enter puts it in. */
export function ArticleTool({ caseId, mode, put }: { caseId: string; mode: 'reply' | 'note'; put: (words: string) => void }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  useEffect(() => mode === 'note' ? undefined : onAltKey('KeyK', () => setOpen(true)), [mode])
  if (mode === 'note') return null
  return (
    <Popover open={open} onOpenChange={setOpen} trigger="click" placement="topLeft" destroyOnHidden content={<Picker caseId={caseId} chosen={(id) => { setOpen(false); void insertArticle(id, caseId, put) }} close={() => setOpen(false)} />}>
      <Tooltip title={open ? '' : `${t('knowledge.look-up')} (Alt K)`}><Button type="text" size="small" icon={<BookOutlined />} aria-label={t('knowledge.look-up')} aria-keyshortcuts="Alt+K" aria-expanded={open} /></Tooltip>
    </Popover>
  )
}

function Picker({ caseId, chosen, close }: { caseId: string; chosen: (id: string) => void; close: () => void }) {
  const t = useT()
  const field = useRef<InputRef>(null)
  const list = useRef<HTMLUListElement>(null)
  const [q, setQ] = useState('')
  const settled = useSettled(q.trim(), QUIET_MS)
  const [at, setAt] = useState(0)
  const found = useQuery({ ...query(knowledge.find, { query: { q: settled, limit: SHOWN, kind: PUBLIC_KINDS.join(',') } }), enabled: settled !== '', placeholderData: keepPreviousData })
  const beside = useQuery({ ...query(knowledge.beside, { params: { id: caseId } }), staleTime: 60_000 })
  const items: readonly ArticleItem[] = settled ? found.data?.items ?? [] : beside.data?.suggestions.flatMap(({ article }) => article.kind === 'model-case' ? [] : [article]) ?? []
  const place = Math.min(at, Math.max(0, items.length - 1))
  useEffect(() => { requestAnimationFrame(() => field.current?.focus()) }, [])
  useEffect(() => { list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }) }, [place])
  const press = (event: React.KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return
    if (event.key === 'Escape') { event.stopPropagation(); close() } else if (event.key === 'ArrowDown') setAt(Math.min(place + 1, items.length - 1)); else if (event.key === 'ArrowUp') setAt(Math.max(place - 1, 0)); else if (event.key === 'Enter') { const one = items[place]; if (one) chosen(one.id) } else return
    event.preventDefault()
  }
  return (
    <div className="article-pick" onKeyDown={press}>
      <Input ref={field} value={q} maxLength={200} placeholder={t('knowledge.look-up-hint')} aria-label={t('knowledge.look-up')} role="combobox" aria-expanded aria-controls="article-pick" aria-activedescendant={items[place] ? `article-pick-${items[place].id}` : undefined} onChange={(event) => { setQ(event.target.value); setAt(0) }} />
      {items.length ? (
        <ul ref={list} id="article-pick" role="listbox" aria-label={t('knowledge.title')}>
          {items.map((one, n) => (
            <li key={one.id} id={`article-pick-${one.id}`} role="option" aria-selected={n === place} onMouseEnter={() => setAt(n)} onClick={() => chosen(one.id)}>
              <span className="article-beside-title"><KindMark kind={one.kind} /><span className="clip">{said(one.title)}</span></span>
              <span className="article-beside-text"><Marked pieces={one.excerpt} /></span>
            </li>
          ))}
        </ul>
      ) : <p className="quiet">{settled && found.isSuccess ? t('knowledge.none-found') : t('knowledge.look-up-text')}</p>}
    </div>
  )
}
