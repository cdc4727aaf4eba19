import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWholeHouse } from '../../../test/whole-house.ts'
import { dayIn } from '../../kernel/days.ts'
import { definitions } from '../../kernel/definition-contract.ts'
import { cases } from '../cases/contract.ts'
import { documents } from '../library/contract.ts'
import { metrics } from '../metrics/contract.ts'
import { notifications, units as people } from '../people/contract.ts'
import { tasks } from '../tasks/contract.ts'
import { changes } from './contract.ts'
import type { Change } from './contract.ts'
import { proposals } from './proposals/contract.ts'
import type { Proposal } from './proposals/contract.ts'
import { placeIn, spanOf, standingOf } from './rules.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let manager: Person
let supervisor: Person
let lead: Person
let agent: Person
beforeAll(async () => {
  house = await openWholeHouse()
  const teamId = (await house.team('热线')).id
  manager = await house.hire('cs_manager', { name: '王经理' })
  supervisor = await house.hire('cs_supervisor', { name: '李主管' })
  lead = await house.hire('team_lead', { name: '赵组长', teamId })
  agent = await house.hire('agent', { name: '陈一', teamId })
  await house.drain()
})
afterAll(() => house?.close())

const wish = { title: '受理改为一次说清', reason: '客户平均要说 2.3 次', description: '首问登记时一次问全五项', flowKey: 'case', plannedOn: '2026-03-20' }
const plan = (who = manager) => who.call(changes.plan, { body: wish })
const link = (of: Change, part: 'training' | 'feedback' | 'kpi', kind: string, key: string) => manager.call(changes.link, { params: { id: of.id }, body: { part, kind, key } })
const all = async (of: Change) => { await link(of, 'training', 'document', 'complaint-conversation-training'); await link(of, 'feedback', 'form', 'solution-rating'); return link(of, 'kpi', 'metric', 'complaints-received') }
const live = (of: Change) => manager.call(changes.goLive, { params: { id: of.id }, body: { version: of.version } })

describe('CAS-25: no change goes live before training, feedback channel and KPI are linked', () => {
  test('each that lacks is named, all at once; with the three it goes live', async () => {
    const planned = await plan()
    expect(planned).toMatchObject({ state: 'planned', missing: ['training', 'feedback', 'kpi'], owner: { name: '王经理' }, adoption: null, may: ['change', 'plan', 'go-live', 'withdraw'] })
    await expect(live(planned)).rejects.toMatchObject({ status: 422, code: 'process-change.not-ready', problem: { errors: [{ code: 'process-change.no-training' }, { code: 'process-change.no-feedback' }, { code: 'process-change.no-kpi' }] } })
    await link(planned, 'training', 'document', 'complaint-conversation-training')
    const two = await link(planned, 'kpi', 'metric', 'complaints-received')
    expect(two.links.map(({ part, name }) => [part, name?.en])).toEqual([['training', 'Training: the complaint conversation'], ['kpi', expect.any(String)]])
    await expect(live(two)).rejects.toMatchObject({ status: 422, problem: { errors: [{ code: 'process-change.no-feedback' }] } })
    const three = await link(planned, 'feedback', 'form', 'solution-rating')
    expect(await live(three)).toMatchObject({ state: 'live', missing: [], liveBy: { name: '王经理' }, versions: [expect.objectContaining({ chosen: true })], adoption: { n: 0, of: 0, percent: null }, may: ['change', 'plan', 'close'] })
  })
  test('what is not there, or of another kind, is no link; a part that is live keeps one', async () => {
    const of = await plan()
    await expect(link(of, 'kpi', 'metric', 'no-such-metric')).rejects.toMatchObject({ status: 400, problem: { errors: [{ path: 'key', code: 'process-change.unknown-link' }] } })
    await expect(link(of, 'kpi', 'document', 'complaint-policy')).rejects.toMatchObject({ status: 400, problem: { errors: [{ code: 'process-change.wrong-kind' }] } })
    const ready = await all(of)
    await expect(link(of, 'kpi', 'metric', 'complaints-received')).rejects.toMatchObject({ status: 409 })
    const begun = await live(ready)
    await expect(manager.call(changes.unlink, { params: { id: of.id, linkId: begun.links[0]!.id } })).rejects.toMatchObject({ status: 409, code: 'process-change.last-link' })
    await expect(manager.call(changes.edit, { params: { id: of.id }, body: { version: begun.version, plannedOn: '2026-04-01' } })).rejects.toMatchObject({ status: 409, code: 'process-change.is-live' })
  })
  test('a document that is retired links no longer', async () => {
    const made = await supervisor.call(documents.begin, { body: { kind: 'training-material', key: 'short-lived', texts: { zh: { title: '短命教材', sections: { aims: '甲', material: '乙' } } } } })
    const of = await plan()
    expect((await link(of, 'training', 'document', 'short-lived')).missing).not.toContain('training')
    await supervisor.call(documents.move, { params: { id: made.id, versionId: made.open!.id }, body: { deed: 'drop', revision: 1 } })
    expect((await manager.call(changes.get, { params: { id: of.id } })).missing).toContain('training')
  })
  test('everybody reads, only whoever owns it or may plan writes, only the manager lets it go live', async () => {
    const of = await plan(lead)
    expect(await agent.call(changes.get, { params: { id: of.id } })).toMatchObject({ may: [] })
    expect((await agent.raw('PATCH', `/process-changes/${of.id}`, { version: of.version, title: 'x' })).statusCode).toBe(403)
    expect((await lead.raw('POST', `/process-changes/${of.id}/go-live`, { version: of.version })).statusCode).toBe(403)
    const other = await plan(supervisor)
    await expect(lead.call(changes.edit, { params: { id: other.id }, body: { version: other.version, title: 'x' } })).rejects.toMatchObject({ status: 403, code: 'process-change.not-yours' })
    const edited = await lead.call(changes.edit, { params: { id: of.id }, body: { version: of.version, title: '新的名字' } })
    await expect(lead.call(changes.edit, { params: { id: of.id }, body: { version: of.version, title: 'x' } })).rejects.toMatchObject({ status: 409, code: 'record.stale' })
    const over = await lead.call(changes.end, { params: { id: of.id }, body: { version: edited.version, to: 'withdrawn', note: '不做了' } })
    expect(over).toMatchObject({ state: 'withdrawn', endedNote: '不做了', may: [] })
    await expect(lead.call(changes.edit, { params: { id: of.id }, body: { version: over.version, title: 'x' } })).rejects.toMatchObject({ status: 409, code: 'process-change.over' })
  })
})

