import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWholeHouse } from '../../../test/whole-house.ts'
import { systemActor } from '../../kernel/actors.ts'
import { newId } from '../../kernel/id.ts'
import { strike } from '../../kernel/jobs.ts'
import type { Clock } from '../clocks/contract.ts'
import { notifications, staff, units } from '../people/contract.ts'
import { openCaseFrom, receiveMessage } from './index.ts'
import { cases, desk, handovers, presence } from './contract.ts'
import type { OpenCase } from './contract.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let manager: Person
let supervisor: Person
let lead: Person
let agent: Person
let colleague: Person
let stranger: Person
let north: string
beforeAll(async () => {
  house = await openWholeHouse()
  north = (await house.team('North')).id
  manager = await house.hire('cs_manager', { name: '王经理' })
  supervisor = await house.hire('cs_supervisor', { name: '赵主管' })
  lead = await house.hire('team_lead', { teamId: north, name: '周组长' })
  agent = await house.hire('agent', { teamId: north, name: '陈首问' })
  colleague = await house.hire('agent', { teamId: north, name: '林二' })
  stranger = await house.hire('agent', { teamId: (await house.team('South')).id })
})
afterAll(() => house.close())

const open = (more: Partial<OpenCase> = {}) => agent.call(cases.open, { body: { kind: 'request', subject: '空调不制冷', description: '昨天刚装的空调，今天就不制冷了。', channel: 'api', teamId: north, ...more } })
const write = (id: string) => (body: string, visibility: 'public' | 'internal' = 'internal') => agent.call(cases.say, { params: { id }, body: { body, visibility } })
const beat = async (...names: string[]) => {
  for (const one of house.house.flatMap((module) => module.beats ?? []).filter(({ name }) => names.includes(name))) await strike(house.work, one)
  await house.drain()
}
const told = async (who: Person, id: string) => (await who.call(notifications.recent, { query: {} })).items.filter((one) => one.subjectId === id).map((one) => one.code)

describe('a draft', () => {
  const save = (who: Person, id: string, body: string, version: number) => who.call(desk.saveDraft, { params: { id }, body: { visibility: 'public', body, version } })
  test('is there on another device, is one’s own, and is gone when it was sent', async () => {
    const { id } = await open()
    const first = await save(agent, id, '您好，', 0)
    const second = await save(agent, id, '您好，已安排师傅。', first?.version ?? 0)
    expect((await agent.call(desk.work, { params: { id } })).drafts).toMatchObject([{ body: '您好，已安排师傅。', version: 2 }])
    expect((await agent.call(desk.drafts, {})).items).toMatchObject([{ caseId: id, visibility: 'public' }])
    expect((await colleague.call(desk.work, { params: { id } })).drafts).toEqual([])
    await agent.call(cases.say, { params: { id }, body: { body: '您好，已安排师傅。', visibility: 'public', draftVersion: second?.version ?? 0 } })
    expect((await agent.call(desk.work, { params: { id } })).drafts).toEqual([])
  })
  test('written on two devices is a conflict that shows the other one, and nothing is lost', async () => {
    const { id } = await open()
    await save(agent, id, '甲', 0)
    await save(agent, id, '甲乙', 1)
    const lost = await agent.raw('PATCH', `/cases/${id}/draft`, { visibility: 'public', body: '甲丙', version: 1 })
    expect(lost.json()).toMatchObject({ status: 409, code: 'draft.elsewhere', current: { body: '甲乙', version: 2 } })
    expect(await save(agent, id, '甲乙', 1)).toMatchObject({ version: 3 })
    expect(await save(agent, id, '  ', 3)).toBeNull()
    expect((await agent.call(desk.work, { params: { id } })).drafts).toEqual([])
  })
  test('that was gone on with after sending stays', async () => {
    const { id } = await open()
    const sent = await save(agent, id, '第一封', 0)
    await save(agent, id, '第二封', sent?.version ?? 0)
    await agent.call(cases.say, { params: { id }, body: { body: '第一封', visibility: 'public', draftVersion: sent?.version ?? 0 } })
    expect((await agent.call(desk.work, { params: { id } })).drafts).toMatchObject([{ body: '第二封' }])
  })
  test('that nobody has gone on with for a quarter of a year is thrown away', async () => {
    const { id } = await open()
    const { id: other } = await open()
    await save(agent, id, '旧的', 0)
    house.clock.pass(50 * 86_400)
    await save(agent, other, '新的', 0)
    house.clock.pass(41 * 86_400)
    await beat('cases.sweep')
    const left = (await agent.call(desk.drafts, {})).items.map((one) => one.caseId)
    expect([left.includes(id), left.includes(other)]).toEqual([false, true])
  })
  test('leaves its words out of the log, and is nobody’s who doesn’t see the case', async () => {
    const { id } = await open()
    await save(agent, id, '秘密的半句话', 0)
    await house.drain()
    const { rows } = await house.pool.query(`select data::text as text from event_log where kind like 'draft.%'`)
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.some((row) => row.text.includes('秘密'))).toBe(false)
    expect((await stranger.raw('PATCH', `/cases/${id}/draft`, { visibility: 'public', body: 'x', version: 0 })).statusCode).toBe(404)
    expect((await stranger.raw('GET', `/cases/${id}/work`)).statusCode).toBe(404)
  })
})

