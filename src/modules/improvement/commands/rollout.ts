import type { Ctx } from '../../../kernel/context.ts'
import { startOfDay } from '../../../kernel/days.ts'
import { AppError, conflict, invalid, notFound } from '../../../kernel/errors.ts'
import { companyZone, dropUndefined } from '../../../kernel/frame.ts'
import { newId } from '../../../kernel/id.ts'
import { notify, requireStaff } from '../../people/index.ts'
import { addTask, cancelTask, finishTask } from '../../tasks/index.ts'
import type { Change, EditMilestone, FinishMilestone, PlanMilestone } from '../contract.ts'
import { MilestoneChanged, MilestoneDone, MilestoneDropped, MilestonePlanned } from '../contract.ts'
import { findChange, getChange, today } from '../queries.ts'
import { tables } from '../tables.ts'
import type { MilestoneRow } from '../tables.ts'
import { openChange, taskKey, touch } from './change-process.ts'

const placed = (row: MilestoneRow) => ({ milestoneId: row.id, sort: row.sort, dueOn: row.due_on, ownerId: row.owner_id })

async function giveTask(ctx: Ctx, changeId: string, row: MilestoneRow): Promise<void> {
  await addTask(ctx, {
    key: taskKey(row), title: { text: row.title }, ownerId: row.owner_id, dueAt: startOfDay(ctx.settings.get(companyZone), row.due_on, 1), about: { kind: 'process-change', id: changeId }, source: { kind: 'rollout-milestone', id: row.id },
    path: `/changes/${changeId}?tab=plan`, byHand: false,
  })
}
async function milestoneOf(ctx: Ctx, changeId: string, id: string): Promise<MilestoneRow> {
  const row = await tables(ctx).selectFrom('rollout_milestone').selectAll().where('id', '=', id).where('change_id', '=', changeId).executeTakeFirst()
  if (!row) throw notFound('process-change')
  return row
}
async function write(ctx: Ctx, changeId: string, row: MilestoneRow, version: number, changes: Partial<MilestoneRow>): Promise<void> {
  const won = await tables(ctx).updateTable('rollout_milestone').set({ ...changes, version: version + 1 }).where('id', '=', row.id).where('version', '=', version).where('done_on', 'is', null).returning('id').executeTakeFirst()
  if (!won) throw conflict(row.done_on ? 'process-change.milestone-done' : 'record.stale', await getChange(ctx, changeId))
  await touch(ctx, changeId)
}

/** Adds a part of the plan; its owner finds it in the inbox. @throws AppError 400 process-change.ends-before-it-begins, 422 staff.unknown */
export async function planMilestone(ctx: Ctx, changeId: string, body: PlanMilestone): Promise<Change> {
  await openChange(ctx, changeId)
  await requireStaff(ctx, body.ownerId, 'ownerId')
  if (body.dueOn < body.startsOn) throw invalid('dueOn', 'process-change.ends-before-it-begins')
  const row: MilestoneRow = {
    id: newId(), change_id: changeId, sort: body.sort, title: body.title, starts_on: body.startsOn, due_on: body.dueOn, owner_id: body.ownerId, resources: body.resources ?? null, audience: body.audience ?? null, body: body.body ?? null, seats: body.seats ?? null, attended: null,
    done_on: null, done_note: null, done_by: null, task_no: 1, made_at: ctx.now, version: 1,
  }
  await tables(ctx).insertInto('rollout_milestone').values(row).execute()
  await giveTask(ctx, changeId, row)
  await touch(ctx, changeId)
  await ctx.emit(MilestonePlanned, changeId, placed(row))
  return getChange(ctx, changeId)
}

/** Changes a part of the plan that is not done; a new owner or day makes a new task of it. */
export async function editMilestone(ctx: Ctx, changeId: string, id: string, { version, title, startsOn, dueOn, ownerId, resources, body, seats }: EditMilestone): Promise<Change> {
  await openChange(ctx, changeId)
  const before = await milestoneOf(ctx, changeId, id)
  if (ownerId) await requireStaff(ctx, ownerId, 'ownerId')
  const changes = dropUndefined({ title, starts_on: startsOn, due_on: dueOn, owner_id: ownerId, resources, body, seats }) as Partial<MilestoneRow>
  const after = { ...before, ...changes }
  if (after.due_on < after.starts_on) throw invalid('dueOn', 'process-change.ends-before-it-begins')
  const anew = after.owner_id !== before.owner_id || after.due_on !== before.due_on || after.title !== before.title
  const taskNo = before.task_no + (anew ? 1 : 0)
  await write(ctx, changeId, before, version, { ...changes, task_no: taskNo })
  if (anew) {
    await cancelTask(ctx, { key: taskKey(before) }, after.title)
    await giveTask(ctx, changeId, { ...after, task_no: taskNo })
  }
  const told = { starts_on: 'startsOn', due_on: 'dueOn', owner_id: 'ownerId', seats: 'seats' } as const
  await ctx.emit(MilestoneChanged, changeId, { ...placed(after), changed: Object.fromEntries(Object.entries(changes).map(([key, to]) => [told[key as keyof typeof told] ?? key, key in told ? { from: before[key as keyof MilestoneRow] as never, to: to as never } : {}])) })
  return getChange(ctx, changeId)
}
/** A part of the plan is done: by its owner, or by whoever may write on the change. What is announced to staff, everybody hears. @throws AppError 403 process-change.not-yours, 400 process-change.done-in-the-future */
export async function finishMilestone(ctx: Ctx, changeId: string, id: string, { version, doneOn, note, attended }: FinishMilestone): Promise<Change> {
  const change = await findChange(ctx, changeId)
  const before = await milestoneOf(ctx, changeId, id)
  if (!change.may_write && before.owner_id !== ctx.actor.id) throw new AppError('forbidden', 'process-change.not-yours')
  if (change.state === 'closed' || change.state === 'withdrawn') throw conflict('process-change.over', await getChange(ctx, changeId))
  const day = doneOn ?? today(ctx)
  if (day > today(ctx)) throw invalid('doneOn', 'process-change.done-in-the-future')
  await write(ctx, changeId, before, version, { done_on: day, done_note: note ?? null, done_by: ctx.actor.id, attended: before.sort === 'training' ? attended ?? null : null })
  await finishTask(ctx, { key: taskKey(before) }, note)
  await ctx.emit(MilestoneDone, changeId, { ...placed(before), doneOn: day, late: day > before.due_on })
  if (before.audience === 'staff') {
    const everybody = (await tables(ctx).selectFrom('staff_ref').select('id').where('active', '=', true).execute()).map((row) => row.id)
    await notify(ctx, everybody, { code: 'process-change.notice-announced', subjectKind: 'process-change', subjectId: changeId, params: { title: before.title } })
  }
  return getChange(ctx, changeId)
}

/** @throws AppError 409 process-change.milestone-done */
export async function dropMilestone(ctx: Ctx, changeId: string, id: string): Promise<Change> {
  await openChange(ctx, changeId)
  const before = await milestoneOf(ctx, changeId, id)
  if (before.done_on) throw conflict('process-change.milestone-done', await getChange(ctx, changeId))
  await tables(ctx).deleteFrom('rollout_milestone').where('id', '=', id).where('done_on', 'is', null).execute()
  await cancelTask(ctx, { key: taskKey(before) }, 'dropped')
  await touch(ctx, changeId)
  await ctx.emit(MilestoneDropped, changeId, placed(before))
  return getChange(ctx, changeId)
}
