import type { Ctx } from '../../../kernel/context.ts'
import { conflict, invalid } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { keepApart } from '../../../kernel/separation.ts'
import { finishTask } from '../../tasks/index.ts'
import type { FinishStep, Run } from '../contract.ts'
import { StepApproved, StepReopened } from '../contract.ts'
import { receiverOf } from '../owners.ts'
import { getRun } from '../queries.ts'
import { reopenedBy } from '../rules.ts'
import { doersBefore, endRun, give, proceed, taskKey, toldStep, withdrawSteps } from '../steps.ts'
import { ownApproval } from '../separations.ts'
import { tables } from '../tables.ts'
import type { HeldStep } from './settle-step.ts'
import { holdStep, settle, takeResults } from './settle-step.ts'

export interface Decision { runId: string; stepId: string; level: number }

/** The approval that is asked at this level, of somebody who did not do the work themselves. */
async function holdApproval(ctx: Ctx, { runId, stepId, level }: Decision): Promise<HeldStep> {
  const held = await holdStep(ctx, runId, stepId)
  if (held.step.kind !== 'approval') throw invalid('stepId', 'step.is-no-approval')
  if (held.row.level !== level) throw conflict('step.settled', await getRun(ctx, runId))
  keepApart(ctx, ownApproval, doersBefore(held.run.live, held.step))
  return held
}
function writeDown(ctx: Ctx, { row, task }: HeldStep, decision: 'approved' | 'rejected', note: string | undefined): string | null {
  const standsFor = task.owner_id && task.owner_id !== ctx.actor.id ? task.owner_id : null
  tables.insert(ctx, 'flow_approval', { id: newId(), step_id: row.id, level: row.level, by_id: ctx.actor.id as string, for_id: standsFor, decision, note: note ?? null, at: ctx.now })
  return standsFor
}

/**
 * Approves at the level that is asked; after the last one the step is approved, before it the next manager up the line is asked.
 * @throws AppError as `holdStep`, 403 `step.own-approval`, 400 `step.needs-form`
 */
export async function approveStep(ctx: Ctx, { note, answers, evidence, workedSeconds, ...of }: Decision & FinishStep): Promise<Run> {
  const held = await holdApproval(ctx, of)
  const { run, row, step } = held
  const standsFor = writeDown(ctx, held, 'approved', note)
  await ctx.emit(StepApproved, run.row.id, { ...toldStep(run.row, row), level: row.level, levels: row.levels, standsFor })
  if (row.level < row.levels) {
    const next = await receiverOf(ctx, step, { subject: run.subject, startedBy: run.row.started_by, doers: doersBefore(run.live, step), level: row.level + 1 })
    const [turned] = await tables(ctx).updateTable('flow_step').set((eb) => ({ level: row.level + 1, hand: row.hand + 1, substitute: next.substitute, version: eb('version', '+', 1) }))
      .where('id', '=', row.id).where('state', '=', 'ready').where('level', '=', row.level).returningAll().execute()
    if (!turned) throw conflict('step.settled', await getRun(ctx, of.runId))
    await finishTask(ctx, { key: taskKey(row) }, 'approved')
    await give(ctx, run, step, turned, { ...next, level: row.level + 1 })
    return getRun(ctx, of.runId)
  }
  const submissionId = await takeResults(ctx, held, { answers, evidence })
  await settle(ctx, held, 'approved', { note, workedSeconds, submissionId })
  await proceed(ctx, run)
  return getRun(ctx, of.runId)
}

/** Rejects with a reason: back to where the step says, on, or to the end. @throws AppError as `approveStep` */
export async function rejectStep(ctx: Ctx, { note, workedSeconds, ...of }: Decision & { note: string; workedSeconds?: number | undefined }): Promise<Run> {
  const held = await holdApproval(ctx, of)
  const { run, row, step } = held
  writeDown(ctx, held, 'rejected', note)
  await settle(ctx, held, 'rejected', { note, workedSeconds, live: step.rejected !== 'back' })
  if (step.rejected === 'end') await endRun(ctx, run.row, 'rejected')
  else {
    if (step.rejected === 'back') {
      const { reopened } = reopenedBy(run.flow.is.body, step)
      const again = run.live.filter((one) => reopened.has(one.key) && one.id !== row.id)
      await withdrawSteps(ctx, again.filter((one) => one.state === 'ready'), 'rejected')
      await tables(ctx).updateTable('flow_step').set({ live: false }).where('run_id', '=', run.row.id).where('key', 'in', [...reopened]).where('live', '=', true).execute()
      await ctx.emit(StepReopened, run.row.id, { ...toldStep(run.row, row), reopened: again.map(({ key }) => key) })
    }
    await proceed(ctx, run)
  }
  return getRun(ctx, of.runId)
}
