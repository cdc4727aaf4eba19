import type { Condition } from '../../pure/conditions/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { tables } from './tables.ts'

/** A customer's record and those that have become part of it. */
export interface Member { id: string; rootId: string }

/** The records that have become part of these. */
export const membersOf = async (ctx: Ctx, ids: readonly string[]): Promise<Member[]> => !ids.length ? []
  : (await tables(ctx).selectFrom('customer').select(['id', 'merged_into_id']).where('merged_into_id', 'in', ids).orderBy('id').execute()).map((row) => ({ id: row.id, rootId: row.merged_into_id as string }))

/** Every id by which records of modules above may name this customer, whichever of its records is meant. */
export async function customerFamily(ctx: Ctx, id: string): Promise<string[]> {
  const own = await tables(ctx).selectFrom('customer').select('merged_into_id').where('id', '=', id).executeTakeFirst()
  const root = own?.merged_into_id ?? id
  return [root, ...(await membersOf(ctx, [root])).map((one) => one.id)]
}

/** The condition that a record is this customer's, whichever of their records it names. */
export async function isOfCustomer<F extends string>(ctx: Ctx, field: F, id: string): Promise<Condition<F>> {
  const family = await customerFamily(ctx, id)
  return family.length === 1 ? { field, is: 'equal', value: family[0] as string } : { field, is: 'one-of', value: family }
}
