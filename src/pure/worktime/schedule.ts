/** Milliseconds of a wall-clock day; on this axis every day has as many. */
export const dayLength = 86_400_000

/** An open range of a day, in milliseconds of the wall clock; `before` is what the day's earlier ranges hold. */
export interface OpenRange {
  readonly from: number
  readonly to: number
  readonly before: number
}

/** The open ranges of one day in order, none touching another, and their sum in milliseconds. */
export interface DayPlan {
  readonly ranges: readonly OpenRange[]
  readonly total: number
}

/** A dated plan in place of the weekday's. `day` counts from 1970-01-01. */
export interface DatedPlan {
  readonly day: number
  readonly plan: DayPlan
  readonly name: string | undefined
}

/**
 * When it is open by the wall clock, whatever the zone: a week that repeats for ever and days that differ.
 * Sums over it are closed formulas: whole weeks, plus the sum of the days before in the week, plus what the
 * dated plans before the day added or took away.
 */
export interface Schedule {
  /** Monday first. */
  readonly week: readonly DayPlan[]
  /** Open milliseconds of the week before each weekday; the eighth entry is the whole week. */
  readonly weekBefore: readonly number[]
  readonly weekTotal: number
  /** By day. */
  readonly dated: readonly DatedPlan[]
  /** What the dated plans up to and including each one add to the plain weeks, in milliseconds. */
  readonly change: readonly number[]
}

/** Builds the sums. `week` has seven plans, Monday first; `dated` is in order of day. */
export function scheduleOf(week: readonly DayPlan[], dated: readonly DatedPlan[]): Schedule {
  const weekBefore = [0]
  for (const plan of week) weekBefore.push(weekBefore.at(-1)! + plan.total)
  const change: number[] = []
  for (const { day, plan } of dated) {
    change.push((change.at(-1) ?? 0) + plan.total - week[weekdayOf(day)]!.total)
  }
  return { week, weekBefore, weekTotal: weekBefore[7]!, dated, change }
}

/** A plan of ranges that are in order and do not overlap; ranges that touch become one. */
export function planOf(ranges: readonly { from: number; to: number }[]): DayPlan {
  const joined: OpenRange[] = []
  let total = 0
  for (const { from, to } of ranges) {
    const last = joined.at(-1)
    if (last?.to === from) joined[joined.length - 1] = { ...last, to }
    else joined.push({ from, to, before: total })
    total += to - from
  }
  return { ranges: joined, total }
}

/** Days from 1970-01-01 to the day of a wall-clock reading. */
export function dayOf(local: number): number {
  return Math.floor(local / dayLength)
}

/** 0 for Monday to 6 for Sunday. 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): number {
  return day + 3 - 7 * Math.floor((day + 3) / 7)
}

/** The place of the first dated plan on or after a day. */
export function datedFrom(schedule: Schedule, day: number): number {
  let low = 0
  let high = schedule.dated.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (schedule.dated[middle]!.day < day) low = middle + 1
    else high = middle
  }
  return low
}

/** The dated plan of a day, if it has one. */
export function datedOn(schedule: Schedule, day: number): DatedPlan | undefined {
  const found = schedule.dated[datedFrom(schedule, day)]
  return found?.day === day ? found : undefined
}

/** Open milliseconds before a wall-clock reading, counted from an arbitrary fixed Monday: only differences mean anything. */
export function openBefore(schedule: Schedule, local: number): number {
  const day = dayOf(local)
  const weekday = weekdayOf(day)
  const next = datedFrom(schedule, day)
  const dated = schedule.dated[next]
  const plan = dated?.day === day ? dated.plan : schedule.week[weekday]!
  return weeksBefore(schedule, day, weekday) + (schedule.change[next - 1] ?? 0) + openUntil(plan, local - day * dayLength)
}

/** The earliest wall-clock reading by which `amount` open milliseconds have passed (see openBefore); undefined when they never do. */
export function whenOpen(schedule: Schedule, amount: number): number | undefined {
  let low = 0
  let high = schedule.dated.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (openBefore(schedule, (schedule.dated[middle]!.day + 1) * dayLength) < amount) low = middle + 1
    else high = middle
  }
  const dated = schedule.dated[low]
  if (dated !== undefined) {
    const before = openBefore(schedule, dated.day * dayLength)
    if (before < amount) return dated.day * dayLength + timeInPlan(dated.plan, amount - before)
  }
  return inWeeks(schedule, amount - (schedule.change[low - 1] ?? 0))
}

function inWeeks(schedule: Schedule, amount: number): number | undefined {
  if (schedule.weekTotal === 0) return undefined
  const week = Math.ceil(amount / schedule.weekTotal) - 1
  const rest = amount - week * schedule.weekTotal
  let weekday = 0
  while (schedule.weekBefore[weekday + 1]! < rest) weekday += 1
  const day = week * 7 + weekday - 3
  return day * dayLength + timeInPlan(schedule.week[weekday]!, rest - schedule.weekBefore[weekday]!)
}

function weeksBefore(schedule: Schedule, day: number, weekday: number): number {
  return ((day + 3 - weekday) / 7) * schedule.weekTotal + schedule.weekBefore[weekday]!
}

function openUntil(plan: DayPlan, time: number): number {
  let sum = 0
  for (const { from, to } of plan.ranges) {
    if (time <= from) break
    sum += Math.min(time, to) - from
  }
  return sum
}

/** The earliest time of day by which the plan was open for `amount` milliseconds; 0 < amount ≤ total. */
function timeInPlan(plan: DayPlan, amount: number): number {
  let found = plan.ranges[0]!
  for (const range of plan.ranges) if (range.before < amount) found = range
  return found.from + amount - found.before
}
