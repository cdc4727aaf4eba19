import { describe, expect, test } from 'vitest'
import { addWorking, type Calendar, createCalendar, isWorking, type TimeRange, weekdays, workingBetween } from './index.ts'

function everyDay(zone: string, ...ranges: TimeRange[]): Calendar {
  return createCalendar({ zone, weekly: Object.fromEntries(weekdays.map((weekday) => [weekday, ranges])) })
}
const hoursBetween = (calendar: Calendar, a: string, b: string) => workingBetween(calendar, new Date(a), new Date(b)) / 3600
const due = (calendar: Calendar, start: string, hours: number) => addWorking(calendar, new Date(start), hours * 3600).toISOString()

describe('a day has the hours that really pass', () => {
  test.each([
    ['Europe/Berlin', 'forward', '2026-03-29T00:00:00+01:00', '2026-03-30T00:00:00+02:00', 23],
    ['Europe/Berlin', 'back', '2026-10-25T00:00:00+02:00', '2026-10-26T00:00:00+01:00', 25],
    ['America/New_York', 'forward', '2026-03-08T00:00:00-05:00', '2026-03-09T00:00:00-04:00', 23],
    ['America/New_York', 'back', '2026-11-01T00:00:00-04:00', '2026-11-02T00:00:00-05:00', 25],
    ['America/Santiago', 'forward at midnight', '2026-09-06T01:00:00-03:00', '2026-09-07T00:00:00-03:00', 23],
    ['America/Santiago', 'back at midnight', '2026-04-04T00:00:00-03:00', '2026-04-05T00:00:00-04:00', 25],
    ['Asia/Beirut', 'forward at midnight', '2026-03-29T01:00:00+03:00', '2026-03-30T00:00:00+03:00', 23],
    ['Asia/Beirut', 'back at midnight', '2026-10-24T00:00:00+03:00', '2026-10-25T00:00:00+02:00', 25],
    ['Australia/Lord_Howe', 'forward by half an hour', '2026-10-04T00:00:00+10:30', '2026-10-05T00:00:00+11:00', 23.5],
    ['Asia/Shanghai', 'never', '2026-03-29T00:00:00+08:00', '2026-03-30T00:00:00+08:00', 24],
  ])('%s, %s', (zone, _, a, b, hours) => {
    const date = a.slice(0, 10)
    const onlyThatDay = createCalendar({ zone, weekly: {}, overrides: [{ date, ranges: [['00:00', '24:00']] }] })
    expect(hoursBetween(onlyThatDay, '2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z')).toBe(hours)
    expect(addWorking(onlyThatDay, new Date('2026-01-01T00:00:00Z'), 0)).toEqual(new Date(a))
    expect(addWorking(onlyThatDay, new Date('2026-01-01T00:00:00Z'), hours * 3600)).toEqual(new Date(b))
  })
})

describe('ranges where the clock changes', () => {
  test('a range inside the hour that is skipped does not happen; one that reaches out of it is what is left', () => {
    const inside = everyDay('Europe/Berlin', ['02:00', '03:00'])
    expect(hoursBetween(inside, '2026-03-29T00:00:00+01:00', '2026-03-30T00:00:00+02:00')).toBe(0)
    expect(due(inside, '2026-03-28T23:00:00+01:00', 0.5)).toBe('2026-03-30T00:30:00.000Z')
    const reaching = everyDay('Europe/Berlin', ['02:30', '03:30'])
    expect(hoursBetween(reaching, '2026-03-29T00:00:00+01:00', '2026-03-30T00:00:00+02:00')).toBe(0.5)
    expect(due(reaching, '2026-03-29T00:00:00+01:00', 0)).toBe('2026-03-29T01:00:00.000Z')
  })

  test('a range inside the hour that comes twice is open both times', () => {
    const calendar = everyDay('Europe/Berlin', ['02:15', '02:45'])
    expect(hoursBetween(calendar, '2026-10-25T00:00:00+02:00', '2026-10-26T00:00:00+01:00')).toBe(1)
    expect(isWorking(calendar, new Date('2026-10-25T02:30:00+02:00'))).toBe(true)
    expect(isWorking(calendar, new Date('2026-10-25T02:50:00+02:00'))).toBe(false)
    expect(isWorking(calendar, new Date('2026-10-25T02:30:00+01:00'))).toBe(true)
    expect(due(calendar, '2026-10-25T02:00:00+02:00', 0.75)).toBe('2026-10-25T01:30:00.000Z')
  })

  test('office hours of the day are the same eight hours, an hour apart in real time', () => {
    const calendar = everyDay('Europe/Berlin', ['09:00', '17:00'])
    expect(due(calendar, '2026-03-28T09:00:00+01:00', 8)).toBe('2026-03-28T16:00:00.000Z')
    expect(due(calendar, '2026-03-29T00:00:00+01:00', 8)).toBe('2026-03-29T15:00:00.000Z')
    expect(due(calendar, '2026-10-24T17:00:00+02:00', 8)).toBe('2026-10-25T16:00:00.000Z')
  })

  test('a night shift over the change counts the hours that pass', () => {
    const night = everyDay('America/New_York', ['00:00', '06:00'], ['22:00', '24:00'])
    expect(hoursBetween(night, '2026-03-07T22:00:00-05:00', '2026-03-08T06:00:00-04:00')).toBe(7)
    expect(hoursBetween(night, '2026-10-31T22:00:00-04:00', '2026-11-01T06:00:00-05:00')).toBe(9)
  })

  test('a day that opens at a midnight that does not exist opens when the clock starts', () => {
    const calendar = everyDay('America/Santiago', ['00:00', '08:00'])
    expect(due(calendar, '2026-09-05T12:00:00-04:00', 0)).toBe('2026-09-06T04:00:00.000Z')
    expect(due(calendar, '2026-09-05T12:00:00-04:00', 7)).toBe('2026-09-06T11:00:00.000Z')
  })

  test('a day whose last hour comes twice closes after the second', () => {
    const calendar = everyDay('Asia/Beirut', ['20:00', '24:00'])
    expect(due(calendar, '2026-10-24T12:00:00+03:00', 5)).toBe('2026-10-24T22:00:00.000Z')
    expect(hoursBetween(calendar, '2026-10-24T12:00:00+03:00', '2026-10-25T12:00:00+02:00')).toBe(5)
  })

  test('a date that a zone left out is no working day', () => {
    const calendar = everyDay('Pacific/Apia', ['09:00', '17:00'])
    expect(due(calendar, '2011-12-29T16:00:00-10:00', 2)).toBe('2011-12-30T20:00:00.000Z')
    expect(isWorking(calendar, new Date('2011-12-31T09:00:00+14:00'))).toBe(true)
  })

  test('summer time of a single week is seen', () => {
    const calendar = everyDay('America/Recife', ['08:00', '09:00'])
    const opening = (date: string) => due(calendar, `${date}T03:00:00Z`, 0)
    expect(['2000-10-07', '2000-10-10', '2000-10-14', '2000-10-16'].map(opening)).toEqual([
      '2000-10-07T11:00:00.000Z', '2000-10-10T10:00:00.000Z', '2000-10-14T10:00:00.000Z', '2000-10-16T11:00:00.000Z',
    ])
  })

  test('the offset to the second of old local time is kept', () => {
    const calendar = everyDay('Asia/Shanghai', ['08:00', '09:00'])
    expect(due(calendar, '1900-06-01T12:00:00Z', 0)).toBe('1900-06-01T23:54:17.000Z')
  })
})
