import type { Generated } from 'kysely'
import { tablesOf } from '../../kernel/context.ts'
import type { Bilingual } from '../../kernel/contract.ts'
import type { StaffRefRow, TeamRefRow } from '../people/index.ts'
import type { Decision, ReportSchedule } from './contract.ts'

export interface ReportRow {
  id: string; template_key: string; template_id: string; title: Bilingual; starts_on: string; ends_on: string; team_id: string | null; team_name: string | null; channel: string | null; chapters: string[]
  content: unknown; page_zh: string; page_en: string; hash: Buffer; schedule_id: string | null; published_by: string | null; published_at: Date
}
export interface ReceiverRow { id: string; report_id: string; staff_id: string; message_key: string; formats: string[]; sent_by: string | null; at: Date }
export interface ScheduleRow {
  id: string; name: string; template_key: string; chapters: string[] | null; team_id: string | null; channel: string | null; every: ReportSchedule['every']; day: number; hour: number; formats: string[]; receivers: string[]
  next_at: Date | null; last_report_id: string | null; fault: string | null; made_by: string; made_at: Date; version: Generated<number>
}
export interface DecisionTableRow {
  id: string; question: string; options: unknown; chosen: number; reasons: string; decider_id: string; decided_by: string; decided_at: Date; review_on: string; figures: unknown
  reviewed_at: Date | null; reviewed_by: string | null; verdict: Decision['verdict']; outcome: string | null; version: Generated<number>
}
export const tables = tablesOf<{
  insight_report: ReportRow; insight_report_receiver: ReceiverRow; insight_schedule: ScheduleRow; insight_decision: DecisionTableRow; staff_ref: StaffRefRow; team_ref: TeamRefRow
}>()
