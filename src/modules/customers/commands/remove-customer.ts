import { maskPersonal } from '../../../pure/text/index.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { eraseFields } from '../../../kernel/custom-fields/index.ts'
import { AppError, conflict, invalid, refused } from '../../../kernel/errors.ts'
import { CustomerErased, CustomerMayBeRemoved, CustomerRemoved, CustomerRestored } from '../contract.ts'
import type { Customer } from '../contract.ts'
import { findCustomer, getCustomer } from '../queries.ts'
import { tables } from '../tables.ts'

/** Into the bin: found and taken no more, and restored until its days are over. Modules above may know a reason to keep the customer. */
export async function removeCustomer(ctx: Ctx, id: string, { version, reason }: { version: number; reason: string }): Promise<Customer> {
  if ((await findCustomer(ctx, id, 'customer.remove')).merged_into_id) throw invalid('id', 'customer-merge.already')
  const against = await ctx.ask(CustomerMayBeRemoved, { customerId: id })
  if (against.length) throw refused('customer.kept', against.map(({ field = '', code, message }) => ({ path: field, code, ...(message ? { message } : {}) })))
  const { numUpdatedRows } = await tables(ctx).updateTable('customer').set({ deleted_at: ctx.now, version: version + 1 }).where('id', '=', id).where('version', '=', version).where('deleted_at', 'is', null).executeTakeFirstOrThrow()
  if (!numUpdatedRows) throw conflict('record.stale', await getCustomer(ctx, id))
  // What has become part of the record goes with it.
  await tables(ctx).updateTable('customer').set({ deleted_at: ctx.now }).where('merged_into_id', '=', id).where('deleted_at', 'is', null).execute()
  await ctx.emit(CustomerRemoved, id, { reason: maskPersonal(reason) })
  return getCustomer(ctx, id)
}

/** Out of the bin. */
export async function restoreCustomer(ctx: Ctx, id: string, version: number): Promise<Customer> {
  await findCustomer(ctx, id, 'customer.remove')
  const { numUpdatedRows } = await tables(ctx).updateTable('customer').set({ deleted_at: null, version: version + 1 })
    .where('id', '=', id).where('version', '=', version).where('deleted_at', 'is not', null).where('erased_at', 'is', null).executeTakeFirstOrThrow()
  if (!numUpdatedRows) throw conflict('record.stale', await getCustomer(ctx, id))
  await tables(ctx).updateTable('customer').set({ deleted_at: null }).where('merged_into_id', '=', id).where('erased_at', 'is', null).execute()
  await ctx.emit(CustomerRestored, id, {})
  return getCustomer(ctx, id)
}

/**
 * Destroys every personal value of customers in the bin, and their keys, so that the log and old back-ups hold nothing readable either.
 * The row stays without a name, for cases and interactions name it and statistics count it.
 */
export async function eraseCustomers(ctx: Ctx, ids: readonly string[]): Promise<void> {
  if (!ids.length) return
  await tables(ctx).deleteFrom('contact_token').where('contact_point_id', 'in', (db) => db.selectFrom('contact_point').select('id').where('customer_id', 'in', ids)).execute()
  await tables(ctx).updateTable('contact_point').set({ value: null, label: null, removed_at: ctx.now }).where('customer_id', 'in', ids).where('removed_at', 'is', null).execute()
  await tables(ctx).deleteFrom('customer_document').where('customer_id', 'in', ids).execute()
  await tables(ctx).deleteFrom('customer_field').where('customer_id', 'in', ids).execute()
  await eraseFields(ctx, ids)
  await tables(ctx).deleteFrom('customer_tag').where('customer_id', 'in', ids).execute()
  await tables(ctx).deleteFrom('customer_affiliation').where((eb) => eb.or([eb('organisation_id', 'in', ids), eb('person_id', 'in', ids)])).execute()
  await tables(ctx).updateTable('customer_note').set({ text: null }).where('customer_id', 'in', ids).execute()
  await tables(ctx).deleteFrom('customer_key').where('customer_id', 'in', ids).execute()
  await tables(ctx).updateTable('customer').set((eb) => ({ name: '', title: null, birthday: null, lunar_birthday: null, erased_at: ctx.now, version: eb('version', '+', 1) })).where('id', 'in', ids).execute()
  for (const id of ids) {
    // Who never had a sealed value has no key.
    await ctx.vault.destroy(ctx, id).catch((error: unknown) => { if (!(error instanceof AppError)) throw error })
    await ctx.emit(CustomerErased, id, {})
  }
}
