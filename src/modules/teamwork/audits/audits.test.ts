import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWholeHouse } from '../../../../test/whole-house.ts'
import { runs } from '../../flows/contract.ts'
import type { Run } from '../../flows/contract.ts'
import { tasks } from '../../tasks/contract.ts'
import { inspections } from '../inspections/contract.ts'
import { audits } from './contract.ts'
import type { Audit } from './contract.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let manager: Person
let supervisor: Person
let auditor: Person
let agent: Person
beforeAll(async () => {
  house = await openWholeHouse()
  manager = await house.hire('cs_manager', { name: '王经理' })
  supervisor = await house.hire('cs_supervisor', { name: '李主管' })
  auditor = await house.hire('evaluator', { name: '郑质检' })
  agent = await house.hire('agent', { name: '陈一' })
  await house.drain()
})
afterAll(() => house?.close())

const plan = (more: object = {}) => manager.call(audits.planAudit, { body: { title: '投诉流程审计', scope: '抽查一季度二十件投诉', flowKey: 'complaint', auditorId: auditor.id, ownerId: supervisor.id, dueOn: '2026-03-04', every: 'quarter', ...more } as never })
const yes = { published: true, owners: true, metrics: true, followed: false, 'in-time': true, evidence: true, trained: true, 'last-findings': { notApplicable: true }, sampled: 20 }
const hold = (of: Audit, who = auditor) => who.call(audits.holdAudit, { params: { id: of.id }, body: { version: of.version, answers: yes as never, conclusion: '整体按流程办理，两件跳过确认' } })

describe('CAS-34: audits of processes', () => {
  test('an audit that was not held by its day is overdue, on the calendar and in the auditor’s inbox', async () => {
    const planned = await plan()
    expect(planned).toMatchObject({ state: 'planned', overdue: false, auditor: { name: '郑质检' }, form: { key: 'process-audit' }, may: ['change', 'find', 'cancel'] })
    expect((await auditor.call(tasks.list, { query: { whose: 'mine', aboutId: planned.id } })).items).toMatchObject([{ dueAt: new Date('2026-03-04T10:00:00Z'), path: `/process-audits/${planned.id}` }])
    house.clock.set('2026-03-05T01:00:00Z')
    await house.drain()
    expect((await agent.call(audits.audits, { query: { overdue: 'true' } })).items).toMatchObject([{ id: planned.id, overdue: true }])
    expect((await auditor.call(tasks.list, { query: { whose: 'mine', aboutId: planned.id } })).items).toMatchObject([{ overdue: true }])
    const moved = await manager.call(audits.changeAudit, { params: { id: planned.id }, body: { version: planned.version, dueOn: '2026-03-10' } })
    expect(moved.overdue).toBe(false)
    expect((await agent.call(audits.audits, { query: { overdue: 'true' } })).items).toEqual([])
  })
  test('who answers for a process does not audit it; who is not the auditor does not hold it', async () => {
    await expect(plan({ auditorId: supervisor.id, dueOn: '2026-04-01' })).rejects.toMatchObject({ status: 400, problem: { errors: [{ path: 'auditorId', code: 'process-audit.own-process' }] } })
    await expect(plan({ dueOn: '2026-01-01' })).rejects.toMatchObject({ status: 400, problem: { errors: [{ path: 'dueOn', code: 'process-audit.due-past' }] } })
    const planned = await plan({ dueOn: '2026-04-01' })
    await expect(hold(planned, supervisor)).rejects.toMatchObject({ status: 403, code: 'process-audit.not-yours' })
    expect((await agent.raw('POST', '/process-audits', { title: 'x' })).statusCode).toBe(403)
  })
  test('a non-conformity is put right, verified by somebody else, and only then the audit closes; the next is planned', async () => {
    const held = await hold(await plan({ dueOn: '2026-03-06' }))
    expect(held).toMatchObject({ state: 'held', heldOn: '2026-03-05', score: expect.any(Number), findings: 0 })
    expect(await manager.call(audits.audit, { params: { id: held.nextId! } })).toMatchObject({ state: 'planned', dueOn: '2026-06-05', every: 'quarter' })
    const found = await auditor.call(audits.findInAudit, { params: { id: held.id }, body: { area: '确认步骤', finding: '两件投诉没有复述就进入解决', expected: '复述并由客户确认', grade: 'serious', dueAt: '2026-03-20T10:00:00Z' } })
    expect(found).toMatchObject({ findings: 1, settled: 0 })
    const close = async () => manager.call(audits.closeAudit, { params: { id: held.id }, body: { version: (await manager.call(audits.audit, { params: { id: held.id } })).version } })
    await expect(close()).rejects.toMatchObject({ status: 422, code: 'process-audit.open-findings', problem: { errors: [{ path: 'findings.0', code: 'process-audit.finding-open' }] } })
    const { items: [item] } = await auditor.call(audits.audit, { params: { id: held.id } })
    expect(item).toMatchObject({ staff: { name: '李主管' }, about: { kind: 'process-audit', id: held.id }, state: 'open' })
    const corrected = await supervisor.call(inspections.putRight, { params: { id: item!.id }, body: { version: item!.version, text: '已在流程里加了确认表单' } })
    await expect(close()).rejects.toMatchObject({ status: 422 })
    await auditor.call(inspections.verify, { params: { id: item!.id }, body: { version: corrected.version } })
    expect(await close()).toMatchObject({ state: 'closed', findings: 1, settled: 1, closedBy: { name: '王经理' }, may: [] })
  })
})

describe('CAS-31: re-engineering a process goes through four phases with a gate each', () => {
  test('the third phase does not open before the gate of the second is approved', async () => {
    const started = await supervisor.call(runs.start, { body: { flow: 'process-reengineering' } })
    const states = (of: Run) => Object.fromEntries(of.steps.map(({ key, state }) => [key, state]))
    const finish = async (key: string) => { const at = await supervisor.call(runs.get, { params: { id: started.id } }); return supervisor.call(runs.finish, { params: { id: started.id, stepId: at.steps.find((step) => step.key === key)!.id! }, body: { note: '已完成' } }) }
    const gate = async (key: string, who = manager) => { const at = await who.call(runs.get, { params: { id: started.id } }); const step = at.steps.find((one) => one.key === key)!; return who.call(runs.approve, { params: { id: started.id, stepId: step.id! }, body: { level: step.level } }) }
    await finish('map')
    await gate('map-gate')
    const optimised = await finish('optimise')
    expect(states(optimised)).toMatchObject({ 'optimise-gate': 'ready', rebuild: 'waiting', system: 'waiting' })
    await expect(finish('rebuild')).rejects.toMatchObject({ status: expect.any(Number) })
    // Rejected, the second phase is done again; the third stays shut.
    const at = await manager.call(runs.get, { params: { id: started.id } })
    const again = await manager.call(runs.reject, { params: { id: started.id, stepId: at.steps.find(({ key }) => key === 'optimise-gate')!.id! }, body: { level: 1, note: '没有模拟结果' } })
    expect(states(again)).toMatchObject({ optimise: 'ready', rebuild: 'waiting' })
    await finish('optimise')
    expect(states(await gate('optimise-gate'))).toMatchObject({ rebuild: 'ready', system: 'waiting' })
  })
})
