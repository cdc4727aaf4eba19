import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemActor } from '../src/kernel/actors.ts'
import { definitions } from '../src/kernel/definition-contract.ts'
import { customFields } from '../src/kernel/custom-fields/contract.ts'
import { cases } from '../src/modules/cases/contract.ts'
import { customers } from '../src/modules/customers/contract.ts'
import { metrics } from '../src/modules/metrics/contract.ts'
import { notifications } from '../src/modules/people/contract.ts'
import { openWholeHouse } from './whole-house.ts'
import { rules, trying } from '../src/modules/rules/contract.ts'
import type { RuleDefinition } from '../src/modules/rules/contract.ts'
import { periodOf } from '../src/modules/rules/rules.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let manager: Person
let agent: Person
beforeAll(async () => {
  house = await openWholeHouse()
  manager = await house.hire('cs_manager')
  agent = await house.hire('agent')
})
afterAll(() => house.close())

type Body = Partial<RuleDefinition> & Pick<RuleDefinition, 'trigger' | 'then'>
const named = (name: string) => ({ zh: name, en: name })
/** Publishes a rule as a manager would. */
async function publish(key: string, body: Body): Promise<void> {
  const made = await manager.call(definitions.draft, { body: { kind: 'rule', key, body: { name: named(key), subject: 'case', ...body } as never } })
  const review = await manager.call(definitions.move, { params: { id: made.id }, body: { to: 'review', version: made.revision } })
  await manager.call(definitions.move, { params: { id: made.id }, body: { to: 'published', version: review.revision } })
  await house.drain()
}
const off = async (key: string) => {
  const { items } = await manager.call(rules.rules, {})
  await manager.call(rules.switchRule, { params: { key }, body: { on: false, version: items.find((one) => one.key === key)!.switchVersion } })
}
const openCase = async (more: object = {}) => {
  const made = await agent.call(cases.open, { body: { kind: 'complaint', subject: '空调不制冷', description: '装好就坏', channel: 'phone', customer: { name: '周到', phone: '13912340001' }, ...more } })
  await house.drain()
  return manager.call(cases.get, { params: { id: made.id } })
}
const firings = async (query: object) => (await manager.call(rules.firings, { query: { limit: 50, ...query } as never })).items
const when = (field: string, is: string, value?: unknown) => ({ field, is, ...(value === undefined ? {} : { value }) })

describe('publishing', () => {
  test('refuses a role, a team and a person that are not there, each at its path', async () => {
    const nobody = crypto.randomUUID()
    const then = (input: object) => manager.raw('POST', '/definitions', { kind: 'rule', key: `names-${crypto.randomUUID().slice(0, 8)}`, body: { name: { zh: '规则', en: 'Rule' }, subject: 'case', trigger: { on: ['case.opened'] }, when: when('case.kind', 'equal', 'complaint'), then: [input] } })
    expect((await then({ do: 'task.add', with: { title: '复核', roleKey: 'no-such-role' } })).json()).toMatchObject({ status: 422, code: 'definition.names-unknown', errors: [{ path: 'body.then.0.with.roleKey' }] })
    expect((await then({ do: 'staff.notify', with: { to: { roles: ['no-such-role'] }, text: '复核' } })).json()).toMatchObject({ status: 422, errors: [{ path: 'body.then.0.with.to.roles' }] })
    for (const [input, path, code] of [[{ teamId: nobody }, 'teamId', 'team.not-found'], [{ ownerId: nobody }, 'ownerId', 'staff.unknown']] as const) {
      const made = (await then({ do: 'task.add', with: { title: '复核', ...input } })).json() as { id: string; revision: number }
      const review = await manager.call(definitions.move, { params: { id: made.id }, body: { to: 'review', version: made.revision } })
      expect((await manager.raw('POST', `/definitions/${made.id}/transitions`, { to: 'published', version: review.revision })).json()).toMatchObject({ status: 422, errors: [{ path: `body.then.0.with.${path}`, code }] })
    }
  })
})

