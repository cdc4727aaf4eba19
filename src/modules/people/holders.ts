import type { Ctx } from '../../kernel/context.ts'
import { among } from '../../kernel/transaction.ts'
import type { Permission } from '../../kernel/contract.ts'
import { roleKind } from './definitions/roles.ts'
import { tables } from './tables.ts'

/** The roles in force that give a right, over whichever records. */
export const rolesGranting = (ctx: Pick<Ctx, 'definitions' | 'now'>, permission: Permission): string[] =>
  ctx.definitions.keys(roleKind, ctx.now).filter((key) => ctx.definitions.current(roleKind, key, ctx.now).is.grants.some((grant) => grant.permission === permission))

/** Which of these people no role gives a right to. */
export async function staffWithout(ctx: Ctx, permission: Permission, ids: readonly string[]): Promise<string[]> {
  const holding = await tables(ctx).selectFrom('role_assignment').select('staff_id').distinct().where(among('staff_id', ids)).where('role_key', 'in', ['', ...rolesGranting(ctx, permission)]).execute()
  const able = new Set(holding.map((row) => row.staff_id))
  return ids.filter((id) => !able.has(id))
}

/** Who works here in one of these roles: for notices to whoever is responsible. */
export async function staffWithRoles(ctx: Ctx, keys: readonly string[]): Promise<string[]> {
  if (!keys.length) return []
  const rows = await tables(ctx).selectFrom('role_assignment as r').innerJoin('staff as s', 's.id', 'r.staff_id').select('s.id').distinct().where('r.role_key', 'in', keys).where('s.active', '=', true).limit(20_000).execute()
  return rows.map((row) => row.id)
}

/** Of the teams and people that a definition names those that are not there, or not any more, each with its path. */
export async function strangersAmong(ctx: Ctx, named: readonly { of: 'team' | 'staff'; id: string; path: string }[]): Promise<{ path: string; code: 'team.not-found' | 'staff.unknown' }[]> {
  const ids = (of: 'team' | 'staff') => named.flatMap((one) => one.of === of ? [one.id] : [])
  const known = new Set([
    ...(await tables(ctx).selectFrom('team').select('id').where(among('id', ids('team'))).execute()), ...(await tables(ctx).selectFrom('staff').select('id').where(among('id', ids('staff'))).where('active', '=', true).execute()),
  ].map(({ id }) => id))
  return named.flatMap(({ of, id, path }) => known.has(id) ? [] : [{ path, code: of === 'team' ? 'team.not-found' as const : 'staff.unknown' as const }])
}

/** Who works in a team, by name. */
export const membersOf = async (ctx: Ctx, teamId: string): Promise<string[]> =>
  (await tables(ctx).selectFrom('team_member as m').innerJoin('staff as s', 's.id', 'm.staff_id').select('s.id').where('m.team_id', '=', teamId).where('s.active', '=', true).orderBy('s.name').execute()).map((row) => row.id)