describe('who has read what', () => {
  test('lists who has to know, and how much each has not read', async () => {
    const { id } = await open()
    await agent.call(cases.claim, { params: { id }, body: {} })
    await colleague.call(cases.say, { params: { id }, body: { body: '备件在仓库 B。', visibility: 'internal' } })
    const readers = async () => (await agent.call(desk.readers, { params: { id } })).items.map(({ name, as, unread }) => [name, as.join('+'), unread])
    expect(await readers()).toEqual([['陈首问', 'first-responder+handler', 2], ['林二', 'writer', 0]])
    const { items: [latest] } = await agent.call(cases.messages, { params: { id }, query: {} })
    const now = await agent.call(cases.get, { params: { id } })
    expect(now.readAt).toBeNull()
    await agent.call(desk.read, { params: { id }, body: { changedAt: now.changedAt.toISOString(), messageId: latest?.id ?? '' } })
    expect(await readers()).toEqual([['陈首问', 'first-responder+handler', 0], ['林二', 'writer', 0]])
    house.clock.pass(60)
    await write(id)('收到。')
    expect(await readers()).toEqual([['陈首问', 'first-responder+handler+writer', 0], ['林二', 'writer', 1]])
    const named = await house.hire('cs_supervisor', { name: '被点名的人' })
    await agent.call(cases.say, { params: { id }, body: { body: '@被点名的人 请看', visibility: 'internal', mentions: [named.id] } })
    expect(await readers()).toContainEqual(['被点名的人', 'called-in', 4])
    await agent.call(handovers.offer, { params: { id }, body: { toStaffId: colleague.id, facts: '备件', done: '已查', promised: '无', pending: '寄出', dueAt: new Date(house.clock.now().getTime() + 3_600_000).toISOString() } })
    expect(await readers()).toContainEqual(['林二', 'receiver+writer', 2])
    expect((await agent.call(cases.get, { params: { id } })).readAt).toEqual(house.clock.now())
  })
  test('a mark never goes back, and one’s own deed hides nothing that came before it', async () => {
    const { id, changedAt } = await open()
    const { items: [first] } = await agent.call(cases.messages, { params: { id }, query: {} })
    const mark = (at: Date) => agent.call(desk.read, { params: { id }, body: { changedAt: at.toISOString(), messageId: first?.id ?? '' } })
    await mark(changedAt)
    expect((await mark(new Date(changedAt.getTime() - 60_000))).readAt).toEqual(changedAt)
    expect((await mark(new Date('2031-01-01T00:00:00Z'))).readAt).toEqual(changedAt)
    house.clock.pass(10)
    await colleague.call(cases.say, { params: { id }, body: { body: '还有一句', visibility: 'internal' } })
    house.clock.pass(10)
    await agent.call(cases.claim, { params: { id }, body: {} })
    expect((await agent.call(cases.get, { params: { id } })).readAt).toEqual(changedAt)
  })
})

