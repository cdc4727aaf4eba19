import './definitions.css'
import './draft-desk.css'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { call } from '../../client.ts'
import type { Bilingual } from '../../contract.ts'
import { definitions } from '../../definition-contract.ts'
import type { Definition, DefinitionSummary } from '../../definition-contract.ts'
import { useLeaving } from '../form/use-leaving.ts'
import { Moment } from '../moment.tsx'
import { usePageTitle } from '../page-title.ts'
import { useCan } from '../session.tsx'
import { toast } from '../toast.tsx'
import { onSaveKey } from '../typing.ts'
import { language, useT } from '../words.ts'
import { DraftHead, DraftProblems } from './DraftHead.tsx'
import { PublishDialog } from './PublishDialog.tsx'
import { useVersions } from './use-definition-draft.ts'
import { draftFaults, writeDraft } from './write-definition.ts'
import type { DraftFaults } from './write-definition.ts'

/** The version of a definition that is written on: its draft, else the one in force, where the next begins. */
export interface Standing { it: Definition; inForce: DefinitionSummary | undefined; next: Date | null }
/** Looks it up. `none` where there is no such definition. */
export function useStanding(kind: string, key: string): { standing: Standing | undefined; none: boolean; error: unknown } {
  const { items, askedAt, it, error } = useVersions(kind, key, ['draft', 'review'])
  const next = items?.find((one) => one.state === 'published' && !one.inForce && one.effectiveFrom && one.effectiveFrom > askedAt)
  return { standing: it && { it, inForce: items?.find((one) => one.inForce), next: next?.effectiveFrom ?? null }, none: items?.length === 0, error }
}

/** What is being written, and whether it may be. */
export interface Desk<D> { draft: D; change: (to: D | ((was: D) => D)) => void; readOnly: boolean; dirty: boolean }
interface Props<D> {
  standing: Standing
  back: { to: string; label: string }
  draftOf: (body: unknown) => D
  bodyOf: (draft: D) => unknown
  nameOf: (draft: D) => Bilingual
  /** What the draft still lacks, as words of one sentence. */
  wants: (draft: D) => readonly string[]
  about?: string
  children: (desk: Desk<D>) => ReactNode
  side?: (desk: Desk<D>) => ReactNode
}

/** A definition edited without JSON: saved as a draft, sent to review, published from a day. Give it the version's id as `key`. */
export function DraftDesk<D>({ standing: { it, inForce, next }, back, draftOf, bodyOf, nameOf, wants, about, children, side }: Props<D>) {
  const t = useT()
  const can = useCan()
  const cache = useQueryClient()
  const [draft, setDraft] = useState(() => draftOf(it.body))
  const [saved, setSaved] = useState(draft)
  const [faults, setFaults] = useState<DraftFaults | null>(null)
  const [busy, setBusy] = useState<'save' | 'publish' | null>(null)
  const [publishing, setPublishing] = useState<{ it: Definition; open: boolean } | null>(null)
  const dirty = draft !== saved
  const readOnly = !can('definition.write') || it.state === 'review'
  const lacks = [...new Set(wants(draft))]
  const name = nameOf(draft)[language() === 'zh-CN' ? 'zh' : 'en']
  usePageTitle(name)
  useLeaving(dirty && !busy)

  const save = async (): Promise<Definition> => {
    const made = await writeDraft({ kind: it.kind, key: it.key, body: bodyOf(draft) as object, standing: it.state === 'draft' ? it : null })
    setSaved(draft)
    cache.setQueryData([definitions.get.path, { params: { id: made.id } }], made)
    return made
  }
  const run = async (what: 'save' | 'publish') => {
    if (busy || (what === 'save' && !dirty)) return
    setBusy(what)
    setFaults(null)
    try {
      let made = dirty ? await save() : it
      if (what === 'publish' && made.state === 'draft') made = await call(definitions.move, { params: { id: made.id }, body: { to: 'review', version: made.revision } })
      if (what === 'publish') setPublishing({ it: made, open: true })
      else toast.done(t('definition.saved'))
      await cache.invalidateQueries()
    } catch (error) { setFaults(draftFaults(error)) } finally { setBusy(null) }
  }
  const takeBack = async () => {
    await call(definitions.move, { params: { id: it.id }, body: { to: 'draft', version: it.revision } }).then(() => cache.invalidateQueries(), (error: unknown) => toast.fault(error))
  }
  const desk: Desk<D> = { draft, change: setDraft, readOnly, dirty }
  const form = (
    <div className="draft-desk-form">
      <DraftProblems of={faults} />
      {lacks.length && dirty ? <Alert type="warning" showIcon title={t('definition.wanting', { what: lacks.join(t('condition.comma')) })} /> : null}
      {about ? <p className="quiet draft-desk-about">{about}</p> : null}
      {children(desk)}
    </div>
  )
  return (
    <div className="draft-desk" onKeyDown={onSaveKey(() => { if (!lacks.length && !readOnly) void run('save') })}>
      <DraftHead title={name || t('definition.unnamed')} back={back} asksForDay shows={readOnly ? ['publish'] : ['save', 'publish']}
        state={<>{t(it.state === 'draft' ? 'definition.is-draft' : it.state === 'review' ? 'definition.is-review' : 'definition.is-in-force', { n: it.version })}{next ? <> · {t('definition.next-from')} <Moment at={next} form="full" /></> : null}</>}
        more={<><Link to={`/definitions/${encodeURIComponent(it.kind)}/${encodeURIComponent(it.key)}` as string}><Button>{t('definition.versions')}</Button></Link>{it.state === 'review' && can('definition.write') ? <Button onClick={() => void takeBack()}>{t('definition.return')}</Button> : null}</>}
        canSave={dirty && !lacks.length && busy === null} canPublish={!lacks.length && busy === null && (dirty || it.state !== 'published')} busy={busy} run={run} />
      {side ? <div className="draft-desk-edit">{form}<aside className="draft-desk-side">{side(desk)}</aside></div> : form}
      {publishing ? <PublishDialog key={publishing.it.id} it={publishing.it} inForce={inForce} open={publishing.open} close={() => setPublishing({ ...publishing, open: false })} /> : null}
    </div>
  )
}
