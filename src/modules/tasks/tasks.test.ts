import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWholeHouse } from '../../../test/whole-house.ts'
import { systemActor } from '../../kernel/actors.ts'
import { newId } from '../../kernel/id.ts'
import { strike } from '../../kernel/jobs.ts'
import { delegations, notifications, staff } from '../people/contract.ts'
import { tasks } from './contract.ts'
import type { AddTask, Task } from './contract.ts'
import { addTask, cancelTask, finishTask, rescheduleTask } from './index.ts'
import type { NewTask } from './index.ts'
import { taskBeat } from './watch.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let manager: Person
let boss: Person
let lead: Person
let agent: Person
let colleague: Person
let stranger: Person
let north: string
const HOUR = 3_600
beforeAll(async () => {
  // Monday, nine in the morning in Shanghai.
  house = await openWholeHouse()
  north = (await house.team('North')).id
  manager = await house.hire('cs_manager', { name: '王经理' })
  boss = await house.hire('cs_supervisor', { name: '赵主管' })
  lead = await house.hire('team_lead', { teamId: north, name: '周组长' })
  agent = await house.hire('agent', { teamId: north, name: '陈首问' })
  colleague = await house.hire('agent', { teamId: north, name: '林二' })
  stranger = await house.hire('clerk', { name: '何文' })
  await under(agent, lead)
  await under(lead, boss)
})
afterAll(() => house.close())

const admin = async () => house.hire('hr')
const under = async (who: Person, above: Person) => {
  const hr = await admin()
  const { version } = await hr.call(staff.get, { params: { id: who.id } })
  await hr.call(staff.change, { params: { id: who.id }, body: { version, managerId: above.id } })
}
const at = (seconds: number) => new Date(house.clock.now().getTime() + seconds * 1_000)
const give = (body: Partial<AddTask> & Pick<AddTask, 'title'>, by: Person = lead): Promise<Task> => by.call(tasks.add, { body: { ...body, dueAt: body.dueAt?.toISOString() } })
const inUnit = <T>(run: Parameters<typeof house.work.unit<T>>[2]) => house.work.unit(systemActor, 'test', run)
const from = (key: string, more: Partial<NewTask> = {}): NewTask => ({ key, title: { zh: '回访客户', en: 'Call the customer back' }, about: { kind: 'case', id: newId() }, source: { kind: 'run', id: newId() }, ...more })
const watch = async () => { await strike(house.work, taskBeat); await house.drain() }
const inbox = async (who: Person, query: Record<string, string> = { whose: 'mine' }) => (await who.call(tasks.list, { query })).items.map((one) => one.id)
const told = async (who: Person, id: string) => (await who.call(notifications.recent, { query: { limit: 100 } })).items.filter((one) => one.subjectId === id).map((one) => one.code)
const get = (who: Person, id: string) => who.call(tasks.get, { params: { id } })

