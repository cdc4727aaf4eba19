import { dayIn, dayStart } from '../../../../kernel/web/moment-text.ts'

export { momentOnWall } from '../../../../kernel/web/moment-text.ts'

/** Moments that promises are usually due at, in the company's zone. */
export const PROMISE_TIMES = ['hour', 'today', 'tomorrow', 'three-days'] as const
export type PromiseTime = (typeof PROMISE_TIMES)[number]

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** The moment that a word means; null once it has passed, as `today` has in the evening. */
export function promiseMoment(word: PromiseTime, zone: string, now = new Date()): Date | null {
  const at = (days: number, hours: number) => new Date(dayStart(zone, dayIn(zone, new Date(now.getTime() + days * DAY))).getTime() + hours * HOUR)
  const moment = { hour: new Date(Math.ceil((now.getTime() + HOUR) / 300_000) * 300_000), today: at(0, 18), tomorrow: at(1, 10), 'three-days': at(3, 18) }[word]
  return moment > now ? moment : null
}
