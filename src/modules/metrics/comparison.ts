import { sql } from 'kysely'
import { DateTime } from 'luxon'
import type { Ctx } from '../../kernel/context.ts'
import { startOfDay } from '../../kernel/days.ts'
import { companyZone } from '../../kernel/frame.ts'
import { binomialCdf, fisherExact, normalUpper, tTwoSided, twoProportions } from '../../pure/stats/index.ts'
import type { Comparison, Value } from './contract.ts'
import type { Window } from './counted.ts'
import type { Metric } from './definition.ts'
import type { Gaps } from './rollups/gaps.ts'
import type { Tally } from './tally.ts'
import { NO_TALLY, measuredValues, tallyOf } from './tally.ts'
import { countOf, valueOf } from './value.ts'

/** Beyond this a difference is taken for real. */
export const LEVEL = 0.05
const DAY = 86_400_000

/** The window as many days just before, or the same days of the year before. */
export function windowBefore({ from, to, ...group }: Window, against: 'previous' | 'year'): Window {
  const [first, last] = [DateTime.fromISO(from, { zone: 'utc' }), DateTime.fromISO(to, { zone: 'utc' })]
  const days = last.diff(first, 'days').days + 1
  const back = against === 'year' ? { years: 1 } : { days }
  return { from: first.minus(back).toISODate()!, to: last.minus(back).toISODate()!, ...group }
}

/** The metric in an earlier window, and the test that fits its measure: says whether the two differ by more than chance. */
export const compared = (ctx: Ctx, metric: Metric, window: Window, against: 'previous' | 'year', gaps: Gaps = new Map(), known?: Side): Promise<Comparison> => comparedWith(ctx, metric, window, windowBefore(window, against), gaps, known)

/** The same against any other window, such as the days before a change. `known` is what was counted in the window, where that is known. */
export async function comparedWith(ctx: Ctx, metric: Metric, window: Window, before: Window, gaps: Gaps = new Map(), known?: Side): Promise<Comparison> {
  const [now, then] = await Promise.all([known ?? sideOf(ctx, metric, window, gaps), sideOf(ctx, metric, before, gaps)])
  const difference = now.value.value === null || then.value.value === null ? null : now.value.value - then.value.value
  const tested = difference === null || metric.distinct ? null : metric.measure.kind === 'quantile' ? await quantileTest(ctx, metric, metric.measure.q, window, before, gaps) : differenceTest(metric.measure.kind, now, then)
  return { ...then.value, from: before.from, to: before.to, difference, p: tested?.p ?? null, test: tested?.test ?? null, real: tested ? tested.p < LEVEL : null }
}

/** What was counted in a window, its value, and what it was counted over. */
export async function sideOf(ctx: Ctx, metric: Metric, of: Window, gaps: Gaps = new Map()): Promise<Side> {
  const zone = ctx.settings.get(companyZone)
  const { tallies, others } = await tallyOf(ctx, metric, of, null, gaps)
  const tally = tallies.get(null) ?? NO_TALLY
  const over = others ? countOf(others.get(null) ?? NO_TALLY, metric.measure.kind === 'ratio' && metric.measure.over.distinct) : null
  // A day that has only begun counts as far as it has come.
  const days = (Math.min(startOfDay(zone, of.to, 1).getTime(), ctx.now.getTime()) - startOfDay(zone, of.from).getTime()) / DAY
  return { tally, value: valueOf(metric, tally, over), exposure: over ?? Math.max(0, days) }
}
/** `exposure`: the days a count was taken over, or what a ratio is measured against. */
export interface Side { tally: Tally; value: Value; exposure: number }
export type Tested = { p: number; test: NonNullable<Comparison['test']> } | null

/** The test of two windows by the kind of measure; null where there is none (a sum) or too little to test. */
export function differenceTest(kind: Metric['measure']['kind'], now: Side, then: Side): Tested {
  const [a, b] = [now.tally, then.tally]
  switch (kind) {
    case 'share': return shares(a.hits ?? 0, a.n, b.hits ?? 0, b.n)
    case 'mean': return welchOf(a, b)
    case 'count': case 'ratio': return poisson(a.n, now.exposure, b.n, then.exposure)
    case 'balance': return found('normal', 2 * normalUpper(Math.abs(net(a) - net(b)) / Math.hypot(netError(a), netError(b))))
    default: return null
  }
}
const found = (test: NonNullable<Comparison['test']>, p: number): Tested => Number.isFinite(p) ? { p: Math.min(1, p), test } : null

/** Pearson's test of two shares; where fewer than five are expected in a cell, Fisher's exact one. Two equal shares of all or of none are no difference. */
export function shares(hits: number, n: number, otherHits: number, others: number): Tested {
  if (!n || !others) return null
  const { p, problems } = twoProportions(hits, n, otherHits, others)
  if (problems.some(({ code }) => code === 'constant')) return { p: 1, test: 'fisher' }
  if (!problems.length) return found('two-proportions', p)
  return found('fisher', fisherExact([[hits, n - hits], [otherHits, others - otherHits]]).p)
}

/** Welch's t from means and standard deviations (Welch 1947, Biometrika 34). */
function welchOf(a: Tally, b: Tally): Tested {
  if (a.n < 2 || b.n < 2 || a.mean === null || b.mean === null) return null
  const [u, v] = [(a.sd ?? 0) ** 2 / a.n, (b.sd ?? 0) ** 2 / b.n]
  if (u + v === 0) return a.mean === b.mean ? { p: 1, test: 'welch' } : null
  const df = (u + v) ** 2 / (u ** 2 / (a.n - 1) + v ** 2 / (b.n - 1))
  return found('welch', tTwoSided((a.mean - b.mean) / Math.sqrt(u + v), df))
}

/** Two Poisson rates, given their sum binomial; twice the smaller tail (Przyborowski & Wilenski 1940, Biometrika 31). */
function poisson(count: number, exposure: number, otherCount: number, otherExposure: number): Tested {
  const all = count + otherCount
  if (!(exposure > 0 && otherExposure > 0)) return null
  if (!all) return { p: 1, test: 'poisson' }
  const share = exposure / (exposure + otherExposure)
  return found('poisson', 2 * Math.min(binomialCdf(count, all, share), 1 - (count ? binomialCdf(count - 1, all, share) : 0)))
}

const net = ({ hits, misses, n }: Tally) => ((hits ?? 0) - (misses ?? 0)) / n
const netError = (tally: Tally) => Math.sqrt(Math.max(0, ((tally.hits ?? 0) + (tally.misses ?? 0)) / tally.n - net(tally) ** 2) / tally.n)

/** The records above the quantile of both windows together, as two shares: the median test and its kin (Conover 1999, 4.3). */
async function quantileTest(ctx: Ctx, metric: Metric, q: number, window: Window, before: Window, gaps: Gaps): Promise<Tested> {
  const [now, then] = [measuredValues(ctx, metric, window, gaps), measuredValues(ctx, metric, before, gaps)]
  if (!now || !then) return null
  const { rows } = await sql<{ n: number; above: number; others: number; others_above: number }>`
    with held as (select v, true as now from (${now}) a union all select v, false from (${then}) b), middle as (select percentile_cont(${q}::float8) within group (order by v) as m from held)
    select (count(*) filter (where now))::int as n, (count(*) filter (where now and v > m))::int as above, (count(*) filter (where not now))::int as others, (count(*) filter (where not now and v > m))::int as others_above
    from held, middle`.execute(ctx.db)
  const tested = rows[0] ? shares(rows[0].above, rows[0].n, rows[0].others_above, rows[0].others) : null
  return tested && { ...tested, test: 'quantile' }
}
