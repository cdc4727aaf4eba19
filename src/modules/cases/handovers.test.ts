import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWholeHouse } from '../../../test/whole-house.ts'
import { strike } from '../../kernel/jobs.ts'
import { notifications, units } from '../people/contract.ts'
import { cases, handovers } from './contract.ts'
import type { OpenCase } from './contract.ts'
import { passedHow } from './rules.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let supervisor: Person
let lead: Person
let agent: Person
let other: Person
let third: Person
let stranger: Person
let north: string
let south: string
beforeAll(async () => {
  house = await openWholeHouse()
  north = (await house.team('North')).id
  const manager = await house.hire('cs_manager')
  supervisor = await house.hire('cs_supervisor', { name: '赵主管' })
  agent = await house.hire('agent', { teamId: north, name: '陈首问' })
  lead = await house.hire('team_lead', { name: '周组长' })
  other = await house.hire('agent', { name: '林二' })
  third = await house.hire('agent', { name: '何三' })
  south = (await manager.call(units.makeTeam, { body: { name: 'South', members: [{ id: lead.id, leader: true }, { id: other.id }, { id: third.id }] } })).id
  stranger = await house.hire('agent', { teamId: (await house.team('West')).id, name: '外人' })
})
afterAll(() => house.close())

const HOUR_MS = 3_600_000
const words = () => ({ facts: '空调装好后不制冷，客户要求今天修好。', done: '已电话排查电源。', promised: '今天 18:00 前回电。', pending: '联系安装队上门。', dueAt: new Date(house.clock.now().getTime() + 24 * HOUR_MS).toISOString() })
const taken = async (who: Person = agent, more: Partial<OpenCase> = {}) => {
  const { id } = await who.call(cases.open, { body: { kind: 'request', subject: '空调不制冷', description: '刚装好就不制冷。', channel: 'phone', ...more } })
  return who.call(cases.claim, { params: { id }, body: {} })
}
const offer = (who: Person, id: string, to: { toStaffId?: string; toTeamId?: string }) => who.call(handovers.offer, { params: { id }, body: { ...to, ...words() } })
const told = async (who: Person, id: string) => (await who.call(notifications.recent, { query: {} })).items.filter((one) => one.subjectId === id).map((one) => one.code)

