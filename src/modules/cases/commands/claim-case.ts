import { sql } from 'kysely'
import { inSight, seesRow } from '../../../kernel/access.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { conflict } from '../../../kernel/errors.ts'
import { flowKind } from '../../flows/index.ts'
import type { Case } from '../contract.ts'
import { CaseClaimed } from '../contract.ts'
import { findCase, getCase } from '../queries.ts'
import { caseResource, tables } from '../tables.ts'
import { keepRead } from './mark-read.ts'
import { requireMayHandle } from './may-handle.ts'

/** Takes an unassigned case to oneself, and becomes its first responder when it has none. Of many at once, one UPDATE finds it still free. */
export async function claimCase(ctx: Ctx, id: string, version: number | undefined): Promise<Case> {
  const before = await findCase(ctx, id).catch((error: unknown) => lostTo(ctx, id, error))
  const me = ctx.actor.id as string
  await requireMayHandle(ctx, id, me)
  const { start, taken } = ctx.definitions.version(flowKind, before.flow_id).is
  const moves = before.status === start.key
  let update = tables(ctx).updateTable('case as c')
    .set((eb) => ({
      handler_id: me, first_responder_id: eb.fn.coalesce('c.first_responder_id', sql<string>`${me}::uuid`), version: sql<number>`c.version + 1`, changed_at: ctx.now,
      ...(moves ? { status: taken.key, status_class: taken.class } : {}),
    }))
    .where('c.id', '=', id).where('c.handler_id', 'is', null).where('c.removed_at', 'is', null).where('c.status', '=', before.status).where('c.status_class', '<>', 'closed')
    .where(inSight(ctx, caseResource, 'case.claim', 'c'))
  if (version !== undefined) update = update.where('c.version', '=', version)
  const won = await update.returning('first_responder_id').executeTakeFirst()
  if (!won) throw conflict('case.already-taken', await getCase(ctx, id).catch((error: unknown) => lostTo(ctx, id, error)))
  await ctx.emit(CaseClaimed, id, {
    handlerId: me, firstResponderId: won.first_responder_id as string,
    changed: { handlerId: { from: null, to: me }, ...(before.first_responder_id ? {} : { firstResponderId: { from: null, to: me } }), ...(moves ? { status: { from: before.status, to: taken.key } } : {}) },
  })
  keepRead(ctx, before)
  return getCase(ctx, id)
}

/** Who was too late for what they might have taken hears so, also when the case is out of their sight by now; of anything else they hear nothing. */
async function lostTo(ctx: Ctx, id: string, error: unknown): Promise<never> {
  const row = await tables(ctx).selectFrom('case').select(['first_responder_id as firstResponderId', 'team_id as teamId', 'offered_staff_id as offeredStaffId', 'offered_team_id as offeredTeamId'])
    .where('id', '=', id).where('handler_id', 'is not', null).where('removed_at', 'is', null).executeTakeFirst()
  if (row && seesRow(ctx.actor, caseResource, { ...row, handlerId: null }, 'case.claim')) throw conflict('case.already-taken', null)
  throw error
}
