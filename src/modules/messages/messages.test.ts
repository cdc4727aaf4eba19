import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { systemActor } from '../../kernel/actors.ts'
import type { Ctx } from '../../kernel/context.ts'
import { definitions } from '../../kernel/definition-contract.ts'
import { verifyChain } from '../../kernel/events.ts'
import { newId } from '../../kernel/id.ts'
import { openWholeHouse } from '../../../test/whole-house.ts'
import { outbox, signatures, templates, unsubscribing, wishes } from './contract.ts'
import type { Wish } from './index.ts'
import { deliveriesOf, markBounced, queueMessage, signatureFor, unsubscribeLink } from './index.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let agent: Person
let manager: Person
beforeAll(async () => {
  house = await openWholeHouse()
  agent = await house.hire('agent')
  manager = await house.hire('cs_manager')
})
beforeEach(() => house.clock.set('2026-03-02T01:00:00Z'))
afterAll(() => house.close())

const inUnit = <T>(run: (ctx: Ctx) => Promise<T>) => house.work.unit(systemActor, 'test', run)
let nth = 0
const wish = (more: Partial<Wish> = {}): Wish => ({ key: `test:${newId()}`, channel: 'email', about: { kind: 'case', id: newId() }, to: [{ kind: 'email', value: `li${++nth}@example.com` }], subject: '您的空调', text: '明天上门。', ...more })
const queue = (more: Partial<Wish> = {}) => inUnit((ctx) => queueMessage(ctx, wish(more)))
const newCustomer = async () => {
  const email = `customer${++nth}@example.com`
  const { id, contactPoints } = (await agent.raw('POST', '/customers', { type: 'person', name: `王${nth}`, contactPoints: [{ kind: 'email', value: email }, { kind: 'phone', value: `1391234${String(1000 + nth)}` }] })).json() as { id: string; contactPoints: { id: string; kind: string }[] }
  return { id, email, point: contactPoints.find((one) => one.kind === 'email')!.id, phone: contactPoints.find((one) => one.kind === 'phone')!.id }
}

describe('one key, one message', () => {
  test('fifty at once with one key make one message, and all get its id', async () => {
    const asked = wish()
    const answers = await Promise.all(Array.from({ length: 50 }, () => inUnit((ctx) => queueMessage(ctx, asked))))
    expect(new Set(answers.map((one) => one.id)).size).toBe(1)
    const deliveries = await house.work.read(systemActor, 'test', (ctx) => deliveriesOf(ctx, [asked.key, 'test:nobody']))
    expect([...deliveries.keys()]).toEqual([asked.key])
    const { items } = await manager.call(outbox.list, { query: { aboutId: asked.about.id } })
    expect(items.map((one) => one.id)).toEqual([answers[0]!.id])
  })
  test('a unit that fails leaves its key free', async () => {
    const asked = wish()
    await expect(inUnit(async (ctx) => { await queueMessage(ctx, asked); throw new Error('no') })).rejects.toThrow('no')
    expect((await inUnit((ctx) => queueMessage(ctx, asked))).state).toBe('held')
    expect((await manager.call(outbox.list, { query: { aboutId: asked.about.id } })).items).toHaveLength(1)
  })
})

