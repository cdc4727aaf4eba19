import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { startOfDay } from '../../../kernel/days.ts'
import { invalid } from '../../../kernel/errors.ts'
import { companyZone } from '../../../kernel/frame.ts'
import type { OnDuty, Roster, Shift } from './contract.ts'
import { dayAfter, daysBetween } from './rules.ts'
import { shiftKinds } from './settings.ts'

const MOST_DAYS = 42

/** Whether the reader may plan for somebody: for all, or for those they lead in a team or in the line. */
export function mayPlan(ctx: Ctx, staffId: string): boolean {
  if (ctx.actor.kind === 'system') return true
  const scopes = new Set(ctx.actor.grants.filter((grant) => grant.permission === 'roster.write').map((grant) => grant.scope))
  const led = (name: 'reports' | 'members') => (ctx.actor.vars[name] as readonly string[] | undefined)?.includes(staffId) === true
  return scopes.has('all') || (scopes.has('led') && (led('reports') || led('members')))
}

interface Row extends Omit<Shift, 'staff' | 'may'> { staffId: string; staffName: string }
const shown = (ctx: Ctx, { staffId, staffName, ...row }: Row): Shift => ({ ...row, staff: { id: staffId, name: staffName }, may: row.untilAt > ctx.now && mayPlan(ctx, staffId) ? ['drop'] : [] })
const COLUMNS = sql.raw(`s.id, s.staff_id as "staffId", p.name as "staffName", s.day::text as day, s.kind, s.name, s.works, s.from_at as "fromAt", s.until_at as "untilAt"`)

export async function shiftsById(ctx: Ctx, ids: readonly string[]): Promise<Shift[]> {
  const { rows } = await sql<Row>`select ${COLUMNS} from shift s join staff p on p.id = s.staff_id where s.id = any(${ids as string[]}::uuid[]) order by s.day, p.name`.execute(ctx.db)
  return rows.map((row) => shown(ctx, row))
}

/** The roster from one day to another, both included. @throws AppError invalid `shift.too-many-days` */
export async function readRoster(ctx: Ctx, { from, to, teamId }: { from: string; to: string; teamId?: string | undefined }): Promise<Roster> {
  if (to < from || daysBetween(from, to) >= MOST_DAYS) throw invalid('to', 'shift.too-many-days', { days: MOST_DAYS })
  const zone = ctx.settings.get(companyZone)
  const inTeam = teamId ? sql`and p.id in (select staff_id from team_member where team_id = ${teamId})` : sql``
  const { rows: people } = await sql<{ id: string; name: string; teams: string[]; away: { from: Date; until: Date }[] }>`
    select p.id, p.name, array(select t.name from team_member m join team t on t.id = m.team_id where m.staff_id = p.id order by t.name) as teams,
      coalesce((select jsonb_agg(jsonb_build_object('from', d.from_at, 'until', d.until_at)) from staff_delegate d where d.staff_id = p.id and d.from_at < ${startOfDay(zone, to, 1)} and d.until_at > ${startOfDay(zone, from)}), '[]') as away
    from staff p where p.active ${inTeam} order by p.name, p.id limit 1000`.execute(ctx.db)
  const { rows } = await sql<Row>`select ${COLUMNS} from shift s join staff p on p.id = s.staff_id where s.day between ${from}::date and ${to}::date ${inTeam} order by s.day, s.from_at, p.name limit 20000`.execute(ctx.db)
  const days = Array.from({ length: daysBetween(from, to) + 1 }, (_, n) => dayAfter(from, n))
  const isAway = (day: string, spans: readonly { from: Date; until: Date }[]) => spans.some((span) => new Date(span.from) < startOfDay(zone, day, 1) && new Date(span.until) > startOfDay(zone, day))
  return {
    kinds: ctx.settings.get(shiftKinds), items: rows.map((row) => shown(ctx, row)),
    people: people.map(({ away, ...one }) => ({ ...one, away: away.length ? days.filter((day) => isAway(day, away)) : [], mayPlan: mayPlan(ctx, one.id) })),
  }
}

/** Who is on duty at a moment by the roster, and whose turn a duty is; leavers are on no duty. */
export async function onDutyAt(ctx: Ctx, at: Date, teamId?: string): Promise<OnDuty[]> {
  const { rows } = await sql<Omit<OnDuty, 'staff'> & { id: string; staffName: string }>`
    select p.id, p.name as "staffName", s.name, s.works, s.until_at as "untilAt", array(select t.name from team_member m join team t on t.id = m.team_id where m.staff_id = p.id order by t.name) as teams
    from shift s join staff p on p.id = s.staff_id and p.active where s.until_at > ${at} and s.from_at <= ${at}
      ${teamId ? sql`and p.id in (select staff_id from team_member where team_id = ${teamId})` : sql``} order by s.works desc, p.name limit 1000`.execute(ctx.db)
  return rows.map(({ id, staffName, ...row }) => ({ ...row, staff: { id, name: staffName } }))
}

/**
 * Who works now by the roster, for whoever acknowledges, assigns or escalates. Null while nobody has a shift around this moment:
 * a house without a roster is not an empty one.
 */
export async function staffOnDuty(ctx: Ctx, teamId?: string): Promise<string[] | null> {
  const around = new Date(ctx.now.getTime() - 7 * 86_400_000)
  const { rows: [kept] } = await sql<{ is: boolean }>`select exists (select from shift where works and until_at > ${around} and from_at < ${new Date(ctx.now.getTime() + 7 * 86_400_000)}) as is`.execute(ctx.db)
  return kept?.is ? (await onDutyAt(ctx, ctx.now, teamId)).flatMap((one) => one.works ? one.staff.id : []) : null
}
