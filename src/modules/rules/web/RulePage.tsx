import './rules.css'
import { CheckCircleOutlined, SaveOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useBlocker, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Alert, Button, Checkbox, Input } from 'antd'
import { useEffect, useState } from 'react'
import { ApiError, call, query } from '../../../kernel/client.ts'
import { definitions } from '../../../kernel/definition-contract.ts'
import type { Definition } from '../../../kernel/definition-contract.ts'
import { Fault } from '../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../kernel/web/frame/PageSkeleton.tsx'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { faultText } from '../../../kernel/web/problem.tsx'
import { useCan } from '../../../kernel/web/session.tsx'
import { ask, toast } from '../../../kernel/web/toast.tsx'
import { useT } from '../../../kernel/web/words.ts'
import type { Vocabulary } from '../contract.ts'
import { ActionsField } from './parts/ActionsField.tsx'
import { ConditionField } from './parts/ConditionField.tsx'
import { fieldsFor, keyFrom, newRule, unfinished } from './parts/draft-rule.ts'
import type { RuleDraft } from './parts/draft-rule.ts'
import { DryRunPanel } from './parts/DryRunPanel.tsx'
import { FiringList } from './parts/FiringList.tsx'
import { named } from './parts/named.ts'
import { Sentence } from './parts/Sentence.tsx'
import { TriggerField } from './parts/TriggerField.tsx'
import { useNames } from './parts/use-names.ts'
import { useVocabulary } from './parts/use-vocabulary.ts'
import { VersionList } from './parts/VersionList.tsx'

/** One rule, or a new one: the form at the left; in words, tried and counted at the right. */
export function RulePage() {
  const { key } = useParams({ strict: false }) as { key: string }
  const isNew = key === 'new'
  const vocabulary = useVocabulary()
  const versions = useQuery({ ...query(definitions.list, { query: { kind: 'rule', key } }), enabled: !isNew })
  // What is being written goes on; else the one in force is where the next version begins.
  const from = versions.data?.items.find((one) => one.origin === 'company' && one.state === 'draft') ?? versions.data?.items.find((one) => one.inForce) ?? versions.data?.items[0]
  const found = useQuery({ ...query(definitions.get, { params: { id: from?.id ?? '' } }), enabled: from !== undefined })
  if (vocabulary.isError || versions.isError || found.isError) return <Fault error={vocabulary.error ?? versions.error ?? found.error} />
  if (!vocabulary.data || (!isNew && !found.data)) return <PageSkeleton />
  return <Editor key={isNew ? 'new' : found.data?.id} name={isNew ? null : key} it={isNew ? null : found.data ?? null} vocabulary={vocabulary.data} />
}

