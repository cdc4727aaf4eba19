import { DateTime } from 'luxon'
import type { Repeats } from '../contract.ts'

const STEP = { week: { weeks: 1 }, 'two-weeks': { weeks: 2 }, month: { months: 1 }, quarter: { months: 3 } } as const
/** When a repeated meeting comes next: at the same time of day on the clocks of the zone. Null for one that stands alone. */
export const nextStart = (startsAt: Date, repeats: Repeats, zone: string): Date | null => repeats === 'never' ? null : DateTime.fromJSDate(startsAt, { zone }).plus(STEP[repeats]).toJSDate()
