import type { Ctx } from '../../../kernel/context.ts'
import { refused } from '../../../kernel/errors.ts'
import { CaseMayBeHandled } from '../contract.ts'

/** Refuses somebody as handler of a case when a module above has a reason. @throws AppError refused with every reason */
export async function requireMayHandle(ctx: Ctx, caseId: string, staffId: string): Promise<void> {
  const against = await ctx.ask(CaseMayBeHandled, { caseIds: [caseId], staffIds: [staffId] })
  const [first] = against
  if (first) throw refused(first.reason.code, against.map(({ reason }) => ({ path: reason.field ?? 'handlerId', code: reason.code })))
}
