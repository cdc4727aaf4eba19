import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWholeHouse } from '../../../test/whole-house.ts'
import { verifyChain } from '../../kernel/events.ts'
import { strike } from '../../kernel/jobs.ts'
import { notifications } from '../people/contract.ts'
import { cases } from './contract.ts'
import type { OpenCase } from './contract.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let manager: Person
let agent: Person
let other: Person
let north: string
let south: string
beforeAll(async () => {
  house = await openWholeHouse()
  north = (await house.team('North')).id
  south = (await house.team('South')).id
  manager = await house.hire('cs_manager', { name: '王经理' })
  agent = await house.hire('agent', { teamId: north, name: '陈首问' })
  other = await house.hire('agent', { teamId: south, name: '林二' })
})
afterAll(() => house.close())

const wish = (more: Partial<OpenCase> = {}) => ({ kind: 'complaint', subject: '空调不制冷', description: '昨天刚装的空调，今天就不制冷了。', channel: 'api', ...more }) as const

describe('opening', () => {
  test('number, status, customer, clocks and history are there at once', async () => {
    const opened = await agent.call(cases.open, { body: wish({ customer: { name: '欧阳娜', phone: '138 1234 5678' } }) })
    expect(opened.number).toMatch(/^20260302-\d{6,}$/)
    expect(opened).toMatchObject({ status: { key: 'new', class: 'open' }, customer: { name: '欧阳娜' }, firstResponder: null, handler: null, priority: 'normal', version: 1 })
    expect(opened.clocks.map((clock) => clock.key)).toEqual(['first-response', 'solution'])
    expect(await agent.call(cases.get, { params: { id: opened.id } })).toEqual(opened)
    const { items } = await agent.call(cases.messages, { params: { id: opened.id }, query: {} })
    expect(items).toMatchObject([{ body: '昨天刚装的空调，今天就不制冷了。', visibility: 'public', author: { kind: 'customer', name: '欧阳娜' } }])
  })
  test('a complaint at 09:00 on a Monday is answered by 10:00 and solved by Wednesday’s close, and says why', async () => {
    const opened = await agent.call(cases.open, { body: wish() })
    expect(opened.createdAt.toISOString()).toBe('2026-03-02T01:00:00.000Z')
    expect(opened.clocks.map((clock) => clock.dueAt?.toISOString())).toEqual(['2026-03-02T02:00:00.000Z', '2026-03-04T10:00:00.000Z'])
    const { items } = await agent.call(cases.why, { params: { id: opened.id } })
    expect(items[1]?.parts[0]).toMatchObject({ kind: 'counting', seconds: 27 * 3_600, policy: { key: 'case', row: 3 }, calendar: { key: 'standard', zone: 'Asia/Shanghai' } })
  })
  test('who takes a call in is the first responder; other channels have none until somebody claims', async () => {
    expect((await agent.call(cases.open, { body: wish({ channel: 'phone' }) })).firstResponder).toEqual({ id: agent.id, name: '陈首问' })
    expect((await agent.call(cases.open, { body: wish({ channel: 'portal' }) })).firstResponder).toBeNull()
  })
  test('the one customer with exactly this phone is taken, else one is made', async () => {
    const first = await agent.call(cases.open, { body: wish({ customer: { name: '司马光', phone: '13900000001' } }) })
    const again = await agent.call(cases.open, { body: wish({ customer: { name: '另一个名字', phone: '+86 139-0000-0001' } }) })
    const another = await agent.call(cases.open, { body: wish({ customer: { name: '司马光', phone: '13900000002' } }) })
    expect(again.customer?.id).toBe(first.customer?.id)
    expect(another.customer?.id).not.toBe(first.customer?.id)
  })
  test('fifty sendings of one key make one case', async () => {
    const all = await Promise.all(Array.from({ length: 50 }, () => agent.call(cases.open, { body: wish({ subject: '只此一件' }) }, { idempotencyKey: 'once-only' })))
    expect(new Set(all.map((one) => one.id)).size).toBe(1)
    expect((await house.pool.query(`select count(*)::int as n from "case" where subject = '只此一件'`)).rows[0].n).toBe(1)
  })
  test('bad input names every wrong field and leaves nothing', async () => {
    const count = async () => (await house.pool.query('select (select count(*) from "case") as cases, (select count(*) from customer) as customers, (select count(*) from clock) as clocks')).rows[0]
    const before = await count()
    const bad = await agent.raw('POST', '/cases', { kind: 'rant', subject: '', description: 'x\u0000', channel: 'pigeon', extra: 1 })
    expect(bad.json<{ errors: { path: string }[] }>().errors.map((fault) => fault.path).sort()).toEqual(['channel', 'description', 'extra', 'kind', 'subject'])
    expect((await agent.raw('POST', '/cases', { ...wish(), customer: { name: '某人', phone: '123' } })).json()).toMatchObject({ status: 400 })
    expect((await agent.raw('POST', '/cases', { ...wish(), customerId: '00000000-0000-7000-8000-000000000000' })).json()).toMatchObject({ status: 400, errors: [{ path: 'customerId' }] })
    expect(await count()).toEqual(before)
  })
})

