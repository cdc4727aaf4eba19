import { sql } from 'kysely'
import { inSight } from '../../kernel/access.ts'
import type { Ctx } from '../../kernel/context.ts'
import { caseResource } from './tables.ts'

/** Of one part of the open cases: how many wait for somebody to take them, are overdue, due soon, silent or offered to somebody who has not taken them, and since when the oldest of each. */
export interface Standing {
  part: string | null; open: number
  waiting: number; waitingSince: Date | null; overdue: number; overdueSince: Date | null; dueSoon: number; dueSoonSince: Date | null
  silent: number; silentSince: Date | null; unaccepted: number; unacceptedSince: Date | null
}
const PARTS = { channel: sql`c.channel`, team: sql`c.team_id::text`, all: sql`null::text` }

/**
 * How the open cases in the reader's sight stand at this moment, part by part.
 * @param soonMinutes a deadline so near is due soon
 * @param silentHours a case whose turn is ours and about which nothing was said for so long is silent
 */
export async function standingOf(ctx: Ctx, by: keyof typeof PARTS, { teamId, soonMinutes, silentHours }: { teamId?: string | undefined; soonMinutes: number; silentHours: number }): Promise<Standing[]> {
  const soon = new Date(ctx.now.getTime() + soonMinutes * 60_000)
  const silent = new Date(ctx.now.getTime() - silentHours * 3_600_000)
  const { rows } = await sql<Standing>`
    select ${PARTS[by]} as part, count(*)::int as open,
      (count(*) filter (where w))::int as waiting, min(c.created_at) filter (where w) as "waitingSince",
      (count(*) filter (where c.due_at < ${ctx.now}))::int as overdue, min(c.due_at) filter (where c.due_at < ${ctx.now}) as "overdueSince",
      (count(*) filter (where c.due_at >= ${ctx.now} and c.due_at < ${soon}))::int as "dueSoon", min(c.due_at) filter (where c.due_at >= ${ctx.now} and c.due_at < ${soon}) as "dueSoonSince",
      (count(*) filter (where s))::int as silent, min(c.turn_at) filter (where s) as "silentSince",
      count(o.id)::int as unaccepted, min(o.offered_at) as "unacceptedSince"
    from "case" c left join case_handover o on o.case_id = c.id and o.state = 'offered'
      cross join lateral (select c.handler_id is null and c.status_class = 'open' as w, c.handler_id is not null and c.status_class = 'open' and c.turn_at < ${silent} as s) l
    where c.removed_at is null and c.merged_into_id is null and c.status_class in ('open', 'waiting-customer', 'waiting-third') and ${inSight(ctx, caseResource, 'case.read', 'c')} ${teamId ? sql`and c.team_id = ${teamId}` : sql``}
    group by 1 order by 2 desc`.execute(ctx.db)
  return rows
}