describe('a rule on events', () => {
  test('CAS-24: a complaint of an important customer becomes high and a colleague hears of it, once for the event, and the firing says why', async () => {
    const vip = (await openCase({ customer: { name: '贵宾客户', phone: '13912340002' } })).customer!
    house.clock.pass(1)
    await publish('vip-complaint', {
      trigger: { on: ['case.opened'] },
      when: { all: [when('case.kind', 'equal', 'complaint'), { any: [when('case.customerId', 'one-of', [vip.id]), when('case.priority', 'equal', 'high')] }] },
      then: [{ do: 'case.set', with: { priority: 'high' } }, { do: 'staff.notify', with: { to: { staff: [agent.id] }, text: '投诉 {{case.number}}，优先级 {{case.priority}}' } }],
    })
    const plain = await openCase()
    expect(plain.priority).toBe('normal')
    const found = await openCase({ customer: undefined, customerId: vip.id })
    expect(found.priority).toBe('high')
    const [firing, ...more] = await firings({ rule: 'vip-complaint' })
    expect(more).toEqual([])
    expect(firing).toMatchObject({ state: 'done', eventKind: 'case.opened', subject: { id: found.id, label: found.number }, deeds: [{ do: 'case.set' }, { do: 'staff.notify' }], depth: 0 })
    expect(firing!.because).toEqual([
      { path: 'all.0', field: 'case.kind', is: 'equal', held: true, from: { kind: 'case', id: found.id }, value: 'complaint' },
      { path: 'all.1.any.0', field: 'case.customerId', is: 'one-of', held: true, from: { kind: 'case', id: found.id }, value: vip.id },
    ])
    const { items: [notice] } = await agent.call(notifications.recent, { query: { limit: 1 } })
    expect(notice).toMatchObject({ code: 'rule.notice', subjectId: found.id, params: { text: `投诉 ${found.number}，优先级 普通` } })
    // Hearing the same event once more changes nothing.
    await house.directPool.query(`update listener_cursor set pos = 0 where name = 'rules.hear'`)
    await house.drain()
    expect(await firings({ rule: 'vip-complaint' })).toHaveLength(1)
    const history = await manager.call(cases.events, { params: { id: found.id } })
    expect(history.items.filter((one) => one.kind === 'rule.fired')).toHaveLength(1)
    expect(history.items.find((one) => one.kind === 'case.changed')?.via).toBe(`rule:${firing!.id}`)
    await off('vip-complaint')
  })

  test('what a rule did before is seen by the next one; a rule that stops keeps the others from looking', async () => {
    await publish('first', { place: 1, trigger: { on: ['case.opened'] }, when: when('case.subject', 'equal', '顺序'), then: [{ do: 'case.set', with: { priority: 'urgent' } }] })
    await publish('second', { place: 2, stop: true, trigger: { on: ['case.opened'] }, when: { all: [when('case.subject', 'equal', '顺序'), when('case.priority', 'equal', 'urgent')] }, then: [{ do: 'case.set', with: { kind: 'request' } }] })
    await publish('third', { place: 3, trigger: { on: ['case.opened'] }, when: when('case.subject', 'equal', '顺序'), then: [{ do: 'case.set', with: { priority: 'low' } }] })
    const made = await openCase({ subject: '顺序' })
    expect([made.priority, made.kind]).toEqual(['urgent', 'request'])
    expect((await firings({ subjectKind: 'case', subjectId: made.id })).map((one) => one.rule.key)).toEqual(['second', 'first'])
    await manager.call(rules.arrange, { body: { keys: ['third', 'first', 'second'] } })
    expect((await openCase({ subject: '顺序' })).priority).toBe('urgent')
    expect((await firings({ rule: 'third' }))).toHaveLength(1)
    for (const key of ['first', 'second', 'third']) await off(key)
  })

  test('two rules that would push each other for ever are stopped, and said to be', async () => {
    await publish('up', { trigger: { on: ['case.changed'] }, when: { all: [when('case.subject', 'equal', '打转'), when('case.priority', 'equal', 'low')] }, then: [{ do: 'case.set', with: { priority: 'high' } }] })
    await publish('down', { trigger: { on: ['case.changed'] }, when: { all: [when('case.subject', 'equal', '打转'), when('case.priority', 'equal', 'high')] }, then: [{ do: 'case.set', with: { priority: 'low' } }] })
    const made = await openCase({ subject: '打转' })
    await agent.call(cases.claim, { params: { id: made.id }, body: {} })
    await agent.call(cases.change, { params: { id: made.id }, body: { priority: 'low', version: (await agent.call(cases.get, { params: { id: made.id } })).version } })
    await house.drain()
    const all = await firings({ subjectKind: 'case', subjectId: made.id })
    const told = (state: string) => all.filter((one) => one.state === state)
    expect(told('looped').length).toBeGreaterThan(0)
    expect(told('done').length + told('looped').length).toBe(all.length)
    expect(all.length).toBeLessThanOrEqual(8)
    expect(Math.max(...told('done').map((one) => one.depth))).toBe(1)
    for (const key of ['up', 'down']) await off(key)
  })

  test('an action that can’t be done leaves nothing of its firing, keeps nobody else from firing, and can be done again', async () => {
    await publish('doomed', { place: 1, trigger: { on: ['case.opened'] }, when: when('case.subject', 'equal', '失败'), then: [{ do: 'case.set', with: { priority: 'urgent' } }, { do: 'staff.notify', with: { to: { fields: ['case.handlerId'] }, text: '请处理' } }] })
    await publish('sound', { place: 2, trigger: { on: ['case.opened'] }, when: when('case.subject', 'equal', '失败'), then: [{ do: 'case.set', with: { kind: 'support' } }] })
    const made = await openCase({ subject: '失败' })
    expect([made.priority, made.kind]).toEqual(['normal', 'support'])
    const [failed] = await firings({ rule: 'doomed' })
    expect(failed).toMatchObject({ state: 'failed', deeds: [], error: { code: 'rule.nobody-to-tell', do: 'staff.notify' } })
    const history = await manager.call(cases.events, { params: { id: made.id } })
    expect(history.items.map((one) => one.kind)).toContain('rule.failed')
    await agent.call(cases.claim, { params: { id: made.id }, body: {} })
    const again = await manager.call(rules.replay, { params: { id: failed!.id }, body: { version: failed!.version } })
    expect(again).toMatchObject({ state: 'done', replays: 1 })
    expect((await manager.call(cases.get, { params: { id: made.id } })).priority).toBe('urgent')
    await expect(manager.call(rules.replay, { params: { id: failed!.id }, body: { version: again.version } })).rejects.toMatchObject({ code: 'rule.not-failed' })
    for (const key of ['doomed', 'sound']) await off(key)
  })

  test('what happened before a rule was there, or while it was off, it never sees; the version that was in force acts', async () => {
    const early = await agent.call(cases.open, { body: { kind: 'complaint', subject: '时点', description: '说明', channel: 'phone' } })
    house.clock.pass(60)
    await publish('late', { trigger: { on: ['case.opened'] }, when: when('case.subject', 'equal', '时点'), then: [{ do: 'case.set', with: { priority: 'low' } }] })
    house.clock.pass(60)
    const between = await agent.call(cases.open, { body: { kind: 'complaint', subject: '时点', description: '说明', channel: 'phone' } })
    house.clock.pass(60)
    // The second version comes into force before the listener has heard the event: it met the first.
    const made = await manager.call(definitions.draft, { body: { kind: 'rule', key: 'late', body: { name: named('late'), subject: 'case', trigger: { on: ['case.opened'] }, when: when('case.subject', 'equal', '时点'), then: [{ do: 'case.set', with: { priority: 'urgent' } }] } as never } })
    const review = await manager.call(definitions.move, { params: { id: made.id }, body: { to: 'review', version: made.revision } })
    await manager.call(definitions.move, { params: { id: made.id }, body: { to: 'published', version: review.revision } })
    await house.drain()
    const priority = async (id: string) => (await manager.call(cases.get, { params: { id } })).priority
    expect([await priority(early.id), await priority(between.id)]).toEqual(['normal', 'low'])
    expect((await openCase({ subject: '时点' })).priority).toBe('urgent')
    await off('late')
    expect((await openCase({ subject: '时点' })).priority).toBe('normal')
  })

  test('business hours are a field like any other', async () => {
    await publish('at-night', { trigger: { on: ['case.opened'] }, when: { all: [when('case.subject', 'equal', '夜里'), when('hours.standard', 'equal', false)] }, then: [{ do: 'case.set', with: { priority: 'high' } }] })
    house.clock.set('2026-03-03T02:00:00Z')
    expect((await openCase({ subject: '夜里' })).priority).toBe('normal')
    house.clock.set('2026-03-03T15:00:00Z')
    expect((await openCase({ subject: '夜里' })).priority).toBe('high')
    await off('at-night')
  })

  test('an agent sees what fired at a case in sight and cannot steer', async () => {
    const made = await openCase()
    await expect(agent.call(rules.firings, { query: { limit: 5, subjectKind: 'case', subjectId: made.id } })).resolves.toMatchObject({ items: [] })
    const stranger = await house.hire('installer')
    await expect(stranger.call(rules.firings, { query: { limit: 5 } })).rejects.toMatchObject({ status: 403 })
    await expect(agent.call(rules.arrange, { body: { keys: ['first'] } })).rejects.toMatchObject({ status: 403 })
  })
})

