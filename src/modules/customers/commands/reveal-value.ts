import type { z } from 'zod'
import { maskPersonal } from '../../../pure/text/index.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { AppError, notFound } from '../../../kernel/errors.ts'
import { CustomerRevealed } from '../contract.ts'
import type { Reveal } from '../contract.ts'
import { contactPointOf, findCustomer } from '../queries.ts'
import { tables } from '../tables.ts'

/**
 * Shows one value whole to who may not read such values as a rule. The log keeps who, when and why, and never the value: a number in the reason is masked.
 *
 * @throws AppError forbidden `auth.forbidden` for a document without `customer.reveal-sensitive`; not-found `customer.nothing-to-reveal`
 */
export async function revealValue(ctx: Ctx, customerId: string, { field, contactPointId, documentId, reason }: z.output<typeof Reveal>): Promise<{ value: string }> {
  const row = await findCustomer(ctx, customerId, 'customer.reveal')
  if (row.deleted_at) throw notFound('customer')
  const told = { customerId, kind: null, contactPointId: null, documentId: null, reason: maskPersonal(reason) }
  const open = async (sealed: Buffer | null | undefined): Promise<string> => {
    const value = sealed ? (await ctx.vault.open(ctx, [{ subjectId: customerId, value: sealed }]))[0] : undefined
    if (value == null) throw new AppError('not-found', 'customer.nothing-to-reveal')
    return value
  }
  if (contactPointId) {
    const { kind, value } = await contactPointOf(ctx, customerId, contactPointId)
    await ctx.emit(CustomerRevealed, customerId, { ...told, field: 'contact-point', kind, contactPointId })
    return { value }
  }
  if (documentId) {
    if (!ctx.actor.can('customer.reveal-sensitive')) throw new AppError('forbidden', 'auth.forbidden', { params: { permission: 'customer.reveal-sensitive' } })
    const document = await tables(ctx).selectFrom('customer_document').select(['kind', 'number']).where('id', '=', documentId).where('customer_id', '=', customerId).executeTakeFirst()
    const value = await open(document?.number)
    await ctx.emit(CustomerRevealed, customerId, { ...told, field: 'document', kind: document?.kind ?? null, documentId })
    return { value }
  }
  const value = await open(field === 'birthday' ? row.birthday : row.lunar_birthday)
  await ctx.emit(CustomerRevealed, customerId, { ...told, field: field as 'birthday' | 'lunarBirthday' })
  return { value }
}
