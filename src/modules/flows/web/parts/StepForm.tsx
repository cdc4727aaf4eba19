import { ArrowDownOutlined, ArrowUpOutlined, CopyOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Checkbox, InputNumber, Segmented, Select } from 'antd'
import { hasWord, useT } from '../../../../kernel/web/words.ts'
import type { FlowBody, FlowStep } from '../../contract.ts'
import { StepValue } from '../../contract.ts'
import { stepsBefore } from '../../rules.ts'
import { DeadlineField } from './DeadlineField.tsx'
import type { Mode } from './draft-flow.ts'
import { modesOf } from './draft-flow.ts'
import { Field } from './Field.tsx'
import type { FieldFault } from './flow-faults.ts'
import type { FlowNames } from './flow-names.ts'
import { deadlineText, inWords } from './flow-words.ts'
import { OwnerField } from './OwnerField.tsx'
import { TwoWords } from './TwoWords.tsx'
import { WhenField } from './WhenField.tsx'

interface Props {
  flow: FlowBody; at: number; names: FlowNames; faults: readonly FieldFault[]
  change: (more: Partial<FlowStep>) => void
  place: (mode: Mode, after?: readonly string[]) => void
  move: (to: number) => void; copy: () => void; remove: () => void
}
const without = <T extends object, K extends keyof T>(of: T, key: K): Omit<T, K> => { const { [key]: _gone, ...rest } = of; return rest }

