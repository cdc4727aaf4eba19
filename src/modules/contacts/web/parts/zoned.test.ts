import { expect, test } from 'vitest'
import { offWall, onWall } from './zoned.ts'

test.each(['Asia/Shanghai', 'America/New_York', 'UTC'])('what is entered in %s is the moment it shows', (zone) => {
  const at = new Date('2026-03-02T01:02:03Z')
  expect(offWall(onWall(at, zone), zone)).toEqual(at)
})
test('shows the wall clock of the company, not of the machine', () => {
  expect(onWall(new Date('2026-03-02T01:02:03Z'), 'Asia/Shanghai').format('MM-DD HH:mm')).toBe('03-02 09:02')
})
