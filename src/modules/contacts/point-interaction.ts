import type { Ctx } from '../../kernel/context.ts'
import { notFound } from '../../kernel/errors.ts'
import { InteractionPointed } from './contract.ts'
import { tables } from './tables.ts'

/** Says that an interaction belongs to another record than was thought. @throws AppError not-found `interaction.not-found` */
export async function pointInteraction(ctx: Ctx, id: string, subject: { kind: string; id: string; /** Who it was with, where that was not known. */ customerId?: string | null }): Promise<void> {
  const before = await tables(ctx).selectFrom('interaction').select(['subject_id', 'customer_id']).where('id', '=', id).forUpdate().executeTakeFirst()
  if (!before) throw notFound('interaction')
  await tables(ctx).updateTable('interaction').set({ subject_kind: subject.kind, subject_id: subject.id, customer_id: before.customer_id ?? subject.customerId ?? null }).where('id', '=', id).execute()
  await ctx.emit(InteractionPointed, id, { from: before.subject_id, to: subject.id, subjectKind: subject.kind })
}
