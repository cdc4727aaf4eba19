import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWholeHouse } from '../../../../test/whole-house.ts'
import { systemActor } from '../../../kernel/actors.ts'
import { dayIn } from '../../../kernel/days.ts'
import { companyZone } from '../../../kernel/frame.ts'
import { changeSetting } from '../../../kernel/settings.ts'
import { createRandom } from '../../../pure/stats/index.ts'
import { windowBefore } from '../comparison.ts'
import { metrics } from '../contract.ts'
import type { Days } from '../counted.ts'
import { metricKind } from '../definition.ts'
import { noneOf, valuesOfMetrics } from '../queries.ts'
import { keptDays } from '../settings.ts'
import { valuesOf } from '../value.ts'
import { fillNext } from './fill.ts'
import { readDays } from './day-sums.ts'
import type { Gaps } from './gaps.ts'
import { gapsOf } from './gaps.ts'
import { recomputeCommand } from './status.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let manager: Person
const people: Person[] = []
const teams: string[] = []

beforeAll(async () => {
  house = await openWholeHouse()
  manager = await house.hire('cs_manager')
  for (const name of ['热线', '门店']) teams.push((await house.team(name)).id)
  for (const teamId of [...teams, teams[0]!]) people.push(await house.hire('agent', { teamId }))
  const zone = await house.work.read(systemActor, 'test', async (ctx) => ctx.settings.get(companyZone))
  if (zone !== 'Europe/Berlin') await house.work.unit(systemActor, 'test', (ctx) => changeSetting(ctx, companyZone as never, 'Europe/Berlin', 0))
  await house.work.unit(systemActor, 'test', (ctx) => changeSetting(ctx, keptDays as never, 90, 0))
  await house.drain()
})
afterAll(() => house?.close())

const fill = async () => { while (await house.work.unit(systemActor, 'metrics.fill', (ctx) => fillNext(ctx))); }
type Told = { id: string; version: number; status: { key: string }; removedAt: string | null; promises?: unknown }
const send = async (who: Person, method: string, url: string, body?: object) => { const answer = await who.raw(method, url, body); return { ok: answer.statusCode < 300, body: answer.statusCode === 204 ? {} as Told : answer.json() as Told } }

const daysOf = ({ from, to }: Days) => { const days = [from]; for (let at = Date.parse(from); days.at(-1)! < to; days.push(new Date(at).toISOString().slice(0, 10))) at += 86_400_000; return days }
/** Every metric in every division, as the reader gets it and as it is when each record is counted. */
async function bothWays() {
  return house.work.read(systemActor, 'test', async (ctx) => {
    const today = dayIn(ctx.settings.get(companyZone), ctx.now)
    const window = { from: '2026-02-20', to: today }
    const all = ctx.definitions.keys(metricKind, ctx.now).map((key) => ctx.definitions.current(metricKind, key, ctx.now).is)
    const gaps = await gapsOf(ctx, all, window)
    const sums = await readDays(ctx, all.map((metric) => ({ metric, window, days: window })), daysOf(window), gaps)
    const told = []
    for (const metric of all) {
      for (const division of [null, { every: 'day' } as const, { every: 'week' } as const, { every: 'month' } as const, ...metric.by.map((by) => ({ by }))]) {
        const sorted = async (kept?: Gaps) => Object.fromEntries([...await valuesOf(ctx, metric, window, division, kept)].sort(([a], [b]) => String(a) < String(b) ? -1 : 1))
        const counted = await sorted()
        told.push({ key: metric.key, division, kept: await sorted(gaps), counted }, { key: metric.key, division, kept: await sorted({ get: (of) => gaps.get(of), sums }), counted })
      }
    }
    return { told, gaps: new Map([...gaps].map(([metric, days]) => [metric.key, days])), all }
  })
}
async function expectEqual() {
  const { told, gaps, all } = await bothWays()
  for (const { key, division, kept, counted } of told) expect([key, division, kept]).toEqual([key, division, counted])
  return { gaps, all }
}

