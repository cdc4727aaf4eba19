import { tablesOf } from '../../../kernel/context.ts'

export interface CellRow {
  definition_id: string; side: number; field: string; day: string; part: string
  n: number; hits: number | null; misses: number | null; total: string | null; squares: string | null; list: number[] | null; keys: string[] | null
}
export interface DayRow { definition_id: string; day: string; tick: number; zone: string; filled_at: Date }
export const tables = tablesOf<{ metric_cell: CellRow; metric_day: DayRow; metric_mark: { facts: string; moment: string; day: string; tick: number } }>()
