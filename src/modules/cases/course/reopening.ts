import { z } from 'zod'
import { question } from '../../../kernel/contract.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { CaseAssigned } from '../contract.ts'
import type { CaseRow } from '../tables.ts'
import { tables } from './tables.ts'

/** Can this person go on with this case now? Modules above say why not: they take no work, have no room, lack what it needs. */
export const HandlerMayGoOn = question('case.handler-may-go-on', z.object({ caseId: z.uuid(), staffId: z.uuid() }), z.object({ code: z.string() }))

/** The handler of a case that comes back when they can't go on with it: they have left, take no work, have no room. Then it goes to the queue instead of to somebody who is not there. */
export async function lostHandler(ctx: Ctx, row: Pick<CaseRow, 'id' | 'handler_id' | 'status_class'>): Promise<string | null> {
  if (!row.handler_id || !['resolved', 'closed'].includes(row.status_class)) return null
  const here = await tables(ctx).selectFrom('staff_ref').select('id').where('id', '=', row.handler_id).where('active', '=', true).executeTakeFirst()
  const against = here ? await ctx.ask(HandlerMayGoOn, { caseId: row.id, staffId: row.handler_id }) : [{ code: 'staff.has-left' }]
  return against.length ? row.handler_id : null
}

/** Frees a case that has just been opened again from a handler who can't go on with it. */
export async function freeReopened(ctx: Ctx, before: Pick<CaseRow, 'id'>, lost: string): Promise<void> {
  const won = await tables(ctx).updateTable('case').set((eb) => ({ handler_id: null, version: eb('version', '+', 1) })).where('id', '=', before.id).where('handler_id', '=', lost).returning('team_id').executeTakeFirst()
  if (won) await ctx.emit(CaseAssigned, before.id, { handlerId: null, teamId: won.team_id, changed: { handlerId: { from: lost, to: null } } })
}