describe('who is here', () => {
  test('sees the others on the case, who writes, and nobody who has left or gone silent', async () => {
    const { id } = await open()
    const be = (who: Person, here: boolean, typing = false) => who.call(presence.beHere, { params: { id }, body: { here, typing } })
    expect((await be(agent, true)).items).toEqual([])
    expect((await be(colleague, true, true)).items).toMatchObject([{ name: '陈首问', typing: false }])
    expect((await agent.call(presence.here, { params: { id } })).items).toEqual([{ id: colleague.id, name: '林二', typing: true }])
    expect((await stranger.raw('PATCH', `/cases/${id}/presence`, { here: true, typing: false })).statusCode).toBe(404)
    await be(colleague, false)
    expect((await agent.call(presence.here, { params: { id } })).items).toEqual([])
    await be(colleague, true)
    house.clock.pass(46)
    expect((await agent.call(presence.here, { params: { id } })).items).toEqual([])
  })
  test('leaves nothing in the log', async () => {
    const { id } = await open()
    await house.drain()
    const count = async () => Number((await house.pool.query('select count(*) as n from event_log')).rows[0].n)
    const before = await count()
    await agent.call(presence.beHere, { params: { id }, body: { here: true, typing: true } })
    await house.drain()
    expect(await count()).toBe(before)
  })
})

describe('a promise', () => {
  const inMinutes = (n: number) => new Date(house.clock.now().getTime() + n * 60_000).toISOString()
  test('stands with the case, is reminded of, broken when its moment passes, and kept late', async () => {
    const { id } = await open()
    await agent.call(cases.claim, { params: { id }, body: {} })
    const made = await agent.call(desk.promise, { params: { id }, body: { what: '下午回电告知维修时间', toWhom: 'customer', dueAt: inMinutes(120) } })
    expect(made).toMatchObject({ state: 'open', by: { name: '陈首问' }, may: ['keep', 'withdraw'] })
    expect((await agent.call(cases.get, { params: { id } })).promiseDueAt).toEqual(made.dueAt)
    house.clock.pass(91 * 60)
    await beat('cases.promises')
    expect(await told(agent, id)).toEqual(['case.notice-promise-due'])
    house.clock.pass(30 * 60)
    await beat('cases.promises')
    await beat('cases.promises')
    expect((await told(agent, id)).slice(0, 2)).toEqual(['case.notice-promise-broken', 'case.notice-promise-due'])
    const [broken] = (await agent.call(desk.work, { params: { id } })).promises
    expect(broken).toMatchObject({ state: 'broken', may: ['keep'] })
    const kept = await agent.call(desk.keep, { params: { id, promiseId: made.id }, body: { version: broken?.version ?? 0 } })
    expect(kept).toMatchObject({ state: 'kept-late', settledBy: { name: '陈首问' }, may: [] })
    await house.drain()
    const history = (await agent.call(cases.events, { params: { id } })).items.filter((one) => one.kind.startsWith('case.promise'))
    expect(history.map((one) => [one.kind, one.data['promiseId'], one.data['late']])).toEqual([['case.promise-made', made.id, undefined], ['case.promise-broken', made.id, undefined], ['case.promise-kept', made.id, true]])
    const { rows } = await house.pool.query(`select data::text as text from event_log where kind = 'case.promise-made'`)
    expect(rows[0].text).not.toContain('回电')
  })
  test('kept in time or withdrawn is no more due; while open it keeps the case from being closed', async () => {
    const { id } = await open()
    await agent.call(cases.claim, { params: { id }, body: {} })
    const promise = (what: string) => agent.call(desk.promise, { params: { id }, body: { what, toWhom: 'customer', dueAt: inMinutes(60) } })
    const kept = await promise('寄出发票')
    expect(await agent.call(desk.keep, { params: { id, promiseId: kept.id }, body: { version: 1 } })).toMatchObject({ state: 'kept' })
    const other = await promise('补寄配件')
    let now = await agent.call(cases.get, { params: { id } })
    now = await agent.call(cases.move, { params: { id }, body: { to: 'solved', version: now.version } })
    expect((await agent.raw('POST', `/cases/${id}/transitions`, { to: 'closed', version: now.version })).json()).toMatchObject({ status: 422, errors: [{ code: 'case.promise-open' }] })
    expect(await agent.call(desk.withdraw, { params: { id, promiseId: other.id }, body: { version: 1, reason: '客户改为自提' } })).toMatchObject({ state: 'withdrawn', reason: '客户改为自提' })
    expect((await agent.call(cases.move, { params: { id }, body: { to: 'closed', version: now.version } })).status.class).toBe('closed')
    expect((await agent.raw('POST', `/cases/${id}/promises/${kept.id}/keep`, { version: 2 })).json()).toMatchObject({ status: 409, code: 'promise.settled' })
    expect((await agent.raw('POST', `/cases/${id}/promises`, { what: '太晚', toWhom: 'customer', dueAt: inMinutes(60) })).json()).toMatchObject({ status: 409, code: 'case.is-closed' })
  })
  test('of the past is refused', async () => {
    const { id } = await open()
    expect((await agent.raw('POST', `/cases/${id}/promises`, { what: '昨天', toWhom: 'customer', dueAt: '2020-01-01T00:00:00Z' })).json()).toMatchObject({ status: 400, errors: [{ path: 'dueAt', code: 'promise.in-the-past' }] })
  })
})

