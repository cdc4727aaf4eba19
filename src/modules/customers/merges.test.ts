import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestHouse, testIdentity } from '../../../test/app.ts'
import type { TestActor } from '../../../test/app.ts'
import { systemActor } from '../../kernel/actors.ts'
import type { Customer } from './contract.ts'
import { customers } from './contract.ts'
import { customersModule, takeCustomer } from './index.ts'
import { metricsModule } from '../metrics/index.ts'

const manager: TestActor = { id: '00000000-0000-7000-8000-000000000002', grants: ['customer.read', 'customer.write', 'customer.reveal', 'customer.remove', 'personal.read'].map((permission) => ({ permission: permission as `${string}.${string}`, scope: 'all' })) }
let house: Awaited<ReturnType<typeof openTestHouse>>
let call: ReturnType<typeof house.actor>
beforeAll(async () => {
  house = await openTestHouse({ modules: [metricsModule, customersModule], openIdentity: testIdentity(new Map([[manager.id, manager]])) })
  call = house.actor(manager)
})
afterAll(() => house.close())

let last = 13_500_000_000
const phone = () => String(++last)
const add = async (name: string, number: string, more: { region?: string; title?: string; type?: 'person' | 'organisation' } = {}) => {
  const made = await call(customers.add, { body: { type: 'person', name, contactPoints: [{ kind: 'phone', value: number }], ...more } })
  await house.drain()
  return made
}
const merge = async (from: Customer, into: Customer) => {
  const one = await call(customers.merge, { params: { id: from.id }, body: { intoId: into.id } })
  await house.drain()
  return one
}
const undo = async (mergeId: string) => {
  const one = await call(customers.undoMerge, { params: { id: mergeId }, body: {} })
  await house.drain()
  return one
}
const get = (id: string) => call(customers.get, { params: { id } })
const find = async (q: string) => (await call(customers.list, { query: { q } })).items.map((one) => one.id)
const take = async (number: string) => (await house.work.unit(systemActor, 'test', (ctx) => takeCustomer(ctx, { name: '来电者', phone: number }))).id
const code = async (id: string, intoId: string) => {
  const answer = await house.app.inject({ method: 'POST', url: `/api/v1/customers/${id}/merge`, headers: { 'x-test-actor': manager.id, 'content-type': 'application/json' }, payload: JSON.stringify({ intoId }) })
  return [answer.statusCode, (answer.json() as { errors?: { code: string }[]; code?: string }).errors?.[0]?.code]
}

describe('a merge of customers', () => {
  test('shows one record with the values of both, found by the names and numbers of both, taken by either number; and gives all back', async () => {
    const [one, two] = [phone(), phone()]
    const [kept, gone] = [await add('欧阳娜娜', one, { region: '上海' }), await add('歐陽小姐', two, { region: '杭州', title: '女士' })]
    const merged = await merge(gone, kept)
    expect(merged).toMatchObject({ id: kept.id, region: '上海', title: '女士', merged: [{ customer: { id: gone.id, name: '歐陽小姐' } }] })
    expect(merged.contactPoints.map((point) => [point.value, point.customerId])).toEqual(expect.arrayContaining([[`+86${one}`, kept.id], [`+86${two}`, gone.id]]))
    for (const q of [one, two, two.slice(-7), '娜娜', '小姐', 'oyxj']) expect(await find(q), q).toEqual([kept.id])
    expect(await Promise.all([take(one), take(two)])).toEqual([kept.id, kept.id])
    expect(await get(gone.id)).toMatchObject({ mergedInto: { id: kept.id }, may: [] })
    expect((await call(customers.list, { query: {} })).items.map(({ id }) => id)).not.toContain(gone.id)
    expect((await call(customers.duplicates, { params: { id: kept.id } })).items).toEqual([])

    const [{ mergeId } = { mergeId: '' }] = merged.merged
    expect(await undo(mergeId)).toMatchObject({ id: gone.id, mergedInto: null, title: '女士' })
    expect(await get(kept.id)).toMatchObject({ title: null, merged: [] })
    expect([await find(two), await find('小姐'), await find('娜娜')]).toEqual([[gone.id], [gone.id], [kept.id]])
    expect([await take(one), await take(two)]).toEqual([kept.id, gone.id])
    expect((await call(customers.events, { params: { id: gone.id } })).items.map(({ kind }) => kind)).toEqual(['customer.added', 'customer.merged', 'customer.unmerged'])
  })
  test('lets a value be added and taken away on either record, and is found where it belongs', async () => {
    const [kept, gone] = [await add('甲', phone()), await add('乙', phone())]
    await merge(gone, kept)
    const later = phone()
    const point = await call(customers.addContactPoint, { params: { id: gone.id }, body: { kind: 'phone', value: later } })
    expect(await take(later)).toBe(kept.id)
    await call(customers.removeContactPoint, { params: { id: gone.id, pointId: point.id } })
    expect((await get(kept.id)).contactPoints).toHaveLength(2)
  })
  test('goes on to the last of a chain, and is taken back from its end', async () => {
    const [a, b, c] = [await add('丙一', phone()), await add('丙二', phone()), await add('丙三', phone())]
    const first = (await merge(a, b)).merged[0]?.mergeId as string
    const second = (await merge(b, c)).merged[0]?.mergeId as string
    expect((await get(a.id)).mergedInto?.id).toBe(c.id)
    expect((await get(c.id)).contactPoints).toHaveLength(3)
    const early = await house.app.inject({ method: 'POST', url: `/api/v1/customer-merges/${first}/undo`, headers: { 'x-test-actor': manager.id, 'content-type': 'application/json' }, payload: '{}' })
    expect(early.statusCode).toBe(409)
    await undo(second)
    expect((await get(b.id)).contactPoints).toHaveLength(2)
    await undo(first)
    expect([(await get(a.id)).contactPoints.length, (await get(b.id)).contactPoints.length, (await get(c.id)).contactPoints.length]).toEqual([1, 1, 1])
  })
  test('is refused with itself, into what is merged, and of a person into an organisation; two at once make no ring', async () => {
    const [a, b, c] = [await add('丁一', phone()), await add('丁二', phone()), await add('丁公司', phone(), { type: 'organisation' })]
    expect(await code(a.id, a.id)).toEqual([400, 'customer-merge.with-itself'])
    expect(await code(a.id, c.id)).toEqual([422, 'customer-merge.two-types'])
    const both = await Promise.all([code(a.id, b.id), code(b.id, a.id)])
    expect(both.map(([status]) => status).toSorted()).toEqual([200, 400])
  })
  test('puts what has become part of a record into the bin with it, and takes it out with it', async () => {
    const [kept, gone] = [await add('戊一', phone()), await add('戊二', phone())]
    const { version } = await merge(gone, kept)
    const removed = await call(customers.remove, { params: { id: kept.id }, body: { version, reason: '客户要求' } })
    const rows = async () => (await house.pool.query<{ n: number }>('select count(*)::int as n from customer where id = any($1) and deleted_at is not null', [[kept.id, gone.id]])).rows[0]?.n
    expect(await rows()).toBe(2)
    await call(customers.restore, { params: { id: kept.id }, body: { version: removed.version } })
    expect(await rows()).toBe(0)
  })
})
