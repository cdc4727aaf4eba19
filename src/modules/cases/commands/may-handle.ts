import type { Ctx } from '../../../kernel/context.ts'
import { refused } from '../../../kernel/errors.ts'
import { CaseMayBeHandled } from '../contract.ts'
import { holdCase } from './bar.ts'

/**
 * Refuses somebody as handler of a case, which is held from here on, when there is a reason.
 * @param field the field of the request that names them
 * @throws AppError refused with every reason
 */
export async function requireMayHandle(ctx: Ctx, caseId: string, staffId: string, field = 'handlerId'): Promise<void> {
  await holdCase(ctx, caseId)
  const against = await ctx.ask(CaseMayBeHandled, { caseIds: [caseId], staffIds: [staffId] })
  const [first] = against
  if (first) throw refused(first.reason.code, against.map(({ reason }) => ({ path: reason.field ?? field, code: reason.code })))
}