describe('claiming', () => {
  test('of fifty at once exactly one wins; the others see who', async () => {
    const opened = await agent.call(cases.open, { body: wish({ teamId: north }) })
    const agents = await Promise.all(Array.from({ length: 5 }, () => house.hire('agent', { teamId: north })))
    const tries = await Promise.all(Array.from({ length: 50 }, (_, n) => (agents[n % 5] as Person).raw('POST', `/cases/${opened.id}/claim`, {})))
    expect(tries.filter((one) => one.statusCode === 200)).toHaveLength(1)
    const winner = tries.find((one) => one.statusCode === 200)?.json<{ handler: { id: string }; firstResponder: { id: string } }>()
    expect(winner?.firstResponder).toEqual(winner?.handler)
    for (const lost of tries.filter((one) => one.statusCode !== 200)) expect(lost.json()).toMatchObject({ status: 409, code: 'case.already-taken', current: { handler: { id: winner?.handler.id } } })
    await house.drain()
    const { items } = await manager.call(cases.events, { params: { id: opened.id } })
    expect(items.map((entry) => entry.kind)).toEqual(['case.opened', 'clock.started', 'case.claimed'])
  })
})

describe('claiming without a team', () => {
  test('who was too late hears so, although the case is out of their sight by then', async () => {
    const opened = await manager.call(cases.open, { body: { ...wish(), channel: 'api' } })
    const agents = await Promise.all(Array.from({ length: 4 }, () => house.hire('agent')))
    const tries = await Promise.all(Array.from({ length: 12 }, (_, n) => (agents[n % 4] as Person).raw('POST', `/cases/${opened.id}/claim`, {})))
    expect(tries.map((one) => one.statusCode).toSorted()).toEqual([200, ...Array<number>(11).fill(409)])
    const winner = tries.find((one) => one.statusCode === 200)?.json<{ handler: { id: string } }>().handler.id
    const outside = agents.find((one) => one.id !== winner) as Person
    expect((await outside.raw('GET', `/cases/${opened.id}`)).statusCode).toBe(404)
    expect((await outside.raw('POST', `/cases/${opened.id}/claim`, {})).json()).toMatchObject({ status: 409, code: 'case.already-taken' })
  })
})

