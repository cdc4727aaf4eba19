import { DatePicker, Input, Segmented, Select, Switch } from 'antd'
import dayjs from 'dayjs'
import type { FormField } from '../../../../kernel/web/form/form-field.ts'
import { useT } from '../../../../kernel/web/words.ts'
import type { Customer } from '../../contract.ts'
import { CUSTOMER_TYPES } from '../../rules.ts'
import { GradePicker } from './grades.tsx'
import { RegionPicker } from './RegionPicker.tsx'

/** Person or organisation; tells which, for the fields below depend on it. */
function TypeField({ value, onChange, id, told }: { value?: Customer['type']; onChange?: (value: Customer['type']) => void; id?: string; told: (value: Customer['type']) => void }) {
  const t = useT()
  return <Segmented {...(id ? { id } : {})} block value={value ?? 'person'} options={CUSTOMER_TYPES.map((type) => ({ value: type, label: t(`customer.type.${type}`) }))} onChange={(type) => { onChange?.(type); told(type) }} />
}

/** A calendar day as text. */
function DayField({ value, onChange, id, placeholder }: { value?: string | null; onChange?: (value: string | undefined) => void; id?: string; placeholder?: string }) {
  return <DatePicker {...(id ? { id } : {})} {...(placeholder ? { placeholder } : {})} style={{ width: '100%' }} value={value ? dayjs(value) : null} maxDate={dayjs()} onChange={(day) => onChange?.(day?.format('YYYY-MM-DD'))} />
}

/** The language a customer wishes to be spoken to in. */
function LanguageField({ value, onChange, id }: { value?: Customer['language']; onChange?: (value: Customer['language'] | undefined) => void; id?: string }) {
  const t = useT()
  return <Select {...(id ? { id } : {})} value={value ?? null} allowClear placeholder={t('customer.language-unknown')} onChange={(to: Customer['language'] | undefined) => onChange?.(to)} options={(['zh-CN', 'en'] as const).map((one) => ({ value: one, label: t(`customer.language.${one}`) }))} />
}

/** What only those may write who grade customers. */
export const standingFields: readonly FormField[] = [
  { name: 'grade', label: 'customer.grade', half: true, input: <GradePicker /> },
  { name: 'gradeFrom', label: 'customer.gradeFrom', half: true, help: 'customer.grade-from-help', input: <DayField /> },
  { name: 'vip', label: 'customer.vip', valueProp: 'checked', input: <Switch /> },
]

/** The fields of a customer of this type. `hidden` stands in the empty field of a birthday that is there and masked. */
export function fieldsOf(type: Customer['type'], setType: (type: Customer['type']) => void, hidden?: string): FormField[] {
  const placeholder = hidden ? { placeholder: hidden } : {}
  return [
    { name: 'type', label: 'customer.type', input: <TypeField told={setType} /> },
    { name: 'name', label: 'customer.name', input: <Input maxLength={200} autoComplete="off" />, ...(type === 'person' ? { half: true as const } : {}) },
    ...(type === 'person' ? [{ name: 'title', label: 'customer.title', half: true as const, input: <Input maxLength={60} /> }] : []),
    { name: 'region', label: 'customer.region', input: <RegionPicker />, half: true as const },
    { name: 'language', label: 'customer.language', half: true as const, input: <LanguageField /> },
    ...(type === 'organisation' ? [
      { name: 'industry', label: 'customer.industry', half: true as const, input: <Input maxLength={100} /> },
      { name: 'size', label: 'customer.size', half: true as const, input: <Input maxLength={60} /> },
    ] : [
      { name: 'birthday', label: 'customer.birthday', half: true as const, input: <DayField {...placeholder} /> },
      { name: 'lunarBirthday', label: 'customer.lunarBirthday', half: true as const, help: 'customer.lunar-help', input: <Input maxLength={11} {...placeholder} /> },
    ]),
  ]
}
