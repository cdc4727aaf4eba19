import type { Ctx } from '../../kernel/context.ts'
import { tables } from './tables.ts'

/**
 * Who has to hear when work is not done in time, by two steps. The supervisors are the leader of the team, else the line manager of
 * the person, else whoever is a supervisor by role; the managers are whoever is one by role. Nobody is their own superior.
 */
export async function superiorsOf(ctx: Ctx, { staffId, teamId }: { staffId: string | null; teamId: string | null }): Promise<{ supervisors: string[]; managers: string[] }> {
  const holders = async (role: string) => (await tables(ctx).selectFrom('role_assignment as r').innerJoin('staff as s', 's.id', 'r.staff_id').select('s.id').distinct().where('r.role_key', '=', role).where('s.active', '=', true).orderBy('s.id').limit(100).execute()).map((row) => row.id)
  const leaders = teamId ? (await tables(ctx).selectFrom('team_member as m').innerJoin('staff as s', 's.id', 'm.staff_id').select('s.id').where('m.team_id', '=', teamId).where('m.leader', '=', true).where('s.active', '=', true).execute()).map((row) => row.id) : []
  const line = staffId ? (await tables(ctx).selectFrom('staff as s').innerJoin('staff as up', 'up.id', 's.manager_id').select('up.id').where('s.id', '=', staffId).where('up.active', '=', true).execute()).map((row) => row.id) : []
  const others = (ids: readonly string[]) => ids.filter((id) => id !== staffId)
  const near = [leaders, line].map(others).find((ids) => ids.length)
  return { supervisors: near ?? others(await holders('cs_supervisor')), managers: others(await holders('cs_manager')) }
}
