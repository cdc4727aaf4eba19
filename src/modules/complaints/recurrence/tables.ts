import { tablesOf } from '../../../kernel/context.ts'
import type { CustomerRef } from '../../customers/index.ts'
import type { StaffRefRow } from '../../people/index.ts'
import type { Recurrence } from './contract.ts'
import type { RecurrenceSort } from './rules.ts'

export interface RecurrenceRow {
  id: string; sort: RecurrenceSort; cause: string; customer_id: string | null; product: string | null; needed: number; days: number; case_ids: string[]; first_at: Date; last_at: Date; found_at: Date
  state: Recurrence['state']; improvement_kind: string | null; improvement_id: string | null; reason: string | null; settled_by: string | null; settled_at: Date | null; version: number
}
export const tables = tablesOf<{ complaint_recurrence: RecurrenceRow; complaint_cause: { key: string; branch: string; told_at: Date }; customer_ref: CustomerRef; staff_ref: StaffRefRow }>()