describe('a rule by the clock', () => {
  test('meets every record for which it holds, once for good or at every round', async () => {
    const old = await openCase({ subject: '久等' })
    house.clock.pass(7_200)
    const young = await openCase({ subject: '久等' })
    await publish('waiting', { trigger: { every: 'hour', hour: 8, again: false }, when: { all: [when('case.subject', 'equal', '久等'), when('case.createdAt', 'before', { ago: 3_600 })] }, then: [{ do: 'case.set', with: { priority: 'high' } }] })
    const beat = house.house.flatMap((one) => one.beats ?? []).find((one) => one.name === 'rules.clock')!
      const strike = () => house.work.unit(systemActor, 'rules.clock', (ctx) => beat.run(ctx))
    await strike()
    await strike()
    expect([(await manager.call(cases.get, { params: { id: old.id } })).priority, (await manager.call(cases.get, { params: { id: young.id } })).priority]).toEqual(['high', 'normal'])
    house.clock.pass(7_200)
    await strike()
    expect((await firings({ rule: 'waiting' })).map((one) => one.subject?.id)).toEqual([young.id, old.id])
    await off('waiting')
  })
  test('the day begins at its hour in the company’s zone', () => {
    expect(periodOf('day', 8, 'Asia/Shanghai', new Date('2026-03-01T23:59:59Z'))).toBeNull()
    expect(periodOf('day', 8, 'Asia/Shanghai', new Date('2026-03-02T00:00:00Z'))).toBe('2026-03-02')
    expect(periodOf('hour', 0, 'Asia/Shanghai', new Date('2026-03-02T00:30:00Z'))).toBe('2026-03-02T08')
  })
})

