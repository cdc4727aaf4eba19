import type { Generated } from 'kysely'
import type { Resource } from '../../../kernel/access.ts'
import { tablesOf } from '../../../kernel/context.ts'
import type { StaffRefRow, TeamRefRow } from '../../people/index.ts'
import type { CaseRow } from '../tables.ts'
import type { Bulk, BulkDeed } from './contract.ts'

export interface BulkRow {
  id: string; deed: BulkDeed; by_id: string; state: Bulk['state']; total: number; more: boolean; done: Generated<number>; refused: Generated<number>
  prepared_at: Date; started_at: Date | null; touched_at: Date; ended_at: Date | null; fault: string | null; outlook: Outlook | null; version: number
}
/** What was foreseen: due moments in ISO 8601. */
export interface Outlook { earlier: number; later: number; same: number; examples: { id: string; from: string | null; to: string | null }[] }
interface BulkTables {
  case_bulk: BulkRow
  case_bulk_item: { bulk_id: string; nth: number; case_id: string; done_at: Date | null; refusal: string | null }
  case: CaseRow
  staff_ref: StaffRefRow
  team_ref: TeamRefRow
}
export const tables = tablesOf<BulkTables>()

/** A bulk deed is seen by whoever prepared it. */
export const bulkResource: Resource = {
  name: 'case-bulk', read: 'case.read', fields: { byId: { type: 'id' } },
  legs: Object.fromEntries(['own', 'team', 'queue', 'offered', 'all'].map((scope) => [scope, [{ field: 'byId', is: 'equal', value: { var: 'me' } }]])),
  load: async (ctx, ids) => await tables(ctx).selectFrom('case_bulk').select(['id', 'version', 'by_id as byId']).where('id', 'in', ids).execute(),
}
