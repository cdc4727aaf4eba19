import { sql } from 'kysely'
import { maskPersonal } from '../../../pure/text/index.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict } from '../../../kernel/errors.ts'
import { companyZone, dropUndefined } from '../../../kernel/frame.ts'
import { newId } from '../../../kernel/id.ts'
import { beat, on } from '../../../kernel/module.ts'
import { notify, requireStaff } from '../../people/index.ts'
import type { ChangeMeeting, CloseMeeting, Meeting, PlanMeeting } from '../contract.ts'
import { MeetingAnswered, MeetingCancelled, MeetingChanged, MeetingClosed, MeetingPlanned } from '../contract.ts'
import { tables } from '../tables.ts'
import { getMeeting } from './queries.ts'
import { nextStart } from './repeat.ts'

type Plan = Pick<PlanMeeting, 'type' | 'title' | 'startsAt' | 'durationMinutes' | 'repeats' | 'agenda' | 'people'> & { place?: string | null | undefined; hostId: string; madeBy: string | null; seriesId?: string }
async function make(ctx: Ctx, { seriesId, people, ...plan }: Plan): Promise<string> {
  const id = newId()
  const everybody = [...new Set([plan.hostId, ...people])]
  tables.insert(ctx, 'meeting', {
    id, type: plan.type, title: plan.title, starts_at: plan.startsAt, duration_minutes: plan.durationMinutes, place: plan.place ?? null, host_id: plan.hostId, repeats: plan.repeats, series_id: seriesId ?? id, agenda: JSON.stringify(plan.agenda),
    minutes: null, state: 'planned', next_made: false, made_by: plan.madeBy, closed_at: null, created_at: ctx.now, version: 1,
  })
  await tables(ctx).insertInto('meeting_person').values(everybody.map((staff_id) => ({ meeting_id: id, staff_id, answer: staff_id === plan.hostId ? 'comes' as const : 'invited' as const, attended: null }))).execute()
  await ctx.emit(MeetingPlanned, id, { title: plan.title, seriesId: seriesId ?? id, people: everybody })
  return id
}

/** Plans a meeting that the planner hosts. @throws AppError refused `staff.unknown`, `staff.has-left` */
export async function planMeeting(ctx: Ctx, body: PlanMeeting): Promise<Meeting> {
  for (const id of body.people) await requireStaff(ctx, id, 'people')
  const me = ctx.actor.id as string
  return getMeeting(ctx, await make(ctx, { ...body, title: maskPersonal(body.title), hostId: me, madeBy: me }))
}

async function planned(ctx: Ctx, id: string, deed: Meeting['may'][number]): Promise<Meeting> {
  const before = await getMeeting(ctx, id)
  if (before.state !== 'planned') throw conflict('meeting.over', before)
  if (!before.may.includes(deed)) throw new AppError('forbidden', 'meeting.not-yours')
  return before
}

/** Changes a meeting; its later repetitions are made from it. @throws AppError forbidden `meeting.not-yours`, conflict `meeting.over`, `record.stale` */
export async function changeMeeting(ctx: Ctx, id: string, { version, people, agenda, startsAt, durationMinutes, title, ...same }: ChangeMeeting): Promise<Meeting> {
  const before = await planned(ctx, id, 'change')
  if (people) for (const one of people) await requireStaff(ctx, one, 'people')
  const set = dropUndefined({ ...same, title: title === undefined ? undefined : maskPersonal(title), starts_at: startsAt, duration_minutes: durationMinutes, agenda: agenda && JSON.stringify(agenda) })
  const won = await tables(ctx).updateTable('meeting').set({ ...set, version: version + 1 }).where('id', '=', id).where('version', '=', version).where('state', '=', 'planned').returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', before)
  if (people) {
    const everybody = [...new Set([before.host.id, ...people])]
    await tables(ctx).deleteFrom('meeting_person').where('meeting_id', '=', id).where('staff_id', 'not in', everybody).execute()
    await tables(ctx).insertInto('meeting_person').values(everybody.map((staff_id) => ({ meeting_id: id, staff_id, answer: 'invited' as const, attended: null }))).onConflict((on) => on.doNothing()).execute()
  }
  const after = await getMeeting(ctx, id)
  await ctx.emit(MeetingChanged, id, { people: after.people.map((one) => one.id), changed: { ...(startsAt ? { startsAt: { from: before.startsAt.toISOString(), to: after.startsAt.toISOString() } } : {}), ...(title ? { title: { from: before.title, to: after.title } } : {}) } })
  return after
}

