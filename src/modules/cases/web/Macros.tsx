import './boards.css'
import { EditOutlined, PlusOutlined, ThunderboltOutlined } from '@ant-design/icons'
import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { putInForce, standingDraft, writeDraft } from '../../../kernel/web/definitions/write-definition.ts'
import { query } from '../../../kernel/client.ts'
import { definitions } from '../../../kernel/definition-contract.ts'
import { Blank, Fault } from '../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../kernel/web/frame/PageSkeleton.tsx'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { Can } from '../../../kernel/web/session.tsx'
import { language, useT } from '../../../kernel/web/words.ts'
import { MacroForm } from './parts/MacroForm.tsx'
import { bodyOf, doesOf, draftOf, newMacro } from './parts/macro-draft.ts'
import type { MacroDraft } from './parts/macro-draft.ts'

/** The macros in force, written and published by a form. */
export function Macros() {
  const t = useT()
  const cache = useQueryClient()
  const all = useQuery(query(definitions.list, { query: { kind: 'macro' } }))
  const inForce = (all.data?.items ?? []).filter((one) => one.inForce)
  const bodies = useQueries({ queries: inForce.map((one) => query(definitions.get, { params: { id: one.id } })) })
  const [editing, setEditing] = useState<{ key: string | null; draft: MacroDraft } | null>(null)
  usePageTitle(t('macro.plural'))
  if (all.isError) return <Fault error={all.error} again={() => void all.refetch()} />
  if (!all.data || bodies.some((one) => one.isPending)) return <PageSkeleton />
  const macros = bodies.flatMap(({ data }) => data ?? []).map((one) => ({ key: one.key, draft: draftOf(one.body) }))

  /** Writes the next version and puts it in force; whoever may not publish leaves a draft for review. */
  const publish = async (key: string, draft: MacroDraft, goes: boolean) => {
    const made = await writeDraft({ kind: 'macro', key, body: bodyOf(draft), standing: await standingDraft('macro', key) })
    if (goes) await putInForce(made)
    await cache.invalidateQueries()
  }
  return (
    <div className="board-page">
      <header><h1>{t('macro.plural')}</h1><span className="quiet">{t('macro.about')}</span><Can permission="definition.write"><Button className="board-act" type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setEditing({ key: null, draft: newMacro() })}>{t('macro.new')}</Button></Can></header>
      {macros.length === 0 ? <Blank mark={<ThunderboltOutlined />} title={t('macro.none')} /> : (
        <ul className="macro-list">{macros.map(({ key, draft }) => (
          <li key={key}>
            <span className="macro-words"><b>{language() === 'en' ? draft.name.en : draft.name.zh}</b><span className="quiet clip">{language() === 'en' ? draft.about.en : draft.about.zh}</span></span>
            <span className="macro-does">{doesOf(draft).map((deed) => <i key={deed}>{t(`macro.does.${deed}`)}</i>)}</span>
            <Can permission="definition.write"><Button type="text" icon={<EditOutlined />} aria-label={t('macro.edit', { name: draft.name.zh })} onClick={() => setEditing({ key, draft })} /></Can>
          </li>
        ))}</ul>
      )}
      {editing ? <MacroForm known={editing.key} of={editing.draft} save={publish} close={() => setEditing(null)} /> : null}
    </div>
  )
}