describe('a handover', () => {
  test('leaves the sender in charge until it is accepted; then the handler changes and the first responder stays, with both names in the history', async () => {
    const { id } = await taken()
    const offered = await offer(agent, id, { toStaffId: other.id })
    expect(offered).toMatchObject({ state: 'offered', from: { name: '陈首问' }, to: { staff: { name: '林二' } }, may: ['withdraw'] })
    expect(offered.acceptBy).not.toBeNull()
    expect(await agent.call(cases.get, { params: { id } })).toMatchObject({ handler: { name: '陈首问' }, offered: { staff: { name: '林二' } } })
    await house.drain()
    expect(await told(other, id)).toEqual(['case.notice-handover-offered'])
    // The receiver reads before accepting, and writes only after.
    expect((await other.call(cases.get, { params: { id } })).may).not.toContain('reply')
    expect((await other.call(handovers.handovers, { query: { box: 'in', state: 'offered' } })).items.map((one) => one.case.id)).toContain(id)
    expect(await other.call(handovers.accept, { params: { id: offered.id }, body: {} })).toMatchObject({ state: 'accepted', settledBy: { name: '林二' } })
    expect(await other.call(cases.get, { params: { id } })).toMatchObject({ handler: { name: '林二' }, firstResponder: { name: '陈首问' }, offered: null, transfers: 1, passed: null })
    const history = (await agent.call(cases.events, { params: { id } })).items.filter((one) => one.kind.startsWith('case.handover'))
    expect(history.map((one) => [one.kind, one.actor.name])).toEqual([['case.handover-offered', '陈首问'], ['case.handover-accepted', '林二']])
    await house.drain()
    expect(await told(agent, id)).toContain('case.notice-handover-accepted')
  })
  test('to a team is taken by exactly one of those who try at once', async () => {
    const { id } = await taken()
    const { id: handover } = await offer(agent, id, { toTeamId: south })
    const tries = await Promise.all([other, third, lead].map((one) => one.raw('POST', `/handovers/${handover}/accept`, {})))
    expect(tries.map((one) => one.statusCode).toSorted()).toEqual([200, 409, 409])
    expect(await agent.call(cases.get, { params: { id } })).toMatchObject({ team: { name: 'South' }, transfers: 1 })
  })
  test('is declined with a reason that is kept, and stays with the sender', async () => {
    const { id } = await taken()
    const { id: handover } = await offer(agent, id, { toStaffId: other.id })
    expect((await other.raw('POST', `/handovers/${handover}/decline`, {})).statusCode).toBe(400)
    expect(await other.call(handovers.decline, { params: { id: handover }, body: { reason: '不属本组职责' } })).toMatchObject({ state: 'declined', reason: '不属本组职责' })
    expect(await agent.call(cases.get, { params: { id } })).toMatchObject({ handler: { name: '陈首问' }, offered: null, may: expect.arrayContaining(['hand-over']) })
    expect((await other.raw('GET', `/cases/${id}`)).statusCode).toBe(404)
  })
  test('that nobody accepts in time goes back with an alert to the sender and the receivers’ leader', async () => {
    const { id } = await taken()
    const { id: handover, acceptBy } = await offer(agent, id, { toTeamId: south })
    await house.drain()
    house.clock.set(new Date(Number(acceptBy) + 1_000))
    for (const one of house.house.flatMap((module) => module.beats ?? []).filter(({ name }) => name === 'clocks.ring')) await strike(house.work, one)
    await house.drain()
    const [row] = (await agent.call(handovers.ofCase, { params: { id } })).items
    expect(row).toMatchObject({ id: handover, state: 'bounced', acceptBy: null })
    expect(await agent.call(cases.get, { params: { id } })).toMatchObject({ handler: { name: '陈首问' }, offered: null })
    expect(await told(agent, id)).toContain('case.notice-handover-bounced')
    expect(await told(lead, id)).toContain('case.notice-handover-bounced')
    expect((await other.raw('POST', `/handovers/${handover}/accept`, {})).json()).toMatchObject({ status: 409, code: 'handover.settled' })
  })
  test('needs a handler who gives, one receiver, the facts, what is pending and a moment to come', async () => {
    const { id } = await agent.call(cases.open, { body: { kind: 'request', subject: '无人承办', description: '……', channel: 'phone', teamId: north } })
    expect((await supervisor.raw('POST', `/cases/${id}/handovers`, { toStaffId: other.id, ...words() })).json()).toMatchObject({ status: 409, code: 'handover.not-now' })
    await agent.call(cases.claim, { params: { id }, body: {} })
    const refused = async (body: object) => { const answer = (await agent.raw('POST', `/cases/${id}/handovers`, body)).json(); return [answer.status, ...(answer.errors ?? []).map((one: { path: string }) => one.path)] }
    expect(await refused({ toStaffId: other.id, toTeamId: south, ...words() })).toEqual([400, 'toStaffId'])
    expect(await refused({ toStaffId: other.id })).toEqual([400, 'facts', 'dueAt'])
    expect(await refused({ toStaffId: agent.id, ...words() })).toEqual([400, 'toStaffId'])
    expect(await refused({ toStaffId: other.id, ...words(), dueAt: '2020-01-01T00:00:00Z' })).toEqual([400, 'dueAt'])
    expect((await stranger.raw('POST', `/cases/${id}/handovers`, { toStaffId: other.id, ...words() })).statusCode).toBe(404)
    await offer(agent, id, { toStaffId: other.id })
    expect((await agent.raw('POST', `/cases/${id}/handovers`, { toStaffId: third.id, ...words() })).json()).toMatchObject({ status: 409, code: 'handover.not-now' })
  })
  test('is withdrawn by its sender, and by an assignment that decides otherwise', async () => {
    const { id } = await taken()
    const first = await offer(agent, id, { toStaffId: other.id })
    expect((await third.raw('POST', `/handovers/${first.id}/withdraw`, {})).statusCode).toBe(404)
    expect(await agent.call(handovers.withdrawHandover, { params: { id: first.id }, body: {} })).toMatchObject({ state: 'withdrawn' })
    const second = await offer(agent, id, { toStaffId: other.id })
    const { version } = await supervisor.call(cases.get, { params: { id } })
    await supervisor.call(cases.assign, { params: { id }, body: { version, handlerId: third.id } })
    expect((await agent.call(handovers.ofCase, { params: { id } })).items.map((one) => [one.id, one.state])).toEqual([[second.id, 'withdrawn'], [first.id, 'withdrawn']])
    expect(await third.call(cases.get, { params: { id } })).toMatchObject({ handler: { name: '何三' }, offered: null, firstResponder: { name: '陈首问' } })
  })
})

