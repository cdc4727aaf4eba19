import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { systemActor } from '../../kernel/actors.ts'
import { endpoint, event } from '../../kernel/contract.ts'
import { newId } from '../../kernel/id.ts'
import { strike } from '../../kernel/jobs.ts'
import { defineModule, serve } from '../../kernel/module.ts'
import { openTestHouse, testIdentity } from '../../../test/app.ts'
import type { TestActor } from '../../../test/app.ts'
import { customers } from '../customers/contract.ts'
import { customersModule, takeCustomer } from '../customers/index.ts'
import { metricsModule } from '../metrics/index.ts'
import { interactions } from './contract.ts'
import { contactsModule, recordInteraction } from './index.ts'
import { timelineOf } from './queries.ts'

const grant = (scope: string, ...words: string[]) => words.map((word) => ({ permission: word as `${string}.${string}`, scope }))
const agent: TestActor = { id: '00000000-0000-7000-8000-000000000001', grants: [...grant('all', 'customer.read', 'customer.write', 'interaction.read'), ...grant('own', 'interaction.write')] }
const own: TestActor = { id: '00000000-0000-7000-8000-000000000002', grants: [...grant('all', 'customer.read'), ...grant('own', 'interaction.read', 'interaction.write')] }
const manager: TestActor = { id: '00000000-0000-7000-8000-000000000003', grants: grant('all', 'customer.read', 'customer.write', 'customer.remove', 'interaction.read', 'personal.read') }
const outsider: TestActor = { id: '00000000-0000-7000-8000-000000000004', grants: grant('all', 'staff.read') }
const actors = new Map([agent, own, manager, outsider].map((actor) => [actor.id, actor]))

/** Stands for a channel: a stranger writes, the customer is taken, the contact is kept. */
const channel = { receive: endpoint('POST', '/received', { body: z.strictObject({ from: z.string(), to: z.string(), cc: z.string() }), response: z.object({ id: z.uuid(), customerId: z.uuid() }), access: 'customer.write' }) }
const Received = event('received.done', z.object({}))
const channelModule = defineModule({
  name: 'channel', events: [Received],
  serves: [serve(channel, {
    receive: async (ctx, { body }) => {
      const customer = await takeCustomer(ctx, { name: '来信人', email: body.from })
      const id = await recordInteraction(ctx, {
        channel: 'email', direction: 'in', customerId: customer.id, subjectKind: 'case', subjectId: newId(), topic: `请回电 13812340000`,
        parties: [{ role: 'from', contactPointId: customer.contactPoints[0]?.id as string }, { role: 'to', kind: 'email', value: body.to }, { role: 'cc', kind: 'email', value: body.cc }],
      })
      await ctx.emit(Received, id, {})
      return { id, customerId: customer.id }
    },
  })],
})

let house: Awaited<ReturnType<typeof openTestHouse>>
beforeAll(async () => { house = await openTestHouse({ modules: [metricsModule, customersModule, contactsModule, channelModule], openIdentity: testIdentity(actors) }) })
afterAll(() => house.close())
const as = (who: TestActor) => house.actor(who)
const status = async (url: string, who: TestActor) => (await house.app.inject({ method: 'GET', url: `/api/v1${url}`, headers: { 'x-test-actor': who.id } })).statusCode
const someone = () => as(agent)(customers.add, { body: { type: 'person', name: '张三', contactPoints: [{ kind: 'phone', value: '13911112222' }] } })
const call = { channel: 'phone', direction: 'in', topic: '询问保修' } as const

describe('a contact written down by hand', () => {
  test('stands on the customer’s timeline with who, when and about what', async () => {
    const { id: customerId, contactPoints } = await someone()
    const startedAt = '2026-03-02T00:50:00Z', endedAt = '2026-03-02T00:55:30Z'
    const kept = await as(agent)(interactions.writeDown, { body: { ...call, customerId, contactPointId: contactPoints[0]?.id as string, startedAt, endedAt, topic: '回电 13800001111', outcome: '已解答' } })
    expect(kept).toMatchObject({ channel: 'phone', direction: 'in', customer: { id: customerId, name: '张三' }, agent: { id: agent.id }, at: new Date(startedAt), endedAt: new Date(endedAt), topic: '回电 138****1111', outcome: '已解答', from: [{ kind: 'phone', value: '+86139****2222', customerId }], to: [], cc: [] })
    expect((await as(agent)(interactions.timeline, { params: { id: customerId }, query: {} })).items).toMatchObject([{ id: kept.id, topic: '回电 138****1111' }])
    expect((await as(manager)(interactions.get, { params: { id: kept.id } })).from).toMatchObject([{ value: '+8613911112222' }])
  })
  test('is refused at the wrong field', async () => {
    const { id: customerId } = await someone()
    const { contactPoints } = await someone()
    const startedAt = '2026-03-02T00:50:00Z'
    const wrong = (body: object) => as(agent)(interactions.writeDown, { body: { ...call, customerId, startedAt, ...body } })
    await expect(wrong({ startedAt: '2026-03-02T02:00:00Z' })).rejects.toMatchObject({ status: 400, problem: { errors: [{ path: 'startedAt', code: 'interaction.in-the-future' }] } })
    await expect(wrong({ endedAt: '2026-03-02T00:49:00Z' })).rejects.toMatchObject({ status: 400, problem: { errors: [{ path: 'endedAt' }] } })
    await expect(wrong({ customerId: newId() })).rejects.toMatchObject({ status: 400, problem: { errors: [{ path: 'customerId', code: 'customer.not-found' }] } })
    await expect(wrong({ contactPointId: contactPoints[0]?.id })).rejects.toMatchObject({ status: 400, problem: { errors: [{ path: 'contactPointId', code: 'contact-point.not-found' }] } })
    await expect(as(manager)(interactions.writeDown, { body: { ...call, customerId, startedAt } })).rejects.toMatchObject({ status: 403 })
  })
})

