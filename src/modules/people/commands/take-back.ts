import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { conflict, refused } from '../../../kernel/errors.ts'
import type { Staff } from '../contract.ts'
import { StaffReturned } from '../contract.ts'
import { forgetPeople } from '../house.ts'
import { getStaff } from '../queries.ts'
import { tables } from '../tables.ts'
import { hashPassword, temporaryPassword } from './passwords.ts'

/**
 * Takes somebody on again who had left: the same record with its history and a temporary password. Roles, teams and a line manager
 * are given anew, and the tokens of the past stay revoked.
 * @throws AppError not-found, conflict `staff.is-here`, `record.stale`, refused `staff.e-mail-taken`
 */
export async function takeBack(ctx: Ctx, id: string, version: number): Promise<Staff & { temporaryPassword: string }> {
  const before = await getStaff(ctx, id)
  if (before.active) throw conflict('staff.is-here', before)
  if (await tables(ctx).selectFrom('staff').select('id').where((eb) => eb(eb.fn('lower', ['email']), '=', before.email.toLowerCase())).where('active', '=', true).executeTakeFirst()) throw refused('staff.e-mail-taken', [{ path: 'email', code: 'staff.e-mail-taken' }])
  const password = temporaryPassword()
  const hash = await hashPassword(password)
  const won = await tables(ctx).updateTable('staff').set((eb) => ({
    active: true, left_at: null, joined_at: ctx.now, must_change_password: true, version: version + 1,
    // Whoever led them may have left meanwhile.
    manager_id: eb.case().when(eb.exists(eb.selectFrom('staff as up').select('up.id').whereRef('up.id', '=', 'staff.manager_id').where('up.active', '=', true))).then(eb.ref('manager_id')).else(null).end(),
  })).where('id', '=', id).where('version', '=', version).where('active', '=', false).returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', await getStaff(ctx, id))
  await sql`select auth_open(${id}, ${before.name}, ${before.email}, ${hash}, ${ctx.now})`.execute(ctx.db)
  await ctx.emit(StaffReturned, id, { changed: { status: { from: 'gone', to: 'here' } } })
  forgetPeople(ctx)
  return { ...await getStaff(ctx, id), temporaryPassword: password }
}
