import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ApiError } from '../src/kernel/client.ts'
import { systemActor } from '../src/kernel/actors.ts'
import { definitions } from '../src/kernel/definition-contract.ts'
import type { Definition } from '../src/kernel/definition-contract.ts'
import { ship } from '../src/kernel/definitions.ts'
import { cases } from '../src/modules/cases/contract.ts'
import type { PolicyBody } from '../src/modules/clocks/index.ts'
import { metricKind } from '../src/modules/metrics/definition.ts'
import { openWholeHouse } from './whole-house.ts'

/** What a company does with definitions, seen where they work: in the deadlines of its cases. */

// A Monday without holidays, nine o'clock in Shanghai.
const MONDAY = '2026-07-06T01:00:00.000Z'
const HOUR = 3600
let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let manager: Person
let supervisor: Person
let agent: Person
let shippedPolicy: PolicyBody
beforeAll(async () => {
  house = await openWholeHouse()
  house.clock.set(MONDAY)
  manager = await house.hire('cs_manager')
  supervisor = await house.hire('cs_supervisor')
  agent = await house.hire('agent', { teamId: (await house.team('North')).id })
  shippedPolicy = (await inForce('policy', 'case')).body as unknown as PolicyBody
})
afterAll(() => house.close())

const versions = async (kind: string, key: string) => (await manager.call(definitions.list, { query: { kind, key } })).items
async function inForce(kind: string, key: string): Promise<Definition> {
  const found = (await versions(kind, key)).filter((one) => one.inForce)
  expect(found).toHaveLength(1)
  return manager.call(definitions.get, { params: { id: found[0]!.id } })
}
const draft = (kind: string, key: string, body: unknown, by = manager) => by.call(definitions.draft, { body: { kind, key, body: body as never } })
const move = (it: Definition, to: Definition['state'], { effectiveFrom, by = manager }: { effectiveFrom?: string; by?: Person } = {}) =>
  by.call(definitions.move, { params: { id: it.id }, body: { to, version: it.revision, ...(effectiveFrom ? { effectiveFrom } : {}) } })
async function publish(kind: string, key: string, body: unknown, effectiveFrom?: string): Promise<Definition> {
  const published = await move(await move(await draft(kind, key, body), 'review'), 'published', effectiveFrom ? { effectiveFrom } : {})
  await house.drain()
  return published
}
/** The shipped policy with other hours to the first response. */
const answeredIn = (hours: number, calendar = 'standard'): PolicyBody => ({
  ...shippedPolicy, clocks: shippedPolicy.clocks.map((clock) => clock.key === 'first-response' ? { ...clock, calendar, rows: [{ seconds: hours * HOUR }] } : clock),
})
/** Until when a case that is opened now has its first answer, in hours from nine o'clock of that Monday. */
async function firstAnswerDue(): Promise<number> {
  const opened = await agent.call(cases.open, { body: { kind: 'consultation', subject: '发票', description: '请问发票何时开具？', channel: 'api' } })
  const due = opened.clocks.find((clock) => clock.key === 'first-response')?.dueAt as Date
  return (due.getTime() - new Date(MONDAY).getTime()) / HOUR / 1_000
}
const refusal = (going: Promise<unknown>) => going.then(() => undefined, (error: unknown) => (error as ApiError).problem)

