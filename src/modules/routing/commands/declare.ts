import { seesRow } from '../../../kernel/access.ts'
import type { Actor, Ctx } from '../../../kernel/context.ts'
import { conflict, notFound } from '../../../kernel/errors.ts'
import type { Work } from '../../../kernel/work.ts'
import { requireStaff } from '../../people/index.ts'
import type { AgentState } from '../contract.ts'
import { AgentSteered, AvailabilityDeclared } from '../contract.ts'
import { agentsOf, stateOf } from '../queries.ts'
import { agentResource, tables } from '../tables.ts'

/** Says that one takes work, or why not. Their browser counts as there from now. */
export async function declareAvailability(ctx: Ctx, { available, reason }: { available: boolean; reason?: string | undefined }): Promise<AgentState> {
  const me = ctx.actor.id as string
  const before = await tables(ctx).selectFrom('agent_state').select('available').where('staff_id', '=', me).executeTakeFirst()
  const set = { available, reason: available ? null : reason ?? null, since: ctx.now, seen_at: ctx.now }
  await tables(ctx).insertInto('agent_state').values({ staff_id: me, ...set, capacity: null, last_given_at: null, version: 1 })
    .onConflict((on) => on.column('staff_id').doUpdateSet((eb) => ({ ...set, version: eb('agent_state.version', '+', 1) }))).execute()
  await ctx.emit(AvailabilityDeclared, me, { available, changed: { available: { from: before?.available ?? null, to: available } } })
  return await stateOf(ctx, me) as AgentState
}

/** A superior sets somebody's capacity or takes them out of assignment. @throws AppError not-found `agent.not-found`, conflict `record.stale` */
export async function steerAgent(ctx: Ctx, staffId: string, { version, available, reason, capacity }: { version: number; available?: boolean | undefined; reason?: string | undefined; capacity?: number | null | undefined }): Promise<AgentState> {
  await requireStaff(ctx, staffId)
  const before = await tables(ctx).selectFrom('agent_state').selectAll().where('staff_id', '=', staffId).executeTakeFirst()
  if (!before || !seesRow(ctx.actor, agentResource, { id: staffId }, 'routing.steer')) throw notFound('agent')
  const to = available ?? before.available
  const row = await tables(ctx).updateTable('agent_state').set({ version: version + 1, ...(capacity === undefined ? {} : { capacity }), ...(available === undefined ? {} : { available, reason: available ? null : reason ?? null, since: ctx.now }) })
    .where('staff_id', '=', staffId).where('version', '=', version).returning('version').executeTakeFirst()
  if (!row) throw conflict('record.stale', (await agentsOf(ctx, [staffId]))[0])
  await ctx.emit(AgentSteered, staffId, { available: to, changed: { ...(capacity === undefined ? {} : { capacity: { from: before.capacity, to: capacity } }), ...(available === undefined ? {} : { available: { from: before.available, to } }) } })
  return await stateOf(ctx, staffId) as AgentState
}

/** Says that one's browser is there. It leaves no event. @returns whether one had ever declared anything */
export const beConnected = (work: Work, actor: Actor): Promise<{ seen: boolean }> => work.unit(actor, 'routing.connected', async (ctx) =>
  ({ seen: (await tables(ctx).updateTable('agent_state').set({ seen_at: ctx.now }).where('staff_id', '=', actor.id as string).returning('staff_id').execute()).length > 0 }))
