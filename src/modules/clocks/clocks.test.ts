import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Ctx } from '../../kernel/context.ts'
import { defineModule } from '../../kernel/module.ts'
import { definitionTables, hashOf, shipped } from '../../kernel/definitions.ts'
import { changeSetting } from '../../kernel/settings.ts'
import { companyZone } from '../../kernel/frame.ts'
import { newId } from '../../kernel/id.ts'
import { strike } from '../../kernel/jobs.ts'
import { systemActor } from '../../kernel/actors.ts'
import { openTestHouse, testIdentity } from '../../../test/app.ts'
import { calendarKind, clocked, clocksModule, clocksOf, dueOf, explainClocks, policyKind, reviseClocks, signalClocks, startClocks } from './index.ts'
import type { PolicyFor } from './index.ts'
import { ring, ringClocks } from './jobs.ts'
import { turnsOf } from './queries.ts'
import { replay } from './rules.ts'
import { standingOf } from './shown.ts'
import { tables } from './tables.ts'

const parcels = clocked({
  subject: 'parcel', policy: 'parcel', fields: { size: { type: 'choice', options: ['small', 'big'] } },
  signals: ['sent', 'seen', 'delivered', 'returned'], waits: ['customs', 'strike'],
})
const policy: PolicyFor<typeof parcels> = {
  name: { zh: '包裹时限', en: 'Parcels' },
  clocks: [
    { key: 'first-look', name: { zh: '首次查看', en: 'First look' }, calendar: 'standard', startOn: ['sent'], stopOn: ['seen', 'delivered'], rows: [{ seconds: 3600 }] },
    {
      key: 'delivery', name: { zh: '送达', en: 'Delivery' }, calendar: 'always', startOn: ['sent', 'returned'], stopOn: ['delivered'], pauseOn: ['customs', 'strike'],
      rows: [{ when: { field: 'size', is: 'equal', value: 'big' }, seconds: 48 * 3600, warnBefore: [3600] }, { seconds: 24 * 3600, warnBefore: [3600, 7200] }],
    },
  ],
}
const toy = defineModule({ name: 'parcels', definitions: [shipped(policyKind, 'parcel', policy)] })

type House = Awaited<ReturnType<typeof openTestHouse>>
let house: House
beforeAll(async () => { house = await openTestHouse({ modules: [clocksModule, toy], openIdentity: testIdentity(new Map()) }) })
afterAll(() => house.close())

// A Monday without holidays, nine o'clock in Shanghai.
const MONDAY = '2026-07-06T01:00:00.000Z'
beforeEach(() => { house.clock.set(MONDAY) })
const now = () => house.clock.now()
const later = (hours: number) => new Date(now().getTime() + hours * 3_600_000)

const unit = <T>(run: (ctx: Ctx) => Promise<T>) => house.work.unit(systemActor, 'test', run)
const read = <T>(run: (ctx: Ctx) => Promise<T>) => house.work.read(systemActor, 'test', run)
const send = async (facts: { size: string } = { size: 'small' }, at?: Date) => {
  const id = newId()
  const [started] = await unit((ctx) => startClocks(ctx, parcels, [{ subjectId: id, facts, signal: 'sent', ...(at ? { at } : {}) }]))
  return { id, ...started }
}
const signal = async (id: string, what: { signal?: 'sent' | 'seen' | 'delivered' | 'returned'; state?: string; at?: Date }, facts = { size: 'small' }) =>
  (await unit((ctx) => signalClocks(ctx, parcels, [{ subjectId: id, facts, ...what }])))[0]
const clocksNow = async (id: string) => Object.fromEntries((await read((ctx) => clocksOf(ctx, [id]))).get(id)?.map((clock) => [clock.key, clock]) ?? [])
const strikeBell = () => strike(house.work, ring)
/** The clock's events of one record, in their order: `breached delivery`. */
async function told(id: string): Promise<string[]> {
  await house.drain()
  const { rows } = await house.pool.query<{ kind: string; data: { keys: string[] } }>('select kind, data from event_log where subject_id = $1 order by pos', [id])
  return rows.flatMap(({ kind, data }) => data.keys.map((key) => `${kind.replace('clock.', '')} ${key}`))
}
/** The memo on the row is what the stored events and definitions come to. */
async function memoHolds(id: string): Promise<void> {
  await read(async (ctx) => {
    for (const row of await tables(ctx).selectFrom('clock').selectAll().where('subject_id', '=', id).execute()) {
      const events = await tables(ctx).selectFrom('clock_event').selectAll().where('clock_id', '=', row.id).orderBy('version').execute()
      expect(standingOf(row)).toEqual(replay(turnsOf(ctx, { subject_kind: "case", key: row.key }, events)).standing)
      expect(row.version).toBe(events.length)
    }
  })
}