/** Everything a step consists of, in the order in which one thinks of it: what, who, by when, then in which order, then how it is measured. */
export function StepForm({ flow, at, names, faults, change, place, move, copy, remove }: Props) {
  const t = useT()
  const step = flow.steps[at]
  if (!step) return null
  const mode = modesOf(flow.steps)[at] as Mode
  const fault = (...fields: string[]) => faults.find((one) => fields.some((field) => one.field === field || one.field.startsWith(`${field}.`)))
  const earlier = flow.steps.slice(0, at)
  const before = stepsBefore(flow, step.key)
  const smart = (more: Partial<FlowStep['smart']>) => change({ smart: { ...step.smart, ...more } })
  const above = flow.steps[at - 1]
  return (
    <div className="flow-form" key={step.key}>
      <header>
        <h2 className="clip">{inWords(step.name) || t('flow.step')}</h2>
        <span className="flow-form-acts">
            <Button type="text" icon={<ArrowUpOutlined />} disabled={at === 0} aria-label={t('flow.move-up')} onClick={() => move(at - 1)} />
            <Button type="text" icon={<ArrowDownOutlined />} disabled={at === flow.steps.length - 1} aria-label={t('flow.move-down')} onClick={() => move(at + 1)} />
            <Button type="text" icon={<CopyOutlined />} aria-label={t('flow.copy-step')} onClick={copy} />
            <Button type="text" danger icon={<DeleteOutlined />} disabled={flow.steps.length === 1} aria-label={t('flow.remove-step')} onClick={remove} />
        </span>
      </header>
      <section>
        <Field label="flow.step-name" fault={fault('name')}><TwoWords value={step.name} change={(name) => change({ name })} label={t('flow.step-name')} max={120} autoFocus={!inWords(step.name)} invalid={!!fault('name')} /></Field>
        <Field label="flow.kind"><Segmented value={step.kind} onChange={(kind) => change({ kind, ...(kind === 'approval' ? { optional: false, owner: step.owner.by === 'line-manager' ? step.owner : { by: 'line-manager', of: flow.subject === 'free' ? 'starter' : 'handler', levels: 1 } } : {}) })} options={(['work', 'approval'] as const).map((value) => ({ value, label: t(`flow.kind.${value}`) }))} /></Field>
        <Field label="flow.owner" fault={fault('owner')}><OwnerField value={step.owner} change={(owner) => change({ owner })} names={names} subject={flow.subject} label={t('flow.owner')} /></Field>
        <Field label="flow.deadline" fault={fault('deadline')}><DeadlineField key={step.key} value={step.deadline} change={(deadline) => change(deadline ? { deadline } : { deadline: undefined as never })} names={names} label={t('flow.deadline')} /></Field>
        <Field label="flow.guide" help="flow.guide-help" fault={fault('guide')}><TwoWords value={step.guide} change={(guide) => change({ guide })} label={t('flow.guide')} rows={2} max={2_000} /></Field>
        <Field label="flow.form" help="flow.form-help" fault={fault('form')}><Select allowClear value={step.form ?? null} onChange={(form?: string | null) => change({ form: form ?? (undefined as never) })} options={[...names.forms].map(([key, name]) => ({ value: key, label: name }))} placeholder={t('flow.form-none')} aria-label={t('flow.form')} showSearch={{ optionFilterProp: 'label' }} /></Field>
        <Field label="flow.outputs" fault={fault('outputs')}>
          <div className="flow-outputs">
            {step.outputs.map((output, n) => <div key={n} className="flow-output"><TwoWords value={output} change={(to) => change({ outputs: step.outputs.map((one, m) => m === n ? to : one) })} label={t('flow.output')} max={120} /><Button type="text" icon={<DeleteOutlined />} aria-label={t('flow.drop-output')} onClick={() => change({ outputs: step.outputs.filter((_, m) => m !== n) })} /></div>)}
            <div><Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => change({ outputs: [...step.outputs, { zh: '', en: '' }] })}>{t('flow.add-output')}</Button></div>
            <Checkbox checked={step.evidence} onChange={(event) => change({ evidence: event.target.checked })}>{t('flow.evidence-needed')}</Checkbox>
          </div>
        </Field>
      </section>
      <section>
        <h3>{t('flow.order')}</h3>
        {at === 0 ? <p className="quiet">{t('flow.begins-first')}</p> : (
          <Field label="flow.begins" fault={fault('after', 'last')}>
            <Segmented value={mode} onChange={(to) => place(to, to === 'custom' ? step.after : undefined)} options={(['next', 'beside', 'custom'] as const).map((value) => ({ value, label: t(`flow.begins.${value}`) }))} />
            {mode === 'custom' ? <Select mode="multiple" value={step.after} onChange={(after: string[]) => place('custom', after)} options={earlier.map(({ key, name }) => ({ value: key, label: inWords(name) }))} aria-label={t('flow.begins.custom')} placeholder={t('flow.begins.with-run')} /> : null}
          </Field>
        )}
        <Field label="flow.when" fault={fault('when')}><WhenField flow={flow} step={step} names={names} change={(when) => change({ when: when ?? (undefined as never) })} /></Field>
        {step.kind === 'approval' ? (
          <Field label="flow.rejected" fault={fault('rejected', 'back')}>
            <div className="flow-row">
              <Select value={step.rejected} onChange={(rejected) => change({ rejected })} options={(['back', 'on', 'end'] as const).map((value) => ({ value, label: t(`flow.rejected.${value}`), disabled: value === 'back' && !step.after.length }))} aria-label={t('flow.rejected')} popupMatchSelectWidth={false} />
              {step.rejected === 'back' ? <Select allowClear value={step.back ?? null} onChange={(back?: string | null) => change({ back: back ?? (undefined as never) })} options={earlier.filter(({ key }) => before.has(key)).map(({ key, name }) => ({ value: key, label: inWords(name) }))} placeholder={t('flow.back-before')} aria-label={t('flow.back')} popupMatchSelectWidth={false} /> : null}
            </div>
          </Field>
        ) : <Checkbox checked={step.optional} onChange={(event) => change({ optional: event.target.checked })}>{t('flow.optional-text')}</Checkbox>}
      </section>
      <section>
        <h3>{t('flow.smart')}{above ? <Button size="small" type="text" onClick={() => change({ smart: { ...above.smart, ...without(step.smart, 'measure'), ...(step.smart.measure ? { measure: step.smart.measure } : {}) } })}>{t('flow.smart-from-above')}</Button> : null}</h3>
        <Field letter="S" label="flow.specific" fault={fault('smart.specific')}><TwoWords value={step.smart.specific} change={(specific) => smart({ specific })} label={t('flow.specific')} max={2_000} placeholder={t('flow.specific-example')} /></Field>
        <Field letter="M" label="flow.measure" fault={fault('smart.measure')}>
          <div className="flow-row">
            <Select allowClear value={step.smart.measure?.metric ?? null} onChange={(metric?: string | null) => smart({ measure: metric ? { ...step.smart.measure, metric } : (undefined as never) })} options={[...names.metrics].map(([key, name]) => ({ value: key, label: name }))} placeholder={t('flow.measure-pick')} aria-label={t('flow.measure')} showSearch={{ optionFilterProp: 'label' }} />
            {step.smart.measure ? <InputNumber value={step.smart.measure.target ?? null} onChange={(target) => smart({ measure: target === null ? { metric: step.smart.measure?.metric ?? '' } : { metric: step.smart.measure?.metric ?? '', target } })} prefix={t('flow.target')} aria-label={t('flow.target')} /> : null}
          </div>
        </Field>
        <Field letter="A" label="flow.attainable" fault={fault('smart.attainable')}><TwoWords value={step.smart.attainable} change={(attainable) => smart({ attainable })} label={t('flow.attainable')} max={2_000} placeholder={t('flow.attainable-example')} /></Field>
        <Field letter="R" label="flow.relevant" fault={fault('smart.relevant')}><TwoWords value={step.smart.relevant} change={(relevant) => smart({ relevant })} label={t('flow.relevant')} max={2_000} placeholder={t('flow.relevant-example')} /></Field>
        <Field letter="T" label="flow.timely" fault={fault('deadline')}><span>{step.deadline ? t('flow.timely-text', { deadline: deadlineText(t, step.deadline) }) : t('flow.timely-none')}</span></Field>
      </section>
      <details>
        <summary>{t('flow.more')}</summary>
        <section>
          <Field label="flow.value"><Segmented value={step.value} onChange={(value) => change({ value })} options={StepValue.options.map((value) => ({ value, label: t(`flow.value.${value}`) }))} /></Field>
          <Field label="flow.expected" help="flow.expected-help"><InputNumber min={1} precision={0} suffix={t('flow.unit.m')} value={step.expectedSeconds ? Math.round(step.expectedSeconds / 60) : null} onChange={(minutes) => change({ expectedSeconds: minutes ? minutes * 60 : (undefined as never) })} aria-label={t('flow.expected')} /></Field>
          {names.subjects.get(flow.subject)?.guards.length ? <Field label="flow.guards" fault={fault('guards')}><Select mode="multiple" value={step.guards} onChange={(guards: string[]) => change({ guards })} options={(names.subjects.get(flow.subject)?.guards ?? []).map((guard) => ({ value: guard, label: hasWord(`flow.guard.${guard}`) ? t(`flow.guard.${guard}`) : guard }))} aria-label={t('flow.guards')} /></Field> : null}
          {names.statuses.size && flow.subject !== 'free' ? <Field label="flow.moves" fault={fault('moves')}><Select allowClear value={step.moves ?? null} onChange={(moves?: string | null) => change({ moves: moves ?? (undefined as never) })} options={[...names.statuses].map(([key, name]) => ({ value: key, label: name }))} placeholder={t('flow.moves-none')} aria-label={t('flow.moves')} popupMatchSelectWidth={false} /></Field> : null}
          <Field label="flow.compensation" help="flow.compensation-help" fault={fault('compensation')}><TwoWords value={step.compensation?.title} change={(title) => change({ compensation: { title } })} label={t('flow.compensation')} max={2_000} /></Field>
          <Field label="flow.step-key"><code className="definition-key">{step.key}</code></Field>
        </section>
      </details>
    </div>
  )
}
