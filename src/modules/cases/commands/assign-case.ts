import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, invalid } from '../../../kernel/errors.ts'
import { dropUndefined } from '../../../kernel/frame.ts'
import { flowKind } from '../../flows/index.ts'
import { requireStaff } from '../../people/index.ts'
import type { Case } from '../contract.ts'
import { CaseAssigned } from '../contract.ts'
import { findCase, getCase, mayWith } from '../queries.ts'
import { recordTransfer } from '../passing.ts'
import { tables } from '../tables.ts'
import { dropOffer } from './hand-over-case.ts'
import { keepRead } from './mark-read.ts'

/** Gives a case to a person, a team, both or nobody. The first responder stays who it was; a person who takes on what nobody had answered for becomes it. */
export async function assignCase(ctx: Ctx, id: string, { version, handlerId, teamId }: { version: number; handlerId?: string | null | undefined; teamId?: string | null | undefined }): Promise<Case> {
  const before = await findCase(ctx, id)
  if (!before.may_assign) throw new AppError('forbidden', 'case.not-yours')
  if (!mayWith(ctx, before).includes('assign')) throw conflict('case.not-assignable', await getCase(ctx, id))
  if (handlerId === undefined && teamId === undefined) throw new AppError('invalid', 'case.nothing-to-assign')
  if (handlerId) await requireStaff(ctx, handlerId, 'handlerId')
  if (teamId && !await tables(ctx).selectFrom('team_ref').select('id').where('id', '=', teamId).executeTakeFirst()) throw invalid('teamId', 'team.not-found')
  const { start, taken } = ctx.definitions.version(flowKind, before.flow_id).is
  const moves = Boolean(handlerId) && before.status === start.key
  const becomes = handlerId && !before.first_responder_id ? handlerId : undefined
  const won = await tables(ctx).updateTable('case')
    .set({ ...dropUndefined({ handler_id: handlerId, team_id: teamId, first_responder_id: becomes }), offered_staff_id: null, offered_team_id: null, ...(moves ? { status: taken.key, status_class: taken.class } : {}), version: version + 1, changed_at: ctx.now })
    .where('id', '=', id).where('version', '=', version).where('removed_at', 'is', null).returning(['handler_id', 'team_id']).executeTakeFirst()
  if (!won) throw conflict('record.stale', await getCase(ctx, id))
  await ctx.emit(CaseAssigned, id, {
    handlerId: won.handler_id, teamId: won.team_id,
    changed: {
      ...(handlerId === undefined ? {} : { handlerId: { from: before.handler_id, to: handlerId } }), ...(teamId === undefined ? {} : { teamId: { from: before.team_id, to: teamId } }),
      ...(becomes ? { firstResponderId: { from: null, to: becomes } } : {}), ...(moves ? { status: { from: before.status, to: taken.key } } : {}),
    },
  })
  if (before.offered_staff_id || before.offered_team_id) await dropOffer(ctx, id)
  if (before.handler_id && handlerId && handlerId !== before.handler_id) await recordTransfer(ctx, id, { from: before.handler_id, to: handlerId })
  keepRead(ctx, before)
  return getCase(ctx, id)
}
