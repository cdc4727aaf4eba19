import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyChain } from '../src/kernel/events.ts'
import { definitions } from '../src/kernel/definition-contract.ts'
import { strike } from '../src/kernel/jobs.ts'
import { bulks } from '../src/modules/cases/bulk/contract.ts'
import { cases, desk, handovers } from '../src/modules/cases/contract.ts'
import { reach } from '../src/modules/cases/index.ts'
import { supervision } from '../src/modules/cases/supervision/contract.ts'
import { complaintCourse as course } from '../src/modules/complaints/course/contract.ts'
import { collections } from '../src/modules/customers/collection/contract.ts'
import { customers } from '../src/modules/customers/contract.ts'
import { metrics } from '../src/modules/metrics/contract.ts'
import { wishes } from '../src/modules/messages/contract.ts'
import { delegations, notifications, skills, staff, units } from '../src/modules/people/contract.ts'
import { roster } from '../src/modules/people/roster/contract.ts'
import { connection, routing } from '../src/modules/routing/contract.ts'
import { tasks } from '../src/modules/tasks/contract.ts'
import { papers } from '../src/modules/teamwork/papers/contract.ts'
import { openWholeHouse } from './whole-house.ts'

/** Rows of the desk that span modules, each by its worked example. */
let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let manager: Person
let agent: Person
beforeAll(async () => {
  house = await openWholeHouse()
  manager = await house.hire('cs_manager', { name: '王经理' })
  agent = await house.hire('agent', { name: '陈首问' })
})
afterAll(() => house.close())

test('ORG-01: the org chart shows three tiers, and whoever carries out is refused what managers do', async () => {
  const admin = await house.hire('system_admin')
  const [carriesOut, supervises, manages] = [await house.hire('execution'), await house.hire('supervision'), await house.hire('management')]
  const { items } = await carriesOut.call(staff.chart, {})
  expect([carriesOut, supervises, manages].map(({ id }) => items.find((one) => one.id === id)?.tier)).toEqual(['execution', 'supervision', 'management'])
  const doors = [['POST', '/teams', { name: '新组' }], ['PATCH', '/settings/cases.analysis-days', { value: 5, version: 0 }], ['POST', '/definitions', { kind: 'flow', key: 'x', body: {} }], ['POST', `/staff/${manages.id}/leave`, {}]] as const
  for (const [method, path, body] of doors) expect([path, (await carriesOut.raw(method, path, body)).statusCode]).toEqual([path, 403])
  expect((await admin.raw('POST', '/teams', { name: '新组' })).statusCode).toBe(201)
})

test('ORG-16: a call for help goes up the line: to the line manager, or to whoever stands in for them, also where another leads the team', async () => {
  const [boss, lead, deputy, worker] = [await house.hire('cs_supervisor'), await house.hire('team_lead'), await house.hire('cs_supervisor'), await house.hire('agent')]
  const hr = await house.hire('hr')
  await hr.call(staff.change, { params: { id: worker.id }, body: { managerId: boss.id, version: (await hr.call(staff.get, { params: { id: worker.id } })).version } })
  const team = await manager.call(units.makeTeam, { body: { name: '另有组长的组', members: [{ id: lead.id, leader: true }, { id: worker.id }] } })
  const asks = async () => {
    const { id } = await worker.call(cases.open, { body: { kind: 'request', subject: '客户要经理回话', description: '客户坚持。', channel: 'phone', teamId: team.id } })
    if ((await worker.call(cases.get, { params: { id } })).handler === null) await worker.call(cases.claim, { params: { id }, body: {} })
    await worker.call(supervision.call, { params: { id }, body: { why: '超出权限' } })
    await house.drain()
    const heard = async (who: Person) => (await who.call(notifications.recent, { query: { limit: 50 } })).items.some((one) => one.subjectId === id && one.code === 'case.notice-help-asked')
    return [await heard(boss), await heard(lead), await heard(deputy)]
  }
  expect(await asks()).toEqual([true, true, false])
  const now = house.clock.now()
  await boss.call(delegations.makeDelegation, { body: { staffId: boss.id, delegateId: deputy.id, fromAt: now.toISOString(), untilAt: new Date(now.getTime() + 86_400_000).toISOString() } })
  expect(await asks()).toEqual([false, true, true])
})

