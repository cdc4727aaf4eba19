import { DatePicker, Input, InputNumber, Select } from 'antd'
import dayjs from 'dayjs'
import type { CustomField, FieldValue } from '../../custom-fields/contract.ts'
import { t } from '../words.ts'
import { wordOf } from './field-text.ts'

interface Props { field: CustomField; value: FieldValue | undefined; onChange: (value: FieldValue) => void; id?: string; autoFocus?: boolean }

/** One value of a field, in the input of its type; empty is null. */
export function FieldInput({ field, value, onChange, id, autoFocus = false }: Props) {
  const own = { ...(id ? { id } : {}), autoFocus }
  const held = Array.isArray(value) ? value : typeof value === 'string' ? [value] : []
  const options = field.options.filter(({ key, retired }) => !retired || held.includes(key)).map(({ key, name }) => ({ value: key, label: wordOf(name) }))
  const search = { showSearch: { optionFilterProp: 'label' } } as const
  switch (field.type) {
    case 'text': return <Input {...own} value={typeof value === 'string' ? value : ''} maxLength={4_000} onChange={({ target }) => onChange(target.value === '' ? null : target.value)} />
    case 'number': return <InputNumber {...own} value={typeof value === 'number' ? value : null} style={{ width: '100%' }} onChange={(number) => onChange(number)} />
    case 'date': return <DatePicker {...own} value={typeof value === 'string' ? dayjs(value) : null} style={{ width: '100%' }} onChange={(day) => onChange(day ? day.format('YYYY-MM-DD') : null)} />
    case 'boolean': return <Select {...own} allowClear value={typeof value === 'boolean' ? String(value) : null} options={[{ value: 'true', label: t('custom-field.yes') }, { value: 'false', label: t('custom-field.no') }]} onChange={(said) => onChange(said ? said === 'true' : null)} />
    case 'choice': return <Select {...own} allowClear {...search} value={typeof value === 'string' ? value : null} options={options} onChange={(key) => onChange(key ?? null)} />
    case 'choices': return <Select {...own} allowClear mode="multiple" {...search} value={[...held]} options={options} onChange={(keys) => onChange(keys.length ? keys : null)} />
    case 'tags': return <Select {...own} allowClear mode="tags" value={[...held]} open={false} suffixIcon={null} tokenSeparators={[',', '，', '、', ';', '；']} placeholder={t('custom-field.tags-hint')} onChange={(words) => onChange(words.length ? words : null)} />
  }
}
