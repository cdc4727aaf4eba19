import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import type { Profile } from '../contract.ts'
import { SessionEnded, SessionStarted } from '../contract.ts'
import { forgetPeople } from '../house.ts'
import { readPassport } from '../queries.ts'

/** Writes down that somebody came in. */
export async function startSession(ctx: Ctx, staffId: string, method: 'password' | 'oidc', secondFactor: boolean): Promise<Profile> {
  const me = await readPassport(ctx, staffId)
  await ctx.emit(SessionStarted, staffId, { method, secondFactor })
  return me
}

/** Ends one session; for nobody else, the others go on. */
export async function endSession(ctx: Ctx, staffId: string, sessionId: string | undefined): Promise<void> {
  if (sessionId) await sql`select auth_end_session(${sessionId})`.execute(ctx.db)
  await ctx.emit(SessionEnded, staffId, {})
  forgetPeople(ctx)
}
