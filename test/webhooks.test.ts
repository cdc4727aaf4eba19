import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingHttpHeaders, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { systemActor } from '../src/kernel/actors.ts'
import { definitions } from '../src/kernel/definition-contract.ts'
import { shell } from '../src/kernel/shell.ts'
import { cases } from '../src/modules/cases/contract.ts'
import { notifications } from '../src/modules/people/contract.ts'
import { openWholeHouse } from './whole-house.ts'
import { rules } from '../src/modules/rules/contract.ts'
import { queueDelivery } from '../src/modules/rules/webhooks/commands.ts'
import { testing, webhooks } from '../src/modules/rules/webhooks/contract.ts'
import { outside } from '../src/modules/rules/webhooks/deliver.ts'
import { BACK_OFF, nextAfter } from '../src/modules/rules/webhooks/sign.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
let manager: Awaited<ReturnType<typeof house.hire>>
let agent: typeof manager
let server: Server
let url = ''
interface Got { path: string; headers: IncomingHttpHeaders; body: string }
const got: Got[] = []
let answers: (number | 'hang')[] = []
beforeAll(async () => {
  house = await openWholeHouse()
  manager = await house.hire('cs_manager')
  const admin = await house.hire('system_admin')
  agent = await house.hire('agent')
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => { body += part.toString() })
    request.on('end', () => {
      got.push({ path: request.url ?? '', headers: request.headers, body })
      const status = answers.shift() ?? 200
      if (status === 302) response.setHeader('location', 'http://127.0.0.1:1/secret')
      response.statusCode = status as number
      response.end('{}')
    })
  })
  await new Promise<void>((ready) => { server.listen(0, '127.0.0.1', ready) })
  url = `http://hooks.corp.example:${(server.address() as AddressInfo).port}/in`
  outside.resolve = async (host) => host === 'hooks.corp.example' ? [{ address: '127.0.0.1', family: 4 }] : [{ address: '10.9.9.9', family: 4 }]
  await admin.call(shell.changeSetting, { params: { key: 'webhook.private-hosts' }, body: { value: ['hooks.corp.example'], version: 0 } })
  await house.drain()
})
afterAll(async () => { delete outside.resolve; server.close(); await house.close() })
beforeEach(() => { got.length = 0; answers = [] })

