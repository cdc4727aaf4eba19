import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { newId } from '../../../kernel/id.ts'
import { on } from '../../../kernel/module.ts'
import { causeOf } from '../../cases/index.ts'
import { ComplaintRecorded } from '../course/contract.ts'
import { RecurrenceFound, RecurrenceGrown } from './contract.ts'
import { recurring } from './rules.ts'
import type { RecurrenceRule } from './rules.ts'
import { recurrenceRules } from './settings.ts'
import { tables } from './tables.ts'

/** Keeps the branch of a cause that was said, and finds out whether the same has come too often. */

interface Caused { id: string; cause: string; customer_id: string | null; product: string | null; at: Date }

export const findRecurrences = on(ComplaintRecorded, 'complaints.recurrences', async (ctx, heard) => {
  const ids = [...new Set(heard.filter(({ data }) => data.changed['cause']).map(({ subjectId }) => subjectId))]
  if (!ids.length) return
  const { rows } = await sql<Caused>`select id, cause, customer_id, product, created_at as at from complaint_book where id = any(${ids}::uuid[]) and cause is not null order by created_at`.execute(ctx.db)
  for (const cause of new Set(rows.map((row) => row.cause))) {
    const branch = causeOf(ctx, cause)?.branch
    if (branch) await tables(ctx).insertInto('complaint_cause').values({ key: cause, branch, told_at: ctx.now }).onConflict((on) => on.column('key').doUpdateSet({ branch, told_at: ctx.now })).execute()
  }
  for (const row of rows) for (const rule of ctx.settings.get(recurrenceRules)) await look(ctx, row, rule)
})

async function look(ctx: Ctx, of: Caused, rule: RecurrenceRule): Promise<void> {
  const { sort } = rule
  if ((sort === 'customer' && !of.customer_id) || (sort === 'product' && !of.product)) return
  const [customerId, product] = [sort === 'customer' ? of.customer_id : null, sort === 'product' ? of.product : null]
  let past = tables(ctx).selectFrom('complaint_recurrence').selectAll().where('sort', '=', sort).where('cause', '=', of.cause)
  past = customerId ? past.where('customer_id', '=', customerId) : product ? past.where('product', '=', product) : past
  const before = await past.execute()
  if (before.some(({ case_ids }) => case_ids.includes(of.id))) return
  const open = before.find(({ state }) => state === 'open')
  const reach = rule.days * 86_400_000
  if (open) {
    // What lies too far from all of it is another matter, and counted for itself once this one is settled.
    if (of.at.getTime() < open.first_at.getTime() - reach || of.at.getTime() > open.last_at.getTime() + reach) return
    const [first, last] = [new Date(Math.min(of.at.getTime(), open.first_at.getTime())), new Date(Math.max(of.at.getTime(), open.last_at.getTime()))]
    await tables(ctx).updateTable('complaint_recurrence').set({ case_ids: [...open.case_ids, of.id], first_at: first, last_at: last, version: open.version + 1 }).where('id', '=', open.id).execute()
    await ctx.emit(RecurrenceGrown, open.id, { caseId: of.id, n: open.case_ids.length + 1 })
    return
  }
  // What was part of an earlier one is settled with it.
  const spent = before.flatMap(({ case_ids }) => case_ids)
  const { rows } = await sql<{ id: string; at: Date }>`select id, created_at as at from complaint_book b where cause = ${of.cause} and created_at between ${new Date(of.at.getTime() - reach)} and ${new Date(of.at.getTime() + reach)} and not imported
    ${customerId ? sql`and customer_id = ${customerId}` : sql``} ${product ? sql`and product = ${product}` : sql``} and id <> all(${spent}::uuid[])`.execute(ctx.db)
  const found = recurring(rows, of.id, rule)
  if (!found.length) return
  const moments = rows.filter(({ id }) => found.includes(id)).map(({ at }) => at.getTime())
  const id = newId()
  await tables(ctx).insertInto('complaint_recurrence').values({
    id, sort, cause: of.cause, customer_id: customerId, product, needed: rule.needed, days: rule.days, case_ids: found, first_at: new Date(Math.min(...moments)), last_at: new Date(Math.max(...moments)), found_at: ctx.now,
    state: 'open', improvement_kind: null, improvement_id: null, reason: null, settled_by: null, settled_at: null, version: 1,
  }).execute()
  await ctx.emit(RecurrenceFound, id, { sort, cause: of.cause, n: found.length, days: rule.days, customerId, product })
}
