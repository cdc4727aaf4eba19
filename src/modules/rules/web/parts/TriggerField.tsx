import { Checkbox, Segmented, Select } from 'antd'
import { useT } from '../../../../kernel/web/words.ts'
import type { Vocabulary } from '../../contract.ts'
import type { RuleDraft } from './draft-rule.ts'
import { named } from './named.ts'

/** What the rule is about, and when it looks. */
export function TriggerField({ vocabulary, of, change }: { vocabulary: Vocabulary; of: RuleDraft; change: (more: Partial<RuleDraft>) => void }) {
  const t = useT()
  const subject = vocabulary.subjects.find((one) => one.kind === of.subject)
  const { trigger } = of
  const kind = 'on' in trigger ? 'event' : trigger.every
  const firstEvent = (kindOf: string) => vocabulary.subjects.find((one) => one.kind === kindOf)?.events[0]?.kind ?? ''
  return (
    <div className="rule-trigger">
      <label className="rule-input"><span className="rule-caption">{t('rule.subject')}</span>
        <Select value={of.subject} onChange={(next: string) => change({ subject: next, trigger: { on: [firstEvent(next)] }, when: { all: [] }, then: of.then.filter((step) => vocabulary.actions.find((one) => one.name === step.do)?.subjects?.includes(next) !== false) })} options={vocabulary.subjects.map((one) => ({ value: one.kind, label: named(one.noun) }))} /></label>
      <div className="rule-input"><span className="rule-caption">{t('rule.looks')}</span>
        <Segmented value={kind} onChange={(next) => change({ trigger: next === 'event' ? { on: [firstEvent(of.subject)] } : { every: next as 'hour' | 'day', hour: 8, again: false } })} options={(['event', 'hour', 'day'] as const).map((value) => ({ value, label: t(`rule.looks.${value}`) }))} /></div>
      {'on' in trigger
        ? <label className="rule-input" data-wide><span className="rule-caption">{t('rule.events')}</span><Select mode="multiple" value={trigger.on} onChange={(on: string[]) => { if (on.length) change({ trigger: { on } }) }} showSearch={{ optionFilterProp: 'label' }} options={(subject?.events ?? []).map((one) => ({ value: one.kind, label: named(one.words) }))} /></label>
        : <>
          {trigger.every === 'day' ? <label className="rule-input"><span className="rule-caption">{t('rule.hour')}</span><Select value={trigger.hour} onChange={(hour: number) => change({ trigger: { ...trigger, hour } })} options={Array.from({ length: 24 }, (_, value) => ({ value, label: `${value}:00` }))} /></label> : null}
          <div className="rule-input" data-wide><Checkbox checked={trigger.again} onChange={(event) => change({ trigger: { ...trigger, again: event.target.checked } })}>{t('rule.again')}</Checkbox></div>
        </>}
    </div>
  )
}
