import { searchable } from '../search/index.ts'
import type { Shown } from '../search/index.ts'
import type { TaskTitle } from './contract.ts'
import { TaskAdded, TaskChanged } from './contract.ts'
import { titleIn } from './rules.ts'
import { taskResource, tables } from './tables.ts'

const TONES = { open: 'open', done: 'done', cancelled: 'closed' } as const
const words = (title: unknown): string[] => Object.values(title as Record<string, string>)

/** A task is found by what it says. */
export const findableTasks = searchable({
  kind: 'task', events: [TaskAdded, TaskChanged],
  textOf: async (ctx, ids) => (await tables(ctx).selectFrom('task').select(['id', 'title', 'note', 'created_at']).where('id', 'in', ids).execute())
    .map((row) => ({ id: row.id, at: row.created_at, text: [...words(row.title), row.note ?? ''].join('\n') })),
  found: {
    order: 60, seen: { table: 'task', resource: taskResource, permission: 'task.read' },
    show: async (ctx, ids) => (await tables(ctx).selectFrom('task as k').leftJoin('staff_ref as s', 's.id', 'k.owner_id').select(['k.id', 'k.title', 'k.note', 'k.state', 'k.created_at', 's.name']).where('k.id', 'in', ids).execute())
      .map((row): Shown => ({ id: row.id, path: `/tasks/${row.id}`, title: titleIn(row.title as TaskTitle, ctx.actor.locale), texts: row.note ? [row.note] : [], status: { word: `task.state.${row.state}`, tone: TONES[row.state] }, who: row.name, at: row.created_at })),
  },
})
