import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemActor } from '../src/kernel/actors.ts'
import { definitions } from '../src/kernel/definition-contract.ts'
import { shell } from '../src/kernel/shell.ts'
import { cases } from '../src/modules/cases/contract.ts'
import { customers } from '../src/modules/customers/contract.ts'
import { flowKind } from '../src/modules/flows/index.ts'
import { modules } from '../src/modules/index.ts'
import { metrics } from '../src/modules/metrics/contract.ts'
import { staff, units } from '../src/modules/people/contract.ts'
import { tasks } from '../src/modules/tasks/contract.ts'
import { inspections } from '../src/modules/teamwork/inspections/contract.ts'
import { openWholeHouse } from './whole-house.ts'

/** The roles as shipped, over all modules: what each may, where it ends, and what nobody may do both of. */

let house: Awaited<ReturnType<typeof openWholeHouse>>
beforeAll(async () => { house = await openWholeHouse() })
afterAll(() => house?.close())

const roles = modules.flatMap((module) => module.definitions ?? []).filter((one) => one.kind === 'role') as { key: string; body: { tier?: string } }[]
const grantsOf = (role: string) => house.house.flatMap((module) => module.grants?.[role] ?? [])
const words = (role: string) => new Set<string>(grantsOf(role).map(({ permission }) => permission))

