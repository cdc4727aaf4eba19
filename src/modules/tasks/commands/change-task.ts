import { maskPersonal } from '../../../pure/text/index.ts'
import type { Updateable } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, invalid } from '../../../kernel/errors.ts'
import { dropUndefined } from '../../../kernel/frame.ts'
import { requireRole, requireStaff, requireTeam } from '../../people/index.ts'
import type { ChangeTask, ReassignTask, Task, TaskDeed } from '../contract.ts'
import { TaskChanged, TaskReassigned, TaskSnoozed } from '../contract.ts'
import type { TaskFound } from '../queries.ts'
import { dueOf, findTask, getTask, mayWith } from '../queries.ts'
import { nextReminder } from '../rules.ts'
import { remindBefore } from '../settings.ts'
import type { TaskRow } from '../tables.ts'
import { tables } from '../tables.ts'
import { told } from '../told.ts'

async function open(ctx: Ctx, id: string, deed: TaskDeed): Promise<TaskFound> {
  const before = await findTask(ctx, id)
  if (before.state !== 'open') throw conflict('task.over', await getTask(ctx, id))
  if (!mayWith(ctx, before).includes(deed)) throw new AppError('forbidden', 'task.not-yours')
  return before
}
async function write(ctx: Ctx, id: string, version: number, set: Updateable<TaskRow>) {
  const won = await tables(ctx).updateTable('task').set({ ...set, changed_at: ctx.now, version: version + 1 }).where('id', '=', id).where('version', '=', version).where('state', '=', 'open').returningAll().executeTakeFirst()
  if (!won) throw conflict('record.stale', await getTask(ctx, id))
  return won
}

/** What a due moment brings with it: the next reminder; what was told of the old one is told anew of the new one. */
const dueFields = (ctx: Ctx, dueAt: Date | null): Updateable<TaskRow> => ({
  due_at: dueAt ?? 'infinity', remind_at: nextReminder(dueAt, ctx.now, ctx.settings.get(remindBefore)), overdue_at: null, escalation_level: 0, escalate_at: null,
})

/** Gives a task to somebody else, a role or a team. @throws AppError forbidden `task.not-yours`, refused `staff.has-left` and the like, conflict `task.over`, `record.stale` */
export async function reassignTask(ctx: Ctx, id: string, { version, ownerId, roleKey, teamId, reason }: ReassignTask): Promise<Task> {
  const before = await open(ctx, id, 'reassign')
  if (ownerId) await requireStaff(ctx, ownerId, 'ownerId')
  if (roleKey) requireRole(ctx, roleKey)
  if (teamId) await requireTeam(ctx, teamId)
  const to = { owner_id: ownerId ?? null, role_key: roleKey ?? null, team_id: teamId ?? null }
  const won = await write(ctx, id, version, { ...to, snoozed_until: null })
  await ctx.emit(TaskReassigned, id, {
    ...told(won), reason: maskPersonal(reason),
    changed: { ...changed('ownerId', before.owner_id, to.owner_id), ...changed('roleKey', before.role_key, to.role_key), ...changed('teamId', before.team_id, to.team_id) },
  })
  // Who gave it away may have lost sight of it, and still is told how it stands.
  return getTask(ctx, id).catch(() => shownAfter(ctx, before, won.version))
}
const changed = (field: string, from: string | null, to: string | null) => from === to ? {} : { [field]: { from, to } }

/** The task as its former owner knew it, without anything to do on it. */
const shownAfter = (_ctx: Ctx, before: TaskFound, version: number): Task => ({
  id: before.id, title: before.title as Task['title'], note: null, owner: null, role: null, team: null, standIn: null, state: 'open', dueAt: dueOf(before), overdue: false, snoozedUntil: null, escalationLevel: before.escalation_level,
  about: { kind: before.about_kind, id: before.about_id }, source: { kind: before.source_kind, id: before.source_id }, path: null, byHand: before.by_hand, outcome: null, madeBy: null, finishedBy: null, finishedAt: null, createdAt: before.created_at, version, may: [],
})

/** Puts a task out of the inbox until a moment before it is due. @throws AppError invalid `task.snooze-moment`, forbidden `task.not-yours`, conflict */
export async function snoozeTask(ctx: Ctx, id: string, { version, until }: { version: number; until: Date | null }): Promise<Task> {
  const before = await open(ctx, id, 'snooze')
  const dueAt = dueOf(before)
  if (until && (until <= ctx.now || (dueAt && until > dueAt))) throw invalid('until', 'task.snooze-moment')
  await write(ctx, id, version, { snoozed_until: until })
  await ctx.emit(TaskSnoozed, id, { changed: { snoozedUntil: { from: before.snoozed_until?.toISOString() ?? null, to: until?.toISOString() ?? null } } })
  return getTask(ctx, id)
}

/** Changes what a task says or when it is due. @throws AppError invalid `task.due-in-the-past`, forbidden `task.not-yours`, conflict */
export async function changeTask(ctx: Ctx, id: string, { version, title, note, dueAt }: ChangeTask): Promise<Task> {
  const before = await open(ctx, id, 'change')
  if (dueAt && dueAt <= ctx.now) throw invalid('dueAt', 'task.due-in-the-past')
  await write(ctx, id, version, {
    ...dropUndefined({ title: title === undefined ? undefined : JSON.stringify({ text: maskPersonal(title) }), note: note ? maskPersonal(note) : note }), ...(dueAt === undefined ? {} : dueFields(ctx, dueAt)),
  })
  await ctx.emit(TaskChanged, id, { changed: dueAt === undefined ? {} : dueChange(before, dueAt) })
  return getTask(ctx, id)
}
const dueChange = (before: Pick<TaskFound, 'due_at'>, dueAt: Date | null) => ({ dueAt: { from: dueOf(before)?.toISOString() ?? null, to: dueAt?.toISOString() ?? null } })

/**
 * Moves the due moment of an open task from its source, and gives it to somebody else where that is said; reminders and steps up begin anew.
 * One that is over stays as it is. @returns whether it was open
 */
export async function rescheduleTask(ctx: Ctx, { key }: { key: string }, dueAt: Date | null, ownerId?: string): Promise<boolean> {
  const before = await tables(ctx).selectFrom('task').select(['id', 'due_at', 'owner_id']).where('key', '=', key).where('state', '=', 'open').forUpdate().executeTakeFirst()
  if (!before) return false
  const moves = dueOf(before)?.getTime() !== dueAt?.getTime()
  const hands = ownerId !== undefined && ownerId !== before.owner_id
  if (!moves && !hands) return true
  const row = await tables(ctx).updateTable('task').set((eb) => ({ ...(moves ? dueFields(ctx, dueAt) : {}), ...(hands ? { owner_id: ownerId, snoozed_until: null } : {}), changed_at: ctx.now, version: eb('version', '+', 1) })).where('id', '=', before.id).returningAll().executeTakeFirstOrThrow()
  if (moves) await ctx.emit(TaskChanged, before.id, { changed: dueChange(before, dueAt) })
  if (hands) await ctx.emit(TaskReassigned, before.id, { ...told(row), reason: '', changed: changed('ownerId', before.owner_id, ownerId) })
  return true
}
