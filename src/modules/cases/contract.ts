import { z } from 'zod'
import { Day, Id, Instant, Listing, Reason, Warning, endpoint, event, line, pageOf, prose, question } from '../../kernel/contract.ts'
import { FieldFilter, FieldValues } from '../../kernel/custom-fields/contract.ts'
import { History } from '../../kernel/shell.ts'
import { Clock, Explanation } from '../clocks/contract.ts'
import { FileView } from '../files/contract.ts'
import { StatusClass } from '../flows/contract.ts'
import { MessageState } from '../messages/contract.ts'
import { complaintFields, courseFields } from './course/fields/contract.ts'
import { KINDS } from './rules.ts'

export { KINDS } from './rules.ts'
export { LIABILITIES, SEVERITIES } from './course/fields/contract.ts'
export type { ComplaintFields, Severity } from './course/fields/contract.ts'

export const CHANNELS = ['phone', 'email', 'chat', 'sms', 'wechat', 'portal', 'counter', 'internal', 'api'] as const
export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const
export const Kind = z.enum(KINDS)
export const Channel = z.enum(CHANNELS)
export const Priority = z.enum(PRIORITIES)

const Named = z.object({ id: z.uuid(), name: z.string() })
/** What the reader may do with this case now: the same rules the commands check. */
export const Deed = z.enum(['claim', 'assign', 'reply', 'note', 'change', 'change-first-responder', 'remove', 'restore', 'hand-over', 'merge'])
export type Deed = z.output<typeof Deed>

export const Case = z.object({
  id: z.uuid(), number: z.string(), kind: Kind, subject: z.string(), channel: Channel, priority: Priority,
  status: z.object({ key: z.string(), class: StatusClass }),
  customer: z.object({ id: z.uuid(), name: z.string(), type: z.enum(['person', 'organisation']) }).nullable(),
  /** Who first took the contact in, and answers for it to the end. Set once. */
  firstResponder: Named.nullable(),
  /** Who works on it now. */
  handler: Named.nullable(),
  team: Named.nullable(),
  /** To whom it is offered; until they take it, the handler stays who it is. */
  offered: z.object({ staff: Named.nullable(), team: Named.nullable() }).nullable(),
  /** How often it went from one handler to another, and whether that looks like passing the buck: too often, or to and fro. */
  /** Since when the customer has heard nothing although an update was due. */
  silentSince: Instant.nullable(),
  transfers: z.int(), passed: z.enum(['too-often', 'back-and-forth']).nullable(),
  clocks: z.array(Clock),
  /** The nearest promise that is still open. */
  promiseDueAt: Instant.nullable(),
  /** Put aside since `at`: until a moment, or with null until the customer writes. */
  snoozed: z.object({ at: Instant, until: Instant.nullable() }).nullable(),
  /** False while a channel has only supposed the kind: it is said before the case can be solved. */
  classified: z.boolean(),
  /** Up to which change the reader has seen it; null when never. */
  readAt: Instant.nullable(),
  /** The moves that the flow allows from here. */
  next: z.array(z.string()),
  may: z.array(Deed),
  solution: z.string().nullable(),
  /** The key of what was asked for from the catalogue of services. */
  service: z.string().nullable(),
  /** What the company's own fields hold, by key. */
  fields: FieldValues,
  /** The closed case that this one takes up again, when the reader may see it. */
  follows: z.object({ id: z.uuid(), number: z.string() }).nullable(),
  /** The case that this one has become part of. */
  mergedInto: z.object({ id: z.uuid(), number: z.string() }).nullable(),
  createdAt: Instant, changedAt: Instant, removedAt: Instant.nullable(), version: z.int(),
  /** What a deed just done might better not have been done without. */
  warnings: z.array(Warning).optional(),
}).meta({ id: 'Case' })
export type Case = z.output<typeof Case>

/** One of the words, or several joined by commas. */
const Choice = <T extends z.ZodEnum>(of: T) => z.string().max(200).transform((text, context) => text.split(',').map((one) => {
  const known = of.safeParse(one)
  if (!known.success) context.addIssue({ code: 'custom', message: 'list.unknown-choice' })
  return known.data as z.output<T>
})).optional()