/** Says whether one comes. @throws AppError forbidden `meeting.not-yours`, conflict `meeting.over` */
export async function answerMeeting(ctx: Ctx, id: string, comes: boolean): Promise<Meeting> {
  await planned(ctx, id, 'answer')
  await tables(ctx).updateTable('meeting_person').set({ answer: comes ? 'comes' : 'declined' }).where('meeting_id', '=', id).where('staff_id', '=', ctx.actor.id as string).execute()
  await ctx.emit(MeetingAnswered, id, { comes })
  return getMeeting(ctx, id)
}

/** Keeps the minutes and who was there; the next of its series is planned, if it has none yet. @throws as `changeMeeting` */
export async function closeMeeting(ctx: Ctx, id: string, { version, minutes, attended }: CloseMeeting): Promise<Meeting> {
  const before = await planned(ctx, id, 'close')
  const won = await tables(ctx).updateTable('meeting').set({ state: 'held', minutes: maskPersonal(minutes), closed_at: ctx.now, version: version + 1 }).where('id', '=', id).where('version', '=', version).where('state', '=', 'planned').returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', before)
  const there = new Set(attended)
  await tables(ctx).updateTable('meeting_person').set({ attended: sql<boolean>`staff_id = any(${[...there]}::uuid[])` }).where('meeting_id', '=', id).execute()
  await ctx.emit(MeetingClosed, id, { attended: before.people.filter((one) => there.has(one.id)).length, invited: before.people.length })
  await planNext(ctx)
  return getMeeting(ctx, id)
}

/** Calls a meeting off; with `series` nothing follows it. @throws as `changeMeeting` */
export async function cancelMeeting(ctx: Ctx, id: string, { version, series }: { version: number; series: boolean }): Promise<Meeting> {
  const before = await planned(ctx, id, 'cancel')
  const won = await tables(ctx).updateTable('meeting').set({ state: 'cancelled', version: version + 1, ...(series ? { repeats: 'never' as const } : {}) }).where('id', '=', id).where('version', '=', version).where('state', '=', 'planned').returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', before)
  await ctx.emit(MeetingCancelled, id, { series, people: before.people.map((one) => one.id) })
  return getMeeting(ctx, id)
}

const BATCH = 100
/** Plans the repetition after each meeting that has been held or whose time has come, once, with its people and agenda. */
export async function planNext(ctx: Ctx): Promise<boolean> {
  const due = await tables(ctx).selectFrom('meeting').selectAll().where('repeats', '<>', 'never').where('next_made', '=', false).where((eb) => eb.or([eb('starts_at', '<=', ctx.now), eb('state', '=', 'held')])).orderBy('starts_at').limit(BATCH).forUpdate().skipLocked().execute()
  for (const row of due) {
    await tables(ctx).updateTable('meeting').set({ next_made: true }).where('id', '=', row.id).execute()
    const startsAt = nextStart(row.starts_at, row.repeats, ctx.settings.get(companyZone))
    const people = await tables(ctx).selectFrom('meeting_person as p').innerJoin('staff_ref as s', 's.id', 'p.staff_id').select('p.staff_id').where('p.meeting_id', '=', row.id).where('s.active', '=', true).execute()
    if (startsAt && people.length) await make(ctx, { type: row.type, title: row.title, startsAt, durationMinutes: row.duration_minutes, place: row.place, repeats: row.repeats, agenda: row.agenda as never, people: people.map((one) => one.staff_id), hostId: row.host_id, madeBy: row.made_by, seriesId: row.series_id })
  }
  return due.length === BATCH
}
export const meetingBeat = beat('teamwork.meetings', 60, planNext)

/** Whoever is invited hears of it, and of what changes. */
export const tellMeetings = on([MeetingPlanned, MeetingChanged, MeetingCancelled], 'teamwork.tell-meetings', async (ctx, events) => {
  const rows = new Map((await tables(ctx).selectFrom('meeting').select(['id', 'title']).where('id', 'in', events.map((one) => one.subjectId)).execute()).map((row) => [row.id, row.title]))
  for (const { kind, subjectId, actor, data } of events) {
    const code = kind === MeetingPlanned.kind ? 'meeting.notice-planned' : kind === MeetingCancelled.kind ? 'meeting.notice-cancelled' : 'meeting.notice-changed'
    await notify(ctx, data.people.filter((id) => id !== actor.id), { code, subjectKind: 'meeting', subjectId, params: { title: rows.get(subjectId) ?? '' } })
  }
})
