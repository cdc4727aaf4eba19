import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, notFound, refused } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { staffWithRoles } from '../../people/index.ts'
import { addTask, cancelTask, finishTask } from '../../tasks/index.ts'
import type { FlowException, Run } from '../contract.ts'
import { ExceptionAsked, ExceptionDecided, ExceptionReviewed } from '../contract.ts'
import { readException } from '../exceptions.ts'
import { getRun } from '../queries.ts'
import { reviewDays } from '../settings.ts'
import { definedAs, holdRun, pathOf, proceed, toldRun } from '../steps.ts'
import type { ExceptionRow } from '../tables.ts'
import { tables } from '../tables.ts'
import { holdStep, settle } from './settle-step.ts'

/** Leave to pass over a mandatory step: asked with a reason, decided by a supervisor, and looked at again afterwards. */

const DAY_MS = 86_400_000
const askKey = (id: string) => `flow-exception:${id}`
const reviewKey = (id: string) => `flow-exception-review:${id}`

/** @throws AppError as `holdStep`, 422 `step.approval-stays`, 422 `step.is-optional`, 409 `exception.asked-already` */
export async function askException(ctx: Ctx, { runId, stepId, reason }: { runId: string; stepId: string; reason: string }): Promise<Run> {
  const { run, row, step } = await holdStep(ctx, runId, stepId)
  if (step.kind === 'approval') throw refused('step.approval-stays')
  if (step.optional) throw refused('step.is-optional')
  const asked: ExceptionRow = {
    id: newId(), run_id: runId, step_id: stepId, flow_key: run.row.flow_key, step_key: step.key, reason, asked_by: ctx.actor.id as string, asked_at: ctx.now, state: 'asked',
    decided_by: null, decided_at: null, note: null, review_due_at: null, finding: null, reviewed_by: null, reviewed_at: null, review_note: null, version: 1,
  }
  const made = await tables(ctx).insertInto('flow_exception').values(asked).onConflict((on) => on.column('step_id').where(sql<boolean>`state = 'asked'`).doNothing()).returning('id').executeTakeFirst()
  if (!made) throw conflict('exception.asked-already', await getRun(ctx, runId))
  const supervised = (await staffWithRoles(ctx, ['cs_supervisor'])).some((id) => id !== ctx.actor.id)
  await addTask(ctx, {
    key: askKey(asked.id), title: { zh: `是否同意跳过：${step.name.zh}`, en: `May it be passed over: ${step.name.en}` }, roleKey: supervised ? 'cs_supervisor' : 'cs_manager',
    dueAt: row.due_at ?? undefined, about: { kind: run.row.about_kind, id: run.row.about_id }, source: { kind: 'run', id: runId }, path: pathOf(run), byHand: false,
  })
  await ctx.emit(ExceptionAsked, runId, { ...toldRun(run.row), stepId, step: step.key, round: row.round, exceptionId: asked.id })
  return getRun(ctx, runId)
}

async function find(ctx: Ctx, id: string): Promise<ExceptionRow> {
  const row = await tables(ctx).selectFrom('flow_exception').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('exception')
  return row
}

/** Grants or refuses it. A granted one settles the step as skipped, and its review is somebody's task. @throws AppError 404, 403 `exception.own`, 409 `record.stale`, `run.over` or `step.settled` */
export async function decideException(ctx: Ctx, id: string, { granted, note, version }: { granted: boolean; note?: string | undefined; version: number }): Promise<FlowException> {
  const before = await find(ctx, id)
  if (before.asked_by === ctx.actor.id) throw new AppError('forbidden', 'exception.own')
  const run = await holdRun(ctx, before.run_id)
  const row = run.live.find((one) => one.id === before.step_id)
  if (!row || row.state !== 'ready') throw conflict('step.settled', await readException(ctx, id))
  const reviewDueAt = granted ? new Date(ctx.now.getTime() + ctx.settings.get(reviewDays) * DAY_MS) : null
  const state = granted ? 'granted' as const : 'refused' as const
  const won = await tables(ctx).updateTable('flow_exception').set({ state, decided_by: ctx.actor.id, decided_at: ctx.now, note: note ?? null, review_due_at: reviewDueAt, version: version + 1 })
    .where('id', '=', id).where('version', '=', version).where('state', '=', 'asked').returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', await readException(ctx, id))
  await finishTask(ctx, { key: askKey(id) }, state)
  const step = definedAs(run.flow, row.key)
  await ctx.emit(ExceptionDecided, run.row.id, { ...toldRun(run.row), stepId: row.id, step: row.key, round: row.round, exceptionId: id, state })
  if (granted && reviewDueAt) {
    await addTask(ctx, {
      key: reviewKey(id), title: { zh: `复核例外：${step.name.zh}`, en: `Review an exception: ${step.name.en}` }, roleKey: 'cs_manager', dueAt: reviewDueAt,
      about: { kind: run.row.about_kind, id: run.row.about_id }, source: { kind: 'run', id: run.row.id }, path: '/deviations', byHand: false,
    })
    await settle(ctx, { run, row, step }, 'skipped', { note: before.reason })
    await proceed(ctx, run)
  }
  return readException(ctx, id)
}

/** @throws AppError 404, 409 `record.stale`, 422 `exception.not-granted` */
export async function reviewException(ctx: Ctx, id: string, { finding, note, version }: { finding: NonNullable<FlowException['finding']>; note: string; version: number }): Promise<FlowException> {
  const before = await find(ctx, id)
  if (before.state !== 'granted') throw refused('exception.not-granted')
  if (before.asked_by === ctx.actor.id) throw new AppError('forbidden', 'exception.own')
  const won = await tables(ctx).updateTable('flow_exception').set({ finding, reviewed_by: ctx.actor.id, reviewed_at: ctx.now, review_note: note, version: version + 1 })
    .where('id', '=', id).where('version', '=', version).where('reviewed_at', 'is', null).returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', await readException(ctx, id))
  await finishTask(ctx, { key: reviewKey(id) }, finding)
  await ctx.emit(ExceptionReviewed, before.run_id, { ...await toldOf(ctx, before), finding })
  return readException(ctx, id)
}

/** Takes back what one has asked for. @throws AppError 404, 403 `exception.not-yours`, 409 `record.stale` */
export async function withdrawException(ctx: Ctx, id: string, version: number): Promise<FlowException> {
  const before = await find(ctx, id)
  if (before.asked_by !== ctx.actor.id) throw new AppError('forbidden', 'exception.not-yours')
  const won = await tables(ctx).updateTable('flow_exception').set({ state: 'withdrawn', version: version + 1 }).where('id', '=', id).where('version', '=', version).where('state', '=', 'asked').returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', await readException(ctx, id))
  await cancelTask(ctx, { key: askKey(id) }, 'withdrawn')
  await ctx.emit(ExceptionDecided, before.run_id, { ...await toldOf(ctx, before), state: 'withdrawn' })
  return readException(ctx, id)
}
async function toldOf(ctx: Ctx, { id, run_id, step_id }: ExceptionRow) {
  const run = await tables(ctx).selectFrom('flow_run').selectAll().where('id', '=', run_id).executeTakeFirstOrThrow()
  const step = await tables(ctx).selectFrom('flow_step').select(['key', 'round']).where('id', '=', step_id).executeTakeFirstOrThrow()
  return { ...toldRun(run), stepId: step_id, step: step.key, round: step.round, exceptionId: id }
}
