import type { Ctx } from '../../kernel/context.ts'
import { tables } from './tables.ts'

/** Who works here in one of these roles: for notices to whoever is responsible. */
export async function staffWithRoles(ctx: Ctx, keys: readonly string[]): Promise<string[]> {
  if (!keys.length) return []
  const rows = await tables(ctx).selectFrom('role_assignment as r').innerJoin('staff as s', 's.id', 'r.staff_id').select('s.id').distinct().where('r.role_key', 'in', keys).where('s.active', '=', true).limit(20_000).execute()
  return rows.map((row) => row.id)
}

/** Who works in a team, by name. */
export const membersOf = async (ctx: Ctx, teamId: string): Promise<string[]> =>
  (await tables(ctx).selectFrom('team_member as m').innerJoin('staff as s', 's.id', 'm.staff_id').select('s.id').where('m.team_id', '=', teamId).where('s.active', '=', true).orderBy('s.name').execute()).map((row) => row.id)
