import { tablesOf } from '../../../kernel/context.ts'
import type { StaffRefRow } from '../../people/index.ts'

export interface AdjustmentRow {
  id: string; metric: string; definition_id: string; from_day: string; to_day: string; amount: number; reason: string; source_kind: string; source_id: string | null; source_text: string | null
  by_id: string; at: Date; withdrawn_at: Date | null; withdrawn_by: string | null; withdrawn_reason: string | null; version: number
}
export const tables = tablesOf<{ metric_adjustment: AdjustmentRow; staff_ref: StaffRefRow }>()
