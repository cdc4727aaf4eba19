import { CloseOutlined } from '@ant-design/icons'
import { Button, DatePicker, Input, InputNumber, Select } from 'antd'
import dayjs from 'dayjs'
import { operators } from '../../../../pure/conditions/index.ts'
import type { Literal, Operand, Test } from '../../../../pure/conditions/index.ts'
import { useFills } from '../../../../kernel/web/slot.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { StaffName, StaffPicker, TeamName, TeamPicker } from '../../../people/web/index.ts'
import type { FieldShown } from '../../contract.ts'
import { rulePicker } from '../places.ts'
import { LengthField } from './LengthField.tsx'
import { fieldText, optionText } from './rule-words.ts'

type Value = Operand | readonly (Literal | null)[] | readonly [Operand, Operand] | undefined
interface Props { of: FieldShown; test: Test; fields: readonly FieldShown[]; change: (value: Value) => void }

/** What a test compares with: an input that fits the field's type and the operator. */
export function ValueField({ of, test, fields, change }: Props) {
  const t = useT()
  const { arity } = operators[test.is]
  const value = ('value' in test ? test.value : undefined) as Value
  if (arity === 'none') return null
  if (arity === 'list') return <ListField of={of} value={Array.isArray(value) ? value as string[] : []} fields={fields} change={change} />
  if (arity === 'pair') {
    const [low, high] = (Array.isArray(value) ? value : ['', '']) as [Operand, Operand]
    return <span className="rule-pair"><OneField of={of} value={low} change={(next) => change([next, high])} /><span className="quiet">{t('rule.and')}</span><OneField of={of} value={high} change={(next) => change([low, next])} /></span>
  }
  return <OneField of={of} value={value as Operand} change={change} />
}

function OneField({ of, value, change }: { of: FieldShown; value: Operand | undefined; change: (value: Operand) => void }) {
  const t = useT()
  const plain = typeof value === 'object' ? undefined : value
  switch (of.type) {
    case 'boolean': return <Select aria-label={t('rule.value')} value={plain === true ? 'yes' : 'no'} onChange={(next) => change(next === 'yes')} options={(['yes', 'no'] as const).map((one) => ({ value: one, label: t(`rule.${one}`) }))} />
    case 'number': return <InputNumber aria-label={t('rule.value')} value={typeof plain === 'number' ? plain : null} onChange={(next) => change(next ?? 0)} />
    case 'choice': return <Select aria-label={t('rule.value')} {...(plain ? { value: String(plain) } : {})} onChange={(next: string) => change(next)} popupMatchSelectWidth={false} options={(of.options ?? []).map((one) => ({ value: one, label: optionText(t, of, one) }))} />
    case 'instant': return <InstantField value={value} change={change} />
    case 'date': return <DatePicker aria-label={t('rule.value')} value={typeof plain === 'string' && plain ? dayjs(plain) : null} onChange={(day) => change(day ? day.format('YYYY-MM-DD') : '')} />
    case 'id': return <IdField of={of} value={typeof plain === 'string' && plain ? plain : null} change={(next) => change(next ?? '')} />
    default: return <Input aria-label={t('rule.value')} value={String(plain ?? '')} maxLength={300} onChange={(event) => change(event.target.value)} />
  }
}

function InstantField({ value, change }: { value: Operand | undefined; change: (value: Operand) => void }) {
  const t = useT()
  const kind = typeof value === 'object' && 'ahead' in value ? 'ahead' : typeof value === 'object' ? 'ago' : 'at'
  const seconds = typeof value === 'object' ? 'ahead' in value ? value.ahead : 'ago' in value ? value.ago : 0 : 3_600
  return (
    <span className="rule-pair">
      <Select aria-label={t('rule.moment')} value={kind} popupMatchSelectWidth={false} onChange={(next) => change(next === 'at' ? new Date().toISOString() : next === 'ago' ? { ago: seconds } : { ahead: seconds })} options={(['ago', 'ahead', 'at'] as const).map((one) => ({ value: one, label: t(`rule.moment.${one}`) }))} />
      {kind === 'at' ? <DatePicker showTime aria-label={t('rule.value')} value={typeof value === 'string' && value ? dayjs(value) : null} onChange={(day) => change(day ? day.toISOString() : '')} />
        : <LengthField value={seconds} change={(next) => change(kind === 'ago' ? { ago: next } : { ahead: next })} />}
    </span>
  )
}

/** A record, by the picker of whoever owns its kind. */
function IdField({ of, value, change }: { of: FieldShown; value: string | null; change: (value: string | undefined) => void }) {
  const t = useT()
  const fills = useFills(rulePicker)
  if (of.names === 'staff') return <StaffPicker value={value} onChange={change} />
  if (of.names === 'team') return <TeamPicker value={value} onChange={change} />
  const Picker = fills.find((one) => one.key === of.names)?.component
  return Picker ? <Picker value={value} onChange={change} /> : <Input aria-label={t('rule.value')} value={value ?? ''} onChange={(event) => change(event.target.value)} />
}

function ListField({ of, value, fields, change }: { of: FieldShown; value: readonly string[]; fields: readonly FieldShown[]; change: (value: readonly string[]) => void }) {
  const t = useT()
  if (of.type === 'id') {
    return (
      <span className="rule-list">
        {value.map((id) => <span className="rule-chip" key={id}><NameOf of={of} id={id} /><Button type="text" size="small" icon={<CloseOutlined />} aria-label={t('rule.drop')} onClick={() => change(value.filter((one) => one !== id))} /></span>)}
        <IdField key={value.length} of={of} value={null} change={(next) => { if (next && !value.includes(next)) change([...value, next]) }} />
      </span>
    )
  }
  const options = of.options?.map((one) => ({ value: one, label: of.name === 'event.changed' ? fieldText(fields, `${fields[0]?.name.split('.')[0] ?? ''}.${one}`) : optionText(t, of, one) }))
  return <Select aria-label={t('rule.value')} mode={options ? 'multiple' : 'tags'} value={[...value]} onChange={(next: string[]) => change(of.type === 'number' ? next.flatMap((one) => Number.isFinite(Number(one)) ? [Number(one) as never] : []) : next)} popupMatchSelectWidth={false} {...(options ? { options } : { open: false })} />
}

const NAMES: Record<string, typeof StaffName> = { staff: StaffName, team: TeamName }
function NameOf({ of, id }: { of: FieldShown; id: string }) {
  const Name = NAMES[of.names ?? '']
  const fills = useFills(rulePicker)
  const Picker = fills.find((one) => one.key === of.names)?.component
  return Name ? <Name id={id} /> : Picker ? <Picker value={id} onChange={() => {}} /> : <span className="num">{id.slice(0, 8)}</span>
}