describe('CAS-29: the rollout', () => {
  test('adoption is cases on the new version of all at work since go-live', async () => {
    const open = () => agent.call(cases.open, { body: { kind: 'consultation', subject: '问一下', description: '怎么装', channel: 'phone' } })
    const before = await open()
    const old = (await manager.call(definitions.list, { query: { kind: 'flow', key: 'case' } })).items.find((one) => one.inForce)!
    const { body } = await manager.call(definitions.get, { params: { id: old.id } })
    const draft = await manager.call(definitions.draft, { body: { kind: 'flow', key: 'case', body } })
    const of = await manager.call(changes.plan, { body: { ...wish, definitionId: draft.id } })
    const early = await manager.call(definitions.move, { params: { id: draft.id }, body: { to: 'review', version: draft.revision } })
    // Published it would be worked by at once, so that the change's conditions stand before publishing as well (CAS-25).
    await expect(manager.call(definitions.move, { params: { id: draft.id }, body: { to: 'published', version: early.revision } })).rejects.toMatchObject({ status: 422, problem: { errors: [{ code: 'process-change.no-training' }, { code: 'process-change.no-feedback' }, { code: 'process-change.no-kpi' }] } })
    const ready = await all(of)
    await expect(live(ready)).rejects.toMatchObject({ status: 422, problem: { errors: [{ path: 'definitionId', code: 'process-change.version-not-in-force' }] } })
    // Three cases go on with the old version on the day it goes live, then the new one counts.
    const published = await manager.call(definitions.move, { params: { id: draft.id }, body: { to: 'published', version: early.revision } }).catch((error: unknown) => error as { code: string; problem: object })
    expect(published).toMatchObject({ state: 'published' })
    await house.drain()
    house.clock.pass(60)
    const begun = await live(await manager.call(changes.get, { params: { id: of.id } }))
    for (let n = 0; n < 3; n++) await open()
    await house.pool.query(`update "case" set flow_id = $1 where id = (select id from "case" order by id desc limit 1)`, [old.id])
    const now = await agent.call(changes.get, { params: { id: of.id } })
    expect(now.adoption).toMatchObject({ n: 2, of: 4, percent: 50, since: begun.liveAt })
    expect(before.id).toBeTruthy()
  })
  test('a milestone is its owner’s task; past its day it is late, on the plan, in the list and in the inbox', async () => {
    const of = await plan()
    const add = (more: object) => manager.call(changes.addMilestone, { params: { id: of.id }, body: { sort: 'step', title: '配置新流程', startsOn: '2026-03-02', dueOn: '2026-03-04', ownerId: lead.id, resources: '两个人，三天', ...more } as never })
    await expect(add({ dueOn: '2026-03-01' })).rejects.toMatchObject({ status: 400, problem: { errors: [{ path: 'dueOn' }] } })
    await expect(add({ sort: 'announcement' })).rejects.toMatchObject({ status: 400, problem: { errors: [{ path: 'audience' }] } })
    const planned = await add({})
    expect(planned.plan).toMatchObject([{ title: '配置新流程', owner: { name: '赵组长' }, resources: '两个人，三天', standing: 'open', lateDays: 0 }])
    const inbox = async (who: Person) => (await who.call(tasks.list, { query: { whose: 'mine', aboutId: of.id } })).items
    expect(await inbox(lead)).toMatchObject([{ title: { text: '配置新流程' }, dueAt: new Date('2026-03-04T16:00:00Z'), path: `/changes/${of.id}?tab=plan`, byHand: false }])
    const [milestone] = planned.plan as [Change['plan'][number]]
    // Somebody else takes it over: the task goes with it.
    const moved = await manager.call(changes.editMilestone, { params: { id: of.id, milestoneId: milestone.id }, body: { version: milestone.version, ownerId: supervisor.id } })
    expect([await inbox(lead), await inbox(supervisor)]).toMatchObject([[], [{ title: { text: '配置新流程' } }]])
    house.clock.set('2026-03-07T01:00:00Z')
    expect(await manager.call(changes.get, { params: { id: of.id } })).toMatchObject({ milestones: { done: 0, of: 1, late: 1 }, plan: [{ standing: 'late', lateDays: 3 }] })
    expect((await manager.call(changes.list, { query: { late: 'true' } })).items.map(({ id }) => id)).toContain(of.id)
    await expect(agent.call(changes.finishMilestone, { params: { id: of.id, milestoneId: milestone.id }, body: { version: moved.plan[0]!.version } })).rejects.toMatchObject({ status: 403 })
    const done = await supervisor.call(changes.finishMilestone, { params: { id: of.id, milestoneId: milestone.id }, body: { version: moved.plan[0]!.version, doneOn: '2026-03-06', note: '已上线测试环境' } })
    expect(done.plan).toMatchObject([{ standing: 'done-late', lateDays: 2, doneOn: '2026-03-06' }])
    expect(await inbox(supervisor)).toEqual([])
    await expect(manager.call(changes.dropMilestone, { params: { id: of.id, milestoneId: milestone.id } })).rejects.toMatchObject({ status: 409 })
    house.clock.set('2026-03-02T01:00:00Z')
  })
  test('an announcement to staff is heard by everybody; a training keeps how many came', async () => {
    const of = await plan()
    const add = async (more: object) => (await manager.call(changes.addMilestone, { params: { id: of.id }, body: { startsOn: '2026-03-02', dueOn: '2026-03-02', ownerId: manager.id, ...more } as never })).plan.at(-1)!
    const word = await add({ sort: 'announcement', title: '下周起受理改为一次说清', audience: 'staff', body: '请先看培训材料' })
    await manager.call(changes.finishMilestone, { params: { id: of.id, milestoneId: word.id }, body: { version: word.version } })
    await house.drain()
    expect((await agent.call(notifications.recent, { query: {} })).items.filter(({ subjectId }) => subjectId === of.id)).toMatchObject([{ code: 'process-change.notice-announced', params: { title: '下周起受理改为一次说清' } }])
    const session = await add({ sort: 'training', title: '第一场', seats: 20 })
    const after = await manager.call(changes.finishMilestone, { params: { id: of.id, milestoneId: session.id }, body: { version: session.version, attended: 18 } })
    expect(after.plan.find(({ id }) => id === session.id)).toMatchObject({ seats: 20, attended: 18, standing: 'done' })
    const { items } = await agent.call(changes.events, { params: { id: of.id } })
    expect(items.map(({ kind }) => kind)).toEqual(['process-change.planned', 'process-change.milestone-planned', 'process-change.milestone-done', 'process-change.milestone-planned', 'process-change.milestone-done'])
  })
})

