import type { Ctx } from '../../../kernel/context.ts'
import { notFound } from '../../../kernel/errors.ts'
import { inOrder, listIds } from '../../../kernel/listing.ts'
import { inSight } from '../../../kernel/access.ts'
import { newId } from '../../../kernel/id.ts'
import { among } from '../../../kernel/transaction.ts'
import { sql } from 'kysely'
import { caseResource } from '../tables.ts'
import type { Bulk, BulkItem } from './contract.ts'
import type { BulkRow } from './tables.ts'
import { bulkResource, tables } from './tables.ts'

/** One's own bulk deed; 404 otherwise. */
export async function findBulk(ctx: Ctx, id: string): Promise<BulkRow & { done: number; refused: number }> {
  const row = await tables(ctx).selectFrom('case_bulk').selectAll().where('id', '=', id).where('by_id', '=', ctx.actor.id ?? newId()).executeTakeFirst()
  if (!row) throw notFound('bulk')
  return row as never
}

export async function getBulk(ctx: Ctx, id: string): Promise<Bulk> {
  const [shown] = await shownBulks(ctx, [await findBulk(ctx, id)])
  return { ...shown as Bulk, refusals: await refusalsOf(ctx, id) }
}

export async function listBulks(ctx: Ctx, query: { limit: number; cursor?: string | undefined; sort?: string | undefined }) {
  const page = await listIds(ctx, { table: 'case_bulk', resource: bulkResource, permission: 'case.read', sorts: { preparedAt: { column: 'id', type: 'uuid' } }, sort: '-preparedAt' }, query)
  const rows = page.ids.length ? await tables(ctx).selectFrom('case_bulk').selectAll().where(among('id', page.ids)).execute() : []
  return { items: await shownBulks(ctx, inOrder(page.ids, rows) as never), nextCursor: page.nextCursor }
}

async function shownBulks(ctx: Ctx, rows: readonly (BulkRow & { done: number; refused: number })[]): Promise<Omit<Bulk, 'refusals'>[]> {
  const receivers = rows.flatMap(({ deed }) => deed.kind === 'assign' ? [deed.handlerId, deed.teamId] : []).filter((id) => id !== null && id !== undefined)
  const people = [...receivers, ...rows.map(({ by_id }) => by_id)]
  const [staff, teams] = await Promise.all([
    people.length ? tables(ctx).selectFrom('staff_ref').select(['id', 'name']).where('id', 'in', people).execute() : [],
    receivers.length ? tables(ctx).selectFrom('team_ref').select(['id', 'name']).where('id', 'in', receivers).execute() : [],
  ])
  const caseIds = rows.flatMap(({ outlook }) => outlook?.examples.map(({ id }) => id) ?? [])
  const seen = new Map((caseIds.length ? await tables(ctx).selectFrom('case').select(['id', 'number', 'subject']).where('id', 'in', caseIds).where('removed_at', 'is', null).where(inSight(ctx, caseResource, 'case.read', 'case')).execute() : []).map((one) => [one.id, one]))
  const moment = (at: string | null) => at === null ? null : new Date(at)
  const named = new Map([...staff, ...teams].map(({ id, name }) => [id, { id, name }]))
  return rows.map((row) => ({
    id: row.id, deed: row.deed, state: row.state, by: named.get(row.by_id) ?? { id: row.by_id, name: '' },
    to: { handler: row.deed.kind === 'assign' && row.deed.handlerId ? named.get(row.deed.handlerId) ?? null : null, team: row.deed.kind === 'assign' && row.deed.teamId ? named.get(row.deed.teamId) ?? null : null },
    total: row.total, more: row.more, waiting: row.total - row.done - row.refused, done: row.done, refused: row.refused,
    outlook: row.outlook && { ...row.outlook, examples: row.outlook.examples.flatMap(({ id, from, to }) => { const of = seen.get(id); return of ? [{ case: of, from: moment(from), to: moment(to) }] : [] }) },
    preparedAt: row.prepared_at, startedAt: row.started_at, endedAt: row.ended_at, fault: row.fault,
    may: row.state === 'prepared' ? [...(row.total > row.refused ? ['start'] as const : []), 'cancel'] : row.state === 'running' ? ['cancel'] : [], version: row.version,
  }))
}

const EXAMPLES = 3
/** Why cases of a bulk deed are refused, most first, with the first few of each that the reader may see. */
async function refusalsOf(ctx: Ctx, id: string): Promise<Bulk['refusals']> {
  const counts = await tables(ctx).selectFrom('case_bulk_item').select(['refusal', (of) => of.fn.countAll<number>().as('n')]).where('bulk_id', '=', id).where('refusal', 'is not', null).groupBy('refusal').execute()
  const { rows } = await sql<{ code: string; id: string; number: string; subject: string }>`
    select r.code, c.id, c.number, c.subject from unnest(${counts.map(({ refusal }) => refusal)}::text[]) r (code)
    cross join lateral (select i.case_id, i.nth from case_bulk_item i where i.bulk_id = ${id} and i.refusal = r.code order by i.nth limit ${sql.lit(EXAMPLES)}) i
    join "case" c on c.id = i.case_id and c.removed_at is null and ${inSight(ctx, caseResource, 'case.read', 'c')} order by i.nth`.execute(ctx.db)
  return counts.map(({ refusal, n }) => ({ code: refusal as string, n: Number(n), examples: rows.filter(({ code }) => code === refusal).map(({ id, number, subject }) => ({ id, number, subject })) })).sort((a, b) => b.n - a.n)
}

/** How it went with each case, in the order in which they are done. */
export async function listItems(ctx: Ctx, id: string, { limit, cursor, state }: { limit: number; cursor?: string | undefined; state?: BulkItem['state'] | undefined }): Promise<{ items: BulkItem[]; nextCursor: string | null }> {
  await findBulk(ctx, id)
  let asked = tables(ctx).selectFrom('case_bulk_item as i').leftJoin('case as c', (join) => join.onRef('c.id', '=', 'i.case_id').on('c.removed_at', 'is', null).on(inSight(ctx, caseResource, 'case.read', 'c')))
    .select(['i.nth', 'i.case_id', 'i.done_at', 'i.refusal', 'c.id', 'c.number', 'c.subject']).where('i.bulk_id', '=', id)
  if (cursor) asked = asked.where('i.nth', '>', Number(cursor))
  if (state === 'refused') asked = asked.where('i.refusal', 'is not', null)
  if (state === 'done') asked = asked.where('i.done_at', 'is not', null)
  if (state === 'waiting') asked = asked.where('i.done_at', 'is', null).where('i.refusal', 'is', null)
  const rows = await asked.orderBy('i.nth').limit(limit + 1).execute()
  const kept = rows.slice(0, limit)
  return {
    items: kept.map((row) => ({ id: row.case_id, nth: row.nth, case: row.id ? { id: row.id, number: row.number ?? '', subject: row.subject ?? '' } : null, state: row.refusal ? 'refused' : row.done_at ? 'done' : 'waiting', refusal: row.refusal, doneAt: row.done_at })),
    nextCursor: rows.length > limit ? String(kept.at(-1)?.nth) : null,
  }
}
