import type { ColumnType } from 'kysely'
import type { Resource } from '../../kernel/access.ts'
import { tablesOf } from '../../kernel/context.ts'
import type { CaseRefRow } from '../cases/index.ts'
import type { StaffRefRow, TeamMemberRefRow, TeamRefRow } from '../people/index.ts'
import type { TaskRefRow } from '../tasks/index.ts'
import type { Feedback } from './feedback/contract.ts'
import type { Suggestion } from './suggestions/contract.ts'
import type { Inspection } from './inspections/contract.ts'
import type { Paper } from './papers/contract.ts'
import type { Summary } from './summaries/contract.ts'
import type { Topic } from './topics/contract.ts'
import type { Agreement, Cadence, Consensus, Decision, Meeting, Memo, Opinion, Repeats, Request } from './contract.ts'

export interface FeedbackRow {
  id: string; tone: Feedback['tone']; source: Feedback['source']; words: string; staff_id: string | null; department_id: string | null; case_id: string | null; customer_id: string | null
  said_at: Date; state: Feedback['state']; due_at: Date; reply: string | null; message_id: string | null; replied_by: string | null; replied_at: Date | null; change: string | null; changed_by: string | null; changed_at: Date | null
  taken_by: string | null; created_at: Date; version: number
}
interface Tables {
  meeting: {
    id: string; type: Meeting['type']; title: string; starts_at: Date; duration_minutes: number; place: string | null; host_id: string; repeats: Repeats; series_id: string
    agenda: unknown; minutes: string | null; state: Meeting['state']; next_made: boolean; made_by: string | null; closed_at: Date | null; created_at: Date; version: number
  }
  meeting_person: { meeting_id: string; staff_id: string; answer: Meeting['people'][number]['answer']; attended: boolean | null }
  decision: {
    id: string; title: string; background: string | null; meeting_id: string | null; state: Decision['state']; chosen_id: string | null; outcome: string | null; rationale: string | null
    consensus: Consensus | null; decider_id: string | null; opened_by: string; created_at: Date; decided_at: Date | null; version: number
  }
  decision_option: { id: string; decision_id: string; position: number; text: string }
  decision_opinion: { id: string; decision_id: string; option_id: string | null; staff_id: string; stance: Opinion['stance']; text: string; after_decision: boolean; at: Date }
  memo: {
    id: string; batch_id: string; sender_id: string; receiver_id: string; matter: string; why: string | null; expected: string; done_by: Date | null; reply_by: Date
    state: Memo['state']; read_at: Date | null; overdue_at: Date | null; round: number; confirmed_at: Date | null; late: boolean | null; sent_at: Date; version: number
  }
  memo_word: { id: string; memo_id: string; staff_id: string; kind: 'read-back' | 'correction' | 'feedback'; text: string; at: Date }
  agreement: { id: string; name: string; asking_id: string; answering_id: string; requests: unknown; state: Agreement['state']; created_at: Date; version: number }
  department_request: {
    id: string; agreement_id: string | null; request_key: string; request_name: unknown; within: string; asking_id: string | null; answering_id: string; asked_by: string; contact_id: string; subject: string; details: string | null
    about_kind: string | null; about_id: string | null; state: Request['state']; due_at: Date; answer: string | null; answered_by: string | null; answered_at: Date | null; escalated_to: string | null; asked_back_at: Date | null; told_customer: boolean; created_at: Date; version: number
  }
  department_request_word: { id: string; request_id: string; staff_id: string; kind: 'question' | 'addition'; text: string; at: Date }
  review_cadence: { id: string; name: string; scope: string | null; every: Cadence['every']; owner_id: string; last_on: ColumnType<string>; next_on: ColumnType<string>; state: Cadence['state']; created_at: Date; version: number }
  review: { id: string; cadence_id: string; due_on: ColumnType<string>; held_on: ColumnType<string>; held_by: string; findings: string; created_at: Date }
  inspection: {
    id: string; staff_id: string; inspector_id: string; area: string; finding: string; expected: string; grade: Inspection['grade']; about_kind: string | null; about_id: string | null; inspected_on: string; due_at: Date
    state: Inspection['state']; round: number; correction: string | null; corrected_at: Date | null; verified_by: string | null; verified_at: Date | null; late: boolean | null; created_at: Date; version: number
  }
  paper_request: { id: string; title: string; note: string | null; asked_by: string; owner_id: string | null; role_key: string | null; due_at: Date; state: Paper['state']; delivered_by: string | null; delivered_at: Date | null; late: boolean | null; delivery: string | null; created_at: Date; version: number }
  inspection_word: { id: string; inspection_id: string; staff_id: string; kind: 'correction' | 'return'; text: string; at: Date }
  work_summary: {
    id: string; staff_id: string; from_on: ColumnType<string>; until_on: ColumnType<string>; due_at: Date; state: Summary['state']; done: string | null; problems: string | null; plans: string | null; handed_in_at: Date | null; late: boolean | null
    read_by: string | null; read_at: Date | null; remark: string | null; created_at: Date; version: number
  }
  suggestion: {
    id: string; title: string; problem: string; proposal: string; area: Suggestion['area']; department_id: string | null; author_id: string; state: Suggestion['state']; same_as: string | null; due_at: Date
    decided_by: string | null; decided_at: Date | null; reason: string | null; owner_id: string | null; done_by: Date | null; outcome: string | null; ended_at: Date | null; created_at: Date; version: number
  }
  suggestion_evidence: { id: string; suggestion_id: string; kind: Suggestion['evidence'][number]['kind']; key: string; added_by: string; at: Date }
  feedback: FeedbackRow
  /** As far as cases lend it. */
  case_ref: CaseRefRow
  topic: { id: string; kind: Topic['kind']; title: string; body: string; team_id: string | null; flow_key: string | null; author_id: string; state: Topic['state']; created_at: Date; last_at: Date; version: number }
  topic_reply: { id: string; topic_id: string; author_id: string; body: string; mentions: string[]; at: Date }
  topic_reader: { topic_id: string; staff_id: string; read_at: Date }
  team_ref: TeamRefRow
  team_member_ref: TeamMemberRefRow
  staff_ref: StaffRefRow
  department_ref: { id: string; name: string }
  task_ref: TaskRefRow
}
export const tables = tablesOf<Tables>()

