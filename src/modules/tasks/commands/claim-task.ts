import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict } from '../../../kernel/errors.ts'
import type { Task } from '../contract.ts'
import { TaskClaimed } from '../contract.ts'
import { findTask, getTask, has, mayWith } from '../queries.ts'
import { tables } from '../tables.ts'
import { told } from '../told.ts'

/**
 * Takes a task of one's role or team to oneself. Of many at once, one UPDATE finds it still free; the others hear that it is taken, though it has left their sight.
 * @throws AppError conflict `task.already-taken`, forbidden `task.not-yours`, not-found
 */
export async function claimTask(ctx: Ctx, id: string): Promise<Task> {
  const before = await findTask(ctx, id).catch(async (error: unknown) => { throw await wasOffered(ctx, id) ? conflict('task.already-taken', null) : error })
  if (before.owner_id || before.state !== 'open') throw conflict('task.already-taken', await getTask(ctx, id))
  if (!mayWith(ctx, before).includes('claim')) throw new AppError('forbidden', 'task.not-yours')
  const won = await tables(ctx).updateTable('task').set((eb) => ({ owner_id: ctx.actor.id, changed_at: ctx.now, version: eb('version', '+', 1) })).where('id', '=', id).where('owner_id', 'is', null).where('state', '=', 'open').returningAll().executeTakeFirst()
  if (!won) throw conflict('task.already-taken', null)
  await ctx.emit(TaskClaimed, id, { ...told(won), changed: { ownerId: { from: null, to: won.owner_id } } })
  return getTask(ctx, id)
}

async function wasOffered(ctx: Ctx, id: string): Promise<boolean> {
  const row = await tables(ctx).selectFrom('task').select(['role_key', 'team_id']).where('id', '=', id).executeTakeFirst()
  return row !== undefined && (has(ctx, 'roles', row.role_key) || has(ctx, 'teams', row.team_id))
}
