import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { z } from 'zod'
import type { Ctx } from '../../kernel/context.ts'
import type { Duplicates, Likeness } from './contract.ts'
import { foldedName } from './names.ts'
import { customersById, findCustomer } from './queries.ts'

/** Records shown at most; more than so many alike are no duplicates but a shared switchboard or a common name. */
const MOST = 50
const ORDER = ['phone', 'email', 'wechat', 'name']

// Here rows are walked from the customer to those alike, and no planner can turn that round: a first load grows these tables before anything has counted them.
/** What a customer with all its parts is reached by, as fingerprints. */
export const tokensOf = (customer: RawBuilder<string>) => sql`(select t.token from (select ${customer} as id union all select m.id from customer m where m.merged_into_id = ${customer}) own,
  lateral (select t.token from contact_point p join contact_token t on t.contact_point_id = p.id where p.customer_id = own.id and t.kind in ('phone', 'email', 'wechat') offset 0) t)`
/** The customer is not in the bin and no part of another. */
export const living = (customer: RawBuilder<string>) => sql<boolean>`(select c.deleted_at is null and c.merged_into_id is null from customer c where c.id = ${customer})`

/** Other living customers who have one of this one's numbers, addresses or WeChat ids, or its name in its region; for an organisation the name is enough. Nothing is ever merged by itself. */
export async function duplicatesOf(ctx: Ctx, id: string): Promise<z.output<typeof Duplicates>> {
  const { name, region, type } = await findCustomer(ctx, id)
  const { rows } = await sql<{ id: string; alike: z.output<typeof Likeness>[] }>`
    select a.id, array_agg(distinct a.alike) as alike from (
      (select other.customer_id as id, other.kind as alike from ${tokensOf(sql`${id}::uuid`)} mine,
        lateral (select t.customer_id, t.kind from contact_token t where t.token = mine.token and t.customer_id <> ${id}::uuid limit 500) other limit 500)
      union all
      (select k.customer_id, 'name' from customer_key k where k.kind = 'name' and k.value = ${foldedName(name)} and k.customer_id <> ${id}::uuid
        and (select same.type = ${type} and (same.type = 'organisation' or same.region = ${region}) from customer same where same.id = k.customer_id) limit 500)
    ) a where ${living(sql`a.id`)} group by a.id order by count(*) desc, a.id desc limit ${sql.lit(MOST)}`.execute(ctx.db)
  const alike = new Map(rows.map((row) => [row.id, row.alike.toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b))]))
  return { items: (await customersById(ctx, rows.map((row) => row.id))).map((customer) => ({ customer, alike: alike.get(customer.id) ?? [] })) }
}
