import { expect, test } from 'vitest'
import { type CalendarInput, createCalendar, InvalidCalendar, isWorking } from './index.ts'

const weekly = { mon: [['09:00', '12:00'], ['13:30', '18:00']] } as const

function issuesOf(input: unknown) {
  try {
    createCalendar(input as CalendarInput)
  } catch (error) {
    if (error instanceof InvalidCalendar) return error.issues.map(({ field, reason }) => `${field} ${reason}`)
    throw error
  }
  return []
}

test.each([
  ['an unknown zone', { zone: 'Asia/Peking', weekly }, ['zone zone.unknown']],
  ['no zone', { weekly }, ['zone zone.unknown']],
  ['no week', { zone: 'UTC' }, ['weekly shape.wrong']],
  ['an unknown weekday', { zone: 'UTC', weekly: { Monday: [] } }, ['weekly.Monday weekday.unknown']],
  ['ranges that are no list', { zone: 'UTC', weekly: { mon: '09:00-18:00' } }, ['weekly.mon shape.wrong']],
  ['a range that is no pair', { zone: 'UTC', weekly: { mon: [['09:00']] } }, ['weekly.mon[0] shape.wrong']],
  ['a bad time', { zone: 'UTC', weekly: { mon: [['9:00', '25:00']] } },
    ['weekly.mon[0][0] time.invalid', 'weekly.mon[0][1] time.invalid']],
  ['a time past the end of the day', { zone: 'UTC', weekly: { mon: [['09:00', '24:01']] } }, ['weekly.mon[0][1] time.invalid']],
  ['a range that ends where it starts', { zone: 'UTC', weekly: { mon: [['09:00', '09:00']] } }, ['weekly.mon[0] range.reversed']],
  ['a range over midnight', { zone: 'UTC', weekly: { mon: [['22:00', '06:00']] } }, ['weekly.mon[0] range.reversed']],
  ['a range that starts at 24:00', { zone: 'UTC', weekly: { mon: [['24:00', '24:00']] } }, ['weekly.mon[0] range.reversed']],
  ['ranges that overlap, in any order', { zone: 'UTC', weekly: { mon: [['13:00', '18:00'], ['09:00', '13:01']] } },
    ['weekly.mon[0] range.overlap']],
  ['a range inside an earlier one', { zone: 'UTC', weekly: { mon: [['08:00', '18:00'], ['09:00', '10:00'], ['11:00', '12:00']] } },
    ['weekly.mon[1] range.overlap', 'weekly.mon[2] range.overlap']],
  ['overrides that are no list', { zone: 'UTC', weekly, overrides: {} }, ['overrides shape.wrong']],
  ['dates that are none', { zone: 'UTC', weekly, overrides: [
    { date: '2026-02-29', ranges: [] }, { date: '1.10.2026', ranges: [] }, { date: '2026-13-01', ranges: [] }, null,
  ] }, [
    'overrides[0].date date.invalid', 'overrides[1].date date.invalid', 'overrides[2].date date.invalid',
    'overrides[3].ranges shape.wrong', 'overrides[3].date date.invalid',
  ]],
  ['a date overridden twice', { zone: 'UTC', weekly, overrides: [
    { date: '2026-10-01', ranges: [] }, { date: '2026-10-01', ranges: [['09:00', '10:00']] },
  ] }, ['overrides[1].date date.duplicate']],
  ['a bad range of an override', { zone: 'UTC', weekly, overrides: [{ date: '2026-10-10', ranges: [['18:00', '09:00']] }] },
    ['overrides[0].ranges[0] range.reversed']],
  ['several faults at once', { zone: '', weekly: { mon: [['a', '10:00']] }, overrides: [{ date: '', ranges: [] }] },
    ['zone zone.unknown', 'weekly.mon[0][0] time.invalid', 'overrides[0].date date.invalid']],
])('%s is refused by field', (_, input, expected) => {
  expect(issuesOf(input)).toEqual(expected)
})

test('the message names field and value', () => {
  expect(() => createCalendar({ zone: 'UTC', weekly: { tue: [['09:00', '26:00']] } }))
    .toThrow("weekly.tue[0][1]: '26:00' is not a time from 00:00 to 24:00")
})

test('times may have seconds, ranges may touch and stand in any order, an unnamed weekday is closed', () => {
  const calendar = createCalendar({ zone: 'UTC', weekly: { mon: [['12:00', '24:00:00'], ['09:00:30', '12:00']] } })
  const open = (time: string) => isWorking(calendar, new Date(`2026-11-${time}Z`))
  expect(open('23T09:00:29.999')).toBe(false)
  expect(open('23T09:00:30')).toBe(true)
  expect(open('23T12:00:00')).toBe(true)
  expect(open('23T23:59:59.999')).toBe(true)
  expect(open('24T00:00:00')).toBe(false)
  expect(open('24T12:00:00')).toBe(false)
})

test('a fixed offset is a zone', () => {
  const calendar = createCalendar({ zone: '+05:30', weekly })
  expect(isWorking(calendar, new Date('2026-11-23T03:30:00Z'))).toBe(true)
  expect(isWorking(calendar, new Date('2026-11-23T03:29:59Z'))).toBe(false)
})

test('changing the definition afterwards does not change the calendar', () => {
  const mon: [string, string][] = [['09:00', '12:00']]
  const calendar = createCalendar({ zone: 'UTC', weekly: { mon } })
  mon[0]![0] = '11:00'
  expect(isWorking(calendar, new Date('2026-11-23T09:30:00Z'))).toBe(true)
})
