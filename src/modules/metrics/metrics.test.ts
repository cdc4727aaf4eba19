import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemActor } from '../../kernel/actors.ts'
import type { Condition } from '../../pure/conditions/index.ts'
import { openWholeHouse } from '../../../test/whole-house.ts'
import { compared, windowBefore } from './comparison.ts'
import { metrics } from './contract.ts'
import type { MetricDefinition } from './definition.ts'
import { metricKind } from './definition.ts'
import { facts } from './facts.ts'
import { valuesOf } from './value.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let manager: Person
let agent: Person
let stranger: Person

facts({
  name: 'toy-answer', noun: { zh: '答卷', en: 'Answers' }, view: 'toy_answer', record: { kind: 'toy', column: 'id' },
  fields: { at: { type: 'instant' }, score: { type: 'number' }, team: { type: 'choice' }, spoiled: { type: 'boolean' } },
  words: { at: { zh: '时间', en: 'At' }, score: { zh: '得分', en: 'Score' }, team: { zh: '组', en: 'Team' }, spoiled: { zh: '无效', en: 'Spoiled' } },
  moments: ['at'], permission: 'case.read', legs: {},
})
const answers = { name: { zh: '满意度', en: 'Satisfaction' }, formula: { zh: '略', en: 'Left out' }, unit: 'percent' as const, better: 'higher' as const, of: 'toy-answer', at: 'at', by: ['team'] }
const satisfied: Condition = { field: 'score', is: 'at-least', value: 4 }
const compiled = (body: MetricDefinition) => metricKind.compile(metricKind.schema.parse(body), { key: 'toy', id: '', version: 1 })
const value = async (body: MetricDefinition, division: Parameters<typeof valuesOf>[3] = null, window = { from: '2026-07-01', to: '2026-09-30' }) =>
  house.work.read(systemActor, 'test', (ctx) => valuesOf(ctx, compiled(body), window, division))

beforeAll(async () => {
  house = await openWholeHouse()
  manager = await house.hire('cs_manager')
  agent = await house.hire('agent', { teamId: (await house.team('热线')).id })
  stranger = await house.hire('agent', { teamId: (await house.team('门店')).id })
  await house.directPool.query('create table toy_answer (id uuid primary key default gen_random_uuid(), at timestamptz, score float8, team text, spoiled boolean); grant select on toy_answer to public')
})
afterAll(() => house?.close())

