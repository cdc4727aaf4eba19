import { sql } from 'kysely'
import { inSight } from '../../../kernel/access.ts'
import type { Resource } from '../../../kernel/access.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { notFound } from '../../../kernel/errors.ts'
import { inOrder, listIds } from '../../../kernel/listing.ts'
import type { Condition } from '../../../pure/conditions/index.ts'
import { tables } from '../tables.ts'
import type { Summary, SummaryQuery } from './contract.ts'

/** A summary is whose it is, and of those who lead them. */
export const summaryResource: Resource = {
  name: 'work-summary', read: 'work-summary.read', fields: { staffId: { type: 'id' }, state: { type: 'choice' }, dueAt: { type: 'instant' } },
  legs: { own: [{ field: 'staffId', is: 'equal', value: { var: 'me' } }], led: [{ field: 'staffId', is: 'one-of', value: { var: 'reports' } }] },
  load: (ctx, ids) => tables(ctx).selectFrom('work_summary').select(['id', 'version', 'staff_id as staffId']).where('id', 'in', ids).execute(),
}
const LIST = { table: 'work_summary', resource: summaryResource, permission: 'work-summary.read', sort: '-createdAt', sorts: { createdAt: { column: 'id', type: 'uuid' }, dueAt: { column: 'due_at', type: 'timestamptz' } } } as const

export async function listSummaries(ctx: Ctx, { state, staffId, overdue, mine, ...page }: SummaryQuery): Promise<{ items: Summary[]; nextCursor: string | null }> {
  const filter: Condition = { all: [
    ...(state ? [{ field: 'state', is: 'equal' as const, value: state }] : []), ...(staffId ? [{ field: 'staffId', is: 'equal' as const, value: staffId }] : []), ...(mine ? [{ field: 'staffId', is: 'equal' as const, value: { var: 'me' } }] : []),
    ...(overdue ? [{ field: 'state', is: 'equal' as const, value: 'due' }, { field: 'dueAt', is: 'until' as const, value: { ago: 0 } }] : []),
  ] }
  const { ids, nextCursor } = await listIds(ctx, LIST, page, filter)
  return { items: await summariesById(ctx, ids), nextCursor }
}

async function summariesById(ctx: Ctx, ids: readonly string[]): Promise<Summary[]> {
  if (!ids.length) return []
  const rows = await tables(ctx).selectFrom('work_summary as w').innerJoin('staff_ref as s', 's.id', 'w.staff_id').leftJoin('staff_ref as r', 'r.id', 'w.read_by').selectAll('w').select(['s.name as staff_name', 'r.name as reader_name'])
    .select([sql<string>`w.from_on::text`.as('from'), sql<string>`w.until_on::text`.as('until')]).where('w.id', 'in', ids).where(inSight(ctx, summaryResource, 'work-summary.read', 'w')).execute()
  return inOrder(ids, rows).map((row) => {
    const own = row.staff_id === ctx.actor.id
    const leads = !own && (ctx.actor.grants.some(({ permission, scope }) => permission === 'work-summary.read' && scope === 'all') || (ctx.actor.vars['reports'] as readonly string[] | undefined)?.includes(row.staff_id) === true)
    return {
      id: row.id, staff: { id: row.staff_id, name: row.staff_name }, fromOn: row.from, untilOn: row.until, dueAt: row.due_at, state: row.state, overdue: row.state === 'due' && row.due_at <= ctx.now, done: row.done, problems: row.problems, plans: row.plans,
      handedInAt: row.handed_in_at, late: row.late, readBy: row.read_by ? { id: row.read_by, name: row.reader_name ?? '' } : null, readAt: row.read_at, remark: row.remark, version: row.version,
      may: [...(own && row.state === 'due' ? ['hand-in'] as const : []), ...(leads && row.state === 'handed-in' ? ['read'] as const : []), ...(leads && row.state === 'due' ? ['waive'] as const : [])],
    }
  })
}

/** @throws AppError not-found `work-summary.not-found` */
export async function findSummary(ctx: Ctx, id: string): Promise<Summary> {
  const [found] = await summariesById(ctx, [id])
  if (!found) throw notFound('work-summary')
  return found
}
