import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWholeHouse } from '../../../test/whole-house.ts'
import { systemActor } from '../../kernel/actors.ts'
import { verifyChain } from '../../kernel/events.ts'
import { newId } from '../../kernel/id.ts'
import { recordInteraction } from '../contacts/index.ts'
import { outbox } from '../messages/contract.ts'
import { markBounced } from '../messages/index.ts'
import { notifications } from '../people/contract.ts'
import { openCaseFrom, receiveMessage } from './index.ts'
import type { BroughtCase } from './index.ts'
import { cases } from './contract.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let agent: Person
let manager: Person
let team: string
beforeAll(async () => {
  house = await openWholeHouse()
  team = (await house.team('North')).id
  agent = await house.hire('agent', { teamId: team, name: '陈首问' })
  manager = await house.hire('cs_manager')
})
afterAll(() => house.close())

const bring = (more: Partial<BroughtCase> = {}) => house.work.unit(systemActor, 'test', (ctx) => openCaseFrom(ctx, {
  kind: 'request', subject: '发票没收到', description: '上周的发票还没有寄到。', channel: 'email', customer: { name: '欧阳娜', email: 'ouyang@example.com' }, teamId: team, interactionId: newId(), at: ctx.now, ...more,
}))
const receive = (caseId: string, more: Partial<Parameters<typeof receiveMessage>[1]> = {}) => house.work.unit(systemActor, 'test', (ctx) => receiveMessage(ctx, {
  caseId, body: '还是没有收到。', channel: 'email', interactionId: newId(), at: ctx.now, ...more,
}))
const get = (id: string) => agent.call(cases.get, { params: { id } })
const move = async (id: string, to: string, fields?: { concernResolved: boolean; cause: string; liability: 'not-ours'; basis: string }) => agent.call(cases.move, { params: { id }, body: { to, version: (await get(id)).version, ...(fields ? { fields } : {}) } })
const history = async (id: string) => { await house.drain(); return (await agent.call(cases.events, { params: { id } })).items.map((one) => one.kind).filter((kind) => kind.startsWith('case.')) }

describe('a case that a channel brings', () => {
  test('has its number, customer and deadlines, and nobody answers for it until it is claimed', async () => {
    const { id, number } = await bring()
    expect(await get(id)).toMatchObject({ number, channel: 'email', customer: { name: '欧阳娜' }, team: { id: team }, firstResponder: null, handler: null, follows: null })
    expect((await agent.call(cases.claim, { params: { id }, body: {} })).firstResponder?.id).toBe(agent.id)
  })
  test('counts its deadlines from the moment it reached us, and none from the future', async () => {
    const at = new Date(house.clock.now().getTime() - 1_800_000)
    const late = await get((await bring({ at })).id)
    expect(late.clocks[0]?.startedAt).toEqual(at)
    const ahead = await get((await bring({ at: new Date('2031-01-01T00:00:00Z') })).id)
    expect(ahead.clocks[0]?.startedAt).toEqual(house.clock.now())
  })
})

describe('a customer’s word', () => {
  test('is added and takes the case out of waiting; the solution goes on counting', async () => {
    const { id } = await bring()
    await agent.call(cases.claim, { params: { id }, body: {} })
    await agent.call(cases.say, { params: { id }, body: { body: '请告诉我们订单号。', visibility: 'public' } })
    await move(id, 'waiting-customer')
    expect((await get(id)).clocks.find((clock) => clock.key === 'solution')?.state).toBe('paused')
    house.clock.pass(3_600)
    expect(await receive(id, { body: '订单号 20260301' })).toMatchObject({ caseId: id, outcome: 'added' })
    const now = await get(id)
    expect(now.status.key).toBe('open')
    expect(Object.fromEntries(now.clocks.map((clock) => [clock.key, clock.state]))).toEqual({ 'first-response': 'met', solution: 'running', 'next-response': 'running', progress: 'running' })
    const { items: [last] } = await agent.call(cases.messages, { params: { id }, query: {} })
    expect(last).toMatchObject({ body: '订单号 20260301', author: { kind: 'customer', name: '欧阳娜' }, channel: null })
    await agent.call(cases.say, { params: { id }, body: { body: '已补寄。', visibility: 'public' } })
    expect((await get(id)).clocks.find((clock) => clock.key === 'next-response')?.state).toBe('met')
    expect(await history(id)).toEqual(['case.opened', 'case.claimed', 'case.message-added', 'case.moved', 'case.message-added', 'case.moved', 'case.message-added'])
  })
  test('before the first answer starts no second deadline', async () => {
    const { id } = await bring()
    await receive(id)
    expect((await get(id)).clocks.map((clock) => clock.key)).toEqual(['first-response', 'solution'])
  })
  test('by another channel says so', async () => {
    const { id } = await bring()
    await receive(id, { channel: 'portal' })
    expect((await agent.call(cases.messages, { params: { id }, query: {} })).items[0]?.channel).toBe('portal')
  })
  test('reopens what was solved, also a complaint, and what was closed not long ago', async () => {
    for (const kind of ['request', 'complaint'] as const) {
      const { id } = await bring({ kind })
      await agent.call(cases.claim, { params: { id }, body: {} })
      await move(id, 'solved')
      expect(await receive(id)).toMatchObject({ caseId: id, outcome: 'reopened' })
      expect((await get(id)).status).toMatchObject({ key: 'open', class: 'open' })
      await move(id, 'solved')
      await move(id, 'closed', kind === 'complaint' ? { concernResolved: true, cause: 'installation-fault', liability: 'not-ours', basis: '检测报告' } : undefined)
      house.clock.pass(13 * 86_400)
      expect(await receive(id)).toMatchObject({ caseId: id, outcome: 'reopened' })
      expect((await get(id)).clocks.filter((clock) => clock.key === 'solution').map((clock) => clock.state)).toEqual(['met', 'met', 'running'])
    }
  })
  test('long after the close opens a case that says which it follows', async () => {
    const { id, number } = await bring()
    await agent.call(cases.claim, { params: { id }, body: {} })
    await move(id, 'solved')
    await move(id, 'closed')
    house.clock.pass(15 * 86_400)
    const received = await receive(id)
    expect(received.outcome).toBe('new-case')
    expect(await get(received.caseId)).toMatchObject({ follows: { id, number }, customer: { name: '欧阳娜' }, team: { id: team }, status: { key: 'new' } })
    expect((await get(id)).status.class).toBe('closed')
  })
  test('on a case in the bin opens one that follows it, and shows the removed one to nobody', async () => {
    const { id } = await bring()
    await manager.call(cases.remove, { params: { id }, body: { reason: '重复', version: 1 } })
    const received = await receive(id)
    expect(received.outcome).toBe('new-case')
    expect((await get(received.caseId)).follows).toBeNull()
  })
  test('brings back to the queue what somebody who has left had solved', async () => {
    const leaver = await house.hire('agent', { teamId: team })
    const { id } = await bring()
    await leaver.call(cases.claim, { params: { id }, body: {} })
    await leaver.call(cases.move, { params: { id }, body: { to: 'solved', version: 2 } })
    const admin = await house.hire('system_admin')
    await admin.raw('POST', `/staff/${leaver.id}/leave`, {})
    await receive(id)
    expect(await get(id)).toMatchObject({ handler: null, firstResponder: { id: leaver.id }, status: { class: 'open' } })
  })
  test('ten at once are all kept, and the chain of the log holds', async () => {
    const { id } = await bring()
    await agent.call(cases.claim, { params: { id }, body: {} })
    await move(id, 'waiting-customer')
    await Promise.all(Array.from({ length: 10 }, (_, n) => receive(id, { body: `第 ${n} 封` })))
    expect((await agent.call(cases.messages, { params: { id }, query: {} })).items).toHaveLength(11)
    expect((await history(id)).filter((kind) => kind === 'case.moved')).toHaveLength(2)
    expect(await verifyChain(house.directPool)).toMatchObject({ badAt: null })
  })
})

