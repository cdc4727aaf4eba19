import { sql } from 'kysely'
import type { Ctx } from '../../kernel/context.ts'
import { tables } from './tables.ts'

/**
 * Who has to hear when work is not done in time, by two steps. The supervisors are the line manager of the person, then the leader of the
 * team where that is somebody else (ORG-16), without either whoever is a supervisor by role; the managers are whoever is one by role. Nobody is their own superior.
 */
export async function superiorsOf(ctx: Ctx, { staffId, teamId }: { staffId: string | null; teamId: string | null }): Promise<{ supervisors: string[]; managers: string[] }> {
  const holders = async (role: string) => (await tables(ctx).selectFrom('role_assignment as r').innerJoin('staff as s', 's.id', 'r.staff_id').select('s.id').distinct().where('r.role_key', '=', role).where('s.active', '=', true).orderBy('s.id').limit(100).execute()).map((row) => row.id)
  const leaders = teamId ? (await tables(ctx).selectFrom('team_member as m').innerJoin('staff as s', 's.id', 'm.staff_id').select('s.id').where('m.team_id', '=', teamId).where('m.leader', '=', true).where('s.active', '=', true).execute()).map((row) => row.id) : []
  const line = staffId ? (await tables(ctx).selectFrom('staff as s').innerJoin('staff as up', 'up.id', 's.manager_id').select('up.id').where('s.id', '=', staffId).where('up.active', '=', true).execute()).map((row) => row.id) : []
  const others = (ids: readonly string[]) => ids.filter((id) => id !== staffId)
  const near = [...new Set(others([...line, ...leaders]))]
  return { supervisors: near.length ? near : others(await holders('cs_supervisor')), managers: others(await holders('cs_manager')) }
}

/** The managers above somebody, the nearest first; whoever has left is passed over. At most 30. */
export async function lineAbove(ctx: Ctx, staffId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive above(id, depth) as (
      select manager_id, 1 from staff where id = ${staffId} and manager_id is not null
      union all select s.manager_id, a.depth + 1 from staff s join above a on s.id = a.id where s.manager_id is not null and a.depth < 30
    ) select a.id from above a join staff s on s.id = a.id where s.active order by a.depth`.execute(ctx.db)
  return rows.map((row) => row.id)
}

/** The nearest manager above both people; null where their lines never meet. Neither of them is it, whoever manages whom. */
export async function commonSuperior(ctx: Ctx, one: string, other: string): Promise<string | null> {
  const [above, others] = [await lineAbove(ctx, one), new Set(await lineAbove(ctx, other))]
  return above.find((id) => others.has(id) && id !== one && id !== other) ?? null
}
