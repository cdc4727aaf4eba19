import type { Ctx } from '../../kernel/context.ts'
import { answer } from '../../kernel/module.ts'
import { HandlerMayGoOn } from '../cases/index.ts'
import { loadsOf } from './candidates.ts'
import { MayBeGiven } from './contract.ts'
import { staffOnDuty } from '../people/index.ts'
import { byRoster, capacity, connectedMinutes } from './settings.ts'
import { tables } from './tables.ts'

/**
 * A case that is opened again goes to its former handler only when they take work, are there and have room, and nothing above speaks against them; else it waits to be assigned anew.
 * Of somebody who has never said whether they take work nothing is known, and nothing is said.
 */
export const mayGoOn = answer(HandlerMayGoOn, 'routing.may-go-on', async (ctx: Ctx, { caseId, staffId }) => {
  const state = await tables(ctx).selectFrom('agent_state').select(['available', 'seen_at', 'capacity']).where('staff_id', '=', staffId).executeTakeFirst()
  if (!state) return []
  const [loads, refusals, duty] = await Promise.all([loadsOf(ctx, [staffId]), ctx.ask(MayBeGiven, { caseId, staffIds: [staffId] }), ctx.settings.get(byRoster) ? staffOnDuty(ctx) : null])
  const isThere = ctx.actor.id === staffId || state.seen_at.getTime() > ctx.now.getTime() - ctx.settings.get(connectedMinutes) * 60_000
  // The case itself counts no more: it is closed, and opened in this very unit.
  const full = (loads.get(staffId) ?? 0) >= (state.capacity ?? ctx.settings.get(capacity))
  return [...(state.available ? [] : [{ code: 'routing.absent' }]), ...(isThere ? [] : [{ code: 'routing.away' }]), ...(duty && !duty.includes(staffId) && ctx.actor.id !== staffId ? [{ code: 'routing.off-duty' }] : []), ...(full ? [{ code: 'routing.full' }] : []), ...refusals.map(({ code }) => ({ code }))]
})