test('CAS-15: of ten promises that came due nine were kept in time: 90 %; the tenth is broken, open ones count for nothing', async () => {
  const worker = await house.hire('agent')
  const { id } = await worker.call(cases.open, { body: { kind: 'request', subject: '十项承诺', description: '客户要求逐项落实。', channel: 'phone' } })
  if ((await worker.call(cases.get, { params: { id } })).handler === null) await worker.call(cases.claim, { params: { id }, body: {} })
  const dueAt = new Date(house.clock.now().getTime() + 3_600_000).toISOString()
  for (let n = 1; n <= 10; n++) {
    const made = await worker.call(desk.promise, { params: { id }, body: { what: `第 ${n} 项`, toWhom: 'customer', dueAt } })
    if (n < 10) await worker.call(desk.keep, { params: { id, promiseId: made.id }, body: { version: made.version } })
  }
  await worker.call(desk.promise, { params: { id }, body: { what: '还没到期', toWhom: 'customer', dueAt: new Date(house.clock.now().getTime() + 3 * 86_400_000).toISOString() } })
  house.clock.pass(3_700)
  for (const one of house.house.flatMap((module) => module.beats ?? []).filter(({ name }) => name === 'cases.promises')) await strike(house.work, one)
  await house.drain()
  const day = house.clock.now().toISOString().slice(0, 10)
  expect(await manager.call(metrics.value, { params: { key: 'promise-keeping' }, query: { from: day, to: day } })).toMatchObject({ value: 90, n: 10, numerator: 9 })
  expect((await worker.call(desk.work, { params: { id } })).promises.filter(({ state }) => state === 'broken')).toHaveLength(1)
})

test('CHN-02: the composer proposes mail for who prefers it and is in no hurry, and the telephone for an urgent matter of safety', async () => {
  const customer = await agent.call(customers.add, { body: { type: 'person', name: '高女士', contactPoints: [{ kind: 'phone', value: '13700009999' }, { kind: 'email', value: 'gao@example.com' }] } })
  await agent.call(wishes.preferChannel, { params: { id: customer.id }, body: { preferred: 'email', forbidden: [], version: 0 } })
  const open = (kind: 'consultation' | 'complaint', priority: 'low' | 'urgent') => agent.call(cases.open, { body: { kind, priority, subject: '插座打火花', description: '插座有火花，孩子差点触电。', channel: 'phone', customerId: customer.id } })
  const calm = await open('consultation', 'low')
  expect(await agent.call(reach.reach, { params: { id: calm.id } })).toMatchObject({ channel: 'email', reason: 'preferred', complexity: 'simple', safety: false })
  const grave = await open('complaint', 'urgent')
  await agent.call(cases.claim, { params: { id: grave.id }, body: { version: grave.version } })
  const sheet = await agent.call(course.course, { params: { id: grave.id } })
  await agent.call(course.assess, { params: { id: grave.id }, body: { severity: 'serious', safety: 'actual', complexity: 'complex', version: sheet.version } })
  expect(await agent.call(reach.reach, { params: { id: grave.id } })).toMatchObject({ channel: 'phone', reason: 'safety', urgency: 'urgent', complexity: 'complex', safety: true })
})