describe('what is kept counted', () => {
  test('ANA-02: equals what is counted from zero, whatever has been corrected, moved, removed, reopened or imported late, over the change to summer time', { timeout: 240_000 }, async () => {
    const seeded = createRandom(20_260_322)
    const random = () => seeded.uniform()
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
    const cases: string[] = []
    const merges: string[] = []
    house.clock.set('2026-03-20T08:00:00Z')
    const load = async (id: string) => (await send(manager, 'GET', `/cases/${id}`)).body
    const deeds: Record<string, () => Promise<unknown>> = {
      open: async () => { const { ok, body } = await send(pick(people), 'POST', '/cases', { kind: pick(['complaint', 'consultation']), subject: '空调', description: '不制冷', channel: pick(['phone', 'email', 'counter']), priority: pick(['normal', 'high']), customer: { name: `客户${Math.floor(random() * 6)}`, phone: `1390000000${Math.floor(random() * 6)}` } }); if (ok) cases.push(body.id) },
      claim: async () => { const of = await load(pick(cases)); await send(pick(people), 'POST', `/cases/${of.id}/claim`, { version: of.version }) },
      assign: async () => { const of = await load(pick(cases)); await send(manager, 'POST', `/cases/${of.id}/assign`, { version: of.version, ...(random() < 0.5 ? { teamId: pick(teams) } : { handlerId: pick(people).id }) }) },
      say: async () => { await send(manager, 'POST', `/cases/${pick(cases)}/messages`, { body: '马上安排', visibility: 'public' }) },
      move: async () => { const of = await load(pick(cases)); await send(manager, 'POST', `/cases/${of.id}/transitions`, { version: of.version, to: pick(['open', 'waiting-customer', 'solved', 'solved', 'closed', 'closed']), fields: { solution: '换了' } }) },
      correct: async () => { const of = await load(pick(cases)); await send(manager, 'PATCH', `/cases/${of.id}`, { version: of.version, ...(random() < 0.5 ? { priority: pick(['low', 'urgent', 'normal']) } : { kind: pick(['complaint', 'request']) }) }) },
      bin: async () => { const of = await load(pick(cases)); await send(manager, 'POST', `/cases/${of.id}/${of.removedAt ? 'restore' : 'remove'}`, of.removedAt ? { version: of.version } : { version: of.version, reason: '重复' }) },
      merge: async () => { const [a, b] = [pick(cases), pick(cases)]; const { ok, body } = await send(manager, 'POST', `/cases/${a}/merge`, { intoCaseId: b }); if (ok) merges.push(body.id) },
      unmerge: async () => { const id = merges.pop(); if (id) await send(manager, 'POST', `/merges/${id}/undo`, {}) },
      promise: async () => { await send(manager, 'POST', `/cases/${pick(cases)}/promises`, { what: '回电', toWhom: 'customer', dueAt: new Date(house.clock.now().getTime() + 3_600_000 * (1 + Math.floor(random() * 40))).toISOString() }) },
    }
    for (const channel of ['phone', 'email'] as const) for (let n = 0; n < 3; n++) { void channel; await deeds.open!() }
    for (let day = 0; day < 20; day++) {
      for (let n = 0; n < 12; n++) { house.clock.pass(60 * Math.floor(5 + random() * 90)); await pick(Object.values(deeds))() }
      house.clock.pass(3_600 * 12)
      await house.drain()
      if (day % 3 === 1) await fill()
      if (day === 12) await expectEqual()
    }
    await fill()
    const { gaps, all } = await expectEqual()
    const today = dayIn('Europe/Berlin', house.clock.now())
    // Kept: everything but today, and of what still settles the last days.
    const kept = all.filter((metric) => metric.kept)
    expect(kept.length).toBeGreaterThan(20)
    for (const { key, settlesAfterDays } of kept) expect([key, gaps.get(key)?.length, settlesAfterDays === 0 ? gaps.get(key)?.[0]?.from : today]).toEqual([key, 1, today])
    const { items } = await manager.call(metrics.rollups, {})
    expect(items.find(({ key }) => key === 'cases-received')).toMatchObject({ kept: true, stale: 0, refreshedAt: expect.any(Date) })
    expect(cases.length).toBeGreaterThan(15)
    // What was done, was done: a test that corrects nothing proves nothing.
    const { rows } = await house.directPool.query<{ kind: string }>('select distinct kind from event_log')
    expect(rows.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['case.removed', 'case.restored', 'case.merged', 'case.unmerged', 'case.changed', 'case.assigned', 'case.moved', 'clock.breached', 'clock.revised', 'case.promise-made']))
  })

  test('a change to a day that is over is seen as soon as it is heard, and the days are counted again after a recompute or in another zone', { timeout: 120_000 }, async () => {
    const open = async () => (await send(manager, 'POST', '/cases', { kind: 'complaint', subject: '空调', description: '不制冷', channel: 'phone' })).body
    house.clock.set('2026-05-04T08:00:00Z')
    const made = await open()
    house.clock.set('2026-05-06T08:00:00Z')
    await house.drain()
    await fill()
    const ask = async () => (await manager.call(metrics.value, { params: { key: 'complaints-received' }, query: { from: '2026-05-04', to: '2026-05-04' } })).value
    expect(await ask()).toBe(1)
    await send(manager, 'PATCH', `/cases/${made.id}`, { version: made.version, kind: 'request' })
    await house.drain()
    expect(await ask()).toBe(0)
    const stale = async () => (await manager.call(metrics.rollups, {})).items.find(({ key }) => key === 'complaints-received')?.stale
    expect(await stale()).toBe(1)
    await fill()
    expect([await ask(), await stale()]).toEqual([0, 0])

    const done = await manager.call(metrics.recompute, { body: { key: 'complaints-received' } })
    expect(done.items.find(({ key }) => key === 'complaints-received')).toMatchObject({ days: 0, refreshedAt: null })
    expect(await ask()).toBe(0)
    expect(await recomputeCommand({ work: house.work, args: {}, names: ['complaints-received'], stdin: async () => Buffer.alloc(0), say: () => {} })).toMatchObject({ items: [{ key: 'complaints-received', stale: 0 }] })
    await expect(people[0]!.call(metrics.recompute, { body: {} })).rejects.toMatchObject({ status: 403 })

    await house.work.unit(systemActor, 'test', (ctx) => changeSetting(ctx, companyZone as never, 'Pacific/Auckland', 1))
    await house.drain()
    expect(await stale()).toBeGreaterThan(0)
    await expectEqual()
    await fill()
    await expectEqual()
  })

  test('many values at once are each what it is alone', async () => {
    const keys = (await manager.call(metrics.list, {})).items.map(({ key }) => key)
    const query = { from: '2026-03-20', to: '2026-05-06', every: 'week' as const, against: 'previous' as const }
    // At most sixty at once.
    for (let from = 0; from < keys.length; from += 60) {
      const some = keys.slice(from, from + 60)
      const { items } = await manager.call(metrics.values, { query: { ...query, keys: some.join(',') as never } })
      expect(items.map(({ key }) => key)).toEqual(some)
      for (const item of items) expect(item).toEqual(await manager.call(metrics.value, { params: { key: item.key }, query }))
    }
    // Windows and steps that begin within weeks and months come out as if every record were counted.
    await house.work.read(systemActor, 'test', async (ctx) => {
      const window = { from: query.from, to: query.to }
      for (const every of ['day', 'week', 'month'] as const) {
        for (const item of await valuesOfMetrics(ctx, keys.map((key) => ({ key, query: { ...query, every } })))) {
          const { is } = ctx.definitions.current(metricKind, item.key, ctx.now)
          const [whole, before, course] = [await valuesOf(ctx, is, window, null), await valuesOf(ctx, is, windowBefore(window, 'previous'), null), await valuesOf(ctx, is, window, { every })]
          expect([item.key, item]).toMatchObject([item.key, { ...whole.get(null) ?? noneOf(is), comparison: before.get(null) ?? noneOf(is) }])
          expect([item.key, Object.fromEntries(item.series!.map(({ from, ...value }) => [from, value]))]).toMatchObject([item.key, Object.fromEntries(course)])
        }
      }
    })
    await expect(manager.call(metrics.values, { query: { ...query, keys: 'cases-received,no-such' as never } })).rejects.toMatchObject({ status: 404 })
  })
})
