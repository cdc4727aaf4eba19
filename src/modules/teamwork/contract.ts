import { z } from 'zod'
import { Bilingual, Day, Id, Instant, Listing, endpoint, event, line, pageOf, prose } from '../../kernel/contract.ts'
import { History } from '../../kernel/shell.ts'
import { FileView } from '../files/contract.ts'
import { RecordRef, TaskState, TaskTitle } from '../tasks/contract.ts'

/** Meetings, decisions, messages with receipt, agreements between departments, reviews that come round. */

const Named = z.object({ id: z.uuid(), name: z.string() })
const version = z.int()
const Versioned = z.strictObject({ version })

/** Something that was decided to be done: a task, as those who decided it follow it. */
export const Action = z.object({ id: z.uuid(), title: TaskTitle, owner: Named.nullable(), dueAt: Instant.nullable(), state: TaskState, overdue: z.boolean(), decisionId: z.uuid() })
export type Action = z.output<typeof Action>
export const NewAction = z.strictObject({ title: line(200), ownerId: z.uuid(), dueAt: Instant })

// Meetings.
export const MEETING_TYPES = ['cross-department', 'department', 'team', 'project', 'briefing'] as const
export const REPEATS = ['never', 'week', 'two-weeks', 'month', 'quarter'] as const
export type Repeats = (typeof REPEATS)[number]
export const ANSWERS = ['invited', 'comes', 'declined'] as const
const AgendaItem = z.strictObject({ topic: line(200), minutes: z.int().min(1).max(480).optional() })
export type AgendaItem = z.output<typeof AgendaItem>
const MeetingPerson = Named.extend({ answer: z.enum(ANSWERS), attended: z.boolean().nullable() })
export const Meeting = z.object({
  id: z.uuid(), type: z.enum(MEETING_TYPES), title: z.string(), startsAt: Instant, durationMinutes: z.int(), place: z.string().nullable(), host: Named, repeats: z.enum(REPEATS), seriesId: z.uuid(),
  agenda: z.array(AgendaItem), minutes: z.string().nullable(), state: z.enum(['planned', 'held', 'cancelled']), people: z.array(MeetingPerson),
  /** Of its own decisions. */
  actions: z.object({ open: z.int(), overdue: z.int() }), version: z.int(), may: z.array(z.enum(['change', 'close', 'cancel', 'answer', 'decide'])),
}).meta({ id: 'Meeting' })
export type Meeting = z.output<typeof Meeting>
const meetingFields = {
  type: z.enum(MEETING_TYPES), title: line(200), startsAt: Instant, durationMinutes: z.int().min(5).max(1_440), place: line(120).nullable(), repeats: z.enum(REPEATS),
  agenda: z.array(AgendaItem).max(50), people: z.array(z.uuid()).min(1).max(100),
}
export const PlanMeeting = z.strictObject({ ...meetingFields, durationMinutes: meetingFields.durationMinutes.default(60), place: meetingFields.place.optional(), repeats: meetingFields.repeats.default('never'), agenda: meetingFields.agenda.default([]) })
export type PlanMeeting = z.output<typeof PlanMeeting>
export const ChangeMeeting = z.strictObject({ ...z.object(meetingFields).partial().shape, version })
export type ChangeMeeting = z.output<typeof ChangeMeeting>
export const CloseMeeting = z.strictObject({ version, minutes: prose(50_000), attended: z.array(z.uuid()).max(100) })
export type CloseMeeting = z.output<typeof CloseMeeting>
const MeetingQuery = Listing.omit({ q: true }).extend({ state: z.enum(['planned', 'held', 'cancelled']).optional(), type: z.enum(MEETING_TYPES).optional(), mine: z.enum(['true']).optional(), from: Day.optional(), to: Day.optional(), seriesId: z.uuid().optional() })
export type MeetingQuery = z.output<typeof MeetingQuery>
export const meetings = {
  meetings: endpoint('GET', '/meetings', { query: MeetingQuery, response: pageOf(Meeting), access: 'meeting.read', about: 'Meetings, the latest first.' }),
  meeting: endpoint('GET', '/meetings/:id', { params: Id, response: Meeting, access: 'meeting.read', about: 'One meeting.' }),
  plan: endpoint('POST', '/meetings', { body: PlanMeeting, response: Meeting, status: 201, access: 'meeting.write', about: 'Plans a meeting, and its repetitions one after the other.' }),
  changeMeeting: endpoint('PATCH', '/meetings/:id', { params: Id, body: ChangeMeeting, response: Meeting, access: 'meeting.write', about: 'Changes one meeting that has not been held; its later repetitions follow it.' }),
  answerMeeting: endpoint('POST', '/meetings/:id/answer', { params: Id, body: z.strictObject({ comes: z.boolean() }), response: Meeting, access: 'meeting.read', about: 'Says whether one comes.' }),
  closeMeeting: endpoint('POST', '/meetings/:id/close', { params: Id, body: CloseMeeting, response: Meeting, access: 'meeting.write', about: 'Keeps the minutes and who was there.' }),
  cancelMeeting: endpoint('POST', '/meetings/:id/cancel', { params: Id, body: z.strictObject({ version, series: z.boolean().default(false) }), response: Meeting, access: 'meeting.write', about: 'Calls one meeting off, or with it all that would follow.' }),
  meetingActions: endpoint('GET', '/meetings/:id/actions', { params: Id, response: z.object({ items: z.array(Action) }), access: 'meeting.read', about: 'What was decided to be done in this meeting and is open from those before it in its series: the overdue first.' }),
  meetingEvents: endpoint('GET', '/meetings/:id/events', { params: Id, response: History, access: 'meeting.read', about: 'The history, oldest first.' }),
}

