import { tablesOf } from '../../kernel/context.ts'
import type { StaffRefRow } from '../people/index.ts'
import type { ApologyWay, Liability } from './rules.ts'

interface Tables {
  complaint: { case_id: string; liability: Liability; basis: string | null; judge_id: string | null; judged_at: Date | null; accused: string[]; approved_by: string | null; approved_at: Date | null; version: number }
  complaint_judgement: { id: string; case_id: string; liability: Liability; basis: string; judge_id: string; at: Date }
  complaint_apology: { id: string; case_id: string; how: ApologyWay; note: string; by_id: string; at: Date }
  staff_ref: StaffRefRow
}
export const tables = tablesOf<Tables>()
export type ComplaintRow = Tables['complaint']
