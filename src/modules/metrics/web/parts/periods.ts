/** Calendar days of windows and series, as texts `YYYY-MM-DD`; nothing here knows a zone. */

const at = (day: string) => new Date(`${day}T00:00:00Z`)
const text = (day: Date) => day.toISOString().slice(0, 10)
export const daysLater = (day: string, days: number): string => text(new Date(at(day).getTime() + days * 86_400_000))
/** The Monday this many weeks before the week of the day. */
export const weeksBefore = (day: string, weeks: number): string => daysLater(day, -((at(day).getUTCDay() + 6) % 7) - 7 * weeks)

export type Every = 'day' | 'week' | 'month'
/** The last day of the step that begins on this day. */
export function stepEnd(from: string, every: Every): string {
  if (every === 'day') return from
  if (every === 'week') return daysLater(from, 6)
  const first = at(from)
  return text(new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)))
}
/** The steps that read well for so many days: no line of two points, none of three hundred. */
export const fitting = (days: number): Every => days <= 45 ? 'day' : days <= 200 ? 'week' : 'month'

/** Windows people ask for most, by the key of their words; the last day of all is today but for what is over. */
export function presets(today: string): readonly { key: string; from: string; to: string }[] {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7)) - 1]
  const first = (y: number, m: number) => text(new Date(Date.UTC(y, m, 1)))
  const quarter = month - month % 3
  return [
    { key: '7-days', from: daysLater(today, -6), to: today }, { key: '30-days', from: daysLater(today, -29), to: today }, { key: '90-days', from: daysLater(today, -89), to: today },
    { key: 'this-month', from: first(year, month), to: today }, { key: 'last-month', from: first(year, month - 1), to: daysLater(first(year, month), -1) }, { key: 'this-quarter', from: first(year, quarter), to: today },
    { key: 'last-quarter', from: first(year, quarter - 3), to: daysLater(first(year, quarter), -1) }, { key: 'this-year', from: first(year, 0), to: today }, { key: '12-months', from: daysLater(first(year - 1, month + 1), 0), to: today },
  ]
}
