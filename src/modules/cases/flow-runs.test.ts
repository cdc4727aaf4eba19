import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWholeHouse } from '../../../test/whole-house.ts'
import { systemActor } from '../../kernel/actors.ts'
import { ApiError } from '../../kernel/client.ts'
import { definitions } from '../../kernel/definition-contract.ts'
import { strike } from '../../kernel/jobs.ts'
import { ring } from '../clocks/jobs.ts'
import type { FlowDefinition, Run } from '../flows/contract.ts'
import { deviations, flows, runs } from '../flows/contract.ts'
import { flowsModule, startFlow } from '../flows/index.ts'
import { metrics } from '../metrics/contract.ts'
import { delegations, notifications, staff } from '../people/contract.ts'
import { tasks } from '../tasks/contract.ts'
import { taskBeat } from '../tasks/watch.ts'
import { cases } from './contract.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let hr: Person
let manager: Person
let boss: Person
let lead: Person
let agent: Person
let other: Person
let team: string
const HOUR = 3_600

beforeAll(async () => {
  // Monday, nine in the morning in Shanghai.
  house = await openWholeHouse()
  team = (await house.team('一线')).id
  hr = await house.hire('hr')
  manager = await house.hire('cs_manager', { name: '王经理' })
  boss = await house.hire('cs_supervisor', { name: '赵主管' })
  lead = await house.hire('team_lead', { teamId: team, name: '周组长' })
  agent = await house.hire('agent', { teamId: team, name: '陈首问' })
  other = await house.hire('agent', { teamId: team, name: '林二' })
  for (const [who, above] of [[agent, lead], [lead, boss], [boss, manager]] as const) {
    const { version } = await hr.call(staff.get, { params: { id: who.id } })
    await hr.call(staff.change, { params: { id: who.id }, body: { version, managerId: above.id } })
  }
})
afterAll(() => house.close())

type Step = NonNullable<FlowDefinition['steps']>[number]
const words = (text: string) => ({ zh: text, en: text })
const smart = { specific: words('What is done'), measure: { metric: 'cases-solved' }, attainable: words('It has been done before'), relevant: words('Customers are served') }
const step = (key: string, more: Partial<Step> = {}): Step => ({ key, name: words(key), guide: words(`How ${key} is done`), owner: { by: 'handler' }, deadline: { seconds: HOUR, calendar: 'always' }, smart, ...more })
const chain = (...steps: Step[]): Step[] => steps.map((one, at) => ({ ...one, after: one.after ?? (at ? [(steps[at - 1] as Step).key] : []) }))
const flow = (steps: Step[], more: Partial<FlowDefinition> = {}): FlowDefinition => ({ name: words('A flow'), goals: [{ kind: 'satisfaction', metric: 'cases-solved' }], steps, ...more })
const looked = { customer: 'The customer is asked at the end', systematic: '', concise: '', improving: '' }

