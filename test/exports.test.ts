import { afterAll, beforeAll, expect, test } from 'vitest'
import { exporting } from '../src/kernel/exports/contract.ts'
import { notifications } from '../src/modules/people/contract.ts'
import { openWholeHouse } from './whole-house.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let agent: Person
let supervisor: Person
beforeAll(async () => {
  house = await openWholeHouse()
  agent = await house.hire('agent', { name: '陈一' })
  supervisor = await house.hire('cs_supervisor', { name: '王主管' })
})
afterAll(() => house.close())
const of = { list: 'cases', query: { kind: 'complaint' } }
const ask = (who: Person, rows: number, reason?: string) => who.call(exporting.ask, { body: { ...of, title: '工单', rows, ...(reason ? { reason } : {}) } })

test('a hundred rows go freely and are recorded; one more needs somebody else’s approval (SEC-07)', async () => {
  expect(await ask(agent, 100)).toMatchObject({ state: 'granted', rows: 100, by: { name: '陈一' } })
  await expect(ask(agent, 101)).rejects.toMatchObject({ status: 400, problem: { errors: [{ path: 'reason', code: 'export.reason-needed' }] } })
  const waiting = await ask(agent, 101, '季度复盘')
  expect(waiting).toMatchObject({ state: 'waiting', may: [] })
  expect(await agent.call(exporting.standing, { body: of })).toMatchObject({ most: 100, approved: null, waiting: { id: waiting.id } })
  await house.drain()
  expect((await supervisor.call(notifications.recent, { query: {} })).items[0]).toMatchObject({ code: 'export.notice-waits', params: { n: 101 } })
  await expect(agent.call(exporting.decide, { params: { id: waiting.id }, body: { approve: true, version: 1 } })).rejects.toMatchObject({ status: 403 })
  expect(await supervisor.call(exporting.decide, { params: { id: waiting.id }, body: { approve: true, version: 1 } })).toMatchObject({ state: 'approved', decidedBy: { name: '王主管' } })
  await house.drain()
  expect((await agent.call(exporting.standing, { body: of })).approved?.id).toBe(waiting.id)
  // For these very rows only, and not for ever.
  expect((await agent.call(exporting.standing, { body: { ...of, query: { kind: 'praise' } } })).approved).toBeNull()
  house.clock.pass(8 * 86_400)
  expect((await agent.call(exporting.standing, { body: of })).approved).toBeNull()
})

test('nobody approves their own; of two who decide one wins; each sees their own exports, approvers all', async () => {
  const own = await ask(supervisor, 500, '年度归档')
  await expect(supervisor.call(exporting.decide, { params: { id: own.id }, body: { approve: true, version: 1 } })).rejects.toMatchObject({ status: 403, code: 'export.own' })
  const manager = await house.hire('cs_manager')
  const both = await Promise.allSettled([true, false].map((approve) => manager.call(exporting.decide, { params: { id: own.id }, body: { approve, version: 1 } })))
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect((await agent.call(exporting.list, { query: {} })).items.every(({ by }) => by.name === '陈一')).toBe(true)
  expect(new Set((await manager.call(exporting.list, { query: {} })).items.map(({ by }) => by.name))).toEqual(new Set(['陈一', '王主管']))
})
