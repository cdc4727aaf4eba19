import { z } from 'zod'
import { Bilingual, Id, Instant, Listing, endpoint, event, line, pageOf, personal, prose } from '../../../kernel/contract.ts'
import { History } from '../../../kernel/shell.ts'
import { FileView } from '../../files/contract.ts'
import { BLOCK_KINDS, NEXT_KINDS, SNOOZE_ENDS, WORK_MOST_SECONDS } from './rules.ts'

/** The agent's workspace: what leaves later, what is put aside, who follows, what repeats itself, and the time it takes. */

const Named = z.object({ id: z.uuid(), name: z.string() })
const Attached = FileView.pick({ id: true, name: true, size: true, type: true })
const Versioned = z.strictObject({ version: z.int().optional() })

/** An answer that leaves at its moment. `held`: it did not leave, for the reason said; its words are here until somebody decides. */
export const ScheduledReply = z.object({
  id: z.uuid(), caseId: z.uuid(), body: z.string(), attachments: z.array(Attached), sendAt: Instant, unlessWritten: z.boolean(),
  state: z.enum(['waiting', 'held']), reason: z.string().nullable(), by: Named, may: z.array(z.enum(['cancel', 'send'])), version: z.int(),
}).meta({ id: 'ScheduledReply' })
export type ScheduledReply = z.output<typeof ScheduledReply>

export const Watcher = z.object({ id: z.uuid(), name: z.string(), how: z.enum(['self', 'added', 'mentioned']), at: Instant }).meta({ id: 'CaseWatcher' })
export type Watcher = z.output<typeof Watcher>

/** Somebody was named in a note. */
export const Mention = z.object({
  id: z.uuid(), case: z.object({ id: z.uuid(), number: z.string(), subject: z.string() }), messageId: z.uuid(), by: Named, excerpt: z.string(), at: Instant, readAt: Instant.nullable(),
}).meta({ id: 'Mention' })
export type Mention = z.output<typeof Mention>

/** How long people had a case in hand. */
export const WorkTime = z.object({ id: z.uuid(), staff: Named, beganAt: Instant, endedAt: Instant, measured: z.int(), seconds: z.int(), reason: z.string().nullable(), correctedBy: Named.nullable(), may: z.array(z.enum(['correct'])), version: z.int() }).meta({ id: 'WorkTime' })
export type WorkTime = z.output<typeof WorkTime>

/** A row of the agent's time: what is next, when it was to be done and when it was. */
export const NextAction = z.object({
  kind: z.enum(NEXT_KINDS), id: z.uuid(), case: z.object({ id: z.uuid(), number: z.string(), subject: z.string() }),
  what: z.string().nullable(), name: Bilingual.nullable(), dueAt: Instant, overdue: z.boolean(),
}).meta({ id: 'NextAction' })
export type NextAction = z.output<typeof NextAction>
export const DoneAction = z.object({ id: z.uuid(), case: z.object({ id: z.uuid(), number: z.string(), subject: z.string() }), what: z.string(), dueAt: Instant, doneAt: Instant, lateSeconds: z.int() })
export type DoneAction = z.output<typeof DoneAction>

/** What somebody answers for as the first who took the customer in (CAS-10). */
export const FirstResponderRow = z.object({
  staff: Named, open: z.int(), withOthers: z.int(), overdue: z.int(), silent: z.int(), oldest: Instant.nullable(), closed: z.int(), closedByThem: z.int(), reopened: z.int(),
}).meta({ id: 'FirstResponderRow' })
export type FirstResponderRow = z.output<typeof FirstResponderRow>

export const SimilarCase = z.object({ id: z.uuid(), number: z.string(), subject: z.string(), status: z.object({ key: z.string(), class: z.string() }), kind: z.string(), solution: z.string().nullable(), at: Instant, sameCustomer: z.boolean() }).meta({ id: 'SimilarCase' })
export type SimilarCase = z.output<typeof SimilarCase>

export const BlockedSender = z.object({
  id: z.uuid(), kind: z.enum(BLOCK_KINDS), value: personal(z.string(), 'email'), reason: z.string().nullable(), by: Named, at: Instant, hits: z.int(), lastHitAt: Instant.nullable(), case: z.object({ id: z.uuid(), number: z.string() }).nullable(), version: z.int(),
}).meta({ id: 'BlockedSender' })
export type BlockedSender = z.output<typeof BlockedSender>

/** A set of deeds that agents repeat, under one name; its words go into the composer. */
export const MacroDeed = z.enum(['reply', 'note', 'move', 'priority', 'kind', 'handler', 'team', 'snooze', 'watch'])
export const Macro = z.object({
  key: z.string(), name: Bilingual, about: z.string().nullable(), does: z.array(MacroDeed), text: z.string().nullable(), visibility: z.enum(['public', 'internal']).nullable(),
  /** Why it can't be done to this case now: a code of the catalogues. */
  against: z.string().nullable(), uses: z.int(),
}).meta({ id: 'Macro' })
export type Macro = z.output<typeof Macro>