let count = 0
const draft = (body: FlowDefinition, key = `flow-${++count}`) => manager.call(definitions.draft, { body: { kind: 'flow', key, body: body as never } })
async function publish(body: FlowDefinition, key = `flow-${++count}`): Promise<{ key: string; id: string }> {
  const { id, revision } = await draft(body, key)
  await manager.call(flows.signOff, { params: { id }, body: looked })
  const { revision: next } = await manager.call(definitions.move, { params: { id }, body: { to: 'review', version: revision } })
  await manager.call(definitions.move, { params: { id }, body: { to: 'published', version: next } })
  await house.drain()
  return { key, id }
}
const tryPublish = async (body: FlowDefinition) => {
  const { id, revision } = await draft(body)
  const { revision: next } = await manager.call(definitions.move, { params: { id }, body: { to: 'review', version: revision } })
  return { id, publish: () => refusal(manager.call(definitions.move, { params: { id }, body: { to: 'published', version: next } })) }
}
const refusal = (promise: Promise<unknown>): Promise<ApiError> => promise.then(() => { throw new Error('it was not refused') }, (error: unknown) => { if (error instanceof ApiError) return error; throw error })
const openCase = async (kind: 'request' | 'suggestion' | 'praise' = 'request') => {
  const { id, version } = await agent.call(cases.open, { body: { kind, subject: '换一台', description: '请换一台新的', channel: 'phone', teamId: team } })
  await house.drain()
  const taken = await agent.call(cases.claim, { params: { id }, body: { version } })
  await house.drain()
  return { id, version: taken.version }
}
const start = async (key: string, by: Person = agent): Promise<Run> => by.call(runs.start, { body: { flow: key, about: { kind: 'case', id: (await openCase()).id } } })
const at = (run: Run, key: string) => run.steps.find((one) => one.key === key) as Run['steps'][number]
const idOf = (run: Run, key: string) => at(run, key).id as string
const finish = (run: Run, key: string, by: Person = agent, body: object = {}) => by.call(runs.finish, { params: { id: run.id, stepId: idOf(run, key) }, body })
const approve = (run: Run, key: string, by: Person, level = 1) => by.call(runs.approve, { params: { id: run.id, stepId: idOf(run, key) }, body: { level } })
const reject = (run: Run, key: string, by: Person, level = 1) => by.call(runs.reject, { params: { id: run.id, stepId: idOf(run, key) }, body: { level, note: 'Not so' } })
const get = (run: Run, by: Person = agent) => by.call(runs.get, { params: { id: run.id } })
const inbox = async (who: Person, whose = 'mine') => (await who.call(tasks.list, { query: { whose: whose as 'mine' } })).items.map((one) => one.title).map((title) => 'en' in title ? title.en : title.text)
const watch = async () => { await strike(house.work, ring); await house.drain(); await strike(house.work, taskBeat); await house.drain() }

describe('publishing', () => {
  test('STR-05: a step without a time limit is refused naming T 时间性, and the filled one publishes', async () => {
    const { deadline: _, ...timeless } = step('greet')
    const { publish: again } = await tryPublish(flow([timeless]))
    const error = await again()
    expect(error.status).toBe(422)
    expect(error.problem.errors).toEqual([{ path: 'body.steps.0.deadline', code: 'flow.lacks-timely', message: expect.stringContaining('T 时间性') as string }])
    await publish(flow([step('greet')]))
  })
  test('each missing letter and the goal are told at once, by where they stand', async () => {
    const { publish: again } = await tryPublish({ name: words('x'), steps: [{ key: 'a', name: words('a'), owner: { by: 'handler' } }] })
    expect((await again()).problem.errors?.map((one) => one.code)).toEqual(['flow.lacks-specific', 'flow.lacks-measure', 'flow.lacks-attainable', 'flow.lacks-relevant', 'flow.lacks-timely', 'flow.lacks-guide', 'flow.lacks-goal'])
  })
  test('CAS-02: nobody publishes without a signature for the four principles; another body asks for another one; many handoffs are warned of', async () => {
    const steps = chain(...['a', 'b', 'c', 'd', 'e', 'f'].map((key, nth) => step(key, { owner: { by: nth % 2 ? 'starter' : 'handler' } })))
    const { id, publish: again } = await tryPublish(flow(steps))
    expect((await again()).problem.errors?.map((one) => one.code)).toEqual(['flow.not-signed-off'])
    const check = await manager.call(flows.check, { params: { id } })
    expect(check).toMatchObject({ steps: 6, handoffs: 5, criticalSeconds: 6 * HOUR, signedOff: null, may: ['sign-off'], warnings: [{ principle: 'concise', message: expect.stringContaining('简洁高效') as string }] })
    expect((await manager.call(flows.signOff, { params: { id }, body: looked })).signedOff).toMatchObject({ by: { name: '王经理' }, notes: looked })
    const { revision } = await manager.call(definitions.get, { params: { id } })
    const { revision: draftAgain } = await manager.call(definitions.move, { params: { id }, body: { to: 'draft', version: revision } })
    await manager.call(definitions.edit, { params: { id }, body: { version: draftAgain, body: flow(steps.slice(0, 1)) as never } })
    expect((await manager.call(flows.check, { params: { id } })).signedOff).toBeNull()
    expect((await refusal(agent.call(flows.signOff, { params: { id }, body: looked }))).status).toBe(403)
  })
  test('STR-17: every flow in force that has steps says what it is for', async () => {
    const { items } = await agent.call(flows.list, {})
    expect(items.filter((one) => one.steps > 0 && !one.goals.length)).toEqual([])
    expect(items.filter((one) => one.steps > 0).length).toBeGreaterThan(30)
  })
})