describe('the order of the queue', () => {
  test('puts the urgent first and lets everything that waits have its turn', async () => {
    const team = (await house.team('Ranking')).id
    const worker = await house.hire('agent', { teamId: team })
    const make = (subject: string, priority: OpenCase['priority']) => manager.call(cases.open, { body: { kind: 'request', subject, description: 'x', channel: 'api', priority, teamId: team } })
    const order = async () => (await worker.call(cases.list, { query: { sort: 'rank', statusClass: 'open', team: 'mine' } as never })).items.map((one) => one.subject)
    const old = await make('旧的普通', 'normal')
    house.clock.pass(600)
    await make('新的紧急', 'urgent')
    await make('新的低', 'low')
    expect(await order()).toEqual(['新的紧急', '旧的普通', '新的低'])
    house.clock.pass(25 * 3_600)
    await make('一天后的紧急', 'urgent')
    expect(await order()).toEqual(['新的紧急', '旧的普通', '一天后的紧急', '新的低'])
    await worker.call(cases.claim, { params: { id: old.id }, body: {} })
    await worker.call(cases.say, { params: { id: old.id }, body: { body: '答复', visibility: 'public' } })
    expect(await order()).toEqual(['新的紧急', '一天后的紧急', '新的低', '旧的普通'])
    await worker.call(cases.move, { params: { id: old.id }, body: { to: 'waiting-customer', version: 2 } })
    house.clock.pass(60)
    await house.work.unit(systemActor, 'test', (ctx) => receiveMessage(ctx, { caseId: old.id, body: '还在吗', channel: 'api', interactionId: newId(), at: ctx.now }))
    expect(await order()).toEqual(['新的紧急', '一天后的紧急', '新的低', '旧的普通'])
    await worker.call(cases.change, { params: { id: old.id }, body: { version: (await worker.call(cases.get, { params: { id: old.id } })).version, priority: 'urgent' } })
    expect(await order()).toEqual(['新的紧急', '一天后的紧急', '旧的普通', '新的低'])
  })
  test('of pages by cursor shows every case once', async () => {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await manager.call(cases.list, { query: { sort: 'rank', limit: 2, ...(cursor ? { cursor } : {}) } as never })
      seen.push(...page.items.map((one) => one.id))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBe(Number((await house.pool.query('select count(*) as n from "case" where removed_at is null')).rows[0].n))
  })
})