describe('one version from draft to retirement', () => {
  test('it counts from its date on, before the shipped one, and gives way to it when it is retired', async () => {
    expect(await firstAnswerDue()).toBe(4)
    const made = await draft('policy', 'case', answeredIn(2))
    expect(made).toMatchObject({ origin: 'company', version: 2, state: 'draft', inForce: false, effectiveFrom: null, name: { en: 'Service deadlines' }, may: ['edit', 'review', 'retire'] })
    const changed = await manager.call(definitions.edit, { params: { id: made.id }, body: { body: answeredIn(3) as never, version: made.revision } })
    const reviewed = await move(changed, 'review')
    expect(reviewed.may).toEqual(['return', 'publish'])
    await house.drain()
    expect(await firstAnswerDue()).toBe(4)

    const published = await move(reviewed, 'published', { effectiveFrom: '2026-07-06T02:00:00.000Z' })
    expect(published).toMatchObject({ state: 'published', inForce: false, may: ['retire'] })
    await house.drain()
    expect(await firstAnswerDue()).toBe(4)
    house.clock.set('2026-07-06T02:00:00.000Z')
    expect(await firstAnswerDue()).toBe(1 + 3)
    expect(await inForce('policy', 'case')).toMatchObject({ id: published.id, origin: 'company' })

    house.clock.set(MONDAY)
    const retired = await move(published, 'retired')
    expect(retired).toMatchObject({ state: 'retired', inForce: false, may: [] })
    await house.drain()
    house.clock.set('2026-07-06T02:00:00.000Z')
    expect(await firstAnswerDue()).toBe(1 + 4)
    expect(await inForce('policy', 'case')).toMatchObject({ origin: 'shipped', may: [] })

    const { items } = await manager.call(definitions.events, { params: { id: made.id } })
    expect(items.map((entry) => [entry.data['deed'], entry.actor.id])).toEqual(['draft', 'edit', 'review', 'publish', 'retire'].map((deed) => [deed, manager.id]))
  })
  test('a newer version of the company takes over at once; whoever publishes sees it in force without waiting', async () => {
    house.clock.set(MONDAY)
    await publish('policy', 'case', answeredIn(2))
    const second = await move(await move(await draft('policy', 'case', answeredIn(1)), 'review'), 'published')
    expect(second).toMatchObject({ version: 4, inForce: true })
    await house.drain()
    expect(await firstAnswerDue()).toBe(1)
    expect((await versions('policy', 'case')).map((one) => [one.origin, one.version, one.state, one.inForce])).toEqual([
      ['company', 4, 'published', true], ['company', 3, 'published', false], ['company', 2, 'retired', false], ['shipped', 1, 'published', false],
    ])
  })
})

test('a number names one body of a key, of whichever layer: a release counts on from the company, and a draft of before it from the release', async () => {
  const body = (await inForce('metric', 'reopened-share')).body as Record<string, unknown>
  const formula = (en: string) => ({ ...body, formula: { zh: en, en } })
  expect(await publish('metric', 'reopened-share', formula('first'))).toMatchObject({ version: 2, inForce: true })
  const valueVersion = async () => (await manager.raw('GET', '/metrics/reopened-share')).json<{ definitionVersion: number }>().definitionVersion
  expect(await valueVersion()).toBe(2)
  const before = await draft('metric', 'reopened-share', formula('second'))
  expect(before.version).toBe(3)
  await house.work.unit(systemActor, 'test', (ctx) => ship(ctx, [metricKind as never], [{ kind: 'metric', key: 'reopened-share', body: formula('released') }]))
  await house.drain()
  expect((await versions('metric', 'reopened-share')).find(({ origin }) => origin === 'shipped')).toMatchObject({ version: 4, inForce: false })
  expect(await valueVersion()).toBe(2)
  expect(await move(await move(before, 'review'), 'published')).toMatchObject({ version: 5, inForce: true })
  await house.drain()
  expect(await valueVersion()).toBe(5)
})

