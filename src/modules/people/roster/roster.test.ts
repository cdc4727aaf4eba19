import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { staff, units } from '../contract.ts'
import { openPeopleHouse } from '../fixtures.ts'
import type { PeopleHouse } from '../fixtures.ts'
import { dutyWords, staffOnDuty } from '../index.ts'
import { systemActor } from '../../../kernel/actors.ts'
import { roster } from './contract.ts'
import { dayAfter, mondayOf } from './rules.ts'

let house: PeopleHouse
let boss: Awaited<ReturnType<PeopleHouse['enter']>>
beforeAll(async () => {
  house = await openPeopleHouse()
  boss = await house.enter((await house.hire(['cs_supervisor'])).email)
})
afterAll(() => house.close())
const today = () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(house.clock.now())

test('an acknowledgement says who is on duty, else when the next shift begins, and names nobody without a roster (CHN-16)', async () => {
  const words = (locale: 'zh-CN' | 'en') => house.work.read(systemActor, 'test', (ctx) => dutyWords(ctx, locale))
  expect([await words('zh-CN'), await words('en')]).toEqual(['我们会尽快答复。', 'We will answer as soon as we can.'])
  const one = await house.hire(['agent'])
  const day = dayAfter(today(), 1)
  await boss.call(roster.plan, { body: { shifts: [{ staffId: one.id, day, kind: 'late' }] } })
  const before = house.clock.now()
  try {
    house.clock.set(`${day}T05:00:00Z`)
    expect(await words('zh-CN')).toMatch(/^现在没有人值班，下一班 \d{4}年\d+月\d+日 14:00 开始/)
    house.clock.set(`${day}T06:00:00Z`)
    expect(await words('en')).toBe(`${one.name} is on duty and will answer as soon as possible.`)
    house.clock.set(`${day}T14:00:00Z`)
    expect(await words('zh-CN')).toBe('我们会尽快答复。')
  } finally { house.clock.set(before.toISOString()) }
})

describe('the roster', () => {
  test('says who works when: times in the company’s zone, a night shift into the next day, cleaning beside the work', async () => {
    const one = await house.hire(['agent'])
    const day = mondayOf(dayAfter(today(), 30))
    const { items } = await boss.call(roster.plan, { body: { shifts: [{ staffId: one.id, day, kind: 'night' }, { staffId: one.id, day, kind: 'cleaning' }, { staffId: one.id, day: dayAfter(day, 1), kind: 'late' }] } })
    expect(items.map((it) => [it.kind, it.works, it.fromAt.toISOString(), it.untilAt.toISOString()])).toEqual(expect.arrayContaining([
      ['night', true, `${day}T14:00:00.000Z`, `${dayAfter(day, 1)}T00:00:00.000Z`], ['cleaning', false, `${day}T09:30:00.000Z`, `${day}T10:00:00.000Z`], ['late', true, `${dayAfter(day, 1)}T06:00:00.000Z`, `${dayAfter(day, 1)}T14:00:00.000Z`],
    ]))
    const shown = await boss.call(roster.shifts, { query: { from: day, to: dayAfter(day, 6) } })
    expect(shown.items.filter((it) => it.staff.id === one.id)).toHaveLength(3)
    expect(shown.people.find((it) => it.id === one.id)).toMatchObject({ mayPlan: true, away: [] })
  })
  test('nobody works two shifts at once, also when two plan together', async () => {
    const one = await house.hire(['agent'])
    const day = dayAfter(today(), 40)
    const both = await Promise.allSettled(['day', 'early'].map((kind) => boss.call(roster.plan, { body: { shifts: [{ staffId: one.id, day, kind }] } })))
    expect(both.map((it) => it.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find((it) => it.status === 'rejected')).toMatchObject({ reason: { status: 422, code: 'shift.overlaps', problem: { errors: [{ path: 'shifts.0' }] } } })
  })
  test('a week is copied to the next; what stands or would overlap is left out', async () => {
    const team = await boss.call(units.teams, {}).then(() => house.hire(['agent']))
    const monday = mondayOf(dayAfter(today(), 60))
    await boss.call(roster.plan, { body: { shifts: [0, 1, 2].map((n) => ({ staffId: team.id, day: dayAfter(monday, n), kind: 'day' })) } })
    const next = dayAfter(monday, 7)
    await boss.call(roster.plan, { body: { shifts: [{ staffId: team.id, day: dayAfter(next, 1), kind: 'early' }] } })
    expect(await boss.call(roster.copyWeek, { body: { from: monday, to: next } })).toEqual({ copied: 2, left: 1 })
    await expect(boss.call(roster.copyWeek, { body: { from: monday, to: next } })).rejects.toMatchObject({ code: 'shift.nothing-to-copy' })
  })
  test('a team’s leader plans for the team and for nobody else; an agent for nobody', async () => {
    const manager = await house.enter((await house.hire(['cs_manager'])).email)
    const [lead, member, other] = [await house.hire(['team_lead']), await house.hire(), await house.hire()]
    await manager.call(units.makeTeam, { body: { name: '值班组', members: [{ id: lead.id, leader: true }, { id: member.id }] } })
    const leader = await house.enter(lead.email)
    const plan = (id: string) => ({ body: { shifts: [{ staffId: id, day: dayAfter(today(), 50), kind: 'day' }] } })
    const { items: [made] } = await leader.call(roster.plan, plan(member.id))
    await expect(leader.call(roster.plan, plan(other.id))).rejects.toMatchObject({ status: 422, code: 'shift.not-yours' })
    await expect((await house.enter(other.email)).call(roster.plan, plan(other.id))).rejects.toMatchObject({ status: 403, code: 'auth.forbidden' })
    await leader.call(roster.drop, { params: { id: made?.id as string } })
  })
  test('tells who is on duty now, and nothing while no roster is kept', async () => {
    const own = await openPeopleHouse()
    try {
      const on = () => own.work.read(systemActor, 'test', (ctx) => staffOnDuty(ctx))
      expect(await on()).toBeNull()
      const [one, two] = [await own.hire(['cs_supervisor']), await own.hire(['agent'])]
      const browser = await own.enter(one.email)
      const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(own.clock.now())
      const hour = Number(new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit' }).format(own.clock.now()))
      const kind = hour >= 9 && hour < 18 ? 'day' : hour >= 14 && hour < 22 ? 'late' : 'night'
      await browser.call(roster.plan, { body: { shifts: [{ staffId: two.id, day: hour < 8 ? dayAfter(day, -1) : day, kind: hour === 8 ? 'early' : kind }] } })
      expect(await on()).toEqual([two.id])
      expect((await browser.call(roster.onDuty, { query: {} })).items.map((it) => it.staff.id)).toEqual([two.id])
      await (await own.enter((await own.hire(['system_admin'])).email)).call(staff.leave, { params: { id: two.id }, body: { version: two.version } })
      expect(await on()).toEqual([])
    } finally { await own.close() }
  })
})
