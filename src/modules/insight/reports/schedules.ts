import type { Selectable } from 'kysely'
import { DateTime } from 'luxon'
import type { Ctx } from '../../../kernel/context.ts'
import { dayIn } from '../../../kernel/days.ts'
import { AppError, conflict, invalid, notFound } from '../../../kernel/errors.ts'
import { companyZone } from '../../../kernel/frame.ts'
import { newId } from '../../../kernel/id.ts'
import { beat } from '../../../kernel/module.ts'
import { namesOf, staffWithout } from '../../people/index.ts'
import type { FORMATS, NewSchedule, ReportSchedule } from '../contract.ts'
import { ScheduleChanged, ScheduleMade, ScheduleRan } from '../contract.ts'
import type { ScheduleRow } from '../tables.ts'
import { tables } from '../tables.ts'
import { wholeBefore } from '../windows.ts'
import { findTemplate } from './assemble.ts'
import { publishReport, requireReaders, sendReport } from './publish.ts'

/** Reports that make themselves of the last whole week, month or quarter, at their hour in the company's zone. */

/** The next moment after `now` at which it comes round. `day` counts from Monday, or from the first of the month or quarter. */
export function nextMoment({ every, day, hour }: Pick<ScheduleRow, 'every' | 'day' | 'hour'>, zone: string, now: Date): Date {
  const begin = DateTime.fromJSDate(now, { zone }).startOf(every)
  for (let n = 0; ; n++) {
    const at = begin.plus({ [`${every}s`]: n }).plus({ days: day - 1 }).set({ hour })
    if (at.toJSDate() > now) return at.toJSDate()
  }
}

async function shownAll(ctx: Ctx, rows: readonly Selectable<ScheduleRow>[]): Promise<ReportSchedule[]> {
  const names = await namesOf(ctx, rows.flatMap((row) => [row.made_by, ...row.receivers]))
  const person = (id: string) => ({ id, name: names.get(id) ?? '' })
  return rows.map((row) => ({
    id: row.id, name: row.name, template: row.template_key, chapters: row.chapters, teamId: row.team_id, channel: row.channel, every: row.every, day: row.day, hour: row.hour, formats: row.formats as (typeof FORMATS)[number][], receivers: row.receivers,
    nextAt: row.next_at, active: row.next_at !== null, lastReportId: row.last_report_id, fault: row.fault, people: row.receivers.map(person), madeBy: person(row.made_by), version: row.version,
  }))
}
export const listSchedules = async (ctx: Ctx): Promise<{ items: ReportSchedule[] }> => ({ items: await shownAll(ctx, await tables(ctx).selectFrom('insight_schedule').selectAll().orderBy('made_at', 'desc').limit(200).execute()) })
async function findSchedule(ctx: Ctx, id: string): Promise<ReportSchedule> {
  const [found] = await shownAll(ctx, await tables(ctx).selectFrom('insight_schedule').selectAll().where('id', '=', id).execute())
  if (!found) throw notFound('report-schedule')
  return found
}

/** @throws AppError 404 report-template.not-found, 400 report.unknown-chapter, report.no-such-day; as `requireReaders` */
async function check(ctx: Ctx, { template, chapters, receivers, every, day }: Pick<NewSchedule, 'template' | 'chapters' | 'receivers' | 'every' | 'day'>): Promise<void> {
  const { is } = findTemplate(ctx, template)
  const unknown = chapters?.find((one) => !is.chapters.some((chapter) => chapter.key === one))
  if (unknown) throw invalid('chapters', 'report.unknown-chapter', { chapter: unknown })
  if (every === 'week' && day > 7) throw invalid('day', 'report.no-such-day')
  await requireReaders(ctx, receivers)
}

export async function makeSchedule(ctx: Ctx, wish: NewSchedule): Promise<ReportSchedule> {
  await check(ctx, wish)
  const id = newId()
  const row = { id, name: wish.name, template_key: wish.template, chapters: wish.chapters ?? null, team_id: wish.teamId ?? null, channel: wish.channel ?? null, every: wish.every, day: wish.day, hour: wish.hour, formats: wish.formats, receivers: [...new Set(wish.receivers)] }
  await tables(ctx).insertInto('insight_schedule').values({ ...row, next_at: nextMoment(row, ctx.settings.get(companyZone), ctx.now), last_report_id: null, fault: null, made_by: ctx.actor.id as string, made_at: ctx.now }).execute()
  await ctx.emit(ScheduleMade, id, { template: wish.template, every: wish.every })
  return findSchedule(ctx, id)
}

export async function changeSchedule(ctx: Ctx, id: string, { version, active, ...patch }: { [K in keyof NewSchedule]?: NewSchedule[K] | undefined } & { version: number; active?: boolean | undefined }): Promise<ReportSchedule> {
  const before = await findSchedule(ctx, id)
  if (before.version !== version) throw conflict('record.stale', before)
  const next = { ...before, ...Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) } as ReportSchedule
  await check(ctx, next)
  await tables(ctx).updateTable('insight_schedule').set({
    name: next.name, template_key: next.template, chapters: next.chapters ?? null, team_id: next.teamId ?? null, channel: next.channel ?? null, every: next.every, day: next.day, hour: next.hour, formats: next.formats, receivers: next.receivers, version: version + 1,
    next_at: active ?? before.active ? nextMoment(next, ctx.settings.get(companyZone), ctx.now) : null, fault: null,
  }).where('id', '=', id).execute()
  const changed = Object.fromEntries([...Object.entries(patch).filter(([, value]) => value !== undefined).map(([field, to]) => [field, { from: before[field as 'name'], to }]), ...(active === undefined || active === before.active ? [] : [['active', { from: before.active, to: active }]])])
  await ctx.emit(ScheduleChanged, id, { changed })
  return findSchedule(ctx, id)
}

/** Makes and sends the report whose time has come; answers whether there may be more. What can't be made says why and waits for its next time. */
export async function runSchedules(ctx: Ctx): Promise<boolean> {
  const row = await tables(ctx).selectFrom('insight_schedule').selectAll().where('next_at', '<=', ctx.now).orderBy('next_at').limit(1).forUpdate().skipLocked().executeTakeFirst()
  if (!row?.next_at) return false
  const zone = ctx.settings.get(companyZone)
  let reportId: string | null = null
  let fault: string | null = null
  try {
    reportId = await publishReport(ctx, { ...wholeBefore(row.every, dayIn(zone, row.next_at)), template: row.template_key, ...(row.chapters ? { chapters: row.chapters } : {}), ...(row.team_id ? { teamId: row.team_id } : {}), ...(row.channel ? { channel: row.channel } : {}) }, row.id)
    await sendReport(ctx, reportId, { receivers: await stillReaders(ctx, row.receivers), formats: row.formats as (typeof FORMATS)[number][] })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    fault = error.code
  }
  await tables(ctx).updateTable('insight_schedule').set({ next_at: nextMoment(row, zone, ctx.now), last_report_id: reportId ?? row.last_report_id, fault }).where('id', '=', row.id).execute()
  await ctx.emit(ScheduleRan, row.id, { reportId, fault })
  return true
}
/** Whoever has left, or may read reports no more, gets none. */
async function stillReaders(ctx: Ctx, ids: readonly string[]): Promise<string[]> {
  const rows = await tables(ctx).selectFrom('staff_ref').select('id').where('id', 'in', [...ids]).where('active', '=', true).execute()
  const here = rows.map(({ id }) => id)
  const against = new Set(await staffWithout(ctx, 'report.read', here))
  return here.filter((id) => !against.has(id))
}
export const scheduleBeat = beat('insight.schedules', 60, runSchedules)
