import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWholeHouse } from '../../../../test/whole-house.ts'
import { newId } from '../../../kernel/id.ts'
import { strike } from '../../../kernel/jobs.ts'
import { metrics } from '../../metrics/contract.ts'
import { notifications } from '../../people/contract.ts'
import { cases, desk } from '../contract.ts'
import type { OpenCase } from '../contract.ts'
import { receiveMessage } from '../index.ts'
import { blockedSenders, workspace } from './contract.ts'
import { systemActor } from '../../../kernel/actors.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let manager: Person
let agent: Person
let colleague: Person
let stranger: Person
let north: string
beforeAll(async () => {
  house = await openWholeHouse()
  north = (await house.team('North')).id
  manager = await house.hire('cs_manager', { name: '王经理' })
  agent = await house.hire('agent', { teamId: north, name: '陈首问' })
  colleague = await house.hire('agent', { teamId: north, name: '林二' })
  stranger = await house.hire('agent', { teamId: (await house.team('South')).id, name: '外组人' })
})
afterAll(() => house.close())

const open = async (more: Partial<OpenCase> = {}) => {
  const { id } = await agent.call(cases.open, { body: { kind: 'request', subject: '空调不制冷', description: '昨天刚装的空调，今天就不制冷了。', channel: 'api', teamId: north, ...more } })
  await agent.call(cases.claim, { params: { id }, body: {} })
  return id
}
const beat = async (...names: string[]) => {
  for (const one of house.house.flatMap((module) => module.beats ?? []).filter(({ name }) => names.includes(name))) await strike(house.work, one)
  await house.drain()
}
const later = (seconds: number) => new Date(house.clock.now().getTime() + seconds * 1_000).toISOString()
const saidOn = async (id: string) => (await agent.call(cases.messages, { params: { id }, query: {} })).items
const told = async (who: Person, id: string) => (await who.call(notifications.recent, { query: {} })).items.filter((one) => one.subjectId === id).map((one) => one.code)
const customerWrites = async (id: string) => { await house.work.unit(systemActor, 'test', (ctx) => receiveMessage(ctx, { caseId: id, body: '还是不行', channel: 'api', interactionId: newId(), at: ctx.now })); await house.drain() }

describe('an answer that leaves later', () => {
  const plan = (id: string, more: object = {}) => agent.call(workspace.scheduleReply, { params: { id }, body: { body: '明早上门，请留人。', sendAt: later(3_600), ...more } })
  test('leaves at its moment in its writer’s name, once, and its draft is gone', async () => {
    const id = await open()
    const draft = await agent.call(desk.saveDraft, { params: { id }, body: { visibility: 'public', body: '明早上门，请留人。', version: 0 } })
    await plan(id, { draftVersion: draft?.version ?? 0 })
    expect((await agent.call(desk.work, { params: { id } })).drafts).toEqual([])
    await beat('cases.send-scheduled')
    expect((await saidOn(id)).map((one) => one.body)).not.toContain('明早上门，请留人。')
    house.clock.pass(3_601)
    await beat('cases.send-scheduled')
    await beat('cases.send-scheduled')
    expect((await saidOn(id)).filter((one) => one.body === '明早上门，请留人。')).toMatchObject([{ author: { id: agent.id }, visibility: 'public' }])
    expect((await agent.call(workspace.beside, { params: { id } })).scheduled).toEqual([])
  })
  test('is held when the customer writes first, its writer hears it, and can send it all the same', async () => {
    const id = await open()
    const planned = await plan(id)
    await customerWrites(id)
    house.clock.pass(4_000)
    await beat('cases.send-scheduled')
    expect((await agent.call(workspace.beside, { params: { id } })).scheduled).toMatchObject([{ id: planned.id, state: 'held', reason: 'scheduled.customer-wrote', may: ['cancel', 'send'] }])
    expect(await told(agent, id)).toContain('case.notice-scheduled-written')
    await agent.call(workspace.sendScheduled, { params: { id, itemId: planned.id }, body: {} })
    expect((await saidOn(id))[0]).toMatchObject({ body: '明早上门，请留人。' })
  })
  test('goes all the same when that was asked, is given back with its words, and lies in no past', async () => {
    const id = await open()
    await plan(id, { unlessWritten: false })
    await customerWrites(id)
    house.clock.pass(3_700)
    await beat('cases.send-scheduled')
    expect((await saidOn(id))[0]).toMatchObject({ body: '明早上门，请留人。' })
    const other = await plan(id)
    expect(await agent.call(workspace.cancelScheduled, { params: { id, itemId: other.id }, body: {} })).toMatchObject({ body: '明早上门，请留人。', may: [] })
    expect((await agent.raw('POST', `/cases/${id}/scheduled/${other.id}/cancel`, {})).json()).toMatchObject({ status: 409, code: 'scheduled.gone' })
    expect((await agent.raw('POST', `/cases/${id}/scheduled`, { body: '晚了', sendAt: later(-1) })).json()).toMatchObject({ status: 400, errors: [{ path: 'sendAt', code: 'moment.in-the-past' }] })
  })
  test('is held with the reason when its moment finds the case closed', async () => {
    const id = await open()
    await plan(id)
    const { version } = await agent.call(cases.get, { params: { id } })
    const solved = await agent.call(cases.move, { params: { id }, body: { to: 'solved', version, fields: { solution: '已修好' } } })
    await agent.call(cases.move, { params: { id }, body: { to: 'closed', version: solved.version } })
    house.clock.pass(3_700)
    await beat('cases.send-scheduled')
    expect((await agent.call(workspace.beside, { params: { id } })).scheduled).toMatchObject([{ state: 'held', reason: 'case.is-closed' }])
  })
})

