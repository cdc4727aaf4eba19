import { DatePicker, Input, InputNumber, Switch } from 'antd'
import dayjs from 'dayjs'
import { useId } from 'react'
import type { ReactNode } from 'react'

/** Small labelled fields of the editor. What is emptied is undefined, and left out of the form. */

export function Labelled({ label, help, children }: { label: string; help?: string; children: (id: string) => ReactNode }) {
  const id = useId()
  return <div className="build-field"><label className="build-label" htmlFor={id}>{label}</label>{children(id)}{help ? <small className="quiet">{help}</small> : null}</div>
}
export function NumberField({ label, value, onChange, min, max, whole = false }: { label: string; value: number | undefined; onChange: (value: number | undefined) => void; min?: number; max?: number; whole?: boolean }) {
  return <Labelled label={label}>{(id) => <InputNumber id={id} value={value ?? null} onChange={(next) => onChange(next ?? undefined)} {...(min === undefined ? {} : { min })} {...(max === undefined ? {} : { max })} {...(whole ? { precision: 0 } : {})} style={{ width: '100%' }} />}</Labelled>
}
export function TextField({ label, value, onChange, help, placeholder }: { label: string; value: string | undefined; onChange: (value: string | undefined) => void; help?: string; placeholder?: string }) {
  return <Labelled label={label} {...(help ? { help } : {})}>{(id) => <Input id={id} value={value ?? ''} {...(placeholder ? { placeholder } : {})} onChange={(event) => onChange(event.target.value || undefined)} />}</Labelled>
}
export function DayField({ label, value, onChange }: { label: string; value: string | undefined; onChange: (value: string | undefined) => void }) {
  return <Labelled label={label}>{(id) => <DatePicker id={id} value={value ? dayjs(value) : null} onChange={(next) => onChange(next ? next.format('YYYY-MM-DD') : undefined)} style={{ width: '100%' }} />}</Labelled>
}
export function Toggle({ label, value, onChange, help }: { label: string; value: boolean | undefined; onChange: (value: boolean) => void; help?: string }) {
  const id = useId()
  return <div className="build-toggle"><Switch id={id} size="small" checked={value ?? false} onChange={onChange} aria-label={label} /><label htmlFor={id}>{label}{help ? <small className="quiet">{help}</small> : null}</label></div>
}
