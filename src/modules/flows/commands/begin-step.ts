import type { Ctx } from '../../../kernel/context.ts'
import { conflict } from '../../../kernel/errors.ts'
import { keepApart } from '../../../kernel/separation.ts'
import type { Run } from '../contract.ts'
import { StepBegun } from '../contract.ts'
import { getRun } from '../queries.ts'
import { ownApproval } from '../separations.ts'
import { doersBefore, toldStep } from '../steps.ts'
import { tables } from '../tables.ts'
import { holdStep } from './settle-step.ts'

/**
 * Says that one begins to work on an open step: what lies before was waiting, what follows is work. The first to say so counts.
 * @throws AppError as `holdStep`, 409 `step.begun`, 403 `step.own-approval`
 */
export async function beginStep(ctx: Ctx, { runId, stepId }: { runId: string; stepId: string }): Promise<Run> {
  const { run, row, step } = await holdStep(ctx, runId, stepId)
  if (step.kind === 'approval') keepApart(ctx, ownApproval, doersBefore(run.live, step))
  const begun = await tables(ctx).updateTable('flow_step').set((eb) => ({ begun_at: ctx.now, begun_by: ctx.actor.id, version: eb('version', '+', 1) })).where('id', '=', row.id).where('state', '=', 'ready').where('begun_at', 'is', null).returning('id').executeTakeFirst()
  if (!begun) throw conflict('step.begun', await getRun(ctx, runId))
  await ctx.emit(StepBegun, runId, toldStep(run.row, row))
  return getRun(ctx, runId)
}
