import type { Generated } from 'kysely'
import { tablesOf } from '../../../kernel/context.ts'
import type { CustomerRef } from '../../customers/index.ts'
import type { StaffRefRow } from '../../people/index.ts'
import type { CaseRow, MessageRow } from '../tables.ts'
import type { CauseAnalysis, Course, FollowUp } from './contract.ts'
import type { Stage } from './fields/contract.ts'

export interface CourseRow {
  case_id: string; need: string | null; need_by: string | null; need_at: Date | null; need_confirmed_by: string | null; need_confirmed_at: Date | null
  answer: string | null; answer_document: string | null; answered_by: string | null; answered_at: Date | null
  causes: string[] | null; emergency_measure: string | null; triaged_by: string | null; triaged_at: Date | null
  thanked: Generated<boolean>; offered_help: Generated<boolean>; feedback: Course['closing']['feedback']; follow_channel: Course['closing']['followChannel']; stage: Stage | null; version: Generated<number>
}
export type LinkKind = 'related' | 'child' | 'duplicate' | 'causes' | 'split'
export interface FollowUpRow {
  id: string; case_id: string; owner_id: string | null; due_at: Date; state: FollowUp['state']; outcome: FollowUp['outcome']; satisfaction: number | null; note: string | null; answered_by: string | null; answered_at: Date | null; created_at: Date; /** The round: 0 for the first, else how many days after the solution. */ after_days: number; version: number
}
export interface AnalysisRow {
  id: string; case_id: string; origin: CauseAnalysis['origin']; due_at: Date; state: CauseAnalysis['state']; causes: string[] | null; finding: string | null; measure: string | null; done_by: string | null; done_at: Date | null; created_at: Date; version: number
}
interface Tables {
  case: CaseRow
  message: MessageRow
  case_course: CourseRow
  case_link: { id: string; from_id: string; to_id: string; kind: LinkKind; by_id: string; at: Date; ended_at: Date | null; ended_by: string | null }
  case_follow_up: FollowUpRow
  case_analysis: AnalysisRow
  customer_ref: CustomerRef
  staff_ref: StaffRefRow
}
export const tables = tablesOf<Tables>()
