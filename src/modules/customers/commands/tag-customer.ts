import { sql } from 'kysely'
import type { z } from 'zod'
import type { Ctx } from '../../../kernel/context.ts'
import { AppError } from '../../../kernel/errors.ts'
import { CustomerTagged } from '../contract.ts'
import type { Customer, customers } from '../contract.ts'
import { getCustomer, holdCustomer } from '../queries.ts'
import { tables } from '../tables.ts'

/** Puts words on a customer and takes others off; one that is both stays. @throws AppError invalid `request.nothing-to-change` */
export async function tagCustomer(ctx: Ctx, id: string, { add, remove }: z.output<typeof customers.tag.spec.body>): Promise<Customer> {
  await holdCustomer(ctx, id)
  const from = (await tables(ctx).selectFrom('customer_tag').select('tag').where('customer_id', '=', id).orderBy('tag').execute()).map((row) => row.tag)
  const to = [...new Set([...from.filter((tag) => !remove.includes(tag)), ...add])].sort()
  const [come, gone] = [to.filter((tag) => !from.includes(tag)), from.filter((tag) => !to.includes(tag))]
  if (!come.length && !gone.length) throw new AppError('invalid', 'request.nothing-to-change')
  if (gone.length) await tables(ctx).deleteFrom('customer_tag').where('customer_id', '=', id).where('tag', 'in', gone).execute()
  if (come.length) tables.insert(ctx, 'customer_tag', come.map((tag) => ({ customer_id: id, tag, at: ctx.now, by_id: ctx.actor.id })))
  await ctx.emit(CustomerTagged, id, { changed: { tags: { from, to } } })
  return getCustomer(ctx, id)
}

/** Words that stand on customers, in their order, from this beginning on; walks from one to the next, however often each stands. */
export async function tagsInUse(ctx: Ctx, beginning: string | undefined): Promise<{ items: string[] }> {
  const from = beginning ?? ''
  const { rows } = await sql<{ tag: string }>`with recursive walk as (
      (select tag from customer_tag where tag >= ${from} order by tag limit 1)
      union all select (select g.tag from customer_tag g where g.tag > w.tag order by g.tag limit 1) from walk w where w.tag is not null
    ) select tag from walk where tag is not null limit 200`.execute(ctx.db)
  return { items: rows.map((row) => row.tag).filter((tag) => tag.startsWith(from)) }
}
