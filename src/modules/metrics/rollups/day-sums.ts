import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { companyZone } from '../../../kernel/frame.ts'
import type { Days, Window } from '../counted.ts'
import { columnOf, filtersOf, inCells, recordsOf } from '../counted.ts'
import type { Decimal } from '../decimal.ts'
import { NOTHING, decimal, plus } from '../decimal.ts'
import type { Metric } from '../definition.ts'
import type { Division, Side } from '../tally.ts'
import { onlyMeasured, sidesOf, sumsOf } from '../tally.ts'
import type { Gaps } from './gaps.ts'
import { within } from './gaps.ts'

/** What is counted of one day, or of any days together. */
export interface Sums { n: number; hits: number; misses: number; total: Decimal; squares: Decimal }
const NO_SUMS: Sums = { n: 0, hits: 0, misses: 0, total: NOTHING, squares: NOTHING }
const add = (a: Sums, b: Sums): Sums => ({ n: a.n + b.n, hits: a.hits + b.hits, misses: a.misses + b.misses, total: plus(a.total, b.total), squares: plus(a.squares, b.squares) })

/** Days of many metrics, read in two statements; whatever is asked of them then needs none. */
export interface DaySums { fold: (side: Side, window: Window, division: Division) => Map<string | null, Sums> | null }

/** Sums of a side come by the day unless different values or middles are asked for. */
const isSummed = ({ counted, metric: { measure }, number }: Side) => !counted.distinct && !(number === 0 && measure.kind === 'quantile')
interface Wanted { side: Side; filter: [string, string] | undefined; days: Days; window: Window; gaps: readonly Days[] }

/**
 * Reads the days of these metrics: what is kept from the cells of all of them at once, the rest from the records of all of them at once. `cuts` are the
 * first days, in order, of the stretches that are asked for apart: what is kept comes summed from one to the next, so windows and steps must begin and end at them.
 */
export async function readDays(ctx: Ctx, plans: readonly { metric: Metric; window: Window; days: Days }[], cuts: readonly string[], gaps: Gaps): Promise<DaySums> {
  const wanted = new Map<string, Wanted>()
  for (const { metric, window, days } of plans) {
    const own = gaps.get(metric)
    const filters = filtersOf(window)
    if (!own || !inCells(metric, filters.map(([field]) => field))) continue
    for (const side of sidesOf(metric).filter(isSummed)) {
      const key = keyOf(side, filters[0])
      const before = wanted.get(key)
      const span = before ? { from: before.days.from < days.from ? before.days.from : days.from, to: before.days.to > days.to ? before.days.to : days.to } : days
      wanted.set(key, { side, filter: filters[0], days: span, window, gaps: within(own, span) })
    }
  }
  const all = [...wanted.values()]
  const byDay = new Map([...wanted.keys()].map((key) => [key, new Map<string, Sums>()]))
  const days = [...byDay.values()]
  for (const rows of await Promise.all([kept(ctx, all, cuts), counted(ctx, all)])) for (const { nth, day, n, hits, misses, total, squares } of rows) {
    const of = days[nth - 1]!
    const one = { n, hits: hits ?? 0, misses: misses ?? 0, total: total === null ? NOTHING : decimal(total), squares: squares === null ? NOTHING : decimal(squares) }
    of.set(day, of.has(day) ? add(of.get(day)!, one) : one)
  }
  return { fold: (side, window, division) => {
    if (division && 'by' in division) return null
    const own = filtersOf(window).length > 1 ? undefined : wanted.get(keyOf(side, filtersOf(window)[0]))
    if (!own || own.days.from > window.from || own.days.to < window.to) return null
    const parts = new Map<string | null, Sums>()
    for (const [day, sums] of byDay.get(keyOf(side, own.filter))!) {
      if (day < window.from || day > window.to) continue
      const part = division ? stepOf(day, division.every) : null
      parts.set(part, add(parts.get(part) ?? NO_SUMS, sums))
    }
    return parts
  } }
}
const keyOf = ({ metric, number }: Side, filter: [string, string] | undefined) => `${metric.id} ${number} ${filter?.join(' ') ?? ''}`
/** The first day of the step a day lies in: weeks begin on Mondays. */
export function stepOf(day: string, every: 'day' | 'week' | 'month'): string {
  if (every === 'day') return day
  if (every === 'month') return `${day.slice(0, 7)}-01`
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() - (at.getUTCDay() + 6) % 7)
  return at.toISOString().slice(0, 10)
}

interface Row { nth: number; day: string; n: number; hits: number | null; misses: number | null; total: string | null; squares: string | null }
async function kept(ctx: Ctx, all: readonly Wanted[], cuts: readonly string[]): Promise<Row[]> {
  if (!all.length) return []
  // Of a metric with few days to count from records the cells of those days are left out here, as they are stale.
  const stale = all.flatMap(({ gaps }, at) => gaps.map((gap) => ({ nth: at + 1, ...gap })))
  return (await sql<Row>`select w.nth::int as nth, min(c.day)::text as day, sum(c.n)::int as n, sum(c.hits)::int as hits, sum(c.misses)::int as misses, sum(c.total)::text as total, sum(c.squares)::text as squares
    from unnest(${all.map(({ side }) => side.metric.id)}::uuid[], ${all.map(({ side }) => side.number)}::smallint[], ${all.map(({ filter }) => filter?.[0] ?? '')}::text[], ${all.map(({ filter }) => filter === undefined || filter[1] === 'none' ? '' : filter[1])}::text[], ${all.map(({ days }) => days.from)}::date[], ${all.map(({ days }) => days.to)}::date[])
      with ordinality w(id, side, field, part, first, last, nth) join metric_cell c on c.definition_id = w.id and c.side = w.side and c.field = w.field and c.part = w.part and c.day between w.first and w.last
    where not exists (select from unnest(${stale.map(({ nth }) => nth)}::int[], ${stale.map(({ from }) => from)}::date[], ${stale.map(({ to }) => to)}::date[]) s(nth, first, last) where s.nth = w.nth and c.day between s.first and s.last)
    group by w.nth, width_bucket(c.day, ${cuts}::date[])`.execute(ctx.db)).rows
}

async function counted(ctx: Ctx, all: readonly Wanted[]): Promise<Row[]> {
  const zone = ctx.settings.get(companyZone)
  const parts = all.flatMap(({ side, window, gaps }, at) => {
    const records = recordsOf(ctx, side.facts, side.counted, window, gaps)
    return records ? [sql`select nth, day, n, hits, misses, total::text as total, squares::text as squares from (select ${at + 1}::int as nth, to_char(${columnOf(side.facts, side.counted.at)} at time zone ${zone}, 'YYYY-MM-DD') as day, ${sql.join(sumsOf(ctx, side))} ${records}${onlyMeasured(side)} group by 2) counted`] : []
  })
  return parts.length ? (await sql<Row>`${sql.join(parts, sql` union all `)}`.execute(ctx.db)).rows : []
}