describe('what roles may', () => {
  test('every role the handbooks name or imply is shipped', () => {
    expect(roles.map(({ key }) => key).sort()).toEqual([
      'after_sales', 'agent', 'appeal_reviewer', 'clerk', 'cs_manager', 'cs_supervisor', 'department_liaison', 'evaluator', 'execution', 'hr', 'improvement_owner', 'info_specialist', 'installer', 'interviewer',
      'management', 'mediator', 'mentor', 'partner', 'privacy_officer', 'risk_owner', 'supervision', 'system_admin', 'team_lead', 'trainee', 'trainer',
    ])
  })
  test('a role of a tier may at least what the tier may', () => {
    for (const { key, body: { tier } } of roles) if (tier) expect([key, [...words(tier)].filter((word) => !words(key).has(word))]).toEqual([key, []])
  })
  test('administrators, human resources, trainees and interviewers see no customer content', () => {
    const content = /^(customer|case|interaction|message|inbound-mail|consent|personal|sensitive)\./
    for (const role of ['system_admin', 'hr', 'trainee', 'interviewer']) expect([role, [...words(role)].filter((word) => content.test(word))]).toEqual([role, []])
  })
  test('ORG-06: the manager may set standards, shape the files of customers, watch behaviour, inspect, have it put right and approve; the clerk none of it', async () => {
    // Standards and flows; relations; behaviour and figures; inspections and what is put right; training and confirmation; goals, limits of money, decisions.
    const managing = [
      'definition.publish', 'document.approve', 'flow.sign-off', 'metric.goal', 'rule.steer', 'agreement.write', 'report.publish', 'process-change.go-live', 'exception.review', 'team.write', 'customer.shape', 'behaviour.write', 'submission.report',
      'inspection.write', 'process-audit.write', 'improvement.decide', 'suggestion.decide', 'document.train', 'compensation-budget.write', 'decision-log.write', 'complaint.approve-apology', 'complaint.settle-recurrence', 'export.approve',
    ] as const
    for (const word of managing) expect([word, words('cs_manager').has(word), words('clerk').has(word)]).toEqual([word, true, false])
    const clerk = await house.hire('clerk')
    await expect(clerk.call(units.makeTeam, { body: { name: '不行' } })).rejects.toMatchObject({ status: 403 })
    await expect(clerk.call(inspections.inspect, { body: { staffId: clerk.id, area: '礼仪', finding: '一', expected: '二', dueAt: new Date(house.clock.now().getTime() + 86_400_000).toISOString() } })).rejects.toMatchObject({ status: 403 })
    await expect(clerk.call(metrics.recompute, { body: {} })).rejects.toMatchObject({ status: 403 })
  })
  test('ORG-05: the chart draws manager, supervisor and specialists; whoever moves to another superior and team stands there at once, and is seen there at once', async () => {
    const hr = await house.hire('hr')
    const chief = await house.hire('cs_manager', { name: '客服经理' })
    const [east, west] = [await house.hire('supervision', { name: '东区主管' }), await house.hire('supervision', { name: '西区主管' })]
    const [info, after, clerk] = [await house.hire('info_specialist', { name: '信息专员' }), await house.hire('after_sales', { name: '售后专员' }), await house.hire('clerk', { name: '文员' })]
    const under = async (who: { id: string }, managerId: string, position: string) => hr.call(staff.change, { params: { id: who.id }, body: { managerId, position, version: (await hr.call(staff.get, { params: { id: who.id } })).version } })
    for (const who of [east, west]) await under(who, chief.id, 'cs_supervisor')
    for (const [who, position] of [[info, 'info_specialist'], [after, 'after_sales'], [clerk, 'clerk']] as const) await under(who, east.id, position)
    const drawn = async () => {
      const { items } = await clerk.call(staff.chart, {})
      const below = (id: string): unknown[] => items.filter((one) => one.managerId === id).map((one) => [one.name, ...below(one.id)]).toSorted((a, b) => String(a[0]).localeCompare(String(b[0]), 'zh'))
      return below(chief.id)
    }
    expect(await drawn()).toEqual([['东区主管', ['售后专员'], ['文员'], ['信息专员']], ['西区主管']])
    const [phones, post] = [await chief.call(units.makeTeam, { body: { name: '东区', members: [{ id: east.id, leader: true }, { id: after.id }] } }), await chief.call(units.makeTeam, { body: { name: '西区', members: [{ id: west.id, leader: true }] } })]
    const made = await after.call(cases.open, { body: { kind: 'request', subject: '上门安装', description: '周六上午', channel: 'phone' } })
    await after.call(cases.claim, { params: { id: made.id }, body: {} })
    const found = await chief.call(inspections.inspect, { body: { staffId: after.id, area: '电话礼仪', finding: '抢先挂机', expected: '等客户先挂', dueAt: new Date(house.clock.now().getTime() + 86_400_000).toISOString() } })
    const seers = async () => [(await east.raw('GET', `/cases/${made.id}`)).statusCode, (await west.raw('GET', `/cases/${made.id}`)).statusCode, (await east.raw('GET', `/inspections/${found.id}`)).statusCode, (await west.raw('GET', `/inspections/${found.id}`)).statusCode]
    expect(await seers()).toEqual([200, 404, 200, 404])
    await under(after, west.id, 'after_sales')
    await chief.call(units.changeTeam, { params: { id: phones.id }, body: { version: phones.version, members: [{ id: east.id, leader: true }] } })
    await chief.call(units.changeTeam, { params: { id: post.id }, body: { version: post.version, members: [{ id: west.id, leader: true }, { id: after.id }] } })
    expect(await drawn()).toEqual([['东区主管', ['文员'], ['信息专员']], ['西区主管', ['售后专员']]])
    expect(await seers()).toEqual([404, 200, 404, 200])
  })
  test('ORG-15: one person has a tier, a position, a team and a grade beside two roles, and may what either role may', async () => {
    const admin = await house.hire('system_admin')
    const chief = await house.hire('cs_manager')
    const one = await house.hire('clerk')
    const team = await chief.call(units.makeTeam, { body: { name: '在线组', channel: 'chat', members: [{ id: one.id }] } })
    expect((await one.raw('POST', '/inspections', {})).statusCode).toBe(403)
    await admin.call(staff.change, { params: { id: one.id }, body: { position: 'clerk', grade: 'senior', version: (await admin.call(staff.get, { params: { id: one.id } })).version } })
    await admin.call(staff.assignRole, { params: { id: one.id }, body: { key: 'evaluator' } })
    expect(await admin.call(staff.get, { params: { id: one.id } })).toMatchObject({ tier: 'execution', position: 'clerk', grade: 'senior', teams: [{ id: team.id }], roles: [{ key: 'clerk' }, { key: 'evaluator' }] })
    const { permissions } = await one.call(shell.session, {})
    expect(new Set(permissions)).toEqual(new Set([...words('clerk'), ...words('evaluator')]))
    // Tier and grade open no door by themselves.
    expect([(await one.raw('POST', '/inspections', {})).statusCode, permissions.includes('definition.publish')]).toEqual([400, false])
  })
  test('a supervisor drafts a flow, and only a manager publishes it', async () => {
    const [supervisor, manager, agent] = [await house.hire('cs_supervisor'), await house.hire('management'), await house.hire('execution')]
    const shipped = await house.work.read(systemActor, 'test', async (ctx) => ctx.definitions.keys(flowKind, ctx.now).find((key) => key.includes('consult')) ?? ctx.definitions.keys(flowKind, ctx.now)[0] as string)
    const list = await supervisor.call(definitions.list, { query: { kind: 'flow', key: shipped } })
    const body = (await supervisor.call(definitions.get, { params: { id: list.items[0]?.id as string } })).body
    const draft = await supervisor.call(definitions.draft, { body: { kind: 'flow', key: shipped, body } })
    const review = await supervisor.call(definitions.move, { params: { id: draft.id }, body: { to: 'review', version: draft.revision } })
    await expect(supervisor.call(definitions.move, { params: { id: draft.id }, body: { to: 'published', version: review.revision } })).rejects.toMatchObject({ status: 403 })
    await expect(agent.call(definitions.draft, { body: { kind: 'flow', key: shipped, body } })).rejects.toMatchObject({ status: 403 })
    await expect(manager.call(definitions.move, { params: { id: draft.id }, body: { to: 'published', version: review.revision } }).catch((error: { status: number }) => { if (error.status === 403) throw error; return 'let through to the checks' })).resolves.toBeTruthy()
  })
  test('every permission has words for its scopes, and the separations are listed once', async () => {
    const rights = await (await house.hire('cs_manager')).call(shell.rights, {})
    expect(new Set(rights.permissions.map((one) => one.permission)).size).toBe(rights.permissions.length)
    expect(rights.permissions.find((one) => one.permission === 'case.read')?.scopes).toEqual(['all', 'line', 'team', 'queue', 'offered', 'own'])
    expect(rights.separations.map((one) => one.key)).toEqual(expect.arrayContaining(['document.own-work', 'step.own-approval', 'flow.own-sign-off']))
  })
})

