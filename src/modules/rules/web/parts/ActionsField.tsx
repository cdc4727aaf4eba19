import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Input, InputNumber, Select } from 'antd'
import type { ReactNode } from 'react'
import { Menu } from '../../../../kernel/web/Menu.tsx'
import { query } from '../../../../kernel/client.ts'
import { useCan } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { StaffPicker, TeamPicker } from '../../../people/web/index.ts'
import type { FieldShown, Vocabulary } from '../../contract.ts'
import { webhooks } from '../../webhooks/contract.ts'
import type { RuleDraft } from './draft-rule.ts'
import { LengthField } from './LengthField.tsx'
import { named } from './named.ts'
import { PeopleField } from './PeopleField.tsx'
import type { People } from './rule-words.ts'

type Step = RuleDraft['then'][number]
type Input = Vocabulary['actions'][number]['inputs'][number]
interface Props { vocabulary: Vocabulary; fields: readonly FieldShown[]; of: RuleDraft; change: (then: Step[]) => void }

/** What is done, in this order; all of it or none. */
export function ActionsField({ vocabulary, fields, of, change }: Props) {
  const t = useT()
  const offered = vocabulary.actions.filter((one) => !one.subjects || one.subjects.includes(of.subject))
  const move = (at: number, by: -1 | 1) => {
    const next = [...of.then]
    const [one] = next.splice(at, 1)
    if (one) next.splice(at + by, 0, one)
    change(next)
  }
  return (
    <>
      <ol className="rule-actions">
        {of.then.map((step, at) => {
          const action = vocabulary.actions.find((one) => one.name === step.do)
          return (
            <li key={at}>
              <header>
                <span className="rule-nth num">{at + 1}</span>
                <strong>{action ? named(action.words) : step.do}</strong>
                {at > 0 ? <Button type="text" size="small" icon={<ArrowUpOutlined />} aria-label={t('rule.up')} onClick={() => move(at, -1)} /> : null}
                {at < of.then.length - 1 ? <Button type="text" size="small" icon={<ArrowDownOutlined />} aria-label={t('rule.down')} onClick={() => move(at, 1)} /> : null}
                <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t('rule.drop')} onClick={() => change(of.then.filter((_, n) => n !== at))} />
              </header>
              {action ? <div className="rule-inputs">{action.inputs.map((input) => {
                const set = (value: unknown) => {
                  const { [input.key]: _, ...rest } = step.with
                  change(of.then.map((one, n) => n === at ? { ...one, with: (value === undefined || value === null || value === '' ? rest : { ...rest, [input.key]: value }) as Step['with'] } : one))
                }
                return <Labelled key={input.key} input={input}><InputField vocabulary={vocabulary} subject={of.subject} step={step} input={input} value={step.with[input.key]} set={set} /></Labelled>
              })}</div> : <p className="rule-fault">{t('rule.action-unknown')}</p>}
              {action?.inputs.some((one) => one.as === 'line' || one.as === 'prose' || one.as === 'values') ? <Places fields={fields} /> : null}
            </li>
          )
        })}
      </ol>
      <Menu menu={{ items: offered.map((one) => ({ key: one.name, label: named(one.words) })), onClick: ({ key }) => change([...of.then, { do: key, with: {} }]) }}>
        <Button icon={<PlusOutlined aria-hidden />}>{t('rule.add-action')}</Button>
      </Menu>
    </>
  )
}

/** A caption; no label element, for some inputs are several. */
const Labelled = ({ input, children }: { input: Input; children: ReactNode }) => <div className="rule-input" data-wide={['people', 'line', 'prose', 'values'].includes(input.as) || undefined}><span className="rule-caption">{named(input.words)}{input.required ? <b aria-hidden> *</b> : null}</span>{children}</div>

/** What may stand in a text. */
function Places({ fields }: { fields: readonly FieldShown[] }) {
  const t = useT()
  return <details className="rule-places"><summary>{t('rule.places')}</summary><ul>{fields.filter((one) => one.fills && !one.name.startsWith('hours.')).map((one) => <li key={one.name}><code>{`{{${one.name}}}`}</code> {named(one.words)}</li>)}</ul></details>
}