describe('a task by hand', () => {
  test('reaches its owner, who finishes it with an outcome; its history says who did what', async () => {
    const { id, version } = await give({ title: '核对地址', ownerId: agent.id, dueAt: at(4 * HOUR) })
    await house.drain()
    expect(await inbox(agent)).toContain(id)
    expect(await told(agent, id)).toEqual(['task.notice-given'])
    expect(await inbox(lead, { whose: 'handed-out' })).toContain(id)
    const done = await agent.call(tasks.finish, { params: { id }, body: { version, outcome: '地址无误，电话 13987654321' } })
    expect(done).toMatchObject({ state: 'done', outcome: expect.stringMatching(/^地址无误/), finishedBy: { name: '陈首问' }, may: [] })
    expect(done.outcome).not.toContain('87654321')
    expect(await inbox(agent)).not.toContain(id)
    expect(await inbox(agent, { state: 'done' })).toContain(id)
    await house.drain()
    expect((await agent.call(tasks.events, { params: { id } })).items.map((one) => [one.kind, one.actor.name])).toEqual([['task.added', '周组长'], ['task.done', '陈首问']])
  })
  test('is nobody else’s to see or to finish', async () => {
    const { id, version } = await give({ title: '只给陈', ownerId: agent.id })
    expect((await stranger.raw('GET', `/tasks/${id}`)).statusCode).toBe(404)
    expect((await colleague.raw('GET', `/tasks/${id}`)).statusCode).toBe(404)
    expect((await lead.raw('POST', `/tasks/${id}/finish`, { version })).json()).toMatchObject({ status: 403, code: 'task.not-yours' })
  })
  test('is for one person, role or team, and not due in the past', async () => {
    expect((await lead.raw('POST', '/tasks', { title: 'x' })).statusCode).toBe(400)
    expect((await lead.raw('POST', '/tasks', { title: 'x', ownerId: agent.id, teamId: north })).statusCode).toBe(400)
    expect((await lead.raw('POST', '/tasks', { title: 'x', ownerId: agent.id, dueAt: at(-60) })).json()).toMatchObject({ errors: [{ path: 'dueAt', code: 'task.due-in-the-past' }] })
    expect((await lead.raw('POST', '/tasks', { title: 'x', roleKey: 'nobody' })).json()).toMatchObject({ status: 422, code: 'role.unknown' })
  })
  test('is changed and taken back by whoever gave it, never by its owner', async () => {
    const { id, version } = await give({ title: '旧', ownerId: agent.id, dueAt: at(8 * HOUR) })
    expect((await agent.raw('PATCH', `/tasks/${id}`, { version, title: '新' })).json()).toMatchObject({ code: 'task.not-yours' })
    const changed = await lead.call(tasks.change, { params: { id }, body: { version, title: '新', dueAt: at(2 * HOUR).toISOString() } })
    expect(changed).toMatchObject({ title: { text: '新' }, dueAt: at(2 * HOUR) })
    expect((await lead.raw('PATCH', `/tasks/${id}`, { version, title: '又' })).json()).toMatchObject({ status: 409, code: 'record.stale' })
    await lead.call(tasks.cancel, { params: { id }, body: { version: changed.version, reason: '不用了' } })
    expect(await get(agent, id)).toMatchObject({ state: 'cancelled', outcome: '不用了' })
    expect((await agent.raw('POST', `/tasks/${id}/finish`, { version: changed.version + 1 })).json()).toMatchObject({ status: 409, code: 'task.over' })
  })
})

describe('a task for many', () => {
  test('is claimed by exactly one of eight who try at once', async () => {
    const many = await Promise.all(Array.from({ length: 8 }, () => house.hire('evaluator')))
    const { id } = await give({ title: '抽检十通录音', roleKey: 'evaluator' }, manager)
    expect(await inbox(many[0] as Person, { whose: 'claimable' })).toContain(id)
    const codes = await Promise.all(many.map(async (one) => (await one.raw('POST', `/tasks/${id}/claim`, {})).statusCode))
    expect(codes.toSorted()).toEqual([200, ...Array.from({ length: 7 }, () => 409)])
    const winner = many[codes.indexOf(200)] as Person
    expect(await get(winner, id)).toMatchObject({ owner: { id: winner.id }, may: expect.arrayContaining(['finish']) })
    await house.drain()
    const { rows } = await house.pool.query(`select count(*)::int as n from event_log where kind = 'task.claimed' and subject_id = $1`, [id])
    expect(rows[0].n).toBe(1)
  })
  test('of a team is seen by its members and leader, and claimed by nobody of another team', async () => {
    const { id } = await give({ title: '整理交接单', teamId: north }, manager)
    await house.drain()
    expect(await told(colleague, id)).toEqual(['task.notice-claimable'])
    expect(await inbox(agent, { whose: 'team' })).toContain(id)
    expect((await stranger.raw('POST', `/tasks/${id}/claim`, {})).statusCode).toBe(404)
    await colleague.call(tasks.claim, { params: { id }, body: {} })
    expect((await agent.raw('POST', `/tasks/${id}/claim`, {})).json()).toMatchObject({ status: 409, code: 'task.already-taken', current: { owner: { id: colleague.id } } })
  })
})

