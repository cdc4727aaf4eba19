import { dayIn, dayStart } from '../../../../kernel/web/moment-text.ts'

/** Moments at which people mean to go on, in the company's zone. */
export const LATER_TIMES = ['hour', 'afternoon', 'tomorrow', 'monday', 'week'] as const
export type LaterTime = (typeof LATER_TIMES)[number]

const HOUR = 3_600_000
const DAY = 24 * HOUR
const MORNING = 9
const AFTERNOON = 14
/** The moment a word means; null where it has passed or says the same as another. */
export function laterMoment(word: LaterTime, zone: string, now = new Date()): Date | null {
  const at = (days: number, hours: number) => new Date(dayStart(zone, dayIn(zone, new Date(now.getTime() + days * DAY))).getTime() + hours * HOUR)
  const weekday = (date: Date) => new Intl.DateTimeFormat('en-US', { timeZone: zone, weekday: 'short' }).format(date)
  if (word === 'hour') return new Date(Math.ceil((now.getTime() + HOUR) / 300_000) * 300_000)
  if (word === 'afternoon') return at(0, AFTERNOON).getTime() > now.getTime() + HOUR ? at(0, AFTERNOON) : null
  if (word === 'tomorrow') return at(1, MORNING)
  if (word === 'week') return at(7, MORNING)
  const monday = [2, 3, 4, 5, 6].find((days) => weekday(at(days, MORNING)) === 'Mon')
  return monday === undefined ? null : at(monday, MORNING)
}
