import { DatePicker } from 'antd'
import dayjs from 'dayjs'

/** A day of a form, as `2026-03-31`. */
export function DayField({ value, onChange, id }: { value?: string | null; onChange?: (value: string | undefined) => void; id?: string }) {
  return <DatePicker {...(id ? { id } : {})} style={{ width: '100%' }} value={value ? dayjs(value) : null} onChange={(day) => onChange?.(day?.format('YYYY-MM-DD'))} />
}
