import { tablesOf } from '../../../kernel/context.ts'
import type { StaffRefRow, TeamRefRow } from '../../people/index.ts'
import type { Goal } from '../contract.ts'

export interface GoalRow {
  id: string; name: string; specific: string; metric: string; direction: Goal['direction']; target: number; attainable: string; relevant: string; starts_on: string; ends_on: string
  owner_id: string; team_id: string | null; parent_id: string | null; baseline: number | null; set_at: Date; withdrawn_at: Date | null; withdrawn_reason: string | null; version: number
}
export const tables = tablesOf<{ metric_goal: GoalRow; staff_ref: StaffRefRow; team_ref: TeamRefRow }>()
