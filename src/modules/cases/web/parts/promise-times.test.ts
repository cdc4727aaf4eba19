import fc from 'fast-check'
import { expect, test } from 'vitest'
import { momentText } from '../../../../kernel/web/moment-text.ts'
import { momentOnWall, promiseMoment } from './promise-times.ts'

test('words for moments are read in the company’s zone, and none lies in the past', () => {
  const now = new Date('2026-11-22T02:02:00Z')
  expect(promiseMoment('hour', 'Asia/Shanghai', now)?.toISOString()).toBe('2026-11-22T03:05:00.000Z')
  expect(promiseMoment('today', 'Asia/Shanghai', now)?.toISOString()).toBe('2026-11-22T10:00:00.000Z')
  expect(promiseMoment('tomorrow', 'Asia/Shanghai', now)?.toISOString()).toBe('2026-11-23T02:00:00.000Z')
  expect(promiseMoment('today', 'Asia/Shanghai', new Date('2026-11-22T10:00:00Z'))).toBeNull()
  expect(promiseMoment('today', 'America/New_York', new Date('2026-11-22T10:00:00Z'))?.toISOString()).toBe('2026-11-22T23:00:00.000Z')
})

test('what a picker shows is read back as the same moment, also on days when clocks change', () => {
  const minutes = fc.date({ min: new Date('2024-01-01T00:00:00Z'), max: new Date('2028-01-01T00:00:00Z'), noInvalidDate: true }).map((at) => new Date(Math.floor(at.getTime() / 60_000) * 60_000))
  fc.assert(fc.property(minutes, fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata'), (at, zone) => {
    const wall = momentText(at, zone)
    // An hour that comes twice can be either.
    expect(momentText(momentOnWall(zone, wall), zone)).toBe(wall)
  }))
})
