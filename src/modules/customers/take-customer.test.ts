import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { openTestHouse, testIdentity } from '../../../test/app.ts'
import type { TestActor } from '../../../test/app.ts'
import { endpoint, event } from '../../kernel/contract.ts'
import { defineModule, serve } from '../../kernel/module.ts'
import { customers } from './contract.ts'
import { customersModule, takeCustomer } from './index.ts'
import { metricsModule } from '../metrics/index.ts'

const actor: TestActor = { id: '00000000-0000-7000-8000-000000000001', grants: ['customer.read', 'customer.write', 'customer.remove'].map((permission) => ({ permission: permission as 'customer.read', scope: 'all' })) }

/** Stands for a module above: it takes customers as the opening of a case does. */
const above = { take: endpoint('POST', '/takes', { body: z.strictObject({ name: z.string(), phone: z.string().optional(), email: z.string().optional() }), response: z.object({ id: z.uuid(), isNew: z.boolean(), name: z.string() }), access: 'customer.write' }) }
const Taken = event('take.done', z.object({}))
const aboveModule = defineModule({
  name: 'above', events: [Taken],
  serves: [serve(above, { take: async (ctx, { body }) => { const taken = await takeCustomer(ctx, body); await ctx.emit(Taken, taken.id, {}); return taken } })],
})

let house: Awaited<ReturnType<typeof openTestHouse>>
beforeAll(async () => { house = await openTestHouse({ modules: [metricsModule, customersModule, aboveModule], openIdentity: testIdentity(new Map([[actor.id, actor]])) }) })
afterAll(() => house.close())

describe('taking the customer of a contact', () => {
  const take = (body: { name: string; phone?: string; email?: string }) => house.actor(actor)(above.take, { body })
  const count = async (name: string) => (await house.pool.query('select count(*)::int as n from customer where name = $1', [name])).rows[0].n as number
  test('the one who has exactly this number or address; a new one when nobody or several have it', async () => {
    const one = await take({ name: '来电', phone: '13300001111', email: 'Call@in.example.com' })
    expect(one.isNew).toBe(true)
    expect(await take({ name: '别名', phone: '+86 133 0000 1111' })).toMatchObject({ id: one.id, isNew: false, name: '来电' })
    expect(await take({ name: '别名', email: 'call@IN.example.com' })).toMatchObject({ id: one.id })
    expect(await take({ name: '别名', phone: '13300002222', email: 'call@in.example.com' })).toMatchObject({ id: one.id })
    const other = await take({ name: '乙', phone: '13300003333' })
    expect(await take({ name: '两者', phone: '13300003333', email: 'call@in.example.com' })).toMatchObject({ isNew: true })
    const several = await take({ name: '丙', phone: '13300003333' })
    expect([one.id, other.id]).not.toContain(several.id)
    expect((await take({ name: '无号' })).isNew).toBe(true)
    await expect(take({ name: '坏号', phone: '123' })).rejects.toMatchObject({ status: 400, problem: { errors: [{ path: 'customer.phone', code: 'contact-point.bad-phone' }] } })
  })
  test('a number in a name is kept masked', async () => {
    expect((await take({ name: '老王13288887777', phone: '13288887777' })).name).toBe('老王132****7777')
    expect((await take({ name: '\u200b', phone: '13288886666' })).name).toBe('+86132****6666')
  })
  test('fifty at once with one new number make one customer', async () => {
    const taken = await Promise.all(Array.from({ length: 50 }, () => take({ name: '五十', phone: '13255556666', email: 'fifty@example.com' })))
    expect(new Set(taken.map((one) => one.id)).size).toBe(1)
    expect(await count('五十')).toBe(1)
  })
  test('fifty at once with numbers and addresses crossed neither stand still nor make one too many', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => n % 2 ? take({ name: '交叉', phone: '13255557777', email: 'cross@example.com' }) : take({ name: '交叉', phone: '13255557777' })))
    expect(new Set(answers.map((one) => one.id)).size).toBe(1)
  })
  test('who lies in the bin is not taken', async () => {
    const { id } = await take({ name: '删除', phone: '13255558888' })
    await house.actor(actor)(customers.remove, { params: { id }, body: { version: 1, reason: '测试' } })
    expect((await take({ name: '删除', phone: '13255558888' })).id).not.toBe(id)
  })
})