describe('a value', () => {
  test('41 of 50 satisfied is 82 %, with the interval of Wilson; spoiled answers are left out', async () => {
    await house.directPool.query(`insert into toy_answer (at, score, team, spoiled) select '2026-08-02T02:00:00Z', case when n <= 41 then 5 else 2 end, case when n % 2 = 0 then 'a' else 'b' end, false from generate_series(1, 50) n`)
    await house.directPool.query(`insert into toy_answer (at, score, team, spoiled) select '2026-08-02T02:00:00Z', 5, 'a', true from generate_series(1, 7)`)
    const found = (await value({ ...answers, measure: { kind: 'share', when: satisfied }, exclude: [{ when: { field: 'spoiled', is: 'equal', value: true }, why: { zh: '无效', en: 'Spoiled' } }] })).get(null)
    expect(found).toMatchObject({ value: 82, n: 50, numerator: 41, denominator: 50 })
    // R: prop.test(41, 50, correct = FALSE)$conf.int
    expect(found?.interval?.lower).toBeCloseTo(69.20, 1)
    expect(found?.interval?.upper).toBeCloseTo(90.23, 1)
    const groups = await value({ ...answers, measure: { kind: 'count' }, unit: 'count' }, { by: 'team' })
    expect([groups.get('a')?.n, groups.get('b')?.n]).toEqual([32, 25])
  })

  test('a day is one of the company’s zone, and both ends of a window are in it', async () => {
    await house.directPool.query(`delete from toy_answer; insert into toy_answer (at, score) values ('2026-06-30T15:59:59.999Z', 1), ('2026-06-30T16:00:00Z', 2), ('2026-09-30T15:59:59.999Z', 3), ('2026-09-30T16:00:00Z', 4)`)
    expect((await value({ ...answers, unit: 'score', measure: { kind: 'sum', field: 'score' } })).get(null)).toMatchObject({ value: 5, n: 2 })
    expect([...await value({ ...answers, unit: 'count', measure: { kind: 'count' } }, { every: 'month' })].map(([month, { n }]) => [month, n]).sort()).toEqual([['2026-07-01', 1], ['2026-09-01', 1]])
  })

  test('mean, median and quantile are those of R, over the records that have the field', async () => {
    await house.directPool.query(`delete from toy_answer; insert into toy_answer (at, score) select '2026-08-01T00:00:00Z', s from unnest(array[2, 4, 4, 5, 7, 9, null]::float8[]) s`)
    const of = async (measure: MetricDefinition['measure']) => (await value({ ...answers, unit: 'score', measure })).get(null)
    // R: x <- c(2,4,4,5,7,9); mean(x); t.test(x)$conf.int; quantile(x, c(.5, .9))
    expect(await of({ kind: 'mean', field: 'score' })).toMatchObject({ n: 6, value: expect.closeTo(5.166667, 5), interval: { lower: expect.closeTo(2.56063, 4), upper: expect.closeTo(7.77271, 4) } })
    expect(await of({ kind: 'quantile', field: 'score', q: 0.5 })).toMatchObject({ n: 6, value: 4.5 })
    expect((await of({ kind: 'quantile', field: 'score', q: 0.9 }))?.value).toBeCloseTo(8, 10)
    // Of twenty only two lie beyond the ninetieth percentile: its ranks run out of the sample. scipy 1.17: bootstrap((x,), quantile .9, method='percentile', 400,000 draws) 43.3 – 210.
    await house.directPool.query(`delete from toy_answer; insert into toy_answer (at, score) select '2026-08-01T00:00:00Z', s from unnest(array[12, 45, 7, 3, 88, 23, 31, 5, 64, 17, 150, 9, 41, 28, 2, 19, 73, 11, 36, 210]::float8[]) s`)
    const p90 = await of({ kind: 'quantile', field: 'score', q: 0.9 })
    expect(p90).toMatchObject({ n: 20, value: expect.closeTo(94.2, 9), interval: { method: 'bootstrap', upper: 210 } })
    expect(Math.abs(p90!.interval!.lower - 43.3)).toBeLessThan(3)
    expect(await of({ kind: 'quantile', field: 'score', q: 0.9 })).toEqual(p90)
    expect((await of({ kind: 'quantile', field: 'score', q: 0.5 }))?.interval).toMatchObject({ method: 'ranks' })
  })

  test('nothing counted is no value, and neither is less than the minimum', async () => {
    await house.directPool.query('delete from toy_answer')
    const share = { ...answers, measure: { kind: 'share' as const, when: satisfied } }
    expect((await value(share)).get(null)).toBeUndefined()
    await house.directPool.query(`insert into toy_answer (at, score) values ('2026-08-01T00:00:00Z', 5)`)
    expect((await value({ ...share, minimum: 2 })).get(null)).toMatchObject({ value: null, n: 1 })
    expect((await value({ ...share, minimum: 1 })).get(null)).toMatchObject({ value: 100 })
    // Told, and said to be too few for a rate; a count is never too few.
    expect((await value(share)).get(null)).toMatchObject({ value: 100, few: true })
    expect((await value({ ...share, enough: 1 })).get(null)).not.toHaveProperty('few')
    expect((await value({ ...answers, unit: 'count', measure: { kind: 'count' } })).get(null)).not.toHaveProperty('few')
  })

  test('promoters less detractors', async () => {
    await house.directPool.query(`delete from toy_answer; insert into toy_answer (at, score) select '2026-08-01T00:00:00Z', s from unnest(array[10, 9, 9, 8, 7, 3, 0, 10]::float8[]) s`)
    expect((await value({ ...answers, unit: 'points', measure: { kind: 'balance', plus: { field: 'score', is: 'at-least', value: 9 }, minus: { field: 'score', is: 'at-most', value: 6 } } })).get(null)).toMatchObject({ value: 25, n: 8 })
  })

  test('a definition that names what the facts do not have says everything that is wrong', () => {
    expect(() => compiled({ ...answers, at: 'score', by: ['colour'], measure: { kind: 'mean', field: 'team' }, unit: 'percent' }))
      .toThrow(/at: 'score' is not one of at; measure\.field: 'team' is not number; by\.0: 'colour' is not one of .*; unit: 'percent' does not fit a mean/)
  })
})