test('ORG-08: who is short of the threshold is on the worklist, is given a task in five categories, and writing down raises the figure and ends the task', async () => {
  const info = await house.hire('info_specialist', { name: '信息专员' })
  const shop = await agent.call(customers.add, { body: { type: 'person', name: '冯先生', title: '先生', region: '杭州', birthday: '1980-05-06', contactPoints: [{ kind: 'phone', value: '13711112222' }, { kind: 'email', value: 'feng@example.com' }, { kind: 'wechat', value: 'feng_88' }, { kind: 'address', value: '西湖区文三路 1 号' }] } })
  await house.drain()
  const worklist = async () => (await info.call(customers.list, { query: { quality: 'incomplete', limit: 200 } })).items.map(({ name }) => name)
  const before = await info.call(collections.collected, { params: { id: shop.id } })
  expect(before.categories.map(({ category, asked, filled }) => [category, asked, filled])).toEqual([['personal', false, true], ['needs', false, false], ['satisfaction', false, false], ['product', false, false], ['company', false, false]])
  const dueAt = new Date(house.clock.now().getTime() + 7 * 86_400_000).toISOString()
  await expect(agent.call(collections.askToCollect, { body: { customerIds: [shop.id], categories: ['needs'], dueAt } })).rejects.toMatchObject({ status: 403 })
  await expect(info.call(collections.askToCollect, { body: { customerIds: [shop.id], categories: ['needs'], dueAt: house.clock.now().toISOString() } })).rejects.toMatchObject({ status: 400, problem: { errors: [{ path: 'dueAt', code: 'customer-collection.due-past' }] } })
  expect(await info.call(collections.askToCollect, { body: { customerIds: [shop.id, shop.id], categories: ['personal', 'needs', 'satisfaction', 'product', 'company'], dueAt } })).toEqual({ given: 1 })
  await house.drain()
  const asked = await info.call(collections.collected, { params: { id: shop.id } })
  // What is asked counts from now on, and nothing of it is there.
  expect([asked.completeness < before.completeness, await worklist()]).toEqual([true, expect.arrayContaining(['冯先生'])])
  const own = async () => (await info.call(tasks.list, { query: { aboutId: shop.id, state: 'open,done', limit: 10 } })).items
  const [task] = await own()
  expect(task).toMatchObject({ title: { zh: '采集客户信息：需求、满意度与评价、产品使用情况、其他公司信息' }, role: { key: 'info_specialist' }, path: `/customers/${shop.id}` })
  // Asked again, it is still one task.
  expect(await info.call(collections.askToCollect, { body: { customerIds: [shop.id], categories: ['needs', 'satisfaction', 'product', 'company'], dueAt } })).toEqual({ given: 1 })
  expect((await own()).map(({ state }) => state)).toEqual(['open'])
  const anew = (await own())[0]!
  await info.call(tasks.claim, { params: { id: anew.id }, body: {} })
  const write = (items: { category: 'needs' | 'satisfaction' | 'product' | 'company'; words: string }[]) => info.call(collections.collect, { params: { id: shop.id }, body: { items } })
  const half = await write([{ category: 'needs', words: '想换大容量的' }, { category: 'product', words: '用着 2019 年的 XQG80，脱水有噪音' }])
  expect(half.completeness).toBeGreaterThan(asked.completeness)
  await house.drain()
  expect((await own())[0]?.state).toBe('open')
  const whole = await write([{ category: 'satisfaction', words: '维修快，电话难打' }, { category: 'company', words: '家里空调是另一家的' }])
  expect(whole.completeness).toBeGreaterThan(half.completeness)
  expect(whole.categories.find(({ category }) => category === 'product')?.entries).toMatchObject([{ words: '用着 2019 年的 XQG80，脱水有噪音', source: 'customer', by: '信息专员' }])
  await house.drain()
  expect((await own())[0]?.state).toBe('done')
})

