import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input, InputNumber, Select, Space, Switch } from 'antd'
import { useState } from 'react'
import { useT } from '../words.ts'
import { BYTE_UNITS, bytesIn, inByteUnit, type ByteUnit, type SettingForm } from './setting-form.ts'
import { countryName, partName, unitName } from './setting-text.ts'

export interface SettingInputProps {
  settingKey: string
  form: SettingForm
  unit: string | null
  value: unknown
  onChange: (value: unknown) => void
  label: string
  /** What is wrong, by path within the value: `2.zh`; empty for the whole. */
  faults: ReadonlyMap<string, string>
  /** Enter was pressed in a single line. */
  done: () => void
}

/** The input that fits a setting's schema. */
export function SettingInput(props: SettingInputProps) {
  const { form, value, onChange, label, settingKey, done, faults } = props
  const status = faults.size ? { status: 'error' as const } : {}
  switch (form.form) {
    case 'switch': return <Switch checked={value === true} onChange={onChange} aria-label={label} />
    case 'number': return props.unit === 'bytes' ? <Bytes {...props} /> : (
      <Space.Compact>
        <Figure form={form} value={value} onChange={onChange} label={label} done={done} {...status} />
        {props.unit ? <Space.Addon>{unitName(props.unit)}</Space.Addon> : null}
      </Space.Compact>
    )
    case 'text': return <Input value={String(value ?? '')} onChange={(event) => onChange(event.target.value)} onPressEnter={done} aria-label={label} autoFocus allowClear={form.mayBeEmpty} {...(form.most ? { maxLength: form.most } : {})} {...status} />
    case 'choice': return <Select value={value as string} onChange={onChange} aria-label={label} options={form.options.map((one) => ({ value: one, label: partName(settingKey, one) }))} {...status} />
    case 'zone': return <Select showSearch value={value as string} onChange={onChange} aria-label={label} options={ZONES.map((one) => ({ value: one, label: one }))} {...status} />
    case 'country': return <Select showSearch={{ optionFilterProp: 'label' }} value={value as string} onChange={onChange} aria-label={label} options={inOrder(form.options)} {...status} />
    case 'words': return form.options
      ? <Select mode="multiple" value={value as string[]} onChange={onChange} aria-label={label} options={form.options.map((one) => ({ value: one, label: partName(settingKey, one) }))} {...status} />
      : <Select mode="tags" open={false} suffixIcon={null} value={value as string[]} onChange={onChange} aria-label={label} tokenSeparators={[',', '，', '、', ';', '；', ' ', '\n']} {...(form.most ? { maxCount: form.most } : {})} {...status} />
    case 'rows': return <RowsInput {...props} form={form} />
    case 'json': return <Input.TextArea className="setting-json" value={typeof value === 'string' ? value : JSON.stringify(value, null, 2)} onChange={(event) => onChange(event.target.value)} autoSize={{ minRows: 4, maxRows: 16 }} aria-label={label} {...status} />
  }
}

const ZONES = Intl.supportedValuesOf('timeZone')
const inOrder = (codes: readonly string[]) => codes.map((value) => ({ value, label: countryName(value) })).sort((a, b) => a.label.localeCompare(b.label))

function Figure({ form, value, onChange, label, done, status }: { form: Extract<SettingForm, { form: 'number' }>; value: unknown; onChange: (value: unknown) => void; label: string; done?: () => void; status?: 'error' }) {
  return (
    <InputNumber<number> value={value as number} onChange={onChange} aria-label={label} autoFocus={done !== undefined} {...(done ? { onPressEnter: done } : {})} {...(form.whole ? { precision: 0 } : {})}
      {...(form.least === undefined ? {} : { min: form.least })} {...(form.most === undefined ? {} : { max: form.most })} {...(status ? { status } : {})} />
  )
}

function Bytes({ form, value, onChange, label, done, faults }: SettingInputProps) {
  const t = useT()
  const [unit, setUnit] = useState<ByteUnit>(() => inByteUnit(value as number).unit)
  const range = form.form === 'number' ? form : { form: 'number' as const, whole: true }
  const amount = typeof value === 'number' ? value / bytesIn(unit) : null
  return (
    <Space.Compact>
      <InputNumber<number> value={amount} onChange={(now) => onChange(now === null ? null : Math.round(now * bytesIn(unit)))} onPressEnter={done} aria-label={label} autoFocus {...(faults.size ? { status: 'error' } : {})}
        min={(range.least ?? 0) / bytesIn(unit)} {...(range.most === undefined ? {} : { max: range.most / bytesIn(unit) })} />
      <Select<ByteUnit> value={unit} aria-label={t('setting.unit')} onChange={(next) => { if (amount !== null) onChange(Math.round(amount * bytesIn(next))); setUnit(next) }} options={BYTE_UNITS.map((one) => ({ value: one, label: unitName(one) }))} />
    </Space.Compact>
  )
}

type RowValue = Record<string, unknown>
function RowsInput({ settingKey, form, value, onChange, faults }: SettingInputProps & { form: Extract<SettingForm, { form: 'rows' }> }) {
  const t = useT()
  const rows = value as RowValue[]
  const put = (at: number, key: string, next: unknown) => onChange(rows.map((row, n) => n === at ? { ...row, [key]: next } : row))
  const fresh = (): RowValue => Object.fromEntries(form.columns.map(({ key, form: of }) => [key, of.form === 'switch' ? false : of.form === 'number' ? of.least ?? 0 : of.form === 'choice' ? of.options[0] : '']))
  return (
    <div className="setting-rows">
      <table>
        <thead><tr>{form.columns.map(({ key }) => <th key={key} scope="col">{partName(settingKey, key)}</th>)}<td /></tr></thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              {form.columns.map(({ key, form: of }) => {
                const fault = faults.get(`${at}.${key}`)
                const label = `${partName(settingKey, key)} ${at + 1}`
                const status = fault ? { status: 'error' as const } : {}
                return (
                  <td key={key}>
                    {of.form === 'switch' ? <Switch checked={row[key] === true} onChange={(next) => put(at, key, next)} aria-label={label} />
                      : of.form === 'number' ? <Figure form={of} value={row[key]} onChange={(next) => put(at, key, next)} label={label} {...status} />
                      : of.form === 'choice' ? <Select value={row[key] as string} onChange={(next: string) => put(at, key, next)} options={of.options.map((one) => ({ value: one, label: partName(settingKey, one) }))} aria-label={label} {...status} />
                      : <Input value={String(row[key] ?? '')} onChange={(event) => put(at, key, event.target.value)} aria-label={label} {...(of.most ? { maxLength: of.most } : {})} {...status} />}
                    {fault ? <span className="setting-fault" role="alert">{fault}</span> : null}
                  </td>
                )
              })}
              <td><Button type="text" size="small" icon={<DeleteOutlined aria-hidden />} aria-label={t('setting.drop-row', { n: at + 1 })} disabled={rows.length <= form.least} onClick={() => onChange(rows.filter((_, n) => n !== at))} /></td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button size="small" icon={<PlusOutlined aria-hidden />} disabled={rows.length >= form.most} onClick={() => onChange([...rows, fresh()])}>{t('setting.add-row')}</Button>
    </div>
  )
}
