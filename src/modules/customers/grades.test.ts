import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemActor } from '../../kernel/actors.ts'
import { openTestHouse, testIdentity } from '../../../test/app.ts'
import type { TestActor } from '../../../test/app.ts'
import { metricsModule } from '../metrics/index.ts'
import { customers } from './contract.ts'
import { customersModule, gradeOn } from './index.ts'

const grants = (...words: string[]) => words.map((word) => ({ permission: word as `${string}.${string}`, scope: 'all' }))
const agent: TestActor = { id: '00000000-0000-7000-8000-000000000001', grants: grants('customer.read', 'customer.write') }
const manager: TestActor = { id: '00000000-0000-7000-8000-000000000002', grants: grants('customer.read', 'customer.write', 'customer.grade') }

let house: Awaited<ReturnType<typeof openTestHouse>>
beforeAll(async () => { house = await openTestHouse({ modules: [metricsModule, customersModule], openIdentity: testIdentity(new Map([agent, manager].map((one) => [one.id, one]))) }) })
afterAll(() => house.close())
const as = (who: TestActor) => house.actor(who)
const add = (name: string) => as(agent)(customers.add, { body: { type: 'person', name } })

test('nobody has a grade by themselves; who grades customers gives one since a day, and the history keeps which held when', async () => {
  const fresh = await add('周雨')
  expect(fresh).toMatchObject({ grade: null, gradeFrom: null, vip: false })
  const b = await as(manager)(customers.change, { params: { id: fresh.id }, body: { grade: 'b', gradeFrom: '2025-03-01', version: 1 } })
  const a = await as(manager)(customers.change, { params: { id: fresh.id }, body: { grade: 'a', gradeFrom: '2025-06-01', vip: true, version: b.version } })
  expect(a).toMatchObject({ grade: 'a', gradeFrom: '2025-06-01', vip: true })
  const { items } = await as(agent)(customers.gradings, { params: { id: fresh.id } })
  expect(items.map(({ grade, from }) => [grade, from])).toEqual([['a', '2025-06-01'], ['b', '2025-03-01']])
  await house.work.unit(systemActor, 'test', async (ctx) => {
    expect(await Promise.all(['2025-02-28', '2025-03-01', '2025-05-31', '2025-06-01'].map((day) => gradeOn(ctx, fresh.id, day)))).toEqual([null, 'b', 'b', 'a'])
  })
  const told = (await as(agent)(customers.events, { params: { id: fresh.id } })).items.at(-1)
  expect(told?.data).toMatchObject({ changed: { grade: { from: 'b', to: 'a' }, gradeFrom: { from: '2025-03-01', to: '2025-06-01' }, vip: { from: false, to: true } } })
})

test('who may only change customers grades none; an unknown grade and a day to come are refused at their fields', async () => {
  const { id } = await add('吴桐')
  await expect(as(agent)(customers.change, { params: { id }, body: { vip: true, version: 1 } })).rejects.toMatchObject({ status: 403 })
  await expect(as(agent)(customers.add, { body: { type: 'person', name: '郑和', grade: 'a' } })).rejects.toMatchObject({ status: 403 })
  await expect(as(manager)(customers.change, { params: { id }, body: { grade: 'platinum', version: 1 } })).rejects.toMatchObject({ status: 400, problem: { errors: [{ path: 'grade', code: 'customer.grade-unknown' }] } })
  await expect(as(manager)(customers.change, { params: { id }, body: { grade: 'a', gradeFrom: '2999-01-01', version: 1 } })).rejects.toMatchObject({ problem: { errors: [{ path: 'gradeFrom', code: 'customer.grade-not-yet' }] } })
  expect((await as(agent)(customers.get, { params: { id } })).may).not.toContain('grade')
})

test('lists narrow by grade, by none, and by VIP', async () => {
  const [vip, plain] = [await as(manager)(customers.add, { body: { type: 'person', name: '冯程程', grade: 'c', vip: true } }), await add('陈平')]
  const names = async (query: { grade?: string; vip?: 'true' | 'false' }) => (await as(agent)(customers.list, { query })).items.map((one) => one.name)
  expect(await names({ grade: 'c' })).toEqual(['冯程程'])
  expect(await names({ grade: 'c,none' })).toEqual(expect.arrayContaining(['冯程程', '陈平']))
  expect(await names({ vip: 'true' })).toContain('冯程程')
  expect(await names({ vip: 'false' })).not.toContain('冯程程')
  expect(vip.gradeFrom).not.toBeNull()
  expect(plain.gradeFrom).toBeNull()
})

test('a merge carries grade and mark to a record without them, and its undoing takes them back', async () => {
  const [from, into] = [await as(manager)(customers.add, { body: { type: 'person', name: '褚一', grade: 'a', gradeFrom: '2025-01-01', vip: true } }), await add('褚二')]
  expect(await as(manager)(customers.merge, { params: { id: from.id }, body: { intoId: into.id } })).toMatchObject({ id: into.id, grade: 'a', gradeFrom: '2025-01-01', vip: true, merged: [{}] })
  const [merge] = (await as(manager)(customers.get, { params: { id: into.id } })).merged
  await as(manager)(customers.undoMerge, { params: { id: merge?.mergeId ?? '' }, body: {} })
  expect(await as(manager)(customers.get, { params: { id: into.id } })).toMatchObject({ grade: null, gradeFrom: null, vip: false })
})
