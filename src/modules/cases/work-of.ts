import type { Ctx } from '../../kernel/context.ts'
import { draftsOf } from './commands/save-draft.ts'
import { promisesOf } from './commands/promises.ts'
import type { CasePromise, Draft, Handover, Here, Merge } from './contract.ts'
import { handoversOf } from './handovers.ts'
import { mergesOf } from './merges.ts'
import { hereOn } from './presence.ts'
import { findCase } from './queries.ts'
import { undoSeconds } from './settings.ts'

/** What the desk shows beside a case, in one answer. */
export async function workOf(ctx: Ctx, caseId: string): Promise<{ drafts: Draft[]; promises: CasePromise[]; handovers: Handover[]; merges: Merge[]; here: Here[]; undoSeconds: number }> {
  // All at once: what a stranger to the case would not see is thrown away with the refusal.
  const [found, drafts, promises, handovers, merges, here] = await Promise.all([findCase(ctx, caseId), draftsOf(ctx, caseId), promisesOf(ctx, caseId), handoversOf(ctx, caseId), mergesOf(ctx, caseId), hereOn(ctx, caseId)])
  return { drafts, promises: promises(found.may_write), handovers, merges, here, undoSeconds: ctx.settings.get(undoSeconds) }
}
