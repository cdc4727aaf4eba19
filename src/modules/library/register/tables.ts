import { tablesOf } from '../../../kernel/context.ts'
import type { StaffRefRow } from '../../people/index.ts'
import type { DocumentRow } from '../tables.ts'

export interface StewardRow { id: string; kind: string; key: string; owner_id: string | null; review_due: string | null; reviewed_on: string | null; reviewed_by: string | null; told_soon: string | null; told_overdue: string | null; version: number }
export const tables = tablesOf<{ steward: StewardRow; document: DocumentRow; staff_ref: StaffRefRow }>()
