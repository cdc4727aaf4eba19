import { sql } from 'kysely'
import { inSight } from '../../../kernel/access.ts'
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
  const before = await findCase(ctx, id)
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
  if (!won) throw conflict('case.already-taken', await getCase(ctx, id))
  await ctx.emit(CaseClaimed, id, {
    handlerId: me, firstResponderId: won.first_responder_id as string,
    changed: { handlerId: { from: null, to: me }, ...(before.first_responder_id ? {} : { firstResponderId: { from: null, to: me } }), ...(moves ? { status: { from: before.status, to: taken.key } } : {}) },
  })
  keepRead(ctx, before)
  return getCase(ctx, id)
}
