import type { ColumnType, Generated } from 'kysely'
import type { Resource } from '../../kernel/access.ts'
import { tablesOf } from '../../kernel/context.ts'
import type { CustomerRef } from '../customers/index.ts'
import type { StaffRefRow, TeamRefRow } from '../people/index.ts'
import type { Case, CasePromise, Handover, Message, Severity } from './contract.ts'

export interface CaseRow {
  id: string; number: string; kind: Case['kind']; subject: string; channel: Case['channel']; priority: Case['priority']
  status: string; status_class: Case['status']['class']; flow_id: string
  customer_id: string | null; /** That of the customer when the case was opened. */ customer_grade: string | null; first_responder_id: string | null; handler_id: string | null; team_id: string | null
  solution: string | null
  /** How grave it was judged to be, where it is a complaint. */
  severity: Generated<Severity | null>
  /** The nearest running deadline; `infinity` when none runs, so that it can be sorted by. */
  due_at: ColumnType<Date | number, Date | string, Date | string>
  source: string | null; external_id: string | null
  /** The closed case that this one takes up again. */
  follows_id: string | null
  closed_at: Date | null
  /** False while a channel has only supposed the kind. */
  classified: boolean
  /** Since when it is whose turn: the oldest word we have not answered, else our last answer. */
  turn_at: Date | null
  /** The place among the cases that wait: earlier is more pressing; `infinity` when nothing waits for us. */
  rank_at: ColumnType<Date | number, Date | string, Date | string>
  promise_due_at: Date | null
  offered_staff_id: Generated<string | null>; offered_team_id: Generated<string | null>
  transfers: Generated<number>; passed: Generated<Case['passed']>
  /** Since when an update that the customer should have had is overdue. */
  silent_since: Generated<Date | null>
  /** The case that this one has become part of. */
  merged_into_id: Generated<string | null>
  /** The key of the service it was asked for from the catalogue. */
  service: Generated<string | null>
  /** Put aside: until a moment, or with null until the customer writes. */
  snoozed_at: Generated<Date | null>; snoozed_until: Generated<Date | null>; snoozed_by: Generated<string | null>
  /** Since when it lies in the bin as no customer's matter. */
  spam_at: Generated<Date | null>; spam_by: Generated<string | null>
  /** Who reads it and does nothing in it, whatever their rights. */
  barred: Generated<string[] | null>
  created_at: Date; changed_at: Date; removed_at: Date | null; version: number
}
export interface MessageRow {
  id: string; case_id: string; visibility: Message['visibility']; author_kind: Message['author']['kind']; author_id: string | null; body: string; at: Date
  /** The contact that brought it, and its channel where that is not the case's own. */
  interaction_id: string | null; channel: Message['channel'] | null
}
export interface DraftRow { id: string; case_id: string; staff_id: string; visibility: Message['visibility']; body: string; attachments: unknown; saved_at: Date; version: number }
interface ReadingRow { id: string; case_id: string; staff_id: string; message_id: string; at: Date }
export interface PromiseRow {
  id: string; case_id: string; what: string; to_whom: CasePromise['toWhom']; due_at: Date; made_by: string; made_at: Date
  state: CasePromise['state']; warned_at: Date | null; settled_at: Date | null; settled_by: string | null; reason: string | null; version: number
}
export interface HandoverRow {
  id: string; case_id: string; from_id: string; by_id: string; to_staff_id: string | null; to_team_id: string | null
  facts: string; done: string; promised: string; pending: string; due_at: Date
  state: Handover['state']; offered_at: Date; settled_at: Date | null; settled_by: string | null; reason: string | null; version: number
}
export interface MergeRow {
  id: string; from_id: string; into_id: string; by_id: string; at: Date; status: string; status_class: CaseRow['status_class']; classified: boolean; closed_at: Date | null
  carried: string[]; promises: string[]; /** Whom the other case keeps out since. */ barred: string[]; undone_at: Date | null; undone_by: string | null; version: number
}
interface EscalationRow { clock_id: string; level: number; case_id: string; clock_key: string; at: Date; told_at: Date | null }
interface CaseTables {
  case: CaseRow
  message: MessageRow
  case_import: { source: string; external_id: string; case_id: string; at: Generated<Date> }
  case_draft: DraftRow
  case_reading: ReadingRow
  case_promise: PromiseRow
  case_handover: HandoverRow
  case_transfer: { nth: Generated<number>; case_id: string; at: Date; from_id: string; to_id: string; handover_id: string | null }
  case_merge: MergeRow
  case_escalation: EscalationRow
  case_presence: { case_id: string; staff_id: string; typing: boolean; at: Date }
  customer_ref: CustomerRef
  staff_ref: StaffRefRow
  interaction_ref: { id: string; channel: string; direction: string; customer_id: string | null; subject_id: string | null; at: Date }
  team_ref: TeamRefRow
}
/** Rows of the view `case_ref`, which modules above may join. */
export interface CaseRefRow {
  id: string; number: string; subject: string; kind: Case['kind']; channel: Case['channel']; status: string; status_class: Case['status']['class']
  customer_id: string | null; team_id: string | null; handler_id: string | null; first_responder_id: string | null; created_at: Date; removed_at: Date | null
}
export const tables = tablesOf<CaseTables>()

