import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { startOfDay } from '../../../kernel/days.ts'
import { companyZone } from '../../../kernel/frame.ts'
import { inOrder, listIds } from '../../../kernel/listing.ts'
import type { Condition } from '../../../pure/conditions/index.ts'
import { caseRefs, causeOf } from '../../cases/index.ts'
import type { BookEntry, BookQuery } from './contract.ts'
import { bookResource } from './tables.ts'
import type { BookRow } from './tables.ts'

const LIST = { table: 'complaint_book', resource: bookResource, permission: 'complaint.book', sort: '-createdAt', sorts: { createdAt: { column: 'created_at', type: 'timestamptz' } } } as const
const STANDING: Record<NonNullable<BookQuery['standing']>, Condition> = {
  open: { field: 'statusClass', is: 'not-equal', value: 'closed' }, closed: { field: 'statusClass', is: 'equal', value: 'closed' }, declined: { field: 'accepted', is: 'equal', value: false },
  unresolved: { all: [{ field: 'statusClass', is: 'equal', value: 'closed' }, { field: 'resolved', is: 'equal', value: false }] },
}

/** The condition that the filters of the book mean. */
export function filterOf(ctx: Pick<Ctx, 'settings'>, { kind, channel, severity, liability, cause, branch, product, team, handler, standing, receivedFrom, receivedTo, closedFrom, closedTo }: Partial<BookQuery>): Condition {
  const among = (field: string, value: string | undefined): Condition[] => value === undefined ? [] : value === 'none' ? [{ field, is: 'empty' }] : [{ field, is: 'one-of', value: value.split(',') }]
  const day = (field: string, is: 'from' | 'before', on: string | undefined): Condition[] => on ? [{ field, is, value: startOfDay(ctx.settings.get(companyZone), on, is === 'before' ? 1 : 0).toISOString() }] : []
  return { all: [
    ...among('kind', kind), ...among('channel', channel), ...among('severity', severity), ...among('liability', liability), ...among('cause', cause), ...among('branch', branch), ...(product ? [{ field: 'product', is: 'equal', value: product } as const] : []),
    ...among('teamId', team), ...(handler ? [{ field: 'handlerId', is: 'equal', value: handler === 'me' ? { var: 'me' } : handler } as const] : []), ...(standing ? [STANDING[standing]] : []),
    ...day('createdAt', 'from', receivedFrom), ...day('createdAt', 'before', receivedTo), ...day('closedAt', 'from', closedFrom), ...day('closedAt', 'before', closedTo),
  ] }
}

/** A page of the book. */
export async function listBook(ctx: Ctx, query: BookQuery): Promise<{ items: BookEntry[]; nextCursor: string | null }> {
  const page = await listIds(ctx, LIST, query, filterOf(ctx, query))
  return { items: await entries(ctx, page.ids), nextCursor: page.nextCursor }
}

async function entries(ctx: Ctx, ids: readonly string[]): Promise<BookEntry[]> {
  if (!ids.length) return []
  const [{ rows }, refs] = await Promise.all([sql<BookRow & { customer_name: string | null; handler_name: string | null; team_name: string | null }>`
    select b.id, b.number, b.kind, b.channel, b.status_class, b.customer_id, b.team_id, b.handler_id, b.created_at, b.closed_at, b.subject, b.product, b.severity, b.liability, b.cause, b.branch, b.conflict_level, b.accepted, b.satisfaction, b.resolved, b.archived_at,
      c.name as customer_name, s.name as handler_name, t.name as team_name
    from complaint_book b left join customer_ref c on c.id = b.customer_id left join staff_ref s on s.id = b.handler_id left join team_ref t on t.id = b.team_id where b.id = any(${ids as string[]}::uuid[])`.execute(ctx.db), caseRefs(ctx, ids)])
  const named = (id: string | null, name: string | null) => id ? { id, name: name ?? '' } : null
  return inOrder(ids, rows).map((row) => ({
    id: row.id, number: row.number, subject: row.subject, kind: row.kind, channel: row.channel, statusClass: row.status_class, severity: row.severity, liability: row.liability, cause: row.cause ? { key: row.cause, branch: row.branch, name: causeOf(ctx, row.cause)?.name ?? null } : null, product: row.product,
    customer: named(row.customer_id, row.customer_name), handler: named(row.handler_id, row.handler_name), team: named(row.team_id, row.team_name), conflictLevel: row.conflict_level, accepted: row.accepted, satisfaction: row.satisfaction, resolved: row.resolved, createdAt: row.created_at, closedAt: row.closed_at,
    may: [...(refs.get(row.id)?.seen ? ['open' as const] : []), ...(refs.get(row.id)?.seen && !row.archived_at && ctx.actor.can('complaint.write') ? ['code' as const] : [])],
  }))
}
