import { describe, expect, test } from 'vitest'
import { addWorking, createCalendar, isWorking, NoWorkingTime, type TimeRange, workingBetween } from './index.ts'

const day: TimeRange[] = [['09:00', '12:00'], ['13:30', '18:00']]
const office = createCalendar({
  zone: 'Asia/Shanghai',
  weekly: { mon: day, tue: day, wed: day, thu: day, fri: day },
  overrides: [
    { date: '2026-10-01', ranges: [] }, { date: '2026-10-02', ranges: [] }, { date: '2026-10-05', ranges: [] },
    { date: '2026-10-06', ranges: [] }, { date: '2026-10-07', ranges: [] }, { date: '2026-10-10', ranges: day },
  ],
})
const shanghai = (text: string) => new Date(`${text}+08:00`)
const hours = (count: number) => count * 3600

describe('addWorking', () => {
  test.each([
    ['within a range', '2026-09-28T09:15:00', hours(2), '2026-09-28T11:15:00'],
    ['over lunch', '2026-09-28T11:00:00', hours(2), '2026-09-28T14:30:00'],
    ['from before opening', '2026-09-28T03:00:00', hours(1), '2026-09-28T10:00:00'],
    ['from the lunch break', '2026-09-28T12:40:00', 60, '2026-09-28T13:31:00'],
    ['over the night', '2026-09-28T17:30:00', hours(1), '2026-09-29T09:30:00'],
    ['over a weekend', '2026-09-25T17:00:00', hours(2), '2026-09-28T10:00:00'],
    ['over a week of holidays', '2026-09-30T17:00:00', hours(2), '2026-10-08T10:00:00'],
    ['onto a make-up Saturday with its lunch break', '2026-10-09T17:00:00', hours(5), '2026-10-10T14:30:00'],
    ['past a make-up Saturday', '2026-10-09T18:00:00', hours(8), '2026-10-12T09:30:00'],
    ['from a Sunday within the holidays', '2026-10-04T10:00:00', hours(7.5), '2026-10-08T18:00:00'],
    ['ending on the lunch break stays there', '2026-09-28T09:00:00', hours(3), '2026-09-28T12:00:00'],
    ['ending on closing time stays there', '2026-09-25T09:00:00', hours(7.5), '2026-09-25T18:00:00'],
    ['from closing time', '2026-09-25T18:00:00', hours(7.5), '2026-09-28T18:00:00'],
    ['0 s while open', '2026-09-28T10:11:12', 0, '2026-09-28T10:11:12'],
    ['0 s on opening time', '2026-09-28T13:30:00', 0, '2026-09-28T13:30:00'],
    ['0 s on closing time', '2026-09-25T18:00:00', 0, '2026-09-28T09:00:00'],
    ['0 s while closed', '2026-10-01T00:00:00', 0, '2026-10-08T09:00:00'],
    ['a fraction of a second', '2026-09-25T17:59:59.750', 0.5, '2026-09-28T09:00:00.250'],
  ])('%s', (_, start, seconds, due) => {
    expect(addWorking(office, shanghai(start), seconds)).toEqual(shanghai(due))
  })

  test('24:00 joins the next day, and a range of the day before can be over midnight in two parts', () => {
    const night = createCalendar({ zone: 'UTC', weekly: { mon: [['22:00', '24:00']], tue: [['00:00', '06:00']] } })
    expect(addWorking(night, new Date('2026-11-23T23:00:00Z'), hours(2))).toEqual(new Date('2026-11-24T01:00:00Z'))
    expect(addWorking(night, new Date('2026-11-23T23:00:00Z'), hours(1))).toEqual(new Date('2026-11-24T00:00:00Z'))
    expect(addWorking(night, new Date('2026-11-24T05:00:00Z'), hours(1.5))).toEqual(new Date('2026-11-30T22:30:00Z'))
  })

  test('29 February works when its weekday does', () => {
    const calendar = createCalendar({ zone: 'UTC', weekly: { thu: [['09:00', '10:00']] } })
    expect(addWorking(calendar, new Date('2024-02-22T09:30:00Z'), hours(1))).toEqual(new Date('2024-02-29T09:30:00Z'))
    const closed = createCalendar({ zone: 'UTC', weekly: { thu: [['09:00', '10:00']] }, overrides: [{ date: '2024-02-29', ranges: [] }] })
    expect(addWorking(closed, new Date('2024-02-22T09:30:00Z'), hours(1))).toEqual(new Date('2024-03-07T09:30:00Z'))
  })

  test('a whole closed year is passed over', () => {
    const overrides = Array.from({ length: 365 }, (_, index) => ({
      date: new Date(Date.UTC(2025, 0, 1 + index)).toISOString().slice(0, 10), ranges: [],
    }))
    const calendar = createCalendar({ zone: 'UTC', weekly: { mon: day, tue: day, wed: day, thu: day, fri: day }, overrides })
    expect(addWorking(calendar, new Date('2024-12-31T17:00:00Z'), hours(2))).toEqual(new Date('2026-01-01T10:00:00Z'))
    expect(workingBetween(calendar, new Date('2025-01-01T00:00:00Z'), new Date('2026-01-01T00:00:00Z'))).toBe(0)
  })

  test('overrides in any order give the same calendar', () => {
    const overrides = [{ date: '2026-11-25', ranges: day }, { date: '2026-11-23', ranges: [] }, { date: '2026-11-24', ranges: [] }]
    for (const order of [overrides, overrides.toReversed()]) {
      const calendar = createCalendar({ zone: 'UTC', weekly: { mon: day, tue: day }, overrides: order })
      expect(addWorking(calendar, new Date('2026-11-22T00:00:00Z'), hours(1))).toEqual(new Date('2026-11-25T10:00:00Z'))
    }
  })

  test('ten years are added without walking the days', () => {
    const start = shanghai('2019-01-02T09:00:00')
    addWorking(office, start, hours(7.5 * 2600))
    const before = performance.now()
    for (let turn = 0; turn < 200; turn += 1) addWorking(office, start, hours(7.5 * 2600) + turn)
    expect((performance.now() - before) / 200).toBeLessThan(1)
  })
})