describe('CAS-28: a proposal is approved only when the departments asked have answered or their time is over', () => {
  let liaison: Person
  let quiet: Person
  let departments: { id: string }[]
  const finding = { kind: 'shorten-wait', from: 'assign', step: 'check', share: .6, cases: 3, of: 3, seconds: 3_600, log: 'cases 2026-01-01 – 2026-03-01' } as const
  const smart = { specific: '派单到核实的中位等待从 60 分钟降到 10 分钟', metric: 'complaints-received', target: 20, attainable: '自动受理已在一个组试过两周', relevant: '缩短客户等待', deadline: '2026-05-31' }
  const propose = (who = supervisor) => who.call(proposals.propose, { body: { title: '核实前先派单', problem: '派单到核实要一个小时', rootCause: '核实等人工排队', measure: '核实自动受理，超过两千元才转人工', flowKey: 'case', finding, ...smart } })
  const consult = async (of: Proposal, dueAt = '2026-03-09T10:00:00Z') => supervisor.call(proposals.consult, { params: { id: of.id }, body: { version: of.version, departments: departments.map(({ id }) => id), dueAt } })
  const decide = (of: { id: string; version: number }, decision: 'approved' | 'rejected' = 'approved') => manager.call(proposals.decide, { params: { id: of.id }, body: { version: of.version, decision, note: '条件：先在热线试一个月' } })
  const answer = (who: Person, of: Proposal, body: object) => who.call(proposals.giveOpinion, { params: { id: of.id, opinionId: of.opinions.find((one) => one.askedOf.id === who.id)!.id }, body: body as never })
  beforeAll(async () => {
    liaison = await house.hire('department_liaison', { name: '孙仓储' })
    quiet = await house.hire('department_liaison', { name: '吴财务' })
    const admin = await house.hire('system_admin')
    departments = [await admin.call(people.makeDepartment, { body: { name: '仓储部', liaisonId: liaison.id } }), await admin.call(people.makeDepartment, { body: { name: '财务部', liaisonId: quiet.id } })]
    await house.drain()
  })
  test('STR-19: the figure it rests on is counted here and stays as it was; a finding that somebody types is an unproven statement', async () => {
    const body = { title: '少转手', problem: '转手太多', rootCause: '分派靠猜', measure: '按类别分派' }
    const made = await supervisor.call(proposals.propose, { body: { ...body, finding: { ...finding, share: .97, cases: 99_999, of: 100_000 } } })
    expect(made).toMatchObject({ evidence: null, finding: { share: .97, unproven: true } })
    const day = dayIn('Asia/Shanghai', house.clock.now())
    await agent.call(cases.open, { body: { kind: 'consultation', subject: '空调', description: '怎么设定时', channel: 'phone' } })
    await house.drain()
    const { value, n, definitionVersion } = await supervisor.call(metrics.value, { params: { key: 'cases-received' }, query: { from: day, to: day } })
    expect(n).toBeGreaterThan(0)
    const backed = await supervisor.call(proposals.propose, { body: { ...body, evidence: { metric: 'cases-received', from: day, to: day } } })
    expect(backed).toMatchObject({ finding: null, evidence: { metric: 'cases-received', from: day, to: day, value, n, definitionVersion } })
    await agent.call(cases.open, { body: { kind: 'consultation', subject: '空调', description: '怎么清洗', channel: 'phone' } })
    await house.drain()
    expect((await supervisor.call(proposals.proposal, { params: { id: backed.id } })).evidence).toEqual(backed.evidence)
    const refused = async (evidence: object) => (await supervisor.raw('POST', '/improvements', { ...body, evidence })).json()
    expect(await refused({ metric: 'no-such' })).toMatchObject({ status: 400, errors: [{ path: 'evidence.metric', code: 'metric.not-found' }] })
    expect(await refused({ metric: 'cases-received', from: '2019-01-01', to: '2019-01-02' })).toMatchObject({ status: 400, errors: [{ path: 'evidence.metric', code: 'improvement.evidence-empty' }] })
    expect(await refused({ metric: 'cases-received', value: 42 })).toMatchObject({ status: 400 })
  })
  test('who is awaited is named; a condition and an objection need words; feasibility is the mean', async () => {
    const made = await propose()
    expect(made).toMatchObject({ state: 'draft', finding: { kind: 'shorten-wait', share: .6 }, may: ['change', 'consult', 'withdraw'] })
    await expect(decide(made)).rejects.toMatchObject({ status: 409, code: 'improvement.not-now' })
    const asked = await consult(made)
    expect((await liaison.call(tasks.list, { query: { whose: 'mine', aboutId: made.id } })).items).toMatchObject([{ dueAt: new Date('2026-03-09T10:00:00Z'), path: `/improvements/${made.id}` }])
    await expect(decide(asked)).rejects.toMatchObject({ status: 422, code: 'improvement.opinions-pending', problem: { errors: [{ path: 'opinions.0', code: 'improvement.opinion-awaited' }, { code: 'improvement.opinion-awaited' }] } })
    await expect(answer(liaison, asked, { stance: 'condition', feasibility: 4 })).rejects.toMatchObject({ status: 400, problem: { errors: [{ path: 'words', code: 'improvement.words-needed' }] } })
    expect((await agent.raw('POST', `/improvements/${made.id}/opinions/${asked.opinions[0]!.id}`, { stance: 'agree', feasibility: 5 })).statusCode).toBe(403)
    const one = await answer(liaison, asked, { stance: 'condition', feasibility: 4, words: '先通知司机' })
    expect(one).toMatchObject({ answered: 1, asked: 2, feasibility: 4 })
    const { problem } = await decide(one).catch((error: { problem: { errors: { message: string }[] } }) => error) as { problem: { errors: { message: string }[] } }
    expect(problem.errors.map(({ message }) => message)).toEqual([expect.stringContaining('财务部')])
    await expect(answer(liaison, one, { stance: 'agree', feasibility: 5 })).rejects.toMatchObject({ status: 409, code: 'improvement.answered-already' })
    const both = await answer(quiet, one, { stance: 'oppose', feasibility: 1, words: '两千元太高' })
    expect(both).toMatchObject({ answered: 2, feasibility: 2.5 })
    const approved = await decide(both)
    expect(approved).toMatchObject({ state: 'approved', decidedBy: { name: '王经理' }, note: '条件：先在热线试一个月', may: ['begin'] })
    // What was approved becomes a change of its flow, once.
    const begun = await manager.call(proposals.begin, { params: { id: made.id }, body: { version: approved.version, plannedOn: '2026-04-01' } })
    expect(await manager.call(changes.get, { params: { id: begun.changeId! } })).toMatchObject({ title: '核实前先派单', flow: { key: 'case' }, owner: { name: '李主管' } })
    await expect(manager.call(proposals.begin, { params: { id: made.id }, body: { version: begun.version, plannedOn: '2026-04-01' } })).rejects.toMatchObject({ status: 409, code: 'improvement.not-now' })
  })
  test('once the time of the departments is over it may be approved; rejected it may be at any time; nobody decides their own', async () => {
    const asked = await consult(await propose(), new Date(house.clock.now().getTime() + 3_600_000).toISOString())
    await expect(decide(asked)).rejects.toMatchObject({ status: 422 })
    house.clock.pass(3_601)
    expect(await decide(asked)).toMatchObject({ state: 'approved', answered: 0 })
    expect((await quiet.call(tasks.list, { query: { whose: 'mine', aboutId: asked.id } })).items).toEqual([])
    expect(await decide(await consult(await propose()), 'rejected')).toMatchObject({ state: 'rejected' })
    const own = await propose(manager)
    expect(own.may).not.toContain('decide')
    await expect(decide(own)).rejects.toMatchObject({ status: 403, code: 'improvement.own-proposal' })
    await expect(supervisor.call(proposals.consult, { params: { id: (await propose()).id }, body: { version: 1, departments: [departments[0]!.id], dueAt: '2020-01-01T00:00:00Z' } })).rejects.toMatchObject({ status: 400, problem: { errors: [{ path: 'dueAt', code: 'improvement.due-past' }] } })
  })
})

