import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWholeHouse } from '../../../../test/whole-house.ts'
import { bottlenecks, conformance, type Flow, type PetriNet, prepareLog, type ProcessEvent, stepTimes } from '../../../pure/process/index.ts'
import { cases } from '../../cases/contract.ts'
import { workspace } from '../../cases/desk/contract.ts'
import { runs } from '../../flows/contract.ts'
import { processLogs } from './contract.ts'
import type { ProcessLog } from './contract.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let manager: Person
let lead: Person
let agent: Person
let other: Person
let doers: Person[]
let teamId: string
beforeAll(async () => {
  house = await openWholeHouse()
  teamId = (await house.team('热线')).id
  manager = await house.hire('cs_manager', { name: '王经理' })
  lead = await house.hire('team_lead', { name: '赵组长', teamId })
  agent = await house.hire('agent', { name: '陈一', teamId })
  other = await house.hire('agent', { name: '周二', teamId: (await house.team('邮件')).id })
  doers = [manager, await house.hire('cs_supervisor', { name: '李主管' }), await house.hire('trainer', { name: '钱培训' })]
  await house.drain()
})
afterAll(() => house?.close())

const eventsIn = (log: ProcessLog): ProcessEvent[] => log.events.case.map((c, i) => ({
  caseId: log.cases[c]!.id, activity: log.activities[log.events.activity[i]!]!.key, at: log.events.at[i]!, ...(log.events.startedAt[i] === null ? {} : { startedAt: log.events.startedAt[i]! }), resource: log.people[log.events.person[i]!] ?? null,
}))
const MINUTE = 60
/** A case whose answer takes an hour of a hundred minutes, ten of them worked. */
async function served(kind: 'consultation' | 'support' = 'consultation') {
  const opened = await manager.call(cases.open, { body: { kind, subject: '怎么装', description: '买了一台，怎么装', channel: 'email', teamId } })
  house.clock.pass(10 * MINUTE)
  const mine = await agent.call(cases.claim, { params: { id: opened.id }, body: {} })
  house.clock.pass(60 * MINUTE)
  await agent.call(workspace.noteWork, { params: { id: opened.id }, body: { visitId: randomUUID(), beganAt: new Date(house.clock.now().getTime() - 12 * MINUTE * 1_000).toISOString(), seconds: 10 * MINUTE } })
  await agent.call(cases.say, { params: { id: opened.id }, body: { body: '您好，说明书第三页有图，请照图安装。如需帮助请回复本邮件。', visibility: 'public' } })
  house.clock.pass(30 * MINUTE)
  const { version } = await agent.call(cases.get, { params: { id: opened.id } })
  await agent.call(cases.move, { params: { id: opened.id }, body: { to: 'solved', version, fields: { solution: '已告知安装方法' } } })
  await house.drain()
  return { id: opened.id, number: mine.number }
}
const log = async (who: Person, query: object = {}) => who.call(processLogs.processLog, { query: query as never })

