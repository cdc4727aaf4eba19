import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWholeHouse } from '../../../test/whole-house.ts'
import { systemActor } from '../../kernel/actors.ts'
import { newId } from '../../kernel/id.ts'
import { cases, desk, merges } from './contract.ts'
import type { OpenCase } from './contract.ts'
import { receiveMessage } from './index.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
let agent: Awaited<ReturnType<typeof house.hire>>
let other: typeof agent
beforeAll(async () => {
  house = await openWholeHouse()
  agent = await house.hire('agent', { teamId: (await house.team('North')).id, name: '陈首问' })
  other = await house.hire('agent', { teamId: (await house.team('South')).id, name: '外人' })
})
afterAll(() => house.close())

let phone = 13_900_000_000
const somebody = () => ({ name: '欧阳娜', phone: String(++phone) })
const open = async (subject: string, customer: OpenCase['customer']) => {
  const { id } = await agent.call(cases.open, { body: { kind: 'request', subject, description: `${subject}：空调不制冷。`, channel: 'phone', ...(customer ? { customer } : {}) } })
  return agent.call(cases.claim, { params: { id }, body: {} })
}
const get = (id: string) => agent.call(cases.get, { params: { id } })
const merge = (id: string, intoCaseId: string) => agent.call(merges.merge, { params: { id }, body: { intoCaseId } })
const undo = (id: string) => agent.call(merges.undo, { params: { id }, body: {} })
const bodies = async (id: string) => (await agent.call(cases.messages, { params: { id }, query: {} })).items.map((one) => one.body)

describe('a merge', () => {
  test('reads both conversations in one case, carries open promises, ends the deadlines of the other, and is taken back whole', async () => {
    const who = somebody()
    const [first, second] = [await open('第一次', who), await open('第二次', who)]
    await agent.call(desk.promise, { params: { id: second.id }, body: { what: '今天回电', toWhom: 'customer', dueAt: new Date(house.clock.now().getTime() + 3_600_000).toISOString() } })
    const before = await get(second.id)
    const { id: mergeId, may } = await merge(second.id, first.id)
    expect(may).toEqual(['undo'])
    expect(await get(second.id)).toMatchObject({ status: { class: 'closed' }, mergedInto: { number: first.number }, promiseDueAt: null, may: [], next: [] })
    expect((await get(second.id)).clocks.every((clock) => clock.stoppedAt !== null)).toBe(true)
    expect(await bodies(first.id)).toEqual(['第二次：空调不制冷。', '第一次：空调不制冷。'])
    expect((await get(first.id)).promiseDueAt).toEqual(before.promiseDueAt)
    expect((await agent.call(desk.work, { params: { id: first.id } })).promises).toMatchObject([{ what: '今天回电', state: 'open' }])
    expect((await agent.raw('POST', `/cases/${second.id}/messages`, { body: '在这儿写', visibility: 'public' })).statusCode).toBe(409)

    expect(await undo(mergeId)).toMatchObject({ may: [] })
    const after = await get(second.id)
    expect(after).toMatchObject({ status: before.status, mergedInto: null, promiseDueAt: before.promiseDueAt, may: before.may })
    const running = (of: typeof before) => of.clocks.filter((clock) => clock.stoppedAt === null).map((clock) => [clock.key, clock.dueAt]).toSorted()
    expect(running(after)).toEqual(running(before))
    expect(await bodies(first.id)).toEqual(['第一次：空调不制冷。'])
    expect((await agent.raw('POST', `/merges/${mergeId}/undo`, {})).json()).toMatchObject({ status: 409, code: 'merge.undone' })
    expect((await agent.call(cases.events, { params: { id: second.id } })).items.map((one) => one.kind)).toEqual(expect.arrayContaining(['case.merged', 'case.unmerged']))
  })
  test('lets the customer’s next word to the merged case arrive in the one that goes on', async () => {
    const who = somebody()
    const [first, second] = [await open('先', who), await open('后', who)]
    await merge(second.id, first.id)
    const received = await house.work.unit(systemActor, 'test', (ctx) => receiveMessage(ctx, { caseId: second.id, body: '还没修好', channel: 'email', interactionId: newId(), at: ctx.now }))
    expect(received).toMatchObject({ caseId: first.id, outcome: 'added' })
    expect((await bodies(first.id))[0]).toBe('还没修好')
  })
  test('of a case that had taken in another leads to the last, and gives each back in turn', async () => {
    const who = somebody()
    const [a, b, c] = [await open('甲', who), await open('乙', who), await open('丙', who)]
    const one = await merge(a.id, b.id)
    const two = await merge(b.id, c.id)
    expect((await get(a.id)).mergedInto).toMatchObject({ id: c.id })
    expect(await bodies(c.id)).toHaveLength(3)
    expect((await agent.raw('POST', `/merges/${one.id}/undo`, {})).json()).toMatchObject({ status: 409, code: 'merge.undone' })
    await undo(two.id)
    expect((await get(a.id)).mergedInto).toMatchObject({ id: b.id })
    await undo(one.id)
    expect(await Promise.all([a, b, c].map(({ id }) => bodies(id)))).toEqual([['甲：空调不制冷。'], ['乙：空调不制冷。'], ['丙：空调不制冷。']])
  })
  test('is refused across customers, with itself, into what is merged or closed, and where one may not write', async () => {
    const who = somebody()
    const [mine, theirs, third] = [await open('我的', who), await open('别人的', somebody()), await open('也是我的', who)]
    const refused = async (id: string, intoCaseId: string, as = agent) => { const answer = await as.raw('POST', `/cases/${id}/merge`, { intoCaseId }); return [answer.statusCode, answer.json().errors?.[0]?.code ?? answer.json().code] }
    expect(await refused(mine.id, theirs.id)).toEqual([422, 'merge.two-customers'])
    expect(await refused(mine.id, mine.id)).toEqual([400, 'merge.with-itself'])
    expect((await refused(mine.id, third.id, other))[0]).toBe(404)
    await merge(third.id, mine.id)
    expect(await refused(third.id, mine.id)).toEqual([409, 'merge.already'])
    const fourth = await open('第四', who)
    expect(await refused(fourth.id, third.id)).toEqual([400, 'merge.already'])
  })
  test('of two into each other at once makes one, never a ring', async () => {
    const who = somebody()
    const [a, b] = [await open('左', who), await open('右', who)]
    const tries = await Promise.all([agent.raw('POST', `/cases/${a.id}/merge`, { intoCaseId: b.id }), agent.raw('POST', `/cases/${b.id}/merge`, { intoCaseId: a.id })])
    expect(tries.map((one) => one.statusCode).filter((code) => code === 201)).toHaveLength(1)
  })
  test('every invariant of cases holds after all that', async () => {
    for (const { name, sql } of house.house.find((module) => module.name === 'cases')?.invariants ?? []) expect((await house.pool.query(sql)).rows, name).toEqual([])
  })
})