describe('a run', () => {
  test('CAS-03: goes through five steps in order: the third can’t begin before the second is done', async () => {
    const { key } = await publish(flow(chain(step('receive'), step('consult'), step('handle'), step('settle'), step('follow-up'))))
    let run = await start(key)
    expect(run.steps.map((one) => one.state)).toEqual(['ready', 'waiting', 'waiting', 'waiting', 'waiting'])
    expect(at(run, 'handle')).toMatchObject({ id: null, may: [] })
    expect(at(run, 'receive')).toMatchObject({ owner: { name: '陈首问' }, may: ['finish', 'ask-exception'], dueAt: new Date(house.clock.now().getTime() + HOUR * 1_000) })
    for (const one of ['receive', 'consult', 'handle', 'settle']) {
      expect(await inbox(agent)).toContain(`${one} · A flow · ${run.about.label}`)
      run = await finish(run, one)
    }
    run = await finish(run, 'follow-up')
    expect(run).toMatchObject({ state: 'finished', settled: 5, of: 5 })
    await house.drain()
    expect((await agent.call(runs.events, { params: { id: run.id } })).items.map((one) => one.kind)).toEqual(['run.started', 'step.ready', ...Array.from({ length: 4 }, () => ['step.done', 'step.ready']).flat(), 'step.done', 'run.finished'])
    expect((await inbox(agent)).filter((title) => title.includes(run.about.label as string))).toEqual([])
  })
  test('is nobody’s who has nothing to do with it, and a step is done only by whose it is', async () => {
    const stranger = await house.hire('clerk')
    const { key } = await publish(flow([step('a', { owner: { by: 'role', role: 'cs_supervisor' } })]))
    const run = await start(key)
    expect((await refusal(get(run, stranger))).status).toBe(404)
    expect(at(run, 'a')).toMatchObject({ owner: null, role: { key: 'cs_supervisor' }, may: [] })
    expect((await refusal(finish(run, 'a'))).code).toBe('step.not-yours')
    expect((await finish(run, 'a', boss)).state).toBe('finished')
    expect((await refusal(finish(run, 'a', boss))).code).toBe('run.over')
  })
  test('CAS-04: keeps the version it began with while a newer one is published; new runs take the new one', async () => {
    const { key } = await publish(flow(chain(step('a'), step('b'))))
    const old = await start(key)
    const { id } = await publish(flow(chain(step('a'), step('c'), step('b'))), key)
    const after = await finish(old, 'a')
    expect(after.steps.map((one) => one.key)).toEqual(['a', 'b'])
    expect(after).toMatchObject({ flow: { version: 1 }, newer: { id, version: 2 } })
    expect((await start(key)).steps.map((one) => one.key)).toEqual(['a', 'c', 'b'])
    // On purpose it goes over: what it is past stays done, the new step comes where it stands.
    const moved = await manager.call(runs.move, { params: { id: old.id }, body: { to: id, reason: 'The check is needed', version: after.version } })
    expect(moved.steps.map((one) => [one.key, one.state])).toEqual([['a', 'done'], ['c', 'ready'], ['b', 'waiting']])
  })
  test('is not moved where that would pass over an approval', async () => {
    const { key, id: first } = await publish(flow(chain(step('a'), step('b'))))
    const run = await start(key)
    const behind = await finish(run, 'a')
    const early = await start(key)
    const { id } = await publish(flow(chain(step('approve', { kind: 'approval', owner: { by: 'role', role: 'cs_manager' }, rejected: 'end' }), step('a'), step('b'))), key)
    expect((await refusal(manager.call(runs.move, { params: { id: run.id }, body: { to: id, reason: 'x', version: behind.version } }))).code).toBe('run.move-skips-approval')
    expect(await manager.call(runs.moveAll, { params: { id: first }, body: { to: id, reason: 'x' } })).toEqual({ moved: [early.id], refused: [{ runId: run.id, code: 'run.move-skips-approval' }], more: false })
    expect((await get(early)).steps.map((one) => one.state)).toEqual(['ready', 'waiting', 'waiting'])
    expect((await get(run)).flow.version).toBe(1)
  })
  test('does parallel steps side by side, passes what does not apply and leaves out what is optional', async () => {
    const { key } = await publish(flow([
      step('a'), step('left', { after: ['a'], optional: true }), step('right', { after: ['a'] }), step('rare', { after: ['a'], when: { field: 'priority', is: 'equal', value: 'urgent' } }), step('end', { after: ['left', 'right', 'rare'] }),
    ]))
    let run = await finish(await start(key), 'a')
    expect(run.steps.map((one) => one.state)).toEqual(['done', 'ready', 'ready', 'not-applicable', 'waiting'])
    expect(at(run, 'left').may).toEqual(['finish', 'skip'])
    expect((await refusal(agent.call(runs.skip, { params: { id: run.id, stepId: idOf(run, 'right') }, body: { note: 'x' } }))).code).toBe('step.is-mandatory')
    run = await agent.call(runs.skip, { params: { id: run.id, stepId: idOf(run, 'left') }, body: { note: 'Nothing to do there' } })
    expect(at(run, 'end').state).toBe('waiting')
    run = await finish(run, 'right')
    expect(at(run, 'end').state).toBe('ready')
  })
  test('takes a form with a step, checked by its questions, and later steps ask for its answers', async () => {
    await manager.call(definitions.draft, { body: { kind: 'form', key: 'agreed', body: { name: words('Agreed?'), sections: [{ key: 's', questions: [{ kind: 'yes-no', key: 'agrees', text: words('Does the customer agree?'), required: true }] }] } } }).then(async ({ id, revision }) => {
      const { revision: next } = await manager.call(definitions.move, { params: { id }, body: { to: 'review', version: revision } })
      await manager.call(definitions.move, { params: { id }, body: { to: 'published', version: next } })
    })
    await house.drain()
    const { key } = await publish(flow(chain(step('ask', { form: 'agreed' }), step('higher', { when: { field: 'answer.ask.agrees', is: 'equal', value: false } }), step('end'))))
    const run = await start(key)
    expect((await refusal(finish(run, 'ask'))).problem.errors?.[0]?.code).toBe('step.needs-form')
    expect((await refusal(finish(run, 'ask', agent, { answers: { agrees: 'perhaps' } }))).problem.errors?.[0]?.path).toBe('answers.agrees')
    const no = await finish(run, 'ask', agent, { answers: { agrees: false } })
    expect(no.steps.map((one) => one.state)).toEqual(['done', 'ready', 'waiting'])
    expect(at(no, 'ask').submissionId).not.toBeNull()
    expect((await finish(await start(key), 'ask', agent, { answers: { agrees: true } })).steps.map((one) => one.state)).toEqual(['done', 'not-applicable', 'ready'])
  })
})

