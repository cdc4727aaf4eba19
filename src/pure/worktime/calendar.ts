import { type DatedPlan, type DayPlan, dayLength, planOf, type Schedule, scheduleOf } from './schedule.ts'
import { type Zone, zoneOf } from './zone.ts'

/** `['09:00', '12:00']`: wall-clock times `HH:MM` or `HH:MM:SS`; the first is open, the second no more; `'24:00'` ends a day. */
export type TimeRange = readonly [from: string, to: string]

/** The weekdays as `weekly` names them, Monday first. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]

/** A day that does not follow its weekday: no ranges close it, ranges open it in the weekday's place. */
export interface Override {
  /** `YYYY-MM-DD` in the calendar's zone. */
  readonly date: string
  readonly ranges: readonly TimeRange[]
  /** What the day is called when a deadline is explained. */
  readonly name?: string
}

export interface CalendarInput {
  /** An IANA name such as `Asia/Shanghai`, or a fixed offset such as `+08:00`. */
  readonly zone: string
  /** Ranges in any order; a weekday that is not named is closed. */
  readonly weekly: { readonly [day in Weekday]?: readonly TimeRange[] }
  readonly overrides?: readonly Override[]
}

/** A checked calendar, ready to count with. Make it by createCalendar and keep it: the sums inside are made once. */
export interface Calendar {
  readonly zone: string
  readonly offsets: Zone
  readonly schedule: Schedule
}

export type CalendarFault =
  | 'shape.wrong' | 'zone.unknown' | 'weekday.unknown' | 'time.invalid'
  | 'range.reversed' | 'range.overlap' | 'date.invalid' | 'date.duplicate'

export interface CalendarIssue {
  /** Where, such as `weekly.mon[1][0]` or `overrides[3].date`. */
  readonly field: string
  readonly reason: CalendarFault
  readonly message: string
}

/** Thrown for input that is no calendar; `issues` names every wrong field. */
export class InvalidCalendar extends Error {
  readonly issues: readonly CalendarIssue[]
  constructor(issues: readonly CalendarIssue[]) {
    super(issues.map((issue) => `${issue.field}: ${issue.message}`).join('; '))
    this.name = 'InvalidCalendar'
    this.issues = issues
  }
}

type Report = (field: string, reason: CalendarFault, message: string) => void

/**
 * Checks a definition and prepares the sums that make counting fast.
 * @throws InvalidCalendar naming every wrong field: an unknown zone or weekday, a bad time or date, a range that does
 * not end after it starts, ranges of a day that overlap, a date that is overridden twice
 */
export function createCalendar(input: CalendarInput): Calendar {
  const issues: CalendarIssue[] = []
  const report: Report = (field, reason, message) => issues.push({ field, reason, message })
  const zone = typeof input.zone === 'string' ? zoneOf(input.zone) : undefined
  if (zone === undefined) report('zone', 'zone.unknown', `${show(input.zone)} is not a known time zone`)
  const schedule = scheduleOf(readWeek(input.weekly, report), readOverrides(input.overrides ?? [], report))
  if (zone === undefined || issues.length > 0) throw new InvalidCalendar(issues)
  return { zone: input.zone, offsets: zone, schedule }
}

/** Days from 1970-01-01 to a date written `YYYY-MM-DD`; undefined when it is not a date of the years 0001 to 9999. */
export function readDate(text: unknown): number | undefined {
  if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(text) || text.startsWith('0000')) return undefined
  const at = Date.parse(`${text}T00:00:00Z`)
  // Date.parse takes 30 February for 2 March.
  if (Number.isNaN(at) || writeDate(at / dayLength) !== text) return undefined
  return at / dayLength
}

/** `YYYY-MM-DD` of a day counted from 1970-01-01. */
export function writeDate(day: number): string {
  return new Date(day * dayLength).toISOString().split('T')[0]!
}

function readWeek(weekly: unknown, report: Report): DayPlan[] {
  if (typeof weekly !== 'object' || weekly === null || Array.isArray(weekly)) {
    report('weekly', 'shape.wrong', `${show(weekly)} is not an object of weekdays`)
    return weekdays.map(() => planOf([]))
  }
  const given = new Map<string, unknown>(Object.entries(weekly))
  for (const key of given.keys()) {
    if (weekdays.every((weekday) => weekday !== key)) {
      report(`weekly.${key}`, 'weekday.unknown', `weekdays are ${weekdays.join(', ')}`)
    }
  }
  return weekdays.map((weekday) => readRanges(given.get(weekday) ?? [], `weekly.${weekday}`, report))
}

function readOverrides(overrides: unknown, report: Report): DatedPlan[] {
  if (!Array.isArray(overrides)) {
    report('overrides', 'shape.wrong', `${show(overrides)} is not a list`)
    return []
  }
  const dated = new Map<number, DatedPlan>()
  for (const [index, override] of (overrides as readonly Partial<Override>[]).entries()) {
    const field = `overrides[${index}]`
    const day = readDate(override?.date)
    const plan = readRanges(override?.ranges, `${field}.ranges`, report)
    if (day === undefined) report(`${field}.date`, 'date.invalid', `${show(override?.date)} is not a date written YYYY-MM-DD`)
    else if (dated.has(day)) report(`${field}.date`, 'date.duplicate', `${override.date} is overridden already`)
    else dated.set(day, { day, plan, name: override.name })
  }
  return [...dated.values()].sort((a, b) => a.day - b.day)
}

function readRanges(ranges: unknown, field: string, report: Report): DayPlan {
  if (!Array.isArray(ranges)) {
    report(field, 'shape.wrong', `${show(ranges)} is not a list of ranges`)
    return planOf([])
  }
  const read: { from: number; to: number; field: string }[] = []
  for (const [index, range] of ranges.entries()) {
    const at = `${field}[${index}]`
    const found = readRange(range, at, report)
    if (found !== undefined) read.push({ ...found, field: at })
  }
  read.sort((a, b) => a.from - b.from)
  let last: (typeof read)[number] | undefined
  for (const range of read) {
    if (last !== undefined && range.from < last.to) report(range.field, 'range.overlap', `overlaps ${last.field}`)
    if (last === undefined || range.to > last.to) last = range
  }
  return planOf(read)
}

function readRange(range: unknown, field: string, report: Report): { from: number; to: number } | undefined {
  if (!Array.isArray(range) || range.length !== 2) {
    report(field, 'shape.wrong', `${show(range)} is not a pair of times`)
    return undefined
  }
  const [from, to] = range.map(readTime)
  if (from === undefined) report(`${field}[0]`, 'time.invalid', `${show(range[0])} is not a time from 00:00 to 24:00`)
  if (to === undefined) report(`${field}[1]`, 'time.invalid', `${show(range[1])} is not a time from 00:00 to 24:00`)
  if (from === undefined || to === undefined) return undefined
  if (from < to) return { from, to }
  report(field, 'range.reversed', `${range[0]} is not before ${range[1]}; a range over midnight is written as two, the first to 24:00`)
  return undefined
}

function readTime(text: unknown): number | undefined {
  if (typeof text !== 'string') return undefined
  if (/^24:00(:00)?$/.test(text)) return dayLength
  const [, hours, minutes, seconds] = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/.exec(text) ?? []
  if (hours === undefined) return undefined
  return (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds ?? 0)) * 1000
}

function show(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : (JSON.stringify(value) ?? String(value))
}