export const CaseQuery = Listing.extend({
  status: line(200).optional(), statusClass: Choice(StatusClass), kind: Choice(Kind), priority: Choice(Priority), channel: Choice(Channel),
  /** A staff's id, `me`, or `none` for nobody. */
  handler: z.union([z.uuid(), z.enum(['me', 'none'])]).optional(),
  firstResponder: z.union([z.uuid(), z.enum(['me', 'none'])]).optional(),
  team: z.union([z.uuid(), z.enum(['mine', 'none'])]).optional(),
  customerId: z.uuid().optional(),
  createdFrom: Day.optional(), createdTo: Day.optional(),
  /** Keys of services, joined by commas. */
  service: line(400).optional(),
  /** The company's own fields: `key:value` pairs joined by `;`. */
  fields: FieldFilter.optional(),
  /** Cases that look like a passed buck. */
  passed: z.enum(['true']).optional(),
  /** Cases whose customers have heard nothing for longer than they should. */
  silent: z.enum(['true']).optional(),
  removed: z.enum(['true', 'false']).optional(),
  /** Put aside or not. */
  snoozed: z.enum(['true', 'false']).optional(),
  /** Cases one follows. */
  watching: z.enum(['me']).optional(),
})
export type CaseQuery = z.output<typeof CaseQuery>

export const OpenCase = z.strictObject({
  kind: Kind, subject: line(300), description: prose(100_000), channel: Channel, priority: Priority.default('normal'),
  customerId: z.uuid().optional(),
  customer: z.strictObject({ name: line(200), phone: z.string().max(60).optional(), email: z.string().max(320).optional() }).optional(),
  teamId: z.uuid().optional(),
  attachments: z.array(z.uuid()).max(20).optional(),
  fields: FieldValues.optional(),
}).refine((body) => !(body.customerId && body.customer), { error: 'case.two-customers', path: ['customer'] })
export type OpenCase = z.output<typeof OpenCase>

/** How an answer fares on its way out: the outbox's own message, its state, and why it stands there. */
export const Delivery = z.object({ messageId: z.uuid(), state: MessageState, at: Instant, reason: z.string().nullable() })
export type Delivery = z.output<typeof Delivery>

export const Message = z.object({
  id: z.uuid(), caseId: z.uuid(), visibility: z.enum(['public', 'internal']), body: z.string(),
  author: z.object({ kind: z.enum(['staff', 'customer', 'system']), id: z.uuid().nullable(), name: z.string() }),
  /** How it came or went, where that is not the case's own channel. */
  channel: Channel.nullable(),
  /** Null for what never leaves the house. */
  delivery: Delivery.nullable(),
  attachments: z.array(FileView),
  /** Colleagues named in it, and since when each has read it. */
  mentions: z.array(z.object({ id: z.uuid(), name: z.string(), readAt: Instant.nullable() })),
  at: Instant, warnings: z.array(Warning).optional(),
}).meta({ id: 'Message' })
export type Message = z.output<typeof Message>

/** What somebody has begun to write on a case, apart for the customer and among colleagues. */
export const Draft = z.object({
  caseId: z.uuid(), visibility: z.enum(['public', 'internal']), body: z.string(), attachments: z.array(FileView.pick({ id: true, name: true, size: true, type: true })), savedAt: Instant, version: z.int(),
}).meta({ id: 'Draft' })
export type Draft = z.output<typeof Draft>

/** `broken` is open past its due moment, `kept-late` was kept after it. */
export const PROMISE_STATES = ['open', 'kept', 'broken', 'kept-late', 'withdrawn'] as const
export const ToWhom = z.enum(['customer', 'colleague', 'third'])
export const CasePromise = z.object({
  id: z.uuid(), caseId: z.uuid(), what: z.string(), toWhom: ToWhom, dueAt: Instant, state: z.enum(PROMISE_STATES), by: Named, madeAt: Instant, settledAt: Instant.nullable(), settledBy: Named.nullable(), reason: z.string().nullable(),
  may: z.array(z.enum(['keep', 'withdraw'])), version: z.int(),
}).meta({ id: 'Promise' })
export type CasePromise = z.output<typeof CasePromise>

