import { sql } from 'kysely'
import { inSight } from '../../../kernel/access.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { clocksOf } from '../../clocks/index.ts'
import { listHandovers } from '../handovers.ts'
import { pressing } from '../rules.ts'
import { caseResource } from '../tables.ts'
import type { DoneAction, FirstResponderRow, NextAction } from './contract.ts'
import { inTurn } from './rules.ts'

/** What is next for one person (CAS-33), and who answers for what to the end (CAS-10). */

const DAY_MS = 86_400_000
const MOST = 100
const DONE_DAYS = 14
const CLOSED_DAYS = 30
interface OfCase { case_id: string; number: string; subject: string }
const of = (row: OfCase) => ({ id: row.case_id, number: row.number, subject: row.subject })

/** The next deeds of somebody on cases in the reader's sight, overdue first, and how their promises of the last two weeks turned out. */
export async function timeBoard(ctx: Ctx, staffId = ctx.actor.id as string): Promise<{ next: NextAction[]; done: DoneAction[]; kept: { kept: number; late: number }; snoozed: number }> {
  const seen = inSight(ctx, caseResource, 'case.read', 'c')
  const here = sql`c.removed_at is null and c.merged_into_id is null and ${seen}`
  const rows = async <T>(query: ReturnType<typeof sql<T>>) => (await query.execute(ctx.db)).rows
  const [promises, handled, snoozes, scheduled, settled, offers] = await Promise.all([
    rows(sql<OfCase & { id: string; what: string; due_at: Date }>`select p.id, p.case_id, c.number, c.subject, p.what, p.due_at from case_promise p join "case" c on c.id = p.case_id where p.made_by = ${staffId} and p.state in ('open', 'broken') and ${here} order by p.due_at limit ${sql.lit(MOST)}`),
    rows(sql<OfCase & { due_at: Date }>`select c.id as case_id, c.number, c.subject, c.due_at from "case" c where c.handler_id = ${staffId} and c.status_class in ('open', 'waiting-customer', 'waiting-third') and c.due_at < 'infinity' and ${here} order by c.due_at limit ${sql.lit(MOST)}`),
    rows(sql<OfCase & { due_at: Date | null }>`select c.id as case_id, c.number, c.subject, c.snoozed_until as due_at from "case" c where c.handler_id = ${staffId} and c.snoozed_at is not null and ${here} order by c.snoozed_until limit ${sql.lit(MOST)}`),
    rows(sql<OfCase & { id: string; due_at: Date; body: string }>`select s.id, s.case_id, c.number, c.subject, s.send_at as due_at, left(s.body, 120) as body from case_scheduled s join "case" c on c.id = s.case_id where s.staff_id = ${staffId} and s.state in ('waiting', 'held') and ${here} order by s.send_at limit ${sql.lit(MOST)}`),
    rows(sql<OfCase & { id: string; what: string; due_at: Date; settled_at: Date; state: string }>`select p.id, p.case_id, c.number, c.subject, p.what, p.due_at, p.settled_at, p.state from case_promise p join "case" c on c.id = p.case_id where p.made_by = ${staffId} and p.state in ('kept', 'kept-late') and p.settled_at > ${new Date(ctx.now.getTime() - DONE_DAYS * DAY_MS)} and ${here} order by p.settled_at desc limit ${sql.lit(MOST)}`),
    staffId === ctx.actor.id ? listHandovers(ctx, { box: 'in', state: ['offered'], limit: 50 }) : { items: [] },
  ])
  const clocks = await clocksOf(ctx, handled.map((row) => row.case_id))
  const late = (at: Date) => at < ctx.now
  const next: NextAction[] = [
    ...promises.map((row): NextAction => ({ kind: 'promise', id: row.id, case: of(row), what: row.what, name: null, dueAt: row.due_at, overdue: late(row.due_at) })),
    ...handled.map((row): NextAction => ({ kind: 'deadline', id: row.case_id, case: of(row), what: null, name: pressing(clocks.get(row.case_id) ?? [])?.name ?? null, dueAt: row.due_at, overdue: late(row.due_at) })),
    ...offers.items.flatMap((one): NextAction[] => one.acceptBy ? [{ kind: 'handover', id: one.id, case: one.case, what: one.pending || null, name: null, dueAt: one.acceptBy, overdue: late(one.acceptBy) }] : []),
    ...snoozes.flatMap((row): NextAction[] => row.due_at ? [{ kind: 'snooze', id: row.case_id, case: of(row), what: null, name: null, dueAt: row.due_at, overdue: late(row.due_at) }] : []),
    ...scheduled.map((row): NextAction => ({ kind: 'scheduled', id: row.id, case: of(row), what: row.body, name: null, dueAt: row.due_at, overdue: late(row.due_at) })),
  ]
  return {
    next: inTurn(next).slice(0, 2 * MOST), snoozed: snoozes.length,
    done: settled.map((row) => ({ id: row.id, case: of(row), what: row.what, dueAt: row.due_at, doneAt: row.settled_at, lateSeconds: Math.round((row.settled_at.getTime() - row.due_at.getTime()) / 1_000) })),
    kept: { kept: settled.filter((row) => row.state === 'kept').length, late: settled.filter((row) => row.state === 'kept-late').length },
  }
}

