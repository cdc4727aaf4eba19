import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, invalid, refused } from '../../../kernel/errors.ts'
import { say } from '../../../kernel/i18n/catalogue.ts'
import { stopClocks } from '../../clocks/index.ts'
import { attachFiles } from '../../files/index.ts'
import { submitForm } from '../../forms/index.ts'
import { cancelTask, finishTask } from '../../tasks/index.ts'
import type { FinishStep, FlowStep, Run } from '../contract.ts'
import { StepDone, StepMayFinish } from '../contract.ts'
import { getRun } from '../queries.ts'
import { mayBeLeftOut } from '../rules.ts'
import type { Outcome } from '../rules.ts'
import { findRun, isTheirs } from '../sight.ts'
import type { HeldRun, LiveStep } from '../steps.ts'
import { definedAs, holdRun, proceed, taskKey, tellLate, toldStep } from '../steps.ts'
import { tables } from '../tables.ts'

export interface HeldStep { run: HeldRun; row: LiveStep; step: FlowStep; task: { owner_id: string | null; role_key: string | null; team_id: string | null } }

/**
 * Holds a run and an open step of it that is the actor's to do.
 * @throws AppError 404 run.not-found, 409 `run.over` or `step.settled`, 403 `step.not-yours`
 */
export async function holdStep(ctx: Ctx, runId: string, stepId: string): Promise<HeldStep> {
  await findRun(ctx, runId)
  const run = await holdRun(ctx, runId)
  const row = run.live.find((one) => one.id === stepId)
  if (!row || row.state !== 'ready') throw conflict('step.settled', await getRun(ctx, runId))
  const task = await tables(ctx).selectFrom('task_ref').select(['owner_id', 'role_key', 'team_id']).where('key', '=', taskKey(row)).executeTakeFirst()
  if (!task || !isTheirs(ctx, task)) throw new AppError('forbidden', 'step.not-yours')
  return { run, row, step: definedAs(run.flow, row.key), task }
}

/** Takes the answers on a step's form and what proves it; refuses what is missing, and whatever the guards say. @returns the submission */
export async function takeResults(ctx: Ctx, { run, row, step }: HeldStep, { answers, evidence = [] }: FinishStep): Promise<string | null> {
  if (step.evidence && !evidence.length) throw invalid('evidence', 'step.needs-evidence')
  if (step.form && !answers) throw invalid('answers', 'step.needs-form')
  if (!step.form && answers) throw invalid('answers', 'step.has-no-form')
  const { about_kind: kind, about_id: id, flow_key: flow } = run.row
  if (step.guards.length) {
    const against = await ctx.ask(StepMayFinish, { about: { kind, id }, flow, step: step.key, guards: step.guards })
    if (against.length) throw refused('flow.guard-failed', against.map(({ code, field, message }) => ({ path: field ?? '', code, ...(message ? { message } : {}) })), { params: { guard: against[0] ? against[0].message ?? say(ctx.actor.locale, against[0].code) : '' } })
  }
  if (evidence.length) await attachFiles(ctx, evidence, { kind: 'flow-step', id: row.id })
  if (!step.form || !answers) return null
  const submission = await submitForm(ctx, { form: step.form, ...(row.form_id ? { version: row.form_id } : {}), about: { kind, id }, answers, by: { kind: 'staff', id: ctx.actor.id }, via: 'internal', customerId: run.subject.customerId, teamId: run.subject.teamId })
  return submission.id
}

/**
 * Settles an open step with what it came to. Of two at once one finds it open; the other is told how it stands now.
 * @throws AppError 409 `step.settled`
 */
export async function settle(ctx: Ctx, { run, row, step }: Pick<HeldStep, 'run' | 'row' | 'step'>, outcome: Exclude<Outcome, 'not-applicable'>, more: { note?: string | undefined; workedSeconds?: number | undefined; submissionId?: string | null; live?: boolean } = {}): Promise<void> {
  const late = row.due_at !== null && row.due_at < ctx.now
  const deviation = outcome === 'skipped' && !mayBeLeftOut(step) ? 'skipped' : late ? 'late' : null
  const won = await tables(ctx).updateTable('flow_step')
    .set((eb) => ({ state: outcome, settled_at: ctx.now, settled_by: ctx.actor.id, ...begunBefore(ctx, row, more.workedSeconds), note: more.note ?? null, submission_id: more.submissionId ?? null, deviation, version: eb('version', '+', 1), ...(more.live === false ? { live: false } : {}) }))
    .where('id', '=', row.id).where('state', '=', 'ready').where('level', '=', row.level).returning('id').executeTakeFirst()
  if (!won) throw conflict('step.settled', await getRun(ctx, run.row.id))
  if (late) await tellLate(ctx, row.id, row.due_at ?? ctx.now)
  await stopClocks(ctx, 'step', [row.id])
  if (outcome === 'skipped') await cancelTask(ctx, { key: taskKey(row) }, 'skipped')
  else await finishTask(ctx, { key: taskKey(row) }, outcome)
  const asked = await tables(ctx).updateTable('flow_exception').set((eb) => ({ state: 'withdrawn' as const, version: eb('version', '+', 1) })).where('step_id', '=', row.id).where('state', '=', 'asked').returning('id').execute()
  for (const { id } of asked) await cancelTask(ctx, { key: `flow-exception:${id}` }, 'settled')
  await ctx.emit(StepDone, run.row.id, { ...toldStep(run.row, row), outcome, late, moves: outcome === 'done' || outcome === 'approved' ? step.moves ?? null : null })
}

/** When it was begun, by what is said of the work at its end; what was said before stays. */
function begunBefore(ctx: Ctx, row: LiveStep, workedSeconds: number | undefined): { begun_at?: Date; begun_by?: string | null } {
  if (row.begun_at || workedSeconds === undefined) return {}
  return { begun_at: new Date(Math.max(row.ready_at.getTime(), ctx.now.getTime() - workedSeconds * 1_000)), begun_by: ctx.actor.id }
}

/** Says that a step is done. @throws AppError as `holdStep`, 400 `step.needs-form` and the like, 422 `flow.guard-failed` */
export async function finishStep(ctx: Ctx, { runId, stepId, ...body }: { runId: string; stepId: string } & FinishStep): Promise<Run> {
  const held = await holdStep(ctx, runId, stepId)
  if (held.step.kind !== 'work') throw invalid('stepId', 'step.is-an-approval')
  const submissionId = await takeResults(ctx, held, body)
  await settle(ctx, held, 'done', { note: body.note, workedSeconds: body.workedSeconds, submissionId })
  await proceed(ctx, held.run)
  return getRun(ctx, runId)
}

/** Leaves an optional step out. @throws AppError as `holdStep`, 422 `step.is-mandatory` */
export async function skipStep(ctx: Ctx, { runId, stepId, note }: { runId: string; stepId: string; note: string }): Promise<Run> {
  const held = await holdStep(ctx, runId, stepId)
  if (!mayBeLeftOut(held.step)) throw refused(held.step.kind === 'approval' ? 'step.approval-stays' : 'step.is-mandatory')
  await settle(ctx, held, 'skipped', { note })
  await proceed(ctx, held.run)
  return getRun(ctx, runId)
}
