import type { z } from 'zod'
import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { ContactPointAdded, ContactPointChanged, ContactPointRemoved } from '../contract.ts'
import type { AddContactPoint, ChangeContactPoint, ContactKind, ContactPoint } from '../contract.ts'
import type { ContactValue } from '../contact-values.ts'
import { badValue, contactValue, tokenRows } from '../contact-values.ts'
import { wordsSet } from '../profile/check.ts'
import { contactPointOf, holdCustomer } from '../queries.ts'
import { tables } from '../tables.ts'

/** @throws AppError invalid `contact-point.bad-phone`, `contact-point.bad-email`, `contact-point.bad-wechat` */
export async function addContactPoint(ctx: Ctx, customerId: string, { kind, value, label = null }: z.output<typeof AddContactPoint>): Promise<ContactPoint> {
  const known = knownValue(ctx, kind, value)
  const { merged_into_id: root } = await holdCustomer(ctx, customerId)
  const id = newId()
  tables.insert(ctx, 'contact_point', { id, customer_id: customerId, kind, value: await ctx.vault.seal(ctx, customerId, known.value), label, created_at: ctx.now, removed_at: null, version: 1 })
  insertTokens(ctx, known, id, root ?? customerId)
  await ctx.emit(ContactPointAdded, customerId, { contactPointId: id, kind })
  return { id, kind, value: known.value, label, customerId, version: 1 }
}

/** Changes what was sent. Another kind needs its value too, for a value is read by its kind. */
export async function changeContactPoint(ctx: Ctx, customerId: string, id: string, { version, ...fields }: z.output<typeof ChangeContactPoint>): Promise<ContactPoint> {
  const { merged_into_id: root } = await holdCustomer(ctx, customerId)
  const before = await contactPointOf(ctx, customerId, id)
  if (before.version !== version) throw conflict('record.stale', before)
  const { kind = before.kind, label = before.label } = fields
  const known = fields.value !== undefined || kind !== before.kind ? knownValue(ctx, kind, fields.value ?? before.value) : undefined
  const value = known?.value ?? before.value
  if (kind === before.kind && label === before.label && value === before.value) throw new AppError('invalid', 'request.nothing-to-change')

  await tables(ctx).updateTable('contact_point').set({ kind, label, version: version + 1, ...(known ? { value: await ctx.vault.seal(ctx, customerId, known.value) } : {}) }).where('id', '=', id).execute()
  if (known) {
    await tables(ctx).deleteFrom('contact_token').where('contact_point_id', '=', id).execute()
    insertTokens(ctx, known, id, root ?? customerId)
  }
  if (value !== before.value) wordsSet(ctx, customerId, [id])
  await ctx.emit(ContactPointChanged, customerId, {
    customerId, contactPointId: id, kind,
    changed: { ...(kind === before.kind ? {} : { kind: { from: before.kind, to: kind } }), ...(label === before.label ? {} : { label: { from: before.label, to: label } }), ...(value === before.value ? {} : { value: {} }) },
    personal: value === before.value ? null : { value: { from: before.value, to: value } },
  })
  return { id, kind, value, label, customerId, version: version + 1 }
}

/** The value goes for good; the row stays, for interactions name it. */
export async function removeContactPoint(ctx: Ctx, customerId: string, id: string): Promise<null> {
  await holdCustomer(ctx, customerId)
  const { kind } = await contactPointOf(ctx, customerId, id)
  await tables(ctx).deleteFrom('contact_token').where('contact_point_id', '=', id).execute()
  await tables(ctx).deleteFrom('customer_field').where('customer_id', '=', customerId).where('key', '=', id).execute()
  await tables(ctx).updateTable('contact_point').set((eb) => ({ value: null, label: null, removed_at: ctx.now, version: eb('version', '+', 1) })).where('id', '=', id).execute()
  await ctx.emit(ContactPointRemoved, customerId, { contactPointId: id, kind })
  return null
}

function knownValue(ctx: Ctx, kind: ContactKind, value: string): ContactValue {
  const known = contactValue(ctx, kind, value)
  if (!known) throw new AppError('invalid', 'request.invalid', { errors: [badValue(kind, 'value')] })
  return known
}
function insertTokens(ctx: Ctx, known: ContactValue, id: string, customerId: string): void {
  if (known.tokens.length) tables.insert(ctx, 'contact_token', tokenRows(ctx, known.tokens, id, customerId))
}
