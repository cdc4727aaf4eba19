import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { notFound, refused } from '../../../kernel/errors.ts'
import { PasswordChanged } from '../contract.ts'
import { forgetPeople } from '../house.ts'
import { readPassport } from '../queries.ts'
import { tables } from '../tables.ts'
import { hashPassword, refuseWeak, temporaryPassword } from './passwords.ts'

/** One's own password; the session `but` goes on, all others end. */
export async function changeOwnPassword(ctx: Ctx, current: string, next: string, hash: string, but: string | undefined): Promise<void> {
  const me = await readPassport(ctx, ctx.actor.id as string)
  refuseWeak(ctx, next, me, 'next')
  if (next === current) throw refused('password.weak', [{ path: 'next', code: 'password.unchanged' }])
  await set(ctx, me.id, hash, but, false)
  await ctx.emit(PasswordChanged, me.id, { by: 'self' })
}

/** A temporary password for somebody who can't come in; answered once and kept nowhere in clear. */
export async function resetPassword(ctx: Ctx, id: string): Promise<{ temporaryPassword: string }> {
  const known = await tables(ctx).selectFrom('staff').select('id').where('id', '=', id).where('active', '=', true).executeTakeFirst()
  if (!known) throw notFound('staff')
  const password = temporaryPassword()
  await set(ctx, id, await hashPassword(password), undefined, true)
  await ctx.emit(PasswordChanged, id, { by: 'administrator' })
  return { temporaryPassword: password }
}

async function set(ctx: Ctx, id: string, hash: string, but: string | undefined, mustChange: boolean): Promise<void> {
  await sql`select auth_set_password(${id}, ${hash}, ${ctx.now})`.execute(ctx.db)
  await sql`select auth_end_sessions(${id}, ${but ?? null})`.execute(ctx.db)
  await tables(ctx).updateTable('staff').set({ must_change_password: mustChange }).where('id', '=', id).execute()
  forgetPeople(ctx)
}
