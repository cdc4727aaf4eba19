import { tablesOf } from '../../../kernel/context.ts'
import type { StaffRefRow } from '../../people/index.ts'

export interface ScriptUseRow { id: string; kind: 'script' | 'template'; key: string; scene: string; staff_id: string | null; case_id: string; definition_id: string | null; at: Date }
export const tables = tablesOf<{
  script_use: ScriptUseRow
  script_tally: { kind: ScriptUseRow['kind']; key: string; uses: number; last_at: Date }
  staff_ref: StaffRefRow
}>()
