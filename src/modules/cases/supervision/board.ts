import { sql } from 'kysely'
import { inSight } from '../../../kernel/access.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { casesById } from '../queries.ts'
import { caseResource } from '../tables.ts'
import type { Concern, Concerned, Supervision } from './contract.ts'
import { CONCERNS } from './contract.ts'
import { shownCalls } from './help-calls.ts'
import { tables } from './tables.ts'

const MOST_SHOWN = 20
const MOST_PEOPLE = 100

/** Where each concern is read from, whose moment it goes by, and what else it asks; each by an index that begins with the oldest. */
const READ: Record<Concern, { from: ReturnType<typeof sql>; since: ReturnType<typeof sql>; order: ReturnType<typeof sql>; where: (now: Date) => ReturnType<typeof sql> }> = {
  help: { from: sql`case_help h join "case" c on c.id = h.case_id`, since: sql`h.asked_at`, order: sql`h.asked_at`, where: () => sql`h.state = 'open'` },
  overdue: { from: sql`"case" c`, since: sql`c.due_at`, order: sql`c.due_at, c.id`, where: (now) => sql`c.due_at < ${now}` },
  silent: { from: sql`"case" c`, since: sql`c.silent_since`, order: sql`c.silent_since`, where: () => sql`c.silent_since is not null` },
  unaccepted: { from: sql`case_handover o join "case" c on c.id = o.case_id`, since: sql`o.offered_at`, order: sql`o.offered_at`, where: () => sql`o.state = 'offered'` },
  waiting: { from: sql`"case" c`, since: sql`coalesce(c.turn_at, c.created_at)`, order: sql`c.rank_at, c.id`, where: () => sql`c.handler_id is null and c.status_class = 'open' and c.rank_at < 'infinity'` },
}
const open = sql`c.removed_at is null and c.merged_into_id is null and c.status_class in ('open', 'waiting-customer', 'waiting-third')`

/** How work stands for whoever may give cases to others, of all they may give or of one team. */
export async function boardNow(ctx: Ctx, { teamId }: { teamId?: string | undefined }): Promise<Supervision> {
  const sight = sql`${inSight(ctx, caseResource, 'case.assign', 'c')} ${teamId ? sql`and c.team_id = ${teamId}` : sql``}`
  const pressing = (which: Concern) => {
    const { from, since, order, where } = READ[which]
    return sql<{ id: string; since: Date }>`select c.id, ${since} as since from ${from} where ${where(ctx.now)} and ${open} and ${sight} order by ${order} limit ${MOST_SHOWN}`.execute(ctx.db).then(({ rows }) => rows)
  }
  const [counts, people, ...found] = await Promise.all([
    sql<Supervision['counts']>`select count(*)::int as open, (count(*) filter (where exists (select from case_help h where h.case_id = c.id and h.state = 'open')))::int as help, (count(*) filter (where c.due_at < ${ctx.now}))::int as overdue,
      (count(*) filter (where c.silent_since is not null))::int as silent, (count(*) filter (where c.offered_staff_id is not null or c.offered_team_id is not null))::int as unaccepted,
      (count(*) filter (where c.handler_id is null and c.status_class = 'open'))::int as waiting from "case" c where ${open} and ${sight}`.execute(ctx.db),
    sql<{ id: string; name: string; open: number; overdue: number; silent: number; oldest: Date | null }>`select s.id, s.name, n.open, n.overdue, n.silent, n.oldest from (
        select c.handler_id, count(*)::int as open, (count(*) filter (where c.due_at < ${ctx.now}))::int as overdue, (count(*) filter (where c.silent_since is not null))::int as silent, min(c.turn_at) filter (where c.status_class = 'open') as oldest
        from "case" c where c.handler_id is not null and ${open} and ${sight} group by 1) n join staff_ref s on s.id = n.handler_id order by n.overdue desc, n.silent desc, n.open desc, s.name limit ${MOST_PEOPLE}`.execute(ctx.db),
    ...CONCERNS.map(pressing),
  ])
  const cases = new Map((await casesById(ctx, [...new Set(found.flat().map(({ id }) => id))])).map((one) => [one.id, one]))
  const asked = found[CONCERNS.indexOf('help')] ?? []
  const rows = asked.length ? await tables(ctx).selectFrom('case_help').selectAll().where('state', '=', 'open').where('case_id', 'in', asked.map(({ id }) => id)).execute() : []
  const calls = new Map((await shownCalls(ctx, rows, (id) => cases.get(id)?.may.includes('assign') ?? false)).map((call) => [call.caseId, call]))
  const list = (which: Concern): Concerned[] => (found[CONCERNS.indexOf(which)] ?? []).flatMap(({ id, since }) => { const of = cases.get(id); return of ? [{ case: of, since, help: calls.get(id) ?? null }] : [] })
  return {
    at: ctx.now, counts: counts.rows[0] ?? { open: 0, help: 0, overdue: 0, silent: 0, unaccepted: 0, waiting: 0 },
    help: list('help'), overdue: list('overdue'), silent: list('silent'), unaccepted: list('unaccepted'), waiting: list('waiting'),
    people: people.rows.map(({ id, name, ...of }) => ({ staff: { id, name }, ...of })),
  }
}