describe('what may not leave says why', () => {
  test('without a mailbox it is held, and so is a channel that nobody carries', async () => {
    expect(await queue()).toMatchObject({ state: 'held', reason: 'message.no-mailbox' })
    expect(await queue({ channel: 'sms', to: [{ kind: 'phone', value: '13912345678' }] })).toMatchObject({ state: 'held', reason: 'message.no-carrier' })
  })
  test('addresses that are none, and contact points that are gone', async () => {
    expect(await queue({ to: [{ kind: 'email', value: 'not an address' }] })).toMatchObject({ state: 'refused', reason: 'message.bad-address' })
    expect(await queue({ to: [{ kind: 'email', contactPointId: newId() }] })).toMatchObject({ state: 'refused', reason: 'message.no-address' })
    expect(await queue({ to: [] })).toMatchObject({ state: 'refused', reason: 'message.no-address' })
    expect(await queue({ to: [{ kind: 'phone', value: '13912345678' }] })).toMatchObject({ state: 'refused', reason: 'message.wrong-kind' })
  })
  test('a follow-up to a customer who opted out is refused with the reason; answers and other purposes go', async () => {
    const { id, point } = await newCustomer()
    const to: Wish['to'] = [{ kind: 'email', contactPointId: point }]
    await agent.call(wishes.sayConsent, { params: { id }, body: { contactPointId: point, purpose: 'follow-up', state: 'withdrawn', source: '电话中说明' } })
    expect(await queue({ to, purpose: 'follow-up' })).toMatchObject({ state: 'refused', reason: 'message.opted-out' })
    expect((await queue({ to, purpose: 'service' })).state).toBe('held')
    expect((await queue({ to })).state).toBe('held')
    expect(await queue({ to, purpose: 'marketing' })).toMatchObject({ state: 'refused', reason: 'message.no-consent' })
    await agent.call(wishes.sayConsent, { params: { id }, body: { contactPointId: point, purpose: 'marketing', state: 'given', source: '会员协议' } })
    expect((await queue({ to, purpose: 'marketing' })).state).toBe('held')
  })
  test('the no holds for the address, whoever’s record it stands in', async () => {
    const { id, point, email } = await newCustomer()
    await agent.call(wishes.sayConsent, { params: { id }, body: { contactPointId: point, purpose: 'survey', state: 'withdrawn', source: '邮件' } })
    expect(await queue({ to: [{ kind: 'email', value: email.toUpperCase() }], purpose: 'survey' })).toMatchObject({ state: 'refused', reason: 'message.opted-out' })
  })
  test('a channel that the customer forbids carries answers only', async () => {
    const { id, point } = await newCustomer()
    await agent.call(wishes.preferChannel, { params: { id }, body: { preferred: 'phone', forbidden: ['email', 'phone'], version: 0 } })
    const { preference } = await agent.call(wishes.consents, { params: { id } })
    expect(preference).toEqual({ preferred: 'phone', forbidden: ['email'], version: 1 })
    expect(await queue({ customerId: id, to: [{ kind: 'email', contactPointId: point }], purpose: 'service' })).toMatchObject({ state: 'refused', reason: 'message.channel-forbidden' })
    expect((await queue({ customerId: id, to: [{ kind: 'email', contactPointId: point }] })).state).toBe('held')
    expect((await agent.raw('PATCH', `/customers/${id}/channel-preference`, { preferred: null, forbidden: [], version: 0 })).json()).toMatchObject({ status: 409, code: 'record.stale' })
  })
  test('an address from which a mail came back for good is left alone for some days, or until somebody says otherwise', async () => {
    const { id, point, email } = await newCustomer()
    const first = await queue({ to: [{ kind: 'email', value: email }] })
    await inUnit((ctx) => markBounced(ctx, first.id, { address: email, outcome: 'failed', reason: 'mailboxfull', hard: false }))
    expect((await queue({ to: [{ kind: 'email', value: email }] })).state).toBe('held')
    await inUnit((ctx) => markBounced(ctx, first.id, { address: email, outcome: 'failed', reason: 'userunknown', hard: true }))
    expect(await queue({ to: [{ kind: 'email', value: email }] })).toMatchObject({ state: 'refused', reason: 'message.address-blocked' })
    expect((await agent.call(wishes.consents, { params: { id } })).items.find((one) => one.contactPointId === point)?.blockedUntil).toEqual(new Date('2026-04-01T01:00:00Z'))
    await agent.call(wishes.unblockAddress, { params: { id }, body: { contactPointId: point } })
    expect((await queue({ to: [{ kind: 'email', value: email }] })).state).toBe('held')
    await inUnit((ctx) => markBounced(ctx, first.id, { address: email, outcome: 'failed', reason: 'userunknown', hard: true }))
    house.clock.set('2026-04-01T01:00:01Z')
    expect((await queue({ to: [{ kind: 'email', value: email }] })).state).toBe('held')
  })
  test('two programs that answer each other are stopped: so many automatic messages to an address and no more, even all at once', async () => {
    const value = `robot${++nth}@example.com`
    const answers = await Promise.all(Array.from({ length: 12 }, () => queue({ to: [{ kind: 'email', value }], automatic: true })))
    expect(answers.filter((one) => one.state === 'held')).toHaveLength(5)
    expect(answers.filter((one) => one.reason === 'message.too-many')).toHaveLength(7)
    expect((await queue({ to: [{ kind: 'email', value }] })).state).toBe('held')
    house.clock.pass(3_601)
    expect((await queue({ to: [{ kind: 'email', value }], automatic: true })).state).toBe('held')
  })
})