describe('deadlines', () => {
  test('by channel: a chat with 60 seconds that is answered after 75 is late by 15', async () => {
    house.clock.set('2026-03-05T02:00:00Z')
    const { id } = await open({ channel: 'chat', kind: 'consultation' })
    await agent.call(cases.claim, { params: { id }, body: {} })
    house.clock.pass(75)
    await write(id)('您好', 'public')
    const [first] = (await agent.call(cases.get, { params: { id } })).clocks as [Clock]
    expect(first).toMatchObject({ key: 'first-response', state: 'stopped-late' })
    expect(Number(first.stoppedAt) - Number(first.dueAt)).toBe(15_000)
  })
  test('overdue go to the supervisor at once and to the manager after twice the time, each once', async () => {
    house.clock.set('2026-03-05T02:00:00Z')
    const { id } = await open({ priority: 'urgent' })
    house.clock.pass(30 * 60 + 1)
    await beat('clocks.ring', 'cases.escalations')
    const [up] = [...await told(lead, id), ...await told(supervisor, id)]
    expect(up).toBe('case.notice-escalated-supervisor')
    expect(await told(manager, id)).toEqual([])
    house.clock.pass(30 * 60)
    await beat('clocks.ring', 'cases.escalations')
    await beat('clocks.ring', 'cases.escalations')
    expect(await told(manager, id)).toEqual(['case.notice-escalated-manager'])
    const history = (await manager.call(cases.events, { params: { id } })).items.filter((one) => one.kind === 'case.escalated')
    expect(history.map((one) => one.data['level'])).toEqual([1, 2])
  })
  test('that were answered before twice the time go no further', async () => {
    house.clock.set('2026-03-06T02:00:00Z')
    const { id } = await open({ priority: 'urgent' })
    await agent.call(cases.claim, { params: { id }, body: {} })
    house.clock.pass(31 * 60)
    await beat('clocks.ring', 'cases.escalations')
    await write(id)('在处理', 'public')
    house.clock.pass(31 * 60)
    await beat('clocks.ring', 'cases.escalations')
    expect(await told(manager, id)).toEqual([])
  })
  test('go to the leader of the team before anybody else', async () => {
    house.clock.set('2026-03-09T02:00:00Z')
    const team = await manager.call(units.makeTeam, { body: { name: '有组长的组', members: [{ id: lead.id, leader: true }, { id: agent.id }] } })
    const { id } = await open({ priority: 'urgent', teamId: team.id })
    house.clock.pass(31 * 60)
    await beat('clocks.ring', 'cases.escalations')
    expect(await told(lead, id)).toEqual(['case.notice-escalated-supervisor'])
    expect(await told(supervisor, id)).toEqual([])
  })
})

describe('classification', () => {
  test('a kind that a channel supposed is said before the case can be solved; after the close none is unsaid', async () => {
    const { id } = await house.work.unit(systemActor, 'test', (ctx) => openCaseFrom(ctx, { kind: 'request', kindIsSupposed: true, subject: '无题', description: '你们的服务太差', channel: 'email', teamId: north, interactionId: newId(), at: ctx.now }))
    await agent.call(cases.claim, { params: { id }, body: {} })
    let now = await agent.call(cases.get, { params: { id } })
    expect(now.classified).toBe(false)
    expect((await agent.raw('POST', `/cases/${id}/transitions`, { to: 'solved', version: now.version })).json()).toMatchObject({ status: 422, errors: [{ path: 'kind', code: 'case.not-classified' }] })
    now = await agent.call(cases.change, { params: { id }, body: { kind: 'request', version: now.version } })
    expect(now.classified).toBe(true)
    expect((await agent.call(cases.move, { params: { id }, body: { to: 'solved', version: now.version } })).status.class).toBe('resolved')
  })
  test('every invariant of cases holds after all that', async () => {
    for (const { name, sql } of house.house.find((module) => module.name === 'cases')?.invariants ?? []) expect((await house.pool.query(sql)).rows, name).toEqual([])
  })
})

test('SEC-14: what somebody worked on when they left is back in the queue, what is done stays theirs, and their manager hears of it', async () => {
  const admin = await house.hire('system_admin')
  const leaver = await house.hire('agent', { teamId: north, name: '将离职的人' })
  await admin.call(staff.change, { params: { id: leaver.id }, body: { managerId: supervisor.id, version: 1 } })
  const [working, waiting, done] = [await open(), await open(), await open()]
  for (const { id } of [working, waiting, done]) await leaver.call(cases.claim, { params: { id }, body: {} })
  await leaver.call(cases.move, { params: { id: waiting.id }, body: { to: 'waiting-customer', version: 2 } })
  await leaver.call(cases.move, { params: { id: done.id }, body: { to: 'solved', version: 2, fields: { solution: '已处理' } } })
  await admin.call(staff.leave, { params: { id: leaver.id }, body: {} })
  await house.drain()
  for (const { id } of [working, waiting]) expect(await manager.call(cases.get, { params: { id } })).toMatchObject({ handler: null, firstResponder: { name: '将离职的人' } })
  expect((await manager.call(cases.get, { params: { id: done.id } })).handler?.name).toBe('将离职的人')
  expect((await supervisor.call(notifications.recent, { query: {} })).items.find(({ code }) => code === 'case.notice-leaver-freed')).toMatchObject({ params: { n: 2 } })
  expect((await agent.call(cases.claim, { params: { id: working.id }, body: {} })).handler?.id).toBe(agent.id)
})
