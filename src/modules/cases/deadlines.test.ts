import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWholeHouse } from '../../../test/whole-house.ts'
import { definitions } from '../../kernel/definition-contract.ts'
import { strike } from '../../kernel/jobs.ts'
import { policies } from '../clocks/contract.ts'
import { ring } from '../clocks/jobs.ts'
import { customers } from '../customers/contract.ts'
import { runs } from '../flows/contract.ts'
import type { FlowDefinition } from '../flows/contract.ts'
import { flows } from '../flows/contract.ts'
import { metrics } from '../metrics/contract.ts'
import { notifications, units } from '../people/contract.ts'
import { heldBeat } from '../people/held.ts'
import { roster } from '../people/roster/contract.ts'
import { tasks } from '../tasks/contract.ts'
import { bulks } from './bulk/contract.ts'
import { cases } from './contract.ts'
import type { OpenCase } from './contract.ts'
import { casePolicy } from './definitions/policy.ts'
import { escalationBeat } from './escalation.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let manager: Person
let supervisor: Person
let agent: Person
beforeAll(async () => {
  house = await openWholeHouse()
  manager = await house.hire('cs_manager')
  supervisor = await house.hire('cs_supervisor')
  agent = await house.hire('agent')
})
afterAll(() => house.close())

const MINUTE = 60
const HOUR = 60 * MINUTE
const later = (seconds: number) => new Date(house.clock.now().getTime() + seconds * 1_000)
type Body = { name: { zh: string; en: string }; clocks: { key: string; rows: { when?: unknown; seconds: number; warnBefore?: number[] }[]; [more: string]: unknown }[] }
const shippedBody = () => structuredClone(casePolicy.body) as Body
/** The company's next version of the deadlines of cases. */
async function publish(change: (body: Body) => void, effectiveFrom?: Date): Promise<void> {
  const body = shippedBody()
  change(body)
  const { id, revision } = await manager.call(definitions.draft, { body: { kind: 'policy', key: 'case', body: body as never } })
  const { revision: next } = await manager.call(definitions.move, { params: { id }, body: { to: 'review', version: revision } })
  await manager.call(definitions.move, { params: { id }, body: { to: 'published', version: next, ...(effectiveFrom ? { effectiveFrom: effectiveFrom.toISOString() } : {}) } })
  await house.drain()
}
const clockOf = (body: Body, key: string) => body.clocks.find((clock) => clock.key === key) as Body['clocks'][number]
const open = async (more: Partial<OpenCase> = {}) => agent.call(cases.open, { body: { kind: 'request', subject: '换货', description: '收到的型号不对', channel: 'phone', ...more } })
const get = (id: string) => agent.call(cases.get, { params: { id } })
const dueOf = async (id: string, key: string) => (await get(id)).clocks.find((clock) => clock.key === key)?.dueAt
const stateOf = async (id: string, key: string) => (await get(id)).clocks.find((clock) => clock.key === key)?.state
const customer = async (grade: string | null) => manager.call(customers.add, { body: { type: 'person', name: '林一', contactPoints: [], ...(grade ? { grade } : {}) } })
const bell = async () => { await strike(house.work, ring); await house.drain(); await strike(house.work, escalationBeat); await house.drain(); await strike(house.work, heldBeat); await house.drain() }
const told = async (who: Person, id: string) => (await who.call(notifications.recent, { query: {} })).items.filter((one) => one.subjectId === id).map((one) => one.code)

