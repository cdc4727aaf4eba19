import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict } from '../../../kernel/errors.ts'
import { addTask } from '../../tasks/index.ts'
import type { Run } from '../contract.ts'
import { RunCancelled } from '../contract.ts'
import { getRun } from '../queries.ts'
import { findRun, mayCancel } from '../sight.ts'
import { definedAs, holdRun, pathOf, toldRun, withdrawSteps } from '../steps.ts'
import { tables } from '../tables.ts'

/**
 * Cancels a run. What is open is withdrawn; what was done and has to be undone becomes tasks, the last done first, of whoever did it.
 * @throws AppError 404, 409 `run.over` or `record.stale`, 403 `run.not-yours`
 */
export async function cancelRun(ctx: Ctx, id: string, { reason, version }: { reason: string; version: number }): Promise<Run> {
  const before = await findRun(ctx, id)
  if (!mayCancel(ctx, before)) throw new AppError('forbidden', 'run.not-yours')
  const run = await holdRun(ctx, id)
  if (run.row.version !== version + 1) throw conflict('record.stale', await getRun(ctx, id))
  await withdrawSteps(ctx, run.live.filter((step) => step.state === 'ready'), reason)
  // Of steps settled at one moment the one further on in the flow was the last.
  const place = (key: string) => run.flow.is.body.steps.findIndex((step) => step.key === key)
  const undone = run.live.filter((step) => step.state === 'done' || step.state === 'approved').toSorted((a, b) => Number(b.settled_at) - Number(a.settled_at) || place(b.key) - place(a.key)).flatMap((row) => {
    const { compensation, name } = definedAs(run.flow, row.key)
    return compensation ? [{ row, name, title: compensation.title }] : []
  })
  for (const { row, name, title } of undone) {
    const cut = (text: string) => text.slice(0, 120)
    await addTask(ctx, {
      key: `flow-compensation:${row.id}`, title: { zh: cut(`${title.zh}（撤销：${name.zh}）`), en: cut(`${title.en} (undoes: ${name.en})`) }, ...(row.settled_by ? { ownerId: row.settled_by } : { roleKey: 'cs_supervisor' }),
      about: { kind: run.row.about_kind, id: run.row.about_id }, source: { kind: 'run', id }, path: pathOf(run),
    })
  }
  await tables(ctx).updateTable('flow_run').set({ state: 'cancelled', ended_at: ctx.now, ended_by: ctx.actor.id, reason }).where('id', '=', id).execute()
  await ctx.emit(RunCancelled, id, { ...toldRun(run.row), compensations: undone.length })
  return getRun(ctx, id)
}