test('ORG-10: a leader asks for a report, the clerk gets a task, and the delivery is stamped; the roster shows whose turn the cleaning is', async () => {
  const clerk = await house.hire('clerk', { name: '文员小周' })
  const dueAt = new Date(house.clock.now().getTime() + 2 * 86_400_000)
  const asked = await manager.call(papers.askPaper, { body: { title: '上半年投诉汇总', dueAt: dueAt.toISOString() } })
  expect(asked).toMatchObject({ state: 'open', role: { key: 'clerk' }, askedBy: { name: '王经理' }, may: ['withdraw'] })
  const task = (await clerk.call(tasks.list, { query: { whose: 'claimable' } })).items.find((one) => one.about.id === asked.id)
  expect(task).toMatchObject({ title: { zh: '提交材料：上半年投诉汇总' }, path: `/paper-requests/${asked.id}` })
  expect(task?.dueAt).toEqual(dueAt)
  await expect(agent.call(papers.paper, { params: { id: asked.id } })).rejects.toMatchObject({ status: 404 })
  await expect(clerk.call(papers.deliverPaper, { params: { id: asked.id }, body: { version: 1 } })).rejects.toMatchObject({ status: 400, problem: { errors: [{ path: 'files', code: 'paper-request.nothing-delivered' }] } })
  await house.clock.pass(3_600)
  const both = await Promise.allSettled([1, 2].map(() => clerk.call(papers.deliverPaper, { params: { id: asked.id }, body: { version: 1, text: '共 214 件，已按原因汇总。' } })))
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const delivered = await manager.call(papers.paper, { params: { id: asked.id } })
  expect(delivered).toMatchObject({ state: 'delivered', deliveredBy: { name: '文员小周' }, late: false, delivery: '共 214 件，已按原因汇总。', may: [] })
  expect(delivered.deliveredAt).toEqual(house.clock.now())
  expect((await clerk.call(tasks.list, { query: { aboutId: asked.id, state: 'done' } })).items).toHaveLength(1)
  expect((await manager.call(notifications.recent, { query: {} })).items.map(({ code }) => code)).toContain('paper-request.delivered-notice')
  const day = '2026-03-02'
  await manager.call(roster.plan, { body: { shifts: [{ staffId: clerk.id, day, kind: 'cleaning' }] } })
  expect((await manager.call(roster.shifts, { query: { from: day, to: day } })).items).toMatchObject([{ staff: { name: '文员小周' }, kind: 'cleaning', works: false }])
  await house.pool.query('delete from shift')
})

test('a case goes only to whoever may handle one, by whichever door, and only they are offered', async () => {
  const { id, version } = await agent.call(cases.open, { body: { kind: 'request', subject: '换滤芯', description: '换滤芯', channel: 'phone' } })
  const mine = await agent.call(cases.claim, { params: { id }, body: { version } })
  const facts = { toStaffId: '', facts: '滤芯到期', done: '已登记', promised: '本周寄出', pending: '寄出', dueAt: new Date(house.clock.now().getTime() + 86_400_000).toISOString() }
  const colleague = await house.hire('agent', { name: '能接' })
  for (const role of ['hr', 'department_liaison']) {
    const outsider = await house.hire(role, { name: `不办案${role}` })
    const against = (path: string) => ({ status: 422, problem: { errors: [{ path, code: 'case.handles-none' }] } })
    await expect(manager.call(cases.assign, { params: { id }, body: { version: mine.version, handlerId: outsider.id } })).rejects.toMatchObject(against('handlerId'))
    await expect(agent.call(handovers.offer, { params: { id }, body: { ...facts, toStaffId: outsider.id } })).rejects.toMatchObject(against('toStaffId'))
    await expect(manager.call(cases.changeFirstResponder, { params: { id }, body: { version: mine.version, staffId: outsider.id, reason: '离职' } })).rejects.toMatchObject(against('staffId'))
    const foreseen = await manager.call(bulks.prepare, { body: { deed: { kind: 'assign', handlerId: outsider.id }, choice: { ids: [id] } } })
    expect(foreseen).toMatchObject({ total: 1, refusals: [{ code: 'case.handles-none' }] })
    expect((await manager.call(staff.list, { query: { permission: 'case.write', q: '不办案' } })).items).toEqual([])
  }
  expect((await manager.call(staff.list, { query: { permission: 'case.write', q: '能接' } })).items.map((one) => one.id)).toEqual([colleague.id])
  expect(await manager.call(cases.assign, { params: { id }, body: { version: mine.version, handlerId: colleague.id } })).toMatchObject({ handler: { id: colleague.id } })
})