// Decisions.
export const STANCES = ['for', 'against', 'neutral'] as const
/** All for; nobody against; more for than against; as many against or more; decided without anybody’s opinion. */
export const CONSENSUS = ['unanimous', 'consent', 'majority', 'contested', 'alone'] as const
export type Consensus = (typeof CONSENSUS)[number]
export const Opinion = z.object({ id: z.uuid(), optionId: z.uuid().nullable(), by: Named, stance: z.enum(STANCES), text: z.string(), afterDecision: z.boolean(), at: Instant })
export type Opinion = z.output<typeof Opinion>
export const Decision = z.object({
  id: z.uuid(), title: z.string(), background: z.string().nullable(), meeting: Named.nullable(), state: z.enum(['open', 'decided', 'withdrawn']),
  options: z.array(z.object({ id: z.uuid(), text: z.string() })), chosenId: z.uuid().nullable(), outcome: z.string().nullable(), rationale: z.string().nullable(), consensus: z.enum(CONSENSUS).nullable(), decider: Named.nullable(),
  /** Of the latest word of each person. */
  counts: z.object({ for: z.int(), against: z.int(), neutral: z.int() }), actions: z.object({ open: z.int(), overdue: z.int() }),
  openedBy: Named, createdAt: Instant, decidedAt: Instant.nullable(), version: z.int(), may: z.array(z.enum(['opine', 'decide', 'withdraw', 'act'])),
}).meta({ id: 'DecisionRecord' })
export type Decision = z.output<typeof Decision>
export const OpenDecision = z.strictObject({ title: line(200), background: prose(10_000).optional(), meetingId: z.uuid().optional(), options: z.array(line(500)).min(1).max(20) })
export type OpenDecision = z.output<typeof OpenDecision>
export const Opine = z.strictObject({ optionId: z.uuid().optional(), stance: z.enum(STANCES), text: prose(4_000) })
export type Opine = z.output<typeof Opine>
export const Decide = z.strictObject({ version, chosenId: z.uuid().optional(), outcome: prose(4_000), rationale: prose(10_000).optional(), actions: z.array(NewAction).max(50).default([]) })
export type Decide = z.output<typeof Decide>
const DecisionQuery = Listing.omit({ q: true }).extend({ state: z.enum(['open', 'decided', 'withdrawn']).optional(), meetingId: z.uuid().optional(), consensus: z.enum(CONSENSUS).optional() })
export type DecisionQuery = z.output<typeof DecisionQuery>
export const decisions = {
  decisions: endpoint('GET', '/decisions', { query: DecisionQuery, response: pageOf(Decision), access: 'decision.read', about: 'Decision records, newest first.' }),
  decision: endpoint('GET', '/decisions/:id', { params: Id, response: Decision, access: 'decision.read', about: 'One decision.' }),
  openDecision: endpoint('POST', '/decisions', { body: OpenDecision, response: Decision, status: 201, access: 'decision.write', about: 'Puts a question to be decided, with its options.' }),
  opinions: endpoint('GET', '/decisions/:id/opinions', { params: Id, response: z.object({ items: z.array(Opinion) }), access: 'decision.read', about: 'Who said what for and against, oldest first. Nothing is ever taken from it.' }),
  opine: endpoint('POST', '/decisions/:id/opinions', { params: Id, body: Opine, response: Opinion, status: 201, access: 'decision.write', about: 'Says what one thinks; it stays under one’s name. After the decision it is marked as such.' }),
  decide: endpoint('POST', '/decisions/:id/decide', { params: Id, body: Decide, response: Decision, access: 'decision.write', about: 'Decides; each action becomes a task of its owner. From then on the record is written once.' }),
  act: endpoint('POST', '/decisions/:id/actions', { params: Id, body: z.strictObject({ actions: z.array(NewAction).min(1).max(50) }), response: z.object({ items: z.array(Action) }), status: 201, access: 'decision.write', about: 'Adds actions to a decision that was made.' }),
  decisionActions: endpoint('GET', '/decisions/:id/actions', { params: Id, response: z.object({ items: z.array(Action) }), access: 'decision.read', about: 'What was decided to be done: the overdue first.' }),
  withdrawDecision: endpoint('POST', '/decisions/:id/withdraw', { params: Id, body: Versioned, response: Decision, access: 'decision.write', about: 'Takes back a question that need not be decided; what was said stays.' }),
  decisionEvents: endpoint('GET', '/decisions/:id/events', { params: Id, response: History, access: 'decision.read', about: 'The history, oldest first.' }),
}

