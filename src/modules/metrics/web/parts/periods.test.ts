import { expect, test } from 'vitest'
import { fitting, presets, stepEnd, weeksBefore } from './periods.ts'

test('windows of the calendar, also over the end of a year', () => {
  const of = (today: string) => Object.fromEntries(presets(today).map(({ key, from, to }) => [key, `${from} ${to}`]))
  expect(of('2026-01-15')).toMatchObject({ '30-days': '2025-12-17 2026-01-15', 'last-month': '2025-12-01 2025-12-31', 'last-quarter': '2025-10-01 2025-12-31', 'this-quarter': '2026-01-01 2026-01-15', '12-months': '2025-02-01 2026-01-15' })
  expect(of('2024-03-31')['last-month']).toBe('2024-02-01 2024-02-29')
})

test('weeks begin on Monday, months end on their last day', () => {
  expect(weeksBefore('2026-11-22', 0)).toBe('2026-11-16')
  expect(weeksBefore('2026-11-23', 12)).toBe('2026-08-31')
  expect([stepEnd('2026-02-01', 'month'), stepEnd('2026-11-16', 'week'), stepEnd('2026-11-16', 'day')]).toEqual(['2026-02-28', '2026-11-22', '2026-11-16'])
  expect([30, 90, 365].map(fitting)).toEqual(['day', 'week', 'month'])
})
