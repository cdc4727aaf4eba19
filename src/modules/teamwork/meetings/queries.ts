import type { Ctx } from '../../../kernel/context.ts'
import { startOfDay } from '../../../kernel/days.ts'
import { notFound } from '../../../kernel/errors.ts'
import { companyZone } from '../../../kernel/frame.ts'
import { inOrder, listIds } from '../../../kernel/listing.ts'
import type { Condition } from '../../../pure/conditions/index.ts'
import { sql } from 'kysely'
import { actionCounts, actionsOf } from '../actions.ts'
import type { Action, AgendaItem, Meeting, MeetingQuery } from '../contract.ts'
import { meetingResource, tables } from '../tables.ts'

const LIST = { table: 'meeting', resource: meetingResource, permission: 'meeting.read', sort: '-startsAt', sorts: { startsAt: { column: 'starts_at', type: 'timestamptz' } } } as const

/** A page of meetings, the latest first. */
export async function listMeetings(ctx: Ctx, { state, type, mine, from, to, seriesId, ...page }: MeetingQuery): Promise<{ items: Meeting[]; nextCursor: string | null }> {
  const zone = ctx.settings.get(companyZone)
  const filter: Condition = { all: [
    ...Object.entries({ state, type, seriesId }).flatMap(([field, value]) => value === undefined ? [] : [{ field, is: 'equal' as const, value }]),
    ...(from ? [{ field: 'startsAt', is: 'from' as const, value: startOfDay(zone, from).toISOString() }] : []), ...(to ? [{ field: 'startsAt', is: 'before' as const, value: startOfDay(zone, to, 1).toISOString() }] : []),
  ] }
  const own = mine ? [sql<boolean>`exists (select from meeting_person p where p.meeting_id = t.id and p.staff_id = ${ctx.actor.id})`] : []
  const { ids, nextCursor } = await listIds(ctx, LIST, page, filter, own)
  return { items: await meetingsById(ctx, ids), nextCursor }
}

async function meetingsById(ctx: Ctx, ids: readonly string[]): Promise<Meeting[]> {
  if (!ids.length) return []
  const rows = await tables(ctx).selectFrom('meeting as m').innerJoin('staff_ref as h', 'h.id', 'm.host_id').selectAll('m').select('h.name as host_name').where('m.id', 'in', ids).execute()
  const people = Map.groupBy(await tables(ctx).selectFrom('meeting_person as p').innerJoin('staff_ref as s', 's.id', 'p.staff_id').select(['p.meeting_id', 's.id', 's.name', 'p.answer', 'p.attended']).where('p.meeting_id', 'in', ids).orderBy('s.name').execute(), (row) => row.meeting_id)
  const made = await tables(ctx).selectFrom('decision').select(['id', 'meeting_id']).where('meeting_id', 'in', ids).execute()
  const counts = await actionCounts(ctx, made.map(({ id }) => id))
  return inOrder(ids, rows).map((row) => {
    const own = made.filter((one) => one.meeting_id === row.id).map(({ id }) => counts.get(id))
    const sum = (key: 'open' | 'overdue') => own.reduce((total, one) => total + (one?.[key] ?? 0), 0)
    const invited = people.get(row.id) ?? []
    return {
      id: row.id, type: row.type, title: row.title, startsAt: row.starts_at, durationMinutes: row.duration_minutes, place: row.place, host: { id: row.host_id, name: row.host_name }, repeats: row.repeats, seriesId: row.series_id,
      agenda: row.agenda as AgendaItem[], minutes: row.minutes, state: row.state, people: invited.map(({ id, name, answer, attended }) => ({ id, name, answer, attended })), actions: { open: sum('open'), overdue: sum('overdue') },
      version: row.version, may: deeds(ctx, row.state, row.host_id, row.made_by, invited.map(({ id }) => id)),
    }
  })
}

function deeds(ctx: Ctx, state: Meeting['state'], hostId: string, madeBy: string | null, invited: readonly string[]): Meeting['may'] {
  const me = ctx.actor.id as string
  const leads = ctx.actor.can('meeting.write') && (me === hostId || me === madeBy || ctx.actor.grants.some((grant) => grant.permission === 'meeting.write' && grant.scope === 'all'))
  const comes = invited.includes(me)
  return [...(leads && state === 'planned' ? ['change', 'close', 'cancel'] as const : []), ...(comes && state === 'planned' ? ['answer'] as const : []), ...(ctx.actor.can('decision.write') && (leads || comes) && state !== 'cancelled' ? ['decide'] as const : [])]
}

/** @throws AppError not-found `meeting.not-found` */
export async function getMeeting(ctx: Ctx, id: string): Promise<Meeting> {
  const [found] = await meetingsById(ctx, [id])
  if (!found) throw notFound('meeting')
  return found
}

/** The actions of a meeting, and those still open from the meetings before it in its series: the overdue first. */
export async function meetingActions(ctx: Ctx, id: string): Promise<Action[]> {
  const { seriesId, startsAt } = await getMeeting(ctx, id)
  const rows = await tables(ctx).selectFrom('decision as d').innerJoin('meeting as m', 'm.id', 'd.meeting_id').select(['d.id', 'd.meeting_id']).where('m.series_id', '=', seriesId).where('m.starts_at', '<=', startsAt).orderBy('d.id', 'desc').limit(500).execute()
  const own = new Set(rows.filter((row) => row.meeting_id === id).map((row) => row.id))
  return (await actionsOf(ctx, rows.map((row) => row.id))).filter((action) => action.state === 'open' || own.has(action.decisionId))
}