describe('a task from a module', () => {
  test('is given once a key, finished once, and nothing happens when the source says so again', async () => {
    const first = await inUnit((ctx) => addTask(ctx, from('run:1:step', { ownerId: agent.id })))
    expect(await inUnit((ctx) => addTask(ctx, from('run:1:step', { ownerId: colleague.id })))).toEqual(first)
    expect(await get(agent, first.id)).toMatchObject({ owner: { id: agent.id }, title: { zh: '回访客户' } })
    expect(await inUnit((ctx) => finishTask(ctx, { key: 'run:1:step' }, '已回访'))).toBe(true)
    expect(await inUnit((ctx) => finishTask(ctx, { id: first.id }, '又一次'))).toBe(false)
    expect(await inUnit((ctx) => cancelTask(ctx, { key: 'nothing' }, 'x'))).toBe(false)
    expect(await get(agent, first.id)).toMatchObject({ state: 'done', outcome: '已回访' })
  })
  test('given twice at the same moment is one task', async () => {
    const both = await Promise.all([1, 2, 3, 4].map(() => inUnit((ctx) => addTask(ctx, from('race', { ownerId: agent.id })))))
    expect(new Set(both.map((one) => one.id)).size).toBe(1)
  })
  test('that is finished at its source is not ticked off in the inbox', async () => {
    const { id } = await inUnit((ctx) => addTask(ctx, from('approval:1', { ownerId: agent.id, byHand: false, path: '/runs/1' })))
    const task = await get(agent, id)
    expect(task).toMatchObject({ path: '/runs/1', may: ['snooze', 'reassign'] })
    expect((await agent.raw('POST', `/tasks/${id}/finish`, { version: task.version })).json()).toMatchObject({ code: 'task.done-elsewhere' })
  })
})

describe('passing on and putting off', () => {
  test('needs a reason, tells the new owner, and leaves it out of the old one’s inbox', async () => {
    const { id, version } = await give({ title: '转给别人', ownerId: agent.id })
    expect((await agent.raw('POST', `/tasks/${id}/reassign`, { version, ownerId: colleague.id })).statusCode).toBe(400)
    await agent.call(tasks.reassign, { params: { id }, body: { version, ownerId: colleague.id, reason: '休假' } })
    await house.drain()
    expect(await told(colleague, id)).toEqual(['task.notice-given'])
    expect([(await inbox(agent)).includes(id), (await inbox(colleague)).includes(id)]).toEqual([false, true])
    await house.drain()
    expect((await lead.call(tasks.events, { params: { id } })).items.at(-1)).toMatchObject({ kind: 'task.reassigned', data: { reason: '休假', changed: { ownerId: { from: agent.id, to: colleague.id } } } })
  })
  test('puts a task out of the inbox until its moment, which may not lie past the due one', async () => {
    const { id, version } = await give({ title: '晚点再说', ownerId: agent.id, dueAt: at(10 * HOUR) })
    expect((await agent.raw('POST', `/tasks/${id}/snooze`, { version, until: at(11 * HOUR) })).json()).toMatchObject({ errors: [{ path: 'until', code: 'task.snooze-moment' }] })
    await agent.call(tasks.snooze, { params: { id }, body: { version, until: at(3 * HOUR).toISOString() } })
    expect(await inbox(agent, { whose: 'mine', snoozed: 'false' })).not.toContain(id)
    house.clock.pass(3 * HOUR)
    await watch()
    expect(await inbox(agent, { whose: 'mine', snoozed: 'false' })).toContain(id)
    expect(await told(agent, id)).toContain('task.notice-back')
  })
})

