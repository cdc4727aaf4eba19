import { sql } from 'kysely'
import { inSight } from '../../../kernel/access.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { runResource } from '../../flows/index.ts'
import type { Logged, LoggedEvent, Wish } from './case-log.ts'
import { BEGIN } from './model.ts'

/** The runs of a flow started in a window that the reader may see, the newest `most` of them, with the steps that were done, and when each was begun where somebody said so. A step that was left out is none. */
export async function runLog(ctx: Ctx, flow: string, { from, until, most, teamId }: Wish): Promise<Logged> {
  const { rows } = await sql<{ id: string; started_at: Date; started_by: string | null; over: boolean }>`
    select r.id, r.started_at, r.started_by, r.state in ('finished', 'rejected') as over from flow_run_fact r
    where r.flow = ${flow} and r.started_at >= ${from} and r.started_at < ${until} and r.state <> 'cancelled' and ${inSight(ctx, runResource, 'run.read', 'r')} ${teamId ? sql`and r.team_id = ${teamId}` : sql``}
    order by r.started_at desc, r.id desc limit ${sql.lit(most + 1)}`.execute(ctx.db)
  const kept = rows.slice(0, most)
  const { rows: steps } = await sql<{ run_id: string; step: string; settled_at: Date; begun_at: Date | null; staff_id: string | null }>`
    select run_id, step, settled_at, begun_at, staff_id from flow_step_fact where run_id = any(${kept.map(({ id }) => id)}::uuid[]) and outcome <> 'skipped' order by run_id, settled_at, ready_at`.execute(ctx.db)
  const events: LoggedEvent[] = [
    ...kept.map((row) => ({ caseId: row.id, activity: BEGIN, at: row.started_at.getTime(), startedAt: null, staffId: row.started_by })),
    ...steps.map((row) => ({ caseId: row.run_id, activity: row.step, at: row.settled_at.getTime(), startedAt: row.begun_at?.getTime() ?? null, staffId: row.staff_id })),
  ]
  return { cases: kept.map(({ id, over }, at) => ({ id, label: String(kept.length - at), over })), events, more: rows.length > most }
}