describe('a policy', () => {
  test('goes by channel, priority, kind and the grade of the customer, and says so when asked why', async () => {
    house.clock.set('2026-03-02T02:00:00Z')
    await publish((body) => clockOf(body, 'first-response').rows.unshift({
      when: { all: [{ field: 'channel', is: 'one-of', value: ['phone', 'wechat'] }, { field: 'priority', is: 'equal', value: 'high' }, { field: 'kind', is: 'equal', value: 'request' }, { field: 'grade', is: 'one-of', value: ['a', 'b'] }] }, seconds: 20 * MINUTE,
    }))
    const [key, plain] = [await customer('a'), await customer(null)]
    const of = async (customerId: string, more: Partial<OpenCase> = {}) => dueOf((await open({ customerId, priority: 'high', ...more })).id, 'first-response')
    expect(await of(key.id)).toEqual(later(20 * MINUTE))
    expect(await of(plain.id)).toEqual(later(HOUR))
    expect(await of(key.id, { channel: 'email' })).toEqual(later(HOUR))
    expect(await of(key.id, { kind: 'consultation' })).toEqual(later(HOUR))
    expect(await of(key.id, { priority: 'normal' })).toEqual(later(4 * HOUR))
    const { id } = await open({ customerId: key.id, priority: 'high' })
    const why = (await agent.call(cases.why, { params: { id } })).items.find(({ clock }) => clock.key === 'first-response')
    expect(why?.parts[0]).toMatchObject({ kind: 'counting', seconds: 20 * MINUTE, policy: { key: 'case', row: 1, version: 2 } })
  })
  test('a grade that changes alters the deadlines of new cases only', async () => {
    const { id: customerId, version } = await customer(null)
    const before = await open({ customerId, priority: 'high' })
    await manager.call(customers.change, { params: { id: customerId }, body: { version, grade: 'a' } })
    const after = await open({ customerId, priority: 'high' })
    expect([await dueOf(before.id, 'first-response'), await dueOf(after.id, 'first-response')]).toEqual([later(HOUR), later(20 * MINUTE)])
    // A change of its own facts looks at the old case again, still with the grade of its day.
    await agent.call(cases.claim, { params: { id: before.id }, body: {} })
    const { version: now } = await get(before.id)
    await agent.call(cases.change, { params: { id: before.id }, body: { version: now, priority: 'normal' } })
    expect(await dueOf(before.id, 'first-response')).toEqual(later(4 * HOUR))
    const { version: then } = await get(before.id)
    await agent.call(cases.change, { params: { id: before.id }, body: { version: then, priority: 'high' } })
    expect(await dueOf(before.id, 'first-response')).toEqual(later(HOUR))
  })
  test('begins on its day: what came before keeps the old one, also where we take it in later, and no due moment of the past moves', async () => {
    house.clock.set('2026-03-03T02:00:00Z')
    const before = await open()
    const was = await dueOf(before.id, 'solution')
    const tomorrow = new Date('2026-03-04T02:00:00Z')
    await publish((body) => { clockOf(body, 'first-response').rows = [{ seconds: 10 * MINUTE }]; clockOf(body, 'solution').rows = [{ seconds: HOUR }] }, tomorrow)
    expect(await dueOf((await open()).id, 'first-response')).toEqual(later(4 * HOUR))
    house.clock.set('2026-03-04T02:00:00Z')
    expect(await dueOf((await open()).id, 'first-response')).toEqual(later(10 * MINUTE))
    expect(await dueOf(before.id, 'solution')).toEqual(was)
    const why = (await agent.call(cases.why, { params: { id: before.id } })).items.find(({ clock }) => clock.key === 'solution')
    expect(why?.parts).toHaveLength(1)
  })
})

describe('the page of policies', () => {
  test('names what a policy may speak of, with the grades of the company', async () => {
    const { items } = await manager.call(policies.list, {})
    const of = items.find(({ key }) => key === 'case')
    expect(of?.fields.map(({ key }) => key)).toEqual(['channel', 'priority', 'kind', 'grade', 'severity', 'service'])
    expect(of?.fields.find(({ key }) => key === 'grade')?.choices).toContainEqual({ value: 'a', name: { zh: 'A 级 · 关键客户', en: 'A · Key' }, word: null })
    expect(of?.fields.find(({ key }) => key === 'channel')?.choices).toContainEqual({ value: 'chat', name: null, word: 'case.channel.chat' })
    expect(items.map(({ key }) => key)).toEqual(expect.arrayContaining(['case', 'handover', 'routing', 'department-request']))
  })
  test('tries a draft before anything goes by it, hour by hour', async () => {
    const body = shippedBody()
    clockOf(body, 'first-response').rows = [{ when: { field: 'grade', is: 'equal', value: 'a' }, seconds: 2 * HOUR }]
    body.clocks = [clockOf(body, 'first-response')]
    const { id } = await manager.call(definitions.draft, { body: { kind: 'policy', key: 'case', body: body as never } })
    // Half an hour before closing, the evening before a make-up Saturday.
    const { items } = await manager.call(policies.trial, { params: { version: id }, query: { at: new Date('2026-02-13T17:30:00+08:00').toISOString(), facts: 'grade:a,channel:phone' } })
    expect(items.map(({ clock }) => [clock.key, clock.dueAt])).toEqual([['first-response', new Date('2026-02-14T10:30:00+08:00')]])
    expect(items[0]?.parts.flatMap((part) => part.kind === 'counting' ? part.slices.map(({ seconds }) => seconds) : [])).toEqual([30 * MINUTE, 0, 90 * MINUTE])
    expect((await manager.call(policies.trial, { params: { version: id }, query: { facts: 'grade:b' } })).items).toEqual([])
    await manager.call(definitions.move, { params: { id }, body: { to: 'retired', version: 1 } })
  })
})

