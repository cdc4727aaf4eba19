import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestHouse, testClock, testIdentity } from '../../../../test/app.ts'
import type { TestActor } from '../../../../test/app.ts'
import { strike } from '../../../kernel/jobs.ts'
import { metricsModule } from '../../metrics/index.ts'
import { customers } from '../contract.ts'
import type { AddCustomer } from '../contract.ts'
import { customersModule } from '../index.ts'
import { profiles } from './contract.ts'
import type { Quality } from './rules.ts'
import { reckonDue } from './reckon.ts'

const grants = (...words: string[]) => words.map((word) => ({ permission: word as `${string}.${string}`, scope: 'all' }))
const clerk: TestActor = { id: '00000000-0000-7000-8000-000000000001', grants: grants('customer.read', 'customer.write', 'customer.tidy') }
const manager: TestActor = { id: '00000000-0000-7000-8000-000000000002', grants: grants('customer.read', 'customer.write', 'customer.tidy', 'customer.shape') }

const clock = testClock()
let house: Awaited<ReturnType<typeof openTestHouse>>
const open = async () => { house = await openTestHouse({ modules: [metricsModule, customersModule], openIdentity: testIdentity(new Map([clerk, manager].map((one) => [one.id, one]))) }, { clock }) }
beforeAll(open)
afterAll(() => house.close())
const as = (who: TestActor) => house.actor(who)
const add = async (body: AddCustomer) => { const made = await as(clerk)(customers.add, { body }); await house.drain(); return made }
const counts = async (...asked: Quality[]) => { const { lists } = await as(clerk)(profiles.qualityBoard, {}); return asked.map((quality) => lists.find((one) => one.quality === quality)?.n) }
const listed = async (quality: Quality) => (await as(clerk)(customers.list, { query: { quality, sort: 'name' } })).items.map((one) => one.name)
const phone = (value: string) => ({ kind: 'phone' as const, value })

test('CRM-24: two alike, three without a telephone, one stale: the board says 2, 3 and 1, and each figure is its list', async () => {
  const old = await add({ type: 'person', name: '陈旧', contactPoints: [phone('13800000001')] })
  clock.pass(366 * 86_400)
  await add({ type: 'person', name: '孪一', contactPoints: [phone('13800000002')] })
  const twin = await add({ type: 'person', name: '孪二', contactPoints: [phone('138 0000 0002')] })
  for (const name of ['缺甲', '缺乙', '缺丙']) await add({ type: 'person', name, contactPoints: [{ kind: 'email', value: `${name.charCodeAt(1)}@example.cn` }] })
  expect(await counts('duplicate', 'missing-phone', 'stale')).toEqual([2, 3, 1])
  expect(await listed('duplicate')).toEqual(['孪一', '孪二'].toSorted())
  expect(await listed('missing-phone')).toHaveLength(3)
  expect(await listed('stale')).toEqual(['陈旧'])

  // What is put right leaves its list: the number of one of the two is another, a telephone comes, the old words are found right.
  const point = twin.contactPoints[0]
  await as(clerk)(customers.changeContactPoint, { params: { id: twin.id, pointId: point?.id ?? '' }, body: { value: '13800000003', version: 1 } })
  const [lacks] = (await as(clerk)(customers.list, { query: { quality: 'missing-phone' } })).items
  await as(clerk)(customers.addContactPoint, { params: { id: lacks?.id ?? '' }, body: phone('13800000004') })
  await as(clerk)(profiles.checkWords, { params: { id: old.id }, body: { keys: ['name', old.contactPoints[0]?.id ?? ''], source: 'customer' } })
  await house.drain()
  expect(await counts('duplicate', 'missing-phone', 'stale')).toEqual([0, 2, 0])
})

