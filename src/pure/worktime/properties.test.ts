import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addWorking, type CalendarInput, createCalendar, explain, isWorking, NoWorkingTime, type Override, type TimeRange, type Weekday, workingBetween,
} from './index.ts'

const minute = 60_000
const day = 1440 * minute

// Zones with a change of the clock near each instant, and some with none.
const places: [zone: string, near: string][] = [
  ['Europe/Berlin', '2026-03-29T01:00:00Z'], ['Europe/Berlin', '2026-10-25T01:00:00Z'],
  ['America/New_York', '2026-03-08T07:00:00Z'], ['America/New_York', '2026-11-01T06:00:00Z'],
  ['America/Santiago', '2026-09-06T04:00:00Z'], ['America/Santiago', '2026-04-05T03:00:00Z'],
  ['Asia/Beirut', '2026-03-28T22:00:00Z'], ['Asia/Beirut', '2026-10-24T21:00:00Z'],
  ['Australia/Lord_Howe', '2026-10-03T15:30:00Z'], ['America/St_Johns', '2010-11-07T02:31:00Z'],
  ['Pacific/Apia', '2011-12-30T10:00:00Z'], ['Africa/Casablanca', '2026-02-15T02:00:00Z'],
  ['Asia/Shanghai', '2026-10-08T00:00:00Z'], ['Asia/Kathmandu', '2024-02-29T00:00:00Z'], ['UTC', '2024-12-31T00:00:00Z'],
]

const time = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
const minutesOf = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))
const ranges = fc.uniqueArray(fc.oneof(fc.integer({ min: 0, max: 1440 }), fc.constantFrom(0, 60, 120, 150, 180, 1380, 1440)), { maxLength: 6 })
  .map((edges) => edges.toSorted((a, b) => a - b))
  .map((edges) => Array.from({ length: edges.length >> 1 }, (_, index): TimeRange => [time(edges[2 * index]!), time(edges[2 * index + 1]!)]))

const weekly = fc.record(
  { mon: ranges, tue: ranges, wed: ranges, thu: ranges, fri: ranges, sat: ranges, sun: ranges }, { requiredKeys: [] },
) as fc.Arbitrary<{ [day in Weekday]?: TimeRange[] }>

const scene = fc.constantFrom(...places).chain(([zone, near]) => {
  const around = Date.parse(near)
  const override = fc.record({
    date: fc.integer({ min: -3, max: 6 }).map((days) => new Date(around + days * day).toISOString().slice(0, 10)), ranges,
  }) as fc.Arbitrary<Override>
  return fc.record({
    input: fc.record({ zone: fc.constant(zone), weekly, overrides: fc.uniqueArray(override, { selector: ({ date }) => date, maxLength: 4 }) }),
    start: fc.integer({ min: -2 * 1440, max: 1440 }).map((minutes) => around + minutes * minute),
  })
})

const seconds = fc.oneof(fc.integer({ min: 0, max: 3 * 86_400 }), fc.integer({ min: 0, max: 3650 * 86_400 }))

/** The clock on the wall, asked of Intl minute by minute: shares no line with the library. */
function minuteWalk({ zone, weekly, overrides }: CalendarInput) {
  const clock = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
  })
  const byDate = new Map(overrides?.map((override) => [override.date, override.ranges]))
  const weekdays: Weekday[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
  return (at: number) => {
    const [date, now] = clock.format(at).split(' ') as [string, string]
    const today = byDate.get(date) ?? weekly[weekdays[new Date(`${date}T00:00:00Z`).getUTCDay()]!] ?? []
    return today.some(([from, to]) => from <= now && now < to)
  }
}

describe('a walk minute by minute agrees', () => {
  test('on isWorking, workingBetween and addWorking', () => {
    fc.assert(fc.property(scene, fc.integer({ min: 1, max: 3 * 1440 }), ({ input, start }, minutes) => {
      const calendar = createCalendar(input)
      const walked = minuteWalk(input)
      let count = 0
      let lastOpen: number | undefined
      for (let at = start; at < start + minutes * minute; at += minute) {
        const open = walked(at)
        if (open !== isWorking(calendar, new Date(at))) expect.fail(`isWorking ${new Date(at).toISOString()} is not ${open}`)
        if (open && lastOpen === undefined) expect(addWorking(calendar, new Date(start), 0)).toEqual(new Date(at))
        if (open) lastOpen = at
        count += open ? 1 : 0
      }
      expect(workingBetween(calendar, new Date(start), new Date(start + minutes * minute))).toBe(count * 60)
      if (lastOpen !== undefined) {
        expect(addWorking(calendar, new Date(start), count * 60)).toEqual(new Date(lastOpen + minute))
        expect(addWorking(calendar, new Date(start), count * 60 - 30)).toEqual(new Date(lastOpen + minute / 2))
      }
    }), { numRuns: 150 })
  })
})