describe('quiet hours', () => {
  const dueOf = async (id: string) => (await manager.call(outbox.get, { params: { id } })).dueAt
  test('an automatic message waits for the morning of the receiver; an answer does not', async () => {
    house.clock.set('2026-03-02T15:00:00Z')
    expect(await dueOf((await queue({ automatic: true })).id)).toEqual(new Date('2026-03-03T00:00:00Z'))
    expect(await dueOf((await queue({ automatic: true, zone: 'Europe/Berlin' })).id)).toEqual(new Date('2026-03-02T15:00:00Z'))
    expect(await dueOf((await queue({ automatic: true, zone: 'America/New_York' })).id)).toEqual(new Date('2026-03-02T15:00:00Z'))
    house.clock.set('2026-03-02T02:00:00Z')
    expect(await dueOf((await queue({ automatic: true, zone: 'America/New_York' })).id)).toEqual(new Date('2026-03-02T13:00:00Z'))
    house.clock.set('2026-03-02T15:00:00Z')
    expect(await dueOf((await queue()).id)).toEqual(new Date('2026-03-02T15:00:00Z'))
  })
  test('the proposed channel knows them, the customer’s wish and what was refused', async () => {
    const { id, phone } = await newCustomer()
    const propose = (more: object = {}) => agent.call(wishes.proposeChannel, { params: { id }, query: { urgency: 'normal', complexity: 'complex', ...more } })
    expect(await propose()).toMatchObject({ channel: 'phone', reason: 'complex' })
    await agent.call(wishes.preferChannel, { params: { id }, body: { preferred: 'email', forbidden: [], version: 0 } })
    expect(await propose({ urgency: 'low' })).toMatchObject({ channel: 'email', reason: 'preferred' })
    expect(await propose({ urgency: 'urgent', safety: 'true' })).toMatchObject({ channel: 'phone', reason: 'safety' })
    await agent.call(wishes.preferChannel, { params: { id }, body: { preferred: null, forbidden: [], version: 1 } })
    house.clock.set('2026-03-02T15:00:00Z')
    expect((await propose()).channel).toBe('email')
    await agent.call(wishes.sayConsent, { params: { id }, body: { contactPointId: phone, purpose: 'care', state: 'withdrawn', source: '电话' } })
    expect((await propose({ purpose: 'care' })).ways).toEqual(['email'])
  })
})

describe('the outbox', () => {
  test('who wrote a message sees it, who leads sees all, others nothing; addresses are masked for whoever may not read them', async () => {
    const other = await house.hire('agent')
    const { id } = await house.work.unit({ ...systemActor, kind: 'staff', id: agent.id }, 'test', (ctx) => queueMessage(ctx, wish({ to: [{ kind: 'email', value: 'secret.person@example.com', name: '秘先生' }] })))
    const seen = await agent.call(outbox.get, { params: { id } })
    expect(seen).toMatchObject({ state: 'held', author: { id: agent.id }, may: ['send-again', 'cancel'] })
    expect(JSON.stringify(seen)).not.toContain('secret.person')
    expect((await manager.call(outbox.get, { params: { id } })).to[0]?.value).toBe('secret.person@example.com')
    expect((await other.raw('GET', `/outbox/${id}`)).statusCode).toBe(404)
    expect((await other.raw('POST', `/outbox/${id}/cancel`, { version: seen.version })).statusCode).toBe(404)
    expect((await other.call(outbox.list, { query: {} })).items).toEqual([])
    const { rows } = await house.directPool.query(`select string_agg(m::text, '') || coalesce((select string_agg(e.data::text, '') from event_inbox e), '') as dump from outgoing_message m`)
    expect(rows[0].dump).not.toMatch(/secret\.person|明天上门|秘先生/)
  })
  test('held is cancelled or sent again; sent again says why it still can’t go', async () => {
    const { id } = await queue()
    const held = await manager.call(outbox.get, { params: { id } })
    expect((await manager.raw('POST', `/outbox/${id}/send-again`, { version: held.version })).json()).toMatchObject({ status: 422, code: 'message.no-mailbox' })
    const cancelled = await manager.call(outbox.cancel, { params: { id }, body: { version: held.version } })
    expect(cancelled).toMatchObject({ state: 'cancelled', may: [] })
    expect((await manager.raw('POST', `/outbox/${id}/cancel`, { version: held.version })).json()).toMatchObject({ status: 409, code: 'record.stale' })
    expect((await manager.raw('POST', `/outbox/${id}/cancel`, { version: cancelled.version })).json()).toMatchObject({ status: 409, code: 'message.not-now' })
    await house.drain()
    expect((await manager.call(outbox.events, { params: { id } })).items.map((one) => one.kind)).toEqual(['message.held', 'message.cancelled'])
  expect((await manager.call(outbox.counts, {})).items.find((one) => one.state === 'held')?.count).toBeGreaterThan(0)
  })
  test('lists by state, channel and what they are about', async () => {
    const about = { kind: 'case', id: newId() }
    await queue({ about })
    await queue({ about, to: [] })
    const list = async (query: object) => (await manager.call(outbox.list, { query: { aboutId: about.id, ...query } })).items.map((one) => one.state)
    expect(await list({})).toEqual(['refused', 'held'])
    expect(await list({ state: 'held,queued' })).toEqual(['held'])
    expect(await list({ channel: 'sms' })).toEqual([])
    expect((await manager.raw('GET', '/outbox?state=asleep')).statusCode).toBe(400)
  })
  test('a file that hangs on nothing is hung on the message; one that is not the actor’s is not sent', async () => {
    const upload = async (person: Person) => (await house.app.inject({ method: 'POST', url: '/api/v1/files', headers: { authorization: `Bearer ${person.token}`, 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent('维修单.txt') }, payload: '维修单内容' })).json().id as string
    const own = await upload(agent)
    const as = (person: Person, attachments: string[]) => house.work.unit({ ...systemActor, kind: 'staff', id: person.id, can: () => true }, 'test', (ctx) => queueMessage(ctx, wish({ attachments })))
    const { id } = await as(agent, [own])
    expect((await manager.call(outbox.get, { params: { id } })).files.map((one) => one.name)).toEqual(['维修单.txt'])
    expect((await manager.raw('GET', `/files/${own}`)).statusCode).toBe(200)
    await expect(as(manager, [await upload(agent)])).rejects.toMatchObject({ code: 'file.not-found' })
  })
})

