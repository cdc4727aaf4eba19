import './list.css'
import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { dayIn } from '../moment-text.ts'
import { useSession } from '../session.tsx'
import { useT } from '../words.ts'

/** Two calendar days, with the spans people mean most; today is the company's today. */
export function DayRange({ from, to, onChange }: { from: string | undefined; to: string | undefined; onChange: (from: string | undefined, to: string | undefined) => void }) {
  const t = useT()
  const { company } = useSession()
  const today = dayjs(dayIn(company.zone))
  const spans: readonly [string, dayjs.Dayjs, dayjs.Dayjs][] = [
    ['today', today, today], ['yesterday', today.subtract(1, 'day'), today.subtract(1, 'day')], ['7-days', today.subtract(6, 'day'), today], ['30-days', today.subtract(29, 'day'), today],
    ['this-month', today.startOf('month'), today], ['last-month', today.subtract(1, 'month').startOf('month'), today.subtract(1, 'month').endOf('month')],
  ]
  const text = (day: dayjs.Dayjs | null | undefined) => day?.format('YYYY-MM-DD')
  return (
    <div className="list-days">
      <div className="list-spans">{spans.map(([key, start, end]) => <button type="button" key={key} aria-pressed={from === text(start) && to === text(end)} onClick={() => onChange(text(start), text(end))}>{t(`list.span.${key}`)}</button>)}</div>
      <DatePicker.RangePicker allowEmpty={[true, true]} value={[from ? dayjs(from) : null, to ? dayjs(to) : null]} onChange={(range) => onChange(text(range?.[0]), text(range?.[1]))} />
    </div>
  )
}