describe('a comparison', () => {
  const window = { from: '2026-02-01', to: '2026-02-10' }
  const ask = async (body: MetricDefinition, against: 'previous' | 'year' = 'previous') => house.work.read(systemActor, 'test', (ctx) => compared(ctx, compiled(body), window, against))
  const put = (at: string, scores: readonly number[]) => house.directPool.query('insert into toy_answer (at, score) select $1::timestamptz, s from unnest($2::float8[]) s', [at, scores])
  const share = { ...answers, measure: { kind: 'share' as const, when: satisfied } }
  const many = (high: number, low: number) => [...Array.from({ length: high }, () => 5), ...Array.from({ length: low }, () => 1)]

  test('as many days just before, or the same days of last year, 29 February among them', () => {
    expect(windowBefore(window, 'previous')).toEqual({ from: '2026-01-22', to: '2026-01-31' })
    expect(windowBefore(window, 'year')).toEqual({ from: '2025-02-01', to: '2025-02-10' })
    expect(windowBefore({ from: '2024-02-29', to: '2024-02-29' }, 'year')).toEqual({ from: '2023-02-28', to: '2023-02-28' })
  })

  test('two shares by the test of two proportions, small ones exactly', async () => {
    await house.directPool.query('delete from toy_answer')
    await put('2026-02-02T02:00:00Z', many(41, 9))
    await put('2026-01-25T02:00:00Z', many(30, 20))
    await put('2025-02-05T02:00:00Z', many(3, 1))
    // R: prop.test(c(41, 30), c(50, 50), correct = FALSE)$p.value
    expect(await ask(share)).toMatchObject({ value: 60, n: 50, difference: expect.closeTo(22, 9), test: 'two-proportions', p: expect.closeTo(0.01534, 5), real: true })
    // R: fisher.test(matrix(c(41, 9, 3, 1), 2))$p.value
    expect(await ask(share, 'year')).toMatchObject({ value: 75, difference: expect.closeTo(7, 9), test: 'fisher', p: expect.closeTo(0.5707, 4), real: false })
  })

  test('means by Welch, counts by Poisson, quantiles by the share above the common one; a sum has no test', async () => {
    await house.directPool.query('delete from toy_answer')
    await put('2026-02-02T02:00:00Z', [5, 6, 7, 8, 9, 10])
    await put('2026-01-25T02:00:00Z', [1, 2, 3, 4])
    const score = { ...answers, unit: 'score' as const }
    // R: t.test(5:10, 1:4)$p.value
    expect(await ask({ ...score, measure: { kind: 'mean', field: 'score' } })).toMatchObject({ test: 'welch', difference: 5, p: expect.closeTo(0.001076, 5), real: true })
    // R: twice the smaller tail of binom(10, 1/2) at 6
    expect(await ask({ ...answers, unit: 'count', measure: { kind: 'count' } })).toMatchObject({ test: 'poisson', value: 4, difference: 2, p: expect.closeTo(0.7539, 4), real: false })
    expect(await ask({ ...score, measure: { kind: 'quantile', field: 'score', q: 0.5 } })).toMatchObject({ test: 'quantile', difference: 5, real: true })
    expect(await ask({ ...score, measure: { kind: 'sum', field: 'score' } })).toMatchObject({ test: null, p: null, real: null, difference: 35 })
  })

  test('with nothing before there is nothing to compare, and one and the same is no difference', async () => {
    await house.directPool.query('delete from toy_answer')
    await put('2026-02-02T02:00:00Z', many(3, 0))
    expect(await ask(share)).toMatchObject({ value: null, difference: null, p: null, test: null, real: null })
    await put('2026-01-25T02:00:00Z', many(9, 0))
    expect(await ask(share)).toMatchObject({ difference: 0, p: 1, real: false })
  })
})