const OnCase = z.strictObject({ id: z.uuid(), itemId: z.uuid() })
export const workspace = {
  beside: endpoint('GET', '/cases/:id/workspace', { params: Id, response: z.object({ scheduled: z.array(ScheduledReply), watchers: z.array(Watcher), watching: z.boolean(), work: z.object({ mine: z.int(), all: z.int(), people: z.int() }), canBlock: z.boolean() }), access: 'case.read', about: 'What the workspace shows beside a case: answers that wait for their moment, who follows it, and the time it has taken in seconds.' }),
  scheduleReply: endpoint('POST', '/cases/:id/scheduled', {
    params: Id, body: z.strictObject({ body: prose(100_000), attachments: z.array(Attached).max(20).default([]), sendAt: Instant, unlessWritten: z.boolean().default(true), draftVersion: z.int().optional(), guardReason: prose(500).optional() }),
    response: ScheduledReply, status: 201, access: 'case.write', about: 'Writes an answer that leaves at `sendAt`; with `unlessWritten` it stays when the customer writes first. The text guard judges it now and when it leaves; `guardReason` lets go what it refuses, where one may.',
  }),
  cancelScheduled: endpoint('POST', '/cases/:id/scheduled/:itemId/cancel', { params: OnCase, body: Versioned, response: ScheduledReply, access: 'case.write', about: 'Takes back an answer that has not left; its words are in the answer.' }),
  sendScheduled: endpoint('POST', '/cases/:id/scheduled/:itemId/send', { params: OnCase, body: Versioned, response: z.object({ messageId: z.uuid() }), access: 'case.write', about: 'Sends it now, in the name of whoever calls.' }),
  snooze: endpoint('POST', '/cases/:id/snooze', { params: Id, body: z.strictObject({ until: Instant.nullable() }), response: z.object({ until: Instant.nullable(), at: Instant }), access: 'case.write', about: 'Puts a case aside until a moment, or with null until its customer writes; it comes back earlier when the customer writes, a deadline is near or it goes to somebody else. Deadlines go on.' }),
  wake: endpoint('POST', '/cases/:id/wake', { params: Id, body: z.strictObject({}), response: z.object({ woken: z.boolean() }), access: 'case.write', about: 'Takes up again what was put aside.' }),
  watch: endpoint('POST', '/cases/:id/watchers', { params: Id, body: z.strictObject({ staffId: z.uuid().optional() }), response: z.object({ items: z.array(Watcher) }), access: 'case.read', about: 'Follows a case, oneself or somebody who may see it.' }),
  unwatch: endpoint('DELETE', '/cases/:id/watchers/:itemId', { params: OnCase, response: z.object({ items: z.array(Watcher) }), access: 'case.read', about: 'Stops following; others are taken off by whoever works on the case.' }),
  mentions: endpoint('GET', '/desk/mentions', { query: Listing.pick({ limit: true }).extend({ cursor: z.uuid().optional(), unread: z.enum(['true']).optional() }), response: pageOf(Mention).extend({ unread: z.int() }), access: 'case.read', about: 'Where one was named, newest first.' }),
  mentionable: endpoint('GET', '/cases/:id/mentionable', { params: Id, query: z.strictObject({ q: z.string().trim().max(60).optional() }), response: z.object({ items: z.array(z.object({ id: z.uuid(), name: z.string(), sees: z.boolean() })) }), access: 'case.read', about: 'Who can be named in a note, and whether they see this case.' }),
  workTimes: endpoint('GET', '/cases/:id/work-times', { params: Id, response: z.object({ items: z.array(WorkTime) }), access: 'case.read', about: 'The time people had the case in hand, visit by visit.' }),
  noteWork: endpoint('POST', '/cases/:id/work-times', { params: Id, body: z.strictObject({ visitId: z.uuid(), beganAt: Instant, seconds: z.int().min(1).max(WORK_MOST_SECONDS) }), response: z.object({ seconds: z.int() }), access: 'case.read', about: 'Notes the time of one visit, measured by the page; said again with more seconds it grows, and never counts twice.' }),
  correctWork: endpoint('PATCH', '/cases/:id/work-times/:itemId', { params: OnCase, body: z.strictObject({ seconds: z.int().min(0).max(WORK_MOST_SECONDS), reason: line(300), version: z.int() }), response: WorkTime, access: 'case.read', about: 'Corrects a visit’s time, with the reason; what was measured stays beside it.' }),
  macros: endpoint('GET', '/cases/:id/macros', { params: Id, query: z.strictObject({ q: z.string().trim().max(60).optional() }), response: z.object({ items: z.array(Macro) }), access: 'case.write', about: 'The macros for this case, with their words as they would stand, the most used first; `q` is part of a name, its pinyin or initials.' }),
  runMacro: endpoint('POST', '/cases/:id/macros', { params: Id, body: z.strictObject({ key: line(120), version: z.int() }), response: z.object({ text: z.string().nullable(), visibility: z.enum(['public', 'internal']).nullable(), did: z.array(MacroDeed), moveAfter: z.string().nullable(), version: z.int() }), access: 'case.write', about: 'Does all deeds of a macro or none; its words come back for the composer.' }),
  markSpam: endpoint('POST', '/cases/:id/spam', { params: Id, body: z.strictObject({ block: z.enum(['address', 'domain']).optional(), version: z.int().optional() }), response: z.object({ id: z.uuid(), blocked: z.string().nullable() }), access: 'case.write', about: 'Takes a case that is no customer’s matter out of every list; `block` keeps its sender’s mails out from now on.' }),
  notSpam: endpoint('POST', '/cases/:id/not-spam', { params: Id, body: z.strictObject({}), response: z.object({ id: z.uuid() }), access: 'case.write', about: 'Puts it back as it was, and lets its sender in again.' }),
  recent: endpoint('GET', '/cases/:id/recent-events', { params: Id, response: History, access: 'case.read', about: 'What was done last, latest first, without messages and the clocks’ own course.' }),
  similar: endpoint('GET', '/cases/:id/similar', { params: Id, response: z.object({ items: z.array(SimilarCase) }), access: 'case.read', about: 'Cases that speak of the same, those that were solved first.' }),
  timeBoard: endpoint('GET', '/desk/time-board', { query: z.strictObject({ staffId: z.uuid().optional() }), response: z.object({ next: z.array(NextAction), done: z.array(DoneAction), kept: z.object({ kept: z.int(), late: z.int() }), snoozed: z.int() }), access: 'case.read', about: 'What is next for one person, overdue first, and how promises of the last fourteen days turned out.' }),
  firstResponders: endpoint('GET', '/desk/first-responders', { response: z.object({ items: z.array(FirstResponderRow), since: Instant }), access: 'case.read', about: 'Who answers for how many open cases, within the reader’s sight, and what was closed in the last thirty days.' }),
}
export const blockedSenders = {
  blocked: endpoint('GET', '/blocked-senders', { query: Listing.pick({ limit: true, cursor: true, sort: true }), response: pageOf(BlockedSender), access: 'blocked-sender.read', about: 'Whose mails are kept out, newest first.' }),
  block: endpoint('POST', '/blocked-senders', { body: z.strictObject({ value: line(320), reason: line(300).optional() }), response: BlockedSender, status: 201, access: 'blocked-sender.write', about: 'Keeps an address, or `@domain` with everybody in it, out.' }),
  lift: endpoint('POST', '/blocked-senders/:id/lift', { params: Id, body: Versioned, response: z.object({ id: z.uuid() }), access: 'blocked-sender.write', about: 'Lets a sender in again.' }),
}

