import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { conflict, invalid, notFound, refused } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { CustomerMerged, CustomerTookIn, CustomerUnmerged } from '../contract.ts'
import type { Customer } from '../contract.ts'
import { keepGrading } from '../grading.ts'
import { findCustomer, getCustomer } from '../queries.ts'
import { tables } from '../tables.ts'

/** The fields that the record that goes on takes from the other where it has none of its own. What identifies a person stays with its record, under its own key. */
const FILLED = ['title', 'region', 'industry', 'size', 'language'] as const
type Filled = Partial<Record<Exclude<(typeof FILLED)[number], 'language'> | 'grade' | 'grade_from', string>> & { language?: 'zh-CN' | 'en'; vip?: true }
/** Names of columns as the contract has them. */
const SAID: Readonly<Record<string, string>> = { grade_from: 'gradeFrom' }
const changedBy = (filled: Filled) => Object.fromEntries(Object.entries(filled).map(([column, to]) => [SAID[column] ?? column, { from: column === 'vip' ? false : null, to }]))

/** Holds both records until the unit ends, in one order whoever merges which into which. */
const hold = (ctx: Ctx, ids: readonly string[]) => tables(ctx).selectFrom('customer').select('id').where('id', 'in', ids).orderBy('id').forUpdate().execute()
/** Lets the fingerprints of these records' values lead to the record that goes on, or back to the records themselves. */
async function pointTokens(ctx: Ctx, owners: readonly string[], to: string | null): Promise<void> {
  await sql`update contact_token k set customer_id = ${to ? sql`${to}::uuid` : sql`p.customer_id`} from contact_point p where p.id = k.contact_point_id and p.customer_id = any(${owners}::uuid[])`.execute(ctx.db)
}

/**
 * Makes two records of one customer one. The record that goes on shows the contact points, cases and contacts of both and is found by the names and numbers of both;
 * its own fields stay, empty ones are filled. Nothing is rewritten elsewhere, so `undoMerge` gives everything back.
 * @throws AppError invalid `customer-merge.with-itself`, `customer-merge.already`; refused `customer-merge.two-types`; conflict `record.stale`
 */
export async function mergeCustomer(ctx: Ctx, id: string, { intoId, version }: { intoId: string; version?: number | undefined }): Promise<Customer> {
  if (id === intoId) throw invalid('intoId', 'customer-merge.with-itself')
  await hold(ctx, [id, intoId])
  const [from, into] = [await findCustomer(ctx, id, 'customer.write'), await findCustomer(ctx, intoId, 'customer.write')]
  if (from.merged_into_id) throw invalid('id', 'customer-merge.already')
  if (into.merged_into_id || into.deleted_at || from.deleted_at) throw invalid('intoId', 'customer-merge.already')
  if (from.type !== into.type) throw refused('customer-merge.two-types', [{ path: 'intoId', code: 'customer-merge.two-types' }])
  if (version !== undefined && version !== from.version) throw conflict('record.stale', await getCustomer(ctx, id))

  const filled: Filled = {
    ...Object.fromEntries(FILLED.flatMap((field) => into[field] === null && from[field] !== null ? [[field, from[field]]] : [])),
    // A grade goes with its day; a customer one of whose records is a VIP's is a VIP.
    ...(into.grade === null && from.grade !== null && from.grade_from !== null ? { grade: from.grade, grade_from: from.grade_from } : {}), ...(from.vip && !into.vip ? { vip: true } : {}),
  }
  const carried = (await tables(ctx).updateTable('customer').set({ merged_into_id: intoId }).where('merged_into_id', '=', id).returning('id').execute()).map((row) => row.id)
  const mergeId = newId()
  await tables(ctx).insertInto('customer_merge').values({ id: mergeId, from_id: id, into_id: intoId, by_id: ctx.actor.id, at: ctx.now, filled: JSON.stringify(filled), carried, undone_at: null, undone_by: null, version: 1 }).execute()
  await tables(ctx).updateTable('customer').set((eb) => ({ merged_into_id: intoId, version: eb('version', '+', 1) })).where('id', '=', id).execute()
  await tables(ctx).updateTable('customer').set((eb) => ({ ...filled, version: eb('version', '+', 1) })).where('id', '=', intoId).execute()
  keepGrading(ctx, intoId, filled)
  await pointTokens(ctx, [id, ...carried], intoId)
  await ctx.emit(CustomerMerged, id, { mergeId, intoId, changed: { mergedInto: { from: null, to: intoId } } })
  await ctx.emit(CustomerTookIn, intoId, { mergeId, fromId: id, changed: changedBy(filled) })
  return getCustomer(ctx, intoId)
}

/**
 * Takes a merge back: both records stand apart again with what was theirs. A field that was filled and not changed since is emptied again.
 * @throws AppError not-found `customer-merge.not-found`; conflict `customer-merge.undone`
 */
export async function undoCustomerMerge(ctx: Ctx, mergeId: string, version: number | undefined): Promise<Customer> {
  const merge = await tables(ctx).selectFrom('customer_merge').selectAll().where('id', '=', mergeId).executeTakeFirst()
  if (!merge) throw notFound('customer-merge')
  await hold(ctx, [merge.from_id, merge.into_id])
  const [from, into] = [await findCustomer(ctx, merge.from_id, 'customer.write'), await findCustomer(ctx, merge.into_id, 'customer.write')]
  const won = from.merged_into_id === merge.into_id && await tables(ctx).updateTable('customer_merge').set((eb) => ({ undone_at: ctx.now, undone_by: ctx.actor.id, version: eb('version', '+', 1) }))
    .where('id', '=', mergeId).where('undone_at', 'is', null).where('version', '=', version ?? merge.version).returning('id').executeTakeFirst()
  if (!won) throw conflict('customer-merge.undone', await getCustomer(ctx, merge.into_id))

  const filled = merge.filled as Filled
  const emptied = {
    ...Object.fromEntries(FILLED.flatMap((field) => filled[field] !== undefined && into[field] === filled[field] ? [[field, null]] : [])),
    ...(filled.grade !== undefined && into.grade === filled.grade && into.grade_from === filled.grade_from ? { grade: null, grade_from: null } : {}), ...(filled.vip && into.vip ? { vip: false } : {}),
  }
  if (merge.carried.length) await tables(ctx).updateTable('customer').set({ merged_into_id: merge.from_id }).where('id', 'in', merge.carried).where('merged_into_id', '=', merge.into_id).execute()
  await tables(ctx).updateTable('customer').set((eb) => ({ merged_into_id: null, version: eb('version', '+', 1) })).where('id', '=', merge.from_id).execute()
  await tables(ctx).updateTable('customer').set((eb) => ({ ...emptied, version: eb('version', '+', 1) })).where('id', '=', merge.into_id).execute()
  keepGrading(ctx, merge.into_id, emptied)
  await pointTokens(ctx, [merge.from_id], null)
  await pointTokens(ctx, merge.carried, merge.from_id)
  await ctx.emit(CustomerUnmerged, merge.from_id, { mergeId, intoId: merge.into_id, changed: { mergedInto: { from: merge.into_id, to: null } } })
  await ctx.emit(CustomerUnmerged, merge.into_id, { mergeId, intoId: merge.into_id, changed: {} })
  return getCustomer(ctx, merge.from_id)
}
