import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { conflict, refused } from '../../../kernel/errors.ts'
import type { Staff } from '../contract.ts'
import { StaffLeft } from '../contract.ts'
import { forgetPeople } from '../house.ts'
import { getStaff } from '../queries.ts'
import { tables } from '../tables.ts'
import { keepAnAdministrator } from './assign-role.ts'
import { holdTree } from './change-staff.ts'

/**
 * Somebody leaves: sessions, tokens, roles and team places end in this unit; whoever reported to them now reports to their line manager.
 * @throws AppError not-found, conflict `record.stale`, refused `staff.has-left`, `staff.last-administrator`
 */
export async function leave(ctx: Ctx, id: string, version?: number): Promise<Staff> {
  const before = await getStaff(ctx, id)
  if (!before.active) throw refused('staff.has-left')
  await holdTree(ctx)
  const left = await tables(ctx).updateTable('staff').set({ active: false, left_at: ctx.now, two_factor: false, must_change_password: false, version: (version ?? before.version) + 1 })
    .where('id', '=', id).where('version', '=', version ?? before.version).where('active', '=', true).returning('manager_id').executeTakeFirst()
  if (!left) throw conflict('record.stale', await getStaff(ctx, id))
  if (before.roles.some((role) => role.key === 'system_admin')) {
    await keepAnAdministrator(ctx)
  }
  const { rows: [ended] } = await sql<{ sessions: number }>`select auth_end_sessions(${id}, null) as sessions`.execute(ctx.db)
  await sql`select auth_close(${id})`.execute(ctx.db)
  const tokens = await tables(ctx).updateTable('api_token').set({ revoked_at: ctx.now }).where('staff_id', '=', id).where('revoked_at', 'is', null).returning('id').execute()
  const reports = await tables(ctx).updateTable('staff').set((eb) => ({ manager_id: left.manager_id, version: eb('version', '+', 1) })).where('manager_id', '=', id).where('active', '=', true).returning('id').execute()
  await tables(ctx).updateTable('department').set((eb) => ({ liaison_id: null, version: eb('version', '+', 1) })).where('liaison_id', '=', id).execute()
  await tables(ctx).deleteFrom('shift').where('staff_id', '=', id).where('from_at', '>', ctx.now).execute()
  await tables(ctx).deleteFrom('team_member').where('staff_id', '=', id).execute()
  await tables(ctx).deleteFrom('role_assignment').where('staff_id', '=', id).execute()
  await ctx.emit(StaffLeft, id, {
    changed: { status: { from: 'here', to: 'gone' } }, sessions: ended?.sessions ?? 0, tokens: tokens.length, reports: reports.map((row) => row.id), reportsTo: left.manager_id,
    teamIds: before.teams.map((team) => team.id), roles: before.roles.map((role) => role.key),
  })
  forgetPeople(ctx)
  return getStaff(ctx, id)
}
