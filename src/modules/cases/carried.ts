import type { Ctx } from '../../kernel/context.ts'
import type { ComplaintFields } from './course/fields/contract.ts'
import type { CaseFound } from './queries.ts'

/** What a move carries for a module above: it is kept in the same unit, before anybody is asked whether the case may move. */

type Keeper = (ctx: Ctx, of: CaseFound, fields: ComplaintFields) => Promise<void>
let keeper: Keeper | undefined

/** Declares who keeps it, at the module's import. @throws Error when somebody keeps it already */
export function carriesWithMoves(keeps: Keeper): void {
  if (keeper) throw new Error('what a move carries is kept twice')
  keeper = keeps
}
export async function writeCarried(ctx: Ctx, of: CaseFound, fields: ComplaintFields): Promise<void> {
  await keeper?.(ctx, of, fields)
}
