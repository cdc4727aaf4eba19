import './rules.css'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Checkbox, Input } from 'antd'
import { useState } from 'react'
import type { Definition } from '../../../kernel/definition-contract.ts'
import { DraftHead, DraftProblems } from '../../../kernel/web/definitions/DraftHead.tsx'
import { useDefinition, useDefinitionDraft } from '../../../kernel/web/definitions/use-definition-draft.ts'
import { Fault } from '../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../kernel/web/frame/PageSkeleton.tsx'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { useCan } from '../../../kernel/web/session.tsx'
import { onSaveKey } from '../../../kernel/web/typing.ts'
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
  const own = key === 'new' ? null : key
  const vocabulary = useVocabulary()
  const { it, error, isReady } = useDefinition('rule', own)
  if (vocabulary.isError || error) return <Fault error={vocabulary.error ?? error} />
  return vocabulary.data && isReady ? <Editor key={it?.id ?? 'new'} name={own} it={it} vocabulary={vocabulary.data} /> : <PageSkeleton />
}

function Editor({ name, it, vocabulary }: { name: string | null; it: Definition | undefined; vocabulary: Vocabulary }) {
  const t = useT()
  const can = useCan()
  const navigate = useNavigate()
  const { tab = 'rule' } = useSearch({ strict: false }) as { tab?: string }
  const [ownKey, setOwnKey] = useState<string | null>(null)
  const { draft, setDraft, key, standing, canSave, canPublish, busy, faults, run } = useDefinitionDraft<RuleDraft>({
    kind: 'rule', it, key: (of) => name ?? ownKey ?? keyFrom(of.name.en), draftOf: (body) => body as RuleDraft | undefined ?? newRule(vocabulary), pathOf: (made) => `/rules/${made}`, list: '/rules',
  })
  const names = useNames(vocabulary, [draft])
  const set = (more: Partial<RuleDraft>) => setDraft((was) => ({ ...was, ...more }))
  const fields = fieldsFor(vocabulary, draft)
  const wanting = [...(draft.name.zh.trim() && draft.name.en.trim() ? [] : ['name']), ...(draft.then.length ? [] : ['then']), ...(unfinished(draft.when).length ? ['when'] : []), ...(/^[a-z][a-z0-9_-]*$/.test(key) ? [] : ['key'])]
  const isWhole = wanting.length === 0
  const canWrite = can('definition.write')
  usePageTitle(draft.name.zh ? named(draft.name) : t('rule.new'))
  const tabs = name ? ['rule', 'firings', 'versions'] : ['rule']
  return (
    <div className="rule-page" onKeyDown={onSaveKey(() => { if (canSave && isWhole) void run('save') })}>
      <DraftHead title={draft.name.zh || draft.name.en ? named(draft.name) || draft.name.zh : t('rule.new')} back={{ to: '/rules', label: t('rule.plural') }} state={standing ? t('definition.is-draft', { n: standing.version }) : null}
        shows={canWrite && tab === 'rule' ? ['save', 'publish'] : []} canSave={canSave && isWhole} canPublish={canPublish && isWhole} busy={busy} run={run} />
      {tabs.length > 1 ? <nav className="list-views-tabs rule-tabs">{tabs.map((one) => <button key={one} type="button" className="list-view" aria-current={one === tab || undefined} onClick={() => void navigate({ to: '.', replace: true, search: (one === 'rule' ? {} : { tab: one }) as never })}>{t(`rule.tab.${one}`)}</button>)}</nav> : null}
      {tab === 'firings' && name ? <FiringList asked={{ rule: name }} /> : tab === 'versions' && name ? <VersionList name={name} /> : (
        <div className="rule-edit">
          <div className="rule-form">
            <DraftProblems of={faults} />
            <fieldset>
              <legend>{t('rule.name')}</legend>
              <div className="rule-inputs">
                {(['zh', 'en'] as const).map((tongue) => <label className="rule-input" key={tongue}><span className="rule-caption">{t(`rule.name.${tongue}`)}<b aria-hidden> *</b></span><Input value={draft.name[tongue]} maxLength={120} onChange={(event) => set({ name: { ...draft.name, [tongue]: event.target.value } })} /></label>)}
                {name ? null : <label className="rule-input"><span className="rule-caption">{t('definition.key')}</span><Input value={key} maxLength={60} status={key && wanting.includes('key') ? 'error' : ''} onChange={(event) => setOwnKey(event.target.value)} /></label>}
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
