import { expect, test } from 'vitest'
import { chinaOverrides, createCalendar, explain, NoWorkingTime, type Slice, type TimeRange, weekdays } from './index.ts'

const ranges: TimeRange[] = [['09:00', '12:00'], ['13:30', '18:00']]
const office = createCalendar({
  zone: 'Asia/Shanghai',
  weekly: { mon: ranges, tue: ranges, wed: ranges, thu: ranges, fri: ranges },
  overrides: chinaOverrides({ workdayRanges: ranges }),
})
const shanghai = (text: string) => new Date(`${text}+08:00`)
const local = (date: Date) => new Date(date.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
const row = ({ from, to, seconds, reason, name }: Slice) => [local(from), local(to), seconds / 3600, reason, ...(name ? [name] : [])]

test('names lunch, night, weekend, holidays and the make-up day', () => {
  expect(explain(office, shanghai('2026-09-30T17:00:00'), 11 * 3600).map(row)).toEqual([
    ['2026-09-30 17:00', '2026-09-30 18:00', 1, 'open'],
    ['2026-09-30 18:00', '2026-10-01 00:00', 0, 'outside-hours'],
    ['2026-10-01 00:00', '2026-10-08 00:00', 0, 'override-closed', '国庆节'],
    ['2026-10-08 00:00', '2026-10-08 09:00', 0, 'outside-hours'],
    ['2026-10-08 09:00', '2026-10-08 12:00', 3, 'open'],
    ['2026-10-08 12:00', '2026-10-08 13:30', 0, 'outside-hours'],
    ['2026-10-08 13:30', '2026-10-08 18:00', 4.5, 'open'],
    ['2026-10-08 18:00', '2026-10-09 09:00', 0, 'outside-hours'],
    ['2026-10-09 09:00', '2026-10-09 11:30', 2.5, 'open'],
  ])
  expect(explain(office, shanghai('2026-10-09T17:00:00'), 6 * 3600).map(row).slice(2)).toEqual([
    ['2026-10-10 09:00', '2026-10-10 12:00', 3, 'override-open', '国庆节'],
    ['2026-10-10 12:00', '2026-10-10 13:30', 0, 'outside-hours'],
    ['2026-10-10 13:30', '2026-10-10 15:30', 2, 'override-open', '国庆节'],
  ])
})

test('a run of closed days carries its first and last date', () => {
  const slices = explain(office, shanghai('2026-09-25T10:00:00'), 60)
  expect(slices.map(({ reason, firstDate, lastDate, name }) => ({ reason, firstDate, lastDate, name }))).toEqual([
    { reason: 'override-closed', firstDate: '2026-09-25', lastDate: '2026-09-27', name: '中秋节' },
    { reason: 'outside-hours', firstDate: '2026-09-28', lastDate: '2026-09-28', name: undefined },
    { reason: 'open', firstDate: '2026-09-28', lastDate: '2026-09-28', name: undefined },
  ])
  expect(explain(office, shanghai('2026-11-21T10:00:00'), 60)[0]).toMatchObject(
    { reason: 'weekly-closed', firstDate: '2026-11-21', lastDate: '2026-11-22' },
  )
})

test('0 s explains the wait for the first open moment, and nothing when open', () => {
  expect(explain(office, shanghai('2026-11-22T10:00:00'), 0).map(row)).toEqual([
    ['2026-11-22 10:00', '2026-11-23 00:00', 0, 'weekly-closed'],
    ['2026-11-23 00:00', '2026-11-23 09:00', 0, 'outside-hours'],
  ])
  expect(explain(office, shanghai('2026-11-23T10:00:00'), 0)).toEqual([])
})

test('a long deadline lists its beginning and its last day, and one slice for the rest', () => {
  const slices = explain(office, shanghai('2026-03-02T09:00:00'), 20 * 7.5 * 3600, 4).map(row)
  expect(slices).toEqual([
    ['2026-03-02 09:00', '2026-03-02 12:00', 3, 'open'],
    ['2026-03-02 12:00', '2026-03-02 13:30', 0, 'outside-hours'],
    ['2026-03-02 13:30', '2026-03-02 18:00', 4.5, 'open'],
    ['2026-03-02 18:00', '2026-03-03 09:00', 0, 'outside-hours'],
    ['2026-03-03 09:00', '2026-03-27 00:00', 18 * 7.5, 'collapsed'],
    ['2026-03-27 00:00', '2026-03-27 09:00', 0, 'outside-hours'],
    ['2026-03-27 09:00', '2026-03-27 12:00', 3, 'open'],
    ['2026-03-27 12:00', '2026-03-27 13:30', 0, 'outside-hours'],
    ['2026-03-27 13:30', '2026-03-27 18:00', 4.5, 'open'],
  ])
})

test('the last day begins at its own midnight where the clock changes on it', () => {
  const berlin = createCalendar({ zone: 'Europe/Berlin', weekly: Object.fromEntries(weekdays.map((weekday) => [weekday, [['09:00', '10:00']]])) })
  const lastDay = (start: string) => explain(berlin, new Date(start), 10 * 3600, 2).find(({ reason }) => reason === 'collapsed')?.to
  expect(lastDay('2026-03-20T00:00:00+01:00')).toEqual(new Date('2026-03-29T00:00:00+01:00'))
  expect(lastDay('2026-10-16T00:00:00+02:00')).toEqual(new Date('2026-10-25T00:00:00+02:00'))
})

test('around the clock is one slice however long, over changes of the clock too', () => {
  const always = createCalendar({ zone: 'Europe/Berlin', weekly: Object.fromEntries(weekdays.map((weekday) => [weekday, [['00:00', '24:00']]])) })
  const slices = explain(always, new Date('2016-01-01T00:00:00Z'), 3650 * 86_400)
  expect(slices).toHaveLength(1)
  expect(slices[0]).toMatchObject({ seconds: 3650 * 86_400, reason: 'open' })
})

test('centuries of closed days are one slice', () => {
  const rare = createCalendar({ zone: 'UTC', weekly: {}, overrides: [{ date: '2426-01-01', ranges: [['00:00', '01:00']], name: 'jubilee' }] })
  expect(explain(rare, new Date('2026-01-01T00:00:00Z'), 60).map(({ reason, name }) => [reason, name])).toEqual([
    ['weekly-closed', undefined], ['override-open', 'jubilee'],
  ])
})

test('says when no working time comes', () => {
  expect(() => explain(createCalendar({ zone: 'UTC', weekly: {} }), new Date('2026-01-01T00:00:00Z'), 60)).toThrow(NoWorkingTime)
})
