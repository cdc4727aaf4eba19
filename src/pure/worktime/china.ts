import { chinaHolidays } from './china-holidays.ts'
import { type CalendarIssue, InvalidCalendar, type Override, readDate, type TimeRange } from './calendar.ts'

/**
 * China's public holidays (closed) and make-up workdays (open) of 2018 to 2026 as overrides for createCalendar, by date,
 * each named after its holiday. Source: the State Council's notices as collected by NateScarlet/holiday-cn (MIT).
 * @param workdayRanges what a make-up workday works; createCalendar checks them
 * @param from first date, `YYYY-MM-DD`, included; default the first known
 * @param to last date, included; default the last known
 * @throws InvalidCalendar when `from` or `to` is not a date
 */
export function chinaOverrides({ workdayRanges, from = '2018-01-01', to = '2026-12-31' }: {
  workdayRanges: readonly TimeRange[]
  from?: string
  to?: string
}): Override[] {
  const issues = Object.entries({ from, to }).flatMap(([field, date]): CalendarIssue[] =>
    readDate(date) === undefined
      ? [{ field, reason: 'date.invalid', message: `'${date}' is not a date written YYYY-MM-DD` }]
      : [])
  if (issues.length > 0) throw new InvalidCalendar(issues)
  return chinaHolidays
    .flatMap(({ name, off, makeUp }) => [
      ...off.map((date): Override => ({ date, ranges: [], name })),
      ...makeUp.map((date): Override => ({ date, ranges: workdayRanges, name })),
    ])
    .filter(({ date }) => date >= from && date <= to)
    .sort((a, b) => (a.date < b.date ? -1 : 1))
}
