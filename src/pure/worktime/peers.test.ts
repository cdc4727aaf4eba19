import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { addWorking, type Calendar, createCalendar, isWorking, type Override, type TimeRange, type Weekday, workingBetween } from './index.ts'

// Expectations of other systems' own tests (OTOBO, Znuny, working_hours, business_time, biz, Zammad, RT). They lie
// beside the project, not in it: some come under licences that this project does not carry.
const file = new URL('../../../../shared/data/08-sla/cases_dev.json', import.meta.url)

interface PeerCase {
  id: string
  name: string
  op: 'add' | 'between' | 'open'
  start: string
  seconds?: number
  due?: string
  end?: string
  working_seconds?: number
  open?: boolean
  calendar: {
    time_zone: string
    hours: { [day in Weekday]?: TimeRange[] }
    holidays?: string[]
    yearly_holidays?: string[]
    special?: Record<string, TimeRange[]>
    breaks?: Record<string, TimeRange[]>
  }
}

// 133 counts a 25-hour day as 24: we count the seconds that pass.
const counted = '133'

if (!existsSync(file)) {
  test.skip('peers’ cases (skipped: ../shared/data/08-sla/cases_dev.json is not there)', () => {})
} else {
  const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: PeerCase[] }
  describe('peers’ cases', () => {
    test.each(cases.filter(({ id }) => id !== counted).map((it) => [it.id, it.op, it.name, it] as const))('%s %s %s', (_, __, ___, it) => {
      const calendar = calendarOf(it)
      const start = new Date(it.start)
      if (it.op === 'add') expect(addWorking(calendar, start, it.seconds!)).toEqual(new Date(it.due!))
      else if (it.op === 'open') expect(isWorking(calendar, start)).toBe(it.open)
      else expect(elapsed(calendar, start, new Date(it.end!))).toBe(it.working_seconds)
    })

    test('133: a day of 25 hours has 25 hours', () => {
      const it = cases.find(({ id }) => id === counted)!
      expect(elapsed(calendarOf(it), new Date(it.start), new Date(it.end!))).toBe(25 * 3600)
    })
  })
}

/** The peers answer 0 for a span that ends before it starts, where workingBetween answers the negative amount. */
function elapsed(calendar: Calendar, start: Date, end: Date): number {
  const seconds = workingBetween(calendar, start, end)
  if (end < start) expect(seconds).toBe(0 - workingBetween(calendar, end, start))
  return Math.max(0, seconds)
}

function calendarOf({ start, calendar: given }: PeerCase): Calendar {
  const days = new Map<string, readonly TimeRange[]>(Object.entries(given.special ?? {}))
  for (const [date, spans] of Object.entries(given.breaks ?? {})) {
    days.set(date, spans.reduce(without, days.get(date) ?? given.hours[weekdayOf(date)] ?? []))
  }
  const year = new Date(start).getUTCFullYear()
  const yearly = (given.yearly_holidays ?? []).flatMap((date) => [-1, 0, 1, 2, 3].map((after) => `${year + after}-${date}`))
  for (const date of [...(given.holidays ?? []), ...yearly]) days.set(date, [])
  const overrides = [...days].map(([date, ranges]): Override => ({ date, ranges }))
  return createCalendar({ zone: given.time_zone, weekly: given.hours, overrides })
}

function without(ranges: readonly TimeRange[], [from, to]: TimeRange): TimeRange[] {
  return ranges
    .flatMap(([start, end]): TimeRange[] => [[start, end < from ? end : from], [start > to ? start : to, end]])
    .filter(([start, end]) => start < end)
}

function weekdayOf(date: string): Weekday {
  const weekdays: Weekday[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
  return weekdays[new Date(`${date}T12:00:00Z`).getUTCDay()]!
}