describe('a timeline', () => {
  test('holds every channel, newest first by when it happened, page after page', async () => {
    const { id: customerId } = await someone()
    const moments = ['2026-02-27T01:00:00Z', '2011-05-01T01:00:00Z', '2026-03-01T01:00:00Z', '2026-02-28T01:00:00Z', '2026-03-01T01:00:00Z'].map((text) => new Date(text))
    await house.work.unit(systemActor, 'test', async (ctx) => {
      for (const [n, at] of moments.entries()) await recordInteraction(ctx, { channel: (['chat', 'api', 'email', 'visit', 'sms'] as const)[n] ?? 'api', direction: n % 2 ? 'out' : 'in', customerId, agentId: n % 2 ? own.id : null, at })
    })
    const walk = async (who: TestActor) => {
      const seen: { id: string; at: Date }[] = []
      for (let cursor: string | null = ''; cursor !== null;) {
        const page: { items: typeof seen; nextCursor: string | null } = await as(who)(interactions.timeline, { params: { id: customerId }, query: { limit: 2, ...(cursor ? { cursor } : {}) } })
        seen.push(...page.items)
        cursor = page.nextCursor
      }
      return seen
    }
    const seen = await walk(agent)
    expect(new Set(seen.map((one) => one.id)).size).toBe(5)
    expect(seen.map((one) => one.at)).toEqual(moments.toSorted((a, b) => b.getTime() - a.getTime()))
    expect((await walk(own)).map((one) => one.at.toISOString().slice(0, 4))).toEqual(['2026', '2011'])
    expect((await as(own)(interactions.list, { query: {} })).items).toHaveLength(2)
    expect((await as(agent)(interactions.list, { query: { customerId, channel: 'visit' } })).items).toHaveLength(1)
    expect((await as(agent)(interactions.list, { query: { customerId, atFrom: '2026-02-28', atTo: '2026-02-28' } })).items).toHaveLength(1)
    expect((await as(agent)(interactions.list, { query: { agent: own.id, direction: 'out' } })).items).toHaveLength(2)
    expect(await house.work.read(systemActor, 'test', async (ctx) => (await timelineOf(ctx, customerId, { limit: 50 })).items.length)).toBe(5)
  })
  test('is nobody’s without the permission, and another’s interaction not one’s own', async () => {
    const { id: customerId } = await someone()
    const { id } = await as(agent)(interactions.writeDown, { body: { ...call, customerId, startedAt: '2026-03-02T00:50:00Z' } })
    for (const url of ['/interactions', `/interactions/${id}`, `/customers/${customerId}/timeline`]) expect(await status(url, outsider)).toBe(403)
    expect(await status(`/interactions/${id}`, own)).toBe(404)
    expect(await status(`/interactions/${id}`, agent)).toBe(200)
    expect(await status(`/customers/${newId()}/timeline`, agent)).toBe(404)
  })
})

describe('senders and receivers', () => {
  const from = 'mrs.sender@outside-mail.cn', to = 'help.desk@our-company.cn', cc = 'third.party@elsewhere.org'
  test('are masked for agents, whole for who may read them, and clear in no table', async () => {
    const { id } = await as(agent)(channel.receive, { body: { from, to, cc } })
    await house.drain()
    expect(await as(agent)(interactions.get, { params: { id } })).toMatchObject({ from: [{ value: 'm***@outside-mail.cn' }], to: [{ value: 'h***@our-company.cn', customerId: null, contactPointId: null }], cc: [{ value: 't***@elsewhere.org' }], topic: '请回电 138****0000', about: { kind: 'case' } })
    expect(await as(manager)(interactions.get, { params: { id } })).toMatchObject({ from: [{ value: from }], to: [{ value: to }], cc: [{ value: cc }] })
    const { rows: names } = await house.directPool.query<{ name: string }>(`select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'graphile_worker')`)
    const all = (await Promise.all(names.map(async ({ name }) => (await house.directPool.query<{ row: string }>(`select t::text as row from ${name} t`)).rows.map(({ row }) => row).join('\n')))).join('\n')
    for (const secret of [from, 'mrs.sender', to, cc, 'third.party', '13812340000', '13911112222', '1391111']) {
      expect(all, secret).not.toContain(secret)
      expect(all, secret).not.toContain(Buffer.from(secret).toString('hex'))
    }
  })
  test('a removed contact point leaves the interaction standing, without its value', async () => {
    const { id, customerId } = await as(agent)(channel.receive, { body: { from: 'gone@soon.cn', to, cc } })
    const [point] = (await as(agent)(customers.get, { params: { id: customerId } })).contactPoints
    await as(agent)(customers.removeContactPoint, { params: { id: customerId, pointId: point?.id as string } })
    expect((await as(manager)(interactions.get, { params: { id } })).from).toEqual([{ kind: 'email', value: null, contactPointId: point?.id, customerId, name: null }])
  })
})

test('months ahead have their partitions, made again when they are missing', async () => {
  const tables = async () => (await house.directPool.query<{ name: string }>(`select relid::regclass::text as name from pg_partition_tree('interaction') where isleaf order by 1`)).rows.map((row) => row.name)
  const before = await tables()
  await house.directPool.query(`drop table ${before.findLast((name) => name !== 'interaction_rest')}`)
  const months = contactsModule.beats?.find((beat) => beat.name === 'contacts.months')
  await strike(house.work, months as NonNullable<typeof months>)
  expect(await tables()).toEqual(before)
})
