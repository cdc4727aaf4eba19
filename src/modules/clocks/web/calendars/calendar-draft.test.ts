import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createCalendar, isWorking } from '../../../../pure/worktime/index.ts'
import { standard } from '../../definitions/standard.ts'
import { bodyOf, daysBetween, draftOf, hoursOn, monthsOf, nextRange, stretchesOf, timeOf, wanting, withDays, wrongRanges } from './calendar-draft.ts'

test('what was opened and not touched is saved as it was', () => {
  expect(bodyOf(draftOf(standard))).toEqual(standard)
})
test('times are understood as people type them', () => {
  expect(['9', '930', '9:30', '09：05', '1830', '24:00', '0'].map(timeOf)).toEqual(['09:00', '09:30', '09:30', '09:05', '18:30', '24:00', '00:00'])
  expect(['', 'noon', '25', '24:30', '9:70'].map(timeOf)).toEqual([null, null, null, null, null])
})
test('ranges that end before they begin or lie over another are named; the next one fits behind the last', () => {
  expect([...wrongRanges([['09:00', '12:00'], ['11:00', '18:00'], ['20:00', '19:00']])]).toEqual([0, 1, 2])
  expect(nextRange([['09:00', '12:30']])).toEqual(['13:30', '17:30'])
  expect(nextRange([['09:00', '22:00']])).toEqual(['23:00', '24:00'])
  expect(nextRange([['00:00', '24:00']])).toBeNull()
  expect(wanting({ ...draftOf(standard), name: { zh: '', en: 'x' }, weekly: { ...draftOf(standard).weekly, mon: [['12:00', '12:00']] } })).toEqual(['name', 'ranges'])
})
test('days in a row of one kind are one stretch, also over the end of a month', () => {
  const closed = { ranges: [], name: { zh: '盘点', en: 'Stocktaking' } }
  const draft = withDays({ ...draftOf(standard), days: {} }, daysBetween('2027-02-02', '2027-01-30'), closed)
  expect(stretchesOf(draft, 2027)).toEqual([{ from: '2027-01-30', to: '2027-02-02', day: closed }])
  expect(hoursOn(draft, '2027-02-01').ranges).toEqual([])
  expect(stretchesOf(withDays(draft, ['2027-01-31'], null), 2027).map(({ from }) => from)).toEqual(['2027-01-30', '2027-02-01'])
})
test('the year that is drawn opens and closes each day as the engine counts it', () => {
  const calendar = createCalendar({ zone: 'UTC', weekly: standard.weekly, overrides: standard.overrides.map(({ date, ranges }) => ({ date, ranges })) })
  const draft = draftOf(standard)
  fc.assert(fc.property(fc.integer({ min: 2018, max: 2027 }), fc.integer({ min: 0, max: 365 }), (year, nth) => {
    const date = monthsOf(year).flatMap(({ days }) => days)[nth]
    return date === undefined || isWorking(calendar, new Date(`${date}T10:00:00Z`)) === hoursOn(draft, date).ranges.length > 0
  }))
  expect(monthsOf(2028)[1]).toMatchObject({ before: 1, days: expect.objectContaining({ length: 29 }) })
})
