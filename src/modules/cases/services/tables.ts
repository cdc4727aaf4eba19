import { tablesOf } from '../../../kernel/context.ts'
import type { StaffRefRow } from '../../people/index.ts'
import type { TaskRefRow } from '../../tasks/index.ts'

interface CaseServiceRow { case_id: string; service: string; definition_id: string; submission_id: string | null; run_id: string | null; at: Date }
export const tables = tablesOf<{ case_service: CaseServiceRow; task_ref: TaskRefRow; staff_ref: StaffRefRow }>()
