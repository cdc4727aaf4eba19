import { sql } from 'kysely'
import { chiSquareUpper, fUpper, normalUpper } from '../../../pure/stats/index.ts'
import type { Ctx } from '../../../kernel/context.ts'
import type { Window } from '../counted.ts'
import { columnOf, measured, recordsOf } from '../counted.ts'
import type { Metric } from '../definition.ts'

/** Measured values by group, as far as tests need them: counted in the database, for there may be a million. */
export interface Sample { part: string | null; n: number; mean: number; variance: number; ranks: number }
export interface Samples { parts: Sample[]; n: number; ties: number; skewness: number }

/** With fewer than so many values in a group the shape of the distribution decides about the test. */
const FEW = 30
/** Beyond this skewness a mean of few values is not near enough to normal. */
const SKEWED = 1

/** Size, mean, variance and sum of ranks of every group, and how lopsided the values lie about the means of their groups. `only` leaves the other groups out. Null where the reader sees no record. */
export async function samplesOf(ctx: Ctx, metric: Metric, window: Window, by: string, only?: readonly (string | null)[]): Promise<Samples | null> {
  const { facts, measure } = metric
  const records = recordsOf(ctx, facts, metric, window)
  if (!records || !('field' in measure)) return null
  const { rows } = await sql<Sample & { third: number; second: number; all: number; ties: number }>`
    with held as (select ${columnOf(facts, by)}::text as part, ${columnOf(facts, measure.field)}::float8 as v ${records}${measured(metric)}${only ? sql` and (${columnOf(facts, by)}::text = any(${only.filter((part) => part !== null)}::text[])${only.includes(null) ? sql` or ${columnOf(facts, by)} is null` : sql``})` : sql``}),
      ranked as (select part, v, avg(v) over (partition by part) as m, rank() over (order by v) + (count(*) over (partition by v) - 1) / 2.0 as r from held),
      tied as (select coalesce(sum(c::float8 ^ 3 - c), 0) as ties from (select count(*) as c from held group by v having count(*) > 1) t)
    select part, count(*)::int as n, avg(v) as mean, coalesce(var_samp(v), 0) as variance, sum(r)::float8 as ranks, sum((v - m) ^ 3) as third, sum((v - m) ^ 2) as second, (select ties from tied) as ties
    from ranked group by part order by n desc, part`.execute(ctx.db)
  const n = rows.reduce((sum, row) => sum + row.n, 0)
  const second = rows.reduce((sum, row) => sum + row.second, 0) / n
  return { parts: rows, n, ties: rows[0]?.ties ?? 0, skewness: second > 0 ? rows.reduce((sum, row) => sum + row.third, 0) / n / second ** 1.5 : 0 }
}

/** Whether ranks speak better than means: few values in a group, and lopsided. */
export const byRanks = ({ parts, skewness }: Samples, least = Math.min(...parts.map(({ n }) => n))): boolean => Math.abs(skewness) > SKEWED && least < FEW

/** Mann–Whitney's U of one group against all others, by the normal approximation with ties and correction for continuity (R's wilcox.test with exact = FALSE). */
export function mannWhitneyOf({ n, ties }: Samples, { n: own, ranks }: Sample): number {
  const others = n - own
  if (!own || !others) return Number.NaN
  const gap = ranks - own * (own + 1) / 2 - own * others / 2
  const sd = Math.sqrt(own * others / 12 * (n + 1 - ties / (n * (n - 1))))
  return sd > 0 ? Math.min(1, 2 * normalUpper(Math.max(0, Math.abs(gap) - 0.5) / sd)) : 1
}
/** Kruskal–Wallis over all groups (R's kruskal.test). */
export function kruskalOf({ parts, n, ties }: Samples): number {
  const correction = 1 - ties / (n ** 3 - n)
  const h = (12 / (n * (n + 1)) * parts.reduce((sum, { ranks, n: own }) => sum + ranks ** 2 / own, 0) - 3 * (n + 1)) / correction
  return correction > 1e-12 ? chiSquareUpper(h, parts.length - 1) : 1
}
/** Welch's analysis of variance from sizes, means and variances (Welch 1951; R's oneway.test). NaN where a group has one value or no variance. */
export function welchAnovaOf(parts: readonly Pick<Sample, 'n' | 'mean' | 'variance'>[]): number {
  const k = parts.length
  if (k < 2 || parts.some(({ n, variance }) => n < 2 || !(variance > 0))) return Number.NaN
  const weights = parts.map(({ n, variance }) => n / variance)
  const all = weights.reduce((sum, w) => sum + w, 0)
  const mean = parts.reduce((sum, part, at) => sum + weights[at]! * part.mean, 0) / all
  const a = parts.reduce((sum, part, at) => sum + weights[at]! * (part.mean - mean) ** 2, 0) / (k - 1)
  const lambda = parts.reduce((sum, { n }, at) => sum + (1 - weights[at]! / all) ** 2 / (n - 1), 0)
  return fUpper(a / (1 + 2 * (k - 2) / (k ** 2 - 1) * lambda), k - 1, (k ** 2 - 1) / (3 * lambda))
}