describe('what is refused', () => {
  test('a stale revision gets the version as it is now, and changes nothing', async () => {
    const made = await draft('policy', 'case', answeredIn(2))
    await manager.call(definitions.edit, { params: { id: made.id }, body: { body: answeredIn(5) as never, version: made.revision } })
    const late = await refusal(manager.call(definitions.edit, { params: { id: made.id }, body: { body: answeredIn(6) as never, version: made.revision } }))
    expect(late).toMatchObject({ status: 409, code: 'record.stale', current: { id: made.id, revision: 2, body: { clocks: [{ rows: [{ seconds: 5 * HOUR }] }, {}, {}, {}] } } })
    expect(await refusal(move(made, 'review'))).toMatchObject({ status: 409, code: 'record.stale' })
    expect(await manager.call(definitions.get, { params: { id: made.id } })).toMatchObject({ state: 'draft', revision: 2 })
  })
  test('only a draft is changed, only what is under review is published, and what is shipped stays as it is', async () => {
    const made = await draft('policy', 'case', answeredIn(2))
    expect(await refusal(move(made, 'published'))).toMatchObject({ status: 409, code: 'definition.illegal-transition' })
    const reviewed = await move(made, 'review')
    expect(await refusal(manager.call(definitions.edit, { params: { id: made.id }, body: { body: answeredIn(6) as never, version: reviewed.revision } }))).toMatchObject({ status: 409, code: 'definition.not-a-draft' })
    expect(await move(reviewed, 'draft')).toMatchObject({ state: 'draft', may: ['edit', 'review', 'retire'] })
    const laid = (await versions('policy', 'case')).find((one) => one.origin === 'shipped') as Definition
    expect(await refusal(move(laid, 'retired'))).toMatchObject({ status: 409, code: 'definition.is-shipped' })
    expect(await refusal(manager.call(definitions.edit, { params: { id: laid.id }, body: { body: answeredIn(6) as never, version: 1 } }))).toMatchObject({ status: 409, code: 'definition.is-shipped' })
  })
  test('a body that its schema or its engine does not take, with every fault at its path in the reader’s language', async () => {
    const [first, second] = shippedPolicy.clocks
    const shapeless = await refusal(draft('policy', 'case', { ...shippedPolicy, extra: 1, clocks: [{ ...first, rows: [{ seconds: -5 }] }, { ...second, key: 'Not a key' }] }))
    expect(shapeless).toMatchObject({ status: 400, code: 'request.invalid' })
    expect(shapeless?.errors?.map(({ path }) => path).sort()).toEqual(['body.clocks.0.rows.0.seconds', 'body.clocks.1.key', 'body.extra'])
    const inChinese = await manager.raw('POST', '/definitions', { kind: 'policy', key: 'case', body: { ...shippedPolicy, clocks: [] } }, { 'accept-language': 'zh-CN' })
    expect(inChinese.json<{ errors: { path: string; message: string }[] }>().errors).toEqual([{ path: 'body.clocks', code: expect.any(String), message: expect.stringMatching(/\p{Script=Han}/u) }])
    const senseless = await refusal(draft('policy', 'case', { ...shippedPolicy, clocks: [{ ...first, startOn: ['sneezed'] }, { ...second, rows: [{ when: { field: 'shoe', is: 'equal', value: 1 }, seconds: HOUR }] }] }))
    expect(senseless).toMatchObject({ status: 422, code: 'definition.does-not-compile', errors: [{ path: 'body.clocks.0.startOn' }, { path: 'body.clocks.1.rows.0.when.field' }] })
    const senselessInChinese = await manager.raw('POST', '/definitions', { kind: 'policy', key: 'case', body: { ...shippedPolicy, clocks: [{ ...first, startOn: ['sneezed'] }, second] } }, { 'accept-language': 'zh-CN' })
    expect(senselessInChinese.json<{ errors: { message: string }[] }>().errors).toMatchObject([{ message: expect.stringMatching(/^“sneezed”不在可用范围内/u) }])
    expect(await refusal(draft('calendar', 'own', { name: { zh: '日历', en: 'Calendar' }, zone: 'company', weekly: { mon: [['18:00', '09:00']] }, overrides: [] }))).toMatchObject({ status: 422, errors: [{ path: 'body.weekly.mon.0' }] })
    expect(await refusal(draft('calendar', 'Not a key', {}))).toMatchObject({ status: 400, errors: [{ path: 'key', code: 'definition.bad-key' }] })
    expect(await refusal(draft('spell', 'own', {}))).toMatchObject({ status: 400, errors: [{ path: 'kind', code: 'definition.unknown-kind' }] })
  })
  test('a date that has passed', async () => {
    const reviewed = await move(await draft('policy', 'case', answeredIn(2)), 'review')
    expect(await refusal(move(reviewed, 'published', { effectiveFrom: '2026-07-05T01:00:00.000Z' }))).toMatchObject({ status: 400, errors: [{ path: 'effectiveFrom', code: 'definition.begins-in-the-past' }] })
  })
  test('publishing a version that a newer one has overtaken; before the newer one begins it still has days of its own', async () => {
    for (const [kind, key, body] of [['calendar', 'overtaken', { name: { zh: '日历', en: 'Calendar' }, zone: 'company', weekly: { mon: [['09:00', '18:00']] }, overrides: [] }], ['flow', 'case', (await inForce('flow', 'case')).body]] as const) {
      const [first, second, third] = [await move(await draft(kind, key, body), 'review'), await move(await draft(kind, key, body), 'review'), await move(await draft(kind, key, body), 'review')]
      await move(second, 'published')
      expect(await refusal(move(first, 'published'))).toMatchObject({ status: 409, code: 'definition.overtaken', current: { id: first.id, state: 'review' } })
      expect(await refusal(move(first, 'published', { effectiveFrom: '2027-01-01T00:00:00.000Z' }))).toMatchObject({ code: 'definition.overtaken' })
      const [fourth, fifth] = [await move(await draft(kind, key, body), 'review'), await move(await draft(kind, key, body), 'review')]
      await move(fifth, 'published', { effectiveFrom: '2026-12-01T00:00:00.000Z' })
      expect(await refusal(move(fourth, 'published', { effectiveFrom: '2026-12-01T00:00:00.000Z' }))).toMatchObject({ code: 'definition.overtaken' })
      expect(await move(third, 'published')).toMatchObject({ inForce: true })
      expect(await move(fourth, 'published')).toMatchObject({ inForce: true })
    }
  })
  test('publishing, to whoever may only draft', async () => {
    const made = await draft('policy', 'case', answeredIn(2), supervisor)
    expect(made.may).toEqual(['edit', 'review', 'retire'])
    const reviewed = await move(made, 'review', { by: supervisor })
    expect(reviewed.may).toEqual(['return'])
    expect(await refusal(move(reviewed, 'published', { by: supervisor }))).toMatchObject({ status: 403, code: 'auth.forbidden' })
    expect(await refusal(draft('policy', 'case', answeredIn(2), agent))).toMatchObject({ status: 403 })
    expect((await manager.call(definitions.get, { params: { id: made.id } })).state).toBe('review')
  })
})

