import fc from 'fast-check'
import { expect, test } from 'vitest'
import { startOfDay } from '../days.ts'
import { dayStart, momentText, relativeText } from './moment-text.ts'

test('a moment reads in the company’s zone, whatever the machine’s', () => {
  const at = new Date('2026-12-31T16:30:05Z')
  expect(momentText(at, 'Asia/Shanghai', 'exact')).toBe('2027-01-01 00:30:05')
  expect(momentText(at, 'Asia/Shanghai', 'short', new Date('2027-06-01T00:00:00Z'))).toBe('01-01 00:30')
  expect(momentText(at, 'Asia/Shanghai', 'short', new Date('2026-06-01T00:00:00Z'))).toBe('2027-01-01 00:30')
  expect(momentText(at, 'America/New_York', 'day')).toBe('2026-12-31')
})
test('how long ago is said in the largest unit that fits', () => {
  const now = Date.parse('2026-11-22T12:00:00Z')
  expect(relativeText(new Date(now - 59_000), now, 'zh-CN', '刚刚')).toBe('刚刚')
  expect(relativeText(new Date(now - 3 * 60_000), now, 'zh-CN', '刚刚')).toBe('3分钟前')
  expect(relativeText(new Date(now + 2 * 3_600_000), now, 'en', 'just now')).toBe('in 2 hr.')
})
test('a day begins when it does in the company’s zone, summer time or not', () => {
  expect(dayStart('Asia/Shanghai', '2026-12-01').toISOString()).toBe('2026-11-30T16:00:00.000Z')
  // Clocks go from midnight to one.
  expect(dayStart('America/Santiago', '2025-09-07').toISOString()).toBe('2025-09-07T04:00:00.000Z')
  const zone = fc.constantFrom('Asia/Shanghai', 'America/New_York', 'America/Santiago', 'Africa/Cairo', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC', 'Pacific/Kiritimati')
  const day = fc.date({ min: new Date('2019-01-01'), max: new Date('2035-01-01'), noInvalidDate: true }).map((at) => at.toISOString().slice(0, 10))
  fc.assert(fc.property(zone, day, (name, one) => { expect(dayStart(name, one)).toEqual(startOfDay(name, one)) }), { numRuns: 500 })
})
