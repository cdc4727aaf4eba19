import type { Ctx } from '../../kernel/context.ts'
import { CasePassedAround } from './contract.ts'
import { passedHow } from './rules.ts'
import { mostTransfers } from './settings.ts'
import { tables } from './tables.ts'

/** Writes down that a case went to another handler, and tells when its course begins to look like passing the buck (CAS-12), each way once. */
export async function recordTransfer(ctx: Ctx, caseId: string, { from, to, handoverId = null }: { from: string; to: string; handoverId?: string | null }): Promise<void> {
  await tables(ctx).insertInto('case_transfer').values({ case_id: caseId, at: ctx.now, from_id: from, to_id: to, handover_id: handoverId }).execute()
  const course = await tables(ctx).selectFrom('case_transfer').select(['from_id as from', 'to_id as to']).where('case_id', '=', caseId).orderBy('nth').execute()
  const how = passedHow(course, ctx.settings.get(mostTransfers))
  const before = await tables(ctx).selectFrom('case').select('passed').where('id', '=', caseId).executeTakeFirstOrThrow()
  await tables(ctx).updateTable('case').set({ transfers: course.length, passed: how ?? before.passed }).where('id', '=', caseId).execute()
  if (how && how !== before.passed) await ctx.emit(CasePassedAround, caseId, { how, transfers: course.length, changed: { passed: { from: before.passed, to: how } } })
}
