import { sql } from 'kysely'
import type { Ctx } from '../../kernel/context.ts'
import { dayIn } from '../../kernel/days.ts'
import { companyZone } from '../../kernel/frame.ts'
import { CaseMayBeHandled, SEVERITIES } from '../cases/contract.ts'
import { limitsOf, staffOnDuty } from '../people/index.ts'
import type { Limits } from '../people/index.ts'
import { MayBeGiven } from './contract.ts'
import type { Queue } from './definition.ts'
import type { Agent } from './rules.ts'
import { byGrade, byRoster, capacity, connectedMinutes } from './settings.ts'
import type { WaitingCase } from './tables.ts'
import { tables } from './tables.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** How many open cases each of these has in hand. */
export async function loadsOf(ctx: Ctx, staffIds: readonly string[]): Promise<Map<string, number>> {
  if (!staffIds.length) return new Map()
  const rows = await tables(ctx).selectFrom('case_in_hand_ref').select(['staff_id', (eb) => eb.fn.countAll<string>().as('n')]).where('staff_id', 'in', staffIds).groupBy('staff_id').execute()
  return new Map(rows.map((row) => [row.staff_id, Number(row.n)]))
}

/** Everybody who has ever said that they take work and is still here, as one case sees them. */
export async function candidatesFor(ctx: Ctx, of: Pick<WaitingCase, 'id' | 'team_id' | 'severity' | 'customer_id'>, needs: Queue['needs']): Promise<Agent[]> {
  const states = await tables(ctx).selectFrom('agent_state as a').innerJoin('staff_ref as s', 's.id', 'a.staff_id').selectAll('a').select('s.name').where('s.active', '=', true).execute()
  const ids = states.map((row) => row.staff_id)
  if (!ids.length) return []
  const graded = ctx.settings.get(byGrade)
  const [loads, members, skills, before, refusals, unfit, duty, limits, customer] = await Promise.all([
    loadsOf(ctx, ids),
    of.team_id ? tables(ctx).selectFrom('team_member_ref').select('staff_id').where('team_id', '=', of.team_id).execute() : [],
    needs.length ? tables(ctx).selectFrom('staff_skill_ref').selectAll().where('key', 'in', needs.map((one) => one.skill)).where('staff_id', 'in', ids).execute() : [],
    tables(ctx).selectFrom('routing_decision').select('staff_id').where('case_id', '=', of.id).where('ended_why', '=', 'no-answer').where('ended_at', '>', new Date(ctx.now.getTime() - DAY_MS)).execute(),
    ctx.ask(MayBeGiven, { caseId: of.id, staffIds: ids }),
    ctx.ask(CaseMayBeHandled, { caseIds: [of.id], staffIds: ids }),
    ctx.settings.get(byRoster) ? staffOnDuty(ctx) : null,
    graded ? limitsOf(ctx, ids) : undefined,
    graded && of.customer_id ? tables(ctx).selectFrom('customer_ref').select('vip').where('id', '=', of.customer_id).executeTakeFirst() : undefined,
  ])
  const atWork = duty && new Set(duty)
  const today = dayIn(ctx.settings.get(companyZone), ctx.now)
  const inTeam = new Set(members.map((row) => row.staff_id))
  const lay = new Set(before.map((row) => row.staff_id))
  const refused = new Map([...refusals, ...unfit.map(({ staffId, reason }) => ({ staffId, code: reason.code }))].map((one) => [one.staffId, one.code]))
  const connectedAfter = ctx.now.getTime() - ctx.settings.get(connectedMinutes) * MINUTE_MS
  const most = ctx.settings.get(capacity)
  const skillsOf = Map.groupBy(skills, (row) => row.staff_id)
  return states.map((row) => ({
    id: row.staff_id, name: row.name, available: row.available, connected: row.seen_at.getTime() > connectedAfter, onDuty: !atWork || atWork.has(row.staff_id), aboveGrade: aboveGrade(limits?.get(row.staff_id), of.severity, customer?.vip ?? false), inTeam: of.team_id === null || inTeam.has(row.staff_id),
    load: loads.get(row.staff_id) ?? 0, capacity: row.capacity ?? most, lastGivenAt: row.last_given_at?.getTime() ?? null,
    skills: new Map((skillsOf.get(row.staff_id) ?? []).map((one) => [one.key, { level: one.level, expired: one.expires_on !== null && one.expires_on < today }])),
    letItLie: lay.has(row.staff_id), refused: refused.get(row.staff_id) ?? null,
  }))
}

/** What of a case is above somebody's grade: its severity, or that it is a VIP's. */
function aboveGrade(limits: Limits | undefined, severity: string | null, vip: boolean): string | null {
  if (!limits) return null
  const level = SEVERITIES.findIndex((one) => one === severity) + 1
  return limits.severity !== null && level > limits.severity ? 'severity' : limits.vip === false && vip ? 'vip' : null
}

/** Holds somebody's row until the unit ends and says whether they still take work and have room: what two routers read at once, only one of them finds. */
export async function hold(ctx: Ctx, staffId: string): Promise<boolean> {
  const row = await tables(ctx).selectFrom('agent_state').select(['available', 'capacity']).where('staff_id', '=', staffId).forUpdate().executeTakeFirst()
  if (!row?.available) return false
  const { rows: [hand] } = await sql<{ n: number }>`select count(*)::int as n from case_in_hand_ref where staff_id = ${staffId}`.execute(ctx.db)
  return (hand?.n ?? 0) < (row.capacity ?? ctx.settings.get(capacity))
}
