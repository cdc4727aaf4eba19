import type { Ctx } from '../../kernel/context.ts'
import type { Happened } from '../../kernel/module.ts'
import { on } from '../../kernel/module.ts'
import { CaseAssigned, CaseChanged, CaseClaimed, CaseMerged, CaseMoved, CaseOpened, CaseRemoved, CaseRestored, CaseUnmerged, HandoverAccepted, HandoverOffered, MessageAdded, PromiseMade } from '../cases/contract.ts'
import { ClockBreached } from '../clocks/contract.ts'
import { AgentSteered, AvailabilityDeclared } from './contract.ts'
import { giveBack, settle, unbegunOf, unbegunOn } from './give-back.ts'
import { lookAgain, putInWaiting } from './route.ts'
import { tables } from './tables.ts'

const ids = (events: readonly Happened[]) => [...new Set(events.map((one) => one.subjectId))]

/** What begins to wait for a handler lies down to be assigned; whatever may have freed somebody makes all that waits due. */
export const noteWaiting = on([CaseOpened, CaseAssigned, CaseMoved, CaseRestored, CaseUnmerged, CaseClaimed, CaseMerged, CaseRemoved, CaseChanged, HandoverAccepted], 'routing.note-waiting', async (ctx, events) => {
  const waiting = await tables(ctx).selectFrom('case_waiting').select('id').where('id', 'in', ids(events)).execute()
  await putInWaiting(ctx, waiting.map((row) => row.id))
  if (events.some(({ kind, data }) => kind === CaseMoved.kind || kind === CaseRemoved.kind || kind === CaseMerged.kind || kind === HandoverAccepted.kind || (kind === CaseAssigned.kind && 'changed' in data && 'handlerId' in data.changed))) await lookAgain(ctx)
})

/** Whoever was given a case and does something with it has begun; when somebody else has it, the decision is over. */
export const noteBegun = on([MessageAdded, CaseMoved, CaseChanged, PromiseMade, HandoverOffered, HandoverAccepted, CaseAssigned, CaseClaimed, CaseMerged, CaseRemoved], 'routing.note-begun', async (ctx, events) => {
  const rows = await unbegunOn(ctx, ids(events))
  const begun = rows.filter((row) => events.some(({ subjectId, actor }) => subjectId === row.case_id && actor.kind === 'staff' && actor.id === row.staff_id))
  await settle(ctx, begun, null)
  const rest = rows.filter((row) => !begun.includes(row))
  const still = new Set(rest.length ? (await tables(ctx).selectFrom('case_in_hand_ref').select(['id', 'staff_id']).where('id', 'in', rest.map((row) => row.case_id)).execute()).map((row) => `${row.id} ${row.staff_id}`) : [])
  // The event of the assignment itself comes first; whether the case is still theirs is looked up as it is now.
  await settle(ctx, rest.filter((row) => !still.has(`${row.case_id} ${row.staff_id}`)), 'taken-over')
})

/** Who does not begin in the time of the policy loses the case to somebody else. */
export const passOn = on(ClockBreached, 'routing.pass-on', async (ctx, events) => {
  const decisions = events.filter(({ data }) => data.subjectKind === 'routing').map(({ subjectId }) => subjectId)
  if (decisions.length) await giveBack(ctx, await tables(ctx).selectFrom('routing_decision').selectAll().where('id', 'in', decisions).where('acted_at', 'is', null).where('ended_at', 'is', null).execute(), 'no-answer')
})

/** What an absent person had not begun with goes back; whoever comes is given what waits. */
export const followAvailability = on([AvailabilityDeclared, AgentSteered], 'routing.follow-availability', async (ctx: Ctx, events) => {
  for (const { subjectId, data } of events) if (!data.available) await giveBack(ctx, await unbegunOf(ctx, subjectId), 'absent')
  if (events.some(({ data }) => data.available)) await lookAgain(ctx)
})