/** The fields that filters, legs, policies and saved views speak of. */
export const caseFields = {
  id: { type: 'id' }, kind: { type: 'choice' }, channel: { type: 'choice' }, priority: { type: 'choice' }, status: { type: 'choice' }, statusClass: { type: 'choice' },
  customerId: { type: 'id' }, firstResponderId: { type: 'id' }, handlerId: { type: 'id' }, teamId: { type: 'id' }, offeredStaffId: { type: 'id' }, offeredTeamId: { type: 'id' }, passed: { type: 'choice' }, silentSince: { type: 'instant' }, snoozedAt: { type: 'instant' }, createdAt: { type: 'instant' }, removedAt: { type: 'instant' },
} as const satisfies Resource['fields']

/** Who sees which cases. Each leg has an index that ends in `id desc` (migrations/0009, 0029, 0133). */
export const caseResource: Resource = {
  name: 'case',
  read: 'case.read',
  fields: caseFields,
  barred: 'barred',
  legs: {
    own: [{ field: 'handlerId', is: 'equal', value: { var: 'me' } }, { field: 'firstResponderId', is: 'equal', value: { var: 'me' } }],
    /** What one's teams have, and what somebody of a team one leads took without a team. */
    team: [{ field: 'teamId', is: 'one-of', value: { var: 'teams' } }, { all: [{ field: 'teamId', is: 'empty' }, { field: 'handlerId', is: 'one-of', value: { var: 'members' } }] }],
    /** What teams and people of one's business line have, one's own, and what no line has yet. */
    line: [
      { field: 'teamId', is: 'one-of', value: { var: 'lineTeams' } }, { all: [{ field: 'teamId', is: 'empty' }, { field: 'handlerId', is: 'one-of', value: { var: 'linePeople' } }] }, { field: 'handlerId', is: 'equal', value: { var: 'me' } }, { field: 'firstResponderId', is: 'equal', value: { var: 'me' } },
      { all: [{ field: 'handlerId', is: 'empty' }, { field: 'teamId', is: 'empty' }] },
    ],
    /** What is being handed over to the reader or their team: to be read before it is accepted. */
    offered: [{ field: 'offeredStaffId', is: 'equal', value: { var: 'me' } }, { field: 'offeredTeamId', is: 'one-of', value: { var: 'teams' } }],
    /** What nobody has taken yet and no team has been given. */
    queue: [{ all: [{ field: 'handlerId', is: 'empty' }, { field: 'teamId', is: 'empty' }] }],
  },
  load: async (ctx, ids) => (await tables(ctx).selectFrom('case').select(['id', 'version', 'handler_id as handlerId', 'first_responder_id as firstResponderId', 'team_id as teamId', 'offered_staff_id as offeredStaffId', 'offered_team_id as offeredTeamId']).where('id', 'in', ids).execute()),
}

/** Somebody's own drafts: a change on one device is pushed to the others, and to nobody else, whatever they may see. */
export const draftResource: Resource = {
  name: 'draft', read: 'notification.read', fields: { staffId: { type: 'id' } }, legs: { own: [{ field: 'staffId', is: 'equal', value: { var: 'me' } }] },
  load: async (ctx, ids) => await tables(ctx).selectFrom('case_draft').select(['id', 'version', 'staff_id as staffId']).where('id', 'in', ids).execute(),
}
/** Who is here on a case: whispered to whoever may see the case, under its id. */
export const presenceResource: Resource = { ...caseResource, name: 'presence' }

/** Handovers are seen by whoever gave or was given them, and by whoever sees every case. */
export const handoverResource: Resource = {
  name: 'handover', read: 'case.read',
  fields: { id: { type: 'id' }, fromId: { type: 'id' }, byId: { type: 'id' }, toStaffId: { type: 'id' }, toTeamId: { type: 'id' }, state: { type: 'choice' } },
  legs: {
    own: [{ field: 'fromId', is: 'equal', value: { var: 'me' } }, { field: 'toStaffId', is: 'equal', value: { var: 'me' } }],
    team: [{ field: 'toTeamId', is: 'one-of', value: { var: 'teams' } }],
  },
  load: async (ctx, ids) => await tables(ctx).selectFrom('case_handover').select(['id', 'version', 'from_id as fromId', 'to_staff_id as toStaffId', 'to_team_id as toTeamId']).where('id', 'in', ids).execute(),
}
