import { sql } from 'kysely'
import { systemActor } from '../../../kernel/actors.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { dayIn, startOfDay } from '../../../kernel/days.ts'
import { companyZone } from '../../../kernel/frame.ts'
import { columnOf, recordsOf } from '../counted.ts'
import type { Days } from '../counted.ts'
import type { Metric } from '../definition.ts'
import { metricKind } from '../definition.ts'
import { keptDays } from '../settings.ts'
import { onlyMeasured, sidesOf, sumsOf } from '../tally.ts'
import { MARKS, TICK, watchedBy } from './gaps.ts'

/** Filled in one go: a quarter and some, of so many metrics. */
const STEP_DAYS = 100
const STEP_METRICS = 8

/** Metrics in force whose days may be kept. */
export const keptMetrics = (ctx: Ctx): Metric[] => ctx.definitions.keys(metricKind, ctx.now).map((key) => ctx.definitions.current(metricKind, key, ctx.now).is).filter(({ kept }) => kept)

/** Whoever fills or throws away waits for the other: the beat, and a person at the command line. */
const oneAtATime = (ctx: Ctx) => sql`select pg_advisory_xact_lock(7200003)`.execute(ctx.db)

/** Fills the newest stretch of stale days of some metrics; answers whether there was one. */
export async function fillNext(ctx: Ctx, only?: readonly string[]): Promise<boolean> {
  await oneAtATime(ctx)
  const next = await nextStale(ctx, keptMetrics(ctx).filter(({ key }) => !only || only.includes(key)))
  for (const { metric, days } of next) await fillDays(ctx, metric, days)
  return next.length > 0
}

async function nextStale(ctx: Ctx, metrics: readonly Metric[]): Promise<{ metric: Metric; days: Days }[]> {
  if (!metrics.length) return []
  const zone = ctx.settings.get(companyZone)
  const today = dayIn(zone, ctx.now)
  const { rows } = await sql<{ id: string; first: string; last: string }>`
    with stale as (
      select w.id, g.day, max(g.day) over (partition by w.id) as newest from ${watchedBy(metrics)} join unnest(${metrics.map(({ id }) => id)}::uuid[], ${metrics.map(({ settlesAfterDays }) => settlesAfterDays)}::int[]) s(id, settles) on s.id = w.id
        cross join (select d::date as day from generate_series(${today}::date - ${ctx.settings.get(keptDays)}::int, ${today}::date - 1, interval '1 day') d) g
        left join metric_day d on d.definition_id = w.id and d.day = g.day ${MARKS}
      where g.day < ${today}::date - s.settles and (d.day is null or d.zone <> ${zone} or d.tick <> ${TICK})
    )
    select id, min(day)::text as first, max(day)::text as last from stale where day > newest - ${STEP_DAYS}::int group by id order by max(day) desc, id limit ${STEP_METRICS}`.execute(ctx.db)
  return rows.flatMap(({ id, first, last }) => { const metric = metrics.find((one) => one.id === id); return metric ? [{ metric, days: { from: first, to: last } }] : [] })
}

/**
 * Counts these days of a metric anew by the definition's own SQL: its cells for the whole and for every field it is divided by. The state of the
 * marks is read before the records are, so a change in between leaves the day stale and not wrong.
 */
export async function fillDays(ctx: Ctx, metric: Metric, { from, to }: Days): Promise<void> {
  const house = { ...ctx, actor: systemActor }
  const zone = ctx.settings.get(companyZone)
  const { rows: ticks } = await sql<{ day: string; tick: string }>`
    select g.day::text as day, ${TICK} as tick from ${watchedBy([metric])} cross join (select d::date as day from generate_series(${from}::date, ${to}::date, interval '1 day') d) g ${MARKS}`.execute(ctx.db)
  await sql`delete from metric_cell where definition_id = ${metric.id} and side = any(array[0, 1]::smallint[]) and field = any(${['', ...metric.by]}::text[]) and day between ${from} and ${to}`.execute(ctx.db)
  for (const side of sidesOf(metric)) {
    const parts = sql.join([sql`(''::text, ''::text)`, ...metric.by.map((field) => sql`(${field}::text, coalesce(${columnOf(side.facts, field)}::text, ''))`)])
    const records = recordsOf(house, side.facts, side.counted, { from, to }, undefined, sql`cross join lateral (values ${parts}) p(field, part)`)
    await sql`insert into metric_cell (definition_id, side, field, day, part, n, hits, misses, total, squares, list, keys)
      select ${metric.id}::uuid, ${side.number}::smallint, p.field, (${columnOf(side.facts, side.counted.at)} at time zone ${zone})::date, p.part, ${sql.join(sumsOf(house, side))}
      ${records}${onlyMeasured(side)} group by 3, 4, 5`.execute(ctx.db)
  }
  await sql`insert into metric_day (definition_id, day, tick, zone, filled_at) select ${metric.id}::uuid, d, t, ${zone}, ${ctx.now} from unnest(${ticks.map(({ day }) => day)}::date[], ${ticks.map(({ tick }) => tick)}::bigint[]) x(d, t)
    on conflict (definition_id, day) do update set tick = excluded.tick, zone = excluded.zone, filled_at = excluded.filled_at`.execute(ctx.db)
}

/** Throws away what is kept of these metrics, of all when none is named; the clock fills it again. */
export async function forget(ctx: Ctx, metrics: readonly Metric[]): Promise<void> {
  await oneAtATime(ctx)
  const ids = metrics.map(({ id }) => id)
  await sql`delete from metric_day where definition_id = any(${ids}::uuid[])`.execute(ctx.db)
  await sql`delete from metric_cell where definition_id = any(${ids}::uuid[])`.execute(ctx.db)
}

/** Drops what nobody asks for any more: cells of versions that are no longer in force, and days beyond those that are kept. */
export async function dropOld(ctx: Ctx): Promise<void> {
  const ids = keptMetrics(ctx).map(({ id }) => id)
  const zone = ctx.settings.get(companyZone)
  const first = dayIn(zone, startOfDay(zone, dayIn(zone, ctx.now), -ctx.settings.get(keptDays)))
  await sql`delete from metric_cell where definition_id <> all(${ids}::uuid[]) or day < ${first}`.execute(ctx.db)
  await sql`delete from metric_day where definition_id <> all(${ids}::uuid[]) or day < ${first}`.execute(ctx.db)
}