/** One giving over of a case. `from` handled it, `by` offered it: mostly the same person. */
export const HANDOVER_STATES = ['offered', 'accepted', 'declined', 'bounced', 'withdrawn'] as const
export const Handover = z.object({
  id: z.uuid(), case: z.object({ id: z.uuid(), number: z.string(), subject: z.string() }), from: Named, by: Named, to: z.object({ staff: Named.nullable(), team: Named.nullable() }),
  facts: z.string(), done: z.string(), promised: z.string(), pending: z.string(), dueAt: Instant,
  state: z.enum(HANDOVER_STATES), offeredAt: Instant,
  /** Until when it is to be taken; after that it goes back. Null once it is settled. */
  acceptBy: Instant.nullable(),
  settledAt: Instant.nullable(), settledBy: Named.nullable(), reason: z.string().nullable(), may: z.array(z.enum(['accept', 'decline', 'withdraw'])), version: z.int(),
}).meta({ id: 'Handover' })
export type Handover = z.output<typeof Handover>
const Told = (most: number) => z.string().trim().max(most).default('')
export const OfferHandover = z.strictObject({ toStaffId: z.uuid().optional(), toTeamId: z.uuid().optional(), facts: prose(5_000), done: Told(5_000), promised: Told(5_000), pending: Told(5_000), dueAt: Instant, version: z.int().optional() })
  .refine((body) => (body.toStaffId === undefined) !== (body.toTeamId === undefined), { error: 'handover.one-receiver', path: ['toStaffId'] })
export type OfferHandover = z.output<typeof OfferHandover>

/** Two cases that have become one. */
export const Merge = z.object({
  id: z.uuid(), from: z.object({ id: z.uuid(), number: z.string(), subject: z.string() }), into: z.object({ id: z.uuid(), number: z.string(), subject: z.string() }), by: Named, at: Instant, undoneAt: Instant.nullable(), may: z.array(z.enum(['undo'])), version: z.int(),
}).meta({ id: 'Merge' })
export type Merge = z.output<typeof Merge>

/** Who else has the case open now. */
export const Here = z.object({ id: z.uuid(), name: z.string(), typing: z.boolean() })
export type Here = z.output<typeof Here>

/** Somebody who has to know of a case, and how much of it they have not read. */
export const Reader = z.object({ id: z.uuid(), name: z.string(), as: z.array(z.enum(['first-responder', 'handler', 'receiver', 'writer', 'promiser', 'called-in'])), unread: z.int(), readAt: Instant.nullable() }).meta({ id: 'CaseReader' })
export type Reader = z.output<typeof Reader>

const Versioned = z.strictObject({ version: z.int().optional() })

export const cases = {
  list: endpoint('GET', '/cases', { query: CaseQuery, response: pageOf(Case), access: 'case.read', about: 'Cases one may see, newest first.' }),
  get: endpoint('GET', '/cases/:id', { params: Id, response: Case, access: 'case.read', about: 'One case with its people, deadlines and where it may go next.' }),
  open: endpoint('POST', '/cases', { body: OpenCase, response: Case, status: 201, access: 'case.open', about: 'Opens a case; `customer` takes the one customer who has exactly this phone or e-mail, else makes one.' }),
  change: endpoint('PATCH', '/cases/:id', { params: Id, body: z.strictObject({ version: z.int(), subject: line(300).optional(), kind: Kind.optional(), priority: Priority.optional(), customerId: z.uuid().optional(), fields: FieldValues.optional() }), response: Case, access: 'case.write', about: 'Changes what a case is about; of the company’s own fields only those sent, null empties one.' }),
  claim: endpoint('POST', '/cases/:id/claim', { params: Id, body: Versioned, response: Case, access: 'case.claim', about: 'Takes an unassigned case: of many at once exactly one wins.' }),
  assign: endpoint('POST', '/cases/:id/assign', { params: Id, body: z.strictObject({ version: z.int(), handlerId: z.uuid().nullable().optional(), teamId: z.uuid().nullable().optional() }), response: Case, access: 'case.assign', about: 'Gives a case to a person or a team; null takes it away.' }),
  move: endpoint('POST', '/cases/:id/transitions', { params: Id, body: z.strictObject({ to: line(60), version: z.int(), fields: z.strictObject({ solution: prose(20_000).optional(), reason: prose(2_000).optional(), ...courseFields, ...complaintFields }).optional() }), response: Case, access: 'case.write', about: 'Moves a case along its flow; what stands against it names the field that settles it, which may come along.' }),
  messages: endpoint('GET', '/cases/:id/messages', { params: Id, query: Listing.pick({ limit: true }).extend({ cursor: z.uuid().optional() }), response: pageOf(Message), access: 'case.read', about: 'What was said, newest first.' }),
  say: endpoint('POST', '/cases/:id/messages', { params: Id, body: z.strictObject({ body: prose(100_000), visibility: z.enum(['public', 'internal']), attachments: z.array(z.uuid()).max(20).optional(), mentions: z.array(z.uuid()).max(20).optional(), draftVersion: z.int().optional(), guardReason: prose(500).optional() }), response: Message, status: 201, access: 'case.write', about: 'Answers the customer, or leaves a note among colleagues, in which `mentions` are told; `draftVersion` is the draft that is sent with it, which is then gone; `guardReason` lets go what the text guard refuses, where one may.' }),
  changeFirstResponder: endpoint('POST', '/cases/:id/first-responder', { params: Id, body: z.strictObject({ staffId: z.uuid(), reason: prose(500), version: z.int() }), response: Case, access: 'case.change-first-responder', about: 'Only for a reason such as leaving; the log keeps who, when and why.' }),
  why: endpoint('GET', '/cases/:id/clocks', { params: Id, response: z.object({ items: z.array(Explanation) }), access: 'case.read', about: 'Why each deadline is due when it is: calendar, policy version, pauses.' }),
  events: endpoint('GET', '/cases/:id/events', { params: Id, response: History, access: 'case.read', about: 'The history, oldest first, with hashes.' }),
  remove: endpoint('POST', '/cases/:id/remove', { params: Id, body: z.strictObject({ reason: prose(500), version: z.int() }), response: Case, access: 'case.remove', about: 'Puts a case into the bin, where it lies for a set time.' }),
  restore: endpoint('POST', '/cases/:id/restore', { params: Id, body: z.strictObject({ version: z.int() }), response: Case, access: 'case.remove', about: 'Takes a case out of the bin, as it was.' }),
}

