import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Ctx } from '../../kernel/context.ts'
import { companyZone } from '../../kernel/frame.ts'
import { chiSquareQuantile, normalQuantile, tQuantile, wilson } from '../../pure/stats/index.ts'
import type { Value } from './contract.ts'
import type { Window } from './counted.ts'
import { columnOf, holds, measured, recordsOf } from './counted.ts'
import type { Metric } from './definition.ts'
import { SCALE } from './definition.ts'
import type { Facts } from './facts.ts'

/** What values are told apart by: nothing, a field, or the days, weeks or months of the moment. */
export type Division = { by: string } | { every: 'day' | 'week' | 'month' } | null
/** What the database counted of one part. `low` and `high` are the values at the ranks of a quantile's interval. */
export interface Tally { part: string | null; n: number; hits: number | null; misses: number | null; mean: number | null; sd: number | null; total: number | null; middle: number | null; low: number | null; high: number | null }

const Z = normalQuantile(0.975)

/** The values of a metric in a window, part by part; the key of a part is its group or the first day. Two statements at most. */
export async function valuesOf(ctx: Ctx, metric: Metric, window: Window, division: Division): Promise<Map<string | null, Value>> {
  const { tallies, others } = await tallyOf(ctx, metric, window, division)
  const parts = new Set([...tallies.keys(), ...others?.keys() ?? []])
  return new Map([...parts].map((part) => [part, valueOf(metric, tallies.get(part) ?? NO_TALLY, others ? others.get(part)?.n ?? 0 : null)]))
}

/** What the database counted in a window, part by part; `others` counts what a ratio is measured against. */
export async function tallyOf(ctx: Ctx, metric: Metric, window: Window, division: Division): Promise<{ tallies: Map<string | null, Tally>; others: Map<string | null, Tally> | null }> {
  const { measure, over } = metric
  return {
    tallies: await tally(ctx, metric.facts, metric, window, division, metric),
    others: measure.kind === 'ratio' && over ? await tally(ctx, over, measure.over, window, division, null) : null,
  }
}
/** What a part is where nothing was counted. */
export const NO_TALLY: Tally = { part: null, n: 0, hits: 0, misses: 0, mean: null, sd: null, total: null, middle: null, low: null, high: null }

async function tally(ctx: Ctx, facts: Facts, counted: Parameters<typeof recordsOf>[2], window: Window, division: Division, metric: Metric | null): Promise<Map<string | null, Tally>> {
  const records = recordsOf(ctx, facts, counted, window)
  if (!records) return new Map()
  const part = !division ? sql`null::text` : 'by' in division ? sql`${columnOf(facts, division.by)}::text`
    : sql`to_char(date_trunc(${division.every}, ${columnOf(facts, counted.at)} at time zone ${ctx.settings.get(companyZone)}), 'YYYY-MM-DD')`
  const more = metric ? tallied(ctx, metric) : []
  const { rows } = await sql<Tally>`
    select ${metric?.measure.kind === 'quantile' ? sql`part, n${ranks(metric.measure.q)}` : sql`*`} from (
      select ${part} as part, count(*)::int as n${more.length ? sql`, ${sql.join(more)}` : sql``} ${records}${metric ? measured(metric) : sql``} group by 1
    ) counted`.execute(ctx.db)
  return new Map(rows.map((row) => [row.part, { ...NO_TALLY, ...row }]))
}

function tallied(ctx: Ctx, { facts, measure }: Metric): RawBuilder<unknown>[] {
  switch (measure.kind) {
    case 'share': return [sql`(count(*) filter (where ${holds(ctx, facts, measure.when)}))::int as hits`]
    case 'balance': return [sql`(count(*) filter (where ${holds(ctx, facts, measure.plus)}))::int as hits`, sql`(count(*) filter (where ${holds(ctx, facts, measure.minus)}))::int as misses`]
    case 'mean': return [sql`avg(${columnOf(facts, measure.field)}::float8) as mean`, sql`stddev_samp(${columnOf(facts, measure.field)}::float8) as sd`, sql`sum(${columnOf(facts, measure.field)}::float8) as total`]
    case 'sum': return [sql`sum(${columnOf(facts, measure.field)}::float8) as total`]
    case 'quantile': return [sql`array_agg(${columnOf(facts, measure.field)}::float8 order by ${columnOf(facts, measure.field)}) as list`]
    default: return []
  }
}

/**
 * The quantile by straight line between neighbours, and the values whose ranks enclose it with 95 % (binomial ranks by the normal
 * approximation; Conover 1999, Practical Nonparametric Statistics, 3.2).
 */
function ranks(q: number): RawBuilder<unknown> {
  const at = sql`((n - 1) * ${q}::float8)`
  const reach = sql`${Z}::float8 * sqrt(n * ${q}::float8 * (1 - ${q}::float8))`
  return sql`, list[floor(${at})::int + 1] + (${at} - floor(${at})) * (list[least(n, floor(${at})::int + 2)] - list[floor(${at})::int + 1]) as middle,
    list[greatest(1, floor(n * ${q}::float8 - ${reach})::int)] as low, list[least(n, ceil(n * ${q}::float8 + ${reach})::int + 1)] as high`
}

/** The value of one part with its interval. `others` is the count a ratio is measured against, null for every other measure. */
export function valueOf({ measure, unit, minimum }: Metric, tally: Tally, others: number | null): Value {
  const scale = SCALE[unit]
  const { n, hits, misses, mean, sd, total, middle, low, high } = tally
  const hidden = { value: null, n, numerator: null, denominator: null, interval: null }
  if (n < minimum) return hidden
  switch (measure.kind) {
    case 'count': return { ...hidden, value: n, numerator: n }
    case 'share': {
      const counts = { n, numerator: hits, denominator: n }
      if (!n) return { ...hidden, ...counts }
      const { p, lower, upper } = wilson(hits ?? 0, n)
      return { ...counts, value: p * scale, interval: { lower: lower * scale, upper: upper * scale, method: 'wilson' } }
    }
    case 'balance': {
      const net = (hits ?? 0) - (misses ?? 0)
      if (!n) return { ...hidden, numerator: 0, denominator: 0 }
      const share = net / n
      const reach = Z * Math.sqrt(Math.max(0, ((hits ?? 0) + (misses ?? 0)) / n - share * share) / n)
      return { value: share * scale, n, numerator: net, denominator: n, interval: { lower: Math.max(-1, share - reach) * scale, upper: Math.min(1, share + reach) * scale, method: 'normal' } }
    }
    case 'mean': {
      const reach = n > 1 && sd !== null ? tQuantile(0.975, n - 1) * sd / Math.sqrt(n) : null
      return { value: mean, n, numerator: total, denominator: n, interval: mean !== null && reach !== null ? { lower: mean - reach, upper: mean + reach, method: 't' } : null }
    }
    case 'sum': return { ...hidden, value: total ?? 0, numerator: total ?? 0 }
    case 'quantile': return { ...hidden, value: middle, interval: n > 1 && low !== null && high !== null ? { lower: low, upper: high, method: 'ranks' } : null }
    case 'ratio': {
      const counts = { n, numerator: n, denominator: others ?? 0 }
      if (!others) return { ...hidden, ...counts }
      // The exact interval of a Poisson count: Garwood (1936), Biometrika 28.
      const lower = n ? chiSquareQuantile(0.025, 2 * n) / 2 : 0
      return { ...counts, value: n / others * scale, interval: { lower: lower / others * scale, upper: chiSquareQuantile(0.975, 2 * n + 2) / 2 / others * scale, method: 'poisson' } }
    }
  }
}