describe('a case put aside', () => {
  const mine = async () => (await agent.call(cases.list, { query: { handler: 'me', snoozed: 'false', limit: 200 } })).items.map((one) => one.id)
  test('is out of the queue until its moment, then back with a notice', async () => {
    const id = await open()
    await agent.call(workspace.snooze, { params: { id }, body: { until: later(600) } })
    expect(await mine()).not.toContain(id)
    expect((await agent.call(cases.list, { query: { handler: 'me', snoozed: 'true' } })).items.map((one) => one.id)).toContain(id)
    house.clock.pass(601)
    await beat('cases.wake')
    expect(await mine()).toContain(id)
    expect(await told(agent, id)).toContain('case.notice-woken-moment')
  })
  test('is back when its customer writes, whatever the moment', async () => {
    const id = await open()
    await agent.call(workspace.snooze, { params: { id }, body: { until: null } })
    expect((await agent.call(cases.get, { params: { id } })).snoozed).toMatchObject({ until: null })
    await customerWrites(id)
    expect((await agent.call(cases.get, { params: { id } })).snoozed).toBeNull()
    expect(await told(agent, id)).toContain('case.notice-woken-customer')
  })
  test('is back when it goes to somebody else, and by hand', async () => {
    const id = await open()
    await agent.call(workspace.snooze, { params: { id }, body: { until: null } })
    const { version } = await manager.call(cases.get, { params: { id } })
    await manager.call(cases.assign, { params: { id }, body: { version, handlerId: colleague.id } })
    await house.drain()
    expect((await manager.call(cases.get, { params: { id } })).snoozed).toBeNull()
    await manager.call(workspace.snooze, { params: { id }, body: { until: later(60) } })
    expect(await manager.call(workspace.wake, { params: { id }, body: {} })).toEqual({ woken: true })
  })
})

describe('COL-01: a colleague named in a note', () => {
  test('is told at once, follows from then on, and is seen to have read it', async () => {
    const id = await open()
    const note = await agent.call(cases.say, { params: { id }, body: { body: '@林二 请看一下型号', visibility: 'internal', mentions: [colleague.id] } })
    await house.drain()
    expect(await told(colleague, id)).toEqual(['case.notice-mentioned'])
    expect((await colleague.call(workspace.mentions, { query: {} }))).toMatchObject({ unread: 1, items: [{ messageId: note.id, by: { name: '陈首问' }, excerpt: '@林二 请看一下型号', readAt: null }] })
    const { changedAt } = await colleague.call(cases.get, { params: { id } })
    await colleague.call(desk.read, { params: { id }, body: { changedAt: changedAt.toISOString(), messageId: note.id } })
    expect((await colleague.call(workspace.mentions, { query: { unread: 'true' } }))).toMatchObject({ unread: 0, items: [] })
    expect((await saidOn(id))[0]?.mentions).toMatchObject([{ id: colleague.id, name: '林二', readAt: expect.any(Date) }])
    await customerWrites(id)
    expect(await told(colleague, id)).toContain('case.notice-watched-customer')
    expect((await colleague.call(cases.list, { query: { watching: 'me' } })).items.map((one) => one.id)).toEqual([id])
  })
  test('who may not see the case hears nothing of it, and the writer is told so', async () => {
    const id = await open()
    const note = await agent.call(cases.say, { params: { id }, body: { body: '@外组人 看看', visibility: 'internal', mentions: [stranger.id] } })
    expect(note.warnings).toMatchObject([{ code: 'mention.no-sight' }])
    expect(await told(stranger, id)).toEqual([])
    expect((await agent.raw('POST', `/cases/${id}/watchers`, { staffId: stranger.id })).json()).toMatchObject({ status: 422, code: 'watcher.no-sight' })
    expect((await agent.call(workspace.mentionable, { params: { id }, query: { q: 'le' } })).items).toMatchObject([{ name: '林二', sees: true }])
  })
})