const Id2 = Id.extend({ promiseId: z.uuid() })
export const desk = {
  work: endpoint('GET', '/cases/:id/work', { params: Id, response: z.object({ drafts: z.array(Draft), promises: z.array(CasePromise), handovers: z.array(Handover), merges: z.array(Merge), here: z.array(Here), undoSeconds: z.int() }), access: 'case.read', about: 'What the desk shows beside a case: one’s own drafts, promises, handovers, merges, who else is here, and how many seconds a message can be taken back.' }),
  drafts: endpoint('GET', '/drafts', { response: z.object({ items: z.array(Draft.omit({ body: true, attachments: true })) }), access: 'case.read', about: 'The cases on which one has begun to write, latest first.' }),
  saveDraft: endpoint('PATCH', '/cases/:id/draft', {
    params: Id, body: z.strictObject({ visibility: z.enum(['public', 'internal']), body: z.string().max(100_000), attachments: Draft.shape.attachments.max(20).default([]), version: z.int() }),
    response: Draft.nullable(), access: 'case.read', about: 'Saves what one has begun to write; nothing left of it drops it. `version` is that of the draft one knows, 0 for none: 409 with the other one when it was written elsewhere meanwhile.',
  }),
  read: endpoint('PATCH', '/cases/:id/reading', { params: Id, body: z.strictObject({ changedAt: Instant, messageId: z.uuid() }), response: z.object({ readAt: Instant }), access: 'case.read', about: 'Marks a case as read up to this change and this message; never goes back.' }),
  readers: endpoint('GET', '/cases/:id/readers', { params: Id, response: z.object({ items: z.array(Reader) }), access: 'case.read', about: 'Who has to know of the case, and how many of its messages each has not read.' }),
  promise: endpoint('POST', '/cases/:id/promises', { params: Id, body: z.strictObject({ what: prose(500), toWhom: ToWhom, dueAt: Instant }), response: CasePromise, status: 201, access: 'case.write', about: 'Writes down what was promised, to whom and by when.' }),
  keep: endpoint('POST', '/cases/:id/promises/:promiseId/keep', { params: Id2, body: z.strictObject({ version: z.int() }), response: CasePromise, access: 'case.write', about: 'Says that a promise was kept; after its due moment it is kept late.' }),
  withdraw: endpoint('POST', '/cases/:id/promises/:promiseId/withdraw', { params: Id2, body: z.strictObject({ version: z.int(), reason: prose(500) }), response: CasePromise, access: 'case.write', about: 'Takes a promise back, with the reason.' }),
}
export const handovers = {
  ofCase: endpoint('GET', '/cases/:id/handovers', { params: Id, response: z.object({ items: z.array(Handover) }), access: 'case.read', about: 'How the case went from hand to hand, latest first, with both sides’ names and moments.' }),
  handovers: endpoint('GET', '/desk/handovers', { query: Listing.pick({ limit: true, cursor: true, sort: true }).extend({ box: z.enum(['in', 'out']).optional(), state: Choice(z.enum(HANDOVER_STATES)) }), response: pageOf(Handover), access: 'case.read', about: 'Handovers one may see, latest first: `in` those offered to oneself or one’s team, `out` those one has offered.' }),
  offer: endpoint('POST', '/cases/:id/handovers', { params: Id, body: OfferHandover, response: Handover, status: 201, access: 'case.write', about: 'Offers a case to a person or a team with what they must know; until it is accepted the sender goes on handling it.' }),
  accept: endpoint('POST', '/handovers/:id/accept', { params: Id, body: Versioned.default({}), response: Handover, access: 'case.read', about: 'Takes what was offered: of many in a team exactly one becomes the handler. The first responder stays.' }),
  decline: endpoint('POST', '/handovers/:id/decline', { params: Id, body: z.strictObject({ reason: prose(1_000), version: z.int().optional() }), response: Handover, access: 'case.read', about: 'Refuses what was offered, with the reason; it stays with the sender.' }),
  withdrawHandover: endpoint('POST', '/handovers/:id/withdraw', { params: Id, body: Versioned.default({}), response: Handover, access: 'case.read', about: 'Takes an offer back before it is accepted.' }),
}
export const merges = {
  merge: endpoint('POST', '/cases/:id/merge', { params: Id, body: z.strictObject({ intoCaseId: z.uuid(), version: z.int().optional() }), response: Merge, status: 201, access: 'case.write', about: 'Makes a case part of another about the same matter; never across two customers.' }),
  undo: endpoint('POST', '/merges/:id/undo', { params: Id, body: Versioned.default({}), response: Merge, access: 'case.write', about: 'Takes a merge back: both cases stand as they stood.' }),
}
/** Apart from the log: who is where is nobody's history. */
export const presence = {
  here: endpoint('GET', '/cases/:id/presence', { params: Id, response: z.object({ items: z.array(Here) }), access: 'case.read', about: 'Who else has the case open now.' }),
  beHere: endpoint('PATCH', '/cases/:id/presence', { params: Id, body: z.strictObject({ here: z.boolean(), typing: z.boolean() }), response: z.object({ items: z.array(Here) }), access: 'case.read', about: 'Says that one has the case open, writes, or has left it; holds for three quarters of a minute.' }),
}

