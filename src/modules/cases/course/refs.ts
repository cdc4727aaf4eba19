import { sql } from 'kysely'
import { inSight } from '../../../kernel/access.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { among } from '../../../kernel/transaction.ts'
import type { Case } from '../contract.ts'
import { caseResource, tables } from '../tables.ts'

/** As much of a case as somebody may know who works on something about it without seeing it: no word of its customer. `keeper` handles it, or answers for it while nobody does. */
export interface CaseRef { id: string; number: string; kind: Case['kind']; channel: Case['channel']; priority: Case['priority']; seen: boolean; keeper: { id: string; name: string } | null }

/** Cases by id, whether the reader sees them or not; `seen` says which they may open. */
export async function caseRefs(ctx: Ctx, ids: readonly string[]): Promise<Map<string, CaseRef>> {
  if (!ids.length) return new Map()
  const seen = ctx.actor.can('case.read') ? inSight(ctx, caseResource, 'case.read', 'c') : sql<boolean>`false`
  const rows = await tables(ctx).selectFrom('case as c').leftJoin('staff_ref as s', (join) => join.on('s.id', '=', sql`coalesce(c.handler_id, c.first_responder_id)`))
    .select(['c.id', 'c.number', 'c.kind', 'c.channel', 'c.priority', 's.id as keeper_id', 's.name as keeper_name', seen.as('seen')]).where(among('c.id', [...new Set(ids)])).execute()
  return new Map(rows.map(({ keeper_id, keeper_name, ...row }) => [row.id, { ...row, keeper: keeper_id ? { id: keeper_id, name: keeper_name ?? '' } : null }]))
}
/** The case itself and those that have become part of it. */
export const withMerged = async (ctx: Ctx, id: string): Promise<string[]> =>
  [id, ...(await tables(ctx).selectFrom('case').select('id').where('merged_into_id', '=', id).execute()).map((row) => row.id)]
