import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { flowKind } from '../../flows/index.ts'
import { CaseAssigned } from '../contract.ts'
import { tables } from '../tables.ts'

/**
 * Gives a case that nobody handles to somebody, for assignment by rule: a person's own choice that came first stands.
 * @returns whether it was still free, and whether this made them the first responder; undefined when it was not free
 */
export async function giveCase(ctx: Ctx, id: string, staffId: string): Promise<{ madeFirst: boolean } | undefined> {
  const before = await tables(ctx).selectFrom('case').select(['flow_id', 'status', 'first_responder_id']).where('id', '=', id).executeTakeFirst()
  if (!before) return undefined
  const { start, taken } = ctx.definitions.version(flowKind, before.flow_id).is
  const moves = before.status === start.key
  const madeFirst = before.first_responder_id === null
  const won = await tables(ctx).updateTable('case').set((eb) => ({
    handler_id: staffId, ...(madeFirst ? { first_responder_id: staffId } : {}), ...(moves ? { status: taken.key, status_class: taken.class } : {}), version: eb('version', '+', 1), changed_at: ctx.now,
  })).where('id', '=', id).where('handler_id', 'is', null).where('status', '=', before.status).where('status_class', '=', 'open').where('removed_at', 'is', null).where('merged_into_id', 'is', null).where(sql<boolean>`(barred is null or ${staffId}::uuid <> all(barred))`).where('first_responder_id', madeFirst ? 'is' : 'is not', null).returning('team_id').executeTakeFirst()
  if (!won) return undefined
  await ctx.emit(CaseAssigned, id, { handlerId: staffId, teamId: won.team_id, changed: { handlerId: { from: null, to: staffId }, ...(madeFirst ? { firstResponderId: { from: null, to: staffId } } : {}), ...(moves ? { status: { from: before.status, to: taken.key } } : {}) } })
  return { madeFirst }
}

/** Takes a case back from somebody who has done nothing with it, into the queue. `wasMadeFirst`: they answer for nothing yet, so the first responder is open again. @returns whether it was still theirs */
export async function takeBackCase(ctx: Ctx, id: string, { from, wasMadeFirst }: { from: string; wasMadeFirst: boolean }): Promise<boolean> {
  const won = await tables(ctx).updateTable('case').set((eb) => ({ handler_id: null, ...(wasMadeFirst ? { first_responder_id: null } : {}), version: eb('version', '+', 1), changed_at: ctx.now }))
    .where('id', '=', id).where('handler_id', '=', from).where('status_class', '=', 'open').where('removed_at', 'is', null).where((eb) => wasMadeFirst ? eb('first_responder_id', '=', from) : eb.lit(true)).returning('team_id').executeTakeFirst()
  if (!won) return false
  await ctx.emit(CaseAssigned, id, { handlerId: null, teamId: won.team_id, changed: { handlerId: { from, to: null }, ...(wasMadeFirst ? { firstResponderId: { from, to: null } } : {}) } })
  return true
}
