import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openWholeHouse } from '../../../test/whole-house.ts'
import { definitions } from '../../kernel/definition-contract.ts'
import { strike } from '../../kernel/jobs.ts'
import { cases } from '../cases/contract.ts'
import type { OpenCase } from '../cases/contract.ts'
import { customers } from '../customers/contract.ts'
import { skills, staff, units } from '../people/contract.ts'
import { roster } from '../people/roster/contract.ts'
import { connection, routing } from './contract.ts'
import type { Agent } from './rules.ts'
import { inOrderOf, judge } from './rules.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let manager: Person
let north: string
beforeAll(async () => { house = await openWholeHouse() })
afterAll(() => house.close())

const settle = async () => {
  await house.drain()
  for (const name of ['clocks.ring', 'routing.route']) {
    for (const one of house.house.flatMap((module) => module.beats ?? []).filter((beat) => beat.name === name)) await strike(house.work, one)
    await house.drain()
  }
}
const on = async (who: Person, capacity?: number) => {
  const state = await who.call(routing.declare, { body: { available: true } })
  if (capacity !== undefined) await manager.call(routing.steer, { params: { id: who.id }, body: { version: state.version, capacity } })
}
const open = (more: Partial<OpenCase> = {}) => manager.call(cases.open, { body: { kind: 'request', subject: '空调不制冷', description: '不制冷', channel: 'api', teamId: north, ...more } })
const handlerOf = async (id: string) => (await manager.call(cases.get, { params: { id } })).handler?.name ?? null
let people: Person[]
let crew = 0
beforeEach(async () => {
  crew += 1
  manager ??= await house.hire('cs_manager', { name: '王经理' })
  north = (await house.team(`组${crew}`)).id
  people = []
  for (const name of ['甲', '乙', '丙']) people.push(await house.hire('agent', { teamId: north, name: `${name}${crew}` }))
})
const [A, B] = [0, 1]
const person = (n: number) => people[n] as Person

