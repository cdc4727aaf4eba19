import { isWorkday } from 'chinese-days'
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { addWorking, chinaHolidays, chinaOverrides, createCalendar, InvalidCalendar, isWorking, type TimeRange, workingBetween } from './index.ts'

const ranges: TimeRange[] = [['09:00', '12:00'], ['13:30', '18:00']]
const weekly = { mon: ranges, tue: ranges, wed: ranges, thu: ranges, fri: ranges }
const calendar = createCalendar({ zone: 'Asia/Shanghai', weekly, overrides: chinaOverrides({ workdayRanges: ranges }) })
const shanghai = (text: string) => new Date(`${text}+08:00`)

test('every day of 2018 to 2026 works or rests as chinese-days says', () => {
  const different: string[] = []
  for (let at = Date.UTC(2018, 0, 1); at < Date.UTC(2027, 0, 1); at += 86_400_000) {
    const date = new Date(at).toISOString().slice(0, 10)
    if (isWorking(calendar, shanghai(`${date}T10:00:00`)) !== isWorkday(date)) different.push(date)
  }
  expect(different).toEqual([])
})

test('a make-up Saturday has the lunch break of a workday', () => {
  expect(addWorking(calendar, shanghai('2026-02-13T17:00:00'), 5 * 3600)).toEqual(shanghai('2026-02-14T14:30:00'))
  expect(addWorking(calendar, shanghai('2026-02-14T17:00:00'), 2 * 3600)).toEqual(shanghai('2026-02-24T10:00:00'))
  expect(isWorking(calendar, shanghai('2026-02-14T12:30:00'))).toBe(false)
})

test('the Saturday worked before New Year 2019 stands in the notice of 2019 and is in', () => {
  expect(isWorking(calendar, shanghai('2018-12-29T10:00:00'))).toBe(true)
  expect(isWorking(calendar, shanghai('2018-12-31T10:00:00'))).toBe(false)
})

test('overrides are named, in order, and cut to the span asked for with both ends in it', () => {
  expect(chinaOverrides({ workdayRanges: ranges, from: '2026-01-03', to: '2026-02-15' })).toEqual([
    { date: '2026-01-03', ranges: [], name: '元旦' },
    { date: '2026-01-04', ranges, name: '元旦' },
    { date: '2026-02-14', ranges, name: '春节' },
    { date: '2026-02-15', ranges: [], name: '春节' },
  ])
  const dates = chinaOverrides({ workdayRanges: ranges }).map(({ date }) => date)
  expect(dates).toEqual(dates.toSorted())
  expect(dates).toHaveLength(315)
})

test('a span that is no date is refused by field', () => {
  expect(() => chinaOverrides({ workdayRanges: ranges, to: '2026-02-30' })).toThrow(InvalidCalendar)
  expect(() => chinaOverrides({ workdayRanges: ranges, from: '2026' })).toThrow("from: '2026' is not a date")
})

const folder = new URL('../../../../shared/data/09-calendar/', import.meta.url)
if (!existsSync(folder)) {
  test.skip('holiday lists (skipped: ../shared/data/09-calendar is not there)', () => {})
} else {
  describe('holiday lists', () => {
    test('the 315 days are those of the list, by date, kind and name', () => {
      const [, ...lines] = readFileSync(new URL('holidays_2018_2026.csv', folder), 'utf8').trim().split(/\r?\n/)
      const listed = lines.map((line) => line.split(',').slice(0, 3))
      const ours = chinaHolidays.flatMap(({ name, off, makeUp }) => [
        ...off.map((date) => [date, name, 'off']), ...makeUp.map((date) => [date, name, 'make-up workday']),
      ])
      expect(ours.toSorted(byDate)).toEqual(listed.toSorted(byDate))
    })

    test('workdays per month and year', () => {
      const { workdays } = JSON.parse(readFileSync(new URL('workdays_per_month.json', folder), 'utf8')) as { workdays: Record<string, number[]> }
      const counted = Object.fromEntries(Object.keys(workdays).map((year) => {
        const first = (month: number) => shanghai(new Date(Date.UTC(Number(year), month, 1)).toISOString().slice(0, 19))
        const days = (from: number, to: number) => workingBetween(calendar, first(from), first(to)) / (7.5 * 3600)
        return [year, [...Array.from({ length: 12 }, (_, month) => days(month, month + 1)), days(0, 12)]]
      }))
      expect(counted).toEqual(workdays)
    })
  })
}

function byDate(a: string[], b: string[]): number {
  return a[0]! < b[0]! ? -1 : 1
}
