import type { Selectable } from 'kysely'
import type { Ctx } from '../../kernel/context.ts'
import { companyZone } from '../../kernel/frame.ts'
import { beat } from '../../kernel/module.ts'
import { addWorking } from '../../pure/worktime/index.ts'
import { calendarKind } from '../clocks/index.ts'
import { lineAbove, superiorsOf } from '../people/index.ts'
import { TaskEscalated, TaskOverdue } from './contract.ts'
import { holdersOf, tellInHours } from './notices.ts'
import { dueOf } from './queries.ts'
import { nextReminder } from './rules.ts'
import { escalateAfter, remindBefore } from './settings.ts'
import type { TaskRow } from './tables.ts'
import { tables } from './tables.ts'
import { told } from './told.ts'

/** What the clock does to open tasks: reminds before they are due, wakes what was put off, tells that they are overdue, and tells it further up, step by step. */

const BATCH = 200
type Row = Selectable<TaskRow>
const openTasks = (ctx: Ctx) => tables(ctx).selectFrom('task').selectAll().where('state', '=', 'open').limit(BATCH).forUpdate().skipLocked()
const set = (ctx: Ctx, row: Row, to: Partial<Pick<Row, 'remind_at' | 'snoozed_until' | 'overdue_at' | 'escalate_at' | 'escalation_level'>>) => tables(ctx).updateTable('task').set({ ...to, version: row.version + 1 }).where('id', '=', row.id).execute()

/** @returns whether there may be more to do at once */
export async function watchTasks(ctx: Ctx): Promise<boolean> {
  const counts = [await wake(ctx), await remind(ctx), await tellOverdue(ctx), await escalate(ctx)]
  return counts.includes(BATCH)
}

async function remind(ctx: Ctx): Promise<number> {
  const rows = await openTasks(ctx).where('remind_at', '<=', ctx.now).orderBy('remind_at').execute()
  for (const row of rows) {
    await set(ctx, row, { remind_at: nextReminder(dueOf(row), ctx.now, ctx.settings.get(remindBefore)) })
    await tellInHours(ctx, row, 'task.notice-due-soon', await holdersOf(ctx, row))
  }
  return rows.length
}

async function wake(ctx: Ctx): Promise<number> {
  const rows = await openTasks(ctx).where('snoozed_until', '<=', ctx.now).orderBy('snoozed_until').execute()
  for (const row of rows) {
    await set(ctx, row, { snoozed_until: null })
    await tellInHours(ctx, row, 'task.notice-back', await holdersOf(ctx, row))
  }
  return rows.length
}

async function tellOverdue(ctx: Ctx): Promise<number> {
  const rows = await openTasks(ctx).where('overdue_at', 'is', null).where('due_at', '<=', ctx.now).orderBy('due_at').execute()
  for (const row of rows) {
    await set(ctx, row, { overdue_at: ctx.now, remind_at: null, snoozed_until: null, escalate_at: row.escalates ? stepAt(ctx, row, 1) : null })
    await tellInHours(ctx, row, 'task.notice-overdue', await holdersOf(ctx, row))
    await ctx.emit(TaskOverdue, row.id, told(row))
  }
  return rows.length
}

async function escalate(ctx: Ctx): Promise<number> {
  const rows = await openTasks(ctx).where('escalate_at', '<=', ctx.now).orderBy('escalate_at').execute()
  for (const row of rows) {
    const level = row.escalation_level + 1
    const above = await superiorsAt(ctx, row, level)
    const whom = await tellInHours(ctx, row, 'task.notice-escalated', above.ids, row.owner_id)
    // A manager who is away and stood in for by the owner: then whoever is next above hears of it at once.
    const next = whom.length ? stepAt(ctx, row, level + 1) : ctx.now
    await set(ctx, row, { escalation_level: level, escalate_at: above.isLast ? null : next })
    await ctx.emit(TaskEscalated, row.id, { level, told: whom })
  }
  return rows.length
}

/** The moment of a step, in working time after the due moment and within working hours; null when no step is left. */
function stepAt(ctx: Ctx, row: Row, level: number): Date | null {
  const minutes = ctx.settings.get(escalateAfter)[level - 1]
  const dueAt = dueOf(row)
  if (minutes === undefined || !dueAt) return null
  const { is } = ctx.definitions.current(calendarKind, 'standard', ctx.now)
  const calendar = is.inZone(is.zoneIn(ctx.settings.get(companyZone)))
  const at = addWorking(calendar, dueAt, minutes * 60)
  // What ends on closing time is told when work begins again.
  return addWorking(calendar, at, 0)
}

/** Who is told at a step: the line above the owner, one level each. Where there is no line: the leader of the team or the supervisors, then the managers. */
async function superiorsAt(ctx: Ctx, row: Row, level: number): Promise<{ ids: string[]; isLast: boolean }> {
  const line = row.owner_id ? await lineAbove(ctx, row.owner_id) : []
  const { supervisors, managers } = await superiorsOf(ctx, { staffId: row.owner_id, teamId: row.team_id })
  const steps = line.length ? line.map((id) => [id]) : [supervisors, managers]
  return { ids: steps[level - 1] ?? [], isLast: level >= steps.length }
}

export const taskBeat = beat('tasks.watch', 5, watchTasks)