describe('the clock', () => {
  test('reminds a day and an hour before, says once that it is overdue, and tells the line upward step by step within working hours', async () => {
    house.clock.set('2026-03-09T01:00:00Z')
    const due = new Date('2026-03-10T08:00:00Z')
    const { id } = await give({ title: '交周报', ownerId: agent.id, dueAt: due }, manager)
    await watch()
    const codes = () => told(agent, id)
    expect(await codes()).toEqual(['task.notice-given'])
    house.clock.set('2026-03-09T08:00:00Z')
    await watch()
    await watch()
    expect(await codes()).toEqual(['task.notice-due-soon', 'task.notice-given'])
    house.clock.set('2026-03-10T07:00:00Z')
    await watch()
    expect((await codes()).filter((code) => code === 'task.notice-due-soon')).toHaveLength(2)
    house.clock.set('2026-03-10T08:00:01Z')
    await watch()
    await watch()
    expect((await codes())[0]).toBe('task.notice-overdue')
    expect(await told(lead, id)).toEqual(['task.notice-escalated'])
    expect(await told(boss, id)).toEqual([])
    expect(await get(agent, id)).toMatchObject({ overdue: true, escalationLevel: 1 })
    // The second step comes after eight hours of work: half past four and the night do not count.
    house.clock.set('2026-03-10T17:00:00Z')
    await watch()
    expect(await told(boss, id)).toEqual([])
    house.clock.set('2026-03-11T09:30:00Z')
    await watch()
    expect(await told(boss, id)).toEqual(['task.notice-escalated'])
    expect(await get(manager, id)).toMatchObject({ escalationLevel: 2 })
    expect((await agent.call(tasks.counts, {})).overdue).toBeGreaterThan(0)
  })
  test('begins anew when the source moves the due moment', async () => {
    const { id } = await inUnit((ctx) => addTask(ctx, from('review:1', { ownerId: agent.id, dueAt: at(-60) })))
    await watch()
    expect(await get(agent, id)).toMatchObject({ overdue: true })
    await inUnit((ctx) => rescheduleTask(ctx, { key: 'review:1' }, at(48 * HOUR)))
    expect(await get(agent, id)).toMatchObject({ overdue: false, dueAt: at(48 * HOUR) })
    house.clock.pass(25 * HOUR)
    await watch()
    expect((await told(agent, id))[0]).toBe('task.notice-due-soon')
  })
})

describe('while somebody is away', () => {
  test('the delegate sees their tasks, is told in their place, and may finish them; afterwards no more', async () => {
    house.clock.set('2026-04-07T01:00:00Z')
    const away = await house.hire('agent', { name: '郑外出' })
    const helper = await house.hire('agent', { name: '许代理' })
    await under(away, lead)
    const before = await give({ title: '早给的', ownerId: away.id }, manager)
    expect((await helper.raw('GET', `/tasks/${before.id}`)).statusCode).toBe(404)
    const delegation = await away.call(delegations.makeDelegation, { body: { staffId: away.id, delegateId: helper.id, fromAt: house.clock.now().toISOString(), untilAt: at(48 * HOUR).toISOString(), reason: '出差' } })
    const { id, version } = await give({ title: '外出时给的', ownerId: away.id }, manager)
    await house.drain()
    expect(await told(helper, id)).toEqual(['task.notice-given'])
    expect(await told(away, id)).toEqual([])
    expect(await inbox(helper, { whose: 'standing-in' })).toEqual(expect.arrayContaining([before.id, id]))
    expect((await helper.call(tasks.counts, {})).standingIn).toBe(2)
    expect(await get(helper, id)).toMatchObject({ standIn: { id: helper.id }, may: expect.arrayContaining(['finish']) })
    await helper.call(tasks.finish, { params: { id }, body: { version } })
    await away.call(delegations.endDelegation, { params: { id: delegation.id }, body: { version: delegation.version } })
    expect((await helper.raw('GET', `/tasks/${before.id}`)).statusCode).toBe(404)
  })
  test('a manager’s delegate hears in their place that a task is overdue', async () => {
    house.clock.set('2026-04-13T01:00:00Z')
    const deputy = await house.hire('team_lead', { name: '副组长' })
    await boss.call(delegations.makeDelegation, { body: { staffId: lead.id, delegateId: deputy.id, fromAt: house.clock.now().toISOString(), untilAt: at(24 * HOUR).toISOString() } })
    const { id } = await inUnit((ctx) => addTask(ctx, from('absent-lead', { ownerId: agent.id, dueAt: at(60) })))
    house.clock.pass(120)
    await watch()
    await watch()
    expect(await told(deputy, id)).toEqual(['task.notice-escalated'])
    expect(await told(lead, id)).toEqual([])
  })
  test('a delegate is named by oneself or above, for a period that overlaps no other', async () => {
    const body = { staffId: agent.id, delegateId: colleague.id, fromAt: at(HOUR).toISOString(), untilAt: at(9 * HOUR).toISOString() }
    expect((await stranger.raw('POST', '/delegations', body)).json()).toMatchObject({ status: 403, code: 'delegation.not-yours' })
    await lead.call(delegations.makeDelegation, { body })
    expect((await agent.raw('POST', '/delegations', { ...body, fromAt: at(8 * HOUR), untilAt: at(10 * HOUR) })).json()).toMatchObject({ status: 422, code: 'delegation.overlaps' })
    expect((await agent.raw('POST', '/delegations', { ...body, delegateId: agent.id })).json()).toMatchObject({ code: 'delegation.oneself' })
    expect((await agent.raw('POST', '/delegations', { ...body, untilAt: at(-HOUR) })).json()).toMatchObject({ errors: [{ path: 'untilAt', code: 'delegation.period' }] })
    expect((await agent.call(delegations.delegations, { params: { id: agent.id } })).items).toMatchObject([{ state: 'coming', delegate: { name: '林二' } }])
  })
})

