import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWholeHouse } from './whole-house.ts'
import { ApiError } from '../src/kernel/client.ts'
import { definitions } from '../src/kernel/definition-contract.ts'
import { cases } from '../src/modules/cases/contract.ts'
import type { Answers } from '../src/modules/forms/contract.ts'
import { staff } from '../src/modules/people/contract.ts'
import { bpmnReading } from '../src/modules/flows/bpmn/contract.ts'
import type { FlowBody, Run } from '../src/modules/flows/contract.ts'
import { FlowDefinition, flows, runs } from '../src/modules/flows/contract.ts'
import { stepFlows } from '../src/modules/flows/definitions/index.ts'

/** The flows that come with the product, in a house of all modules. */

let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let manager: Person
let lead: Person
let agent: Person
let team: string

beforeAll(async () => {
  house = await openWholeHouse()
  team = (await house.team('一线')).id
  const hr = await house.hire('hr')
  manager = await house.hire('cs_manager')
  lead = await house.hire('cs_supervisor')
  agent = await house.hire('agent', { teamId: team })
  const { version } = await hr.call(staff.get, { params: { id: agent.id } })
  await hr.call(staff.change, { params: { id: agent.id }, body: { version, managerId: lead.id } })
})
afterAll(() => house.close())

test('each flow is in force with a goal, and a company can make it its own: every metric, form, calendar and role it names is there', async () => {
  const { items } = await agent.call(flows.list, {})
  const shipped = items.filter(({ key }) => stepFlows.some((one) => one.key === key))
  expect(shipped.map(({ key }) => key).toSorted()).toEqual(stepFlows.map(({ key }) => key).toSorted())
  expect(shipped.filter(({ goals }) => goals.length === 0)).toEqual([])
  for (const { key, body } of stepFlows) expect((await manager.call(definitions.draft, { body: { kind: 'flow', key, body: body as never } })).state).toBe('draft')
})

test('STR-19: the share of processes with owners and a metric is of all in force, each listed once', async () => {
  const { items } = await manager.call(flows.list, {})
  const managed = items.filter(({ steps, goals }) => steps > 0 && goals.length > 0)
  const found = (await manager.raw('GET', '/metrics/processes-managed')).json() as { value: number; numerator: number; denominator: number }
  expect(found.numerator).toBe(managed.length)
  // Flows that only have statuses, such as that of a case, name nobody and no goal.
  expect(found.denominator).toBeGreaterThan(found.numerator)
  expect(found.value).toBeCloseTo(found.numerator / found.denominator * 100, 6)
  const { items: listed } = (await manager.raw('GET', '/metrics/processes-managed/records?limit=100')).json() as { items: { label: string }[] }
  expect(listed.map(({ label }) => label).toSorted()).toEqual(managed.map(({ key }) => key).toSorted())
})

/** What stands on the forms of the three procedures. */
const ANSWERS: Record<string, Answers> = {
  'reception-record': { purpose: '换货', done: '已登记', greeted: true }, 'consultation-record': { need: '想知道保修期', confirmed: true }, 'problem-record': { symptom: '开机无反应', scope: 'one', safety: false }, 'solution-rating': { solution: 5, handling: 5 },
}
const STANDS = new Map(stepFlows.map(({ key, body }) => [key, FlowDefinition.parse(body) as FlowBody]))
const ALL_DONE = new Set(['done', 'approved', 'not-applicable'])

describe('CAS-06: the procedures of reception, consultation and problem handling, and the five steps of service, run from end to end', () => {
  test.each(['reception', 'consultation', 'problem-handling', 'general-service'])('%s', async (key) => {
    const { id, version } = await agent.call(cases.open, { body: { kind: 'request', subject: '换一台', description: '请换一台新的', channel: 'counter', teamId: team } })
    await house.drain()
    await agent.call(cases.claim, { params: { id }, body: { version } }).catch(() => undefined)
    await house.drain()
    let run: Run = await agent.call(runs.start, { body: { flow: key, about: { kind: 'case', id } } })
    const order: string[] = []
    for (let turn = 0; run.state === 'running' && turn < 20; turn++) {
      const next = run.steps.find(({ state }) => state === 'ready') as Run['steps'][number]
      const waiting = run.steps.filter(({ state }) => state === 'waiting').map((one) => one.key)
      order.push(next.key)
      const at = { params: { id, stepId: next.id as string } }
      const params = { ...at.params, id: run.id }
      const answers = next.form ? { answers: ANSWERS[next.form.key] as Answers } : {}
      if (next.kind === 'approval') run = await lead.call(runs.approve, { params, body: { level: 1 } })
      else run = await agent.call(runs.finish, { params, body: { ...answers, ...(next.evidence ? { evidence: [await proof()] } : {}) } })
      await house.drain()
      // Nothing that comes later has begun by itself: one step after the other.
      expect(run.steps.filter((one) => waiting.includes(one.key) && one.state === 'ready').length).toBeLessThanOrEqual(1)
    }
    expect(run.state).toBe('finished')
    expect(order).toEqual(STANDS.get(key)?.steps.map((one) => one.key))
    expect(run.steps.every(({ state }) => ALL_DONE.has(state))).toBe(true)
  })
})
async function proof(): Promise<string> {
  const answer = await agent.raw('POST', '/files', 'proof', { 'content-type': 'application/octet-stream', 'x-file-name': 'proof.txt' })
  return (answer.json() as { id: string }).id
}

test('a version goes out as BPMN and comes back as the same flow; what is no flow is refused with its reason', async () => {
  const version = (await manager.call(definitions.list, { query: { kind: 'flow', key: 'complaint-full' } })).items.find(({ inForce }) => inForce)
  const answer = await manager.raw('GET', `/flow-versions/${version?.id}/bpmn`)
  expect(answer.headers['content-disposition']).toContain('complaint-full.bpmn')
  const { key, body, leftOut } = await manager.call(bpmnReading.read, { body: { text: answer.body } })
  expect({ key, body, leftOut }).toEqual({ key: 'complaint-full', body: STANDS.get('complaint-full'), leftOut: [] })
  const refused = async (text: string) => manager.call(bpmnReading.read, { body: { text } }).then(() => 'read', (error: unknown) => error instanceof ApiError ? error.code : error)
  expect(await refused('<!DOCTYPE a [<!ENTITY x "y">]><definitions/>')).toBe('flow.bpmn-not-xml')
  expect(await refused('<definitions/>')).toBe('flow.bpmn-no-process')
  expect(await agent.call(bpmnReading.read, { body: { text: '<definitions/>' } }).then(() => 'read', (error: unknown) => error instanceof ApiError ? error.status : error)).toBe(403)
})
