import type { Ctx } from '../../kernel/context.ts'
import { contactValue } from './contact-values.ts'
import { tables } from './tables.ts'

/** Who has an address: a living customer and the contact point. */
export interface Holder { customerId: string; contactPointId: string }
/** More customers than this with one address say nothing about anybody. */
const MOST = 20

/** The customers who have these e-mail addresses, by the address as it was given. Makes nobody; addresses that are none have no holders. */
export async function holdersOfEmails(ctx: Ctx, addresses: readonly string[]): Promise<Map<string, Holder[]>> {
  const tokens = new Map(addresses.flatMap((address) => {
    const known = contactValue(ctx, 'email', address)?.tokens[0]
    return known ? [[address, ctx.vault.token(known.kind, known.value)] as const] : []
  }))
  if (!tokens.size) return new Map()
  const rows = await tables(ctx).selectFrom('contact_token as k').innerJoin('customer as c', 'c.id', 'k.customer_id').select(['k.token', 'k.customer_id', 'k.contact_point_id'])
    .where('k.token', 'in', [...tokens.values()]).where('k.kind', '=', 'email').where('c.deleted_at', 'is', null).orderBy('k.customer_id', 'desc').limit(MOST * tokens.size).execute()
  return new Map([...tokens].map(([address, token]) => [address, rows.filter((row) => row.token.equals(token)).map((row) => ({ customerId: row.customer_id, contactPointId: row.contact_point_id }))]))
}
