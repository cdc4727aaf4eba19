import type { Ctx } from '../../kernel/context.ts'
import { tables } from './tables.ts'

/** Who works here in one of these roles: for notices to whoever is responsible. */
export async function staffWithRoles(ctx: Ctx, keys: readonly string[]): Promise<string[]> {
  if (!keys.length) return []
  const rows = await tables(ctx).selectFrom('role_assignment as r').innerJoin('staff as s', 's.id', 'r.staff_id').select('s.id').distinct().where('r.role_key', 'in', keys).where('s.active', '=', true).limit(500).execute()
  return rows.map((row) => row.id)
}
