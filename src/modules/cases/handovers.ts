import { inSight } from '../../kernel/access.ts'
import type { Condition } from '../../pure/conditions/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { notFound } from '../../kernel/errors.ts'
import { inOrder, listIds } from '../../kernel/listing.ts'
import { clocksOf } from '../clocks/index.ts'
import type { Handover } from './contract.ts'
import { handoverDeeds } from './rules.ts'
import type { HandoverRow } from './tables.ts'
import { caseResource, handoverResource, tables } from './tables.ts'

const rowsOf = (ctx: Ctx) => tables(ctx).selectFrom('case_handover as o').innerJoin('case as c', 'c.id', 'o.case_id')
  .leftJoin('staff_ref as f', 'f.id', 'o.from_id').leftJoin('staff_ref as b', 'b.id', 'o.by_id').leftJoin('staff_ref as s', 's.id', 'o.to_staff_id').leftJoin('team_ref as t', 't.id', 'o.to_team_id').leftJoin('staff_ref as e', 'e.id', 'o.settled_by')
  .selectAll('o').select(['c.number', 'c.subject', 'f.name as from_name', 'b.name as by_name', 's.name as staff_name', 't.name as team_name', 'e.name as settler_name', inSight(ctx, caseResource, 'case.assign', 'c').as('may_assign')])
type Found = Awaited<ReturnType<ReturnType<typeof rowsOf>['executeTakeFirstOrThrow']>>

const mayWith = (ctx: Ctx, row: Found) => handoverDeeds(
  { state: row.state, from: row.from_id, by: row.by_id, to: { staffId: row.to_staff_id, teamId: row.to_team_id } },
  { me: ctx.actor.kind === 'staff' ? ctx.actor.id : null, teams: (ctx.actor.vars['teams'] ?? []) as string[], handles: ctx.actor.can('case.write'), assign: row.may_assign })
async function shown(ctx: Ctx, rows: readonly Found[]): Promise<Handover[]> {
  const clocks = await clocksOf(ctx, rows.filter(({ state }) => state === 'offered').map(({ id }) => id))
  return rows.map((row) => ({
    id: row.id, case: { id: row.case_id, number: row.number, subject: row.subject }, from: { id: row.from_id, name: row.from_name ?? '' }, by: { id: row.by_id, name: row.by_name ?? '' },
    to: { staff: row.to_staff_id ? { id: row.to_staff_id, name: row.staff_name ?? '' } : null, team: row.to_team_id ? { id: row.to_team_id, name: row.team_name ?? '' } : null },
    facts: row.facts, done: row.done, promised: row.promised, pending: row.pending, dueAt: row.due_at, state: row.state, offeredAt: row.offered_at, acceptBy: clocks.get(row.id)?.[0]?.dueAt ?? null,
    settledAt: row.settled_at, settledBy: row.settled_by ? { id: row.settled_by, name: row.settler_name ?? '' } : null, reason: row.reason, may: mayWith(ctx, row), version: row.version,
  }))
}

/** One handover whose case, or which itself, the reader may see; 404 otherwise. */
export async function findHandover(ctx: Ctx, id: string): Promise<{ row: HandoverRow; may: Handover['may'] }> {
  const row = await seen(ctx, id)
  return { row, may: mayWith(ctx, row) }
}
async function seen(ctx: Ctx, id: string): Promise<Found> {
  const row = await rowsOf(ctx).where('o.id', '=', id).where('c.removed_at', 'is', null)
    .where((eb) => eb.or([inSight(ctx, handoverResource, 'case.read', 'o'), inSight(ctx, caseResource, 'case.read', 'c')])).executeTakeFirst()
  if (!row) throw notFound('handover')
  return row
}
/** @param ended a row just settled by the reader, who may not see its case any more */
export async function getHandover(ctx: Ctx, id: string, ended?: HandoverRow): Promise<Handover> {
  const row = ended ? await rowsOf(ctx).where('o.id', '=', ended.id).executeTakeFirstOrThrow() : await seen(ctx, id)
  return (await shown(ctx, [row]))[0] as Handover
}

/** The handovers of a case, latest first. Who may see the case is for the caller to have decided. */
export const handoversOf = async (ctx: Ctx, caseId: string): Promise<Handover[]> => shown(ctx, await rowsOf(ctx).where('o.case_id', '=', caseId).orderBy('o.id', 'desc').execute())

/** Handovers one gave or was given, latest first. */
export async function listHandovers(ctx: Ctx, { box, state, ...query }: { limit: number; cursor?: string | undefined; sort?: string | undefined; box?: 'in' | 'out' | undefined; state?: readonly Handover['state'][] | undefined }): Promise<{ items: Handover[]; nextCursor: string | null }> {
  const either = (...any: Condition[]): Condition => ({ any })
  const filter: Condition = { all: [
    ...(state ? [{ field: 'state', is: 'one-of', value: state } as const] : []),
    ...(box === 'in' ? [either({ field: 'toStaffId', is: 'equal', value: { var: 'me' } }, { field: 'toTeamId', is: 'one-of', value: { var: 'teams' } })] : []),
    ...(box === 'out' ? [either({ field: 'fromId', is: 'equal', value: { var: 'me' } }, { field: 'byId', is: 'equal', value: { var: 'me' } })] : []),
  ] }
  const page = await listIds(ctx, { table: 'case_handover', resource: handoverResource, permission: 'case.read', sorts: { offeredAt: { column: 'id', type: 'uuid' } }, sort: '-offeredAt' }, query, filter)
  const rows = page.ids.length ? await rowsOf(ctx).where('o.id', 'in', page.ids).where('c.removed_at', 'is', null).execute() : []
  return { items: await shown(ctx, inOrder(page.ids, rows)), nextCursor: page.nextCursor }
}