describe('templates', () => {
  test('are found by word, pinyin and initials, and counted by what left', async () => {
    const find = async (q: string) => (await agent.call(templates.templates, { query: { q } })).items.map((one) => one.key)
    expect(await find('进展')).toContain('progress-note')
    expect(await find('chulijinzhan')).toEqual(['progress-note'])
    expect(await find('cljz')).toEqual(['progress-note'])
    expect(await find('apologies')).toEqual(['apology'])
    expect((await agent.call(templates.templates, { query: { channel: 'sms', category: 'apology' } })).items).toEqual([])
    const fields = { name: '李雷', matter: '空调维修' }
    const before = (await agent.call(templates.templates, { query: { q: 'huifang' } })).items[0]!.uses
    await queue({ template: 'follow-up-note', fields })
    await house.drain()
    // Held messages have not left: they are not counted.
    expect((await agent.call(templates.templates, { query: { q: 'huifang' } })).items[0]!.uses).toBe(before)
  })
  test('a missing field is refused by its name, in the reader’s language', async () => {
    const refused = await agent.raw('GET', `/templates/follow-up-note/text?locale=zh-CN&fields=${encodeURIComponent('{"name":"李雷"}')}`, undefined, { 'accept-language': 'zh-CN' })
    expect(refused.json()).toMatchObject({ status: 422, code: 'template.not-filled', errors: [{ path: 'fields.matter', code: 'template.field-missing', message: '请填写“事项”。' }] })
    await expect(queue({ template: 'follow-up-note', fields: { name: '李雷' } })).rejects.toMatchObject({ code: 'template.not-filled' })
    await expect(queue({ template: 'no-such' })).rejects.toMatchObject({ code: 'template.unknown' })
    expect((await agent.raw('GET', '/templates/apology/text?locale=en&fields=[1]')).statusCode).toBe(400)
    const shown = await agent.call(templates.renderTemplate, { params: { key: 'follow-up-note' }, query: { locale: 'en', examples: 'true' } })
    expect(shown.subject).toBe('Is all well after the repair of your air conditioner?')
  })
  test('a company writes its own: a draft is previewed, a wrong one refused at the place, a published one is used', async () => {
    const shippedOne = (await agent.call(templates.templates, { query: { q: '回访' } })).items[0]!
    const { body } = await manager.call(definitions.get, { params: { id: shippedOne.definitionId } })
    const own = { ...body as { subject: object }, subject: { zh: '回访：{{matter}}', en: 'How is {{matter}}?' } }
    const wrong = { ...own, subject: { zh: '回访：{{what}}', en: 'x' } }
    expect((await manager.raw('POST', '/definitions', { kind: 'template', key: 'follow-up-note', body: wrong })).json()).toMatchObject({ status: 422, errors: [{ path: 'body.subject.zh' }] })
    const draft = await manager.call(definitions.draft, { body: { kind: 'template', key: 'follow-up-note', body: own as never } })
    await house.drain()
    expect((await manager.call(templates.renderTemplate, { params: { key: 'follow-up-note' }, query: { locale: 'zh-CN', examples: 'true', definitionId: draft.id } })).subject).toBe('回访：空调维修')
    const review = await manager.call(definitions.move, { params: { id: draft.id }, body: { to: 'review', version: draft.revision } })
    await manager.call(definitions.move, { params: { id: draft.id }, body: { to: 'published', version: review.revision } })
    await house.drain()
    expect((await agent.call(templates.renderTemplate, { params: { key: 'follow-up-note' }, query: { locale: 'zh-CN', examples: 'true' } })).subject).toBe('回访：空调维修')
  })
})