/** The changed fields, each from what to what: what a push looks at to reach those who lose sight. */
const Changed = z.record(z.string(), z.object({ from: z.json(), to: z.json() }))
export const CaseOpened = event('case.opened', z.object({
  number: z.string(), kind: Kind, channel: Channel, priority: Priority, customerId: z.uuid().nullable(), firstResponderId: z.uuid().nullable(), teamId: z.uuid().nullable(), status: z.string(), class: StatusClass, messageId: z.uuid(),
  /** The closed case that it takes up again. */
  followsId: z.uuid().nullable().default(null),
}))
export const CaseClaimed = event('case.claimed', z.object({ handlerId: z.uuid(), firstResponderId: z.uuid(), changed: Changed }))
export const CaseAssigned = event('case.assigned', z.object({ handlerId: z.uuid().nullable(), teamId: z.uuid().nullable(), changed: Changed }))
export const CaseChanged = event('case.changed', z.object({ caseId: z.uuid(), changed: Changed, /** Why, where whoever did it had to say so. */ reason: z.string().optional(), subject: z.tuple([z.string(), z.string()]).optional() }), { fields: ['subject'], keyOf: 'caseId' })
export const CaseMoved = event('case.moved', z.object({ kind: Kind, customerId: z.uuid().nullable(), from: z.string(), to: z.string(), fromClass: StatusClass, toClass: StatusClass, reason: z.string().nullable(), changed: Changed }))
export const MessageAdded = event('case.message-added', z.object({ messageId: z.uuid(), visibility: z.enum(['public', 'internal']), author: z.enum(['staff', 'customer', 'system']), interactionId: z.uuid().nullable().default(null) }))
export const FirstResponderChanged = event('case.first-responder-changed', z.object({ from: z.uuid().nullable(), to: z.uuid(), reason: z.string(), changed: Changed }))
export const CaseRemoved = event('case.removed', z.object({ reason: z.string(), changed: Changed }))
export const CaseRestored = event('case.restored', z.object({ changed: Changed }))