describe('laws', () => {
  /** Runs a law on scenes that have the working time; a calendar without it must say so and nothing else. */
  const law = (check: (calendar: ReturnType<typeof createCalendar>, start: Date, n: number, m: number) => void) =>
    fc.assert(fc.property(scene, seconds, seconds, ({ input, start }, n, m) => {
      const calendar = createCalendar(input)
      try {
        check(calendar, new Date(start), n, m)
      } catch (error) {
        const weekly = Object.values(input.weekly).flatMap((list) => list ?? []).reduce((sum, [from, to]) => sum + minutesOf(to) - minutesOf(from), 0)
        // Twenty years of work at half an hour a week end after the year 9999, which is refused by its own name.
        if (error instanceof RangeError && error.message.includes('9999') && weekly > 0 && weekly < 30) return
        if (!(error instanceof NoWorkingTime)) throw error
        const open = weekly > 0
        expect(open, 'the calendar has a week with working time').toBe(false)
      }
    }), { numRuns: 400 })

  test('as much working time lies before the due moment as was asked', () => {
    law((calendar, start, n) => {
      expect(workingBetween(calendar, start, addWorking(calendar, start, n))).toBe(n)
    })
  })

  test('the due moment is the earliest: a millisecond before, less has passed', () => {
    law((calendar, start, n) => {
      fc.pre(n > 0)
      const due = addWorking(calendar, start, n)
      expect(workingBetween(calendar, start, new Date(due.getTime() - 1))).toBeLessThan(n)
    })
  })

  test('0 s is open, at or after the start, with nothing open between', () => {
    law((calendar, start) => {
      const first = addWorking(calendar, start, 0)
      expect(isWorking(calendar, first)).toBe(true)
      expect(first.getTime()).toBeGreaterThanOrEqual(start.getTime())
      expect(workingBetween(calendar, start, first)).toBe(0)
    })
  })

  test('adding twice is adding the sum', () => {
    law((calendar, start, n, m) => {
      fc.pre(m > 0)
      expect(addWorking(calendar, addWorking(calendar, start, n), m)).toEqual(addWorking(calendar, start, n + m))
    })
  })

  test('more work or a later start is never due earlier', () => {
    law((calendar, start, n, m) => {
      const due = addWorking(calendar, start, n).getTime()
      expect(addWorking(calendar, start, n + m).getTime()).toBeGreaterThanOrEqual(due)
      expect(addWorking(calendar, new Date(start.getTime() + m * 1000), n).getTime()).toBeGreaterThanOrEqual(due)
    })
  })

  test('spans add up, both ways', () => {
    law((calendar, start, n, m) => {
      const b = new Date(start.getTime() + n * 1000)
      const c = new Date(b.getTime() - m * 1000)
      const sum = workingBetween(calendar, start, b) + workingBetween(calendar, b, c)
      expect(sum).toBe(workingBetween(calendar, start, c))
    })
  })

  test('an explanation runs from start to due without gaps, counts every second, and agrees with the calendar', () => {
    law((calendar, start, n) => {
      const slices = explain(calendar, start, n, 12)
      const due = addWorking(calendar, start, n)
      let at = start
      let sum = 0
      for (const slice of slices) {
        expect(slice.from).toEqual(at)
        expect(slice.to > slice.from).toBe(true)
        expect(slice.seconds).toBe(workingBetween(calendar, slice.from, slice.to))
        if (slice.reason !== 'collapsed') {
          const open = slice.reason === 'open' || slice.reason === 'override-open'
          expect(isWorking(calendar, slice.from)).toBe(open)
          expect(slice.seconds).toBe(open ? (slice.to.getTime() - slice.from.getTime()) / 1000 : 0)
        }
        at = slice.to
        sum += slice.seconds
      }
      expect(at).toEqual(due)
      expect(sum).toBe(n)
    })
  })
})