describe('signatures', () => {
  test('the nearest stands below: one’s own, the team’s, the company’s', async () => {
    const team = await house.team('热线组')
    const of = (more: object) => house.work.read(systemActor, 'test', (ctx) => signatureFor(ctx, more))
    expect(await of({ staffId: agent.id })).toBe(null)
    await manager.call(signatures.setSignature, { body: { owner: { kind: 'company' }, text: '首问客服' } })
    await manager.call(signatures.setSignature, { body: { owner: { kind: 'team', id: team.id }, text: '热线组 400-000' } })
    const { items } = await agent.call(signatures.setSignature, { body: { owner: { kind: 'staff' }, text: '小陈' } })
    expect(items.map((one) => one.text)).toEqual(['小陈', '热线组 400-000', '首问客服'])
    expect([await of({ staffId: agent.id, teamId: team.id }), await of({ teamId: team.id }), await of({ staffId: manager.id })]).toEqual(['小陈', '热线组 400-000', '首问客服'])
    expect((await agent.raw('POST', '/signatures', { owner: { kind: 'team', id: team.id }, text: 'x' })).statusCode).toBe(403)
    expect((await agent.raw('POST', '/signatures', { owner: { kind: 'staff' }, text: '又一个' })).json()).toMatchObject({ status: 409, code: 'record.stale' })
    await agent.call(signatures.setSignature, { body: { owner: { kind: 'staff' }, text: ' ', version: 1 } })
    expect(await of({ staffId: agent.id, teamId: team.id })).toBe('热线组 400-000')
  })
})

test('who follows the link in a mail says no to its purpose, by hand or by their mail program, and a made-up link does nothing', async () => {
  const { email } = await newCustomer()
  const { id } = await queue({ to: [{ kind: 'email', value: email }], purpose: 'survey' })
  await house.work.unit(systemActor, 'test', async (ctx) => {
    const { changeSetting } = await import('../../kernel/settings.ts')
    const { publicAddress } = await import('./settings.ts')
    await changeSetting(ctx, publicAddress, 'https://service.example/', 0)
  })
  await house.drain()
  const link = await house.work.read(systemActor, 'test', async (ctx) => unsubscribeLink(ctx, id, 'survey', true))
  expect(link).toMatch(/^https:\/\/service\.example\/unsubscribe\/[0-9a-f]{56}$/)
  const token = link!.split('/').at(-1) as string
  const stranger = house.through(house.line({}))
  expect(await stranger(unsubscribing.lookAtUnsubscribing, { params: { token } })).toMatchObject({ purpose: 'survey', withdrawn: false })
  const oneClick = await house.app.inject({ method: 'POST', url: `/api/v1/unsubscribe/${token}`, headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: 'List-Unsubscribe=One-Click' })
  expect(oneClick.json()).toEqual({ withdrawn: true })
  expect(await stranger(unsubscribing.unsubscribe, { params: { token }, body: {} })).toMatchObject({ withdrawn: true })
  expect(await queue({ to: [{ kind: 'email', value: email }], purpose: 'survey' })).toMatchObject({ state: 'refused', reason: 'message.opted-out' })
  const forged = token.slice(0, -1) + (token.endsWith('0') ? '1' : '0')
  expect((await house.app.inject({ method: 'POST', url: `/api/v1/unsubscribe/${forged}/confirm`, headers: { 'content-type': 'application/json' }, payload: '{}' })).statusCode).toBe(404)
})

test('after all of it the chain holds', async () => {
  await house.drain()
  expect(await verifyChain(house.directPool)).toMatchObject({ badAt: null })
})
