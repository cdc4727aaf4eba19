import type { z } from 'zod'
import type { Ctx } from '../../../kernel/context.ts'
import { notFound } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { DocumentAdded, DocumentRemoved } from '../contract.ts'
import type { AddDocument, IdentityDocument } from '../contract.ts'
import { holdCustomer } from '../queries.ts'
import { tables } from '../tables.ts'

/** Keeps the number of a document, sealed under the customer's key. */
export async function addDocument(ctx: Ctx, customerId: string, { kind, number }: z.output<typeof AddDocument>): Promise<IdentityDocument> {
  await holdCustomer(ctx, customerId)
  const id = newId()
  tables.insert(ctx, 'customer_document', { id, customer_id: customerId, kind, number: await ctx.vault.seal(ctx, customerId, number), created_at: ctx.now })
  await ctx.emit(DocumentAdded, customerId, { documentId: id, kind })
  return { id, kind, number, customerId }
}

export async function removeDocument(ctx: Ctx, customerId: string, id: string): Promise<null> {
  await holdCustomer(ctx, customerId)
  const gone = await tables(ctx).deleteFrom('customer_document').where('id', '=', id).where('customer_id', '=', customerId).returning('kind').executeTakeFirst()
  if (!gone) throw notFound('customer-document')
  await ctx.emit(DocumentRemoved, customerId, { documentId: id, kind: gone.kind })
  return null
}