describe('starting', () => {
  test('gives a record the clocks of its policy, by its facts, and says so in one event', async () => {
    const small = await send()
    expect(small.clocks.map(({ key, state, dueAt, warnAt }) => ({ key, state, dueAt, warnAt }))).toEqual([
      { key: 'first-look', state: 'running', dueAt: later(1), warnAt: null },
      { key: 'delivery', state: 'running', dueAt: later(24), warnAt: later(22) },
    ])
    expect(small.dueAt).toEqual(later(1))
    expect((await clocksNow((await send({ size: 'big' })).id))['delivery']?.dueAt).toEqual(later(48))
    expect(await told(small.id)).toEqual(['started first-look', 'started delivery'])
    expect(Object.values(await clocksNow(small.id))).toEqual(small.clocks)
  })
  test('needs no query: two inserts for any number of records', async () => {
    const sent: string[] = []
    await unit(async (ctx) => {
      const deaf: Ctx = { ...ctx, db: new Proxy(ctx.db, { get: () => { throw new Error('asked the database') } }), send: (statement) => { sent.push('text' in statement ? statement.text : ''); ctx.send(statement) } }
      await startClocks(deaf, parcels, Array.from({ length: 20 }, () => ({ subjectId: newId(), facts: { size: 'small' }, signal: 'sent' as const })))
    })
    expect(sent.map((text) => text.split(' ')[2])).toEqual(['"clock"', '"clock_event"'])
  })
  test('with a fact that is no fact is refused, and nothing is left', async () => {
    const id = newId()
    await expect(unit((ctx) => startClocks(ctx, parcels, [{ subjectId: id, facts: { size: 7 }, signal: 'sent' }]))).rejects.toThrow(/size/)
    expect(await clocksNow(id)).toEqual({})
  })
})

describe('signals and states', () => {
  test('a signal stops what it stops; a state pauses what waits in it; leaving it, a clock goes on with what was left', async () => {
    const { id } = await send()
    house.clock.pass(600)
    expect(await signal(id, { signal: 'seen' })).toEqual({ changed: true, dueAt: later(24 - 1 / 6) })
    house.clock.pass(3000)
    expect(await signal(id, { state: 'customs' })).toEqual({ changed: true, dueAt: null })
    expect(await clocksNow(id)).toMatchObject({ 'first-look': { state: 'met' }, delivery: { state: 'paused', pauseReason: 'customs', remainingSeconds: 23 * 3600, dueAt: null, warnAt: null } })
    expect(await signal(id, { state: 'customs' })).toEqual({ changed: false, dueAt: null })
    house.clock.pass(100 * 3600)
    expect(await signal(id, { state: 'on the road' })).toEqual({ changed: true, dueAt: later(23) })
    house.clock.pass(3600)
    await signal(id, { signal: 'delivered', state: 'there' })
    expect(await clocksNow(id)).toMatchObject({ delivery: { state: 'met', stoppedAt: now() } })
    expect(await told(id)).toEqual(['started first-look', 'started delivery', 'met first-look', 'paused delivery', 'resumed delivery', 'met delivery'])
    await memoHolds(id)
  })
  test('a signal may start a clock anew, but not beside one that runs', async () => {
    const { id } = await send()
    expect((await signal(id, { signal: 'returned' })).changed).toBe(false)
    await signal(id, { signal: 'delivered' })
    house.clock.pass(3600)
    expect(await signal(id, { signal: 'returned' }, { size: 'big' })).toEqual({ changed: true, dueAt: later(48) })
    const all = (await read((ctx) => clocksOf(ctx, [id]))).get(id) ?? []
    expect(all.map(({ key, state }) => `${key} ${state}`)).toEqual(['first-look met', 'delivery met', 'delivery running'])
    expect(dueOf(all)).toEqual(all[2])
  })
  test('of two requests that commit in another order than they began, the later one’s moment is kept', async () => {
    const { id } = await send()
    await signal(id, { state: 'customs', at: later(1) })
    await signal(id, { state: 'free', at: later(0.5) })
    expect((await clocksNow(id))['delivery']).toMatchObject({ state: 'running', dueAt: later(24) })
    await memoHolds(id)
  })
  test('many at once turn a clock one after the other, and every turn is kept', async () => {
    const { id } = await send()
    await Promise.all(Array.from({ length: 12 }, (_, n) => signal(id, { state: n % 2 ? 'customs' : 'strike' })))
    await signal(id, { signal: 'delivered' })
    await memoHolds(id)
  })
})

