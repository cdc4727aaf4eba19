import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { dayIn } from '../../../kernel/days.ts'
import { notFound } from '../../../kernel/errors.ts'
import { companyZone } from '../../../kernel/frame.ts'
import type { CommandCall } from '../../../kernel/module.ts'
import { systemActor } from '../../../kernel/actors.ts'
import type { RollupStatus } from '../contract.ts'
import { MetricRecomputed } from '../contract.ts'
import { metricKind } from '../definition.ts'
import { keptDays } from '../settings.ts'
import { fillNext, forget, keptMetrics } from './fill.ts'
import { MARKS, TICK, watchedBy } from './gaps.ts'

/** Of every metric in force: how many days are kept and which of them wait to be counted anew. */
export async function rollupStatus(ctx: Ctx): Promise<{ items: RollupStatus[] }> {
  const kept = keptMetrics(ctx)
  const zone = ctx.settings.get(companyZone)
  const today = dayIn(zone, ctx.now)
  const { rows } = kept.length ? await sql<{ id: string; days: number; stale: number; last: Date | null }>`
    select w.id, (count(d.day))::int as days, (count(*) filter (where g.day < ${today}::date - s.settles and (d.day is null or d.zone <> ${zone} or d.tick <> ${TICK})))::int as stale, max(d.filled_at) as last
    from ${watchedBy(kept)} join unnest(${kept.map(({ id }) => id)}::uuid[], ${kept.map(({ settlesAfterDays }) => settlesAfterDays)}::int[]) s(id, settles) on s.id = w.id
      cross join (select x::date as day from generate_series(${today}::date - ${ctx.settings.get(keptDays)}::int, ${today}::date - 1, interval '1 day') x) g
      left join metric_day d on d.definition_id = w.id and d.day = g.day ${MARKS} group by 1`.execute(ctx.db) : { rows: [] }
  const found = new Map(rows.map((row) => [row.id, row]))
  return { items: ctx.definitions.keys(metricKind, ctx.now).map((key) => ctx.definitions.current(metricKind, key, ctx.now).is).map(({ id, key, name, kept: isKept }) => {
    const row = found.get(id)
    return { key, name, kept: isKept, days: row?.days ?? 0, stale: row?.stale ?? 0, refreshedAt: row?.last ?? null }
  }) }
}

/** Throws away what is kept of a metric, of all when none is named, to be counted from zero. The values stay the same; whoever doubts that may look. @throws AppError 404 metric.not-found */
export async function recompute(ctx: Ctx, key?: string): Promise<{ items: RollupStatus[] }> {
  const metrics = keptMetrics(ctx).filter((metric) => key === undefined || metric.key === key)
  if (key !== undefined && !ctx.definitions.keys(metricKind, ctx.now).includes(key)) throw notFound('metric')
  await forget(ctx, metrics)
  for (const metric of key === undefined ? metrics : metrics.slice(0, 1)) await ctx.emit(MetricRecomputed, metric.id, { key: metric.key })
  return rollupStatus(ctx)
}

/** `shouwen metrics recompute [KEY…]`: forgets and fills at once, so that what it prints is done. */
export async function recomputeCommand({ work, names, say }: CommandCall): Promise<object> {
  const keys = names.length ? [...names] : [undefined]
  for (const key of keys) await work.unit(systemActor, 'cli.metrics recompute', (ctx) => recompute(ctx, key))
  let steps = 0
  while (await work.unit(systemActor, 'cli.metrics recompute', (ctx) => fillNext(ctx, names.length ? names : undefined))) if (++steps % 20 === 0) say(`${steps}`)
  return work.read(systemActor, 'cli.metrics recompute', async (ctx) => ({ items: (await rollupStatus(ctx)).items.filter(({ key }) => !names.length || names.includes(key)) }))
}
