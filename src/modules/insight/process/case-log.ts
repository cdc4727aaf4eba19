import { sql } from 'kysely'
import { inSight } from '../../../kernel/access.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { eventsOf } from '../../../kernel/events.ts'
import { seenByFigures } from '../../cases/index.ts'
import { BEGIN, statusActivity } from './model.ts'

/** One event of the log before names are given numbers. */
export interface LoggedEvent { caseId: string; activity: string; at: number; startedAt: number | null; staffId: string | null }
export interface LoggedCase { id: string; label: string; over: boolean }
export interface Logged { cases: LoggedCase[]; events: LoggedEvent[]; more: boolean }
export interface Wish { from: Date; until: Date; most: number; kinds: readonly string[]; channel: string | undefined; teamId: string | undefined }

const FIELDS = { teamId: { type: 'id' }, handlerId: { type: 'id' }, firstResponderId: { type: 'id' } } as const
/** What each event of a case is called here; what is not named is no step of the work. */
const STEPS: Readonly<Record<string, string>> = {
  'case.opened': BEGIN, 'case.claimed': 'claimed', 'case.assigned': 'assigned', 'case.handover-offered': 'handed-over', 'case.handover-accepted': 'handover-accepted', 'case.handover-declined': 'handover-declined',
  'case.escalated': 'escalated', 'case.help-asked': 'help-asked', 'case.stepped-in': 'stepped-in', 'case.follow-up-answered': 'followed-up', 'case.moved': 'moved', 'case.message-added': 'message',
}

/** The cases opened in a window that the reader may see, the newest `most` of them, with what happened to each. What was imported is left out: its past did not happen here. */
export async function caseLog(ctx: Ctx, { from, until, most, kinds, channel, teamId }: Wish): Promise<Logged> {
  const { rows } = await sql<{ id: string; number: string; created_at: Date; over: boolean }>`
    select c.id, c.number, c.created_at, c.status_class = 'closed' as over from case_fact c
    where c.created_at >= ${from} and c.created_at < ${until} and not c.imported and ${inSight(ctx, { legs: seenByFigures.legs, fields: FIELDS }, seenByFigures.permission, 'c')}
      ${kinds.length ? sql`and c.kind = any(${kinds}::text[])` : sql``} ${channel ? sql`and c.channel = ${channel}` : sql``} ${teamId ? sql`and c.team_id = ${teamId}` : sql``}
    order by c.created_at desc, c.id desc limit ${sql.lit(most + 1)}`.execute(ctx.db)
  const kept = rows.slice(0, most)
  const ids = kept.map(({ id }) => id)
  const [told, visits] = await Promise.all([eventsOf(ctx, ids, Object.keys(STEPS)), workOf(ctx, ids)])
  const begun = new Map(kept.map((row) => [row.id, row.created_at.getTime()]))
  const events = told.flatMap(({ subject_id: caseId, kind, at, actor_kind: actorKind, actor_id: actorId, data }): LoggedEvent[] => {
    const activity = activityOf(kind, data)
    // Whatever comes with the opening belongs to it.
    if (!activity || (activity === 'customer-wrote' && at.getTime() - (begun.get(caseId) ?? 0) < 1_000)) return []
    return [{ caseId, activity, at: at.getTime(), startedAt: null, staffId: actorKind === 'staff' ? actorId : null }]
  })
  return { cases: kept.map(({ id, number, over }) => ({ id, label: number, over })), events: [...Map.groupBy(events, ({ caseId }) => caseId)].flatMap(([id, own]) => withWork(own, visits.get(id))), more: rows.length > most }
}

function activityOf(kind: string, data: Record<string, unknown>): string | null {
  const step = STEPS[kind]
  if (step === 'moved') return statusActivity(String(data['to']))
  if (step === 'message') return data['visibility'] !== 'public' || data['author'] === 'system' ? null : data['author'] === 'customer' ? 'customer-wrote' : 'answered'
  // Those further up are told of the same matter.
  if (step === 'escalated') return data['level'] === 1 ? step : null
  // Taking a new case on leads to its first status; taken over later it is something else.
  const isFirst = (data['changed'] as { status?: unknown } | undefined)?.status !== undefined
  if (step === 'claimed') return isFirst ? step : 'taken-over'
  if (step === 'assigned') return !data['handlerId'] ? null : isFirst ? step : 'taken-over'
  return step ?? null
}

type Visit = { at: number; ms: number }
async function workOf(ctx: Ctx, ids: readonly string[]): Promise<Map<string, Visit[]>> {
  const { rows } = await sql<{ case_id: string; began_at: Date; seconds: number }>`select case_id, began_at, seconds from case_work_time_fact where case_id = any(${ids}::uuid[]) and seconds > 0 order by case_id, began_at`.execute(ctx.db)
  return new Map([...Map.groupBy(rows, (row) => row.case_id)].map(([id, of]) => [id, of.map((row) => ({ at: row.began_at.getTime(), ms: row.seconds * 1_000 }))]))
}

/**
 * Says when steps of staff began, for cases whose handling was measured: the time that was worked between the step before
 * and this one lies at its end. Nothing is said of what customers and the system did.
 */
function withWork(events: readonly LoggedEvent[], visits: readonly Visit[] | undefined): LoggedEvent[] {
  if (!visits) return [...events]
  let before = -Infinity
  return events.map((event) => {
    const worked = visits.reduce((sum, visit) => sum + (visit.at > before && visit.at <= event.at ? visit.ms : 0), 0)
    const startedAt = event.staffId === null ? null : Math.max(Math.min(before === -Infinity ? event.at : before, event.at), event.at - worked)
    before = event.at
    return { ...event, startedAt: startedAt === null ? null : Math.min(startedAt, event.at) }
  })
}