test('what somebody had to do when they left goes to their manager, and without one to the supervisors', async () => {
  house.clock.set('2026-04-20T01:00:00Z')
  const [leaver, alone] = [await house.hire('agent'), await house.hire('agent')]
  await under(leaver, lead)
  const [first, second] = [await give({ title: '没做完的', ownerId: leaver.id }, manager), await give({ title: '也没做完', ownerId: alone.id }, manager)]
  const hr = await admin()
  for (const one of [leaver, alone]) await hr.call(staff.leave, { params: { id: one.id }, body: {} })
  await house.drain()
  expect(await get(lead, first.id)).toMatchObject({ owner: { id: lead.id } })
  expect(await told(lead, first.id)).toEqual(['task.notice-given'])
  expect(await inbox(boss, { whose: 'claimable' })).toContain(second.id)
})

describe('the list', () => {
  test('finds tasks by their words, newest due last, a page at a time', async () => {
    const dues = [5, 3, 4, 1, 2]
    const made = await Promise.all(dues.map((hours) => give({ title: `盘点备件仓 ${hours}`, ownerId: stranger.id, dueAt: at(hours * HOUR) }, manager)))
    await house.drain()
    const byDue = made.map((one, nth) => ({ id: one.id, due: dues[nth] as number })).toSorted((a, b) => a.due - b.due).map((one) => one.id)
    const first = await stranger.call(tasks.list, { query: { whose: 'mine', limit: 3 } })
    const second = await stranger.call(tasks.list, { query: { whose: 'mine', limit: 3, cursor: first.nextCursor ?? '' } })
    expect([...first.items, ...second.items].map((one) => one.id)).toEqual(byDue)
    expect(await inbox(stranger, { q: '备件仓', overdue: 'false' })).toEqual(byDue)
    expect(await inbox(stranger, { q: '没有这样的词' })).toEqual([])
  })
  test('walks an index for every leg, however many tasks there are', { timeout: 120_000 }, async () => {
    await house.directPool.query(`insert into task (id, key, title, owner_id, due_at, escalates, about_kind, about_id, source_kind, source_id, by_hand, created_at, changed_at, state, finished_at)
      select uuid_v7(), 'volume:' || n, '{"text":"x"}', case when n % 400 < 20 then $1 else $2 end::uuid, now() + n * interval '1 minute', true, 'task', uuid_v7(), 'task', uuid_v7(), true, now(), now(), case when n % 10 = 0 then 'open' else 'done' end, case when n % 10 = 0 then null else now() end
      from generate_series(1, 30000) n`, [colleague.id, boss.id])
    await house.directPool.query('analyze task')
    const { items } = await colleague.call(tasks.list, { query: { whose: 'mine', limit: 50 } })
    expect(items).toHaveLength(50)
    const { rows } = await house.directPool.query(`explain select id from task t where owner_id = '${colleague.id}' and state = 'open' order by due_at, id limit 51`)
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
    expect(plan).toContain('task_owner_due')
    expect(plan).not.toMatch(/Seq Scan|Sort/)
    const { rows: all } = await house.directPool.query(`explain select id from task t where state = 'open' order by due_at, id limit 51`)
    expect(all.map((row) => row['QUERY PLAN']).join('\n')).toContain('task_due')
  })
})
