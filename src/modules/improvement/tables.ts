import type { Resource } from '../../kernel/access.ts'
import { tablesOf } from '../../kernel/context.ts'
import type { StaffRefRow } from '../people/index.ts'
import type { Change, ChangeLink, Milestone } from './contract.ts'

export interface ChangeRow {
  id: string; title: string; reason: string; description: string; flow_key: string; definition_id: string | null; state: Change['state']; owner_id: string; planned_on: string
  live_at: Date | null; live_by: string | null; ended_at: Date | null; ended_note: string | null; made_by: string; made_at: Date; changed_at: Date; version: number
}
export interface LinkRow { id: string; change_id: string; part: ChangeLink['part']; kind: string; key: string; at: Date }
export interface MilestoneRow {
  id: string; change_id: string; sort: Milestone['sort']; title: string; starts_on: string; due_on: string; owner_id: string; resources: string | null; audience: Milestone['audience']; body: string | null; seats: number | null; attended: number | null
  done_on: string | null; done_note: string | null; done_by: string | null; task_no: number; made_at: Date; version: number
}
export interface CauseRow { id: string; change_id: string; case_id: string; finding: string; added_by: string | null; at: Date }
/** Why a document is revised; `version_id` is the version that answered it. */
export interface DocumentCauseRow { id: string; document_id: string; version_id: string | null; case_id: string; finding: string; added_by: string | null; at: Date }
export const tables = tablesOf<{ document_cause: DocumentCauseRow; process_change: ChangeRow; process_change_link: LinkRow; process_change_cause: CauseRow; rollout_milestone: MilestoneRow; staff_ref: StaffRefRow }>()

/** Everybody may read how the house changes; whoever owns a change writes on it. */
export const changeResource: Resource = {
  name: 'process-change', read: 'process-change.read',
  fields: { id: { type: 'id' }, state: { type: 'choice' }, ownerId: { type: 'id' } },
  legs: { own: [{ field: 'ownerId', is: 'equal', value: { var: 'me' } }] },
  load: async (ctx, ids) => await tables(ctx).selectFrom('process_change').select(['id', 'version', 'state', 'owner_id as ownerId']).where('id', 'in', ids).execute(),
}
