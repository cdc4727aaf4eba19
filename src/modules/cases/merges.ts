import { inSight } from '../../kernel/access.ts'
import type { Ctx } from '../../kernel/context.ts'
import { notFound } from '../../kernel/errors.ts'
import type { Merge } from './contract.ts'
import { caseResource, tables } from './tables.ts'

const rowsOf = (ctx: Ctx) => tables(ctx).selectFrom('case_merge as m').innerJoin('case as f', 'f.id', 'm.from_id').innerJoin('case as i', 'i.id', 'm.into_id').leftJoin('staff_ref as b', 'b.id', 'm.by_id')
  .selectAll('m').select(['f.number as from_number', 'f.subject as from_subject', 'f.merged_into_id', 'i.number as into_number', 'i.subject as into_subject', 'b.name as by_name', inSight(ctx, caseResource, 'case.write', 'i').as('may_write')])
type Found = Awaited<ReturnType<ReturnType<typeof rowsOf>['executeTakeFirstOrThrow']>>
const shown = (row: Found): Merge => ({
  id: row.id, from: { id: row.from_id, number: row.from_number, subject: row.from_subject }, into: { id: row.into_id, number: row.into_number, subject: row.into_subject }, by: { id: row.by_id, name: row.by_name ?? '' }, at: row.at,
  undoneAt: row.undone_at, may: row.undone_at === null && row.may_write && row.merged_into_id === row.into_id ? ['undo'] : [], version: row.version,
})

/** One merge, by whoever sees the case that goes on; 404 otherwise. */
export async function seenMerge(ctx: Ctx, id: string): Promise<Found> {
  const row = await rowsOf(ctx).where('m.id', '=', id).where(inSight(ctx, caseResource, 'case.read', 'i')).executeTakeFirst()
  if (!row) throw notFound('merge')
  return row
}
export const getMerge = async (ctx: Ctx, id: string): Promise<Merge> => shown(await seenMerge(ctx, id))

/** The merges a case has part in and that stand, latest first. Who may see the case is for the caller to have decided. */
export const mergesOf = async (ctx: Ctx, caseId: string): Promise<Merge[]> =>
  (await rowsOf(ctx).where((eb) => eb.or([eb('m.into_id', '=', caseId), eb('m.from_id', '=', caseId)])).where('m.undone_at', 'is', null).orderBy('m.id', 'desc').execute()).map(shown)
