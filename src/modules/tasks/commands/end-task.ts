import { maskPersonal } from '../../../pure/text/index.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict } from '../../../kernel/errors.ts'
import type { Task } from '../contract.ts'
import { TaskCancelled, TaskDone } from '../contract.ts'
import { findTask, getTask, mayWith } from '../queries.ts'
import type { TaskRow } from '../tables.ts'
import { tables } from '../tables.ts'
import { told } from '../told.ts'
import type { Selectable } from 'kysely'

type Which = { key: string } | { id: string }
const over = { remind_at: null, snoozed_until: null, escalate_at: null } as const

/** Ends an open task; undefined when it is not open (any more). */
async function end(ctx: Ctx, which: Which, state: 'done' | 'cancelled', outcome: string | null, version?: number): Promise<Selectable<TaskRow> | undefined> {
  let update = tables(ctx).updateTable('task').set((eb) => ({ ...over, state, outcome, finished_by: ctx.actor.id, finished_at: ctx.now, changed_at: ctx.now, version: eb('version', '+', 1) })).where('state', '=', 'open')
  update = 'key' in which ? update.where('key', '=', which.key) : update.where('id', '=', which.id)
  if (version !== undefined) update = update.where('version', '=', version)
  const row = await update.returningAll().executeTakeFirst()
  const changed = { state: { from: 'open', to: state } }
  if (row && state === 'done') await ctx.emit(TaskDone, row.id, { ...told(row), outcome, late: row.due_at instanceof Date && row.due_at < ctx.now, changed })
  else if (row) await ctx.emit(TaskCancelled, row.id, { ...told(row), reason: outcome ?? '', changed })
  return row
}

/** Says that a task is done. One that is over already, or was never given, stays as it is: a source may say so twice. @returns whether it was open */
export const finishTask = async (ctx: Ctx, which: Which, outcome?: string): Promise<boolean> => await end(ctx, which, 'done', outcome ? maskPersonal(outcome) : null) !== undefined
/** Takes a task back, with the reason. One that is over already stays as it is. @returns whether it was open */
export const cancelTask = async (ctx: Ctx, which: Which, reason: string): Promise<boolean> => await end(ctx, which, 'cancelled', maskPersonal(reason)) !== undefined

async function endByHand(ctx: Ctx, id: string, version: number, deed: 'finish' | 'cancel', text: string | undefined): Promise<Task> {
  const before = await findTask(ctx, id)
  const may = mayWith(ctx, before)
  if (!may.includes(deed)) throw before.state === 'open' ? new AppError('forbidden', deed === 'finish' && !before.by_hand ? 'task.done-elsewhere' : 'task.not-yours') : conflict('task.over', await getTask(ctx, id))
  const row = await end(ctx, { id }, deed === 'finish' ? 'done' : 'cancelled', text ? maskPersonal(text) : null, version)
  if (!row) throw conflict('record.stale', await getTask(ctx, id))
  return getTask(ctx, id)
}
/** @throws AppError forbidden `task.not-yours`, `task.done-elsewhere`, conflict `task.over`, `record.stale` */
export const finishByHand = (ctx: Ctx, id: string, { version, outcome }: { version: number; outcome?: string | undefined }): Promise<Task> => endByHand(ctx, id, version, 'finish', outcome)
/** @throws AppError forbidden `task.not-yours`, conflict `task.over`, `record.stale` */
export const cancelByHand = (ctx: Ctx, id: string, { version, reason }: { version: number; reason: string }): Promise<Task> => endByHand(ctx, id, version, 'cancel', reason)