describe('passing the buck', () => {
  const hand = async (id: string, from: Person, to: Person) => to.call(handovers.accept, { params: { id: (await offer(from, id, { toStaffId: to.id })).id }, body: {} })
  test('a third change of handler is told to the supervisor', async () => {
    const { id } = await taken()
    await hand(id, agent, other)
    await hand(id, other, third)
    expect(await supervisor.call(cases.get, { params: { id } })).toMatchObject({ transfers: 2, passed: null })
    await hand(id, third, stranger)
    expect(await supervisor.call(cases.get, { params: { id } })).toMatchObject({ transfers: 3, passed: 'too-often' })
    await house.drain()
    expect(await told(supervisor, id)).toContain('case.notice-passed-too-often')
    expect((await supervisor.call(cases.list, { query: { passed: 'true' } })).items.map((one) => one.id)).toContain(id)
  })
  test('coming back to whoever gave it away is told at once', async () => {
    const { id } = await taken()
    await hand(id, agent, other)
    await hand(id, other, agent)
    expect(await supervisor.call(cases.get, { params: { id } })).toMatchObject({ transfers: 2, passed: 'back-and-forth' })
  })
  test('by any course: too often exactly from the limit on, to and fro exactly when somebody gets back what they gave', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'), { minLength: 2, maxLength: 7 }), fc.integer({ min: 1, max: 6 }), (hands, most) => {
      const course = hands.filter((one, at) => one !== hands[at - 1])
      const transfers = course.slice(1).map((to, at) => ({ from: course[at] as string, to }))
      const returns = new Set(course).size < course.length
      expect(passedHow(transfers, most)).toBe(returns ? 'back-and-forth' : transfers.length >= most ? 'too-often' : null)
    }))
  })
  test('every invariant of cases holds after all that', async () => {
    for (const { name, sql } of house.house.find((module) => module.name === 'cases')?.invariants ?? []) expect((await house.pool.query(sql)).rows, name).toEqual([])
  })
})

describe('a silent case', () => {
  test('CAS-16: is one whose customer should have had an update by now: listed until they hear from us, and never while we wait for them', async () => {
    const { id } = await taken()
    const say = (body: string) => agent.call(cases.say, { params: { id }, body: { body, visibility: 'public' } })
    const listed = async () => (await supervisor.call(cases.list, { query: { silent: 'true', handler: agent.id } })).items.map((one) => one.id).includes(id)
    await say('您好，正在为您安排。')
    const progress = async () => (await agent.call(cases.get, { params: { id } })).clocks.filter((clock) => clock.key === 'progress' && clock.stoppedAt === null)
    const [first] = await progress()
    expect(await listed()).toBe(false)
    const ring = async () => {
      for (const one of house.house.flatMap((module) => module.beats ?? []).filter(({ name }) => name === 'clocks.ring')) await strike(house.work, one)
      await house.drain()
    }
    house.clock.set(new Date(Number(first?.dueAt) + 1_000))
    await ring()
    expect(await listed()).toBe(true)
    expect(await told(agent, id)).toContain('case.notice-overdue')
    await say('师傅明天到，请您放心。')
    expect(await listed()).toBe(false)
    expect(await progress()).toHaveLength(1)
    const { version } = await agent.call(cases.get, { params: { id } })
    await agent.call(cases.move, { params: { id }, body: { to: 'waiting-customer', version } })
    house.clock.pass(30 * 86_400)
    await ring()
    expect(await listed()).toBe(false)
  })
})
