import type { Resource } from '../../kernel/access.ts'
import { tablesOf } from '../../kernel/context.ts'
import type { Locale } from '../../kernel/context.ts'
import type { CustomerRef } from '../customers/index.ts'
import type { TeamRefRow } from '../people/index.ts'
import type { Case } from '../cases/contract.ts'
import type { CaseRefRow } from '../cases/index.ts'
import type { InvitationAnswer } from './invitations/contract.ts'
import type { After, FetchState, FirstFetch, IncidentKind, InboundState, MailKind, Outcome, Source } from './contract.ts'

export interface MailboxRow {
  id: string; address: string; aliases: string[]; name: string | null; team_id: string | null; line_id: string | null; language: Locale; kind: Case['kind']
  /** URLs with passwords, sealed by the house, bound to the mailbox. */
  imap: Buffer | null; smtp: Buffer | null
  folders: string[]; after: After; move_to: string | null; first_fetch: FirstFetch; acknowledge: boolean; active: boolean; created_at: Date; changed_at: Date; version: number
}
export interface MailboxFetchRow {
  mailbox_id: string; lease: string | null; leased_until: Date | null; state: FetchState; since: Date
  fetched_at: Date | null; failures: number; error: string | null; failed_at: Date | null; retry_at: Date | null
}
export interface InboundRow {
  id: string; mailbox_id: string; raw_hash: Buffer; size: number; source: Source; folder: string | null; uid: number | null; uid_validity: number | null; filed: boolean; at: Date
  state: InboundState; outcome: Outcome | null; reason: string | null; attempts: number; interaction_id: string | null; case_id: string | null; done_at: Date | null
  /** The check that somebody has waved it past. */
  past: string | null; incident_id: string | null; version: number
}
export interface MailRow {
  interaction_id: string; inbound_id: string; mailbox_id: string; case_id: string | null; message_id: string | null; kind: MailKind
  /** The message of ours that a return, an automatic reply or a receipt speaks of. */
  outgoing_id: string | null
  /** `MailContent` as JSON, sealed under the key of the interaction. */
  content: Buffer
  evidence: unknown; version: number
}
export interface IncidentRow {
  id: string; mailbox_id: string; kind: IncidentKind; token: Buffer
  /** The address, sealed under the incident's own key. */
  sender: Buffer
  mails: number; first_at: Date; last_at: Date; closed_at: Date | null; closed_by: string | null; remark: string | null; version: number
}
export interface ThreadRow { token: Buffer; case_id: string; role: 'sent' | 'received' | 'mentioned'; at: Date }

export const tables = tablesOf<{
  mailbox: MailboxRow
  mailbox_address: { address: string; mailbox_id: string }
  mailbox_folder: { mailbox_id: string; folder: string; uid_validity: number; last_uid: number }
  mailbox_fetch: MailboxFetchRow
  inbound_mail: InboundRow
  mail_seen: { mailbox_id: string; token: Buffer; content_hash: Buffer; interaction_id: string; case_id: string | null }
  mail_thread: ThreadRow
  mail_correspondent: { case_id: string; token: Buffer; domain: Buffer | null }
  mail: MailRow
  mail_invitation: { interaction_id: string; answer: InvitationAnswer; by_id: string | null; at: Date; version: number }
  mail_move: { id: string; interaction_id: string; from_case_id: string; from_message_id: string; to_case_id: string; by_id: string | null; at: Date }
  mail_rate: { mailbox_id: string; token: Buffer; minute: Date; mails: number }
  mail_incident: IncidentRow
  case_ref: CaseRefRow
  customer_ref: CustomerRef
  team_ref: TeamRefRow
  line_ref: { id: string; name: string }
}>()

const versions = (table: 'mailbox' | 'inbound_mail' | 'mail_incident'): Resource['load'] => async (ctx, ids) => tables(ctx).selectFrom(table).select(['id', 'version']).where('id', 'in', ids).execute()
/** Mailboxes are few and no secret among those who may see any. */
export const mailboxResource: Resource = { name: 'mailbox', read: 'mailbox.read', fields: { active: { type: 'boolean' }, id: { type: 'id' } }, legs: {}, load: versions('mailbox') }
export const inboundResource: Resource = {
  name: 'inbound-mail', read: 'inbound-mail.read', fields: { mailboxId: { type: 'id' }, state: { type: 'choice' }, outcome: { type: 'choice' }, source: { type: 'choice' } }, legs: {}, load: versions('inbound_mail'),
}
export const incidentResource: Resource = { name: 'mail-incident', read: 'mailbox.read', fields: { mailboxId: { type: 'id' }, closedAt: { type: 'instant' } }, legs: {}, load: versions('mail_incident') }
