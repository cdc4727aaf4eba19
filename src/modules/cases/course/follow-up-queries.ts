import type { Ctx } from '../../../kernel/context.ts'
import { namesOf } from '../../people/index.ts'
import type { FollowUp } from './contract.ts'
import { tables } from './tables.ts'

/** The follow-ups of a case, latest first, the rounds of one solution in their order. Who may see the case is for the caller to have decided. */
export async function followUpsOf(ctx: Ctx, caseId: string, mayWrite: boolean): Promise<FollowUp[]> {
  const rows = await tables(ctx).selectFrom('case_follow_up').selectAll().where('case_id', '=', caseId).orderBy('created_at', 'desc').orderBy('after_days').orderBy('id', 'desc').execute()
  const names = await namesOf(ctx, rows.flatMap((row) => [row.owner_id ?? [], row.answered_by ?? []].flat()))
  const named = (id: string | null) => id ? { id, name: names.get(id) ?? '' } : null
  return rows.map((row) => ({
    id: row.id, caseId, afterDays: row.after_days, state: row.state, owner: named(row.owner_id), dueAt: row.due_at, outcome: row.outcome, satisfaction: row.satisfaction, note: row.note, answeredBy: named(row.answered_by), answeredAt: row.answered_at,
    may: row.state === 'open' && mayWrite ? ['answer', 'cancel'] : [], version: row.version,
  }))
}
