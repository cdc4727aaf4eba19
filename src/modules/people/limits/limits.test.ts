import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemActor } from '../../../kernel/actors.ts'
import { openPeopleHouse } from '../fixtures.ts'
import type { PeopleHouse } from '../fixtures.ts'
import { limitOf, limitsOf } from '../index.ts'

let house: PeopleHouse
beforeAll(async () => { house = await openPeopleHouse() })
afterAll(() => house.close())

test('a junior may grant less than a senior, and is given no VIPs; grade and role are apart', async () => {
  const [junior, senior, lead, ungraded] = [await house.hire(['agent'], { grade: 'junior' }), await house.hire(['after_sales'], { grade: 'senior' }), await house.hire(['team_lead'], { grade: 'junior' }), await house.hire(['agent'])]
  const of = await house.work.read(systemActor, 'test', (ctx) => limitsOf(ctx, [junior.id, senior.id, lead.id, ungraded.id]))
  expect(of.get(junior.id)).toEqual({ compensation: 200, severity: 2, vip: false })
  expect(of.get(senior.id)).toEqual({ compensation: 2_000, severity: 4, vip: true })
  // A junior who leads a team may what whoever leads may.
  expect(of.get(lead.id)).toEqual({ compensation: 10_000, severity: 4, vip: true })
  expect(of.get(ungraded.id)).toEqual({ compensation: 200, severity: null, vip: null })
  const one = (what: 'compensation' | 'severity' | 'vip') => house.work.read(systemActor, 'test', (ctx) => limitOf(ctx, junior.id, what))
  expect([await one('compensation'), await one('severity'), await one('vip')]).toEqual([200, 2, 0])
})
