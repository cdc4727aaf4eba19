import { maskPersonal } from '../../../pure/text/index.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { dayIn, startOfDay } from '../../../kernel/days.ts'
import { AppError, conflict } from '../../../kernel/errors.ts'
import { companyZone } from '../../../kernel/frame.ts'
import { newId } from '../../../kernel/id.ts'
import { beat } from '../../../kernel/module.ts'
import { lineAbove, notify, staffWithRoles } from '../../people/index.ts'
import { addTask, cancelTask, finishTask } from '../../tasks/index.ts'
import { summaryDays, summaryEvery, summaryHour, summaryRoles } from '../settings.ts'
import { tables } from '../tables.ts'
import type { HandIn, Summary } from './contract.ts'
import { SummaryAsked, SummaryHandedIn, SummaryRead, SummaryWaived } from './contract.ts'
import { findSummary } from './queries.ts'
import { dueOn, periodOf } from './rules.ts'

const taskKey = (id: string) => `work-summary:${id}`

/** Asks whoever owes one for the summary of the period that runs: a task with its deadline, reminded and escalated like every other. */
export async function askForSummaries(ctx: Ctx): Promise<boolean> {
  const zone = ctx.settings.get(companyZone)
  const period = periodOf(dayIn(zone, ctx.now), ctx.settings.get(summaryEvery))
  const due = new Date(startOfDay(zone, dueOn(period, ctx.settings.get(summaryDays))).getTime() + ctx.settings.get(summaryHour) * 3_600_000)
  // Whoever is named to the role after the deadline owes none for the days before.
  if (due <= ctx.now) return false
  const owing = await staffWithRoles(ctx, ctx.settings.get(summaryRoles))
  if (!owing.length) return false
  const rows = owing.map((staffId) => ({ id: newId(), staff_id: staffId, from_on: period.fromOn, until_on: period.untilOn, due_at: due, state: 'due' as const, created_at: ctx.now, version: 1 }))
  const made = new Set((await tables(ctx).insertInto('work_summary').values(rows).onConflict((on) => on.doNothing()).returning('id').execute()).map((row) => row.id))
  for (const row of rows.filter(({ id }) => made.has(id))) {
    const of = { kind: 'work-summary', id: row.id }
    await addTask(ctx, { key: taskKey(row.id), title: { zh: `工作总结：${period.fromOn} 至 ${period.untilOn}`, en: `Work summary: ${period.fromOn} to ${period.untilOn}` }, ownerId: row.staff_id, dueAt: due, about: of, source: of, path: `/work-summaries/${row.id}`, byHand: false })
    await ctx.emit(SummaryAsked, row.id, { staffId: row.staff_id, fromOn: period.fromOn, untilOn: period.untilOn, dueAt: due.toISOString() })
  }
  return false
}
export const summaryBeat = beat('teamwork.ask-for-summaries', 900, askForSummaries)

async function allowed(ctx: Ctx, id: string, deed: Summary['may'][number]): Promise<Summary> {
  const before = await findSummary(ctx, id)
  const fits = deed === 'read' ? before.state === 'handed-in' : before.state === 'due'
  if (!before.may.includes(deed)) throw fits ? new AppError('forbidden', 'work-summary.not-yours') : conflict('work-summary.not-now', before)
  return before
}
async function step(ctx: Ctx, before: Summary, version: number, set: Record<string, unknown>): Promise<Summary> {
  const won = await tables(ctx).updateTable('work_summary').set({ ...set, version: version + 1 }).where('id', '=', before.id).where('version', '=', version).where('state', '=', before.state).returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', await findSummary(ctx, before.id))
  return findSummary(ctx, before.id)
}
const masked = (text: string | undefined) => text ? maskPersonal(text) : null

/** Hands one's summary in; the line manager is told. @throws AppError forbidden `work-summary.not-yours`, conflict `work-summary.not-now`, `record.stale` */
export async function handIn(ctx: Ctx, id: string, { version, done, problems, plans }: HandIn): Promise<Summary> {
  const before = await allowed(ctx, id, 'hand-in')
  const late = ctx.now > before.dueAt
  const after = await step(ctx, before, version, { state: 'handed-in', done: maskPersonal(done), problems: masked(problems), plans: masked(plans), handed_in_at: ctx.now, late })
  await finishTask(ctx, { key: taskKey(id) })
  await ctx.emit(SummaryHandedIn, id, { late })
  const [above] = await lineAbove(ctx, before.staff.id)
  await notify(ctx, above ? [above] : await staffWithRoles(ctx, ['cs_manager']), { code: 'work-summary.notice-handed-in', subjectKind: 'work-summary', subjectId: id, params: { name: before.staff.name, until: before.untilOn } })
  return after
}

/** Says that one has read it. @throws AppError as `handIn` */
export async function readSummary(ctx: Ctx, id: string, { version, remark }: { version: number; remark?: string | undefined }): Promise<Summary> {
  const before = await allowed(ctx, id, 'read')
  const after = await step(ctx, before, version, { state: 'read', read_by: ctx.actor.id, read_at: ctx.now, remark: masked(remark) })
  await ctx.emit(SummaryRead, id, {})
  await notify(ctx, [before.staff.id], { code: 'work-summary.notice-read', subjectKind: 'work-summary', subjectId: id, params: { name: ctx.actor.name, until: before.untilOn } })
  return after
}

/** This one need not be written. @throws AppError as `handIn` */
export async function waiveSummary(ctx: Ctx, id: string, { version, remark }: { version: number; remark?: string | undefined }): Promise<Summary> {
  const before = await allowed(ctx, id, 'waive')
  const after = await step(ctx, before, version, { state: 'waived', read_by: ctx.actor.id, read_at: ctx.now, remark: masked(remark) })
  await cancelTask(ctx, { key: taskKey(id) }, remark ?? '')
  await ctx.emit(SummaryWaived, id, {})
  return after
}
