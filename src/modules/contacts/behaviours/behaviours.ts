import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { refused as refuse } from '../../../kernel/errors.ts'
import { decodeCursor, encodeCursor } from '../../../kernel/listing.ts'
import { newId } from '../../../kernel/id.ts'
import { customerFamily, customerRefs, findCustomer } from '../../customers/index.ts'
import type { Behaviour, NewBehaviour, Purchases } from './contract.ts'
import { BehavioursTold } from './contract.ts'
import type { BehaviourRow } from '../tables.ts'
import { tables } from '../tables.ts'

/** Takes in what customers did, in one statement. What is known by its source and id there stays as it is. @throws AppError refused `behaviour.none-taken` when none of them can be taken */
export async function tellBehaviours(ctx: Ctx, events: readonly NewBehaviour[]): Promise<{ taken: number; known: number; refused: { index: number; code: string }[] }> {
  const customers = await customerRefs(ctx, [...new Set(events.map((one) => one.customerId))])
  const refused = events.flatMap((one, index) => customers.has(one.customerId) ? one.at > ctx.now ? [{ index, code: 'behaviour.in-the-future' }] : [] : [{ index, code: 'customer.not-found' }])
  const out = new Set(refused.map(({ index }) => index))
  const rows = events.flatMap((one, index) => out.has(index) ? [] : [{ id: newId(), customer_id: one.customerId, kind: one.kind, label: one.label, amount: one.amount === undefined ? null : String(one.amount), source: one.source, external_id: one.externalId, at: one.at, taken_in_at: ctx.now }])
  const made = rows.length ? await tables(ctx).insertInto('behaviour').values(rows).onConflict((on) => on.columns(['source', 'external_id']).doNothing()).returning(['customer_id', 'source']).execute() : []
  for (const [key, group] of Map.groupBy(made, (row) => `${row.customer_id} ${row.source}`)) await ctx.emit(BehavioursTold, key.slice(0, 36), { source: key.slice(37), taken: group.length })
  // A unit tells at least one event: what was all known already is told of the first of them.
  const [first] = rows
  if (!first) throw refuse('behaviour.none-taken', refused.map(({ index, code }) => ({ path: `events.${index}.${code === 'customer.not-found' ? 'customerId' : 'at'}`, code })))
  if (!made.length) await ctx.emit(BehavioursTold, first.customer_id, { source: first.source, taken: 0 })
  return { taken: made.length, known: rows.length - made.length, refused }
}

const shown = (row: BehaviourRow): Behaviour => ({ id: row.id, customerId: row.customer_id, kind: row.kind, label: row.label, amount: row.amount === null ? null : Number(row.amount), source: row.source, externalId: row.external_id, at: row.at })
/** What a customer did, latest first, with what those did who have become part of them. @throws AppError not-found `customer.not-found` */
export async function listBehaviours(ctx: Ctx, customerId: string, { limit, cursor, kind }: { limit: number; cursor?: string | undefined; kind?: Behaviour['kind'] | undefined }): Promise<{ items: Behaviour[]; nextCursor: string | null }> {
  await findCustomer(ctx, customerId)
  const mark = cursor ? decodeCursor(cursor, '-at', 'timestamptz') : undefined
  let asked = tables(ctx).selectFrom('behaviour').selectAll().where('customer_id', 'in', await customerFamily(ctx, customerId))
  if (kind) asked = asked.where('kind', '=', kind)
  if (mark) asked = asked.where(sql<boolean>`(at, id) < (${mark.v}::timestamptz, ${mark.id}::uuid)`)
  const rows = await asked.orderBy('at', 'desc').orderBy('id', 'desc').limit(limit + 1).execute()
  const kept = rows.slice(0, limit)
  const last = kept.at(-1)
  return { items: kept.map(shown), nextCursor: rows.length > limit && last ? encodeCursor({ s: '-at', v: last.at.toISOString(), id: last.id }) : null }
}

const LATEST = 5
/** What a customer bought, with what those bought who have become part of them. @throws AppError not-found `customer.not-found` */
export async function purchasesOf(ctx: Ctx, customerId: string): Promise<Purchases> {
  await findCustomer(ctx, customerId)
  const bought = tables(ctx).selectFrom('behaviour').where('customer_id', 'in', await customerFamily(ctx, customerId)).where('kind', 'in', ['order', 'return'])
  const isOrder = sql`kind = 'order'`
  const [sums, latest] = await Promise.all([
    bought.select([sql<number>`(count(*) filter (where ${isOrder}))::int`.as('orders'), sql<number>`coalesce(sum(amount) filter (where ${isOrder}), 0)::float8`.as('amount'), sql<number>`(count(*) filter (where not ${isOrder}))::int`.as('returns'),
      sql<Date | null>`min(at) filter (where ${isOrder})`.as('firstAt'), sql<Date | null>`max(at) filter (where ${isOrder})`.as('lastAt')]).executeTakeFirstOrThrow(),
    bought.selectAll().orderBy('at', 'desc').orderBy('id', 'desc').limit(LATEST).execute(),
  ])
  return { ...sums, latest: latest.map(shown) }
}