describe('CHN-12: mail goes to whoever writes it', () => {
  test('a mail case waits for somebody with the skill, and a call does not', async () => {
    const { items: [standard] } = await manager.call(definitions.list, { query: { kind: 'routing', key: 'cases' } })
    const { body } = await manager.call(definitions.get, { params: { id: standard?.id as string } })
    const skill = await manager.call(skills.makeSkill, { body: { key: 'writing', name: '书面沟通' } })
    const queues = [{ key: 'mail', name: { zh: '邮件', en: 'Mail' }, when: { field: 'channel', is: 'equal', value: 'email' }, needs: [{ skill: 'writing', level: 2 }], by: 'load' }, ...(body as { queues: object[] }).queues]
    const draft = await manager.call(definitions.draft, { body: { kind: 'routing', key: 'cases', body: { ...(body as object), queues } as never } })
    const review = await manager.call(definitions.move, { params: { id: draft.id }, body: { to: 'review', version: draft.revision } })
    await manager.call(definitions.move, { params: { id: draft.id }, body: { to: 'published', version: review.revision } })
    await house.drain()
    const [caller, writer] = [await house.hire('agent', { name: '电话组' }), await house.hire('agent', { name: '邮件组' })]
    await manager.call(skills.setSkill, { params: { id: writer.id }, body: { skillId: skill.id, level: 3, evidence: '笔试 92 分' } })
    for (const who of [caller, writer]) { await who.call(routing.declare, { body: { available: true } }); await who.call(connection.beat, { body: {} }) }
    const open = (channel: 'email' | 'api') => manager.call(cases.open, { body: { kind: 'request', subject: '询价', description: '请报价', channel } })
    const [mail, other] = [await open('email'), await open('api')]
    await house.drain()
    for (const one of house.house.flatMap((module) => module.beats ?? []).filter(({ name }) => name === 'routing.route')) await strike(house.work, one)
    await house.drain()
    expect((await manager.call(cases.get, { params: { id: mail.id } })).handler?.name).toBe('邮件组')
    expect((await manager.call(cases.get, { params: { id: other.id } })).handler?.name).toBe('电话组')
    const { items: [decision] } = await manager.call(routing.explain, { params: { id: mail.id } })
    expect(decision?.candidates.find(({ staff }) => staff.name === '电话组')).toMatchObject({ verdict: 'lacks-skill' })
  })
})

describe('what must not leak, vanish or be rewritten', () => {
  test('SEC-01: a masked number is shown only with a reason, and the log says who, when and why', async () => {
    const customer = await manager.call(customers.add, { body: { type: 'person', name: '孙先生', contactPoints: [{ kind: 'phone', value: '13600001234' }] } })
    const [point] = (await agent.call(customers.get, { params: { id: customer.id } })).contactPoints
    expect(point?.value).not.toContain('13600001234')
    await expect(agent.call(customers.reveal, { params: { id: customer.id }, body: { contactPointId: point?.id, reason: ' ' } })).rejects.toMatchObject({ status: 400 })
    expect((await agent.call(customers.reveal, { params: { id: customer.id }, body: { contactPointId: point?.id as string, reason: '回拨确认地址' } })).value).toContain('13600001234')
    const { items } = await manager.call(customers.events, { params: { id: customer.id } })
    expect(items.find(({ kind }) => kind === 'customer.revealed')).toMatchObject({ actor: { id: agent.id }, at: house.clock.now(), data: { reason: '回拨确认地址' } })
  })
  test('SEC-13, SEC-05: an event can be neither changed nor taken away, and the chain of all that happened here holds', async () => {
    await house.drain()
    await expect(house.pool.query(`update event_log set data = '{}' where pos = (select min(pos) from event_log)`)).rejects.toThrow(/event.immutable/)
    await expect(house.pool.query('delete from event_log')).rejects.toThrow(/event.immutable/)
    expect(await verifyChain(house.directPool)).toMatchObject({ badAt: null })
  })
})