describe('assignment', () => {
  test('gives a waiting case to whoever takes work, says why, and leaves alone whoever does not', async () => {
    await on(person(A))
    const { id } = await open()
    await settle()
    expect(await handlerOf(id)).toBe(person(A).name)
    const { items } = await person(A).call(routing.explain, { params: { id } })
    expect(items).toMatchObject([{ queue: { key: 'all', by: 'load' }, staff: { name: person(A).name }, endedAt: null }])
    expect(items[0]?.candidates.find((one) => one.staff.name === person(A).name)).toMatchObject({ verdict: 'chosen', load: 0 })
    expect(await person(A).call(cases.get, { params: { id } })).toMatchObject({ status: { key: 'open' }, firstResponder: { name: person(A).name } })
  })
  test('waits for somebody, says what speaks against each, and is given as soon as one comes', async () => {
    const { id } = await open()
    await settle()
    expect(await handlerOf(id)).toBeNull()
    expect((await manager.call(routing.waiting, {})).items.map((one) => one.case.id)).toContain(id)
    await on(person(B))
    await settle()
    expect(await handlerOf(id)).toBe(person(B).name)
  })
  test('never gives more than somebody has room for, whoever has least goes first, and solving makes room again', async () => {
    await on(person(A), 2)
    await on(person(B), 1)
    const all = []
    for (let n = 0; n < 4; n += 1) { all.push((await open()).id); await settle() }
    const handlers = await Promise.all(all.map(handlerOf))
    expect([handlers.filter((one) => one === person(A).name).length, handlers.filter((one) => one === person(B).name).length, handlers.filter((one) => one === null).length]).toEqual([2, 1, 1])
    const mine = all[handlers.indexOf(person(B).name)] as string
    const { version } = await person(B).call(cases.get, { params: { id: mine } })
    await person(B).call(cases.move, { params: { id: mine }, body: { to: 'solved', version } })
    await settle()
    expect((await Promise.all(all.map(handlerOf))).filter((one) => one === null)).toEqual([])
  })
  test('needs the skill at the level asked, not expired: product X ≥ 3 never goes to somebody with 2', async () => {
    const { id: skill } = await manager.call(skills.makeSkill, { body: { key: `x-${crew}`, name: `产品 X ${crew}` } })
    const rules = { name: { zh: '派单', en: 'Assignment' }, queues: [{ key: 'x', name: { zh: '产品 X', en: 'Product X' }, when: { field: 'teamId', is: 'equal', value: north }, needs: [{ skill: `x-${crew}`, level: 3 }], by: 'load' }, { key: 'all', name: { zh: '其他', en: 'Others' }, by: 'load' }] }
    const admin = await house.hire('system_admin')
    await publish(admin, rules)
    await on(person(A))
    await on(person(B))
    const set = (n: number, level: number, expiresOn?: string) => manager.call(skills.setSkill, { params: { id: person(n).id }, body: { skillId: skill, level, evidence: '产品考试', ...(expiresOn ? { expiresOn } : {}) } })
    await set(A, 2)
    await set(B, 4, '2026-03-01')
    const { id } = await open()
    await settle()
    expect(await handlerOf(id)).toBeNull()
    const { now } = await manager.call(routing.explain, { params: { id } })
    const verdict = (n: number) => now.find((one) => one.staff.id === person(n).id)
    expect(verdict(A)).toMatchObject({ verdict: 'lacks-skill', detail: `x-${crew} 2 < 3` })
    expect(verdict(B)).toMatchObject({ verdict: 'skill-expired' })
    await set(A, 3)
    await person(A).call(routing.declare, { body: { available: true } })
    await settle()
    expect(await handlerOf(id)).toBe(person(A).name)
  })
  test('never takes from somebody what they chose by hand, however many try at once', async () => {
    await on(person(A))
    await on(person(B))
    const all = await Promise.all(Array.from({ length: 12 }, () => open()))
    await Promise.all([...all.map(({ id }) => person(2).raw('POST', `/cases/${id}/claim`, {})), settle()])
    await settle()
    for (const { id } of all) {
      const told = (await manager.call(cases.events, { params: { id } })).items.filter((one) => one.kind === 'case.claimed' || one.kind === 'case.assigned')
      expect(told.length).toBe(1)
      expect(await handlerOf(id)).not.toBeNull()
    }
  })
  test('passes a case on that its handler does not begin with in time, to somebody else, and clears the first responder who never was one', async () => {
    await on(person(A))
    const { id } = await open()
    await settle()
    expect(await handlerOf(id)).toBe(person(A).name)
    await on(person(B))
    const [{ answerBy } = { answerBy: null }] = (await manager.call(routing.explain, { params: { id } })).items
    house.clock.set(new Date(Number(answerBy) + 1_000))
    await Promise.all([person(A), person(B)].map((one) => one.call(connection.beat, { body: {} })))
    await settle()
    expect(await manager.call(cases.get, { params: { id } })).toMatchObject({ handler: { name: person(B).name }, firstResponder: { name: person(B).name } })
    const { items } = await manager.call(routing.explain, { params: { id } })
    expect(items.map((one) => [one.staff.name, one.endedWhy])).toEqual([[person(B).name, null], [person(A).name, 'no-answer']])
    expect(items[0]?.candidates.find((one) => one.staff.id === person(A).id)?.verdict).toBe('let-it-lie')
  })
  test('gives back what an absent person has not begun with, and leaves what they have', async () => {
    await on(person(A))
    const [begun, lying] = [await open(), await open()]
    await settle()
    await person(A).call(cases.say, { params: { id: begun.id }, body: { body: '我来处理', visibility: 'internal' } })
    await house.drain()
    await person(A).call(routing.declare, { body: { available: false, reason: '用餐' } })
    await settle()
    expect([await handlerOf(begun.id), await handlerOf(lying.id)]).toEqual([person(A).name, null])
  })
  test('passes over whoever’s browser has not been heard for some minutes', async () => {
    await on(person(A))
    house.clock.pass(4 * 60)
    const { id } = await open()
    await settle()
    expect(await handlerOf(id)).toBeNull()
    await person(A).call(connection.beat, { body: {} })
    await person(A).call(routing.declare, { body: { available: true } })
    await settle()
    expect(await handlerOf(id)).toBe(person(A).name)
  })
  test('gives nothing new to whoever is off duty by the roster, and all is as before where none is kept', async () => {
    await on(person(A))
    await on(person(B))
    // Monday 09:00: the early shift has begun, the late one has not.
    const day = '2026-03-02'
    await manager.call(roster.plan, { body: { shifts: [{ staffId: person(A).id, day, kind: 'late' }, { staffId: person(B).id, day, kind: 'early' }] } })
    const all = []
    for (let n = 0; n < 2; n += 1) { all.push((await open()).id); await settle() }
    expect(await Promise.all(all.map(handlerOf))).toEqual([person(B).name, person(B).name])
    const { items: [decision] } = await manager.call(routing.explain, { params: { id: all[0] as string } })
    expect(decision?.candidates.find((one) => one.staff.name === person(A).name)?.verdict).toBe('off-duty')
    expect((await manager.call(routing.agents, {})).items.find((one) => one.staff.name === person(A).name)?.onDuty).toBe(false)
    await house.pool.query('delete from shift')
  })
  test('gives a VIP to a senior and not to a junior (ORG-14)', async () => {
    await house.pool.query(`update staff set grade = 'junior' where id = $1`, [person(A).id])
    await house.pool.query(`update staff set grade = 'senior' where id = $1`, [person(B).id])
    const customer = await manager.call(customers.add, { body: { type: 'person', name: '贵客', vip: true } })
    await on(person(A))
    const { id } = await open({ customerId: customer.id })
    await settle()
    expect(await handlerOf(id)).toBeNull()
    const { now } = await manager.call(routing.explain, { params: { id } })
    expect(now.find((one) => one.staff.name === person(A).name)).toMatchObject({ verdict: 'above-grade', detail: 'vip' })
    await on(person(B))
    await settle()
    expect(await handlerOf(id)).toBe(person(B).name)
  })
  test('tells how evenly it spread the work', async () => {
    await on(person(A))
    await on(person(B))
    for (let n = 0; n < 6; n += 1) { await open({ kind: 'complaint' }); await settle() }
    const day = house.clock.now().toISOString().slice(0, 10)
    const rows = (await manager.call(routing.fairness, { query: { from: day, to: day } })).items.filter((one) => one.staff.id === person(A).id || one.staff.id === person(B).id)
    expect(rows.map((one) => one.given)).toEqual([3, 3])
  })
  test('shows whoever leads a team its people and what waits for it, and nothing of another team; a supervisor of one line steers that line alone', async () => {
    const admin = await house.hire('system_admin')
    const [lead, boss] = [await house.hire('team_lead', { name: '组长' }), await house.hire('cs_supervisor', { name: '线主管' })]
    const line = await manager.call(units.makeLine, { body: { name: `线${crew}` } })
    const { version } = (await manager.call(units.teams, {})).items.find(({ id }) => id === north)!
    await manager.call(units.changeTeam, { params: { id: north }, body: { version, lineId: line.id, members: [{ id: lead.id, leader: true }, { id: person(A).id }] } })
    const [held] = (await admin.call(staff.get, { params: { id: boss.id } })).roles
    await admin.call(staff.withdrawRole, { params: { id: boss.id, assignmentId: held?.id as string } })
    await admin.call(staff.assignRole, { params: { id: boss.id }, body: { key: 'cs_supervisor', lineId: line.id } })
    await on(person(A))
    await on(person(B))
    const seen = async (who: Person) => (await who.call(routing.agents, {})).items.map((one) => one.staff.name).filter((name) => name.endsWith(String(crew)))
    expect([await seen(lead), await seen(boss), (await seen(manager)).length]).toEqual([[person(A).name], [person(A).name], 2])
    await person(A).call(routing.declare, { body: { available: false, reason: '培训' } })
    const [ours, theirs, nobodys] = [await open(), await open({ teamId: (await house.team(`别组${crew}`)).id }), await open({ teamId: undefined as never })]
    await house.drain()
    const waiting = async (who: Person) => { const ids = (await who.call(routing.waiting, {})).items.map((one) => one.case.id); return [ours, theirs, nobodys].map(({ id }) => ids.includes(id)) }
    expect([await waiting(lead), await waiting(boss), await waiting(manager)]).toEqual([[true, false, true], [true, false, true], [true, true, true]])
    const day = house.clock.now().toISOString().slice(0, 10)
    expect((await lead.call(routing.fairness, { query: { from: day, to: day } })).items.filter((one) => ![lead.id, person(A).id].includes(one.staff.id))).toEqual([])
    const steer = async (who: Person, of: Person) => (await who.raw('PATCH', `/routing/agents/${of.id}`, { version: (await manager.call(routing.agents, {})).items.find((one) => one.staff.id === of.id)?.version, capacity: 3 })).statusCode
    expect([await steer(lead, person(A)), await steer(boss, person(B)), await steer(boss, person(A))]).toEqual([403, 404, 200])
  })
  test('and every invariant of it holds after all that', async () => {
    for (const { name, sql } of house.house.filter((module) => module.name === 'routing' || module.name === 'cases').flatMap((module) => module.invariants ?? [])) expect((await house.pool.query(sql)).rows, name).toEqual([])
  })
})