describe('the bell', () => {
  test('warns and tells a breach once each; the breach is the due moment, whenever the bell came by', async () => {
    const { id } = await send()
    await signal(id, { signal: 'seen' })
    const due = later(24)
    house.clock.pass(22 * 3600)
    await strikeBell()
    expect(await told(id)).not.toContain('warned delivery')
    for (const seconds of [1, 1, 3600, 1]) { house.clock.pass(seconds); await strikeBell() }
    house.clock.set(due)
    await strikeBell()
    expect((await clocksNow(id))['delivery']).toMatchObject({ state: 'running', dueAt: due })
    house.clock.pass(7.5)
    expect((await clocksNow(id))['delivery']).toMatchObject({ state: 'breached', breachedAt: due })
    await strikeBell()
    house.clock.pass(3600)
    await strikeBell()
    expect((await told(id)).slice(3)).toEqual(['warned delivery', 'warned delivery', 'breached delivery'])
    const { rows } = await house.pool.query('select state, breached_at, ring_at from clock where subject_id = $1 and key = $2', [id, 'delivery'])
    expect(rows).toEqual([{ state: 'breached', breached_at: due, ring_at: null }])
    await signal(id, { signal: 'delivered' })
    expect((await clocksNow(id))['delivery']).toMatchObject({ state: 'stopped-late', breachedAt: due, stoppedAt: now() })
    expect((await told(id)).at(-1)).toBe('stopped-late delivery')
  })
  test('a stop whose moment is in time wins over a bell that came first', async () => {
    const { id } = await send()
    const due = later(1)
    house.clock.pass(3605)
    await strikeBell()
    await signal(id, { signal: 'seen', at: due })
    expect((await clocksNow(id))['first-look']).toMatchObject({ state: 'met', breachedAt: null })
    await memoHolds(id)
  })
  test('a late stop before the bell came tells the breach itself', async () => {
    const { id } = await send()
    house.clock.pass(3601)
    await signal(id, { signal: 'seen' })
    await strikeBell()
    expect((await told(id)).slice(2)).toEqual(['breached first-look', 'stopped-late first-look'])
  })
  test('is silent for clocks that wait, and rings at the new moment', async () => {
    const { id } = await send()
    await signal(id, { signal: 'seen', state: 'customs' })
    house.clock.pass(30 * 3600)
    await strikeBell()
    await signal(id, { state: 'free' })
    house.clock.pass(24 * 3600)
    await strikeBell()
    expect((await told(id)).slice(4)).toEqual(['resumed delivery', 'warned delivery'])
    house.clock.pass(1)
    await strikeBell()
    expect((await told(id)).at(-1)).toBe('breached delivery')
  })
  test('three bells at once tell each of 1,200 clocks once', async () => {
    const ids = Array.from({ length: 600 }, () => newId())
    await unit((ctx) => startClocks(ctx, parcels, ids.map((subjectId) => ({ subjectId, facts: { size: 'small' }, signal: 'sent' as const }))))
    house.clock.pass(25 * 3600)
    await Promise.all([1, 2, 3].map(async () => { while (await unit(ringClocks)); }))
    while (await unit(ringClocks));
    await house.drain()
    const { rows: [row] } = await house.pool.query<{ events: number; clocks: number }>(
      `select count(*)::int as events, count(distinct clock ->> 'id')::int as clocks from event_log, jsonb_array_elements(data -> 'clocks') clock where kind = 'clock.breached' and subject_id = any($1)`, [ids])
    expect(row).toEqual({ events: 1200, clocks: 1200 })
  })
  test('a clock that a unit is just stopping is left to it', async () => {
    const { id } = await send()
    const due = later(1)
    house.clock.pass(3601)
    const bell = await unit(async (ctx) => {
      await signalClocks(ctx, parcels, [{ subjectId: id, facts: {}, signal: 'seen', at: due }])
      return unit(ringClocks)
    })
    expect(bell).toBe(false)
    expect((await told(id)).slice(2)).toEqual(['met first-look'])
  })
  test('a bell that fails half-way has told nothing, and the next one tells everything', async () => {
    const { id } = await send()
    house.clock.pass(3601)
    await expect(unit(async (ctx) => { await ringClocks(ctx); throw new Error('the power is gone') })).rejects.toThrow('power')
    expect((await told(id)).slice(2)).toEqual([])
    await strikeBell()
    expect((await told(id)).slice(2)).toEqual(['breached first-look'])
  })
  test('what is taken in with an old date is breached at its own due moment', async () => {
    const { id, clocks: started } = await send({ size: 'small' }, new Date('2019-02-01T09:30:00Z'))
    expect(started.map(({ state, breachedAt }) => ({ state, breachedAt }))).toEqual([
      { state: 'breached', breachedAt: new Date('2019-02-02T01:30:00Z') }, { state: 'breached', breachedAt: new Date('2019-02-02T09:30:00Z') },
    ])
    await strikeBell()
    expect((await told(id)).slice(2)).toEqual(['breached first-look', 'breached delivery'])
  })
})

