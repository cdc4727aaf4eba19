import type { Ctx } from '../../../kernel/context.ts'
import { findCase } from '../../cases/index.ts'
import { rowOf } from '../queries.ts'
import { tables } from '../tables.ts'
import { answerDecision } from './decide.ts'
import { stagesOf } from './rules.ts'

/** A complaint as its customer follows it: only what is said here goes out. */
type Key = 'received' | 'acknowledged' | 'investigated' | 'decided' | 'answered' | 'carried-out' | 'closed'
export interface ComplaintForCustomer {
  stages: { key: Key; state: 'done' | 'now' | 'later'; at: Date | null }[]
  decision: { text: string; at: Date; accepted: boolean | null } | null; recourse: string | null
  /** Whether the customer is asked how content they are so far, and what they said. */
  pulse: { score: number | null } | null
}

/** Null for what is no formal complaint. */
export async function complaintForCustomer(ctx: Ctx, caseId: string): Promise<ComplaintForCustomer | null> {
  const found = await findCase(ctx, caseId)
  if (found.kind !== 'complaint') return null
  const row = await rowOf(ctx, caseId)
  const pulse = await tables(ctx).selectFrom('complaint_pulse').select('score').where('case_id', '=', caseId).where('asked_at', 'is not', null).executeTakeFirst()
  const stage = (key: Key, at: Date | null | undefined) => ({ key, at: at ?? null, by: null })
  const stages = stagesOf([stage('received', found.created_at), stage('acknowledged', row?.acknowledged_at ?? found.created_at), stage('investigated', row?.investigated_at), stage('decided', row?.decided_at), stage('answered', row?.answered_at), stage('carried-out', row?.carried_out_at), stage('closed', found.closed_at)])
  return {
    // What was passed over needs no explaining outside.
    stages: stages.flatMap(({ key, state, at }) => state === 'skipped' ? [] : [{ key, state, at }]),
    decision: row?.decided_at && row.decision ? { text: row.decision, at: row.decided_at, accepted: row.accepted } : null, recourse: row?.recourse ?? null, pulse: pulse ? { score: pulse.score } : null,
  }
}
/** What the customer says themselves to the decision; the house acts for them. @throws AppError as `answerDecision` */
export const answerForCustomer = async (house: Ctx, caseId: string, { accepted, words }: { accepted: boolean; words?: string | undefined }): Promise<void> => { await answerDecision(house, caseId, { accepted, words }) }
