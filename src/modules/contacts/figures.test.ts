import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemActor } from '../../kernel/actors.ts'
import { openTestHouse, testClock, testIdentity } from '../../../test/app.ts'
import type { TestActor } from '../../../test/app.ts'
import { customers } from '../customers/contract.ts'
import { customersModule } from '../customers/index.ts'
import { segments } from '../customers/segments/contract.ts'
import { metrics } from '../metrics/contract.ts'
import { metricsModule } from '../metrics/index.ts'
import { behaviours } from './behaviours/contract.ts'
import { contactsModule, recordInteraction } from './index.ts'

const manager: TestActor = { id: '00000000-0000-7000-8000-000000000003', grants: ['customer.read', 'customer.write', 'customer.shape', 'interaction.read', 'behaviour.write', 'metric.read'].map((permission) => ({ permission: permission as `${string}.${string}`, scope: 'all' })) }
const clock = testClock('2026-03-02T02:00:00Z')
let house: Awaited<ReturnType<typeof openTestHouse>>
let call: ReturnType<typeof house.actor>
beforeAll(async () => {
  house = await openTestHouse({ modules: [metricsModule, customersModule, contactsModule], openIdentity: testIdentity(new Map([[manager.id, manager]])) }, { clock })
  call = house.actor(manager)
})
afterAll(() => house.close())

const comes = (customerId: string) => house.work.unit(systemActor, 'test', (ctx) => recordInteraction(ctx, { channel: 'phone', direction: 'in', customerId, parties: [] } as never))
const value = async (key: string) => { await house.drain(); return (await call(metrics.value, { params: { key }, query: { from: '2026-03-01', to: '2026-03-31' } })).value }

test('a customer with two records is active once when they become one, and has come again; both records count apart when that is undone', async () => {
  const [one, two, other] = [await call(customers.add, { body: { type: 'person', name: '钱一' } }), await call(customers.add, { body: { type: 'person', name: '钱二' } }), await call(customers.add, { body: { type: 'person', name: '孙三' } })]
  await comes(one.id)
  await comes(other.id)
  clock.pass(3 * 86_400)
  await comes(two.id)
  clock.pass(10 * 86_400)
  expect([await value('active-customers'), await value('returning-customers')]).toEqual([3, 0])
  await call(customers.merge, { params: { id: one.id }, body: { intoId: two.id } })
  expect([await value('active-customers'), await value('returning-customers')]).toEqual([2, 50])
  await call(customers.undoMerge, { params: { id: (await call(customers.get, { params: { id: two.id } })).merged[0]?.mergeId ?? '' }, body: {} })
  expect([await value('active-customers'), await value('returning-customers')]).toEqual([3, 0])
})

test('of three who order, one had ordered before and one recommends us: 33 % buy again, counted as one customer whatever record they ordered by', async () => {
  const tell = (customerId: string, kind: 'order' | 'referral', id: string, at: string) => call(behaviours.tellBehaviours, { body: { events: [{ customerId, kind, label: '空调', source: 'shop', externalId: id, at }] } })
  const [one, two, three, again] = await Promise.all(['周一', '周二', '周三', '周一又'].map((name) => call(customers.add, { body: { type: 'person', name } })))
  if (!one || !two || !three || !again) throw new Error('somebody is missing')
  await tell(one.id, 'order', 'o1', '2026-02-01T02:00:00Z')
  await tell(again.id, 'order', 'o2', '2026-03-05T02:00:00Z')
  await tell(two.id, 'order', 'o3', '2026-03-06T02:00:00Z')
  await tell(three.id, 'order', 'o4', '2026-03-07T02:00:00Z')
  // The same morning again is one purchase.
  await tell(three.id, 'order', 'o5', '2026-03-07T04:00:00Z')
  await tell(two.id, 'referral', 'r1', '2026-03-08T02:00:00Z')
  expect([await value('repurchase'), await value('referral')]).toEqual([0, expect.closeTo(100 / 3, 9)])
  await call(customers.merge, { params: { id: again.id }, body: { intoId: one.id } })
  expect(await value('repurchase')).toBeCloseTo(100 / 3, 9)
})

test('CRM-05: a segment by orders is reckoned again after a new order: how many, for how much, how long ago; merged records count together', async () => {
  const made = async (name: string, condition: object) => (await call(segments.addSegment, { body: { name, condition: condition as never } })).id
  const [often, dear, lately] = [await made('常买', { field: 'orders', is: 'at-least', value: 2 }), await made('大客户', { field: 'orderAmount', is: 'at-least', value: 5_000 }), await made('近期下单', { field: 'lastOrderAt', is: 'after', value: { ago: 30 * 86_400 } })]
  const [one, two] = [await call(customers.add, { body: { type: 'person', name: '孙买一' } }), await call(customers.add, { body: { type: 'person', name: '孙买二' } })]
  const orders = (customerId: string, externalId: string, amount: number) => call(behaviours.tellBehaviours, { body: { events: [{ customerId, kind: 'order', label: '冰箱', amount, source: 'crm05', externalId, at: house.clock.now().toISOString() }] } })
  const members = async (segment: string) => { await house.drain(); return (await call(customers.list, { query: { segment } })).items.map((it) => it.name).filter((name) => name.startsWith('孙买')).sort() }
  await orders(one.id, 'a', 3_200)
  expect([await members(often), await members(dear), await members(lately)]).toEqual([[], [], ['孙买一']])
  await orders(one.id, 'b', 1_800)
  expect([await members(often), await members(dear)]).toEqual([['孙买一'], ['孙买一']])
  await orders(one.id, 'b', 1_800)
  await orders(two.id, 'c', 10)
  expect([await members(often), await members(dear), await members(lately)]).toEqual([['孙买一'], ['孙买一'], ['孙买一', '孙买二']])
  await call(customers.merge, { params: { id: one.id }, body: { intoId: two.id } })
  expect([await members(often), await members(dear)]).toEqual([['孙买二'], ['孙买二']])
  // CRM-01: the profile's block of purchases counts the same, with returns apart.
  await call(behaviours.tellBehaviours, { body: { events: [{ customerId: two.id, kind: 'return', label: '退冰箱', amount: 1_800, source: 'crm05', externalId: 'r', at: house.clock.now().toISOString() }] } })
  expect(await call(behaviours.purchases, { params: { id: two.id } })).toMatchObject({ orders: 3, amount: 5_010, returns: 1, latest: [{ kind: 'return' }, { label: '冰箱', amount: 10 }, { amount: 1_800 }, { amount: 3_200 }] })
})

test('a segment by behaviour is reckoned again after a new contact, whichever record of the customer it names', async () => {
  const segment = await call(segments.addSegment, { body: { name: '常来的客户', condition: { field: 'contacts', is: 'at-least', value: 2 } } })
  const [one, two] = [await call(customers.add, { body: { type: 'person', name: '李一' } }), await call(customers.add, { body: { type: 'person', name: '李二' } })]
  const members = async () => { await house.drain(); return (await call(customers.list, { query: { segment: segment.id } })).items.map((it) => it.name) }
  await comes(one.id)
  expect(await members()).not.toContain('李一')
  await comes(one.id)
  expect(await members()).toContain('李一')
  await comes(two.id)
  await call(customers.merge, { params: { id: one.id }, body: { intoId: two.id } })
  expect(await members()).toEqual(['李二'])
})