/** Everybody who answers for a case as its first responder: what is open and with whom, and what they brought to its end in the last thirty days. */
export async function firstResponders(ctx: Ctx): Promise<{ items: FirstResponderRow[]; since: Date }> {
  const since = new Date(ctx.now.getTime() - CLOSED_DAYS * DAY_MS)
  const here = sql`c.first_responder_id is not null and c.removed_at is null and c.merged_into_id is null and ${inSight(ctx, caseResource, 'case.read', 'c')}`
  const { rows } = await sql<Omit<FirstResponderRow, 'staff'> & { id: string; name: string | null }>`
    with standing as (
      select c.first_responder_id as id, count(*)::int as open, (count(*) filter (where c.handler_id is distinct from c.first_responder_id))::int as others, (count(*) filter (where c.due_at < ${ctx.now}))::int as overdue,
        (count(*) filter (where c.silent_since is not null))::int as silent, min(c.created_at) as oldest
      from "case" c where c.status_class in ('open', 'waiting-customer', 'waiting-third', 'resolved') and ${here} group by 1
    ), ended as (
      select c.first_responder_id as id, count(*)::int as closed,
        (count(*) filter (where exists (select from event_log e where e.subject_id = c.id and e.kind = 'case.moved' and e.data ->> 'toClass' = 'closed' and e.actor_id = c.first_responder_id)))::int as by_them,
        (count(*) filter (where exists (select from event_log e where e.subject_id = c.id and e.kind = 'case.moved' and e.data ->> 'fromClass' in ('resolved', 'closed') and e.data ->> 'toClass' not in ('resolved', 'closed'))))::int as reopened
      from "case" c where c.closed_at >= ${since} and c.source is null and ${here} group by 1
    )
    select coalesce(s.id, e.id) as id, r.name, coalesce(s.open, 0) as open, coalesce(s.others, 0) as "withOthers", coalesce(s.overdue, 0) as overdue, coalesce(s.silent, 0) as silent, s.oldest,
      coalesce(e.closed, 0) as closed, coalesce(e.by_them, 0) as "closedByThem", coalesce(e.reopened, 0) as reopened
    from standing s full join ended e on e.id = s.id left join staff_ref r on r.id = coalesce(s.id, e.id)
    order by coalesce(s.overdue, 0) desc, coalesce(s.open, 0) desc, r.name limit 500`.execute(ctx.db)
  return { since, items: rows.map(({ id, name, ...row }) => ({ staff: { id, name: name ?? '' }, ...row })) }
}
