import type { Resource } from '../../kernel/access.ts'
import { tablesOf } from '../../kernel/context.ts'
import type { CustomerRef } from '../customers/index.ts'
import type { StaffRefRow } from '../people/index.ts'
import type { LaunchNotice } from './contract.ts'
import type { Stage, VoiceKind } from './rules.ts'

export interface NeedRow {
  id: string; kind: VoiceKind; title: string; summary: string | null; product: string | null; stage: Stage; department_id: string | null; owner_id: string; contact_id: string | null
  direction: string | null; target_on: string | null; launched_at: Date | null; launch_note: string | null; declined_why: string | null
  voices: number; customers: number; last_voice_at: Date | null; made_by: string; created_at: Date; changed_at: Date; version: number
}
export interface VoiceRow {
  id: string; kind: VoiceKind; words: string; product: string | null; case_id: string | null; interaction_id: string | null; customer_id: string | null; channel: string | null
  tell: boolean; need_id: string | null; taken_by: string; at: Date; version: number
}
interface Tables {
  need: NeedRow
  voice: VoiceRow
  need_notice: { need_id: string; customer_id: string; state: LaunchNotice['state']; message_id: string | null; reason: string | null; at: Date }
  customer_ref: CustomerRef
  staff_ref: StaffRefRow
  department_ref: { id: string; name: string }
  /** Teamwork's, as far as it is lent. */
  department_request_ref: { id: string; about_kind: string | null; about_id: string | null; answering_id: string; state: 'open' | 'answered' | 'withdrawn'; due_at: Date; answered_at: Date | null }
}
export const tables = tablesOf<Tables>()

const id = { type: 'id' } as const
/** Whoever serves customers sees every need; a department, and who answers for it, see those that concern it. */
export const needResource: Resource = {
  name: 'need', read: 'need.read', fields: { kind: { type: 'choice' }, stage: { type: 'choice' }, departmentId: id, contactId: id, ownerId: id },
  legs: { department: [{ field: 'departmentId', is: 'one-of', value: { var: 'departments' } }, { field: 'contactId', is: 'equal', value: { var: 'me' } }, { field: 'contactId', is: 'one-of', value: { var: 'standsFor' } }] },
  load: (ctx, ids) => tables(ctx).selectFrom('need').select(['id', 'version', 'department_id as departmentId', 'contact_id as contactId']).where('id', 'in', ids).execute(),
}
export const voiceResource: Resource = {
  name: 'voice', read: 'voice.read', fields: { kind: { type: 'choice' }, needId: id, caseId: id, customerId: id, takenBy: id, at: { type: 'instant' } }, legs: {},
  load: (ctx, ids) => tables(ctx).selectFrom('voice').select(['id', 'version']).where('id', 'in', ids).execute(),
}