// Messages with receipt.
export const MEMO_STATES = ['waiting', 'confirmed', 'withdrawn'] as const
export const MemoWord = z.object({ id: z.uuid(), by: Named, kind: z.enum(['read-back', 'correction', 'feedback']), text: z.string(), at: Instant })
export const Memo = z.object({
  id: z.uuid(), sender: Named, receiver: Named, matter: z.string(), why: z.string().nullable(), expected: z.string(), doneBy: Instant.nullable(), replyBy: Instant, state: z.enum(MEMO_STATES), overdue: z.boolean(),
  /** Grows with every correction. */
  round: z.int(), readAt: Instant.nullable(), confirmedAt: Instant.nullable(), late: z.boolean().nullable(), sentAt: Instant, version: z.int(), may: z.array(z.enum(['read-back', 'correct', 'feed-back', 'withdraw'])),
}).meta({ id: 'Memo' })
export type Memo = z.output<typeof Memo>
export const SendMemo = z.strictObject({ receivers: z.array(z.uuid()).min(1).max(50), matter: line(200), why: prose(4_000).optional(), expected: prose(4_000), doneBy: Instant.optional(), replyBy: Instant })
export type SendMemo = z.output<typeof SendMemo>
const MemoQuery = Listing.omit({ q: true }).extend({ state: z.enum(MEMO_STATES).optional(), box: z.enum(['in', 'out']).optional(), overdue: z.enum(['true']).optional(), from: Day.optional(), to: Day.optional() })
export type MemoQuery = z.output<typeof MemoQuery>
export const memos = {
  memos: endpoint('GET', '/memos', { query: MemoQuery, response: pageOf(Memo), access: 'memo.read', about: 'Messages with receipt, sent or received, newest first.' }),
  memo: endpoint('GET', '/memos/:id', { params: Id, response: Memo.extend({ words: z.array(MemoWord) }), access: 'memo.read', about: 'One message, with what was read back.' }),
  sendMemo: endpoint('POST', '/memos', { body: SendMemo, response: z.object({ items: z.array(Memo) }), status: 201, access: 'memo.send', about: 'Sends a message that each receiver has to read back in their own words by a moment.' }),
  readMemo: endpoint('POST', '/memos/:id/read', { params: Id, body: z.strictObject({}), response: Memo, access: 'memo.read', about: 'Marks it as seen by its receiver. Seen is not confirmed.' }),
  readBack: endpoint('POST', '/memos/:id/read-back', { params: Id, body: z.strictObject({ version, text: prose(4_000) }), response: Memo, access: 'memo.read', about: 'Says in one’s own words what is to be done by when: that closes the loop.' }),
  correct: endpoint('POST', '/memos/:id/correction', { params: Id, body: z.strictObject({ version, text: prose(4_000), replyBy: Instant }), response: Memo, access: 'memo.send', about: 'The sender finds it misunderstood: says what was meant, and the receiver reads back once more.' }),
  feedBack: endpoint('POST', '/memos/:id/feedback', { params: Id, body: z.strictObject({ text: prose(4_000) }), response: Memo, access: 'memo.read', about: 'Tells how it goes, or that it is done.' }),
  withdrawMemo: endpoint('POST', '/memos/:id/withdraw', { params: Id, body: Versioned, response: Memo, access: 'memo.send', about: 'Takes back a message that nobody has confirmed.' }),
  memoEvents: endpoint('GET', '/memos/:id/events', { params: Id, response: History, access: 'memo.read', about: 'The history, oldest first.' }),
}

