import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Ctx } from '../../kernel/context.ts'
import { companyZone } from '../../kernel/frame.ts'
import { normalQuantile } from '../../pure/stats/index.ts'
import type { Days, Window } from './counted.ts'
import { columnOf, filtersOf, holds, inCells, recordsOf } from './counted.ts'
import type { Decimal } from './decimal.ts'
import { NOTHING, decimal, deviation, numberOf } from './decimal.ts'
import type { Counted, Metric } from './definition.ts'
import type { Facts } from './facts.ts'
import type { Gaps } from './rollups/gaps.ts'
import { within } from './rollups/gaps.ts'

/** What values are told apart by: nothing, a field, or the days, weeks or months of the moment. */
export type Division = { by: string } | { every: 'day' | 'week' | 'month' } | null
/** What the database counted of one part. `low` and `high` are the values at the ranks of a quantile's interval; `distinct` the different values where those are counted. */
export interface Tally { part: string | null; n: number; hits: number | null; misses: number | null; mean: number | null; sd: number | null; total: number | null; middle: number | null; low: number | null; high: number | null; /** Every value of a small sample, where the ranks of the interval lie beyond it. */ sample?: readonly number[] | null; distinct: number | null }
/** What a part is where nothing was counted. */
export const NO_TALLY: Tally = { part: null, n: 0, hits: 0, misses: 0, mean: null, sd: null, total: null, middle: null, low: null, high: null, distinct: 0 }
/** One side of a metric: what it counts, or what a ratio is measured against. */
export interface Side { metric: Metric; facts: Facts; counted: Counted; number: 0 | 1 }
const Z = normalQuantile(0.975)

export const sidesOf = (metric: Metric): readonly Side[] => [
  { metric, facts: metric.facts, counted: metric, number: 0 },
  ...(metric.measure.kind === 'ratio' && metric.over ? [{ metric, facts: metric.over, counted: metric.measure.over, number: 1 } as const] : []),
]

/** What the database counted in a window, part by part; `others` counts what a ratio is measured against. Days that are kept come from their cells, all others from the records. */
export async function tallyOf(ctx: Ctx, metric: Metric, window: Window, division: Division, gaps: Gaps = new Map()): Promise<{ tallies: Map<string | null, Tally>; others: Map<string | null, Tally> | null }> {
  const [own, over] = await Promise.all(sidesOf(metric).map((side) => folded(side, window, division, gaps) ?? tally(ctx, side, window, division, gaps.get(metric))))
  return { tallies: own ?? new Map(), others: over ?? null }
}

/** From days that were read beforehand. */
function folded(side: Side, window: Window, division: Division, gaps: Gaps): Map<string | null, Tally> | null {
  const parts = gaps.sums?.fold(side, window, division)
  return parts ? new Map([...parts].map(([part, { n, hits, misses, total, squares }]) => [part, { ...NO_TALLY, part, n, hits, misses, ...spreadOf(n, total, squares) }])) : null
}
const spreadOf = (n: number, total: Decimal, squares: Decimal) => ({ total: numberOf(total), mean: n ? numberOf(total) / n : null, sd: deviation(n, total, squares) })

async function tally(ctx: Ctx, side: Side, window: Window, division: Division, gaps: readonly Days[] | undefined): Promise<Map<string | null, Tally>> {
  const { facts, counted } = side
  const filters = filtersOf(window)
  const isKept = gaps !== undefined && inCells(side.metric, [...filters.map(([field]) => field), ...(division && 'by' in division ? [division.by] : [])])
  const stretches = isKept ? within(gaps, window) : [window]
  const records = recordsOf(ctx, facts, counted, window, stretches)
  const zone = ctx.settings.get(companyZone)
  const part = !division ? sql`null::text` : 'by' in division ? sql`${columnOf(facts, division.by)}::text` : stepOf(division.every, sql`${columnOf(facts, counted.at)} at time zone ${zone}`)
  const parts = [
    ...(isKept ? [keptCells(side, window, division, filters[0], stretches)] : []),
    ...(records ? [sql`select ${part} as part, ${sql.join(sumsOf(ctx, side))} ${records}${onlyMeasured(side)} group by 1`] : []),
  ]
  if (!parts.length) return new Map()
  const { rows } = await sql<Tally & { sum?: string; squares?: string }>`with parts as (${sql.join(parts, sql` union all `)}) ${together(side, division === null)}`.execute(ctx.db)
  return new Map(rows.map(({ sum, squares, ...row }) => [row.part, { ...NO_TALLY, ...row, ...(sum === undefined ? {} : spreadOf(row.n, decimal(sum), squares ? decimal(squares) : NOTHING)) }]))
}
const stepOf = (every: 'day' | 'week' | 'month', at: RawBuilder<unknown>) => sql`to_char(date_trunc(${every}, ${at}), 'YYYY-MM-DD')`

