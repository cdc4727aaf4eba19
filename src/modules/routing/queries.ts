import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { inSight, seesRow } from '../../kernel/access.ts'
import type { Ctx } from '../../kernel/context.ts'
import { dayIn, startOfDay } from '../../kernel/days.ts'
import { invalid } from '../../kernel/errors.ts'
import { companyZone } from '../../kernel/frame.ts'
import { findCase } from '../cases/index.ts'
import { clocksOf } from '../clocks/index.ts'
import { namesOf, staffOnDuty } from '../people/index.ts'
import { loadsOf } from './candidates.ts'
import type { AgentState, Candidate, Decision, Fairness, Waiting } from './contract.ts'
import { routingKind } from './definition.ts'
import { consider } from './route.ts'
import { byRoster, capacity, connectedMinutes } from './settings.ts'
import type { KeptCandidate } from './tables.ts'
import { agentResource, tables, waitingSight } from './tables.ts'

const MINUTE_MS = 60_000

/** Of everybody who has ever said whether they take work those whom the reader leads, by name. */
export const agentsInSight = (ctx: Ctx): Promise<AgentState[]> => agentsOf(ctx, undefined, inSight(ctx, agentResource, 'routing.read', 's'))

/** Everybody who has ever said whether they take work, or these alone, by name. */
export async function agentsOf(ctx: Ctx, staffIds?: readonly string[], sight?: RawBuilder<boolean>): Promise<AgentState[]> {
  let asked = tables(ctx).selectFrom('agent_state as a').innerJoin('staff_ref as s', 's.id', 'a.staff_id').selectAll('a').select('s.name').where('s.active', '=', true)
  if (staffIds) asked = asked.where('a.staff_id', 'in', staffIds)
  if (sight) asked = asked.where(sight)
  const rows = await asked.orderBy('s.name').execute()
  const ids = rows.map((row) => row.staff_id)
  if (!ids.length) return []
  const zone = ctx.settings.get(companyZone)
  const [loads, given] = await Promise.all([loadsOf(ctx, ids), tables(ctx).selectFrom('routing_decision').select(['staff_id', (eb) => eb.fn.countAll<string>().as('n')]).where('at', '>=', startOfDay(zone, dayIn(zone, ctx.now))).where('staff_id', 'in', ids).groupBy('staff_id').execute()])
  const duty = ctx.settings.get(byRoster) ? await staffOnDuty(ctx) : null
  const after = ctx.now.getTime() - ctx.settings.get(connectedMinutes) * MINUTE_MS
  const today = new Map(given.map((row) => [row.staff_id, Number(row.n)]))
  return rows.map((row) => ({
    staff: { id: row.staff_id, name: row.name }, available: row.available, reason: row.reason, since: row.since, connected: row.seen_at.getTime() > after, onDuty: duty && duty.includes(row.staff_id),
    load: loads.get(row.staff_id) ?? 0, capacity: row.capacity ?? ctx.settings.get(capacity), givenToday: today.get(row.staff_id) ?? 0, may: seesRow(ctx.actor, agentResource, { id: row.staff_id }, 'routing.steer') ? ['steer'] : [], version: row.version,
  }))
}
export const stateOf = async (ctx: Ctx, staffId: string): Promise<AgentState | null> => (await agentsOf(ctx, [staffId]))[0] ?? null

export async function listWaiting(ctx: Ctx): Promise<Waiting[]> {
  const rows = await tables(ctx).selectFrom('routing_waiting as w').innerJoin('case_waiting as c', 'c.id', 'w.case_id').select(['c.id', 'c.number', 'c.subject', 'w.since', 'w.tries', 'w.next_at']).where(inSight(ctx, waitingSight, 'routing.read', 'c')).orderBy('c.rank_at').orderBy('c.id').limit(200).execute()
  return rows.map(({ id, number, subject, since, tries, next_at }) => ({ case: { id, number, subject }, since, tries, nextAt: next_at }))
}

/** Why a case went to whom, latest first; and while it waits what speaks against each now. */
export async function explainRouting(ctx: Ctx, caseId: string): Promise<{ items: Decision[]; now: Candidate[] }> {
  await findCase(ctx, caseId)
  const rows = await tables(ctx).selectFrom('routing_decision').selectAll().where('case_id', '=', caseId).orderBy('id', 'desc').limit(50).execute()
  const waiting = await tables(ctx).selectFrom('case_waiting').selectAll().where('id', '=', caseId).executeTakeFirst()
  const thought = waiting ? await consider(ctx, waiting) : undefined
  const [clocks, names] = await Promise.all([clocksOf(ctx, rows.map((row) => row.id)), namesOf(ctx, [...new Set(rows.flatMap((row) => [row.staff_id, ...(row.candidates as KeptCandidate[]).map((one) => one.staffId)]))])])
  const named = (id: string) => ({ id, name: names.get(id) ?? '' })
  return {
    items: rows.map((row) => {
      const definition = ctx.definitions.version(routingKind, row.definition_id)
      const queue = definition.is.queues.get(row.queue)
      return {
        id: row.id, caseId, at: row.at, queue: { key: row.queue, name: queue?.name ?? { zh: row.queue, en: row.queue }, by: queue?.by ?? 'load' }, version: definition.version, staff: named(row.staff_id),
        candidates: (row.candidates as KeptCandidate[]).map(({ staffId, ...one }) => ({ staff: named(staffId), ...one })),
        answerBy: row.acted_at || row.ended_at ? null : clocks.get(row.id)?.[0]?.dueAt ?? null, actedAt: row.acted_at, endedAt: row.ended_at, endedWhy: row.ended_why,
      }
    }),
    now: thought?.judged.map(({ agent, verdict, detail }) => ({ staff: { id: agent.id, name: agent.name }, verdict, detail, load: agent.load, capacity: agent.capacity })) ?? [],
  }
}

const MOST_DAYS = 366
/** How the work was spread: what each was given, in how many decisions they could have been chosen, and what they let lie. */
export async function fairness(ctx: Ctx, { from, to }: { from: string; to: string }): Promise<Fairness[]> {
  const zone = ctx.settings.get(companyZone)
  const [start, end] = [startOfDay(zone, from), startOfDay(zone, to, 1)]
  if (end <= start || end.getTime() - start.getTime() > MOST_DAYS * 86_400_000) throw invalid('to', 'routing.bad-days', { most: MOST_DAYS })
  const { rows } = await sql<{ id: string; name: string; given: number; possible: number; unanswered: number }>`
    with told as (select d.staff_id, d.ended_why, c->>'staffId' as candidate, c->>'verdict' as verdict from routing_decision d cross join lateral jsonb_array_elements(d.candidates) c where d.at >= ${start} and d.at < ${end})
    select s.id, s.name, count(*) filter (where t.verdict = 'chosen')::int as given, count(*) filter (where t.verdict in ('chosen', 'possible'))::int as possible, count(*) filter (where t.verdict = 'chosen' and t.ended_why = 'no-answer')::int as unanswered
    from told t join staff_ref s on s.id = t.candidate::uuid where ${inSight(ctx, agentResource, 'routing.read', 's')} group by s.id, s.name having count(*) filter (where t.verdict in ('chosen', 'possible')) > 0 order by given desc, s.name`.execute(ctx.db)
  return rows.map(({ id, name, ...counts }) => ({ staff: { id, name }, ...counts }))
}
