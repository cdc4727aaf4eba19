import { type Calendar, writeDate } from './calendar.ts'
import { datedFrom, dayLength, dayOf, type Schedule, weekdayOf } from './schedule.ts'
import { addWorking, workingBetween } from './working.ts'
import { segmentAt } from './zone.ts'

/**
 * What a slice of time is: `open` by the week, `override-open` by a dated day, `outside-hours` of a day that is open
 * at other times, a `weekly-closed` or `override-closed` day or run of days, or `collapsed`: many slices in one.
 */
export type SliceReason = 'open' | 'override-open' | 'outside-hours' | 'weekly-closed' | 'override-closed' | 'collapsed'

export interface Slice {
  readonly from: Date
  readonly to: Date
  /** Working seconds counted in the slice; 0 where it is closed. */
  readonly seconds: number
  readonly reason: SliceReason
  /** The first and the last date, `YYYY-MM-DD` in the calendar's zone, that the slice touches. */
  readonly firstDate: string
  readonly lastDate: string
  /** The name of the override behind `override-open` and `override-closed`, when it has one. */
  readonly name?: string
}

interface Stretch {
  readonly reason: SliceReason
  /** Wall-clock end, in milliseconds of the local axis. */
  readonly until: number
  readonly name?: string | undefined
}

/**
 * Why a deadline falls where it does: the time from `start` to `addWorking(calendar, start, seconds)` in slices, in
 * order and without gaps. Their seconds add up to the seconds asked for; closed days that follow each other are one slice.
 * After `limit` slices the middle becomes one `collapsed` slice and the day of the deadline is spelled out again.
 * @param limit slices listed before the middle is collapsed
 * @throws what addWorking throws
 */
export function explain(calendar: Calendar, start: Date, seconds: number, limit = 50): Slice[] {
  const due = addWorking(calendar, start, seconds)
  const slices = slicesOf(calendar, start.getTime(), due.getTime(), limit)
  const listed = slices.at(-1)?.to ?? start
  if (listed >= due) return slices
  const lastDay = new Date(Math.max(listed.getTime(), dayStart(calendar, due.getTime() - 1)))
  if (lastDay > listed) slices.push(collapsed(calendar, listed, lastDay))
  return [...slices, ...slicesOf(calendar, lastDay.getTime(), due.getTime(), Infinity)]
}

function slicesOf(calendar: Calendar, start: number, end: number, limit: number): Slice[] {
  const slices: Slice[] = []
  for (let at = start; at < end;) {
    const { offset, to } = segmentAt(calendar.offsets, at)
    const { reason, until, name } = stretchAt(calendar.schedule, at + offset)
    const stop = Math.min(until - offset, to, end)
    const last = slices.at(-1)
    const joins = last !== undefined && last.reason === reason && last.name === name
    if (!joins && slices.length >= limit) break
    const first = joins ? last : { from: new Date(at), seconds: 0, firstDate: dateAt(at + offset) }
    const open = reason === 'open' || reason === 'override-open'
    const slice: Slice = {
      from: first.from,
      to: new Date(stop),
      seconds: first.seconds + (open ? (stop - at) / 1000 : 0),
      reason,
      firstDate: first.firstDate,
      lastDate: dateAt(stop - 1 + offset),
      ...(name === undefined ? {} : { name }),
    }
    slices[joins ? slices.length - 1 : slices.length] = slice
    at = stop
  }
  return slices
}

function stretchAt(schedule: Schedule, local: number): Stretch {
  const day = dayOf(local)
  const next = schedule.dated[datedFrom(schedule, day)]
  const dated = next?.day === day ? next : undefined
  const plan = dated?.plan ?? schedule.week[weekdayOf(day)]!
  // A week that is all open or all closed runs on to the next dated day: without this a far deadline is walked day by day.
  const even = schedule.weekTotal === 0 || schedule.weekTotal === 7 * dayLength
  const end = dated === undefined && even ? (next?.day ?? Infinity) * dayLength : (day + 1) * dayLength
  if (plan.total === 0) return { reason: dated ? 'override-closed' : 'weekly-closed', until: end, name: dated?.name }
  const time = local - day * dayLength
  const range = plan.ranges.find(({ to }) => time < to)
  if (range === undefined) return { reason: 'outside-hours', until: end }
  if (time < range.from) return { reason: 'outside-hours', until: day * dayLength + range.from }
  const until = range.to === dayLength ? end : day * dayLength + range.to
  return { reason: dated ? 'override-open' : 'open', until, name: dated?.name }
}

function collapsed(calendar: Calendar, from: Date, to: Date): Slice {
  return {
    from,
    to,
    seconds: workingBetween(calendar, from, to),
    reason: 'collapsed',
    firstDate: dateAt(from.getTime() + segmentAt(calendar.offsets, from.getTime()).offset),
    lastDate: dateAt(to.getTime() - 1 + segmentAt(calendar.offsets, to.getTime() - 1).offset),
  }
}

/** When the local day of an instant began; on a day that the clock changes, by the offset before the change. */
function dayStart(calendar: Calendar, at: number): number {
  const segment = segmentAt(calendar.offsets, at)
  const midnight = dayOf(at + segment.offset) * dayLength
  if (midnight - segment.offset >= segment.from) return midnight - segment.offset
  return midnight - segmentAt(calendar.offsets, segment.from - 1).offset
}

function dateAt(local: number): string {
  return writeDate(dayOf(local))
}
