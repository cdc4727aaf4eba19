import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, DatePicker, Select } from 'antd'
import dayjs from 'dayjs'
import { useT } from '../../../../kernel/web/words.ts'
import { GOALS } from '../../contract.ts'
import type { FlowBody } from '../../contract.ts'
import { Field } from './Field.tsx'
import type { FieldFault } from './flow-faults.ts'
import type { FlowNames } from './flow-names.ts'
import { inWords } from './flow-words.ts'
import { TwoWords } from './TwoWords.tsx'

/** What the flow as a whole is: its name, what it is about, what it is for, when it starts by itself, when it is looked at again. */
export function FlowForm({ flow, names, faults, change }: { flow: FlowBody; names: FlowNames; faults: readonly FieldFault[]; change: (more: Partial<FlowBody>) => void }) {
  const t = useT()
  const fault = (field: string) => faults.find((one) => one.field === field || one.field.startsWith(`${field}.`))
  const subject = names.subjects.get(flow.subject)
  const setGoal = (at: number, more: Partial<FlowBody['goals'][number]>) => change({ goals: flow.goals.map((one, n) => n === at ? { ...one, ...more } : one) })
  return (
    <div className="flow-form">
      <header><h2>{t('flow.self')}</h2></header>
      <section>
        <Field label="flow.name" fault={fault('name')}><TwoWords value={flow.name} change={(name) => change({ name })} label={t('flow.name')} max={120} invalid={!!fault('name')} /></Field>
        <Field label="flow.about" fault={fault('about')}><TwoWords value={flow.about} change={(about) => change({ about })} label={t('flow.about')} rows={2} max={2_000} /></Field>
        <Field label="flow.subject" help={flow.subject === 'free' ? 'flow.subject-free-help' : 'flow.subject-help'} fault={fault('subject')}>
          <Select value={flow.subject} onChange={(to) => change({ subject: to, ...(to === 'free' ? { startsOn: undefined as never } : {}) })} options={[...[...names.subjects.values()].map((one) => ({ value: one.key, label: inWords(one.name) })), { value: 'free', label: t('flow.subject.free') }]} aria-label={t('flow.subject')} />
        </Field>
        {subject?.kinds.length ? (
          <Field label="flow.starts-on" help="flow.starts-on-help" fault={fault('startsOn')}>
            <Select mode="multiple" value={flow.startsOn?.kinds ?? []} onChange={(kinds: string[]) => change({ startsOn: kinds.length ? { kinds } : (undefined as never) })} options={subject.kinds.map((kind) => ({ value: kind, label: t(`${subject.kindWords}.${kind}`) }))} placeholder={t('flow.starts-on-none')} aria-label={t('flow.starts-on')} showSearch={{ optionFilterProp: 'label' }} />
          </Field>
        ) : null}
      </section>
      <section>
        <h3>{t('flow.goals')}</h3>
        <p className="quiet">{t('flow.goals-help')}</p>
        <Field label="flow.goal" fault={fault('goals')}>
          <div className="flow-goals">
            {flow.goals.map((goal, at) => (
              <div key={at} className="flow-row">
                <Select value={goal.kind} onChange={(kind) => setGoal(at, { kind })} options={GOALS.map((kind) => ({ value: kind, label: t(`flow.goal.${kind}`) }))} aria-label={t('flow.goal')} popupMatchSelectWidth={false} />
                <Select value={goal.metric || null} onChange={(metric: string) => setGoal(at, { metric })} options={[...names.metrics].map(([key, name]) => ({ value: key, label: name }))} placeholder={t('flow.measure-pick')} aria-label={t('flow.measure')} showSearch={{ optionFilterProp: 'label' }} />
                <Button type="text" icon={<DeleteOutlined />} aria-label={t('flow.drop-goal')} onClick={() => change({ goals: flow.goals.filter((_, n) => n !== at) })} />
              </div>
            ))}
            <div><Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => change({ goals: [...flow.goals, { kind: GOALS.find((kind) => !flow.goals.some((one) => one.kind === kind)) ?? 'satisfaction', metric: '' }] })}>{t('flow.add-goal')}</Button></div>
          </div>
        </Field>
        <Field label="flow.review-due" help="flow.review-due-help" fault={fault('review')}><DatePicker value={flow.review ? dayjs(flow.review.dueAt) : null} onChange={(day) => change({ review: day ? { dueAt: day.format('YYYY-MM-DD') } : (undefined as never) })} aria-label={t('flow.review-due')} /></Field>
      </section>
    </div>
  )
}
