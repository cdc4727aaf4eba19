import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { conflict, notFound, refused } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import type { Staff } from '../contract.ts'
import { RoleAssigned, RoleWithdrawn } from '../contract.ts'
import { roleKind } from '../definitions/roles.ts'
import { forgetPeople } from '../house.ts'
import { getStaff, requireStaff } from '../queries.ts'
import { tables } from '../tables.ts'

/** @throws AppError refused `role.unknown`, `line.unknown`; conflict `role.already-held` */
export async function assignRole(ctx: Ctx, staffId: string, { key, lineId }: { key: string; lineId?: string | undefined }): Promise<Staff> {
  if (!ctx.definitions.keys(roleKind, ctx.now).includes(key)) throw refused('role.unknown', [{ path: 'key', code: 'role.unknown', params: { role: key } }], { params: { role: key } })
  if (!await tables(ctx).selectFrom('staff').select('id').where('id', '=', staffId).executeTakeFirst()) throw notFound('staff')
  await requireStaff(ctx, staffId, 'id')
  if (lineId && !await tables(ctx).selectFrom('business_line').select('id').where('id', '=', lineId).executeTakeFirst()) throw refused('line.unknown', [{ path: 'lineId', code: 'line.unknown' }])
  const id = newId()
  const made = await tables(ctx).insertInto('role_assignment').values({ id, staff_id: staffId, role_key: key, line_id: lineId ?? null, at: ctx.now }).onConflict((c) => c.doNothing()).returning('id').executeTakeFirst()
  if (!made) throw conflict('role.already-held', await getStaff(ctx, staffId), { role: key })
  await ctx.emit(RoleAssigned, staffId, { staffId, role: key, lineId: lineId ?? null })
  forgetPeople(ctx)
  return getStaff(ctx, staffId)
}

/** @throws AppError not-found `role.not-held`, refused `staff.last-administrator` */
export async function withdrawRole(ctx: Ctx, staffId: string, assignmentId: string): Promise<Staff> {
  const gone = await tables(ctx).deleteFrom('role_assignment').where('id', '=', assignmentId).where('staff_id', '=', staffId).returning(['role_key', 'line_id']).executeTakeFirst()
  if (!gone) throw notFound('role-assignment')
  if (gone.role_key === 'system_admin') await keepAnAdministrator(ctx)
  await ctx.emit(RoleWithdrawn, staffId, { staffId, role: gone.role_key, lineId: gone.line_id })
  forgetPeople(ctx)
  return getStaff(ctx, staffId)
}

/**
 * Refuses what would leave the company without an administrator. Called after the change; of two at once the second waits and sees the first.
 * @throws AppError refused `staff.last-administrator`
 */
export async function keepAnAdministrator(ctx: Ctx): Promise<void> {
  await sql`select pg_advisory_xact_lock(7200101)`.execute(ctx.db)
  const { rows: [left] } = await sql<{ one: boolean }>`select exists (select from role_assignment a join staff s on s.id = a.staff_id where a.role_key = 'system_admin' and s.active) as one`.execute(ctx.db)
  if (!left?.one) throw refused('staff.last-administrator')
}