describe('what names something else', () => {
  const calendar = (opens: string) => ({ name: { zh: '夜班日历', en: 'Night shift' }, zone: 'company', weekly: { mon: [[opens, '24:00']], tue: [[opens, '24:00']] }, overrides: [] })

  test('a calendar that nobody has drafted is refused at once, one that is no more than a draft when the policy is published', async () => {
    const lost = { status: 422, code: 'definition.names-unknown', errors: [{ path: 'body.clocks.0.calendar', code: 'definition.names-unknown', message: expect.stringMatching(/工作日历“night”/) }] }
    expect(await refusal(draft('policy', 'case', answeredIn(1, 'night')))).toMatchObject(lost)
    const night = await draft('calendar', 'night', calendar('20:00'))
    const reviewed = await move(await draft('policy', 'case', answeredIn(1, 'night')), 'review')
    expect(await refusal(move(reviewed, 'published'))).toMatchObject(lost)
    // In force only from Tuesday on: too late for a policy that begins today.
    await move(await move(night, 'review'), 'published', { effectiveFrom: '2026-07-07T01:00:00.000Z' })
    expect(await refusal(move(reviewed, 'published'))).toMatchObject(lost)
    expect(await move(reviewed, 'published', { effectiveFrom: '2026-07-07T01:00:00.000Z' })).toMatchObject({ state: 'published' })
  })
  test('a published version keeps the calendar it was published with, until it is published anew', async () => {
    house.clock.set(MONDAY)
    const evening = await publish('calendar', 'evening', calendar('20:00'))
    const policy = await publish('policy', 'case', answeredIn(1, 'evening'))
    expect(policy.pins.find(({ key }) => key === 'evening')).toEqual({ kind: 'calendar', key: 'evening', id: evening.id, version: 1, origin: 'company', inForce: true })
    expect(await firstAnswerDue()).toBe(12)
    await publish('calendar', 'evening', calendar('22:00'))
    expect(await firstAnswerDue()).toBe(12)
    expect((await manager.call(definitions.get, { params: { id: policy.id } })).pins.find(({ key }) => key === 'evening')).toMatchObject({ version: 1, inForce: false })
    await publish('policy', 'case', answeredIn(1, 'evening'))
    expect(await firstAnswerDue()).toBe(14)
  })
})

test('whoever may not give a role can’t publish one that gives more', async () => {
  const whole = await openWholeHouse()
  try {
    const manager = await whole.hire('cs_manager')
    const draft = (await manager.raw('POST', '/definitions', { kind: 'role', key: 'cs_manager', body: { name: { zh: '客服经理', en: 'Manager' }, grants: [{ permission: 'account.write', scope: 'all' }] } })).json<{ id: string; revision: number }>()
    const review = (await manager.raw('POST', `/definitions/${draft.id}/transitions`, { to: 'review', version: draft.revision })).json<{ revision: number }>()
    expect((await manager.raw('POST', `/definitions/${draft.id}/transitions`, { to: 'published', version: review.revision })).json()).toMatchObject({ status: 403, code: 'auth.forbidden' })
  } finally { await whole.close() }
})
