import { sql } from 'kysely'
import { inSight } from '../../../kernel/access.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { conflict, invalid, notFound, refused } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { labelsOf } from '../../../kernel/subject-records.ts'
import { subjectOf } from '../../../kernel/subjects.ts'
import type { Metric } from '../definition.ts'
import { findMetric } from '../queries.ts'
import type { AddAdjustment, Adjustment } from './contract.ts'
import { AdjustmentMade, AdjustmentWithdrawn } from './contract.ts'
import { getAdjustment } from './queries.ts'
import { tables } from './tables.ts'

/** Writes a correction beside a value. @throws AppError 404 metric.not-found, 400 metric.window-ends-before-it-begins, 422 adjustment.source-unknown */
export async function addAdjustment(ctx: Ctx, key: string, { from, to, amount, reason, source }: AddAdjustment): Promise<Adjustment> {
  const { id: definitionId, is } = findMetric(ctx, key)
  if (to < from) throw invalid('to', 'metric.window-ends-before-it-begins')
  if (source.id) await refuseUnknown(ctx, is, source.kind, source.id)
  const id = newId()
  tables.insert(ctx, 'metric_adjustment', {
    id, metric: key, definition_id: definitionId, from_day: from, to_day: to, amount, reason, source_kind: source.kind, source_id: source.id ?? null, source_text: source.text ?? null,
    by_id: ctx.actor.id as string, at: ctx.now, withdrawn_at: null, withdrawn_by: null, withdrawn_reason: null, version: 1,
  })
  await ctx.emit(AdjustmentMade, id, { metric: key, from, to, amount, sourceKind: source.kind, sourceId: source.id ?? null })
  return getAdjustment(ctx, id)
}

/** A correction that rests on a record rests on one that is there and in its writer's sight: one that the metric counts, or any that rules speak of. */
async function refuseUnknown(ctx: Ctx, { facts }: Metric, kind: string, id: string): Promise<void> {
  if ((await labelsOf(ctx, kind, [id])).has(id)) return
  const isCounted = kind === facts.record.kind
  if (isCounted && (await sql`select 1 from ${sql.table(facts.view)} f where ${sql.ref(`f.${facts.record.column}`)} = ${id}::uuid and ${inSight(ctx, facts, facts.permission, 'f')} limit 1`.execute(ctx.db)).rows.length) return
  const code = 'adjustment.source-unknown'
  throw refused(code, [{ path: isCounted || subjectOf(kind) ? 'source.id' : 'source.kind', code }])
}

/** Takes it back, for a reason. @throws AppError 404 adjustment.not-found, 409 record.stale, 422 adjustment.withdrawn */
export async function withdrawAdjustment(ctx: Ctx, id: string, { version, reason }: { version: number; reason: string }): Promise<Adjustment> {
  const before = await tables(ctx).selectFrom('metric_adjustment').selectAll().where('id', '=', id).executeTakeFirst()
  if (!before) throw notFound('adjustment')
  if (before.withdrawn_at) throw refused('adjustment.withdrawn')
  const won = await tables(ctx).updateTable('metric_adjustment').set({ withdrawn_at: ctx.now, withdrawn_by: ctx.actor.id, withdrawn_reason: reason, version: version + 1 }).where('id', '=', id).where('version', '=', version).returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', await getAdjustment(ctx, id))
  await ctx.emit(AdjustmentWithdrawn, id, { metric: before.metric })
  return getAdjustment(ctx, id)
}