describe('handling time', () => {
  test('grows with its visit, counts once, is corrected with a reason, and makes the average of closed cases', async () => {
    const id = await open()
    const visitId = newId()
    const beganAt = house.clock.now().toISOString()
    house.clock.pass(600)
    const note = (seconds: number, visit = visitId) => agent.call(workspace.noteWork, { params: { id }, body: { visitId: visit, beganAt, seconds } })
    await note(200)
    await note(300)
    expect(await note(300)).toEqual({ seconds: 300 })
    expect(await note(50_000, newId())).toEqual({ seconds: 660 })
    expect((await agent.call(workspace.beside, { params: { id } })).work).toEqual({ mine: 960, all: 960, people: 1 })
    const { items } = await agent.call(workspace.workTimes, { params: { id } })
    const wrong = items.find((one) => one.seconds === 660)
    await agent.call(workspace.correctWork, { params: { id, itemId: wrong?.id as string }, body: { seconds: 60, reason: '忘了关页面', version: wrong?.version ?? 0 } })
    expect((await agent.raw('PATCH', `/cases/${id}/work-times/${wrong?.id}`, { seconds: 1, reason: '再改', version: 1 })).json()).toMatchObject({ status: 409 })
    expect((await colleague.raw('PATCH', `/cases/${id}/work-times/${wrong?.id}`, { seconds: 1, reason: '别人的', version: 2 })).json()).toMatchObject({ status: 403, code: 'work-time.not-yours' })
    const { version } = await agent.call(cases.get, { params: { id } })
    const solved = await agent.call(cases.move, { params: { id }, body: { to: 'solved', version, fields: { solution: '好了' } } })
    await agent.call(cases.move, { params: { id }, body: { to: 'closed', version: solved.version } })
    const day = house.clock.now().toISOString().slice(0, 10)
    expect(await manager.call(metrics.value, { params: { key: 'average-handling-time' }, query: { from: day, to: day } })).toMatchObject({ value: 360, n: 1 })
  })
})

describe('a macro', () => {
  test('does all its deeds at one stroke, and its words come back with their places filled', async () => {
    const { id, version } = await agent.call(cases.open, { body: { kind: 'request', subject: '漏水', description: '漏水了', channel: 'api', teamId: north, customer: { name: '赵先生' } } })
    const { items } = await agent.call(workspace.macros, { params: { id }, query: {} })
    expect(items.find((one) => one.key === 'take-and-greet')).toMatchObject({ does: ['reply', 'handler'], against: null })
    expect((await agent.call(workspace.macros, { params: { id }, query: { q: 'qkh' } })).items.map((one) => one.key)).toEqual(['need-more'])
    const before = items.find((one) => one.key === 'urgent-tonight')
    expect(before).toMatchObject({ does: ['priority', 'handler', 'snooze'] })
    const claimed = await agent.call(cases.claim, { params: { id }, body: { version } })
    const done = await agent.call(workspace.runMacro, { params: { id }, body: { key: 'need-more', version: claimed.version } })
    expect(done.text).toContain('赵先生，您好')
    expect(done).toMatchObject({ moveAfter: 'waiting-customer', visibility: 'public' })
    await agent.call(workspace.runMacro, { params: { id }, body: { key: 'urgent-tonight', version: done.version } })
    expect(await agent.call(cases.get, { params: { id } })).toMatchObject({ priority: 'urgent', snoozed: { until: expect.any(Date) } })
    expect((await agent.call(workspace.macros, { params: { id }, query: {} })).items[0]?.uses).toBe(1)
  })
  test('that can’t be done changes nothing', async () => {
    const id = await open()
    const { version } = await agent.call(cases.get, { params: { id } })
    expect((await agent.raw('POST', `/cases/${id}/macros`, { key: 'need-more', version: version + 1 })).json()).toMatchObject({ status: 409, code: 'record.stale' })
    expect((await colleague.raw('POST', `/cases/${id}/macros`, { key: 'urgent-tonight', version })).json()).toMatchObject({ status: 422, code: 'macro.cannot', errors: [{ code: 'macro.not-assignable' }] })
    expect(await agent.call(cases.get, { params: { id } })).toMatchObject({ version, priority: 'normal' })
  })
})

