import { tablesOf } from '../../../kernel/context.ts'
import type { StaffRefRow } from '../../people/index.ts'

export interface AnomalyRow {
  id: string; metric: string; definition_id: string; day: string; kind: 'level' | 'seasonal'; value: number; expected: number; sigma: number; score: number; n: number; days: number
  found_at: Date; gone_at: Date | null; seen_at: Date | null; seen_by: string | null; remark: string | null; version: number
}

export const tables = tablesOf<{ metric_anomaly: AnomalyRow; staff_ref: StaffRefRow }>()
