import type { Ctx } from '../../../kernel/context.ts'
import { notFound } from '../../../kernel/errors.ts'
import type { Days } from '../counted.ts'
import { metricKind } from '../definition.ts'
import type { Adjustment } from './contract.ts'
import type { AdjustmentRow } from './tables.ts'
import { tables } from './tables.ts'

const MOST = 200
const rowsOf = (ctx: Ctx) => tables(ctx).selectFrom('metric_adjustment as a').leftJoin('staff_ref as s', 's.id', 'a.by_id').leftJoin('staff_ref as w', 'w.id', 'a.withdrawn_by').selectAll('a').select(['s.name as by_name', 'w.name as withdrawn_name'])

/** The corrections that touch a window, the newest first. */
export async function listAdjustments(ctx: Ctx, key: string, { from, to }: Days): Promise<Adjustment[]> {
  const rows = await rowsOf(ctx).where('a.metric', '=', key).where('a.from_day', '<=', to).where('a.to_day', '>=', from).orderBy('a.at', 'desc').orderBy('a.id', 'desc').limit(MOST).execute()
  return rows.map((row) => shown(ctx, row))
}
/** @throws AppError 404 adjustment.not-found */
export async function getAdjustment(ctx: Ctx, id: string): Promise<Adjustment> {
  const row = await rowsOf(ctx).where('a.id', '=', id).executeTakeFirst()
  if (!row) throw notFound('adjustment')
  return shown(ctx, row)
}

/** Of each key the corrections in force that lie within its window: how many, and what they come to. In one statement. */
export async function adjustmentsWithin(ctx: Ctx, wanted: readonly { key: string; days: Days }[]): Promise<({ count: number; amount: number } | null)[]> {
  if (!wanted.length) return []
  const rows = await tables(ctx).selectFrom('metric_adjustment').select(['metric', 'from_day', 'to_day', 'amount']).where('metric', 'in', [...new Set(wanted.map(({ key }) => key))]).where('withdrawn_at', 'is', null).execute()
  return wanted.map(({ key, days }) => {
    const own = rows.filter((row) => row.metric === key && row.from_day >= days.from && row.to_day <= days.to)
    return own.length ? { count: own.length, amount: own.reduce((sum, { amount }) => sum + amount, 0) } : null
  })
}

function shown(ctx: Ctx, row: AdjustmentRow & { by_name: string | null; withdrawn_name: string | null }): Adjustment {
  return {
    id: row.id, metric: row.metric, unit: ctx.definitions.version(metricKind, row.definition_id).is.unit, from: row.from_day, to: row.to_day, amount: row.amount, reason: row.reason, source: { kind: row.source_kind, id: row.source_id, text: row.source_text },
    by: { id: row.by_id, name: row.by_name ?? '' }, at: row.at, withdrawnAt: row.withdrawn_at, withdrawnBy: row.withdrawn_by ? { id: row.withdrawn_by, name: row.withdrawn_name ?? '' } : null, withdrawnReason: row.withdrawn_reason, version: row.version,
    may: ctx.actor.can('metric.adjust') && !row.withdrawn_at ? ['withdraw'] : [],
  }
}
