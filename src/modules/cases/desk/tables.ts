import type { Generated } from 'kysely'
import { tablesOf } from '../../../kernel/context.ts'
import type { StaffRefRow } from '../../people/index.ts'
import type { CaseRow, MessageRow } from '../tables.ts'
import type { Mention, ScheduledReply, Watcher } from './contract.ts'

export interface ScheduledRow {
  id: string; case_id: string; staff_id: string; body: string; attachments: unknown; send_at: Date
  /** It stays when the customer has written since. */
  unless_written: boolean
  state: ScheduledReply['state'] | 'sent' | 'cancelled'; reason: string | null; message_id: string | null; guard_reason: string | null; made_at: Date; settled_at: Date | null; version: number
}
interface WatcherRow { case_id: string; staff_id: string; how: Watcher['how']; by_id: string; at: Date }
interface MentionRow { id: string; case_id: string; message_id: string; staff_id: string; by_id: string; at: Date; read_at: Mention['readAt'] }
export interface WorkTimeRow {
  id: string; case_id: string; staff_id: string; began_at: Date; ended_at: Date
  /** What the page measured, and what counts. */
  measured: number; seconds: number
  reason: string | null; corrected_by: string | null; corrected_at: Date | null; version: number
}
export interface BlockedSenderRow {
  id: string; kind: 'address' | 'domain'; token: Buffer; value: Buffer; reason: string | null; case_id: string | null
  by_id: string; at: Date; lifted_at: Date | null; lifted_by: string | null; hits: Generated<number>; last_hit_at: Date | null; version: number
}
interface DeskTables {
  case: CaseRow
  message: MessageRow
  case_scheduled: ScheduledRow
  case_watcher: WatcherRow
  case_mention: MentionRow
  case_work_time: WorkTimeRow
  blocked_sender: BlockedSenderRow
  macro_use: { key: string; uses: number; last_at: Date }
  staff_ref: StaffRefRow
}
export const tables = tablesOf<DeskTables>()
