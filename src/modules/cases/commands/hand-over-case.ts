import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, invalid } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { signalClocks, startClocks } from '../../clocks/index.ts'
import { requireStaff } from '../../people/index.ts'
import type { Handover, OfferHandover } from '../contract.ts'
import { HandoverOffered, HandoverWithdrawn } from '../contract.ts'
import { handoverClocks } from '../deadlines.ts'
import { getHandover } from '../handovers.ts'
import { findCase, getCase, mayWith } from '../queries.ts'
import type { HandoverRow } from '../tables.ts'
import { tables } from '../tables.ts'
import { keepRead } from './mark-read.ts'
import { requireMayHandle } from './may-handle.ts'

/** What every event of a handover tells: who and to whom, none of its words. */
export const toldOf = (row: Pick<HandoverRow, 'id' | 'from_id' | 'to_staff_id' | 'to_team_id'>) => ({ handoverId: row.id, fromId: row.from_id, toStaffId: row.to_staff_id, toTeamId: row.to_team_id })
/** The offer as the case loses or gains it, so that whoever loses sight hears of it. */
export const offerChanged = (row: Pick<HandoverRow, 'to_staff_id' | 'to_team_id'>, gone: boolean) => Object.fromEntries(
  [['offeredStaffId', row.to_staff_id], ['offeredTeamId', row.to_team_id]].filter(([, id]) => id !== null).map(([field, id]) => [field, gone ? { from: id, to: null } : { from: null, to: id }]))

/**
 * Offers a case to a person or a team with everything they must know (CAS-11). Until it is accepted the sender handles it on;
 * when nobody takes it in the time of the policy `handover`, it stays with the sender and both sides' superiors hear of it.
 * @throws AppError forbidden `case.not-yours`; conflict `handover.not-now`, `record.stale`; invalid `handover.*`, `staff.not-found`, `team.not-found`
 */
export async function offerHandover(ctx: Ctx, caseId: string, { toStaffId, toTeamId, version, dueAt, ...told }: OfferHandover): Promise<Handover> {
  const before = await findCase(ctx, caseId)
  if (!before.may_write && !before.may_assign) throw new AppError('forbidden', 'case.not-yours')
  const from = before.handler_id
  if (!from || !mayWith(ctx, before).includes('hand-over')) throw conflict('handover.not-now', await getCase(ctx, caseId))
  if (dueAt <= ctx.now) throw invalid('dueAt', 'handover.in-the-past')
  if (toStaffId) {
    await requireStaff(ctx, toStaffId, 'toStaffId')
    if (toStaffId === from) throw invalid('toStaffId', 'handover.to-oneself')
    await requireMayHandle(ctx, caseId, toStaffId, 'toStaffId')
  } else if (!await tables(ctx).selectFrom('team_ref').select('id').where('id', '=', toTeamId as string).executeTakeFirst()) throw invalid('toTeamId', 'team.not-found')

  const row: HandoverRow = { id: newId(), case_id: caseId, from_id: from, by_id: ctx.actor.id as string, to_staff_id: toStaffId ?? null, to_team_id: toTeamId ?? null, ...told, due_at: dueAt, state: 'offered', offered_at: ctx.now, settled_at: null, settled_by: null, reason: null, version: 1 }
  const won = await tables(ctx).updateTable('case').set((eb) => ({ offered_staff_id: row.to_staff_id, offered_team_id: row.to_team_id, version: eb('version', '+', 1), changed_at: ctx.now }))
    .where('id', '=', caseId).where('version', '=', version ?? before.version).where('handler_id', '=', from).where('offered_staff_id', 'is', null).where('offered_team_id', 'is', null).returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', await getCase(ctx, caseId))
  tables.insert(ctx, 'case_handover', [row])
  await startClocks(ctx, handoverClocks, [{ subjectId: row.id, facts: { priority: before.priority, to: toTeamId ? 'team' : 'person' }, signal: 'offered' }])
  await ctx.emit(HandoverOffered, caseId, { ...toldOf(row), changed: offerChanged(row, false) })
  keepRead(ctx, before)
  return getHandover(ctx, row.id)
}

/** Takes back what is offered on a case, when something else has decided who goes on with it. Whoever calls writes the case itself. */
export async function dropOffer(ctx: Ctx, caseId: string): Promise<void> {
  const row = await tables(ctx).updateTable('case_handover').set((eb) => ({ state: 'withdrawn', settled_at: ctx.now, settled_by: ctx.actor.id, version: eb('version', '+', 1) }))
    .where('case_id', '=', caseId).where('state', '=', 'offered').returningAll().executeTakeFirst()
  if (!row) return
  await signalClocks(ctx, handoverClocks, [{ subjectId: row.id, facts: {}, signal: 'settled' }])
  await ctx.emit(HandoverWithdrawn, caseId, { ...toldOf(row), changed: offerChanged(row, true) })
}
