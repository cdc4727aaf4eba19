import type { Ctx } from '../../kernel/context.ts'
import { takeBackCase } from '../cases/index.ts'
import { signalClocks } from '../clocks/index.ts'
import type { Decision } from './contract.ts'
import { RoutingEnded } from './contract.ts'
import { answerClocks } from './deadlines.ts'
import { putInWaiting } from './route.ts'
import type { DecisionRow } from './tables.ts'
import { tables } from './tables.ts'

const open = (ctx: Ctx) => tables(ctx).selectFrom('routing_decision').selectAll().where('acted_at', 'is', null).where('ended_at', 'is', null)
/** What somebody was given and has not begun with. */
export const unbegunOf = (ctx: Ctx, staffId: string): Promise<DecisionRow[]> => open(ctx).where('staff_id', '=', staffId).orderBy('id').execute()
/** Decisions about these cases that nothing has come of yet. */
export const unbegunOn = (ctx: Ctx, caseIds: readonly string[]): Promise<DecisionRow[]> => open(ctx).where('case_id', 'in', caseIds).orderBy('id').execute()

/** Says how decisions ended, and stops their clocks. */
export async function settle(ctx: Ctx, rows: readonly DecisionRow[], why: Decision['endedWhy']): Promise<void> {
  if (!rows.length) return
  const ids = rows.map((row) => row.id)
  await tables(ctx).updateTable('routing_decision').set(why ? { ended_at: ctx.now, ended_why: why } : { acted_at: ctx.now }).where('id', 'in', ids).execute()
  await signalClocks(ctx, answerClocks, ids.map((subjectId) => ({ subjectId, facts: {}, signal: 'settled' as const })))
  if (why) for (const row of rows) await ctx.emit(RoutingEnded, row.id, { caseId: row.case_id, staffId: row.staff_id, why })
}

/** Takes what was given and not begun back into the queue; what went elsewhere meanwhile only ends. */
export async function giveBack(ctx: Ctx, rows: readonly DecisionRow[], why: 'no-answer' | 'absent'): Promise<void> {
  for (const row of rows) {
    const was = await takeBackCase(ctx, row.case_id, { from: row.staff_id, wasMadeFirst: row.made_first })
    await settle(ctx, [row], was ? why : 'taken-over')
    if (was) await putInWaiting(ctx, [row.case_id])
  }
}
