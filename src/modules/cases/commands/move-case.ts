import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, refused } from '../../../kernel/errors.ts'
import { maskPersonal } from '../../../pure/text/index.ts'
import { flowKind } from '../../flows/index.ts'
import type { Case } from '../contract.ts'
import { CaseMoved } from '../contract.ts'
import { tellClocks } from '../deadlines.ts'
import { reasonsAgainst } from '../move-guards.ts'
import { findCase, getCase } from '../queries.ts'
import { rankIn } from '../rank.ts'
import { signalOf } from '../rules.ts'
import { tables } from '../tables.ts'
import { dropOffer } from './hand-over-case.ts'
import { keepRead } from './mark-read.ts'

export interface Move { to: string; version: number; fields?: { solution?: string | undefined; reason?: string | undefined } | undefined }

/** Moves a case along its flow: the flow allows it, nobody above objects, the version is the reader's, and the clocks follow the class of the status. */
export async function moveCase(ctx: Ctx, id: string, { to, version, fields = {} }: Move): Promise<Case> {
  const before = await findCase(ctx, id)
  if (!before.may_write) throw new AppError('forbidden', 'case.not-yours')
  if (before.removed_at) throw conflict('case.removed', await getCase(ctx, id))
  if (before.merged_into_id) throw conflict('merge.already', await getCase(ctx, id))
  const flow = ctx.definitions.version(flowKind, before.flow_id).is
  const target = flow.status(to)
  if (before.version !== version) throw conflict('record.stale', await getCase(ctx, id))
  if (!target || !flow.guards(before.status, to)) throw conflict('flow.illegal-transition', await getCase(ctx, id), { from: before.status, to })
  const against = (await reasonsAgainst(ctx, [{ row: before, to, toClass: target.class }])).get(id) ?? []
  if (against.length) throw refused('flow.guard-failed', against.map((reason) => ({ path: reason.field ?? '', code: reason.code, ...(reason.message ? { message: reason.message } : {}) })), { params: { guard: against[0]?.code ?? '' } })

  const dueAt = await tellClocks(ctx, before, { signal: signalOf(before.status_class, target.class), state: target.class })
  const turnAt = before.status_class === target.class && before.turn_at ? before.turn_at : ctx.now
  const won = await tables(ctx).updateTable('case')
    .set({ status: to, status_class: target.class, version: version + 1, changed_at: ctx.now, due_at: dueAt, closed_at: target.class === 'closed' ? ctx.now : null, ...(target.class === 'closed' ? { offered_staff_id: null, offered_team_id: null } : {}), ...(target.class === before.status_class ? {} : { silent_since: null }), turn_at: turnAt, rank_at: rankIn(ctx, { class: target.class, priority: before.priority, turnAt }), ...(fields.solution ? { solution: fields.solution } : {}) })
    .where('id', '=', id).where('version', '=', version).where('status', '=', before.status).returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', await getCase(ctx, id))
  await ctx.emit(CaseMoved, id, { kind: before.kind, customerId: before.customer_id, from: before.status, to, fromClass: before.status_class, toClass: target.class, reason: fields.reason ? maskPersonal(fields.reason) : null, changed: { status: { from: before.status, to } } })
  if (target.class === 'closed' && (before.offered_staff_id || before.offered_team_id)) await dropOffer(ctx, id)
  keepRead(ctx, before)
  return getCase(ctx, id)
}
