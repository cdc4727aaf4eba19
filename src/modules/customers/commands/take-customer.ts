import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Fault } from '../../../kernel/errors.ts'
import { lookUp } from '../../../kernel/transaction.ts'
import type { CustomerType } from '../contract.ts'
import { badValue, contactValue } from '../contact-values.ts'
import { cleanName, nameWithoutNumbers } from '../names.ts'
import type { AddedCustomer, KnownPoint } from './add-customer.ts'
import { writeCustomer } from './add-customer.ts'

interface Found { customer_id: string; contact_point_id: string; kind: 'phone' | 'email'; type: CustomerType; name: string }
/** No customer has one number so often: so many rows are several customers. */
const MOST = 20

/**
 * The one customer who has exactly this phone or e-mail; else, also when several have it, a new one: duplicates are shown, never merged silently.
 * One query, none without phone and e-mail. Of many at once with one new number, the first makes the customer and the others wait for it and take it.
 * `at` is the path under which wrong fields are told.
 *
 * A name with a number or address in it is kept masked.
 *
 * @throws AppError 400 `contact-point.bad-phone`, `contact-point.bad-email`
 */
export async function takeCustomer(ctx: Ctx, { name, phone, email, type = 'person' }: { name: string; phone?: string | undefined; email?: string | undefined; type?: CustomerType }, at = 'customer'): Promise<AddedCustomer & { isNew: boolean }> {
  const faults: Fault[] = []
  const points = ([['phone', phone], ['email', email]] as const).flatMap(([kind, value]): KnownPoint[] => {
    if (!value?.trim()) return []
    const known = contactValue(ctx, kind, value)
    if (!known) faults.push(badValue(kind, `${at}.${kind}`))
    return known ? [{ kind, label: null, known }] : []
  })
  if (faults.length) throw new AppError('invalid', 'request.invalid', { errors: faults })

  const found = points.length ? await holders(ctx, points.flatMap(({ known }) => known.tokens.slice(0, 1).map((whole) => ctx.vault.token(whole.kind, whole.value)))) : []
  const [first] = found
  if (first && found.length < MOST && found.every((one) => one.customer_id === first.customer_id)) {
    return { id: first.customer_id, type: first.type, name: first.name, contactPoints: found.map((one) => ({ id: one.contact_point_id, kind: one.kind })), isNew: false }
  }
  const added = await writeCustomer(ctx, { type, name: nameWithoutNumbers(cleanName(name)) || nameOfValue(points) }, points)
  return { ...added, isNew: true }
}
/** What stands for a name that has no character left to show. */
const nameOfValue = ([point]: readonly KnownPoint[]) => point ? nameWithoutNumbers(point.known.value) : '?'

/**
 * Who has one of these values. The lock is its own statement, so that the look-up sees what whoever held it has committed.
 * Limit and `offset 0` keep the planner at two look-ups by key, also while the tables are new and nothing is known of them;
 * a part for each value, and not one list of them, lets it keep one plan for all.
 */
async function holders(ctx: Ctx, tokens: readonly Buffer[]): Promise<Found[]> {
  const locks = tokens.map((token) => token.readBigInt64BE()).sort((a, b) => a < b ? -1 : 1)
  ctx.send({ text: `select /* look-up */ ${locks.map((_, at) => `pg_advisory_xact_lock($${at + 1}::bigint)`).join()}`, values: locks.map(String) })
  const { rows } = await sql<Found & { deleted_at: Date | null }>`select ${lookUp} k.customer_id, k.contact_point_id, k.kind, c.type, c.name, c.deleted_at
    from (${sql.join(tokens.map((token) => sql`(select customer_id, contact_point_id, kind from contact_token where token = ${token} limit ${sql.lit(MOST)})`), sql` union all `)}) k,
      lateral (select type, name, deleted_at from customer where id = k.customer_id offset 0) c`.execute(ctx.db)
  return rows.length < MOST ? rows.filter((row) => row.deleted_at === null) : rows
}
