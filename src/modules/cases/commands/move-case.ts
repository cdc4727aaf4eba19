import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, refused } from '../../../kernel/errors.ts'
import { flowKind } from '../../flows/index.ts'
import type { Case } from '../contract.ts'
import { reasonsAgainst } from '../move-guards.ts'
import { findCase, getCase } from '../queries.ts'
import { applyMoves } from './apply-moves.ts'

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

  const still = await applyMoves(ctx, [{ row: before, target }], fields)
  if (!still.has(id)) throw conflict('record.stale', await getCase(ctx, id))
  return getCase(ctx, id)
}