describe('the whole course', () => {
  test('claimed, answered, solved, reopened, closed: the clocks follow, the first responder stays, verify passes', async () => {
    const { id } = await agent.call(cases.open, { body: wish({ kind: 'request' }) })
    let now = await agent.call(cases.claim, { params: { id }, body: {} })
    expect(now).toMatchObject({ status: { key: 'open' }, handler: { id: agent.id }, firstResponder: { id: agent.id } })
    house.clock.pass(600)
    await agent.call(cases.say, { params: { id }, body: { body: '已安排师傅今天下午上门。', visibility: 'public' } })
    await agent.call(cases.say, { params: { id }, body: { body: '备件在仓库 B。', visibility: 'internal' } })
    now = await agent.call(cases.get, { params: { id } })
    const solution = () => now.clocks.find((clock) => clock.key === 'solution')
    expect(Object.fromEntries(now.clocks.map((clock) => [clock.key, clock.state]))).toEqual({ 'first-response': 'met', solution: 'running', progress: 'running' })
    now = await agent.call(cases.move, { params: { id }, body: { to: 'waiting-customer', version: now.version } })
    expect(solution()).toMatchObject({ state: 'paused', dueAt: null })
    house.clock.pass(3_600)
    now = await agent.call(cases.move, { params: { id }, body: { to: 'open', version: now.version } })
    // Ten minutes were used before the pause; an hour of it does not count.
    expect(solution()).toMatchObject({ state: 'running' })
    expect(await agent.raw('POST', `/cases/${id}/transitions`, { to: 'closed', version: now.version }).then((r) => r.json())).toMatchObject({ status: 409, code: 'flow.illegal-transition', current: { status: { key: 'open' } } })
    now = await agent.call(cases.move, { params: { id }, body: { to: 'solved', version: now.version, fields: { solution: '更换压缩机' } } })
    expect(now).toMatchObject({ status: { class: 'resolved' }, solution: '更换压缩机' })
    expect(now.clocks.map((clock) => clock.state)).toEqual(['met', 'met', 'met'])
    now = await agent.call(cases.move, { params: { id }, body: { to: 'open', version: now.version } })
    expect(now.clocks.filter((clock) => clock.key === 'solution').map((clock) => clock.state)).toEqual(['met', 'running'])
    now = await manager.call(cases.assign, { params: { id }, body: { handlerId: other.id, version: now.version } })
    expect(now).toMatchObject({ handler: { id: other.id }, firstResponder: { id: agent.id } })
    now = await other.call(cases.move, { params: { id }, body: { to: 'solved', version: now.version } })
    now = await other.call(cases.move, { params: { id }, body: { to: 'closed', version: now.version } })
    expect(now.may).not.toContain('reply')
    expect((await other.raw('POST', `/cases/${id}/messages`, { body: 'late', visibility: 'public' })).json()).toMatchObject({ status: 409, code: 'case.is-closed' })
    await house.drain()
    const history = (await agent.call(cases.events, { params: { id } })).items
    expect(history.filter((entry) => entry.kind.startsWith('case.')).map((entry) => entry.kind)).toEqual(['case.opened', 'case.claimed', 'case.message-added', 'case.message-added', 'case.moved', 'case.moved', 'case.moved', 'case.moved', 'case.assigned', 'case.moved', 'case.moved'])
    expect(history.every((entry) => /^[0-9a-f]{64}$/.test(entry.hash ?? ''))).toBe(true)
    expect(await verifyChain(house.directPool)).toMatchObject({ badAt: null })
  })
  test('a stale version loses with the case as it is', async () => {
    const { id, version } = await agent.call(cases.open, { body: wish({ channel: 'phone' }) })
    await agent.call(cases.change, { params: { id }, body: { version, priority: 'urgent' } })
    const stale = await agent.raw('PATCH', `/cases/${id}`, { version, subject: '另一个' })
    expect(stale.json()).toMatchObject({ status: 409, code: 'record.stale', current: { priority: 'urgent', version: version + 1 } })
  })
  test('a higher priority moves the deadlines by the policy in force, and the past stays', async () => {
    const { id, version, clocks: [, before] } = await agent.call(cases.open, { body: wish({ kind: 'consultation', channel: 'phone' }) })
    const { clocks: [, after] } = await agent.call(cases.change, { params: { id }, body: { version, priority: 'urgent' } })
    expect((after!.dueAt as Date).getTime()).toBeLessThan((before!.dueAt as Date).getTime())
  })
})