describe('the automation rate', () => {
  test('CAS-24: is the share of cases at which a rule acted, and leads to them', async () => {
    await publish('rated', { trigger: { on: ['case.opened'] }, when: when('case.subject', 'equal', '率'), then: [{ do: 'case.set', with: { priority: 'high' } }] })
    house.clock.set('2026-04-10T02:00:00Z')
    const touched = await openCase({ subject: '率' })
    await openCase({ subject: '无' })
    const day = { from: '2026-04-10', to: '2026-04-10' }
    expect(await manager.call(metrics.value, { params: { key: 'automation-rate' }, query: day })).toMatchObject({ value: 50, numerator: 1, denominator: 2 })
    const records = await manager.call(metrics.records, { params: { key: 'automation-rate' }, query: { ...day, limit: 50 } })
    expect(records.items.filter((one) => one.counts).map((one) => one.record.id)).toEqual([touched.id])
    await off('rated')
  })
})

test('conditions name the company’s own fields of the case and its customer, in events and over the past; personal and unknown ones are refused', async () => {
  const field = (key: string, of: 'case' | 'customer', type: 'choice' | 'number' | 'text', more: object = {}) => manager.call(customFields.add, { body: { key, name: named(key), of, type, ...more } })
  await field('colour', 'customer', 'choice', { options: [{ key: 'red', name: { zh: '红', en: 'Red' } }, { key: 'blue', name: { zh: '蓝', en: 'Blue' } }] })
  await field('floor', 'case', 'number')
  await field('nickname', 'customer', 'text', { personal: true })
  const { subjects } = await manager.call(rules.vocabulary, {})
  const known = subjects.find(({ kind }) => kind === 'case')!.fields.filter(({ name }) => name.includes('.own.'))
  expect(known.map(({ name, type, optionNames }) => [name, type, optionNames?.['red']?.zh ?? null])).toEqual(expect.arrayContaining([['case.own.number.floor', 'number', null], ['customer.own.choice.colour', 'choice', '红']]))
  expect(known.some(({ name }) => name.endsWith('nickname'))).toBe(false)
  const red = await agent.call(customers.add, { body: { type: 'person', name: '洪先生', fields: { colour: 'red' } } })
  const high = { all: [when('customer.own.choice.colour', 'equal', 'red'), when('case.own.number.floor', 'more', 5)] }
  await publish('high-red', { trigger: { on: ['case.opened'] }, when: high as never, then: [{ do: 'case.set', with: { priority: 'high' } }] })
  const low = await openCase({ customer: undefined, customerId: red.id, fields: { floor: 3 } })
  const found = await openCase({ customer: undefined, customerId: red.id, fields: { floor: 12 } })
  const plain = await openCase({ fields: { floor: 12 } })
  expect([low.priority, found.priority, plain.priority]).toEqual(['normal', 'high', 'normal'])
  expect((await firings({ rule: 'high-red' })).map(({ because }) => because.map(({ field: name, from, value }) => [name, from.kind, from.id, value]))).toEqual([[['customer.own.choice.colour', 'customer', red.id, 'red'], ['case.own.number.floor', 'case', found.id, 12]]])
  const dry = (condition: unknown) => manager.call(trying.dryRun, { body: { id: crypto.randomUUID(), definition: { name: named('own'), subject: 'case', trigger: { on: ['case.opened'] }, when: condition, then: [{ do: 'case.set', with: { priority: 'low' } }] } as never, days: 90 } })
  expect(await dry(high)).toMatchObject({ hits: 1, sample: [{ subject: { id: found.id } }] })
  for (const name of ['customer.own.text.nickname', 'customer.own.text.no-such']) await expect(dry(when(name, 'equal', 'x')), name).rejects.toMatchObject({ status: 422, code: 'definition.does-not-compile' })
  await off('high-red')
})