/** The cells of the window but for the days that are counted from the records. */
function keptCells({ metric, number }: Side, { from, to }: Window, division: Division, filter: [string, string] | undefined, stretches: readonly Days[]): RawBuilder<unknown> {
  const field = division && 'by' in division ? division.by : filter?.[0] ?? ''
  const part = !division ? sql`null::text` : 'by' in division ? sql`nullif(c.part, '')` : stepOf(division.every, sql`c.day::timestamp`)
  return sql`select ${part} as part, c.n, c.hits, c.misses, c.total, c.squares, c.list, c.keys from metric_cell c
    where c.definition_id = ${metric.id} and c.side = ${number} and c.field = ${field} and c.day between ${from} and ${to}${filter ? sql` and c.part = ${filter[1] === 'none' ? '' : filter[1]}` : sql``}
    ${stretches.length ? sql`and not (${sql.join(stretches.map((gap) => sql`c.day between ${gap.from} and ${gap.to}`), sql` or `)})` : sql``}`
}

export const onlyMeasured = ({ facts, metric: { measure }, number }: Side): RawBuilder<unknown> => number === 0 && 'field' in measure ? sql` and ${columnOf(facts, measure.field)} is not null` : sql``

/** The eight sums that every cell and every part is made of. Totals are decimal, so that no order of adding changes them. */
export function sumsOf(ctx: Ctx, { facts, counted, metric: { measure }, number }: Side): RawBuilder<unknown>[] {
  const is = number === 0 ? measure : { kind: 'count' as const }
  const value = 'field' in is ? columnOf(facts, is.field) : null
  const sums = is.kind === 'mean' || is.kind === 'sum' ? value : null
  return [
    sql`count(*)::int as n`,
    is.kind === 'share' ? sql`(count(*) filter (where ${holds(ctx, facts, is.when)}))::int as hits` : is.kind === 'balance' ? sql`(count(*) filter (where ${holds(ctx, facts, is.plus)}))::int as hits` : sql`null::int as hits`,
    is.kind === 'balance' ? sql`(count(*) filter (where ${holds(ctx, facts, is.minus)}))::int as misses` : sql`null::int as misses`,
    sums ? sql`sum(${sums}::float8::numeric) as total` : sql`null::numeric as total`,
    sums && is.kind === 'mean' ? sql`sum(${sums}::float8::numeric * ${sums}::float8::numeric) as squares` : sql`null::numeric as squares`,
    is.kind === 'quantile' ? sql`array_agg(${value}::float8) as list` : sql`null::float8[] as list`,
    counted.distinct ? sql`array_agg(distinct ${columnOf(facts, counted.distinct)}::text) as keys` : sql`null::text[] as keys`,
  ]
}

/** `select v`: every measured value of a window, from cells and records. Null where the reader sees none. Only of a metric that keeps its values: a quantile. */
export function measuredValues(ctx: Ctx, metric: Metric, window: Window, gaps: Gaps): RawBuilder<unknown> | null {
  const { facts, measure } = metric
  if (!('field' in measure)) return null
  const [side] = sidesOf(metric)
  const filters = filtersOf(window)
  const own = gaps.get(metric)
  const isKept = own !== undefined && measure.kind === 'quantile' && inCells(metric, filters.map(([field]) => field))
  const stretches = isKept ? within(own, window) : [window]
  const records = recordsOf(ctx, facts, metric, window, stretches)
  const parts = [
    ...(isKept ? [sql`select unnest(kept.list) as v from (${keptCells(side!, window, null, filters[0], stretches)}) kept`] : []),
    ...(records ? [sql`select ${columnOf(facts, measure.field)}::float8 as v ${records}${onlyMeasured(side!)}`] : []),
  ]
  return parts.length ? sql`${sql.join(parts, sql` union all `)}` : null
}

/** One line a part, out of however many cells and counts it has. */
function together({ counted, metric: { measure }, number }: Side, isWhole: boolean): RawBuilder<unknown> {
  const kind = number === 0 ? measure.kind : 'count'
  // A hash of the different values costs less than sorting all of them, as count(distinct …) does.
  if (counted.distinct) return sql`select p.part, p.n, k.distinct from (select part, sum(n)::int as n from parts group by part) p
    join (select part, count(*)::int as distinct from (select distinct part, key from parts, unnest(keys) key) different group by part) k on k.part is not distinct from p.part`
  switch (kind) {
    case 'share': return sql`select part, sum(n)::int as n, sum(hits)::int as hits from parts group by part`
    case 'balance': return sql`select part, sum(n)::int as n, sum(hits)::int as hits, sum(misses)::int as misses from parts group by part`
    case 'mean': case 'sum': return sql`select part, sum(n)::int as n, sum(total)::text as sum, sum(squares)::text as squares from parts group by part`
    case 'quantile': return sql`select part, n${ranks((measure as { q: number }).q)}${isWhole ? sampleBeside((measure as { q: number }).q) : sql``} from (select part, count(*)::int as n, array_agg(v order by v) as list from parts, unnest(list) v group by part) sorted`
    default: return sql`select part, sum(n)::int as n from parts group by part`
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
/** The values themselves where the normal approximation of the ranks does not hold: never more than a few dozen. */
const sampleBeside = (q: number) => sql`, case when n * ${Math.min(q, 1 - q)}::float8 < 5 then list end as sample`
