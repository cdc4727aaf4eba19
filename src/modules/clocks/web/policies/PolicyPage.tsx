import '../../../../kernel/web/definitions/definitions.css'
import './policies.css'
import { CheckCircleOutlined, PlusOutlined, SaveOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useBlocker, useParams } from '@tanstack/react-router'
import { Alert, Button, Input } from 'antd'
import { useEffect, useState } from 'react'
import { ApiError, call, query } from '../../../../kernel/client.ts'
import { definitions } from '../../../../kernel/definition-contract.ts'
import type { Definition } from '../../../../kernel/definition-contract.ts'
import { PublishDialog } from '../../../../kernel/web/definitions/PublishDialog.tsx'
import { Fault, NotFound } from '../../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../../kernel/web/frame/PageSkeleton.tsx'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { usePageTitle } from '../../../../kernel/web/page-title.ts'
import { faultText } from '../../../../kernel/web/problem.tsx'
import { useCan } from '../../../../kernel/web/session.tsx'
import { ask, toast } from '../../../../kernel/web/toast.tsx'
import { isComposing } from '../../../../kernel/web/typing.ts'
import { useT } from '../../../../kernel/web/words.ts'
import type { PolicyVocabulary } from '../../contract.ts'
import { policies } from '../../contract.ts'
import { nameIn } from '../clock-words.ts'
import { ClockCard } from './ClockCard.tsx'
import type { DraftClock } from './policy-draft.ts'
import { bodyOf, draftOf, newClock, wanting } from './policy-draft.ts'
import { TrialPanel } from './TrialPanel.tsx'

/** One policy of deadlines: read, edited as a draft without JSON, tried, and published from a day. */
export function PolicyPage() {
  const { key } = useParams({ strict: false }) as { key: string }
  const listed = useQuery(query(policies.list, {}))
  const versions = useQuery(query(definitions.list, { query: { kind: 'policy', key } }))
  const vocabulary = listed.data?.items.find((one) => one.key === key)
  // What is being written goes on; else the one in force is where the next version begins.
  const from = versions.data?.items.find((one) => one.state === 'draft' || one.state === 'review') ?? versions.data?.items.find((one) => one.inForce)
  const read = useQuery({ ...query(definitions.get, { params: { id: from?.id ?? '' } }), enabled: from !== undefined })
  if (listed.isError || versions.isError || read.isError) return <Fault error={listed.error ?? versions.error ?? read.error} />
  if (listed.data && !vocabulary) return <NotFound />
  if (!vocabulary || !versions.data || !read.data) return <PageSkeleton />
  const next = versions.data.items.find((one) => one.state === 'published' && !one.inForce && one.effectiveFrom && one.effectiveFrom > new Date(versions.dataUpdatedAt))
  return <Editor key={read.data.id} it={read.data} vocabulary={vocabulary} inForce={versions.data.items.find((one) => one.inForce)} next={next?.effectiveFrom ?? null} />
}

