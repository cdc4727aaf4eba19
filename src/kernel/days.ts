import { DateTime } from 'luxon'

/** Business days in the company's zone: the calendar date of a moment, and the moment a date begins. */

const formats = new Map<string, Intl.DateTimeFormat>()
/** The calendar date of a moment in a zone, `YYYY-MM-DD`. */
export function dayIn(zone: string, at: Date): string {
  let format = formats.get(zone)
  if (!format) formats.set(zone, format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }))
  return format.format(at)
}

/** When a day begins in a zone, the day `later` days after it when given; where midnight is skipped by daylight saving, its first moment. */
export const startOfDay = (zone: string, day: string, later = 0): Date => DateTime.fromISO(day, { zone }).plus({ days: later }).startOf('day').toJSDate()
