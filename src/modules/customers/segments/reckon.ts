import { sql } from 'kysely'
import type { Condition, Fields } from '../../../pure/conditions/index.ts'
import { conditionSql } from '../../../kernel/access.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { beat, on } from '../../../kernel/module.ts'
import { customerSubject } from '../subject.ts'
import { tables } from '../tables.ts'
import { SegmentChanged } from './contract.ts'

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
/** What conditions of segments ask: what rules may say about customers. */
export const segmentFields: Fields = Object.fromEntries(Object.entries(customerSubject.fields).map(([name, field]) => [name, { type: field.type, sql: field.column ?? snake(name) }]))

/** Who belongs to segments by condition: of these customers, or of all. Set by set, so that a million take as many statements as one. */
export async function reckonSegments(ctx: Ctx, { customerIds, segmentIds }: { customerIds?: readonly string[]; segmentIds?: readonly string[] }): Promise<void> {
  const rows = await tables(ctx).selectFrom('customer_segment').select(['id', 'condition']).where('condition', 'is not', null).where('removed_at', 'is', null).$if(segmentIds !== undefined, (q) => q.where('id', 'in', segmentIds ?? [])).orderBy('id').execute()
  if (!rows.length || customerIds?.length === 0) return
  const some = (column: string) => customerIds ? sql`${sql.ref(column)} = any(${[...customerIds]}::uuid[])` : sql`true`
  for (const { id, condition } of rows) {
    const fits = sql`select t.id from customer_now t join customer c on c.id = t.id and c.merged_into_id is null where ${some('t.id')} and ${conditionSql(segmentFields, condition as Condition, ctx.actor, ctx.now, 't')}`
    await sql`with fits as (${fits}), gone as (delete from customer_segment_member m where m.segment_id = ${id}::uuid and ${some('m.customer_id')} and not exists (select from fits f where f.id = m.customer_id))
      insert into customer_segment_member (segment_id, customer_id, since) select ${id}::uuid, f.id, ${ctx.now} from fits f order by f.id on conflict do nothing`.execute(ctx.db)
  }
}

/** A condition that changed is asked of everybody. */
export const segmentsFollow = on(SegmentChanged, 'customers.segments', (ctx, heard) => reckonSegments(ctx, { segmentIds: [...new Set(heard.filter(({ data }) => data.condition).map(({ subjectId }) => subjectId))] }))
/** Conditions that ask how long ago something was change with the clock alone. */
export const segmentsByClock = beat('customers.reckon-segments', 3_600, (ctx) => reckonSegments(ctx, {}))

/** Keeps how often and when customers were last in touch, and asks segments again: for whoever keeps contacts. Rows are the whole truth of a customer, not what is new. */
export async function keepActivity(ctx: Ctx, rows: readonly { customerId: string; contacts: number; lastContactAt: Date | null }[]): Promise<void> {
  if (!rows.length) return
  await sql`insert into customer_activity (customer_id, contacts, last_contact_at) select n."customerId", n.contacts, n."lastContactAt" from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) n("customerId" uuid, contacts int, "lastContactAt" timestamptz) order by 1
    on conflict (customer_id) do update set contacts = excluded.contacts, last_contact_at = excluded.last_contact_at`.execute(ctx.db)
  await reckonTold(ctx, rows)
}
/** Keeps how often, for how much and when customers last ordered, as `keepActivity` does contacts. */
export async function keepOrders(ctx: Ctx, rows: readonly { customerId: string; orders: number; orderAmount: string; lastOrderAt: Date | null }[]): Promise<void> {
  if (!rows.length) return
  await sql`insert into customer_activity (customer_id, orders, order_amount, last_order_at) select n."customerId", n.orders, n."orderAmount", n."lastOrderAt" from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) n("customerId" uuid, orders int, "orderAmount" numeric, "lastOrderAt" timestamptz) order by 1
    on conflict (customer_id) do update set orders = excluded.orders, order_amount = excluded.order_amount, last_order_at = excluded.last_order_at`.execute(ctx.db)
  await reckonTold(ctx, rows)
}
/** Segments are asked again of these records, or of what they have become part of. */
async function reckonTold(ctx: Ctx, rows: readonly { customerId: string }[]): Promise<void> {
  const roots = await tables(ctx).selectFrom('customer').select((eb) => eb.fn.coalesce('merged_into_id', 'id').as('id')).where('id', 'in', rows.map((row) => row.customerId)).execute()
  await reckonSegments(ctx, { customerIds: [...new Set(roots.map((row) => row.id))] })
}