// What was promised stays out of the log: it may name anybody. The promise itself keeps it.
const Promised = { promiseId: z.uuid(), toWhom: ToWhom, dueAt: z.iso.datetime() }
export const PromiseMade = event('case.promise-made', z.object(Promised))
export const PromiseKept = event('case.promise-kept', z.object({ ...Promised, late: z.boolean() }))
export const PromiseBroken = event('case.promise-broken', z.object(Promised))
export const PromiseWithdrawn = event('case.promise-withdrawn', z.object({ ...Promised, reason: z.string() }))
const HandedOver = { handoverId: z.uuid(), fromId: z.uuid(), toStaffId: z.uuid().nullable(), toTeamId: z.uuid().nullable(), changed: Changed }
export const HandoverOffered = event('case.handover-offered', z.object(HandedOver))
export const HandoverAccepted = event('case.handover-accepted', z.object({ ...HandedOver, handlerId: z.uuid() }))
export const HandoverDeclined = event('case.handover-declined', z.object({ ...HandedOver, reason: z.string() }))
/** Nobody took it in time: it stays with the sender. */
export const HandoverBounced = event('case.handover-bounced', z.object(HandedOver))
export const HandoverWithdrawn = event('case.handover-withdrawn', z.object(HandedOver))
/** A case goes from hand to hand in a way that looks like passing the buck (CAS-12). */
export const CasePassedAround = event('case.passed-around', z.object({ how: z.enum(['too-often', 'back-and-forth']), transfers: z.int(), changed: Changed }))
const Merged = { mergeId: z.uuid(), changed: Changed }
export const CaseMerged = event('case.merged', z.object({ ...Merged, intoId: z.uuid(), number: z.string() }))
export const CaseTookIn = event('case.took-in', z.object({ ...Merged, fromId: z.uuid(), number: z.string() }))
export const CaseUnmerged = event('case.unmerged', z.object({ ...Merged, intoId: z.uuid() }))
/** An overdue deadline was told further up: at its due moment to the supervisor (1), after twice its time to the manager (2). */
export const CaseEscalated = event('case.escalated', z.object({ level: z.int(), clock: z.string(), told: z.array(z.uuid()), /** Who hears it when they are at work again. */ later: z.array(z.uuid()).optional() }))
/** Somebody's own drafts and marks of reading; what is written stays out of the log. */
export const DraftSaved = event('draft.saved', z.object({ caseId: z.uuid(), visibility: z.enum(['public', 'internal']), version: z.int() }))
export const DraftDropped = event('draft.dropped', z.object({ caseId: z.uuid(), visibility: z.enum(['public', 'internal']) }))
export const ReadingMarked = event('reading.marked', z.object({ caseId: z.uuid(), messageId: z.uuid() }))

/** May these cases move so? Modules above answer with every reason against it, each with the case it is about; a bulk deed asks for a slice of cases at once. */
export const CasesMayMove = question('case.may-move', z.object({ moves: z.array(z.object({ caseId: z.uuid(), kind: Kind, from: z.string(), to: z.string(), toClass: StatusClass, /** A solution is written down with the move. */ solves: z.boolean() })) }), z.object({ caseId: z.uuid(), reason: Reason }))
/** May the answer to a case be written down now? Modules above answer with reasons. */
export const AnswerMayStand = question('case.answer-may-stand', z.object({ caseId: z.uuid() }), Reason)
/** May these people handle these cases? Modules above answer with every reason against it: whom a complaint is about does not. */
export const CaseMayBeHandled = question('case.may-be-handled', z.object({ caseIds: z.array(z.uuid()), staffIds: z.array(z.uuid()) }), z.object({ caseId: z.uuid(), staffId: z.uuid(), reason: Reason }))
/** May this be sent to the customer? Modules above answer with reasons; the text guard is one of them. */
export const ReplyMayLeave = question('case.reply-may-leave', z.object({ caseId: z.uuid(), body: z.string() }), Reason)
