import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { Fault } from '../../../../kernel/web/frame/faults.tsx'
import { MomentInput } from '../../../../kernel/web/form/MomentInput.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import type { PolicyVocabulary } from '../../contract.ts'
import { policies } from '../../contract.ts'
import { nameIn } from '../clock-words.ts'
import { WhyDue } from '../WhyDue.tsx'
import { choiceText, factWordsOf } from './policy-words.ts'

/** Tries a version: a record like this, begun then, and when each deadline would be due, with the whole arithmetic. */
export function TrialPanel({ version, vocabulary, dirty }: { version: string; vocabulary: PolicyVocabulary; dirty: boolean }) {
  const t = useT()
  const [facts, setFacts] = useState<Record<string, string | undefined>>({})
  // Read once: a moment that moves with the clock would be asked for again and again.
  const [at, setAt] = useState<string>(() => new Date(Math.floor(Date.now() / 60_000) * 60_000).toISOString())
  const told = Object.entries(facts).flatMap(([field, value]) => value ? [`${field}:${value}`] : []).join(',')
  const found = useQuery({ ...query(policies.trial, { params: { version }, query: { at, ...(told ? { facts: told } : {}) } }), placeholderData: (before) => before })
  return (
    <section className="policy-trial" aria-label={t('policy.trial')}>
      <h2>{t('policy.trial')}</h2>
      <div className="policy-trial-facts">
        {vocabulary.fields.map((field) => (
          <label key={field.key}><span className="policy-caption">{nameIn(field.name)}</span>
            <Select allowClear showSearch optionFilterProp="label" value={facts[field.key] ?? null} placeholder={t('policy.none')} aria-label={`${t('policy.trial')} · ${nameIn(field.name)}`} options={field.choices.map((one) => ({ value: one.value, label: choiceText(t, one) }))} onChange={(value) => setFacts({ ...facts, [field.key]: value ?? undefined })} />
          </label>
        ))}
        <label className="policy-trial-at"><span className="policy-caption">{t('policy.trial-at')}</span><MomentInput value={at} onChange={(to) => { if (to) setAt(to.toISOString()) }} /></label>
      </div>
      {dirty ? <p className="policy-trial-note">{t('policy.trial-saved')}</p> : null}
      {found.isError ? <Fault error={found.error} again={() => void found.refetch()} /> : !found.data ? <span className="grey" style={{ height: 180 }} /> : found.data.items.length
        ? found.data.items.map((one) => <WhyDue key={one.clock.key} explanation={one} facts={factWordsOf(t, vocabulary.fields)} />)
        : <p className="quiet">{t('policy.trial-none')}</p>}
    </section>
  )
}