describe('spam', () => {
  test('leaves every list and comes back as it was', async () => {
    const id = await open()
    await agent.call(workspace.markSpam, { params: { id }, body: {} })
    expect((await agent.call(cases.list, { query: { limit: 200 } })).items.map((one) => one.id)).not.toContain(id)
    expect((await agent.raw('POST', `/cases/${await open()}/spam`, { block: 'address' })).json()).toMatchObject({ status: 422, code: 'spam.no-sender' })
    expect((await colleague.raw('POST', `/cases/${id}/not-spam`, {})).statusCode).toBe(404)
    await agent.call(workspace.notSpam, { params: { id }, body: {} })
    expect(await agent.call(cases.get, { params: { id } })).toMatchObject({ removedAt: null })
  })
  test('an address is kept out until it is let in; a domain that anybody may have never is', async () => {
    const row = await manager.call(blockedSenders.block, { body: { value: 'Win@Lottery.Example' } })
    expect(row).toMatchObject({ kind: 'address', value: 'win@lottery.example' })
    expect((await manager.raw('POST', '/blocked-senders', { value: 'win@lottery.example' })).json()).toMatchObject({ status: 422, code: 'blocked-sender.already' })
    expect((await manager.raw('POST', '/blocked-senders', { value: '@qq.com' })).json()).toMatchObject({ status: 422, code: 'blocked-sender.public-domain' })
    expect((await agent.raw('GET', '/blocked-senders')).statusCode).toBe(403)
    await manager.call(blockedSenders.lift, { params: { id: row.id }, body: {} })
    expect((await manager.call(blockedSenders.blocked, { query: {} })).items).toEqual([])
  })
})

describe('boards', () => {
  test('CAS-33: an overdue next action stands on top, and promises show what was promised and what was done', async () => {
    const id = await open({ subject: '时间板' })
    const promise = await agent.call(desk.promise, { params: { id }, body: { what: '回电', toWhom: 'customer', dueAt: later(600) } })
    const other = await agent.call(desk.promise, { params: { id }, body: { what: '寄件', toWhom: 'customer', dueAt: later(200_000) } })
    house.clock.pass(1_200)
    const board = await agent.call(workspace.timeBoard, { query: {} })
    expect(board.next[0]?.overdue).toBe(true)
    expect(board.next.filter((one) => one.case.id === id && one.kind === 'promise')).toMatchObject([{ what: '回电', overdue: true }, { what: '寄件', overdue: false }])
    expect(board.next.map((one) => one.dueAt.getTime())).toEqual(board.next.map((one) => one.dueAt.getTime()).toSorted((a, b) => a - b))
    await beat('cases.promises')
    const { promises } = await agent.call(desk.work, { params: { id } })
    await agent.call(desk.keep, { params: { id, promiseId: promise.id }, body: { version: promises.find((one) => one.id === promise.id)?.version ?? 0 } })
    await agent.call(desk.keep, { params: { id, promiseId: other.id }, body: { version: other.version } })
    const after = await agent.call(workspace.timeBoard, { query: {} })
    expect(after.kept).toEqual({ kept: 1, late: 1 })
    expect(after.done.find((one) => one.what === '回电')?.lateSeconds).toBe(600)
  })
  test('CAS-10: the first responder is accountable wherever the case has gone', async () => {
    const id = await open({ subject: '首问板' })
    const before = (await manager.call(workspace.firstResponders, {})).items.find((one) => one.staff.id === agent.id)
    const { version } = await manager.call(cases.get, { params: { id } })
    await manager.call(cases.assign, { params: { id }, body: { version, handlerId: colleague.id } })
    const after = (await manager.call(workspace.firstResponders, {})).items.find((one) => one.staff.id === agent.id)
    expect(after).toMatchObject({ staff: { name: '陈首问' }, open: before?.open, withOthers: (before?.withOthers ?? 0) + 1 })
    expect((await stranger.call(workspace.firstResponders, {})).items.find((one) => one.staff.id === agent.id)).toBeUndefined()
  })
  test('similar cases share rare words; what has nothing to do with it is not there', async () => {
    await open({ subject: '洗衣机甩干时剧烈抖动' })
    const id = await open({ subject: '洗衣机抖动很厉害' })
    await open({ subject: '发票抬头写错' })
    const { items } = await agent.call(workspace.similar, { params: { id } })
    expect(items[0]?.subject).toBe('洗衣机甩干时剧烈抖动')
    expect(items.map((one) => one.subject)).not.toContain('发票抬头写错')
  })
})