describe('who sees what', () => {
  test('an agent sees the open queue, own and team’s cases; another team’s and the removed ones look like nothing', async () => {
    const theirs = await manager.call(cases.open, { body: wish({ teamId: south, subject: '南区的事' }) })
    expect((await agent.raw('GET', `/cases/${theirs.id}`)).statusCode).toBe(404)
    expect((await agent.raw('POST', `/cases/${theirs.id}/claim`, {})).statusCode).toBe(404)
    expect((await other.raw('GET', `/cases/${theirs.id}`)).statusCode).toBe(200)
    const list = await agent.call(cases.list, { query: { limit: 200 } })
    expect(list.items.some((one) => one.id === theirs.id)).toBe(false)
    const removed = await manager.call(cases.remove, { params: { id: theirs.id }, body: { reason: '重复录入', version: theirs.version } })
    expect((await other.raw('GET', `/cases/${theirs.id}`)).statusCode).toBe(404)
    expect((await manager.call(cases.list, { query: { removed: 'true' } })).items.map((one) => one.id)).toEqual([theirs.id])
    await manager.call(cases.restore, { params: { id: theirs.id }, body: { version: removed.version } })
    expect((await other.raw('GET', `/cases/${theirs.id}`)).statusCode).toBe(200)
  })
  test('an administrator who is nothing else sees no customer content', async () => {
    const admin = await house.hire('system_admin')
    for (const url of ['/cases', '/customers']) expect((await admin.raw('GET', url)).statusCode).toBe(403)
  })
  test('only a manager changes the first responder, and says why', async () => {
    const { id } = await agent.call(cases.open, { body: wish({ channel: 'phone' }) })
    expect((await agent.raw('POST', `/cases/${id}/first-responder`, { staffId: other.id, reason: '离职', version: 1 })).statusCode).toBe(403)
    const changed = await manager.call(cases.changeFirstResponder, { params: { id }, body: { staffId: other.id, reason: '陈首问离职', version: 1 } })
    expect(changed.firstResponder?.id).toBe(other.id)
    await house.drain()
    expect((await manager.call(cases.events, { params: { id } })).items.find(({ kind }) => kind === 'case.first-responder-changed')).toMatchObject({ actor: { id: manager.id }, data: { from: agent.id, to: other.id, reason: '陈首问离职' } })
  })
})

describe('finding', () => {
  test('by words of the subject and of what was said, by number, with filters', async () => {
    const opened = await agent.call(cases.open, { body: wish({ subject: '洗衣机漏水', description: '脱水时地上全是水，型号ＸＱＢ８０' }) })
    await house.drain()
    const find = async (q: string, more: object = {}) => (await agent.call(cases.list, { query: { q, ...more } })).items.map((one) => one.id)
    for (const q of ['漏水', '洗衣', 'xqb80', '洗衣機', '脱水', opened.number]) expect(await find(q), q).toEqual([opened.id])
    expect(await find('漏水', { kind: 'praise' })).toEqual([])
    expect(await find('漏水 不存在的词')).toEqual([])
    expect((await agent.call(cases.list, { query: { statusClass: 'open', handler: 'none', firstResponder: 'none' } })).items.length).toBeGreaterThan(0)
    expect((await agent.raw('GET', '/cases?statusClass=asleep')).statusCode).toBe(400)
    expect((await agent.raw('GET', '/cases?colour=red')).json()).toMatchObject({ status: 400, errors: [{ path: 'query.colour' }] })
  })
})

test('who is given a case hears of it, and so does its handler when a deadline passes', async () => {
  const { id, version } = await manager.call(cases.open, { body: wish({ channel: 'portal' }) })
  await manager.call(cases.assign, { params: { id }, body: { handlerId: other.id, version } })
  await house.drain()
  const codes = async () => (await other.call(notifications.recent, { query: {} })).items.filter((one) => one.subjectId === id).map((one) => one.code)
  expect(await codes()).toEqual(['case.notice-assigned'])
  house.clock.pass(3 * 3_600)
  for (const beat of house.house.flatMap((module) => module.beats ?? []).filter((one) => one.name === 'clocks.ring')) await strike(house.work, beat)
  await house.drain()
  expect(await codes()).toEqual(['case.notice-overdue', 'case.notice-assigned'])
})
