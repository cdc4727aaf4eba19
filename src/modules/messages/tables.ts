import type { Resource } from '../../kernel/access.ts'
import { tablesOf } from '../../kernel/context.ts'
import type { StaffRefRow } from '../people/index.ts'
import type { AddressKind } from './contract.ts'
import type { ConsentPurpose, MessageState, OutChannel, Purpose, ReachChannel } from './rules.ts'

export interface OutgoingRow {
  id: string; channel: OutChannel; state: MessageState; about_kind: string; about_id: string; customer_id: string | null; author_id: string | null; team_id: string | null
  automatic: boolean; purpose: Purpose; template_key: string | null; template_id: string | null
  /** Whose key `content` is sealed under: the customer's, or the message's own. */
  sealed_for: string; content: Buffer
  due_at: Date | null; attempts: number; leased_until: Date | null
  reason: string | null; remark: string | null
  /** What carries it, such as a mailbox. */
  carrier_ref: string | null; changed_at: Date; sent_at: Date | null; version: number
}
export interface AttemptRow { message_id: string; attempt: number; began_at: Date; handed_at: Date | null; ended_at: Date | null; outcome: 'sent' | 'temporary' | 'permanent' | 'unknown' | null; code: string | null; remark: string | null }
export interface ConsentRow { id: string; token: Buffer; kind: AddressKind; purpose: ConsentPurpose; state: 'given' | 'withdrawn'; source: string; at: Date; by_id: string | null; version: number }
export interface PreferenceRow { customer_id: string; preferred: ReachChannel | null; forbidden: ReachChannel[]; changed_at: Date; version: number }
export interface SignatureRow { id: string; owner_kind: 'staff' | 'team' | 'line' | 'company'; owner_id: string; text: string; changed_at: Date; version: number }

export const tables = tablesOf<{
  outgoing_message: OutgoingRow
  outgoing_key: { key: string; message_id: string }
  outgoing_recipient: { message_id: string; place: number; token: Buffer; automatic: boolean; at: Date }
  outgoing_attempt: AttemptRow
  outgoing_return: { message_id: string; token: Buffer; outcome: 'failed' | 'delayed' | 'complaint'; reason: string; hard: boolean; at: Date }
  blocked_address: { token: Buffer; kind: AddressKind; reason: string; message_id: string | null; at: Date; until: Date }
  consent: ConsentRow
  channel_preference: PreferenceRow
  signature: SignatureRow
  template_use: { key: string; uses: number; last_at: Date }
  staff_ref: StaffRefRow
}>()

export const messageFields = {
  id: { type: 'id' }, state: { type: 'choice' }, channel: { type: 'choice' }, purpose: { type: 'choice' }, automatic: { type: 'boolean' },
  aboutId: { type: 'id' }, customerId: { type: 'id' }, authorId: { type: 'id' }, teamId: { type: 'id' },
} as const satisfies Resource['fields']

/** Who sees which messages: who wrote them, and who looks after all of them. */
export const messageResource: Resource = {
  name: 'message', read: 'message.read', fields: messageFields,
  legs: { own: [{ field: 'authorId', is: 'equal', value: { var: 'me' } }] },
  load: async (ctx, ids) => tables(ctx).selectFrom('outgoing_message').select(['id', 'version', 'author_id as authorId']).where('id', 'in', ids).execute(),
}
