import type { Ctx } from '../../kernel/context.ts'
import { notFound } from '../../kernel/errors.ts'
import { namesOf } from '../people/index.ts'
import type { FlowException } from './contract.ts'
import { flowKind } from './definition.ts'
import { stepOf } from './rules.ts'
import { tellSubjects } from './sight.ts'
import type { About } from './sight.ts'
import type { ExceptionRow, RunRow } from './tables.ts'
import { tables } from './tables.ts'

const rowsOf = (ctx: Ctx) => tables(ctx).selectFrom('flow_exception as e').innerJoin('flow_run as r', 'r.id', 'e.run_id').selectAll('e').select(['r.flow_id', 'r.about_kind', 'r.about_id'])
type Found = ExceptionRow & Pick<RunRow, 'flow_id' | 'about_kind' | 'about_id'>

/** What records are called that runs are about; one that the reader may not see has no name. */
export async function labelsOf(ctx: Ctx, abouts: readonly About[]): Promise<ReadonlyMap<string, string | null>> {
  const told = await tellSubjects(ctx, abouts)
  return new Map(abouts.map((about) => { const { seen, label } = told(about); return [about.id, seen && label ? label : null] }))
}

async function shown(ctx: Ctx, rows: readonly Found[]): Promise<FlowException[]> {
  if (!rows.length) return []
  const names = await namesOf(ctx, [...new Set(rows.flatMap((row) => [row.asked_by, row.decided_by, row.reviewed_by].filter((id) => id !== null)))])
  const labels = await labelsOf(ctx, rows.map((row) => ({ kind: row.about_kind, id: row.about_id })))
  const named = (id: string | null) => id ? { id, name: names.get(id) ?? '' } : null
  return rows.map((row) => {
    const { body } = ctx.definitions.version(flowKind, row.flow_id).is
    const mine = row.asked_by === ctx.actor.id
    const may: FlowException['may'] = [
      ...(row.state === 'asked' && !mine && ctx.actor.can('exception.decide') ? ['decide' as const] : []), ...(row.state === 'asked' && mine ? ['withdraw' as const] : []),
      ...(row.state === 'granted' && !row.reviewed_at && !mine && ctx.actor.can('exception.review') ? ['review' as const] : []),
    ]
    return {
      id: row.id, runId: row.run_id, about: { kind: row.about_kind, id: row.about_id, label: labels.get(row.about_id) ?? null }, flow: { key: row.flow_key, name: body.name },
      step: { key: row.step_key, name: stepOf(body, row.step_key)?.name ?? { zh: row.step_key, en: row.step_key } }, reason: row.reason, askedBy: named(row.asked_by) as NonNullable<ReturnType<typeof named>>, askedAt: row.asked_at,
      state: row.state, decidedBy: named(row.decided_by), decidedAt: row.decided_at, note: row.note,
      reviewDueAt: row.review_due_at, finding: row.finding, reviewedBy: named(row.reviewed_by), reviewedAt: row.reviewed_at, reviewNote: row.review_note, may, version: row.version,
    }
  })
}

/** Authorised deviations, latest first. */
export async function listExceptions(ctx: Ctx, { state, unreviewed }: { state?: FlowException['state'] | undefined; unreviewed?: 'true' | undefined }): Promise<FlowException[]> {
  let rows = rowsOf(ctx)
  if (state) rows = rows.where('e.state', '=', state)
  if (unreviewed) rows = rows.where('e.state', '=', 'granted').where('e.reviewed_at', 'is', null)
  return shown(ctx, await rows.orderBy('e.asked_at', 'desc').orderBy('e.id', 'desc').limit(500).execute())
}
/** The exceptions of one run, which the caller has found. */
export const exceptionsOf = async (ctx: Ctx, runId: string): Promise<FlowException[]> => shown(ctx, await rowsOf(ctx).where('e.run_id', '=', runId).orderBy('e.id').execute())

/** One exception, for whoever has just had to do with it. @throws AppError 404 exception.not-found */
export async function readException(ctx: Ctx, id: string): Promise<FlowException> {
  const [found] = await shown(ctx, await rowsOf(ctx).where('e.id', '=', id).execute())
  if (!found) throw notFound('exception')
  return found
}