// Agreements between departments.
export const WITHIN = ['1h', '2h', '4h', '1d', '2d', '3d', '5d', '10d'] as const
const RequestType = z.strictObject({ key: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/), name: Bilingual, within: z.enum(WITHIN), guide: prose(1_000).optional() })
export type RequestType = z.output<typeof RequestType>
export const Agreement = z.object({ id: z.uuid(), name: z.string(), asking: Named, answering: Named, contact: Named.nullable(), requests: z.array(RequestType), state: z.enum(['active', 'ended']), createdAt: Instant, version: z.int(), may: z.array(z.enum(['change', 'end', 'ask'])) }).meta({ id: 'Agreement' })
export type Agreement = z.output<typeof Agreement>
const agreementFields = { name: line(120), requests: z.array(RequestType).min(1).max(50).refine((list) => new Set(list.map(({ key }) => key)).size === list.length, { error: 'agreement.request-twice' }) }
export const MakeAgreement = z.strictObject({ ...agreementFields, askingId: z.uuid(), answeringId: z.uuid() })
export type MakeAgreement = z.output<typeof MakeAgreement>
export const Request = z.object({
  id: z.uuid(),
  /** Null where it was asked about a case without one. */
  agreement: Named.nullable(), request: z.object({ key: z.string(), name: Bilingual }), within: z.string(), asking: Named.nullable(), answering: Named, askedBy: Named, contact: Named, subject: z.string(), details: z.string().nullable(),
  /** What it is about. Whoever answers knows of a case its number, kind and priority; `seen` says whether they may also open it. */
  about: z.object({ kind: z.literal('case'), id: z.uuid(), number: z.string(), caseKind: z.string(), priority: z.string(), seen: z.boolean() }).nullable(),
  /** A record of another kind that it is about, such as a need. */
  record: RecordRef.nullable(),
  /** Who goes on speaking with the customer, and whether the customer was told so when it was asked. */
  keeper: Named.nullable(), toldCustomer: z.boolean(),
  attachments: z.array(FileView),
  /** What was asked back and added meanwhile, oldest first; while something is asked back its deadline waits. */
  words: z.array(z.object({ id: z.uuid(), by: Named, kind: z.enum(['question', 'addition']), text: z.string(), at: Instant })), askedBackAt: Instant.nullable(),
  state: z.enum(['open', 'answered', 'withdrawn']), dueAt: Instant, overdue: z.boolean(), inTime: z.boolean().nullable(), answer: z.string().nullable(), answeredBy: Named.nullable(), answeredAt: Instant.nullable(), escalatedTo: Named.nullable(),
  createdAt: Instant, version: z.int(), may: z.array(z.enum(['answer', 'ask-back', 'add', 'withdraw'])),
}).meta({ id: 'DepartmentRequest' })
export type Request = z.output<typeof Request>
const RequestQuery = Listing.omit({ q: true }).extend({ state: z.enum(['open', 'answered', 'withdrawn']).optional(), answeringId: z.uuid().optional(), askingId: z.uuid().optional(), mine: z.enum(['asked', 'to-answer']).optional(), overdue: z.enum(['true']).optional() })
export type RequestQuery = z.output<typeof RequestQuery>
export const AskAboutCase = z.strictObject({
  departmentId: z.uuid(), subject: line(200), details: prose(10_000).optional(),
  /** A type of request from the agreement of the two departments; without it the answer is due by the priority of the case. */
  request: line(40).optional(),
  /** Said to the customer in the same breath: who looks into it, and who stays their contact. */
  guidance: prose(5_000).optional(),
  attachments: z.array(z.uuid()).max(20).default([]),
})
export type AskAboutCase = z.output<typeof AskAboutCase>
/** A department that can be asked about a case: who answers for it, and what was agreed with it. */
export const Askable = z.object({ id: z.uuid(), name: z.string(), contact: Named, requests: z.array(z.object({ key: z.string(), name: Bilingual, within: z.enum(WITHIN) })) })
export type Askable = z.output<typeof Askable>
/** A department's month: shares in percent, null where nothing was due. */
export const Scorecard = z.object({ department: Named, asked: z.int(), due: z.int(), onTime: z.int(), share: z.number().nullable(), low: z.number().nullable(), high: z.number().nullable(), medianSeconds: z.number().nullable(), overdueNow: z.int(), escalated: z.int() })
export type Scorecard = z.output<typeof Scorecard>
export const agreements = {
  agreements: endpoint('GET', '/agreements', { response: z.object({ items: z.array(Agreement) }), access: 'agreement.read', about: 'Which department answers what for which, and how soon.' }),
  makeAgreement: endpoint('POST', '/agreements', { body: MakeAgreement, response: Agreement, status: 201, access: 'agreement.write', about: 'Agrees between two departments; the one that answers needs a liaison.' }),
  changeAgreement: endpoint('PATCH', '/agreements/:id', { params: Id, body: z.strictObject({ ...z.object(agreementFields).partial().shape, version }), response: Agreement, access: 'agreement.write', about: 'Changes request types and times; what was asked before keeps its own.' }),
  endAgreement: endpoint('POST', '/agreements/:id/end', { params: Id, body: Versioned, response: Agreement, access: 'agreement.write', about: 'Ends it; open requests are still answered.' }),
  requests: endpoint('GET', '/department-requests', { query: RequestQuery, response: pageOf(Request), access: 'department-request.read', about: 'Requests between departments that one may see, newest first: a liaison those addressed to their department.' }),
  request: endpoint('GET', '/department-requests/:id', { params: Id, response: Request, access: 'department-request.read', about: 'One request.' }),
  aboutCase: endpoint('GET', '/cases/:id/collaborations', { params: Id, response: z.object({ items: z.array(Request), departments: z.array(Askable), within: z.enum(WITHIN), keeper: Named.nullable(), mayAsk: z.boolean() }), access: 'case.read', about: 'What departments were asked about a case, newest first, whom one may ask, and how soon they answer.' }),
  askAboutCase: endpoint('POST', '/cases/:id/collaborations', { params: Id, body: AskAboutCase, response: Request, status: 201, access: 'agreement.ask', about: 'Asks a department to help with a case. Nothing changes hands: whoever answers for the case stays the customer’s one contact; `guidance` tells the customer so.' }),
  addWord: endpoint('POST', '/department-requests/:id/words', { params: Id, body: z.strictObject({ version, text: prose(5_000) }), response: Request, access: 'agreement.ask', about: 'The department asks back, and its deadline waits; the asker adds what is missing, and it runs on.' }),
  ask: endpoint('POST', '/department-requests', { body: z.strictObject({ agreementId: z.uuid(), request: line(40), subject: line(200), details: prose(10_000).optional() }), response: Request, status: 201, access: 'agreement.ask', about: 'Asks another department; its clock runs from now on.' }),
  answerRequest: endpoint('POST', '/department-requests/:id/answer', { params: Id, body: z.strictObject({ version, answer: prose(10_000), attachments: z.array(z.uuid()).max(20).default([]) }), response: Request, access: 'agreement.ask', about: 'Answers for one’s department.' }),
  withdrawRequest: endpoint('POST', '/department-requests/:id/withdraw', { params: Id, body: Versioned, response: Request, access: 'agreement.ask', about: 'Takes one’s own request back; of a case also whoever works on it.' }),
  requestEvents: endpoint('GET', '/department-requests/:id/events', { params: Id, response: History, access: 'department-request.read', about: 'The history, oldest first.' }),
  scorecard: endpoint('GET', '/coordination', { query: z.strictObject({ month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/) }), response: z.object({ month: z.string(), items: z.array(Scorecard) }), access: 'agreement.read', about: 'A month’s coordination, department by department: how many of the replies that were due came in time.' }),
}