describe('through the door', () => {
  test('each value opens exactly the records it was made of, within what the reader may see', async () => {
    // Cases stand above: their door is knocked at as any other program would.
    const post = async (path: string, body: object) => { const answer = await agent.raw('POST', path, body); expect(answer.statusCode).toBeLessThan(300); return answer.json() as { id: string; number: string; version: number; createdAt: string; state?: string } }
    const open = (channel: 'phone' | 'email', kind: 'complaint' | 'consultation') => post('/cases', { kind, subject: '空调', description: '不制冷', channel })
    const opened = [await open('phone', 'complaint'), await open('phone', 'consultation'), await open('email', 'complaint')]
    const first = opened[0]!
    const taken = await post(`/cases/${first.id}/claim`, { version: first.version })
    await post(`/cases/${first.id}/messages`, { body: '马上安排师傅上门', visibility: 'public' })
    const promise = await post(`/cases/${first.id}/promises`, { what: '明天上门', toWhom: 'customer', dueAt: new Date(Date.parse(taken.createdAt) + 1_000).toISOString() })
    expect(promise.state).toBe('open')

    for (const { key } of (await manager.call(metrics.list, {})).items) {
      const found = await manager.call(metrics.value, { params: { key }, query: { every: 'day', against: 'previous' } })
      expect([key, found.comparison?.n]).toEqual([key, 0])
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const page = await manager.call(metrics.records, { params: { key }, query: { limit: 2, ...(cursor ? { cursor } : {}) } })
        seen.push(...page.items.map((item) => `${item.record.id} ${item.at.toISOString()}`))
        cursor = page.nextCursor ?? undefined
      } while (cursor)
      expect([key, seen.length]).toEqual([key, found.n])
      expect([key, found.series?.length]).toEqual([key, 30])
    }
    const received = await manager.call(metrics.value, { params: { key: 'cases-received' }, query: { by: 'channel' } })
    expect(received).toMatchObject({ value: 3, n: 3, definitionVersion: 1, groups: [{ group: 'phone', value: 2 }, { group: 'email', value: 1 }] })
    expect(await manager.call(metrics.value, { params: { key: 'first-response-attainment' }, query: {} })).toMatchObject({ value: 100, numerator: 1, denominator: 1 })
    expect(await manager.call(metrics.value, { params: { key: 'complaint-rate' }, query: {} })).toMatchObject({ numerator: 2, denominator: 3, unit: 'per-thousand' })
    // The series may begin before the window, and names come from the catalogues of the owner.
    expect((await manager.call(metrics.value, { params: { key: 'cases-received' }, query: { from: '2026-03-02', to: '2026-03-08', since: '2026-02-16', every: 'week' } })).series?.map(({ from, value }) => [from, value])).toEqual([['2026-02-16', 0], ['2026-02-23', 0], ['2026-03-02', 3]])
    expect((await manager.call(metrics.list, {})).items.find(({ key }) => key === 'cases-received')).toMatchObject({ counts: 'records', by: expect.arrayContaining([expect.objectContaining({ field: 'channel', words: 'case.channel' }), expect.objectContaining({ field: 'teamId', words: null })]) })
    // By name, and only what one may see: the stranger's team has none of them but what nobody has taken.
    const byHandler = await manager.call(metrics.value, { params: { key: 'cases-received' }, query: { by: 'handlerId' } })
    expect(byHandler.groups?.find(({ group }) => group === agent.id)).toMatchObject({ name: agent.name, value: 1 })
    expect((await stranger.call(metrics.value, { params: { key: 'cases-received' }, query: {} })).n).toBeLessThan(3)
    expect((await manager.call(metrics.records, { params: { key: 'cases-received' }, query: { by: 'handlerId', group: agent.id, limit: 50 } })).items.map(({ record, label }) => [record.id, label])).toEqual([[first.id, first.number]])
  })

  test('what is not understood is named', async () => {
    await expect(manager.call(metrics.value, { params: { key: 'no-such' }, query: {} })).rejects.toMatchObject({ status: 404, code: 'metric.not-found' })
    const ask = (query: Record<string, string>) => manager.raw('GET', `/metrics/cases-received?${new URLSearchParams(query)}`).then((answer) => answer.json() as { status: number; errors: { path: string; code: string }[] })
    expect(await ask({ from: '2026-02-30' })).toMatchObject({ status: 400, errors: [{ path: 'query.from' }] })
    expect(await ask({ from: '2026-03-02', to: '2026-03-01' })).toMatchObject({ status: 400, errors: [{ path: 'to', code: 'metric.window-ends-before-it-begins' }] })
    expect(await ask({ by: 'subject' })).toMatchObject({ status: 400, errors: [{ path: 'by', code: 'metric.not-divided-so' }] })
    expect(await ask({ group: 'x' })).toMatchObject({ status: 400, errors: [{ path: 'query.group' }] })
  })
})
