import { maskPersonal } from '../../../pure/text/index.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { invalid } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { requireRole, requireStaff, requireTeam } from '../../people/index.ts'
import type { AddTask, RecordRef, Task, TaskTitle } from '../contract.ts'
import { TaskAdded } from '../contract.ts'
import { getTask } from '../queries.ts'
import { nextReminder } from '../rules.ts'
import { remindBefore } from '../settings.ts'
import { tables } from '../tables.ts'
import { told } from '../told.ts'

/** A task as another module gives it. */
export interface NewTask {
  /** The same key twice gives one task: `flow-step:RUN:STEP`. At most 200 characters. */
  key: string
  title: TaskTitle
  note?: string | undefined
  /** To a person, or to a role or team of whom exactly one claims it. With an owner a team may stand beside. */
  ownerId?: string | undefined
  roleKey?: string | undefined
  teamId?: string | undefined
  dueAt?: Date | undefined
  /** What it is about, and what gave it. */
  about: RecordRef
  source: RecordRef
  /** False: nobody above is told when it is overdue. */
  escalate?: boolean | undefined
  /** Where in the product the work is done: `/runs/…`. */
  path?: string | undefined
  /** False: nobody finishes it in the inbox, only `finishTask` does, such as for an approval. */
  byHand?: boolean | undefined
}

/**
 * Gives somebody something to do; the same key again changes nothing and answers the task that is there.
 * @throws AppError refused `staff.unknown`, `staff.has-left`, `team.unknown`, `role.unknown`; Error without a receiver
 */
export async function addTask(ctx: Ctx, { key, title, note, ownerId, roleKey, teamId, dueAt, about, source, escalate = true, path, byHand = true }: NewTask): Promise<{ id: string }> {
  if (!ownerId && !roleKey && !teamId) throw new Error(`the task ${key} is for nobody`)
  const before = await tables(ctx).selectFrom('task').select('id').where('key', '=', key).executeTakeFirst()
  if (before) return before
  if (ownerId) await requireStaff(ctx, ownerId, 'ownerId')
  if (roleKey) requireRole(ctx, roleKey)
  if (teamId) await requireTeam(ctx, teamId)
  const row = {
    id: newId(), key, title: JSON.stringify(title), note: note ?? null, owner_id: ownerId ?? null, role_key: roleKey ?? null, team_id: teamId ?? null,
    due_at: dueAt ?? 'infinity', remind_at: nextReminder(dueAt ?? null, ctx.now, ctx.settings.get(remindBefore)), snoozed_until: null, overdue_at: null, escalates: escalate, escalate_at: null,
    about_kind: about.kind, about_id: about.id, source_kind: source.kind, source_id: source.id, path: path ?? null, by_hand: byHand, outcome: null,
    made_by: ctx.actor.id, finished_by: null, finished_at: null, created_at: ctx.now, changed_at: ctx.now, version: 1,
  }
  const made = await tables(ctx).insertInto('task').values(row).onConflict((on) => on.column('key').doNothing()).returning('id').executeTakeFirst()
  // Somebody gave it under the same key at the same moment.
  if (!made) return await tables(ctx).selectFrom('task').select('id').where('key', '=', key).executeTakeFirstOrThrow()
  await ctx.emit(TaskAdded, row.id, { ...told({ ...row, due_at: dueAt ?? Infinity }), madeBy: ctx.actor.id })
  return { id: row.id }
}

/** Gives a task by hand. @throws AppError invalid `task.due-in-the-past` */
export async function giveTask(ctx: Ctx, { title, note, about, dueAt, ownerId, roleKey, teamId }: AddTask): Promise<Task> {
  if (dueAt && dueAt <= ctx.now) throw invalid('dueAt', 'task.due-in-the-past')
  const self = { kind: 'task', id: newId() }
  const { id } = await addTask(ctx, { key: `task:${self.id}`, title: { text: maskPersonal(title) }, note: note && maskPersonal(note), about: about ?? self, source: self, dueAt, ownerId, roleKey, teamId })
  return getTask(ctx, id)
}