function Editor({ name, it, vocabulary }: { name: string | null; it: Definition | null; vocabulary: Vocabulary }) {
  const t = useT()
  const can = useCan()
  const navigate = useNavigate()
  const cache = useQueryClient()
  const { tab = 'rule' } = useSearch({ strict: false }) as { tab?: string }
  const [draft, setDraft] = useState<RuleDraft>(() => it ? it.body as unknown as RuleDraft : newRule(vocabulary))
  const [saved, setSaved] = useState(draft)
  const [standing, setStanding] = useState(it?.origin === 'company' && it.state === 'draft' ? it : null)
  const [ownKey, setOwnKey] = useState<string | null>(null)
  const [faults, setFaults] = useState<{ title: string; items: readonly { path: string; message?: string | undefined }[] } | null>(null)
  const [busy, setBusy] = useState<'save' | 'publish' | null>(null)
  const dirty = draft !== saved
  const names = useNames(vocabulary, [draft])
  const key = name ?? ownKey ?? keyFrom(draft.name.en)
  const set = (more: Partial<RuleDraft>) => setDraft((was) => ({ ...was, ...more }))
  const fields = fieldsFor(vocabulary, draft)
  const wanting = [...(draft.name.zh.trim() && draft.name.en.trim() ? [] : ['name']), ...(draft.then.length ? [] : ['then']), ...(unfinished(draft.when).length ? ['when'] : []), ...(/^[a-z][a-z0-9_-]*$/.test(key) ? [] : ['key'])]
  const canWrite = can('definition.write')
  usePageTitle(draft.name.zh ? named(draft.name) : t('rule.new'))
  const blocker = useBlocker({ shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname && dirty && !busy, enableBeforeUnload: () => dirty, withResolver: true, disabled: !dirty })
  useEffect(() => {
    if (blocker.status === 'blocked') void ask({ title: t('form.leave-ask'), text: t('form.leave-text'), yes: t('form.leave'), no: t('form.stay'), danger: true }).then((sure) => sure ? blocker.proceed() : blocker.reset())
    // The question is put once for each attempt to leave.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [blocker.status])

  const run = async (what: 'save' | 'publish') => {
    setBusy(what)
    setFaults(null)
    try {
      const body = draft as unknown as Definition['body']
      const made = standing ? dirty ? await call(definitions.edit, { params: { id: standing.id }, body: { body, version: standing.revision } }) : standing : await call(definitions.draft, { body: { kind: 'rule', key, body } })
      setStanding(made)
      setSaved(draft)
      if (what === 'publish') {
        const review = await call(definitions.move, { params: { id: made.id }, body: { to: 'review', version: made.revision } })
        await call(definitions.move, { params: { id: made.id }, body: { to: 'published', version: review.revision } })
      }
      void cache.invalidateQueries()
      toast.done(t(what === 'publish' ? 'rule.published' : 'definition.saved'))
      if (what === 'publish') void navigate({ to: '/rules' as string, ignoreBlocker: true })
      else if (!name) void navigate({ to: `/rules/${made.key}` as string, ignoreBlocker: true })
    } catch (error) {
      const problem = error instanceof ApiError ? error.problem : undefined
      setFaults({ title: problem?.errors?.length ? problem.title : faultText(error), items: (problem?.errors ?? []).map(({ path, message }) => ({ path: path.replace(/^body\.?/, ''), message })) })
    } finally { setBusy(null) }
  }
  const tabs = name ? ['rule', 'firings', 'versions'] : ['rule']
  return (
    <div className="rule-page" onKeyDown={(event) => { if ((event.ctrlKey || event.metaKey) && event.key === 's') { event.preventDefault(); if (!wanting.length && canWrite) void run('save') } }}>
      <header className="rule-head">
        <div><Link to={'/rules' as string} className="quiet">{t('rule.plural')}</Link><h1 className="clip">{draft.name.zh || draft.name.en ? named(draft.name) || draft.name.zh : t('rule.new')}</h1></div>
        {standing ? <span className="quiet">{t('rule.is-draft')}</span> : null}
        {canWrite && tab === 'rule' ? <Button icon={<SaveOutlined aria-hidden />} loading={busy === 'save'} disabled={busy !== null || wanting.length > 0 || (!dirty && (standing !== null || name !== null))} onClick={() => void run('save')}>{t('definition.save-draft')}</Button> : null}
        {can('definition.publish') && canWrite && tab === 'rule' ? <Button type="primary" icon={<CheckCircleOutlined aria-hidden />} loading={busy === 'publish'} disabled={busy !== null || wanting.length > 0 || (!dirty && standing === null)} onClick={() => void run('publish')}>{t('rule.publish')}</Button> : null}
      </header>
      {tabs.length > 1 ? <nav className="list-views-tabs rule-tabs">{tabs.map((one) => <button key={one} type="button" className="list-view" aria-current={one === tab || undefined} onClick={() => void navigate({ to: '.', replace: true, search: (one === 'rule' ? {} : { tab: one }) as never })}>{t(`rule.tab.${one}`)}</button>)}</nav> : null}
      {tab === 'firings' && name ? <FiringList asked={{ rule: name }} /> : tab === 'versions' && name ? <VersionList name={name} /> : (
        <div className="rule-edit">
          <div className="rule-form">
            {faults ? <Alert type="error" showIcon title={faults.title} description={faults.items.length ? <ul>{faults.items.map((one, at) => <li key={at}><code>{one.path}</code> {one.message}</li>)}</ul> : undefined} /> : null}
            <fieldset>
              <legend>{t('rule.name')}</legend>
              <div className="rule-inputs">
                {(['zh', 'en'] as const).map((tongue) => <label className="rule-input" key={tongue}><span className="rule-caption">{t(`rule.name.${tongue}`)}<b aria-hidden> *</b></span><Input value={draft.name[tongue]} maxLength={120} onChange={(event) => set({ name: { ...draft.name, [tongue]: event.target.value } })} /></label>)}
                {name ? null : <label className="rule-input"><span className="rule-caption">{t('rule.key')}</span><Input value={key} maxLength={60} status={key && wanting.includes('key') ? 'error' : ''} onChange={(event) => setOwnKey(event.target.value)} /></label>}
              </div>
            </fieldset>
            <fieldset><legend>{t('rule.when')}</legend><TriggerField vocabulary={vocabulary} of={draft} change={set} /></fieldset>
            <fieldset><legend>{t('rule.if')}</legend><ConditionField fields={fields} of={draft.when} change={(when) => set({ when })} /></fieldset>
            <fieldset>
              <legend>{t('rule.then')}</legend>
              <ActionsField vocabulary={vocabulary} fields={fields} of={draft} change={(then) => set({ then })} />
              <Checkbox checked={draft.stop} onChange={(event) => set({ stop: event.target.checked })}>{t('rule.stop-after')}</Checkbox>
            </fieldset>
          </div>
          <aside className="rule-side">
            <section><h2>{t('rule.in-words')}</h2><Sentence vocabulary={vocabulary} of={draft} names={names} />{wanting.length ? <p className="rule-wanting">{t('rule.wanting', { what: wanting.map((one) => t(`rule.want.${one}`)).join(t('rule.say.comma')) })}</p> : null}</section>
            {can('rule.steer') ? <DryRunPanel vocabulary={vocabulary} of={draft} names={names} ready={!wanting.includes('when') && draft.then.length > 0} /> : null}
          </aside>
        </div>
      )}
    </div>
  )
}
