import { expect, test } from 'vitest'
import { laterMoment } from './later-times.ts'

const ZONE = 'Asia/Shanghai'
const wall = (at: Date | null) => at && new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short', timeStyle: 'short' }).format(at)
test('the words mean moments of the company’s day', () => {
  const thursday = new Date('2026-11-26T02:03:00Z')
  expect(['hour', 'afternoon', 'tomorrow', 'monday', 'week'].map((word) => wall(laterMoment(word as 'hour', ZONE, thursday)))).toEqual(['2026-11-26 11:05', '2026-11-26 14:00', '2026-11-27 09:00', '2026-11-30 09:00', '2026-12-03 09:00'])
})
test('what has passed or says the same as another is not offered', () => {
  const sundayNight = new Date('2026-11-29T13:00:00Z')
  expect(laterMoment('afternoon', ZONE, sundayNight)).toBeNull()
  expect(laterMoment('monday', ZONE, sundayNight)).toBeNull()
})
