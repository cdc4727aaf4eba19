import { tablesOf } from '../../../kernel/context.ts'
import type { StaffRefRow } from '../../people/index.ts'
import type { CaseRow } from '../tables.ts'
import type { HelpCall } from './contract.ts'

export interface HelpRow { id: string; case_id: string; asked_by: string; asked_at: Date; why: string; state: HelpCall['state']; settled_by: string | null; settled_at: Date | null; version: number }
export const tables = tablesOf<{ case_help: HelpRow; case: CaseRow; staff_ref: StaffRefRow }>()
