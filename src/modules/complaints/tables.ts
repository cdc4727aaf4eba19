import type { Generated, Selectable } from 'kysely'
import { tablesOf } from '../../kernel/context.ts'
import type { StaffRefRow } from '../people/index.ts'
import type { AcknowledgedHow, AssistanceKind, Complexity, FindingKind, Impact, PulseHow, QuarrelSource, QuarrelState, Safety, Severity, ToldHow } from './course/rules.ts'
import type { ApologyWay, Liability } from './rules.ts'

interface Tables {
  complaint: {
    case_id: string; liability: Liability; basis: string | null; judge_id: string | null; judged_at: Date | null; accused: string[]; approved_by: string | null; approved_at: Date | null; version: number
    /** That of its deadlines. */
    id: Generated<string>
    occurred_at: Generated<Date | null>; product: Generated<string | null>; /** The customer's, as they were said. */ words: Generated<string | null>; /** Ours of it. */ view: Generated<string | null>
    demand: Generated<string | null>; interest: Generated<string | null>; evidence: Generated<string | null>
    emotion_start: Generated<number | null>; emotion_end: Generated<number | null>; conflict_level: Generated<number | null>; recorded_by: Generated<string | null>; recorded_at: Generated<Date | null>
    severity: Generated<Severity | null>; safety: Generated<Safety | null>; complexity: Generated<Complexity | null>; impact: Generated<Impact | null>; immediate: Generated<boolean>
    level: Generated<string | null>; level_proposed: Generated<string | null>; level_reason: Generated<string | null>; matrix_id: Generated<string | null>; assessed_by: Generated<string | null>; assessed_at: Generated<Date | null>
    acknowledged_how: Generated<AcknowledgedHow | null>; acknowledged_by: Generated<string | null>; acknowledged_at: Generated<Date | null>
    findings: Generated<string | null>; investigated_by: Generated<string | null>; investigated_at: Generated<Date | null>
    decision: Generated<string | null>; decided_how: Generated<ToldHow | null>; decided_by: Generated<string | null>; decided_at: Generated<Date | null>
    accepted: Generated<boolean | null>; answer_words: Generated<string | null>; answered_by: Generated<string | null>; answered_at: Generated<Date | null>; recourse: Generated<string | null>; recourse_at: Generated<Date | null>
    carried_out: Generated<string | null>; carried_out_by: Generated<string | null>; carried_out_at: Generated<Date | null>
    concern_resolved: Generated<boolean | null>; concern_by: Generated<string | null>; concern_at: Generated<Date | null>
    cause: Generated<string | null>; /** Beside it, in words of one's own. */ cause_words: Generated<string | null>; cause_by: Generated<string | null>; cause_at: Generated<Date | null>
    upgraded_by: Generated<string | null>; upgraded_at: Generated<Date | null>; archived_by: Generated<string | null>; archived_at: Generated<Date | null>; archive_hash: Generated<string | null>
  }
  complaint_judgement: { id: string; case_id: string; liability: Liability; basis: string; judge_id: string; at: Date }
  complaint_apology: { id: string; case_id: string; how: ApologyWay; note: string; by_id: string; at: Date }
  complaint_finding: { id: string; case_id: string; kind: FindingKind; what: string; source: string | null; by_id: string; at: Date }
  complaint_assistance: { id: string; case_id: string; kind: AssistanceKind; who: string | null; why: string; help_id: string | null; by_id: string; at: Date; outcome: Generated<string | null>; settled_by: Generated<string | null>; settled_at: Generated<Date | null> }
  complaint_quarrel: { id: string; case_id: string; staff_id: string; what: string; source: QuarrelSource; state: QuarrelState; reported_by: string; at: Date; reason: Generated<string | null>; settled_by: Generated<string | null>; settled_at: Generated<Date | null>; version: Generated<number> }
  complaint_pulse: { case_id: string; due_at: Date; asked_at: Generated<Date | null>; asked_how: Generated<'message' | 'page' | 'call' | null>; score: Generated<number | null>; words: Generated<string | null>; answered_how: Generated<PulseHow | null>; answered_by: Generated<string | null>; answered_at: Generated<Date | null> }
  staff_ref: StaffRefRow
}
export const tables = tablesOf<Tables>()
export type ComplaintRow = Selectable<Tables['complaint']>
