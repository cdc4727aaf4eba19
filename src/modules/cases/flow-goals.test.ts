import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWholeHouse } from '../../../test/whole-house.ts'
import { systemActor } from '../../kernel/actors.ts'
import { startFlow } from '../flows/index.ts'
import { metrics } from '../metrics/contract.ts'
import { cases } from './contract.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
let manager: Awaited<ReturnType<typeof house.hire>>
beforeAll(async () => {
  house = await openWholeHouse()
  manager = await house.hire('cs_manager')
})
afterAll(() => house?.close())

const FLOWS = ['general-service', 'problem-handling', 'reception']
let runs = 0
const follow = (id: string, flow: string) => house.work.unit(systemActor, 'test', (ctx) => startFlow(ctx, { flow, about: { kind: 'case', id }, key: `test:${++runs}` }))
const open = async (...flows: string[]) => {
  const { id } = await manager.call(cases.open, { body: { kind: 'consultation', subject: '空调', description: '怎么设定时', channel: 'phone' } })
  for (const flow of flows) await follow(id, flow)
  return id
}

test('STR-17: a goal of a flow is measured over the records that follow it; a metric that doesn’t tell flows apart says so', async () => {
  const value = async (flow: string) => (await manager.call(metrics.values, { query: { keys: 'cases-received,complaints-received' as never, by: 'flow', group: flow, against: 'previous' } })).items.map((one) => one.value)
  const before = await Promise.all(FLOWS.map(value))
  const first = await open('problem-handling')
  // A case that follows both counts for both, once each, however often it runs.
  const second = await open('problem-handling', 'general-service', 'problem-handling')
  await open()
  await house.drain()
  const after = await Promise.all(FLOWS.map(value))
  expect(after.map((values, at) => values.map((n, nth) => n! - before[at]![nth]!))).toEqual([[1, 0], [2, 0], [0, 0]])
  const records = await manager.call(metrics.records, { params: { key: 'cases-received' }, query: { by: 'flow', group: 'problem-handling' } })
  expect(records.items).toHaveLength(after[1]![0]!)
  expect(records.items.map(({ record }) => record.id)).toEqual(expect.arrayContaining([first, second]))

  const known = (await manager.call(metrics.list, {})).items
  const narrows = (key: string) => known.find((of) => of.key === key)!.narrows.map(({ field }) => field)
  expect(['cases-received', 'satisfaction', 'solution-time', 'complaint-rate', 'flow-run-time'].map(narrows)).toEqual([['flow'], ['flow'], ['flow'], [], []])
  // Parts that overlap are no division, and contacts follow no flow.
  await expect(manager.call(metrics.value, { params: { key: 'cases-received' }, query: { by: 'flow' } })).rejects.toMatchObject({ status: 400, problem: { errors: [{ code: 'metric.not-divided-so' }] } })
  await expect(manager.call(metrics.value, { params: { key: 'complaint-rate' }, query: { by: 'flow', group: 'reception' } })).rejects.toMatchObject({ status: 400 })
})
