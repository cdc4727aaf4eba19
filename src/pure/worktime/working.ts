import type { Calendar } from './calendar.ts'
import { datedOn, dayLength, dayOf, openBefore, weekdayOf, whenOpen } from './schedule.ts'
import { segmentAt } from './zone.ts'

/** 0001-01-01 to the end of 9999, in epoch milliseconds: the instants counted with. */
const earliest = -62_135_596_800_000
const latest = 253_402_300_799_999

/** Thrown when the working time asked for never comes: every weekday is closed and the dated days left hold too little. */
export class NoWorkingTime extends Error {
  readonly start: Date
  /** Working seconds asked for. */
  readonly seconds: number
  constructor(start: Date, seconds: number) {
    super(`The calendar has no ${seconds === 0 ? 'working time' : `${seconds} s of working time`} after ${start.toISOString()}`)
    this.name = 'NoWorkingTime'
    this.start = start
    this.seconds = seconds
  }
}

/**
 * The instant by which `seconds` of working time have passed since `start`.
 * 0 s is the first open moment at or after `start`; otherwise an amount that is used up on closing time is due on
 * closing time, not at the next opening.
 * @param seconds from 0 up; counted to the millisecond
 * @throws NoWorkingTime when that much working time never comes
 * @throws RangeError for an invalid or negative argument, and when the answer lies after the year 9999
 */
export function addWorking(calendar: Calendar, start: Date, seconds: number): Date {
  const from = instantOf(start, 'start')
  if (!Number.isFinite(seconds) || seconds < 0) throw new RangeError(`seconds: ${seconds} is not an amount of 0 or more`)
  const amount = Math.round(seconds * 1000)
  // The first open moment is where the first open millisecond begins.
  const due = amount === 0 ? passed(calendar, from, 1) - 1 : passed(calendar, from, amount)
  if (Number.isNaN(due)) throw new NoWorkingTime(start, seconds)
  if (due > latest) throw new RangeError(`${seconds} s of working time after ${start.toISOString()} end after the year 9999`)
  return new Date(due)
}

/**
 * Whether the wall clock of the calendar's zone stands within a range of its day at this instant.
 * @throws RangeError for an invalid date
 */
export function isWorking(calendar: Calendar, at: Date): boolean {
  const instant = instantOf(at, 'at')
  const local = instant + segmentAt(calendar.offsets, instant).offset
  const day = dayOf(local)
  const plan = datedOn(calendar.schedule, day)?.plan ?? calendar.schedule.week[weekdayOf(day)]!
  const time = local - day * dayLength
  return plan.ranges.some((range) => range.from <= time && time < range.to)
}

/**
 * Working seconds from `a` to `b`; negative when `b` is before `a`.
 * @throws RangeError for an invalid date
 */
export function workingBetween(calendar: Calendar, a: Date, b: Date): number {
  const from = instantOf(a, 'a')
  const to = instantOf(b, 'b')
  if (from > to) return 0 - workingBetween(calendar, b, a)
  let sum = 0
  for (let at = from; at < to;) {
    const { offset, to: end } = segmentAt(calendar.offsets, at)
    const until = Math.min(end, to)
    sum += openBefore(calendar.schedule, until + offset) - openBefore(calendar.schedule, at + offset)
    at = until
  }
  return sum / 1000
}

/** The epoch milliseconds by which `amount` > 0 open milliseconds have passed; NaN when they never do. */
function passed(calendar: Calendar, from: number, amount: number): number {
  const { schedule, offsets } = calendar
  // No more works than passes: this spares the walk to the year 9999 for amounts beyond all reason.
  if (schedule.weekTotal > 0 && from + amount > latest) return Infinity
  // A wall clock is at most a day from the instant, so after this nothing dated is left to come.
  const lastDated = ((schedule.dated.at(-1)?.day ?? -Infinity) + 2) * dayLength
  let left = amount
  for (let at = from; at <= latest;) {
    if (schedule.weekTotal === 0 && at > lastDated) return NaN
    const { offset, to } = segmentAt(offsets, at)
    const before = openBefore(schedule, at + offset)
    const here = openBefore(schedule, to + offset) - before
    if (here >= left) return (whenOpen(schedule, before + left) ?? NaN) - offset
    left -= here
    at = to
  }
  return schedule.weekTotal === 0 ? NaN : Infinity
}

function instantOf(date: Date, field: string): number {
  const at = date.getTime()
  if (at >= earliest && at <= latest) return at
  throw new RangeError(`${field}: ${Number.isNaN(at) ? 'not a valid date' : 'outside the years 0001 to 9999'}`)
}