describe('waiting', () => {
  test('has a limit: the deadline counts on by itself, the handler hears it, and the case is due again', async () => {
    house.clock.set('2026-03-09T01:00:00Z')
    await publish((body) => { Object.assign(clockOf(body, 'solution'), { calendar: 'always', rows: [{ seconds: 10 * HOUR }], pauseLimit: 5 * HOUR }) })
    const { id } = await open()
    const taken = await agent.call(cases.claim, { params: { id }, body: {} })
    const opened = await agent.call(cases.move, { params: { id }, body: { to: 'open', version: taken.version } }).catch(() => taken)
    house.clock.pass(2 * HOUR)
    const waiting = await agent.call(cases.move, { params: { id }, body: { to: 'waiting-customer', version: opened.version } })
    expect(waiting.clocks.find((clock) => clock.key === 'solution')).toMatchObject({ state: 'paused', dueAt: null, remainingSeconds: 8 * HOUR })
    house.clock.pass(6 * HOUR)
    // Shown at once, whether or not the bell has come by.
    expect(await dueOf(id, 'solution')).toEqual(later(7 * HOUR))
    await bell()
    expect(await told(agent, id)).toContain('case.notice-pause-ended')
    expect((await agent.call(cases.list, { query: { sort: 'dueAt', status: 'waiting-customer', limit: 1 } })).items.map((one) => one.id)).toEqual([id])
    const why = (await agent.call(cases.why, { params: { id } })).items.find(({ clock }) => clock.key === 'solution')
    expect(why?.parts.map((part) => part.kind === 'pause' ? ['pause', part.reason, Number(part.to) - Number(part.from), part.limit?.getTime() === part.to?.getTime()] : ['counting', part.seconds])).toEqual([
      ['counting', 2 * HOUR], ['pause', 'waiting-customer', 5 * HOUR * 1_000, true], ['counting', 8 * HOUR],
    ])
    // Going back and forth wins no more time.
    const again = await agent.call(cases.move, { params: { id }, body: { to: 'open', version: waiting.version } })
    await agent.call(cases.move, { params: { id }, body: { to: 'waiting-customer', version: again.version } })
    expect(await stateOf(id, 'solution')).toBe('running')
    house.clock.pass(7 * HOUR + 1)
    expect(await stateOf(id, 'solution')).toBe('breached')
  })
  test('stops the time of the steps of its flow as well, and it goes on with what was left', async () => {
    house.clock.set('2026-03-10T01:00:00Z')
    const words = (text: string) => ({ zh: text, en: text })
    const body: FlowDefinition = {
      name: words('Look into it'), goals: [{ kind: 'satisfaction', metric: 'cases-solved' }],
      steps: [{ key: 'look', name: words('look'), guide: words('How it is done'), owner: { by: 'handler' }, deadline: { seconds: 4 * HOUR, calendar: 'always' }, smart: { specific: words('What is done'), measure: { metric: 'cases-solved' }, attainable: words('Done before'), relevant: words('Served') } }],
    }
    const { id: flow, revision } = await manager.call(definitions.draft, { body: { kind: 'flow', key: 'look-into-it', body: body as never } })
    await manager.call(flows.signOff, { params: { id: flow }, body: { customer: 'Asked at the end', systematic: '', concise: '', improving: '' } })
    const { revision: next } = await manager.call(definitions.move, { params: { id: flow }, body: { to: 'review', version: revision } })
    await manager.call(definitions.move, { params: { id: flow }, body: { to: 'published', version: next } })
    await house.drain()
    const { id } = await open()
    const taken = await agent.call(cases.claim, { params: { id }, body: {} })
    const run = await agent.call(runs.start, { body: { flow: 'look-into-it', about: { kind: 'case', id } } })
    const stepDue = async () => (await agent.call(runs.get, { params: { id: run.id } })).steps[0]?.dueAt
    const taskDue = async () => (await agent.call(tasks.list, { query: { whose: 'mine' } })).items.find((one) => one.about?.id === id)?.dueAt
    expect(await stepDue()).toEqual(later(4 * HOUR))
    house.clock.pass(HOUR)
    const waiting = await agent.call(cases.move, { params: { id }, body: { to: 'waiting-third', version: (await get(taken.id)).version } })
    await house.drain()
    expect([await stepDue(), await taskDue()]).toEqual([null, null])
    house.clock.pass(30 * HOUR)
    await agent.call(cases.move, { params: { id }, body: { to: 'open', version: waiting.version } })
    await house.drain()
    expect([await stepDue(), await taskDue()]).toEqual([later(3 * HOUR), later(3 * HOUR)])
  })
})

