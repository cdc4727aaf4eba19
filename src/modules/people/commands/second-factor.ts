import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { notFound } from '../../../kernel/errors.ts'
import type { Staff } from '../contract.ts'
import { SecondFactorChanged } from '../contract.ts'
import { forgetPeople } from '../house.ts'
import { getStaff } from '../queries.ts'
import { tables } from '../tables.ts'

/** Writes down where somebody's second factor stands; the secret itself is kept by the sign-in library. */
export async function markSecondFactor(ctx: Ctx, id: string, to: 'started' | 'on' | 'off'): Promise<void> {
  if (to !== 'started') await tables(ctx).updateTable('staff').set({ two_factor: to === 'on' }).where('id', '=', id).execute()
  await ctx.emit(SecondFactorChanged, id, { to })
}

/** For somebody who lost the device: the second factor is gone and all sessions end. */
export async function resetSecondFactor(ctx: Ctx, id: string): Promise<Staff> {
  const known = await tables(ctx).updateTable('staff').set({ two_factor: false }).where('id', '=', id).where('active', '=', true).returning('id').executeTakeFirst()
  if (!known) throw notFound('staff')
  await sql`select auth_drop_second_factor(${id})`.execute(ctx.db)
  await sql`select auth_end_sessions(${id}, null)`.execute(ctx.db)
  await ctx.emit(SecondFactorChanged, id, { to: 'reset' })
  forgetPeople(ctx)
  return getStaff(ctx, id)
}
