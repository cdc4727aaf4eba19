/** Moments are shown in the company's zone, wherever the reader's machine stands. */

const formats = new Map<string, Intl.DateTimeFormat>()
function partsOf(at: Date, zone: string): Record<string, string> {
  let format = formats.get(zone)
  if (!format) formats.set(zone, format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }))
  return Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
}
/** `short` leaves out the year that is now, `day` the hour, `exact` adds the seconds. */
export type MomentForm = 'short' | 'full' | 'day' | 'exact'

/** A moment as text in a zone: `11-22 14:05`, `2026-11-22 14:05`. */
export function momentText(at: Date, zone: string, form: MomentForm = 'full', now = new Date()): string {
  if (Number.isNaN(at.getTime())) return ''
  const { year, month, day, hour, minute, second } = partsOf(at, zone)
  const date = form === 'short' && year === partsOf(now, zone)['year'] ? `${month}-${day}` : `${year}-${month}-${day}`
  return form === 'day' ? date : `${date} ${hour}:${minute}${form === 'exact' ? `:${second}` : ''}`
}
/** The day it is in a zone, `YYYY-MM-DD`. */
export const dayIn = (zone: string, at = new Date()) => momentText(at, zone, 'day')
/** When a day, `YYYY-MM-DD`, begins in a zone; where midnight is skipped by daylight saving, its first moment. */
export function dayStart(zone: string, day: string): Date {
  const wanted = Date.parse(`${day}T00:00:00Z`)
  const wallClock = (at: number) => Date.parse(`${momentText(new Date(at), zone, 'exact').replace(' ', 'T')}Z`)
  // The offset before and the one after a change of clocks; the earlier moment that is already in the day.
  const moments = [-86_400_000, 86_400_000].map((far) => wanted - (wallClock(wanted + far) - (wanted + far))).sort((a, b) => a - b)
  return new Date(moments.find((at) => wallClock(at) >= wanted) ?? moments[1] as number)
}

/** The moment at which the clocks of a zone show this, `YYYY-MM-DD HH:mm`; an hour that is skipped there is the one after it. */
export function momentOnWall(zone: string, wall: string): Date {
  const start = dayStart(zone, wall.slice(0, 10)).getTime()
  const guess = new Date(start + Date.parse(`1970-01-01T${wall.slice(11)}:00Z`))
  const off = Date.parse(`${wall.replace(' ', 'T')}:00Z`) - Date.parse(`${momentText(guess, zone).replace(' ', 'T')}:00Z`)
  return new Date(guess.getTime() + off)
}

const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [['year', 31_536_000], ['month', 2_592_000], ['day', 86_400], ['hour', 3600], ['minute', 60]]
/** `3分钟前`, `in 2 hours`; under a minute: just now. */
export function relativeText(at: Date, now: number, locale: string, justNow: string): string {
  const seconds = (at.getTime() - now) / 1000
  const unit = UNITS.find(([, length]) => Math.abs(seconds) >= length)
  return unit ? new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' }).format(Math.trunc(seconds / unit[1]), unit[0]) : justNow
}
