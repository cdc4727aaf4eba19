import type { Ctx } from '../../kernel/context.ts'
import { definitionTables } from '../../kernel/definitions.ts'
import { notFound } from '../../kernel/errors.ts'

/** A version of a flow by its id. @throws AppError not-found `flow.not-found` */
export async function requireFlow(ctx: Ctx, id: string): Promise<void> {
  if (!await definitionTables(ctx).selectFrom('definition').select('id').where('id', '=', id).where('kind', '=', 'flow').executeTakeFirst()) throw notFound('flow')
}