test('what comes due at night is told further up in the morning; what is urgent at once', async () => {
  // Half past nine in the evening in Shanghai.
  house.clock.set('2026-03-11T13:30:00Z')
  await publish((body) => { Object.assign(clockOf(body, 'first-response'), { calendar: 'always', rows: [{ seconds: HOUR }] }) })
  const [calm, urgent] = [await open(), await open({ priority: 'urgent' })]
  house.clock.pass(HOUR + 1)
  await bell()
  expect(await told(supervisor, calm.id)).toEqual([])
  expect(await told(supervisor, urgent.id)).toEqual(['case.notice-escalated-supervisor'])
  house.clock.set('2026-03-12T01:00:01Z')
  await bell()
  expect(await told(supervisor, calm.id)).toEqual(['case.notice-escalated-supervisor'])
})

test('each who is told hears it within their own hours: by their shifts, else their team’s calendar; what is answered by then is told no more', async () => {
  // Half past nine in the evening in Shanghai, long after the company’s hours.
  house.clock.set('2026-03-18T13:30:00Z')
  await publish((body) => { body.clocks = [{ ...clockOf(body, 'first-response'), calendar: 'always', rows: [{ seconds: HOUR, warnBefore: [HOUR / 2] }], escalateAt: [1] }] })
  const [night, late, day] = [await house.hire('team_lead'), await house.hire('team_lead'), await house.hire('team_lead')]
  await manager.call(roster.plan, { body: { shifts: [{ staffId: night.id, day: '2026-03-18', kind: 'night' }, { staffId: late.id, day: '2026-03-19', kind: 'late' }] } })
  expect((await manager.call(units.calendars, {})).items.map(({ key }) => key)).toEqual(expect.arrayContaining(['always', 'standard']))
  await expect(manager.call(units.makeTeam, { body: { name: '无历组', calendar: 'moon' } })).rejects.toMatchObject({ status: 422, problem: { errors: [{ path: 'calendar', code: 'team.unknown-calendar' }] } })
  const led = async (name: string, leader: Person, calendar?: string) => (await manager.call(units.makeTeam, { body: { name, members: [{ id: leader.id, leader: true }], ...(calendar ? { calendar } : {}) } })).id
  const [byNight, byLate, byDay] = [await open({ teamId: await led('夜班组', night) }), await open({ teamId: await led('晚班组', late) }), await open({ teamId: await led('白班组', day) })]
  const round = await house.hire('team_lead')
  const byRound = await open({ teamId: await led('全天组', round, 'always') })
  house.clock.pass(HOUR + 1)
  await bell()
  // On the night shift, and in a team that works around the clock: at once. The others are off.
  expect([await told(night, byNight.id), await told(round, byRound.id)]).toEqual([['case.notice-escalated-supervisor'], ['case.notice-escalated-supervisor']])
  expect([await told(late, byLate.id), await told(day, byDay.id)]).toEqual([[], []])
  expect((await manager.call(cases.events, { params: { id: byLate.id } })).items.find(({ kind }) => kind === 'case.escalated')?.data).toMatchObject({ level: 1, told: [], later: [late.id] })
  house.clock.set('2026-03-19T01:00:01Z')
  await bell()
  expect([await told(late, byLate.id), await told(day, byDay.id)]).toEqual([[], ['case.notice-escalated-supervisor']])
  house.clock.set('2026-03-19T06:00:01Z')
  await bell()
  expect(await told(late, byLate.id)).toEqual(['case.notice-escalated-supervisor'])
  // A warning of the night that is answered before the shift begins is told no more.
  house.clock.set('2026-03-19T15:00:00Z')
  const [quiet, loud] = [await open(), await open()]
  await manager.call(roster.plan, { body: { shifts: [{ staffId: agent.id, day: '2026-03-20', kind: 'late' }] } })
  for (const { id } of [quiet, loud]) await agent.call(cases.claim, { params: { id }, body: {} })
  house.clock.pass(HOUR / 2 + 1)
  await bell()
  expect(await told(agent, quiet.id)).not.toContain('case.notice-due-soon')
  await agent.call(cases.say, { params: { id: quiet.id }, body: { visibility: 'public', body: '已在处理' } })
  house.clock.set('2026-03-20T06:00:01Z')
  await bell()
  expect([await told(agent, quiet.id), await told(agent, loud.id)].map((codes) => codes.filter((code) => /due-soon|overdue/.test(code)))).toEqual([[], ['case.notice-overdue']])
})

