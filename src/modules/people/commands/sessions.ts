import { sql } from 'kysely'
import { systemActor } from '../../../kernel/actors.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Work } from '../../../kernel/work.ts'
import { readActor } from '../actors.ts'
import type { Profile } from '../contract.ts'
import { SessionEnded, SessionStarted } from '../contract.ts'
import { forgetPeople } from '../house.ts'
import { readPassport } from '../queries.ts'

/**
 * Writes down, as their own doing, that somebody came in.
 * @throws AppError unauthenticated `sign-in.wrong` when they left in the same moment
 */
export async function openSession(work: Work, staffId: string, method: 'password' | 'oidc', secondFactor: boolean): Promise<Profile> {
  const actor = await work.read(systemActor, 'people.signIn', (ctx) => readActor(ctx, staffId))
  if (!actor) throw new AppError('unauthenticated', 'sign-in.wrong')
  return work.unit(actor, 'people.signIn', async (ctx) => {
    await ctx.emit(SessionStarted, staffId, { method, secondFactor })
    return readPassport(ctx, staffId)
  })
}

/** Ends one session; for nobody else, the others go on. */
export async function endSession(ctx: Ctx, staffId: string, sessionId: string | undefined): Promise<void> {
  if (sessionId) await sql`select auth_end_session(${sessionId})`.execute(ctx.db)
  await ctx.emit(SessionEnded, staffId, {})
  forgetPeople(ctx)
}
