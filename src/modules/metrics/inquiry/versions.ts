import type { Ctx } from '../../../kernel/context.ts'
import { definitionTables } from '../../../kernel/definitions.ts'
import { metricKind } from '../definition.ts'
import { findMetric, noneOf, windowOf } from '../queries.ts'
import { valuesOf } from '../value.ts'
import type { MetricVersion } from './contract.ts'

const MOST = 20

/**
 * The published versions of a metric, newest first, each with the value of the window by its own formula: a changed formula is another version and
 * changes nothing that was told by the one before. @throws AppError 404 metric.not-found
 */
export async function versionsOfMetric(ctx: Ctx, key: string, query: { from?: string | undefined; to?: string | undefined }): Promise<{ items: MetricVersion[] }> {
  const current = findMetric(ctx, key)
  const window = windowOf(ctx, current.is, query)
  const rows = await definitionTables(ctx).selectFrom('definition').select(['id', 'version', 'origin', 'effective_from', 'changed_at']).where('kind', '=', metricKind.kind).where('key', '=', key).where('state', 'in', ['published', 'retired'])
    .orderBy('changed_at', 'desc').orderBy('version', 'desc').limit(MOST).execute()
  const items: MetricVersion[] = []
  for (const row of rows) {
    const { is } = ctx.definitions.version(metricKind, row.id)
    items.push({
      id: row.id, version: row.version, origin: row.origin, inForce: row.id === current.id, effectiveFrom: row.effective_from, changedAt: row.changed_at, formula: is.formula, unit: is.unit,
      value: (await valuesOf(ctx, is, { from: window.from, to: window.to }, null)).get(null) ?? noneOf(is),
    })
  }
  return { items }
}
