import type { Ctx } from '../../../kernel/context.ts'
import type { Compiled } from '../../../kernel/definitions.ts'
import { AppError, conflict, invalid, refused } from '../../../kernel/errors.ts'
import type { Run } from '../contract.ts'
import { RunMoved } from '../contract.ts'
import type { Flow } from '../definition.ts'
import { flowKind } from '../definition.ts'
import { getRun } from '../queries.ts'
import type { Outcome } from '../rules.ts'
import { carryOver } from '../rules.ts'
import { requireFlow } from '../require-flow.ts'
import { findRun } from '../sight.ts'
import { holdRun, proceed, toldRun, withdrawSteps } from '../steps.ts'
import { tables } from '../tables.ts'

const MOST = 200

function versionOf(ctx: Ctx, id: string, key: string): Compiled<Flow> {
  try {
    const found = ctx.definitions.version(flowKind, id)
    if (found.key === key && found.is.body.steps.length) return found
  } catch { /* told below, with versions of other flows */ }
  throw invalid('to', 'flow.no-such-version')
}

/**
 * Moves a running run to another version of its flow, on purpose: settled steps stay settled, open ones stay open with their deadlines,
 * what the run is past already is not done any more. Refused where that would pass over an approval.
 * @throws AppError 404, 409 `run.over` or `record.stale`, 400 `flow.no-such-version`, 422 `run.move-skips-approval`
 */
export async function moveRun(ctx: Ctx, id: string, { to: toId, version }: { to: string; reason: string; version?: number | undefined }): Promise<Run> {
  await findRun(ctx, id)
  const run = await holdRun(ctx, id)
  if (version !== undefined && run.row.version !== version + 1) throw conflict('record.stale', await getRun(ctx, id))
  const to = versionOf(ctx, toId, run.row.flow_key)
  const settled = Object.fromEntries(run.live.filter((step) => step.state !== 'ready').map((step) => [step.key, step.state as Outcome]))
  const open = run.live.filter((step) => step.state === 'ready')
  const carried = carryOver(run.flow.is.body, to.is.body, settled, open.map(({ key }) => key))
  if (carried.skipsApproval) throw refused('run.move-skips-approval', [{ path: 'to', code: 'run.move-skips-approval', params: { step: carried.skipsApproval } }], { params: { step: carried.skipsApproval } })
  await withdrawSteps(ctx, open.filter(({ key }) => carried.withdrawn.includes(key)), 'moved')
  const dropped = run.live.filter((step) => step.state !== 'ready' && !carried.settled[step.key])
  if (dropped.length) await tables(ctx).updateTable('flow_step').set({ live: false }).where('id', 'in', dropped.map((step) => step.id)).execute()
  await tables(ctx).updateTable('flow_run').set({ flow_id: to.id }).where('id', '=', id).execute()
  await ctx.emit(RunMoved, id, { ...toldRun({ ...run.row, flow_id: to.id }), from: run.row.flow_id })
  await passOver(ctx, id, carried.passed)
  await proceed(ctx, { ...run, row: { ...run.row, flow_id: to.id }, flow: to })
  return getRun(ctx, id)
}
async function passOver(ctx: Ctx, runId: string, keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await tables(ctx).insertInto('flow_step').values((eb) => ({
      id: eb.fn<string>('uuid_v7', []), run_id: runId, key, round: 1, state: 'not-applicable' as const, form_id: null, submission_id: null, note: null,
      ready_at: ctx.now, due_at: null, overdue_at: null, settled_at: ctx.now, settled_by: null, deviation: null,
    })).execute()
  }
}

/** Moves the running runs of one version, each by itself: one that can't be moved stays where it is and is named. */
export async function moveRuns(ctx: Ctx, from: string, { to, reason }: { to: string; reason: string }): Promise<{ moved: string[]; refused: { runId: string; code: string }[]; more: boolean }> {
  await requireFlow(ctx, from)
  const rows = await tables(ctx).selectFrom('flow_run').select('id').where('flow_id', '=', from).where('state', '=', 'running').orderBy('id').limit(MOST + 1).execute()
  const moved: string[] = []
  const refusals: { runId: string; code: string }[] = []
  for (const { id } of rows.slice(0, MOST)) {
    try {
      await ctx.attempt(ctx.via, (part) => moveRun(part, id, { to, reason }))
      moved.push(id)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      refusals.push({ runId: id, code: error.code })
    }
  }
  if (!moved.length) throw refused('run.none-moved', refusals.map(({ code }) => ({ path: 'to', code })))
  return { moved, refused: refusals, more: rows.length > MOST }
}