const id = { type: 'id' } as const
/** Meetings, decisions, agreements and reviews are open to everybody who may read them: what was agreed is nobody's secret. */
export const meetingResource: Resource = {
  name: 'meeting', read: 'meeting.read', legs: {}, fields: { state: { type: 'choice' }, type: { type: 'choice' }, startsAt: { type: 'instant' }, seriesId: id },
  load: (ctx, ids) => tables(ctx).selectFrom('meeting').select(['id', 'version']).where('id', 'in', ids).execute(),
}
export const decisionResource: Resource = {
  name: 'decision', read: 'decision.read', legs: {}, fields: { state: { type: 'choice' }, meetingId: id, consensus: { type: 'choice' } },
  load: (ctx, ids) => tables(ctx).selectFrom('decision').select(['id', 'version']).where('id', 'in', ids).execute(),
}
/** A message with receipt is its sender's and receiver's, of whoever stands in for the receiver, and of those who lead either. */
export const memoResource: Resource = {
  name: 'memo', read: 'memo.read', fields: { state: { type: 'choice' }, senderId: id, receiverId: id, replyBy: { type: 'instant' }, sentAt: { type: 'instant' } },
  legs: {
    own: [{ field: 'receiverId', is: 'equal', value: { var: 'me' } }, { field: 'senderId', is: 'equal', value: { var: 'me' } }, { field: 'receiverId', is: 'one-of', value: { var: 'standsFor' } }],
    led: [{ field: 'receiverId', is: 'one-of', value: { var: 'reports' } }, { field: 'senderId', is: 'one-of', value: { var: 'reports' } }],
  },
  load: (ctx, ids) => tables(ctx).selectFrom('memo').select(['id', 'version', 'sender_id as senderId', 'receiver_id as receiverId']).where('id', 'in', ids).execute(),
}
/** A request is its asker's and its liaison's, of whoever stands in for them, of those who lead either, and of the department that answers; the asking department's leads see what their people ask. */
export const requestResource: Resource = {
  name: 'department-request', read: 'department-request.read', fields: { state: { type: 'choice' }, askingId: id, answeringId: id, askedBy: id, contactId: id, aboutId: id, dueAt: { type: 'instant' }, askedBackAt: { type: 'instant' } },
  legs: {
    own: [{ field: 'askedBy', is: 'equal', value: { var: 'me' } }, { field: 'contactId', is: 'equal', value: { var: 'me' } }, { field: 'contactId', is: 'one-of', value: { var: 'standsFor' } }],
    answering: [{ field: 'answeringId', is: 'one-of', value: { var: 'departments' } }],
    asking: [{ field: 'askingId', is: 'one-of', value: { var: 'departments' } }],
    led: [{ field: 'contactId', is: 'one-of', value: { var: 'reports' } }, { field: 'askedBy', is: 'one-of', value: { var: 'reports' } }],
  },
  load: (ctx, ids) => tables(ctx).selectFrom('department_request').select(['id', 'version', 'asked_by as askedBy', 'contact_id as contactId', 'answering_id as answeringId', 'asking_id as askingId']).where('id', 'in', ids).execute(),
}