describe('an answer', () => {
  const answer = (id: string) => agent.call(cases.say, { params: { id }, body: { body: '已为您补寄。', visibility: 'public' } })
  const byMail = (address: string) => house.work.unit(systemActor, 'test', async (ctx) => {
    const interactionId = newId()
    const opened = await openCaseFrom(ctx, { kind: 'request', subject: '发票', description: '在哪里？', channel: 'email', teamId: team, interactionId, at: ctx.now })
    await recordInteraction(ctx, { id: interactionId, channel: 'email', direction: 'in', subjectKind: 'case', subjectId: opened.id, parties: [{ role: 'from', kind: 'email', value: address }] })
    return opened
  })
  test('to a mail goes to the outbox once, to whom the mail came from, and its fate stands at the message', async () => {
    const { id } = await byMail('writer@example.org')
    await agent.call(cases.claim, { params: { id }, body: {} })
    const said = await answer(id)
    expect(said.delivery?.state).toMatch(/queued|held/)
    const message = await manager.call(outbox.get, { params: { id: said.delivery?.messageId ?? '' } })
    expect(message).toMatchObject({ about: { kind: 'case', id }, subject: '发票', text: '已为您补寄。', author: { name: '陈首问' }, to: [{ kind: 'email', value: 'writer@example.org' }] })
    expect((await agent.call(cases.messages, { params: { id }, query: {} })).items.map((one) => one.delivery?.state ?? null)).toEqual([said.delivery?.state, null])
    await agent.call(cases.say, { params: { id }, body: { body: '备注', visibility: 'internal' } })
    expect((await manager.call(outbox.list, { query: { aboutId: id } })).items).toHaveLength(1)
  })
  test('that came back is told to whoever wrote it', async () => {
    const { id } = await byMail('gone@example.org')
    await agent.call(cases.claim, { params: { id }, body: {} })
    const said = await answer(id)
    // As when a carrier has taken it.
    await house.directPool.query(`update outgoing_message set state = 'sent' where id = $1`, [said.delivery?.messageId])
    await house.work.unit(systemActor, 'test', (ctx) => markBounced(ctx, said.delivery?.messageId ?? '', { address: null, outcome: 'failed', reason: 'userunknown', hard: true }))
    await house.drain()
    expect((await agent.call(notifications.recent, { query: {} })).items.filter((one) => one.subjectId === id).map((one) => one.code)).toEqual(['case.notice-undelivered'])
    expect((await agent.call(cases.messages, { params: { id }, query: {} })).items[0]?.delivery).toMatchObject({ state: 'bounced' })
  })
  test('to a mail without an address stands as not allowed, with the reason', async () => {
    const { id } = await bring({ customer: { name: '无名氏' } })
    await agent.call(cases.claim, { params: { id }, body: {} })
    expect((await answer(id)).delivery).toMatchObject({ state: 'refused', reason: 'message.no-address' })
  })
  test('to what came by telephone or the portal without an address leaves no mail', async () => {
    for (const channel of ['phone', 'portal'] as const) {
      const { id } = await bring({ channel, customer: { name: '某人', phone: '13900001111' } })
      await agent.call(cases.claim, { params: { id }, body: {} })
      expect((await answer(id)).delivery).toBeNull()
    }
  })
})