describe('when no working time comes', () => {
  const closed = (...dates: string[]) => createCalendar({
    zone: 'Europe/Berlin', weekly: {}, overrides: dates.map((date) => ({ date, ranges: [['09:00', '10:00']] as const })),
  })

  test('a week that is closed throughout says so, for 0 s too', () => {
    expect(() => addWorking(closed(), new Date('2026-01-01T00:00:00Z'), 60)).toThrow(NoWorkingTime)
    expect(() => addWorking(closed(), new Date('2026-01-01T00:00:00Z'), 0)).toThrow(NoWorkingTime)
    expect(workingBetween(closed(), new Date('2026-01-01T00:00:00Z'), new Date('2036-01-01T00:00:00Z'))).toBe(0)
  })

  test('a later open day counts, to its last second and no further', () => {
    const calendar = closed('2026-05-09', '2026-06-28')
    const start = new Date('2026-01-01T00:00:00Z')
    expect(addWorking(calendar, start, 7200)).toEqual(new Date('2026-06-28T08:00:00Z'))
    expect(() => addWorking(calendar, start, 7201)).toThrow(NoWorkingTime)
    expect(addWorking(calendar, new Date('2026-06-28T07:59:59Z'), 0)).toEqual(new Date('2026-06-28T07:59:59Z'))
    expect(() => addWorking(calendar, new Date('2026-06-28T08:00:00Z'), 0)).toThrow(NoWorkingTime)
    expect(() => addWorking(calendar, new Date('2030-01-01T00:00:00Z'), 0)).toThrow(NoWorkingTime)
  })

  test('an open day that the clock skips is none', () => {
    const skipped = createCalendar({ zone: 'Europe/Berlin', weekly: {}, overrides: [{ date: '2026-03-29', ranges: [['02:00', '03:00']] }] })
    expect(() => addWorking(skipped, new Date('2026-01-01T00:00:00Z'), 0)).toThrow(NoWorkingTime)
  })

  test('the error carries what was asked', () => {
    const start = new Date('2026-01-01T00:00:00Z')
    let caught: unknown
    try {
      addWorking(closed(), start, 60)
    } catch (error) {
      caught = error
    }
    expect(caught).toMatchObject({ name: 'NoWorkingTime', start, seconds: 60, message: expect.stringContaining('2026-01-01') })
  })

  test('an amount beyond the year 9999 is a range error, at once', () => {
    expect(() => addWorking(office, new Date('2026-01-01T00:00:00Z'), 1e15)).toThrow(RangeError)
    const sunday = createCalendar({ zone: 'UTC', weekly: { sun: [['09:00', '09:01']] } })
    expect(() => addWorking(sunday, new Date('9990-01-01T00:00:00Z'), hours(10))).toThrow('after the year 9999')
  })
})

describe('workingBetween and isWorking', () => {
  test.each([
    ['one day', '2026-09-28T00:00:00', '2026-09-29T00:00:00', hours(7.5)],
    ['the lunch break', '2026-09-28T12:00:00', '2026-09-28T13:30:00', 0],
    ['over the holidays and the make-up day', '2026-09-30T17:00:00', '2026-10-11T00:00:00', hours(1 + 3 * 7.5)],
    ['backwards', '2026-09-28T14:30:00', '2026-09-28T11:00:00', -hours(2)],
    ['the same instant', '2026-09-28T10:00:00', '2026-09-28T10:00:00', 0],
    ['milliseconds', '2026-09-28T11:59:59.250', '2026-09-28T13:30:00.500', 1.25],
  ])('%s', (_, a, b, seconds) => {
    expect(workingBetween(office, shanghai(a), shanghai(b))).toBe(seconds)
  })

  test('backwards over closed time is 0, not -0', () => {
    expect(workingBetween(office, shanghai('2026-10-05T00:00:00'), shanghai('2026-10-01T00:00:00'))).toBe(0)
  })

  test.each([
    ['2026-09-28T08:59:59.999', false], ['2026-09-28T09:00:00', true], ['2026-09-28T11:59:59.999', true],
    ['2026-09-28T12:00:00', false], ['2026-10-01T10:00:00', false], ['2026-10-10T10:00:00', true],
    ['2026-10-10T12:30:00', false], ['2026-10-11T10:00:00', false],
  ])('at %s: %s', (at, expected) => {
    expect(isWorking(office, shanghai(at))).toBe(expected)
  })

  test('bad arguments are named', () => {
    const now = new Date('2026-01-01T00:00:00Z')
    const invalid = new Date(Number.NaN)
    expect(() => addWorking(office, invalid, 1)).toThrow('start: not a valid date')
    expect(() => workingBetween(office, now, invalid)).toThrow('b: not a valid date')
    expect(() => isWorking(office, new Date(8e15))).toThrow('at: outside the years 0001 to 9999')
    expect(() => addWorking(office, now, -1)).toThrow('seconds: -1')
    expect(() => addWorking(office, now, Number.NaN)).toThrow('seconds: NaN')
    expect(() => addWorking(office, now, Infinity)).toThrow('seconds: Infinity')
  })
})