// Reviews that come round.
export const EVERY = ['month', 'quarter'] as const
export const Cadence = z.object({
  id: z.uuid(), name: z.string(), scope: z.string().nullable(), every: z.enum(EVERY), owner: Named, lastOn: Day, nextOn: Day, overdue: z.boolean(), state: z.enum(['active', 'ended']),
  reviews: z.array(z.object({ id: z.uuid(), dueOn: Day, heldOn: Day, heldBy: Named, findings: z.string() })), version: z.int(), may: z.array(z.enum(['change', 'hold'])),
}).meta({ id: 'ReviewCadence' })
export type Cadence = z.output<typeof Cadence>
const cadenceFields = { name: line(120), scope: prose(1_000).nullable(), every: z.enum(EVERY), ownerId: z.uuid() }
export const SetCadence = z.strictObject({ ...cadenceFields, scope: cadenceFields.scope.optional(), lastOn: Day })
export type SetCadence = z.output<typeof SetCadence>
export const ChangeCadence = z.strictObject({ ...z.object(cadenceFields).partial().shape, state: z.enum(['active', 'ended']).optional(), version })
export type ChangeCadence = z.output<typeof ChangeCadence>
export const reviews = {
  reviews: endpoint('GET', '/reviews', { response: z.object({ items: z.array(Cadence) }), access: 'review.read', about: 'What is looked at again every month or quarter, the next first.' }),
  setReview: endpoint('POST', '/reviews', { body: SetCadence, response: Cadence, status: 201, access: 'review.write', about: 'Says what is reviewed how often, and when it was last.' }),
  changeReview: endpoint('PATCH', '/reviews/:id', { params: Id, body: ChangeCadence, response: Cadence, access: 'review.write', about: 'Changes it; another rhythm moves the next review.' }),
  holdReview: endpoint('POST', '/reviews/:id/hold', { params: Id, body: z.strictObject({ version, heldOn: Day, findings: prose(10_000) }), response: Cadence, access: 'review.hold', about: 'Keeps what a review found; the next one follows from it.' }),
}