const signed = (secret: string, { headers, body }: Got) => `v1,${createHmac('sha256', Buffer.from(secret.slice(6), 'base64')).update(`${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`).digest('base64')}`
const deliveriesOf = async (id: string) => (await manager.call(webhooks.deliveries, { params: { id }, query: { limit: 20 } })).items
const add = (name: string, more: object = {}) => manager.call(webhooks.addWebhook, { body: { name, url, ...more } })

describe('webhooks', () => {
  test('a rule tells another system: signed, with ids and open fields only; a grant adds what it names', async () => {
    const { webhook, secret } = await add('ERP', { grants: ['customer.region'] })
    expect(secret).toMatch(/^whsec_/)
    const { rows: [stored] } = await house.directPool.query('select secret from webhook where id = $1', [webhook.id])
    expect(stored.secret.toString('latin1')).not.toContain(secret.slice(6))
    const body = { name: { zh: '同步', en: 'Sync' }, subject: 'case', trigger: { on: ['case.opened'] }, when: { field: 'case.kind', is: 'equal', value: 'complaint' }, then: [{ do: 'webhook.call', with: { webhook: webhook.id } }] }
    const made = await manager.call(definitions.draft, { body: { kind: 'rule', key: 'sync', body: body as never } })
    const review = await manager.call(definitions.move, { params: { id: made.id }, body: { to: 'review', version: made.revision } })
    await manager.call(definitions.move, { params: { id: made.id }, body: { to: 'published', version: review.revision } })
    await house.drain()
    const opened = await agent.call(cases.open, { body: { kind: 'complaint', subject: '机密主题', description: '内容', channel: 'phone', customer: { name: '张三', phone: '13911112222' } } })
    await house.drain()
    expect(got).toHaveLength(1)
    expect(got[0]!.headers['webhook-signature']).toBe(signed(secret, got[0]!))
    const payload = JSON.parse(got[0]!.body)
    expect(payload).toMatchObject({ type: 'case.opened', data: { rule: 'sync', case: { id: opened.id }, fields: { 'case.number': opened.number, 'case.kind': 'complaint', 'case.customerId': opened.customer!.id, 'customer.region': null } } })
    expect(got[0]!.body).not.toMatch(/机密主题|张三|1391111/)
    expect(payload.data.fields).not.toHaveProperty('case.subject')
    const [delivery] = await deliveriesOf(webhook.id)
    expect(delivery).toMatchObject({ state: 'delivered', id: got[0]!.headers['webhook-id'], tries: [{ attempt: 1, status: 200, error: null }] })
    expect((await manager.call(webhooks.webhook, { params: { id: webhook.id } })).usedBy).toEqual(['sync'])
    const { items: [firing] } = await manager.call(rules.firings, { query: { limit: 1, rule: 'sync' } })
    expect(firing!.deeds).toEqual([{ do: 'webhook.call', did: { kind: 'webhook', id: delivery!.id } }])
    const sync = (await manager.call(rules.rules, {})).items.find((one) => one.key === 'sync')!
    await manager.call(rules.switchRule, { params: { key: 'sync' }, body: { on: false, version: sync.switchVersion } })
  })

  test('what fails is tried again by the published back-off under the same id, and can be replayed', async () => {
    const { webhook } = await add('flaky')
    answers = [500, 503]
    const queued = await house.work.unit(systemActor, 'test', async (ctx) => queueDelivery(ctx, { webhookId: webhook.id, key: 'a', type: 'test.made', payload: { n: 1 }, subject: null, firingId: null }))
    await house.drain()
    const [first] = await deliveriesOf(webhook.id)
    expect(first).toMatchObject({ id: queued, state: 'waiting', tries: [{ status: 500 }] })
    expect(first!.dueAt!.getTime() - house.clock.now().getTime()).toBeGreaterThanOrEqual(5_000)
    const sweep = house.house.flatMap((one) => one.beats ?? []).find((one) => one.name === 'rules.deliveries')!
    for (const seconds of [60, 700]) {
      house.clock.pass(seconds)
      await house.work.unit(systemActor, 'test', (ctx) => sweep.run(ctx))
      await house.drain()
    }
    const [after] = await deliveriesOf(webhook.id)
    expect(after).toMatchObject({ state: 'delivered', tries: [{ status: 500 }, { status: 503 }, { status: 200 }] })
    expect(new Set(got.map((one) => one.headers['webhook-id']))).toEqual(new Set([queued]))
    await manager.call(webhooks.replayDelivery, { params: { id: queued }, body: { version: after!.version } })
    await house.drain()
    expect(got).toHaveLength(4)
    expect((await deliveriesOf(webhook.id))[0]!.tries).toHaveLength(4)
  })
  test('the back-off is the published one and ends', () => {
    expect(BACK_OFF.map((_, made) => nextAfter(made, null, 0))).toEqual([0, 5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400])
    expect(nextAfter(10, null, 0)).toBeNull()
    expect(nextAfter(1, 900, 0)).toBe(900)
  })

  test('while one secret follows another both sign, then only the new one', async () => {
    const { webhook, secret } = await add('rotated')
    const rotated = await manager.call(webhooks.rotateSecret, { params: { id: webhook.id }, body: { version: webhook.version, keepHours: 1 } })
    await manager.call(testing.testWebhook, { params: { id: webhook.id }, body: {} })
    expect(got[0]!.headers['webhook-signature']).toBe(`${signed(rotated.secret, got[0]!)} ${signed(secret, got[0]!)}`)
    house.clock.pass(3_700)
    await manager.call(testing.testWebhook, { params: { id: webhook.id }, body: {} })
    expect(got[1]!.headers['webhook-signature']).toBe(signed(rotated.secret, got[1]!))
  })

  test('a test tells what came back; redirects are not followed, private hosts not called', async () => {
    const { webhook } = await add('tested')
    answers = [302]
    expect(await manager.call(testing.testWebhook, { params: { id: webhook.id }, body: {} })).toMatchObject({ type: 'webhook.test', state: 'given-up', tries: [{ status: 302, error: 'webhook.redirected' }] })
    await expect(manager.call(webhooks.addWebhook, { body: { name: 'x', url: 'https://192.168.0.1/' } })).rejects.toMatchObject({ code: 'request.invalid' })
    const { webhook: sly } = await manager.call(webhooks.addWebhook, { body: { name: 'sly', url: 'https://public.example/' } })
    expect((await manager.call(testing.testWebhook, { params: { id: sly.id }, body: {} })).tries).toMatchObject([{ status: null, error: 'webhook.private-address' }])
  })

  test('one that says it is gone, or fails for days, is switched off and somebody is told; switched on, it sends what waited', async () => {
    const { webhook } = await add('gone')
    const queue = (key: string) => house.work.unit(systemActor, 'test', (ctx) => queueDelivery(ctx, { webhookId: webhook.id, key, type: 'test.made', payload: {}, subject: null, firingId: null }))
    answers = [410]
    await queue('a')
    await house.drain()
    const off = await manager.call(webhooks.webhook, { params: { id: webhook.id } })
    expect(off).toMatchObject({ isOn: false, offReason: 'gone' })
    expect((await manager.call(notifications.recent, { query: { limit: 1 } })).items[0]).toMatchObject({ code: 'webhook.notice-gone', params: { name: 'gone' } })
    await queue('b')
    await house.drain()
    expect((await deliveriesOf(webhook.id))[0]!.state).toBe('stopped')
    await manager.call(webhooks.changeWebhook, { params: { id: webhook.id }, body: { isOn: true, version: off.version } })
    await house.drain()
    expect((await deliveriesOf(webhook.id)).map((one) => one.state)).toEqual(['delivered', 'given-up'])
  })

  test('an agent sees no webhooks', async () => {
    await expect(agent.call(webhooks.webhooks, {})).rejects.toMatchObject({ status: 403 })
  })
})
