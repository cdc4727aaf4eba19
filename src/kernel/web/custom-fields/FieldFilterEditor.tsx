import './custom-fields.css'
import { CloseOutlined } from '@ant-design/icons'
import { Button, Checkbox, DatePicker, Input, InputNumber, Select } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { readFieldFilter, writeFieldFilter, type CustomField } from '../../custom-fields/contract.ts'
import { useT } from '../words.ts'
import { fieldText, wordOf } from './field-text.ts'
import { useFields } from './use-fields.ts'

interface Props { of: CustomField['of']; value?: string; onChange: (value: string | undefined) => void }

/** Narrows a list by the company's own fields: which one, and what it is to hold; several at once. */
export function FieldFilterEditor({ of, value, onChange }: Props) {
  const t = useT()
  const fields = useFields(of)
  const held = readFieldFilter(value ?? '')
  const [wanted, setWanted] = useState<string | null>(null)
  const keys = [...new Set([...held.map(({ key }) => key), ...(wanted ? [wanted] : [])])]
  const put = (key: string, values: readonly string[]) => {
    const next = writeFieldFilter([...held.filter((one) => one.key !== key), { key, values }])
    if (!values.length) setWanted(null)
    onChange(next || undefined)
  }
  return (
    <div className="field-filter">
      {keys.flatMap((key) => {
        const field = fields.find((one) => one.key === key)
        return field ? [(
          <div key={key} className="field-filter-one">
            <span className="field-filter-head"><span className="clip">{wordOf(field.name)}</span><Button size="small" type="text" icon={<CloseOutlined aria-hidden />} aria-label={t('list.drop-filter', { filter: wordOf(field.name) })} onClick={() => put(key, [])} /></span>
            <Wanted field={field} values={held.find((one) => one.key === key)?.values ?? []} put={(values) => put(key, values)} />
          </div>
        )] : []
      })}
      <Select showSearch={{ optionFilterProp: 'label' }} value={null} placeholder={t('custom-field.choose')} aria-label={t('custom-field.choose')} style={{ width: '100%' }}
        options={fields.filter(({ key }) => !keys.includes(key)).map((field) => ({ value: field.key, label: wordOf(field.name) }))} onChange={(key: string | null) => setWanted(key)} />
    </div>
  )
}

function Wanted({ field, values, put }: { field: CustomField; values: readonly string[]; put: (values: string[]) => void }) {
  const t = useT()
  const [text, setText] = useState(values.join(' '))
  const [from = '', to = ''] = (values[0] ?? '').split('..')
  const range = (low: string, high: string) => put(low || high ? [`${low}..${high}`] : [])
  switch (field.type) {
    case 'choice': case 'choices': return <Checkbox.Group className="field-filter-options" value={[...values]} options={field.options.map(({ key, name }) => ({ value: key, label: wordOf(name) }))} onChange={(keys) => put(keys)} />
    case 'boolean': return <Checkbox.Group value={[...values]} options={[{ value: 'true', label: t('custom-field.yes') }, { value: 'false', label: t('custom-field.no') }]} onChange={(said) => put(said.slice(-1))} />
    case 'number': return <span className="field-filter-range"><InputNumber placeholder={t('custom-field.from')} aria-label={t('custom-field.from')} value={from ? Number(from) : null} onChange={(low) => range(low === null ? '' : String(low), to)} /><InputNumber placeholder={t('custom-field.to')} aria-label={t('custom-field.to')} value={to ? Number(to) : null} onChange={(high) => range(from, high === null ? '' : String(high))} /></span>
    case 'date': return <DatePicker.RangePicker allowEmpty={[true, true]} value={[from ? dayjs(from) : null, to ? dayjs(to) : null]} onChange={(days) => range(days?.[0]?.format('YYYY-MM-DD') ?? '', days?.[1]?.format('YYYY-MM-DD') ?? '')} />
    case 'tags': return <Select mode="tags" open={false} suffixIcon={null} style={{ width: '100%' }} value={[...values]} placeholder={t('custom-field.tags-hint')} onChange={(words) => put(words)} />
    case 'text': return <Input value={text} allowClear placeholder={t('custom-field.tags-hint')} onChange={({ target }) => { setText(target.value); if (target.value === '') put([]) }} onPressEnter={() => put(text.trim() ? [text.trim()] : [])} onBlur={() => put(text.trim() ? [text.trim()] : [])} />
  }
}

/** What the filter holds, in words. */
export function FieldFilterText({ of, id }: { of: CustomField['of']; id: string }) {
  const t = useT()
  const fields = useFields(of)
  return readFieldFilter(id).flatMap(({ key, values }) => {
    const field = fields.find((one) => one.key === key)
    return field ? [`${wordOf(field.name)} ${values.map((value) => fieldText(field, field.type === 'boolean' ? value === 'true' : value)).join(t('list.comma'))}`] : []
  }).join(' · ')
}
