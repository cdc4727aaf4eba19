import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWholeHouse } from '../../../../test/whole-house.ts'
import { wilson } from '../../../pure/stats/index.ts'
import { goals } from '../contract.ts'
import { goalState } from '../rules.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let manager: Person
let agent: Person
const smart = {
  name: '三月受理投诉不超过两件', specific: '三月的投诉不超过两件', metric: 'complaints-received', direction: 'at-most' as const, target: 2,
  attainable: '二月为一件', relevant: '全年投诉率降一半', from: '2026-03-01', deadline: '2026-03-31',
}

beforeAll(async () => {
  house = await openWholeHouse()
  manager = await house.hire('cs_manager')
  agent = await house.hire('agent', { teamId: (await house.team('热线')).id })
})
afterAll(() => house?.close())

describe('where a goal stands', () => {
  const of = (hits: number, n: number) => { const { p, lower, upper } = wilson(hits, n); return { value: p * 100, interval: { lower: lower * 100, upper: upper * 100, method: 'wilson' as const } } }
  const goal = { direction: 'at-least' as const, target: 85 }
  test('CSAT of at least 85 %: 41 of 50 are 82 %, three points short, which may be chance', () => {
    expect(goalState(goal, of(41, 50))).toEqual({ state: 'amber', gap: -3 })
  })
  test('reached to the point is green, a clear miss is red, nothing is neither', () => {
    expect(goalState(goal, of(85, 100))).toEqual({ state: 'green', gap: 0 })
    expect(goalState(goal, of(820, 1_000))).toEqual({ state: 'red', gap: -3 })
    expect(goalState(goal, { value: null, interval: null })).toEqual({ state: 'none', gap: null })
  })
  test('the other way round, and by one part in twenty where there is no interval', () => {
    const most = { direction: 'at-most' as const, target: 100 }
    expect([99, 100, 105, 106].map((value) => goalState(most, { value, interval: null }).state)).toEqual(['green', 'green', 'amber', 'red'])
  })
})

describe('through the door', () => {
  test('what is missing is refused by its letter, all of them at once', async () => {
    const answer = await manager.raw('POST', '/metric-goals', { name: '更快', direction: 'at-least', from: '2026-03-01', ownerId: manager.id })
    const told = answer.json() as { status: number; errors: { path: string; code: string; message: string }[] }
    expect(told.status).toBe(400)
    expect(told.errors.map(({ path, code }) => [path, code])).toEqual([['specific', 'goal.smart-s'], ['metric', 'goal.smart-m'], ['target', 'goal.smart-m'], ['attainable', 'goal.smart-a'], ['relevant', 'goal.smart-r'], ['deadline', 'goal.smart-t']])
    expect(told.errors.at(-1)?.message).toContain('T 时间性')
    await expect(manager.call(goals.set, { body: { ...smart, specific: '  ', ownerId: manager.id } })).rejects.toMatchObject({ status: 400, problem: { errors: [{ code: 'goal.smart-s' }] } })
    await expect(manager.call(goals.set, { body: { ...smart, metric: 'no-such', ownerId: manager.id } })).rejects.toMatchObject({ problem: { errors: [{ path: 'metric', code: 'metric.not-found' }] } })
    await expect(manager.call(goals.set, { body: { ...smart, deadline: '2026-02-01', ownerId: manager.id } })).rejects.toMatchObject({ problem: { errors: [{ path: 'deadline' }] } })
    await expect(agent.call(goals.set, { body: { ...smart, ownerId: agent.id } })).rejects.toMatchObject({ status: 403 })
  })

  test('a goal follows its metric, says the same to everybody, changes with a history and is given up for a reason', async () => {
    const goal = await manager.call(goals.set, { body: { ...smart, ownerId: agent.id } })
    expect(goal).toMatchObject({ standing: { state: 'green', value: 0, gap: -2 }, baseline: 0, owner: { name: agent.name }, may: ['change', 'withdraw'] })
    for (let n = 0; n < 3; n++) await agent.raw('POST', '/cases', { kind: 'complaint', subject: '空调', description: '不制冷', channel: 'phone' })
    const other = await house.hire('agent', { teamId: (await house.team('门店')).id })
    expect((await other.call(goals.all, { query: {} })).items).toMatchObject([{ id: goal.id, standing: { state: 'red', value: 3, n: 3, gap: 1 }, may: [] }])

    const changed = await manager.call(goals.change, { params: { id: goal.id }, body: { version: goal.version, target: 5, specific: '三月的投诉不超过五件' } })
    expect(changed).toMatchObject({ target: 5, standing: { state: 'green', gap: -2 } })
    await expect(manager.call(goals.change, { params: { id: goal.id }, body: { version: goal.version, target: 6 } })).rejects.toMatchObject({ status: 409 })
    await expect(manager.call(goals.change, { params: { id: goal.id }, body: { version: changed.version, relevant: '' } })).rejects.toMatchObject({ problem: { errors: [{ code: 'goal.smart-r' }] } })

    const over = await manager.call(goals.withdraw, { params: { id: goal.id }, body: { version: changed.version, reason: '口径改了' } })
    expect(over).toMatchObject({ withdrawnReason: '口径改了', may: [] })
    expect((await manager.call(goals.all, { query: {} })).items).toEqual([])
    await expect(manager.call(goals.change, { params: { id: goal.id }, body: { version: over.version, target: 6 } })).rejects.toMatchObject({ status: 422, code: 'goal.withdrawn' })
    const { items } = await manager.call(goals.events, { params: { id: goal.id } })
    expect(items.map(({ kind }) => kind)).toEqual(['goal.set', 'goal.changed', 'goal.withdrawn'])
    expect(items[1]?.data).toEqual({ changed: { target: { from: 2, to: 5 }, specific: {} } })
  })
})
