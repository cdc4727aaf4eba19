import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input, InputNumber, Segmented, Select } from 'antd'
import { operatorsFor, operators } from '../../../../pure/conditions/index.ts'
import type { Condition, FieldType, Literal, Operator, Test } from '../../../../pure/conditions/index.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { OUTCOMES } from '../../contract.ts'
import type { FlowBody, FlowStep } from '../../contract.ts'
import { stepsBefore } from '../../rules.ts'
import type { FlowNames } from './flow-names.ts'
import { fieldText, valueText, whenText } from './flow-words.ts'

interface Props { flow: FlowBody; step: FlowStep; names: FlowNames; change: (to: Condition | undefined) => void }
interface Asked { field: string; type: FieldType; options: readonly Literal[] }
const TYPES: Record<string, FieldType> = { single: 'choice', 'yes-no': 'boolean', scale: 'number', number: 'number', nps: 'number' }

/** What a step's condition may ask for: fields of the record, what steps before it came to, answers on their forms. */
function askedOf(flow: FlowBody, step: FlowStep, names: FlowNames): Asked[] {
  const before = stepsBefore(flow, step.key)
  const earlier = flow.steps.filter(({ key }) => before.has(key))
  return [
    ...(names.subjects.get(flow.subject)?.fields ?? []).map((one): Asked => ({ field: one.key, type: one.type as FieldType, options: one.options })),
    ...earlier.flatMap((one) => (names.questions.get(one.form ?? '') ?? []).flatMap((question): Asked[] => {
      const type = TYPES[question.kind]
      return type ? [{ field: `answer.${one.key}.${question.key}`, type, options: question.options?.map(({ key }) => key) ?? [] }] : []
    })),
    ...earlier.filter((one) => one.kind === 'approval' || one.optional || one.when).map((one): Asked => ({ field: `step.${one.key}`, type: 'choice', options: OUTCOMES.filter((outcome) => one.kind === 'approval' ? outcome !== 'done' : outcome !== 'approved' && outcome !== 'rejected') })),
  ]
}
const rowsOf = (when: Condition | undefined): { joined: 'all' | 'any'; tests: Test[] } | undefined => {
  if (!when) return { joined: 'all', tests: [] }
  if ('field' in when) return { joined: 'all', tests: [when] }
  const [joined, parts] = 'all' in when ? ['all' as const, when.all] : 'any' in when ? ['any' as const, when.any] : [undefined, []]
  return joined && parts.every((part): part is Test => 'field' in part) ? { joined, tests: [...parts] as Test[] } : undefined
}
const OFFERED: readonly Operator[] = ['equal', 'not-equal', 'one-of', 'none-of', 'less', 'at-most', 'more', 'at-least', 'empty', 'not-empty']
const offeredFor = (type: FieldType) => operatorsFor(type).filter((is) => OFFERED.includes(is))
const first = ({ type, options }: Asked): Literal => type === 'boolean' ? true : type === 'number' ? 0 : options[0] ?? ''

/** When a step is done at all: rows of field, operator and value, of which all or any hold. What is more involved is shown as a sentence. */
export function WhenField({ flow, step, names, change }: Props) {
  const t = useT()
  const asked = askedOf(flow, step, names)
  const rows = rowsOf(step.when)
  if (!rows) return <div className="flow-when"><p>{step.when ? whenText(t, flow, step.when, names) : ''}</p><Button size="small" onClick={() => change(undefined)}>{t('flow.when.drop')}</Button></div>
  const { joined, tests } = rows
  const put = (to: readonly Test[], by = joined) => change(to.length ? { [by]: to } as unknown as Condition : undefined)
  const set = (at: number, to: Test) => put(tests.map((one, n) => n === at ? to : one))
  const begin = (field: string): Test => { const one = asked.find((each) => each.field === field) as Asked; return { field, is: 'equal', value: first(one) } as Test }
  return (
    <div className="flow-when">
      {tests.length > 1 ? <Segmented size="small" value={joined} onChange={(by) => put(tests, by as 'all' | 'any')} options={[{ value: 'all', label: t('flow.when.all') }, { value: 'any', label: t('flow.when.any') }]} /> : null}
      {tests.map((test, at) => {
        const one = asked.find(({ field }) => field === test.field) ?? { field: test.field, type: 'choice' as const, options: [] }
        const value = 'value' in test ? test.value : undefined
        const turn = (is: Operator): Test => ({ field: test.field, is, ...(operators[is].arity === 'none' ? {} : { value: operators[is].arity === 'list' ? Array.isArray(value) ? value : [value ?? first(one)] : Array.isArray(value) ? (value[0] as Literal) ?? first(one) : value ?? first(one) }) } as Test)
        return (
          <div key={at} className="flow-when-row">
            <Select value={test.field} onChange={(field: string) => set(at, begin(field))} options={asked.map(({ field }) => ({ value: field, label: fieldText(t, flow, field, names) }))} aria-label={t('flow.when.field')} popupMatchSelectWidth={false} labelRender={() => fieldText(t, flow, test.field, names)} />
            <Select value={test.is} onChange={(is: Operator) => set(at, turn(is))} options={offeredFor(one.type).map((is) => ({ value: is, label: t(`flow.is.${is}`) }))} aria-label={t('flow.when.is')} popupMatchSelectWidth={false} />
            <Value one={one} value={value} many={operators[test.is].arity === 'list'} none={operators[test.is].arity === 'none'} name={(literal) => valueText(t, flow, test.field, literal, names)} change={(to) => set(at, { ...test, value: to } as Test)} />
            <Button type="text" icon={<DeleteOutlined />} aria-label={t('flow.when.drop')} onClick={() => put(tests.filter((_, n) => n !== at))} />
          </div>
        )
      })}
      {asked.length
        ? <div><Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => put([...tests, begin((asked[0] as Asked).field)])}>{t('flow.when.add')}</Button></div>
        : <small className="quiet">{t('flow.when.nothing')}</small>}
    </div>
  )
}

function Value({ one, value, many, none, name, change }: { one: Asked; value: unknown; many: boolean; none: boolean; name: (literal: Literal) => string; change: (to: Literal | Literal[]) => void }) {
  const t = useT()
  if (none) return <span />
  const label = t('flow.when.value')
  if (one.type === 'number') return <InputNumber value={Number(value)} onChange={(to) => change(to ?? 0)} aria-label={label} />
  const options = one.type === 'boolean' ? [true, false] : [...one.options]
  if (!options.length) return many
    ? <Select mode="tags" value={value as string[]} onChange={(to) => change(to)} aria-label={label} />
    : <Input value={String(value ?? '')} onChange={(event) => change(event.target.value)} aria-label={label} />
  const shown = options.map((literal) => ({ value: JSON.stringify(literal), label: name(literal) }))
  return many
    ? <Select mode="multiple" value={(value as Literal[]).map((literal) => JSON.stringify(literal))} options={shown} onChange={(to) => change(to.map((each) => JSON.parse(each) as Literal))} aria-label={label} popupMatchSelectWidth={false} />
    : <Select value={JSON.stringify(value)} options={shown} onChange={(to) => change(JSON.parse(to) as Literal)} aria-label={label} popupMatchSelectWidth={false} />
}
