import type { Ctx } from '../../kernel/context.ts'
import { explain, isWorking, workingBetween } from '../../pure/worktime/index.ts'
import type { Calendar, Slice } from '../../pure/worktime/index.ts'
import { calendarOf } from './facts.ts'

/** Business hours in SQL: open times of a window as one multirange, so that a million moments are asked in one pass. */

/** Whether it is open now, for a rule by the clock. */
export const hoursNow = (ctx: Ctx) => (key: string): string => String(isWorking(calendarOf(ctx, key), ctx.now))

/** Whether a moment of a window lies in open hours: an expression over `at`. Moments outside the window are never asked. */
export const hoursIn = (ctx: Ctx, from: Date, to: Date, at = 'e.at') => (key: string): string => {
  const calendar = calendarOf(ctx, key)
  const seconds = workingBetween(calendar, from, to)
  if (seconds === 0) return 'false'
  const open = openUntil(calendar, from, seconds).filter((slice) => slice.seconds > 0)
  return `('{${open.map((slice) => `[${slice.from.toISOString()},${slice.to.toISOString()})`).join()}}'::tstzmultirange @> ${at})`
}
/** One working second more, so that what is open when the window ends is in it as well. */
function openUntil(calendar: Calendar, from: Date, seconds: number): Slice[] {
  try { return explain(calendar, from, seconds + 1, Infinity) } catch { return explain(calendar, from, seconds, Infinity) }
}
