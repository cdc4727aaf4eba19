import { sql } from 'kysely'
import type { Ctx } from '../../kernel/context.ts'
import { refused } from '../../kernel/errors.ts'
import { CalendarOpens, CalendarsKnown } from './contract.ts'

/** When somebody is at work: by their shifts where the roster has any, else by the calendar of their team or line. */

const DAY = 86_400_000
/** A shift this near says that the roster is kept for somebody; one that begins later than this is no reason to wait for it. */
const ROSTER_DAYS = 7

/**
 * The first moment from `at` on at which each of them is at work; `at` itself for whoever is at work then, and for whoever has neither
 * shifts nor a calendar.
 * @param otherwise key of the calendar of those who have neither
 */
export async function hoursFrom(ctx: Ctx, staffIds: readonly string[], at: Date, otherwise: string | null): Promise<Map<string, Date>> {
  if (!staffIds.length) return new Map()
  const { rows } = await sql<{ id: string; shift_at: Date | null; calendars: string[] }>`
    select p.id,
      (select min(s.from_at) from shift s where s.staff_id = p.id and s.works and s.until_at > ${at} and s.from_at < ${new Date(at.getTime() + ROSTER_DAYS * DAY)}) as shift_at,
      coalesce(nullif(array(select distinct coalesce(t.calendar, l.calendar) from team_member m join team t on t.id = m.team_id left join business_line l on l.id = t.line_id
        where m.staff_id = p.id and coalesce(t.calendar, l.calendar) is not null), '{}'), array(select l.calendar from business_line l where l.id = p.line_id and l.calendar is not null)) as calendars
    from staff p where p.id = any(${[...new Set(staffIds)]}::uuid[])`.execute(ctx.db)
  const opens = new Map<string, Date>()
  for (const calendar of new Set(rows.flatMap((row) => row.shift_at ? [] : row.calendars.length ? row.calendars : otherwise ? [otherwise] : []))) {
    const [open] = await ctx.ask(CalendarOpens, { calendar, at })
    opens.set(calendar, open?.at ?? at)
  }
  return new Map(rows.map(({ id, shift_at, calendars }) => {
    if (shift_at) return [id, shift_at > at ? shift_at : at]
    const moments = (calendars.length ? calendars : otherwise ? [otherwise] : []).map((calendar) => (opens.get(calendar) as Date).getTime())
    // Who works in several teams is at work when the first of them is.
    return [id, moments.length ? new Date(Math.min(...moments)) : at]
  }))
}

/** @throws AppError refused `team.unknown-calendar` */
export async function requireCalendar(ctx: Ctx, calendar: string | null | undefined): Promise<void> {
  if (calendar && !(await ctx.ask(CalendarsKnown, {})).some(({ key }) => key === calendar)) throw refused('team.unknown-calendar', [{ path: 'calendar', code: 'team.unknown-calendar' }])
}