test('open cases take on a new policy as a batch, on purpose: shown before, what was counted stays, what was missed stays missed', async () => {
  house.clock.set('2026-04-13T01:00:00Z')
  await publish((body) => { body.clocks = [{ ...clockOf(body, 'first-response'), calendar: 'always', rows: [{ seconds: 4 * HOUR }] }] })
  const late = await open()
  house.clock.pass(4 * HOUR + 1)
  await bell()
  const running = await open()
  house.clock.pass(HOUR)
  const young = await open()
  const solved = await open()
  await agent.call(cases.claim, { params: { id: solved.id }, body: {} })
  await agent.call(cases.move, { params: { id: solved.id }, body: { to: 'solved', version: (await get(solved.id)).version } })
  const closedDue = await dueOf(late.id, 'first-response')
  await publish((body) => { body.clocks = [{ ...clockOf(body, 'first-response'), calendar: 'always', rows: [{ seconds: 2 * HOUR }] }] })
  const began = house.clock.now().getTime()
  expect(await dueOf(running.id, 'first-response')).toEqual(new Date(began + 3 * HOUR * 1_000))
  const deed = { kind: 'renew-deadlines', reason: '新的响应承诺自今日起适用' } as const
  const choice = { ids: [late.id, running.id, young.id, solved.id] }
  await expect(agent.call(bulks.prepare, { body: { deed: { ...deed, reason: '' }, choice } })).rejects.toMatchObject({ status: 400, problem: { errors: [{ path: 'deed.reason' }] } })
  const shown = await manager.call(bulks.prepare, { body: { deed, choice } })
  expect(shown).toMatchObject({ waiting: 3, refused: 1, refusals: [{ code: 'bulk.no-deadlines', n: 1 }], outlook: { earlier: 2, later: 0, same: 1 } })
  expect(shown.outlook?.examples).toContainEqual({ case: expect.objectContaining({ id: running.id }), from: new Date(began + 3 * HOUR * 1_000), to: new Date(began + HOUR * 1_000) })
  expect(await dueOf(running.id, 'first-response')).toEqual(new Date(began + 3 * HOUR * 1_000))
  await manager.call(bulks.start, { params: { id: shown.id }, body: { version: shown.version } })
  await house.drain()
  expect(await manager.call(bulks.bulkDeed, { params: { id: shown.id } })).toMatchObject({ state: 'done', done: 3, refused: 1 })
  // An hour was counted already, so one is left; the young one has both.
  expect([await dueOf(running.id, 'first-response'), await dueOf(young.id, 'first-response')]).toEqual([new Date(began + HOUR * 1_000), new Date(began + 2 * HOUR * 1_000)])
  expect([await dueOf(late.id, 'first-response'), await stateOf(late.id, 'first-response')]).toEqual([closedDue, 'breached'])
  const why = (await agent.call(cases.why, { params: { id: running.id } })).items.find(({ clock }) => clock.key === 'first-response')
  expect(why?.parts.map((part) => part.kind === 'counting' ? part.policy.seconds : 0)).toEqual([4 * HOUR, 2 * HOUR])
  expect((await manager.call(cases.events, { params: { id: running.id } })).items.find(({ kind, data }) => kind === 'case.changed' && data['reason'] === deed.reason)).toBeDefined()
  expect((await manager.call(bulks.prepare, { body: { deed, choice: { ids: [running.id] } } })).refusals).toMatchObject([{ code: 'bulk.already-so', n: 1 }])
})

test('the share in time counts what is open and overdue against us', async () => {
  // A day of its own, so that only these cases count.
  house.clock.set('2026-05-11T01:00:00Z')
  await publish((body) => { clockOf(body, 'first-response').rows = [{ seconds: HOUR }] })
  const answered = await open()
  await agent.call(cases.claim, { params: { id: answered.id }, body: {} })
  await agent.call(cases.say, { params: { id: answered.id }, body: { body: '已收到', visibility: 'public' } })
  await open()
  house.clock.pass(2 * HOUR)
  await bell()
  const value = await manager.call(metrics.value, { params: { key: 'first-response-attainment' }, query: { from: '2026-05-11', to: '2026-05-11' } })
  expect(value).toMatchObject({ value: 50, numerator: 1, denominator: 2 })
  // Every kind of deadline together: both cases' solutions still have time.
  expect(await manager.call(metrics.value, { params: { key: 'deadline-attainment' }, query: { from: '2026-05-11', to: '2026-05-11' } })).toMatchObject({ numerator: 1, denominator: 2 })
})
