import type { Ctx } from '../../../kernel/context.ts'
import { conflict, notFound } from '../../../kernel/errors.ts'
import { metricKind } from '../definition.ts'
import { seesAll } from '../rollups/gaps.ts'
import { inBoth } from '../inquiry/sentences.ts'
import { figureText } from '../rules.ts'
import type { Anomaly } from './contract.ts'
import { AnomalyNoted } from './contract.ts'
import type { AnomalyRow } from './tables.ts'
import { tables } from './tables.ts'

const MOST = 200
const rowsOf = (ctx: Ctx) => tables(ctx).selectFrom('metric_anomaly as a').leftJoin('staff_ref as s', 's.id', 'a.seen_by').selectAll('a').select('s.name as seen_name').where('a.gone_at', 'is', null)

/** Days out of the ordinary, of metrics whose every record the reader may see: they were judged over all of them. */
export async function listAnomalies(ctx: Ctx, { metric, from, to, open }: { metric?: string | undefined; from?: string | undefined; to?: string | undefined; open: 'true' | 'false' }): Promise<{ items: Anomaly[] }> {
  let asked = rowsOf(ctx)
  if (metric) asked = asked.where('a.metric', '=', metric)
  if (from) asked = asked.where('a.day', '>=', from)
  if (to) asked = asked.where('a.day', '<=', to)
  if (open === 'true') asked = asked.where('a.seen_at', 'is', null)
  const rows = await asked.orderBy('a.day', 'desc').orderBy('a.id', 'desc').limit(MOST).execute()
  return { items: rows.flatMap((row) => shown(ctx, row) ?? []) }
}

/** Says what was behind it. @throws AppError 404 anomaly.not-found, 409 record.stale */
export async function noteAnomaly(ctx: Ctx, id: string, { version, remark }: { version: number; remark: string }): Promise<Anomaly> {
  const before = await getAnomaly(ctx, id)
  const won = await tables(ctx).updateTable('metric_anomaly').set({ seen_at: ctx.now, seen_by: ctx.actor.id, remark, version: version + 1 }).where('id', '=', id).where('version', '=', version).returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', before)
  await ctx.emit(AnomalyNoted, id, { metric: before.metric, day: before.day })
  return getAnomaly(ctx, id)
}
async function getAnomaly(ctx: Ctx, id: string): Promise<Anomaly> {
  const row = await rowsOf(ctx).where('a.id', '=', id).executeTakeFirst()
  const found = row && shown(ctx, row)
  if (!found) throw notFound('anomaly')
  return found
}

function shown(ctx: Ctx, row: AnomalyRow & { seen_name: string | null }): Anomaly | null {
  if (!ctx.definitions.keys(metricKind, ctx.now).includes(row.metric)) return null
  const { is } = ctx.definitions.current(metricKind, row.metric, ctx.now)
  if (!seesAll(ctx, is)) return null
  const { kind, value, expected, score, n, days } = row
  return {
    id: row.id, metric: row.metric, metricName: is.name, unit: is.unit, better: is.better, day: row.day, kind, value, expected, sigma: row.sigma, score, n,
    explanation: inBoth(`metric.anomaly.${kind}`, (locale) => ({ value: figureText(locale, is.unit, value), expected: figureText(locale, is.unit, expected), sigmas: new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(Math.abs(score)), way: inBoth(score > 0 ? 'metric.anomaly.above' : 'metric.anomaly.below')[locale === 'en' ? 'en' : 'zh'], n, days })),
    foundAt: row.found_at, seenAt: row.seen_at, seenBy: row.seen_by ? { id: row.seen_by, name: row.seen_name ?? '' } : null, remark: row.remark, version: row.version, may: ctx.actor.can('metric.goal') ? ['note'] : [],
  }
}