const Changed = z.record(z.string(), z.object({ from: z.json(), to: z.json() }))
export const MeetingPlanned = event('meeting.planned', z.object({ title: z.string(), seriesId: z.uuid(), people: z.array(z.uuid()) }))
export const MeetingChanged = event('meeting.changed', z.object({ changed: Changed, people: z.array(z.uuid()) }))
export const MeetingAnswered = event('meeting.answered', z.object({ comes: z.boolean() }))
export const MeetingClosed = event('meeting.closed', z.object({ attended: z.int(), invited: z.int() }))
export const MeetingCancelled = event('meeting.cancelled', z.object({ series: z.boolean(), people: z.array(z.uuid()) }))
export const DecisionOpened = event('decision.opened', z.object({ meetingId: z.uuid().nullable(), options: z.int() }))
export const OpinionGiven = event('decision.opinion-given', z.object({ opinionId: z.uuid(), stance: z.enum(STANCES), afterDecision: z.boolean() }))
export const DecisionMade = event('decision.made', z.object({ chosenId: z.uuid().nullable(), consensus: z.enum(CONSENSUS), deciderId: z.uuid(), actions: z.int() }))
export const ActionsAdded = event('decision.actions-added', z.object({ actions: z.int() }))
export const DecisionWithdrawn = event('decision.withdrawn', z.object({}))
export const MemoSent = event('memo.sent', z.object({ receiverId: z.uuid(), replyBy: z.iso.datetime() }))
export const MemoRead = event('memo.read', z.object({}))
export const MemoConfirmed = event('memo.confirmed', z.object({ late: z.boolean(), round: z.int() }))
export const MemoCorrected = event('memo.corrected', z.object({ round: z.int(), replyBy: z.iso.datetime() }))
export const MemoFedBack = event('memo.fed-back', z.object({}))
export const MemoUnconfirmed = event('memo.unconfirmed', z.object({ replyBy: z.iso.datetime() }))
export const MemoWithdrawn = event('memo.withdrawn', z.object({}))
export const AgreementMade = event('agreement.made', z.object({ askingId: z.uuid(), answeringId: z.uuid() }))
export const AgreementChanged = event('agreement.changed', z.object({ changed: Changed }))
export const AgreementEnded = event('agreement.ended', z.object({}))
export const RequestAsked = event('department-request.asked', z.object({ agreementId: z.uuid().nullable(), answeringId: z.uuid(), request: z.string(), about: RecordRef.nullable().default(null), dueAt: z.iso.datetime() }))
export const RequestAnswered = event('department-request.answered', z.object({ late: z.boolean() }))
export const RequestAskedBack = event('department-request.asked-back', z.object({ wordId: z.uuid() }))
export const RequestAdded = event('department-request.added-to', z.object({ wordId: z.uuid() }))
export const RequestEscalated = event('department-request.escalated', z.object({ told: z.array(z.uuid()) }))
export const RequestWithdrawn = event('department-request.withdrawn', z.object({}))
export const CadenceSet = event('review.set', z.object({ every: z.enum(EVERY), nextOn: Day }))
export const CadenceChanged = event('review.changed', z.object({ changed: Changed }))
export const ReviewHeld = event('review.held', z.object({ dueOn: Day, heldOn: Day, nextOn: Day }))