describe('STR-05: a proposal is approved with all five letters of SMART', () => {
  let departmentId: string
  const texts = { title: '回访改在次日', problem: '回访太晚', rootCause: '靠人记', measure: '到点生成任务' }
  const propose = async (more: object = {}) => supervisor.call(proposals.propose, { body: { ...texts, ...more } })
  const edit = (of: { id: string; version: number }, body: object) => supervisor.call(proposals.editProposal, { params: { id: of.id }, body: { version: of.version, ...body } })
  const consult = (of: Proposal) => supervisor.call(proposals.consult, { params: { id: of.id }, body: { version: of.version, departments: [departmentId], dueAt: new Date(house.clock.now().getTime() + 1_000).toISOString() } })
  const approve = (of: { id: string; version: number }, who = manager) => who.call(proposals.decide, { params: { id: of.id }, body: { version: of.version, decision: 'approved', note: '同意' } })
  beforeAll(async () => {
    const admin = await house.hire('system_admin')
    departmentId = (await admin.call(people.makeDepartment, { body: { name: '回访中心', liaisonId: (await house.hire('department_liaison')).id } })).id
  })
  test('each letter that says nothing is named with its field; filled in while departments are asked, it is approved', async () => {
    const drafted = await edit(await propose({ deadline: '2026-06-30' }), { deadline: null, attainable: '每天四十件，两人够做' })
    expect(drafted).toMatchObject({ lacks: ['specific', 'measure', 'relevant', 'timely'], attainable: '每天四十件，两人够做', deadline: null })
    const asked = await consult(drafted)
    house.clock.pass(2)
    const { status, code, problem } = await approve(asked).catch((error: unknown) => error) as { status: number; code: string; problem: { errors: { path: string; message: string }[] } }
    expect([status, code, problem.errors.map(({ path }) => path)]).toEqual([422, 'improvement.not-smart', ['specific', 'metric', 'relevant', 'deadline']])
    expect(problem.errors[3]?.message).toContain('T 时间性')
    expect((await manager.call(proposals.proposal, { params: { id: asked.id } })).state).toBe('consulting')

    // What the departments were asked about stands.
    expect(asked.may).toContain('change')
    for (const body of [{ measure: '改成当天' }, { attainable: '换个说法' }]) await expect(edit(asked, body)).rejects.toMatchObject({ status: 409, code: 'improvement.not-now' })
    await expect(edit(asked, { metric: 'complaints-received' })).rejects.toMatchObject({ status: 400, problem: { errors: [{ path: 'target', code: 'goal.smart-m' }] } })
    await expect(edit(asked, { metric: 'no-such-figure', target: 1 })).rejects.toMatchObject({ status: 400, problem: { errors: [{ path: 'metric', code: 'metric.not-found' }] } })
    const filled = await edit(asked, { specific: '解决后 24 小时内回访九成', metric: 'complaints-received', target: 10, relevant: '一次解决', deadline: '2026-06-30' })
    expect(filled).toMatchObject({ lacks: [], target: 10, metricIs: { unit: 'count' }, deadline: '2026-06-30' })
    expect(filled.may).not.toContain('change')
    expect(await approve(filled)).toMatchObject({ state: 'approved' })
  })
  test('one that lacks a letter may be rejected', async () => {
    const asked = await consult(await propose())
    expect(await manager.call(proposals.decide, { params: { id: asked.id }, body: { version: asked.version, decision: 'rejected', note: '先说清要达到什么' } })).toMatchObject({ state: 'rejected', lacks: ['specific', 'measure', 'attainable', 'relevant', 'timely'] })
  })
})

