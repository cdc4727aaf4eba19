import { sql } from 'kysely'
import type { z } from 'zod'
import type { Ctx } from '../../kernel/context.ts'
import type { Duplicates, Likeness } from './contract.ts'
import { foldedName } from './names.ts'
import { customersById, findCustomer } from './queries.ts'

/** Records shown at most; more than so many alike are no duplicates but a shared switchboard or a common name. */
const MOST = 50
const ORDER = ['phone', 'email', 'wechat', 'name']

/** Other living customers who have one of this one's numbers, addresses or WeChat ids, or its name in its region; for an organisation the name is enough. Nothing is ever merged by itself. */
export async function duplicatesOf(ctx: Ctx, id: string): Promise<z.output<typeof Duplicates>> {
  const { name, region, type } = await findCustomer(ctx, id)
  const { rows } = await sql<{ id: string; alike: z.output<typeof Likeness>[] }>`
    select c.id, array_agg(distinct a.alike) as alike from (
      (select other.customer_id, other.kind as alike from contact_point p join contact_token mine on mine.contact_point_id = p.id and mine.kind in ('phone', 'email', 'wechat')
        join contact_token other on other.token = mine.token and other.customer_id <> mine.customer_id where mine.customer_id = ${id}::uuid limit 500)
      union all
      (select k.customer_id, 'name' from customer_key k join customer same on same.id = k.customer_id and same.type = ${type} and (same.type = 'organisation' or same.region = ${region})
        where k.kind = 'name' and k.value = ${foldedName(name)} and k.customer_id <> ${id}::uuid limit 500)
    ) a join customer c on c.id = a.customer_id and c.deleted_at is null and c.merged_into_id is null group by c.id order by count(*) desc, c.id desc limit ${sql.lit(MOST)}`.execute(ctx.db)
  const alike = new Map(rows.map((row) => [row.id, row.alike.toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b))]))
  return { items: (await customersById(ctx, rows.map((row) => row.id))).map((customer) => ({ customer, alike: alike.get(customer.id) ?? [] })) }
}
