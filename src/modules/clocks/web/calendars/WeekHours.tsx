import { CopyOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { weekdays } from '../../../../pure/worktime/index.ts'
import { useT } from '../../../../kernel/web/words.ts'
import type { CalendarDraft } from './calendar-draft.ts'
import { HoursField } from './HoursField.tsx'

const WORKDAYS = weekdays.slice(1, 5)

/** The hours of an ordinary week. */
export function WeekHours({ value, readOnly, change }: { value: CalendarDraft['weekly']; readOnly: boolean; change: (value: CalendarDraft['weekly']) => void }) {
  const t = useT()
  return (
    <section className="calendar-week" aria-label={t('calendar.week')}>
      <h2>{t('calendar.week')}</h2>
      <ul>{weekdays.map((day) => (
        <li key={day}>
          <strong>{t(`calendar.day.${day}`)}</strong>
          <HoursField label={t(`calendar.day.${day}`)} value={value[day]} readOnly={readOnly} change={(ranges) => change({ ...value, [day]: ranges })} />
          {readOnly || day !== 'mon' ? null : <Button type="text" size="small" icon={<CopyOutlined aria-hidden />} onClick={() => change({ ...value, ...Object.fromEntries(WORKDAYS.map((other) => [other, value.mon])) })}>{t('calendar.as-monday')}</Button>}
        </li>
      ))}</ul>
    </section>
  )
}