describe('the chart', () => {
  test('every part of a plan lies within it, and today does', () => {
    const day = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }).map((at) => at.toISOString().slice(0, 10))
    fc.assert(fc.property(fc.array(fc.tuple(day, day, fc.option(day)), { maxLength: 10 }), day, (pairs, today) => {
      const parts = pairs.map(([a, b, done]) => ({ startsOn: a < b ? a : b, dueOn: a < b ? b : a, doneOn: done }))
      const span = spanOf(parts, today)
      for (const { startsOn, dueOn, doneOn } of parts) {
        expect(placeIn(span, startsOn)).toBeGreaterThan(0)
        expect(placeIn(span, dueOn, true)).toBeLessThan(1)
        expect(placeIn(span, dueOn, true)).toBeGreaterThan(placeIn(span, startsOn))
        if (doneOn) expect(placeIn(span, doneOn, true)).toBeLessThan(1)
      }
      expect(placeIn(span, today)).toBeGreaterThan(0)
    }))
  })
  test('late counts whole days, from the day after', () => {
    expect(standingOf({ dueOn: '2026-03-04', doneOn: null }, '2026-03-04')).toEqual({ standing: 'open', lateDays: 0 })
    expect(standingOf({ dueOn: '2026-02-28', doneOn: null }, '2026-03-01')).toEqual({ standing: 'late', lateDays: 1 })
    expect(standingOf({ dueOn: '2026-03-04', doneOn: '2026-03-04' }, '2026-04-01')).toEqual({ standing: 'done', lateDays: 0 })
  })
})
