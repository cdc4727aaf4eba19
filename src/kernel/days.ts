import { DateTime } from 'luxon'

/** Business days in the company's zone: the calendar date of a moment, and the moment a date begins. */

const formats = new Map<string, Intl.DateTimeFormat>()
// Every offset in use is a whole number of quarters of an hour, so the date is the same throughout one.
const QUARTER = 900_000
let last: { zone: string; quarter: number; day: string } | undefined
/** The calendar date of a moment in a zone, `YYYY-MM-DD`. */
export function dayIn(zone: string, at: Date): string {
  const quarter = Math.floor(at.getTime() / QUARTER)
  if (last?.zone === zone && last.quarter === quarter) return last.day
  let format = formats.get(zone)
  if (!format) formats.set(zone, format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }))
  const day = format.format(at)
  last = { zone, quarter, day }
  return day
}

/** When a day begins in a zone, the day `later` days after it when given; where midnight is skipped by daylight saving, its first moment. */
export const startOfDay = (zone: string, day: string, later = 0): Date => DateTime.fromISO(day, { zone }).plus({ days: later }).startOf('day').toJSDate()
