import { sql } from 'kysely'
import { sightOf } from '../../../kernel/access.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { dayIn, startOfDay } from '../../../kernel/days.ts'
import { companyZone } from '../../../kernel/frame.ts'
import type { Days } from '../counted.ts'
import type { Metric } from '../definition.ts'
import type { DaySums } from './day-sums.ts'

/** More stretches than this are counted in one go with what lies between them. */
const MOST_STRETCHES = 12
/** Days that must be counted from the records themselves, by metric; a metric that is not among them is not kept, or not for this reader. */
export interface Gaps {
  get: (metric: Metric) => readonly Days[] | undefined
  /** The days themselves, where they were read beforehand. */
  sums?: DaySums
}

/** Whether the cells are this reader's too: they count every record there is. */
export const seesAll = (ctx: Ctx, { facts, over }: Metric): boolean => sightOf(ctx.actor, facts.permission, facts) === 'all' && (!over || sightOf(ctx.actor, over.permission, over) === 'all')

/** The marks a metric's days depend on, for SQL: `unnest` of these five lists. */
export const watchedBy = (metrics: readonly Metric[]) => sql`unnest(${metrics.map(({ id }) => id)}::uuid[], ${metrics.map(({ of }) => of)}::text[], ${metrics.map(({ at }) => at)}::text[],
  ${metrics.map(({ measure }) => measure.kind === 'ratio' ? measure.over.of : null)}::text[], ${metrics.map(({ measure }) => measure.kind === 'ratio' ? measure.over.at : null)}::text[]) w(id, facts, moment, over_facts, over_moment)`
export const TICK = sql`coalesce(m.tick, 0) + coalesce(o.tick, 0)`
export const MARKS = sql`left join metric_mark m on m.facts = w.facts and m.moment = w.moment and m.day = g.day left join metric_mark o on o.facts = w.over_facts and o.moment = w.over_moment and o.day = g.day`

/** What of these days is not kept, in one statement for all the metrics. A day that is not over is never kept. */
export async function gapsOf(ctx: Ctx, metrics: readonly Metric[], { from, to }: Days): Promise<ReadonlyMap<Metric, readonly Days[]>> {
  const kept = [...new Set(metrics)].filter((metric) => metric.kept && seesAll(ctx, metric))
  if (!kept.length) return new Map()
  const zone = ctx.settings.get(companyZone)
  const today = dayIn(zone, ctx.now)
  const over = to < today ? to : dayBefore(today)
  const { rows } = over < from ? { rows: [] } : await sql<{ id: string; days: string[] }>`
    select w.id, array_agg(g.day::text order by g.day) as days
    from ${watchedBy(kept)} cross join (select d::date as day from generate_series(${from}::date, ${over}::date, interval '1 day') d) g
      left join metric_day d on d.definition_id = w.id and d.day = g.day and d.definition_id = any(${kept.map(({ id }) => id)}::uuid[]) and d.day between ${from} and ${over} ${MARKS}
    where d.day is null or d.zone <> ${zone} or d.tick <> ${TICK} group by 1`.execute(ctx.db)
  const found = new Map(rows.map(({ id, days }) => [id, days]))
  return new Map(kept.map((metric) => {
    const stretches = stretchesOf(found.get(metric.id) ?? [])
    if (to >= today) add(stretches, { from: from > today ? from : today, to })
    return [metric, stretches.length > MOST_STRETCHES ? [{ from: stretches[0]!.from, to: stretches.at(-1)!.to }] : stretches]
  }))
}

export const dayBefore = (day: string): string => dayIn('UTC', startOfDay('UTC', day, -1))
const dayAfter = (day: string): string => dayIn('UTC', startOfDay('UTC', day, 1))
function add(stretches: Days[], next: Days): void {
  const last = stretches.at(-1)
  if (last && dayAfter(last.to) >= next.from) last.to = next.to
  else stretches.push({ ...next })
}
function stretchesOf(days: readonly string[]): Days[] {
  const stretches: Days[] = []
  for (const day of days) add(stretches, { from: day, to: day })
  return stretches
}
/** What of the gaps lies in these days. */
export const within = (gaps: readonly Days[], { from, to }: Days): Days[] => gaps.flatMap((gap) => gap.to < from || gap.from > to ? [] : [{ from: gap.from < from ? from : gap.from, to: gap.to > to ? to : gap.to }])