export const ReplyScheduled = event('case.reply-scheduled', z.object({ scheduledId: z.uuid(), sendAt: z.iso.datetime() }))
export const ScheduledSent = event('case.scheduled-sent', z.object({ scheduledId: z.uuid(), messageId: z.uuid() }))
export const ScheduledHeld = event('case.scheduled-held', z.object({ scheduledId: z.uuid(), reason: z.string() }))
export const ScheduledCancelled = event('case.scheduled-cancelled', z.object({ scheduledId: z.uuid() }))
export const CaseSnoozed = event('case.snoozed', z.object({ until: z.iso.datetime().nullable() }))
export const CaseWoken = event('case.woken', z.object({ why: z.enum(SNOOZE_ENDS) }))
export const WatcherAdded = event('case.watcher-added', z.object({ staffId: z.uuid(), how: z.enum(['self', 'added', 'mentioned']) }))
export const WatcherDropped = event('case.watcher-dropped', z.object({ staffId: z.uuid() }))
/** Somebody was named in a note; what stood in it stays out of the log. */
export const StaffMentioned = event('case.mentioned', z.object({ messageId: z.uuid(), staffIds: z.array(z.uuid()) }))
export const WorkNoted = event('work-time.noted', z.object({ caseId: z.uuid(), seconds: z.int() }))
export const WorkCorrected = event('work-time.corrected', z.object({ caseId: z.uuid(), staffId: z.uuid(), changed: z.object({ seconds: z.object({ from: z.int(), to: z.int() }) }) }))
export const MacroRun = event('case.macro-run', z.object({ key: z.string(), did: z.array(MacroDeed) }))
export const SenderBlocked = event('blocked-sender.blocked', z.object({ kind: z.enum(BLOCK_KINDS), caseId: z.uuid().nullable() }))
export const SenderLifted = event('blocked-sender.lifted', z.object({ kind: z.enum(BLOCK_KINDS) }))