test('CRM-01: a profile is as complete as the weights of what is filled, block by block; saving a field raises the figure and takes it off the worklist', async () => {
  const it = await add({ type: 'organisation', name: '北辰机械', region: '上海', contactPoints: [phone('021-65529988')] })
  const before = await as(clerk)(profiles.profile, { params: { id: it.id } })
  // name 3, region 2, phone 3 of 3 + 2 + 2 + 1 + 3 + 2 + 1 + 1 + 1 + 2 + 1 + 2 = 21
  expect(before.completeness).toBe(38.1)
  expect(before.blocks.map(({ key, completeness }) => [key, completeness])).toEqual([['basic', 62.5], ['reach', 42.9], ['identity', 0], ['wishes', 0], ['people', 0]])
  expect(await listed('incomplete')).toContain('北辰机械')
  await as(clerk)(customers.change, { params: { id: it.id }, body: { industry: '制造业', size: '100–500 人', version: 1 } })
  await house.drain()
  expect(await as(clerk)(customers.get, { params: { id: it.id } })).toMatchObject({ quality: { completeness: 52.4 } })
  for (const [kind, value] of [['email', 'info@beichen.cn'], ['wechat', 'beichen_88'], ['address', '浦东新区张江路 1 号']] as const) await as(clerk)(customers.addContactPoint, { params: { id: it.id }, body: { kind, value } })
  await as(clerk)(customers.addDocument, { params: { id: it.id }, body: { kind: 'business-licence', number: '913100001234567890' } })
  await house.drain()
  // 3 + 2 + 2 + 1 + 3 + 2 + 1 + 1 + 1 = 16 of 21
  expect((await as(clerk)(profiles.profile, { params: { id: it.id } })).completeness).toBe(76.2)
  await as(manager)(profiles.weigh, { body: { items: [{ field: 'contacts', weight: 0 }, { field: 'tags', weight: 0 }] } })
  await strike(house.work, reckonDue)
  await house.drain()
  // 16 of 18
  expect(await as(clerk)(customers.get, { params: { id: it.id } })).toMatchObject({ quality: { completeness: 88.9, missing: ['preferredChannel'] } })
  expect(await listed('incomplete')).not.toContain('北辰机械')
})

test('a word is checked right or wrong with source and day, is old after 365 days, and unchecked again once it changes', async () => {
  const it = await add({ type: 'person', name: '何清', region: '杭州', contactPoints: [phone('13900000009')] })
  const number = it.contactPoints[0]?.id ?? ''
  const word = async (key: string) => (await as(clerk)(profiles.profile, { params: { id: it.id } })).blocks.flatMap((one) => one.words).find((one) => one.key === key)
  const today = clock.now().toISOString().slice(0, 10)
  expect(await word('region')).toMatchObject({ checked: null, stale: false })
  await as(clerk)(profiles.checkWords, { params: { id: it.id }, body: { keys: ['region'], source: 'document' } })
  await as(clerk)(profiles.checkWords, { params: { id: it.id }, body: { keys: [number], right: false, source: 'customer' } })
  await house.drain()
  expect(await word('region')).toMatchObject({ checked: { on: today, right: true, source: 'document' } })
  expect(await word(number)).toMatchObject({ checked: { right: false, source: 'customer' } })
  expect(await listed('wrong')).toEqual(['何清'])

  clock.pass(365 * 86_400)
  expect(await word('region')).toMatchObject({ stale: false })
  clock.pass(86_400)
  expect(await word('region')).toMatchObject({ stale: true })
  expect(await listed('stale')).toContain('何清')

  await as(clerk)(customers.changeContactPoint, { params: { id: it.id, pointId: number }, body: { value: '13900000010', version: 1 } })
  await as(clerk)(customers.change, { params: { id: it.id }, body: { region: '宁波', version: 1 } })
  await house.drain()
  expect(await word(number)).toMatchObject({ checked: null, stale: false })
  expect(await word('region')).toMatchObject({ checked: null, stale: false })
  expect(await listed('wrong')).toEqual([])
  await expect(as(clerk)(profiles.checkWords, { params: { id: it.id }, body: { keys: ['size'], source: 'customer' } })).rejects.toMatchObject({ problem: { errors: [{ path: 'keys.0', code: 'customer.nothing-to-check' }] } })
  expect((await as(clerk)(customers.events, { params: { id: it.id } })).items.filter(({ kind }) => kind === 'customer.checked')).toHaveLength(2)
})

test('a record that becomes part of another stands on no list, and its number counts for the one that goes on', async () => {
  const [one, two] = [await add({ type: 'person', name: '并一', contactPoints: [phone('13700000001')] }), await add({ type: 'person', name: '并二', contactPoints: [{ kind: 'email', value: 'bing@example.cn' }, phone('13700000001')] })]
  expect(await listed('duplicate')).toEqual(expect.arrayContaining(['并一', '并二']))
  await as(clerk)(customers.merge, { params: { id: one.id }, body: { intoId: two.id } })
  await house.drain()
  expect(await listed('duplicate')).toEqual([])
  await as(clerk)(customers.undoMerge, { params: { id: (await as(clerk)(customers.get, { params: { id: two.id } })).merged[0]?.mergeId ?? '' }, body: {} })
  await house.drain()
  expect(await listed('duplicate')).toEqual(expect.arrayContaining(['并一', '并二']))
})