function Editor({ it, vocabulary, inForce, next }: { it: Definition; vocabulary: PolicyVocabulary; inForce: Parameters<typeof PublishDialog>[0]['inForce']; next: Date | null }) {
  const t = useT()
  const can = useCan()
  const cache = useQueryClient()
  const [draft, setDraft] = useState(() => draftOf(it.body))
  const [saved, setSaved] = useState(draft)
  const [faults, setFaults] = useState<{ title: string; items: readonly { path: string; message?: string | undefined }[] } | null>(null)
  const [busy, setBusy] = useState<'save' | 'publish' | null>(null)
  const [publishing, setPublishing] = useState<{ it: Definition; open: boolean } | null>(null)
  const dirty = draft !== saved
  const isDraft = it.state === 'draft'
  const readOnly = !can('definition.write') || it.state === 'review'
  const wants = wanting(draft)
  usePageTitle(nameIn(draft.name))
  const blocker = useBlocker({ shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname && dirty && !busy, enableBeforeUnload: () => dirty, withResolver: true, disabled: !dirty })
  useEffect(() => {
    if (blocker.status === 'blocked') void ask({ title: t('form.leave-ask'), text: t('form.leave-text'), yes: t('form.leave'), no: t('form.stay'), danger: true }).then((sure) => sure ? blocker.proceed() : blocker.reset())
    // The question is put once for each attempt to leave.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [blocker.status])

  const save = async (): Promise<Definition> => {
    const body = bodyOf(draft) as unknown as Definition['body']
    const made = isDraft ? await call(definitions.edit, { params: { id: it.id }, body: { body, version: it.revision } }) : await call(definitions.draft, { body: { kind: 'policy', key: vocabulary.key, body } })
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
    } catch (error) {
      const problem = error instanceof ApiError ? error.problem : undefined
      setFaults({ title: problem?.errors?.length ? problem.title : faultText(error), items: (problem?.errors ?? []).map(({ path, message }) => ({ path: path.replace(/^body\.?/, ''), message })) })
    } finally { setBusy(null) }
  }
  const back = async () => {
    await call(definitions.move, { params: { id: it.id }, body: { to: 'draft', version: it.revision } }).then(() => cache.invalidateQueries(), (error: unknown) => toast.fault(error))
  }
  const change = (id: number, more: Partial<DraftClock>) => setDraft((was) => ({ ...was, clocks: was.clocks.map((clock) => clock.id === id ? { ...clock, ...more } : clock) }))
  const mayPublish = can('definition.publish') && !wants.length
  return (
    <div className="policy-page" onKeyDown={(event) => { if (!isComposing(event.nativeEvent) && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's') { event.preventDefault(); if (!wants.length && !readOnly) void run('save') } }}>
      <header className="policy-head">
        <div><Link to={'/deadlines' as string} className="quiet">{t('policy.plural')}</Link><h1 className="clip">{nameIn(draft.name) || t('policy.unnamed')}</h1></div>
        <span className="policy-state quiet">{t(it.state === 'draft' ? 'policy.is-draft' : it.state === 'review' ? 'policy.is-review' : 'policy.is-in-force', { n: it.version })}{next ? <> · {t('policy.next-from')} <Moment at={next} form="full" /></> : null}</span>
        <Link to={`/definitions/policy/${encodeURIComponent(vocabulary.key)}` as string}><Button>{t('definition.versions')}</Button></Link>
        {it.state === 'review' && can('definition.write') ? <Button onClick={() => void back()}>{t('definition.return')}</Button> : null}
        {readOnly ? null : <Button icon={<SaveOutlined aria-hidden />} loading={busy === 'save'} disabled={!dirty || wants.length > 0 || busy !== null} onClick={() => void run('save')}>{t('definition.save-draft')}</Button>}
        {can('definition.publish') ? <Button type="primary" icon={<CheckCircleOutlined aria-hidden />} loading={busy === 'publish'} disabled={!mayPublish || busy !== null || (!dirty && it.state === 'published')} onClick={() => void run('publish')}>{t('policy.publish')}</Button> : null}
      </header>
      <div className="policy-edit">
        <div className="policy-form">
          {faults ? <Alert type="error" showIcon title={faults.title} description={faults.items.length ? <ul>{faults.items.map((one, at) => <li key={at}><code>{one.path}</code> {one.message}</li>)}</ul> : undefined} /> : null}
          {wants.length && dirty ? <Alert type="warning" showIcon title={t('policy.wanting', { what: [...new Set(wants.map(({ what }) => t(`policy.wants.${what}`)))].join(t('condition.comma')) })} /> : null}
          <p className="quiet policy-about">{t('policy.about')}</p>
          {readOnly ? null : <div className="policy-names">{(['zh', 'en'] as const).map((tongue) => <Input key={tongue} value={draft.name[tongue]} maxLength={120} lang={tongue === 'zh' ? 'zh-CN' : 'en'} addonBefore={t(`policy.tongue.${tongue}`)} aria-label={`${t('policy.name')} · ${t(`policy.tongue.${tongue}`)}`} onChange={(event) => setDraft({ ...draft, name: { ...draft.name, [tongue]: event.target.value } })} />)}</div>}
          {draft.clocks.map((clock) => (
            <ClockCard key={clock.id} clock={clock} vocabulary={vocabulary} readOnly={readOnly} wrong={new Map(wants.filter((one) => one.clock === clock.id).map((one) => [one.row, one.what]))}
              change={(more) => change(clock.id, more)} drop={() => setDraft((was) => ({ ...was, clocks: was.clocks.filter(({ id }) => id !== clock.id) }))} />
          ))}
          {readOnly ? null : <Button type="dashed" block icon={<PlusOutlined aria-hidden />} onClick={() => setDraft((was) => ({ ...was, clocks: [...was.clocks, newClock(vocabulary, was.clocks.map(({ key }) => key))] }))}>{t('policy.add-clock')}</Button>}
        </div>
        <aside className="policy-side"><TrialPanel version={it.id} vocabulary={vocabulary} dirty={dirty} /></aside>
      </div>
      {publishing ? <PublishDialog key={publishing.it.id} it={publishing.it} inForce={inForce} open={publishing.open} close={() => setPublishing({ ...publishing, open: false })} /> : null}
    </div>
  )
}