async function publish(who: Person, body: unknown) {
  const draft = await who.call(definitions.draft, { body: { kind: 'routing', key: 'cases', body: body as never } })
  const review = await who.call(definitions.move, { params: { id: draft.id }, body: { to: 'review', version: draft.revision } })
  await who.call(definitions.move, { params: { id: draft.id }, body: { to: 'published', version: review.revision } })
  await house.drain()
}

describe('the choice', () => {
  const agent = fc.record({
    id: fc.uuid(), name: fc.constant(''), available: fc.boolean(), connected: fc.boolean(), onDuty: fc.boolean(), aboveGrade: fc.constantFrom(null, 'severity'), inTeam: fc.boolean(), load: fc.integer({ min: 0, max: 12 }), capacity: fc.integer({ min: 0, max: 12 }),
    lastGivenAt: fc.option(fc.integer({ min: 0, max: 1_000 })), skills: fc.constantFrom(new Map(), new Map([['x', { level: 2, expired: false }]]), new Map([['x', { level: 3, expired: false }]]), new Map([['x', { level: 5, expired: true }]])), letItLie: fc.boolean(), refused: fc.constantFrom(null, 'conduct.accused'),
  }) as fc.Arbitrary<Agent>
  test('falls only on somebody against whom nothing speaks, with the least in hand for their room, or whose turn it is', () => {
    fc.assert(fc.property(fc.array(agent, { maxLength: 20 }), fc.constantFrom('load' as const, 'turn' as const), (agents, by) => {
      const possible = agents.filter((one) => judge(one, [{ skill: 'x', level: 3 }]).verdict === 'possible')
      for (const one of possible) expect([one.available, one.connected, one.inTeam, one.letItLie, one.refused, one.load < one.capacity, (one.skills.get('x')?.level ?? 0) >= 3, one.skills.get('x')?.expired]).toEqual([true, true, true, false, null, true, true, false])
      const [first, ...rest] = inOrderOf(by, possible)
      for (const other of rest) expect(by === 'load' ? (first as Agent).load / (first as Agent).capacity <= other.load / other.capacity : ((first as Agent).lastGivenAt ?? 0) <= (other.lastGivenAt ?? 0)).toBe(true)
      expect(inOrderOf(by, possible.toReversed()).map((one) => one.id)).toEqual([first, ...rest].filter((one) => one !== undefined).map((one) => one.id))
    }))
  })
})