describe('CAS-21: how cases really went', () => {
  test('the step that holds 60 % of the time is ranked first; waiting and work are told apart; each begins and moves as it did', async () => {
    for (let n = 0; n < 3; n++) await served()
    const found = await log(manager)
    const events = eventsIn(found)
    const first = events.filter(({ caseId }) => caseId === events[0]!.caseId).map(({ activity, resource }) => `${activity}/${resource ?? '–'}`)
    expect(first).toEqual(['begun/王经理', 'claimed/陈一', 'answered/陈一', 'status:solved/陈一'])
    expect(found).toMatchObject({ of: 'cases', more: false, hourlyCost: null, flow: { key: 'case', model: { as: 'steps' } } })
    expect(found.activities.find(({ key }) => key === 'status:solved')?.name).toEqual({ zh: '已解决', en: 'Solved' })
    const [worst] = bottlenecks(events.map(({ startedAt: _, ...one }) => one))
    expect(worst).toMatchObject({ rank: 1, from: 'claimed', to: 'answered', cases: 3, medianSeconds: 3_600 })
    expect(worst!.share).toBeCloseTo(.6, 9)
    expect(stepTimes(prepareLog(events)).find(({ activity }) => activity === 'answered')).toMatchObject({ waiting: { n: 3, median: 3_000 }, touch: { n: 3, median: 600 } })
  })
  test('what the published flow allows fits; a move it does not know is found with who made it', async () => {
    const found = await log(manager)
    const flow = found.flow!.model as unknown as Flow
    const moves = eventsIn(found).filter(({ activity }) => ['begun', 'claimed'].includes(activity) || activity.startsWith('status:'))
    expect(conformance(moves, flow)).toMatchObject({ fitness: 1, fittingCases: 3 })
    const strange = conformance([...moves, { caseId: moves[0]!.caseId, activity: 'status:new', at: Date.parse('2027-01-01'), resource: '周二' }], flow)
    expect(strange).toMatchObject({ fittingCases: 2, deviations: [{ kind: 'repeated', activity: 'status:new', by: '周二' }] })
  })
  test('by kind, team and window; each sees what they may; who may not is refused', async () => {
    const { id } = await served('support')
    expect((await log(manager, { kind: 'support' })).cases.map((one) => one.id)).toEqual([id])
    expect((await log(manager, { kind: 'complaint,support' })).flow).toBeNull()
    expect((await log(manager, { from: '2020-01-01', to: '2020-02-01' })).cases).toEqual([])
    expect((await log(lead)).cases.length).toBe((await log(manager)).cases.length)
    expect((await other.raw('GET', '/process-log')).statusCode).toBe(403)
    expect((await manager.raw('GET', '/process-log?from=2026-03-05&to=2026-03-01')).json()).toMatchObject({ status: 400, errors: [{ path: 'to', code: 'process.ends-before-it-begins' }] })
    expect((await manager.raw('GET', '/process-log?of=runs')).json()).toMatchObject({ status: 400, errors: [{ code: 'process.which-flow' }] })
    expect((await manager.raw('GET', '/process-log?of=runs&flow=nothing')).json()).toMatchObject({ status: 400, errors: [{ code: 'process.unknown-flow' }] })
  })
})

describe('runs of a flow', () => {
  test('steps that were done in their order fit the published flow, and the log says who did them', async () => {
    const run = await manager.call(runs.start, { body: { flow: 'service-standardisation' } })
    let at = run
    for (let n = 0; n < at.steps.length; n++) {
      house.clock.pass(3_600)
      const ready = at.steps.find((step) => step.state === 'ready')
      if (!ready?.id) break
      const views = await Promise.all(doers.map(async (who) => ({ who, of: await who.call(runs.get, { params: { id: run.id } }).catch(() => null) })))
      const { who } = views.find(({ of }) => of?.steps.find(({ id }) => id === ready.id)?.may.includes('finish')) ?? { who: manager }
      // The first step says when it is begun, the second how long it took, the others nothing.
      if (n === 0) {
        expect(await who.call(runs.begin, { params: { id: run.id, stepId: ready.id } })).toMatchObject({ steps: [{ begunBy: { id: who.id }, begunAt: house.clock.now() }, ...run.steps.slice(1).map(() => ({ begunAt: null }))] })
        expect((await who.raw('POST', `/runs/${run.id}/steps/${ready.id}/begin`, {})).json()).toMatchObject({ status: 409, code: 'step.begun' })
        house.clock.pass(900)
      }
      // Longer than it was its turn can't be.
      at = await who.call(runs.finish, { params: { id: run.id, stepId: ready.id }, body: { note: '已办', ...(n < 2 ? { workedSeconds: n ? 1_200 : 10 } : n === 2 ? { workedSeconds: 2_000_000 } : {}) } })
    }
    expect(at.state).toBe('finished')
    await house.drain()
    const found = await log(manager, { of: 'runs', flow: 'service-standardisation' })
    expect(eventsIn(found).map(({ activity }) => activity)).toEqual(['begun', ...run.steps.map(({ key }) => key)])
    expect(found.cases).toMatchObject([{ id: run.id, over: true }])
    const [first, second, third] = run.steps.map(({ key }) => stepTimes(prepareLog(eventsIn(found))).find(({ activity }) => activity === key)!)
    expect([first, second, third].map((of) => [of!.waiting.sum, of!.touch.sum])).toEqual([[3_600, 900], [2_400, 1_200], [0, 3_600]])
    const net = found.flow!.model as unknown as PetriNet
    expect(conformance(eventsIn(found), net)).toMatchObject({ fitness: 1 })
    const without = eventsIn(found).filter(({ activity }) => activity !== run.steps[1]!.key)
    expect(conformance(without, net).deviations).toMatchObject([{ kind: 'skipped', activity: run.steps[1]!.key, by: '李主管' }])
  })
})