interface InputProps { vocabulary: Vocabulary; subject: string; step: Step; input: Input; value: unknown; set: (value: unknown) => void }
function InputField({ vocabulary, subject, step, input, value, set }: InputProps) {
  const t = useT()
  const label = named(input.words)
  const text = typeof value === 'string' ? value : ''
  switch (input.as) {
    case 'choice': return <Select aria-label={label} allowClear={!input.required} {...(text ? { value: text } : {})} placeholder={t('rule.unchanged')} onChange={(next?: string) => set(next)} options={(input.options ?? []).map((one) => ({ value: one, label: input.catalogue ? t(`${input.catalogue}.${one}`) : one }))} />
    case 'staff': return <StaffPicker value={text || null} onChange={set} />
    case 'team': return <TeamPicker value={text || null} onChange={set} />
    case 'role': return <Select aria-label={label} allowClear showSearch={{ optionFilterProp: 'label' }} {...(text ? { value: text } : {})} onChange={(next?: string) => set(next)} options={vocabulary.roles.map((one) => ({ value: one.key, label: one.name ? named(one.name) : one.key }))} />
    case 'person-field': return <Select aria-label={label} allowClear {...(text ? { value: text } : {})} onChange={(next?: string) => set(next)} options={(vocabulary.subjects.find((one) => one.kind === subject)?.people ?? []).map((one) => ({ value: one.field, label: named(one.words) }))} />
    case 'people': return <PeopleField vocabulary={vocabulary} subject={subject} value={(value ?? {}) as People} change={set} />
    case 'definition': return <Select aria-label={label} showSearch={{ optionFilterProp: 'label' }} {...(text ? { value: text } : {})} onChange={(next: string) => set(next)} options={vocabulary.definitions.filter((one) => one.kind === input.kind).map((one) => ({ value: one.key, label: one.name ? named(one.name) : one.key }))} />
    case 'duration': return typeof value === 'number' ? <span className="rule-pair"><LengthField value={value} change={set} /><Button type="text" size="small" onClick={() => set(undefined)}>{t('rule.no-limit')}</Button></span> : <Button size="small" onClick={() => set(86_400)}>{t('rule.set-limit')}</Button>
    case 'number': return <InputNumber aria-label={label} value={typeof value === 'number' ? value : null} onChange={set} />
    case 'webhook': return <WebhookPicker label={label} value={text} set={set} />
    case 'values': return <ValuesField vocabulary={vocabulary} step={step} value={(value ?? {}) as Record<string, string>} set={set} />
    case 'prose': return <Input.TextArea aria-label={label} value={text} maxLength={2_000} autoSize={{ minRows: 2, maxRows: 8 }} onChange={(event) => set(event.target.value)} />
    default: return <Input aria-label={label} value={text} maxLength={300} onChange={(event) => set(event.target.value)} />
  }
}

function WebhookPicker({ label, value, set }: { label: string; value: string; set: (value: unknown) => void }) {
  const can = useCan()
  const found = useQuery({ ...query(webhooks.webhooks, {}), enabled: can('webhook.read') })
  return <Select aria-label={label} loading={found.isLoading} {...(value ? { value } : {})} onChange={(next: string) => set(next)} options={(found.data?.items ?? []).map((one) => ({ value: one.id, label: one.name }))} />
}

/** The fields of the template that was picked, each with a text. */
function ValuesField({ vocabulary, step, value, set }: { vocabulary: Vocabulary; step: Step; value: Record<string, string>; set: (value: unknown) => void }) {
  const t = useT()
  const template = vocabulary.definitions.find((one) => one.kind === 'template' && one.key === step.with['template'])
  if (!template) return <span className="quiet">{t('rule.pick-template')}</span>
  if (!template.fields.length) return <span className="quiet">{t('rule.template-has-none')}</span>
  return <div className="rule-inputs">{template.fields.map((field) => <label key={field.key} className="rule-input"><span className="rule-caption">{named(field.name)}{field.required ? ' *' : ''}</span><Input value={value[field.key] ?? ''} maxLength={500} onChange={(event) => set({ ...value, [field.key]: event.target.value })} /></label>)}</div>
}
