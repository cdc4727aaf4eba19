import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestHouse, testClock, testIdentity } from '../../../../test/app.ts'
import type { TestActor } from '../../../../test/app.ts'
import { strike } from '../../../kernel/jobs.ts'
import { metricsModule } from '../../metrics/index.ts'
import { customers } from '../contract.ts'
import { customersModule } from '../index.ts'
import { segments } from './contract.ts'
import { segmentsByClock } from './reckon.ts'

const grants = (...words: string[]) => words.map((word) => ({ permission: word as `${string}.${string}`, scope: 'all' }))
const manager: TestActor = { id: '00000000-0000-7000-8000-000000000002', grants: grants('customer.read', 'customer.write', 'customer.grade', 'customer.shape', 'customer.remove') }
const agent: TestActor = { id: '00000000-0000-7000-8000-000000000001', grants: grants('customer.read', 'customer.write') }

const clock = testClock()
let house: Awaited<ReturnType<typeof openTestHouse>>
beforeAll(async () => { house = await openTestHouse({ modules: [metricsModule, customersModule], openIdentity: testIdentity(new Map([manager, agent].map((one) => [one.id, one]))) }, { clock }) })
afterAll(() => house.close())
const as = (who: TestActor) => house.actor(who)
const add = async (name: string, more: { region?: string; grade?: string } = {}) => { const made = await as(manager)(customers.add, { body: { type: 'person', name, ...more } }); await house.drain(); return made }
const members = async (segment: string) => (await as(agent)(customers.list, { query: { segment, sort: 'name' } })).items.map((one) => one.name)
const make = async (name: string, condition: object | null) => { const made = await as(manager)(segments.addSegment, { body: { name, condition: condition as never } }); await house.drain(); return made }

test('whoever fits a condition belongs, and belongs no more once they do not: after a change of profile, grade or tag', async () => {
  const [east, west] = [await add('东一', { region: '上海', grade: 'a' }), await add('西一', { region: '成都' })]
  const segment = await make('上海 A 级或重点', { any: [{ all: [{ field: 'region', is: 'equal', value: '上海' }, { field: 'grade', is: 'equal', value: 'a' }] }, { field: 'tags', is: 'has-any', value: ['重点'] }] })
  expect(await members(segment.id)).toEqual(['东一'])
  await as(agent)(customers.tag, { params: { id: west.id }, body: { add: ['重点'] } })
  await as(manager)(customers.change, { params: { id: east.id }, body: { grade: 'b', version: 1 } })
  await house.drain()
  expect(await members(segment.id)).toEqual(['西一'])
  expect((await as(agent)(customers.get, { params: { id: west.id } })).segments).toEqual([{ id: segment.id, name: '上海 A 级或重点' }])
  expect((await as(agent)(segments.listSegments, {})).items.find((one) => one.id === segment.id)?.members).toBe(1)
  await as(manager)(segments.changeSegment, { params: { id: segment.id }, body: { condition: { field: 'region', is: 'equal', value: '上海' }, version: 1 } })
  await house.drain()
  expect(await members(segment.id)).toEqual(['东一'])
  await as(manager)(customers.remove, { params: { id: east.id }, body: { version: 2, reason: '重复建档' } })
  await house.drain()
  expect((await as(agent)(segments.listSegments, {})).items.find((one) => one.id === segment.id)?.members).toBe(0)
})

test('a condition that asks how long ago something was follows the clock', async () => {
  await add('新客')
  const segment = await make('三十天内新客', { field: 'createdAt', is: 'after', value: { ago: 30 * 86_400 } })
  expect(await members(segment.id)).toContain('新客')
  clock.pass(31 * 86_400)
  await strike(house.work, segmentsByClock)
  expect(await members(segment.id)).toEqual([])
})

test('a segment by hand holds whom people put into it; a wrong condition, a name taken and a rule filled by hand are refused', async () => {
  const one = await add('手选')
  const segment = await make('体验官', null)
  await as(agent)(segments.setMembers, { params: { id: segment.id }, body: { add: [one.id] } })
  expect(await members(segment.id)).toEqual(['手选'])
  await as(agent)(segments.setMembers, { params: { id: segment.id }, body: { remove: [one.id] } })
  expect(await members(segment.id)).toEqual([])
  const ruled = await make('全部个人', { field: 'type', is: 'equal', value: 'person' })
  await expect(as(agent)(segments.setMembers, { params: { id: ruled.id }, body: { add: [one.id] } })).rejects.toMatchObject({ problem: { errors: [{ code: 'customer-segment.by-rule' }] } })
  await expect(as(manager)(segments.addSegment, { body: { name: '体验官' } })).rejects.toMatchObject({ problem: { errors: [{ path: 'name', code: 'customer-segment.name-taken' }] } })
  await expect(as(manager)(segments.addSegment, { body: { name: '坏', condition: { field: 'shoe', is: 'equal', value: 1 } as never } })).rejects.toMatchObject({ problem: { errors: [{ code: 'customer-segment.bad-condition' }] } })
  await expect(as(agent)(segments.addSegment, { body: { name: '不许' } })).rejects.toMatchObject({ status: 403 })
  await as(manager)(segments.removeSegment, { params: { id: ruled.id }, body: { version: 1 } })
  expect((await as(agent)(customers.get, { params: { id: one.id } })).segments.map((it) => it.name)).not.toContain('全部个人')
})