describe('business lines', () => {
  test('a supervisor of one line reads its cases and those without a line, and none of another', async () => {
    const admin = await house.hire('system_admin')
    const chief = await house.hire('cs_manager')
    const [home, phones] = [await chief.call(units.makeLine, { body: { name: '家电' } }), await chief.call(units.makeLine, { body: { name: '手机' } })]
    const [homeTeam, phoneTeam] = [await chief.call(units.makeTeam, { body: { name: '家电组', lineId: home.id } }), await chief.call(units.makeTeam, { body: { name: '手机组', lineId: phones.id } })]
    const supervisor = await house.hire('cs_supervisor')
    const [held] = (await admin.call(staff.get, { params: { id: supervisor.id } })).roles
    await admin.call(staff.withdrawRole, { params: { id: supervisor.id, assignmentId: held?.id as string } })
    await admin.call(staff.assignRole, { params: { id: supervisor.id }, body: { key: 'cs_supervisor', lineId: home.id } })
    // Another role on another line widens only what that role gives.
    await admin.call(staff.assignRole, { params: { id: supervisor.id }, body: { key: 'clerk', lineId: phones.id } })

    const open = async (subject: string, teamId?: string) => {
      const made = await chief.call(cases.open, { body: { kind: 'consultation', subject, description: subject, channel: 'portal', customer: { name: '客户' } } })
      return teamId ? chief.call(cases.assign, { params: { id: made.id }, body: { teamId, version: made.version } }) : made
    }
    const [ours, theirs, nobodys] = [await open('冰箱不制冷', homeTeam.id), await open('手机黑屏', phoneTeam.id), await open('还没有人看')]
    const seen = (await supervisor.call(cases.list, { query: {} })).items.map((one) => one.id)
    expect(seen.sort()).toEqual([ours.id, nobodys.id].sort())
    await expect(supervisor.call(cases.get, { params: { id: theirs.id } })).rejects.toMatchObject({ status: 404 })
    await expect(supervisor.call(cases.assign, { params: { id: theirs.id }, body: { teamId: homeTeam.id, version: theirs.version } })).rejects.toMatchObject({ status: 404 })
    // A team that moves to the line brings its cases along at once.
    await chief.call(units.changeTeam, { params: { id: phoneTeam.id }, body: { lineId: home.id, version: phoneTeam.version } })
    expect((await supervisor.call(cases.get, { params: { id: theirs.id } })).id).toBe(theirs.id)
    expect((await supervisor.call(customers.list, { query: {} })).items.length).toBeGreaterThan(0)
  })
  test('ORG-03: what somebody took without giving it to a team is seen by whoever leads their line or their team, and by nobody else', async () => {
    const [admin, chief] = [await house.hire('system_admin'), await house.hire('cs_manager')]
    const [ours, theirs] = [await chief.call(units.makeLine, { body: { name: '净水' } }), await chief.call(units.makeLine, { body: { name: '空调' } })]
    const [boss, other, agent, lead] = [await house.hire('supervision'), await house.hire('execution'), await house.hire('agent'), await house.hire('team_lead')]
    for (const [who, lineId] of [[boss, ours.id], [agent, ours.id]] as const) await admin.call(staff.change, { params: { id: who.id }, body: { lineId, version: 1 } })
    await admin.call(staff.assignRole, { params: { id: other.id }, body: { key: 'cs_supervisor', lineId: theirs.id } })
    await chief.call(units.makeTeam, { body: { name: '净水电话组', members: [{ id: lead.id, leader: true }, { id: agent.id }] } })
    const made = await agent.call(cases.open, { body: { kind: 'request', subject: '滤芯更换', description: '要换滤芯', channel: 'phone' } })
    await agent.call(cases.claim, { params: { id: made.id }, body: {} })
    for (const who of [boss, lead]) {
      expect((await who.call(cases.get, { params: { id: made.id } })).handler?.id).toBe(agent.id)
      expect((await who.call(cases.list, { query: {} })).items.map(({ id }) => id)).toContain(made.id)
    }
    await expect(other.call(cases.get, { params: { id: made.id } })).rejects.toMatchObject({ status: 404 })
    expect((await other.call(cases.list, { query: {} })).items.map(({ id }) => id)).not.toContain(made.id)
  })
  test('a manager of one line sees the tasks of its people and teams, one’s own, and none of another line', async () => {
    const admin = await house.hire('system_admin')
    const chief = await house.hire('cs_manager')
    const [sea, air] = [await chief.call(units.makeLine, { body: { name: '海运' } }), await chief.call(units.makeLine, { body: { name: '空运' } })]
    const [sailor, pilot] = [await house.hire('agent'), await house.hire('agent')]
    const seaTeam = await chief.call(units.makeTeam, { body: { name: '海运组', lineId: sea.id, members: [{ id: sailor.id }] } })
    const airTeam = await chief.call(units.makeTeam, { body: { name: '空运组', lineId: air.id, members: [{ id: pilot.id }] } })
    const manager = await house.hire('cs_manager')
    const [held] = (await admin.call(staff.get, { params: { id: manager.id } })).roles
    await admin.call(staff.withdrawRole, { params: { id: manager.id, assignmentId: held?.id as string } })
    await admin.call(staff.assignRole, { params: { id: manager.id }, body: { key: 'cs_manager', lineId: sea.id } })
    const give = async (to: { ownerId: string } | { teamId: string } | { roleKey: string }, title: string) => (await chief.call(tasks.add, { body: { title, ...to } })).id
    const [ofSailor, ofSeaTeam, ofPilot, ofAirTeam, own] = [await give({ ownerId: sailor.id }, '船期'), await give({ teamId: seaTeam.id }, '舱单'), await give({ ownerId: pilot.id }, '航班'), await give({ teamId: airTeam.id }, '运单'), await give({ ownerId: manager.id }, '自己的')]
    const seen = new Set((await manager.call(tasks.list, { query: { limit: 100 } })).items.map((one) => one.id))
    expect([ofSailor, ofSeaTeam, own].every((id) => seen.has(id))).toBe(true)
    expect([ofPilot, ofAirTeam].some((id) => seen.has(id))).toBe(false)
    await expect(manager.call(tasks.get, { params: { id: ofPilot } })).rejects.toMatchObject({ status: 404 })
    expect((await chief.call(tasks.get, { params: { id: ofPilot } })).id).toBe(ofPilot)
  })
})
