import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict } from '../../../kernel/errors.ts'
import { maskPersonal } from '../../../pure/text/index.ts'
import { signalClocks } from '../../clocks/index.ts'
import type { Handover } from '../contract.ts'
import { HandoverAccepted, HandoverBounced, HandoverDeclined, HandoverWithdrawn } from '../contract.ts'
import { handoverClocks } from '../deadlines.ts'
import { findHandover, getHandover } from '../handovers.ts'
import { recordTransfer } from '../passing.ts'
import type { HandoverRow } from '../tables.ts'
import { tables } from '../tables.ts'
import { offerChanged, toldOf } from './hand-over-case.ts'
import { requireMayHandle } from './may-handle.ts'

/** Settles an offer; of many who try at once exactly one finds it still open. @throws AppError conflict `handover.settled` */
async function settle(ctx: Ctx, id: string, deed: Handover['may'][number], version: number | undefined, reason: string | null): Promise<HandoverRow> {
  const before = await findHandover(ctx, id)
  if (!before.may.includes(deed)) throw before.row.state === 'offered' ? new AppError('forbidden', 'handover.not-yours') : conflict('handover.settled', await getHandover(ctx, id))
  const state = { accept: 'accepted', decline: 'declined', withdraw: 'withdrawn' } as const
  const won = await tables(ctx).updateTable('case_handover').set((eb) => ({ state: state[deed], settled_at: ctx.now, settled_by: ctx.actor.id, reason, version: eb('version', '+', 1) }))
    .where('id', '=', id).where('state', '=', 'offered').where('version', '=', version ?? before.row.version).returningAll().executeTakeFirst()
  if (!won) throw conflict('handover.settled', await getHandover(ctx, id))
  await signalClocks(ctx, handoverClocks, [{ subjectId: id, facts: {}, signal: 'settled' }])
  return won
}
const NO_OFFER = { offered_staff_id: null, offered_team_id: null } as const

/** Takes what was offered: the reader handles it from now on, the first responder answers for it as before. */
export async function acceptHandover(ctx: Ctx, id: string, version: number | undefined): Promise<Handover> {
  const row = await settle(ctx, id, 'accept', version, null)
  const me = ctx.actor.id as string
  await requireMayHandle(ctx, row.case_id, me)
  const was = await tables(ctx).selectFrom('case').select('team_id').where('id', '=', row.case_id).forUpdate().executeTakeFirstOrThrow()
  const team = row.to_team_id ?? was.team_id
  await tables(ctx).updateTable('case').set((eb) => ({ ...NO_OFFER, handler_id: me, team_id: team, version: eb('version', '+', 1), changed_at: ctx.now })).where('id', '=', row.case_id).execute()
  await ctx.emit(HandoverAccepted, row.case_id, { ...toldOf(row), handlerId: me, changed: { ...offerChanged(row, true), handlerId: { from: row.from_id, to: me }, ...(team === was.team_id ? {} : { teamId: { from: was.team_id, to: team } }) } })
  await recordTransfer(ctx, row.case_id, { from: row.from_id, to: me, handoverId: id })
  return getHandover(ctx, id)
}

/** Lets the sender keep it. */
async function stays(ctx: Ctx, row: HandoverRow): Promise<void> {
  await tables(ctx).updateTable('case').set((eb) => ({ ...NO_OFFER, version: eb('version', '+', 1), changed_at: ctx.now })).where('id', '=', row.case_id).execute()
}
export async function declineHandover(ctx: Ctx, id: string, { reason, version }: { reason: string; version?: number | undefined }): Promise<Handover> {
  const row = await settle(ctx, id, 'decline', version, reason)
  await stays(ctx, row)
  await ctx.emit(HandoverDeclined, row.case_id, { ...toldOf(row), reason: maskPersonal(reason), changed: offerChanged(row, true) })
  return getHandover(ctx, id, row)
}
export async function withdrawHandover(ctx: Ctx, id: string, version: number | undefined): Promise<Handover> {
  const row = await settle(ctx, id, 'withdraw', version, null)
  await stays(ctx, row)
  await ctx.emit(HandoverWithdrawn, row.case_id, { ...toldOf(row), changed: offerChanged(row, true) })
  return getHandover(ctx, id)
}
/** Gives back what nobody took in time. @returns the row, or undefined when it was settled meanwhile */
export async function bounceHandover(ctx: Ctx, id: string): Promise<HandoverRow | undefined> {
  const row = await tables(ctx).updateTable('case_handover').set((eb) => ({ state: 'bounced', settled_at: ctx.now, version: eb('version', '+', 1) })).where('id', '=', id).where('state', '=', 'offered').returningAll().executeTakeFirst()
  if (!row) return undefined
  await signalClocks(ctx, handoverClocks, [{ subjectId: id, facts: {}, signal: 'settled' }])
  await stays(ctx, row)
  await ctx.emit(HandoverBounced, row.case_id, { ...toldOf(row), changed: offerChanged(row, true) })
  return row
}
