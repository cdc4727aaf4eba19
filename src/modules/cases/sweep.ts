import type { Ctx } from '../../kernel/context.ts'
import { beat } from '../../kernel/module.ts'
import { tables } from './tables.ts'

const DAY_MS = 86_400_000
/** What nobody has gone on writing for so long is nobody's draft any more. */
const DRAFT_DAYS = 90

/** Throws away drafts that were left behind, and who was where yesterday. */
export async function sweep(ctx: Ctx): Promise<void> {
  await tables(ctx).deleteFrom('case_draft').where('saved_at', '<', new Date(ctx.now.getTime() - DRAFT_DAYS * DAY_MS)).execute()
  await tables(ctx).deleteFrom('case_presence').where('at', '<', new Date(ctx.now.getTime() - DAY_MS)).execute()
}
export const sweepBeat = beat('cases.sweep', 3_600, sweep)