describe('a dry run', () => {
  test('tells what would have fired, with reasons, and changes nothing', async () => {
    const made = await openCase({ subject: '试运行', kind: 'praise' })
    const before = await firings({})
    const body = { name: named('try'), subject: 'case', trigger: { on: ['case.opened'] }, when: { all: [when('case.kind', 'equal', 'praise'), when('event.by', 'equal', 'staff'), when('customer.type', 'equal', 'person')] }, then: [{ do: 'case.set', with: { priority: 'low' } }] }
    const found = await manager.call(trying.dryRun, { body: { id: crypto.randomUUID(), definition: body as never, days: 90 } })
    expect(found).toMatchObject({ hits: 1, records: 1, sample: [{ subject: { id: made.id, label: made.number }, eventKind: 'case.opened' }] })
    expect(found.looked).toBeGreaterThan(found.hits)
    expect(found.sample[0]!.because.map((one) => [one.field, one.value])).toEqual([['case.kind', 'praise'], ['event.by', 'staff'], ['customer.type', 'person']])
    expect(await firings({})).toEqual(before)
    // One that has to wait is stopped by its id.
    const client = await house.directPool.connect()
    const id = crypto.randomUUID()
    try {
      await client.query('begin; lock table "case"')
      const going = manager.call(trying.dryRun, { body: { id, definition: body as never, days: 90 } }).catch((error: { code: string }) => error.code)
      let over = false
      void going.then(() => { over = true })
      // Between two statements there is nothing to stop: whoever asks again stops the next.
      while (!over) await manager.call(trying.stopDryRun, { body: { id } })
      expect(await going).toBe('rule.dry-run-stopped')
    } finally { await client.query('rollback'); client.release() }
    expect(await manager.call(trying.stopDryRun, { body: { id } })).toEqual({ stopped: false })
    await expect(manager.call(trying.dryRun, { body: { id: crypto.randomUUID(), definition: { ...body, when: when('case.colour', 'equal', 'red') } as never, days: 30 } })).rejects.toMatchObject({ code: 'definition.does-not-compile' })
  })
})
