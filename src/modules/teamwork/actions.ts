import { sql } from 'kysely'
import type { z } from 'zod'
import type { Ctx } from '../../kernel/context.ts'
import { invalid } from '../../kernel/errors.ts'
import { newId } from '../../kernel/id.ts'
import { addTask } from '../tasks/index.ts'
import type { TaskTitle } from '../tasks/contract.ts'
import type { Action, NewAction } from './contract.ts'
import { tables } from './tables.ts'
import { maskPersonal } from '../../pure/text/index.ts'

/** What was decided to be done: tasks of their owners, followed where they were decided. */

/** Gives each action as a task. @throws AppError invalid `decision.action-past` */
export async function giveActions(ctx: Ctx, decisionId: string, actions: readonly z.output<typeof NewAction>[]): Promise<void> {
  const past = actions.findIndex(({ dueAt }) => dueAt <= ctx.now)
  if (past >= 0) throw invalid(`actions.${past}.dueAt`, 'decision.action-past')
  for (const { title, ownerId, dueAt } of actions) {
    const of = { kind: 'decision', id: decisionId }
    await addTask(ctx, { key: `decision:${decisionId}:${newId()}`, title: { text: maskPersonal(title) }, ownerId, dueAt, about: of, source: of })
  }
}

/** The actions of these decisions: the overdue first, then by due moment, what is over last. At most 500. */
export async function actionsOf(ctx: Ctx, decisionIds: readonly string[]): Promise<Action[]> {
  if (!decisionIds.length) return []
  const rows = await tables(ctx).selectFrom('task_ref as t').leftJoin('staff_ref as s', 's.id', 't.owner_id').select(['t.id', 't.title', 't.owner_id', 's.name', 't.due_at', 't.state', 't.source_id'])
    .where('t.source_kind', '=', 'decision').where('t.source_id', 'in', [...decisionIds]).orderBy(sql`t.state <> 'open'`).orderBy('t.due_at').orderBy('t.id').limit(500).execute()
  return rows.map((row) => {
    const dueAt = row.due_at instanceof Date ? row.due_at : null
    return { id: row.id, title: row.title as TaskTitle, owner: row.owner_id ? { id: row.owner_id, name: row.name ?? '' } : null, dueAt, state: row.state, overdue: row.state === 'open' && dueAt !== null && dueAt <= ctx.now, decisionId: row.source_id }
  })
}

/** How many actions are open and how many of them overdue, by decision. */
export async function actionCounts(ctx: Ctx, decisionIds: readonly string[]): Promise<ReadonlyMap<string, { open: number; overdue: number }>> {
  if (!decisionIds.length) return new Map()
  const { rows } = await sql<{ id: string; open: number; overdue: number }>`select source_id as id, count(*)::int as open, (count(*) filter (where due_at <= ${ctx.now}))::int as overdue from task_ref
    where source_kind = 'decision' and source_id = any(${[...decisionIds]}::uuid[]) and state = 'open' group by source_id`.execute(ctx.db)
  return new Map(rows.map(({ id, open, overdue }) => [id, { open, overdue }]))
}
export const NONE = { open: 0, overdue: 0 } as const
