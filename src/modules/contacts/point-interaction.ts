import type { Ctx } from '../../kernel/context.ts'
import { notFound } from '../../kernel/errors.ts'
import { InteractionPointed } from './contract.ts'
import { tables } from './tables.ts'

/** Says that an interaction belongs to another record than was thought. @throws AppError not-found `interaction.not-found` */
export async function pointInteraction(ctx: Ctx, id: string, subject: { kind: string; id: string }): Promise<void> {
  const before = await tables(ctx).selectFrom('interaction').select(['subject_kind', 'subject_id']).where('id', '=', id).forUpdate().executeTakeFirst()
  if (!before) throw notFound('interaction')
  await tables(ctx).updateTable('interaction').set({ subject_kind: subject.kind, subject_id: subject.id }).where('id', '=', id).execute()
  await ctx.emit(InteractionPointed, id, { from: before.subject_id, to: subject.id, subjectKind: subject.kind })
}