describe('versions', () => {
  const publish = (kind: { kind: string }, key: string, version: number, body: unknown) => unit(async (ctx) => {
    const known = kind.kind === 'policy' ? policyKind : calendarKind
    const checked = known.schema.parse(body)
    definitionTables.insert(ctx, 'definition', { id: newId(), kind: kind.kind, key, origin: 'company', version, state: 'published', effective_from: ctx.now, body: JSON.stringify(checked), body_hash: hashOf(checked), author_id: null, changed_at: ctx.now, revision: 1 })
  }).then(() => read((ctx) => house.work.definitions.load(ctx)))

  test('changed facts take another row of the same version; a clock keeps its policy until it is told to take the new one on', async () => {
    const { id } = await send()
    const begun = now()
    house.clock.pass(3600)
    const [revised] = await unit((ctx) => reviseClocks(ctx, parcels, [{ subjectId: id, facts: { size: 'big' } }]))
    expect(revised).toEqual({ changed: true, dueAt: now() })
    expect((await clocksNow(id))['delivery']?.dueAt).toEqual(later(47))

    await publish(policyKind, 'parcel', 1, { ...policy, clocks: policy.clocks.map((clock) => ({ ...clock, rows: [{ seconds: 10 * 3600 }] })) })
    await unit((ctx) => reviseClocks(ctx, parcels, [{ subjectId: id, facts: { size: 'big' } }]))
    expect((await clocksNow(id))['delivery']?.dueAt).toEqual(later(47))
    expect((await send()).clocks.map(({ dueAt }) => dueAt)[1]).toEqual(later(10))
    house.clock.pass(3600)
    await unit((ctx) => reviseClocks(ctx, parcels, [{ subjectId: id, facts: { size: 'big' } }], 'current'))
    expect((await clocksNow(id))['delivery']?.dueAt).toEqual(later(8))
    await memoHolds(id)

    const why = (await read((ctx) => explainClocks(ctx, id))).find(({ clock }) => clock.key === 'delivery')
    expect(why?.parts.map((part) => part.kind === 'counting' ? [part.policy.version, part.policy.row, part.policy.when, part.policy.seconds / 3600, part.seconds / 3600] : part)).toEqual([
      [1, 2, null, 24, 1], [1, 1, { field: 'size', is: 'equal', value: 'big' }, 48, 1], [1, 1, null, 10, 8],
    ])
    expect(why?.parts[0]?.from).toEqual(begun)
    expect(why?.parts[2]).toMatchObject({ to: later(8), calendar: { key: 'always', version: 1, zone: 'Asia/Shanghai', name: { en: 'Around the clock (24×7)' } } })
  })
  test('why it is due: the hours, the holiday by name, the pause and its reason', async () => {
    await publish(policyKind, 'parcel', 2, { ...policy, clocks: policy.clocks.map((clock) => ({ ...clock, calendar: 'standard', rows: [{ seconds: 4 * 3600 }] })) })
    const { id } = await send({ size: 'small' }, new Date('2026-09-30T15:00:00+08:00'))
    await signal(id, { state: 'customs', at: new Date('2026-09-30T16:00:00+08:00') })
    await signal(id, { state: 'free', at: new Date('2026-09-30T17:00:00+08:00') })
    const why = (await read((ctx) => explainClocks(ctx, id))).find(({ clock }) => clock.key === 'delivery')
    expect(why?.clock.dueAt).toEqual(new Date('2026-10-08T11:00:00+08:00'))
    expect(why?.parts.map((part) => part.kind === 'pause' ? `waits: ${part.reason}` : part.slices.map(({ reason, firstDate, lastDate, seconds, name }) => `${firstDate}–${lastDate} ${reason} ${seconds / 3600} ${name?.en ?? ''}`.trim()))).toEqual([
      ['2026-09-30–2026-09-30 open 1'],
      'waits: customs',
      ['2026-09-30–2026-09-30 open 1', '2026-09-30–2026-09-30 outside-hours 0', '2026-10-01–2026-10-07 override-closed 0 National Day', '2026-10-08–2026-10-08 outside-hours 0', '2026-10-08–2026-10-08 open 2'],
    ])
    const seconds = why?.parts.reduce((sum, part) => sum + (part.kind === 'counting' ? part.seconds : 0), 0)
    expect(seconds).toBe(4 * 3600)
  })
  test('a clock keeps the zone in which the company stood when it started', async () => {
    const { id } = await send()
    await unit((ctx) => changeSetting(ctx, companyZone, 'America/New_York', 0))
    await read((ctx) => house.work.settings.load(ctx))
    try {
      house.clock.pass(600)
      await signal(id, { state: 'customs' })
      await signal(id, { state: 'free' })
      const zones = (why: Awaited<ReturnType<typeof explainClocks>>) => new Set(why.flatMap(({ parts }) => parts.flatMap((part) => part.kind === 'counting' ? part.calendar.zone : [])))
      expect(zones(await read((ctx) => explainClocks(ctx, id)))).toEqual(new Set(['Asia/Shanghai']))
      expect(zones(await read(async (ctx) => explainClocks(ctx, (await send()).id)))).toEqual(new Set(['America/New_York']))
    } finally {
      await unit((ctx) => changeSetting(ctx, companyZone, 'Asia/Shanghai', 1))
      await read((ctx) => house.work.settings.load(ctx))
    }
  })
  test('a policy whose calendar nobody keeps refuses the start by name', async () => {
    await publish(policyKind, 'parcel', 3, { ...policy, clocks: [{ ...policy.clocks[0], calendar: 'moon' }] })
    await expect(send()).rejects.toMatchObject({ code: 'clock.no-calendar', status: 422, details: { params: { calendar: 'moon' } } })
  })
  test('a policy is refused with every word that its records do not know', () => {
    const compile = (change: object, key = 'parcel') => () => policyKind.compile(policyKind.schema.parse({ ...policy, clocks: [{ ...policy.clocks[1], ...change }] }), { key, id: newId(), version: 1 })
    expect(compile({ startOn: ['thrown'], pauseOn: ['sleep'], rows: [{ seconds: 1, when: { field: 'weight', is: 'equal', value: 1 } }] })).toThrow(/thrown.*sleep.*weight/)
    expect(compile({ rows: [{ seconds: 1, when: { field: 'size', is: 'equal', value: { var: 'me' } } }] })).toThrow(/me/)
    expect(compile({}, 'letter')).toThrow(/letter/)
    expect(compile({ rows: [{ seconds: 60, warnBefore: [60] }] })).toThrow()
    expect(compile({})).not.toThrow()
  })
  test('what happened to a clock is not rewritten', async () => {
    await expect(house.pool.query(`update clock_event set at = now()`)).rejects.toThrow(/clock-event.immutable/)
  })
})

test('every shipped calendar knows its week: standard rests on National Day and works on its make-up Saturday, always never rests', () => {
  const inForce = (key: string) => house.work.definitions.current(calendarKind, key, now()).is
  expect(inForce('standard').nameOf('国庆节、中秋节')).toEqual({ zh: '国庆节、中秋节', en: 'National Day, Mid-Autumn Festival' })
  expect(inForce('always').zoneIn('Asia/Tokyo')).toBe('Asia/Tokyo')
})