describe('an approval', () => {
  const twoLevels = chain(step('ask'), step('approve', { kind: 'approval', owner: { by: 'line-manager', levels: 2 } }), step('carry-out'))
  test('goes up the line, one level after the other; nobody else gives it', async () => {
    const { key } = await publish(flow(twoLevels))
    let run = await finish(await start(key), 'ask')
    expect(at(run, 'approve')).toMatchObject({ owner: { name: '周组长' }, level: 1, levels: 2, may: [] })
    expect((await refusal(approve(run, 'approve', boss))).code).toBe('step.not-yours')
    run = await approve(run, 'approve', lead)
    expect(at(run, 'approve')).toMatchObject({ state: 'ready', owner: { name: '赵主管' }, level: 2 })
    expect((await refusal(approve(run, 'approve', lead, 2))).code).toBe('step.not-yours')
    run = await approve(run, 'approve', boss, 2)
    expect(run.steps.map((one) => one.state)).toEqual(['done', 'approved', 'ready'])
    expect(at(run, 'approve').approvals.map((one) => [one.level, one.by.name])).toEqual([[1, '周组长'], [2, '赵主管']])
    expect((await refusal(agent.call(runs.askException, { params: { id: run.id, stepId: idOf(run, 'approve') }, body: { reason: 'x' } }))).code).toBe('step.settled')
  })
  test('is given by whoever stands in for an absent manager, and says for whom', async () => {
    const { key } = await publish(flow(chain(step('ask'), step('approve', { kind: 'approval', owner: { by: 'line-manager' } }), step('end'))))
    const now = house.clock.now()
    const { id, version } = await lead.call(delegations.makeDelegation, { body: { staffId: lead.id, delegateId: other.id, fromAt: now.toISOString(), untilAt: new Date(now.getTime() + 86_400_000).toISOString() } })
    await house.drain()
    const run = await finish(await start(key), 'ask')
    expect(at(await get(run, other), 'approve')).toMatchObject({ owner: { name: '周组长' }, standIn: { name: '林二' }, may: ['approve', 'reject'] })
    expect(at(await approve(run, 'approve', other), 'approve').approvals).toMatchObject([{ by: { name: '林二' }, standsFor: { name: '周组长' } }])
    await lead.call(delegations.endDelegation, { params: { id }, body: { version } })
    await house.drain()
  })
  test('of two approvers at the same moment counts once', async () => {
    const { key } = await publish(flow(chain(step('ask'), step('approve', { kind: 'approval', owner: { by: 'role', role: 'cs_supervisor' } }), step('end'))))
    const second = await house.hire('cs_supervisor', { name: '钱主管' })
    const run = await finish(await start(key), 'ask')
    const tried = await Promise.allSettled([approve(run, 'approve', boss), approve(run, 'approve', second)])
    expect(tried.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(tried.flatMap((one) => one.status === 'rejected' ? [(one.reason as ApiError).code] : [])).toEqual(['step.settled'])
    const now = await get(run)
    expect(at(now, 'approve').approvals).toHaveLength(1)
    expect(now.steps.filter((one) => one.key === 'end' && one.state === 'ready')).toHaveLength(1)
    // An approval and a rejection at the same moment: one of them counts as well.
    const again = await finish(await start(key), 'ask')
    const parted = await Promise.allSettled([approve(again, 'approve', boss), reject(again, 'approve', second)])
    expect(parted.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
  })
  test('is not of whoever did the work', async () => {
    const { key } = await publish(flow(chain(step('ask', { owner: { by: 'role', role: 'cs_supervisor' } }), step('approve', { kind: 'approval', owner: { by: 'role', role: 'cs_supervisor' } }), step('end'))))
    const run = await finish(await start(key), 'ask', boss)
    expect(at(await get(run, boss), 'approve').may).toEqual([])
    expect((await refusal(approve(run, 'approve', boss))).code).toBe('step.own-approval')
  })
  test('sends the work back with its reason; what was done before stays in the history, and the round counts on', async () => {
    const { key } = await publish(flow(chain(step('draft'), step('check'), step('approve', { kind: 'approval', owner: { by: 'line-manager' }, back: 'draft' }), step('end'))))
    let run = await finish(await finish(await start(key), 'draft'), 'check')
    run = await reject(run, 'approve', lead)
    expect(run.steps.map((one) => [one.key, one.state, one.round])).toEqual([['draft', 'ready', 2], ['check', 'waiting', 1], ['approve', 'waiting', 1], ['end', 'waiting', 1]])
    expect(at(run, 'approve').approvals).toMatchObject([{ decision: 'rejected', note: 'Not so', by: { name: '周组长' } }])
    run = await approve(await finish(await finish(run, 'draft'), 'check'), 'approve', lead)
    expect(at(run, 'end').state).toBe('ready')
    expect(at(run, 'approve')).toMatchObject({ state: 'approved', round: 2 })
  })
  test('ends the run, or lets it go on another way, where the flow says so', async () => {
    const ends = await publish(flow(chain(step('ask'), step('approve', { kind: 'approval', owner: { by: 'line-manager' }, rejected: 'end' }), step('end'))))
    expect(await reject(await finish(await start(ends.key), 'ask'), 'approve', lead)).toMatchObject({ state: 'rejected' })
    const on = await publish(flow([step('ask'), step('approve', { after: ['ask'], kind: 'approval', owner: { by: 'line-manager' }, rejected: 'on' }), step('pay', { after: ['approve'], when: { field: 'step.approve', is: 'equal', value: 'approved' } }), step('explain', { after: ['pay'], when: { field: 'step.approve', is: 'equal', value: 'rejected' } })]))
    expect((await reject(await finish(await start(on.key), 'ask'), 'approve', lead)).steps.map((one) => one.state)).toEqual(['done', 'rejected', 'not-applicable', 'ready'])
  })
})

describe('an exception', () => {
  test('CAS-05: lets a mandatory step be passed over once a supervisor has agreed; the report lists it and its review is somebody’s task', async () => {
    const { key } = await publish(flow(chain(step('inspect'), step('end'))))
    let run = await start(key)
    run = await agent.call(runs.askException, { params: { id: run.id, stepId: idOf(run, 'inspect') }, body: { reason: '客户在外地，无法检查' } })
    const [asked] = run.exceptions
    if (!asked) throw new Error('nothing was asked')
    expect(at(run, 'inspect')).toMatchObject({ state: 'ready', may: ['finish'] })
    expect((await refusal(agent.call(deviations.decide, { params: { id: asked.id }, body: { granted: true, version: asked.version } }))).status).toBe(403)
    expect(await inbox(boss, 'claimable')).toContain('May it be passed over: inspect')
    const granted = await boss.call(deviations.decide, { params: { id: asked.id }, body: { granted: true, note: 'This once', version: asked.version } })
    expect(granted).toMatchObject({ state: 'granted', decidedBy: { name: '赵主管' }, reviewDueAt: expect.any(Date) as Date })
    run = await get(run)
    expect(run.steps.map((one) => one.state)).toEqual(['skipped', 'ready'])
    const report = await manager.call(deviations.report, { query: { flow: key } })
    expect(report).toMatchObject({ due: 1, deviating: 1, items: [{ kind: 'skipped', step: { key: 'inspect' }, staff: { name: '陈首问' }, authorisedBy: { name: '赵主管' }, reason: '客户在外地，无法检查' }] })
    expect(await inbox(manager, 'claimable')).toContain('Review an exception: inspect')
    const reviewed = await manager.call(deviations.review, { params: { id: asked.id }, body: { finding: 'change-the-flow', note: 'Ask for photos instead', version: granted.version } })
    expect(reviewed).toMatchObject({ finding: 'change-the-flow', reviewedBy: { name: '王经理' }, may: [] })
    expect(await inbox(manager, 'claimable')).not.toContain('Review an exception: inspect')
  })
  test('that is refused leaves the step to do; an approval has none; nobody grants their own', async () => {
    const { key } = await publish(flow(chain(step('a', { owner: { by: 'role', role: 'cs_supervisor' } }), step('approve', { kind: 'approval', owner: { by: 'role', role: 'cs_manager' }, rejected: 'end' }))))
    let run = await boss.call(runs.askException, { params: { id: (await start(key)).id, stepId: idOf(await latest(key), 'a') }, body: { reason: 'x' } })
    const [asked] = run.exceptions
    if (!asked) throw new Error('nothing was asked')
    expect((await refusal(boss.call(deviations.decide, { params: { id: asked.id }, body: { granted: true, version: asked.version } }))).code).toBe('exception.own')
    await manager.call(deviations.decide, { params: { id: asked.id }, body: { granted: false, note: 'Do it', version: asked.version } })
    run = await finish(await get(run, boss), 'a', boss)
    expect(at(run, 'approve').state).toBe('ready')
    expect((await refusal(manager.call(runs.askException, { params: { id: run.id, stepId: idOf(run, 'approve') }, body: { reason: 'x' } }))).code).toBe('step.approval-stays')
  })
  const latest = async (key: string) => { const { items } = await manager.call(runs.all, { query: { flow: key } }); return manager.call(runs.get, { params: { id: items[0]?.id as string } }) }
})

test('QLT-10: one deviating step of twenty that were due is five percent, by flow and by person', async () => {
  const { key } = await publish(flow(chain(...['a', 'b', 'c', 'd', 'e'].map((one) => step(one)))))
  for (let nth = 0; nth < 4; nth++) {
    let run = await start(key)
    for (const one of ['a', 'b', 'c', 'd', 'e']) {
      if (nth === 2 && one === 'c') house.clock.pass(HOUR + 1)
      run = await finish(run, one)
    }
  }
  const report = await manager.call(deviations.report, { query: { flow: key } })
  expect(report).toMatchObject({ due: 20, deviating: 1, rate: 0.05, byFlow: [{ flow: key, rate: 0.05 }], byStaff: [{ staff: { name: '陈首问' }, due: 20, deviating: 1, rate: 0.05 }], items: [{ kind: 'late', step: { key: 'c' } }] })
  // The metric says the same, and opens the one record behind it.
  const window = { from: '2026-03-01', to: '2026-03-31' }
  const byFlow = await manager.call(metrics.value, { params: { key: 'flow-step-deviation-rate' }, query: { ...window, by: 'flow', group: key } })
  expect(byFlow).toMatchObject({ value: 5, n: 20, numerator: 1 })
  const byStaff = await manager.call(metrics.value, { params: { key: 'flow-step-deviation-rate' }, query: { ...window, by: 'staffId' } })
  expect(byStaff.groups?.find((one) => one.group === agent.id)).toMatchObject({ name: '陈首问' })
  const { items } = await manager.call(metrics.records, { params: { key: 'flow-step-deviation-rate' }, query: { ...window, by: 'flow', group: key, limit: 100 } })
  expect([items.length, items.filter((one) => one.counts).map((one) => one.record.kind)]).toEqual([20, ['run']])
  expect((await refusal(agent.call(deviations.report, { query: {} }))).status).toBe(403)

  // A step past its deadline was due as well; done later it stays where its deadline passed.
  let run = await finish(await finish(await finish(await start(key), 'a'), 'b'), 'c')
  house.clock.pass(HOUR + 60)
  await watch()
  const open = { due: 24, deviating: 2, byStaff: [{ due: 24, deviating: 2 }], items: [{ kind: 'late', step: { key: 'd' }, staff: { id: agent.id } }, { step: { key: 'c' } }] }
  const value = () => manager.call(metrics.value, { params: { key: 'flow-step-deviation-rate' }, query: { ...window, by: 'flow', group: key } })
  expect(await manager.call(deviations.report, { query: { flow: key } })).toMatchObject(open)
  expect(await value()).toMatchObject({ n: 24, numerator: 2 })
  run = await finish(run, 'd')
  expect(await manager.call(deviations.report, { query: { flow: key } })).toMatchObject(open)
  expect(await value()).toMatchObject({ n: 24, numerator: 2 })
})

test('a step past its deadline is told and goes up the line', async () => {
  const { key } = await publish(flow([step('call')]))
  const [run, unheard] = [await start(key), await start(key)]
  house.clock.pass(HOUR + 60)
  await finish(unheard, 'call')
  await watch()
  // Done late before anybody heard its bell it is told as well, once.
  expect((await agent.call(runs.events, { params: { id: unheard.id } })).items.map((one) => one.kind)).toEqual(['run.started', 'step.ready', 'step.overdue', 'step.done', 'run.finished'])
  expect(await get(run)).toMatchObject({ overdue: true, steps: [{ overdue: true }] })
  expect((await agent.call(runs.events, { params: { id: run.id } })).items.map((one) => one.kind)).toContain('step.overdue')
  const mine = (await agent.call(tasks.list, { query: { whose: 'mine', overdue: 'true' } })).items.find((one) => one.source.id === run.id)
  expect(mine).toMatchObject({ overdue: true, byHand: false, path: `/cases/${run.about.id}` })
  house.clock.pass(3 * 24 * HOUR)
  await watch()
  expect((await lead.call(notifications.recent, { query: { limit: 100 } })).items.some((one) => one.subjectId === mine?.id)).toBe(true)
})

test('a cancelled run withdraws what is open and gives what has to be undone, the last done first', async () => {
  const { key } = await publish(flow(chain(step('send', { compensation: { title: words('Call the parcel back') } }), step('pay', { compensation: { title: words('Take the money back') } }), step('thank'), step('end'))))
  let run = await finish(await finish(await finish(await start(key), 'send'), 'pay'), 'thank')
  expect((await refusal(other.call(runs.cancel, { params: { id: run.id }, body: { reason: 'x', version: run.version } }))).code).toBe('run.not-yours')
  expect((await refusal(agent.call(runs.cancel, { params: { id: run.id }, body: { reason: 'x', version: run.version - 1 } }))).code).toBe('record.stale')
  run = await agent.call(runs.cancel, { params: { id: run.id }, body: { reason: 'The customer has thought better of it', version: run.version } })
  expect(run).toMatchObject({ state: 'cancelled', reason: 'The customer has thought better of it', may: [] })
  const left = (await agent.call(tasks.list, { query: { whose: 'mine', sourceId: run.id } })).items.map((one) => 'en' in one.title ? one.title.en : '')
  expect(left).toEqual(['Take the money back (undoes: pay)', 'Call the parcel back (undoes: send)'])
})

describe('a case', () => {
  test('of a kind that a flow starts on gets its run at once; steps move it and go with it from hand to hand', async () => {
    const { key } = await publish(flow(chain(step('listen', { moves: 'waiting-customer' }), step('answer')), { startsOn: { kinds: ['suggestion'] } }))
    const { id, version } = await openCase('suggestion')
    const [begun] = (await agent.call(runs.all, { query: { aboutId: id } })).items
    expect(begun).toMatchObject({ flow: { key }, about: { kind: 'case', id }, ready: [{ key: 'listen', owner: { name: '陈首问' } }] })
    const run = await agent.call(runs.get, { params: { id: begun?.id as string } })
    await finish(run, 'listen')
    await house.drain()
    const moved = await agent.call(cases.get, { params: { id } })
    expect(moved.status.key).toBe('waiting-customer')
    expect(moved.version).toBeGreaterThan(version)
    await lead.call(cases.assign, { params: { id }, body: { version: moved.version, handlerId: other.id } })
    await house.drain()
    expect(at(await get(run, other), 'answer')).toMatchObject({ owner: { name: '林二' }, may: ['finish', 'ask-exception'] })
    expect(await inbox(other)).toContain(`answer · A flow · ${moved.number}`)
    expect((await inbox(agent)).some((title) => title === `answer · A flow · ${moved.number}`)).toBe(false)
  })
  test('that could not be written to the end has no half of a run', async () => {
    const { key } = await publish(flow([step('a', { form: 'agreed' })]))
    const { id } = await openCase()
    const before = (await manager.call(runs.all, { query: { flow: key } })).items.length
    // The unit breaks after the run was written: nothing of it may stay.
    await expect(house.work.unit(systemActor, 'test', async (ctx) => { await startFlow(ctx, { flow: key, about: { kind: 'case', id }, key: 'crash' }); throw new Error('the power failed') })).rejects.toThrow('the power failed')
    expect((await manager.call(runs.all, { query: { flow: key } })).items).toHaveLength(before)
    const again = () => house.work.unit(systemActor, 'test', (ctx) => startFlow(ctx, { flow: key, about: { kind: 'case', id }, key: 'crash' }))
    expect(await again()).toEqual(await again())
  })
  test('has a flow started by hand once', async () => {
    const { key } = await publish(flow([step('a')]))
    const { id } = await openCase()
    const tried = await Promise.allSettled(Array.from({ length: 4 }, () => agent.call(runs.start, { body: { flow: key, about: { kind: 'case', id } } })))
    expect(tried.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    expect(tried.flatMap((one) => one.status === 'rejected' ? [(one.reason as ApiError).code] : [])).toEqual(['run.runs-already', 'run.runs-already', 'run.runs-already'])
  })
})

test('what must always hold in the tables holds after all this', async () => {
  for (const { name, sql } of flowsModule.invariants ?? []) expect((await house.pool.query(sql)).rows, name).toEqual([])
})
