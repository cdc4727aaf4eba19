import { z } from 'zod'
import { Id, Instant, Listing, endpoint, event, line, pageOf, personal, prose } from '../../kernel/contract.ts'
import { History } from '../../kernel/shell.ts'
import { Kind } from '../cases/contract.ts'
import { Invitation } from './invitations/contract.ts'

/** Mail: mailboxes, what arrives in them, and why each mail went to the case it went to. */

export const Outcome = z.enum(['new-case', 'threaded', 'duplicate', 'auto-reply', 'bounce', 'quarantined'])
export type Outcome = z.output<typeof Outcome>
export const InboundState = z.enum(['waiting', 'done', 'quarantined', 'discarded'])
export type InboundState = z.output<typeof InboundState>
export const Source = z.enum(['imap', 'api', 'command'])
export type Source = z.output<typeof Source>
export const MailKind = z.enum(['message', 'auto-reply', 'bounce', 'receipt'])
export type MailKind = z.output<typeof MailKind>
/** What is done on the server with a mail that lies safe with us. */
export const After = z.enum(['seen', 'move', 'nothing'])
export type After = z.output<typeof After>
/** What of the mails that are there when a mailbox is connected first. */
export const FirstFetch = z.enum(['new', 'unread', 'all'])
export type FirstFetch = z.output<typeof FirstFetch>
export const FetchState = z.enum(['connecting', 'idle', 'polling', 'fetching', 'retrying'])
export type FetchState = z.output<typeof FetchState>
export const IncidentKind = z.enum(['loop-headers', 'loop-rate', 'loop-own'])
export type IncidentKind = z.output<typeof IncidentKind>
/** Why a mail is kept back. */
export const QUARANTINE_REASONS = ['too-large', 'too-deep', 'too-many-parts', 'header-too-large', 'empty', 'time', 'memory', 'failed', 'same-id', 'loop-headers', 'loop-rate', 'loop-own', 'blocked-sender'] as const
export const QuarantineReason = z.enum(QUARANTINE_REASONS)
export type QuarantineReason = z.output<typeof QuarantineReason>

/** One sign that a mail belongs to a case. The sum of a case's weights decides; `sender-unknown` forbids whatever the sum. */
export const EvidenceKind = z.enum(['reply-token', 'answers-sent', 'refers-sent', 'answers-received', 'refers-received', 'shares-reference', 'case-number', 'same-subject', 'sender-known', 'sender-domain', 'sender-unknown', 'open-case', 'same-mail', 'by-hand'])
export type EvidenceKind = z.output<typeof EvidenceKind>
export const Evidence = z.object({
  /** How the mail came to its case: `joined`, `opened` a new one, or by hand of somebody. */
  how: z.enum(['joined', 'opened', 'linked', 'moved', 'split', 'undone']),
  /** The signs for the case it is in, strongest first. */
  signs: z.array(z.object({ kind: EvidenceKind, weight: z.int() })), score: z.int(),
  /** Other cases it may belong to, with their signs; never joined silently. */
  suggestions: z.array(z.object({ caseId: z.uuid(), number: z.string(), score: z.int(), signs: z.array(z.object({ kind: EvidenceKind, weight: z.int() })) })),
  /** The case it was in before somebody moved it. */
  movedFrom: z.object({ caseId: z.uuid(), number: z.string() }).optional(),
})
export type Evidence = z.output<typeof Evidence>

const Named = z.object({ id: z.uuid(), name: z.string() })
export const Server = z.object({ host: z.string(), port: z.int(), secure: z.boolean(), user: z.string() })
const Fetching = z.object({
  state: FetchState, since: Instant, fetchedAt: Instant.nullable(), failures: z.int(), error: z.string().nullable(), failedAt: Instant.nullable(), retryAt: Instant.nullable(),
})
export const Mailbox = z.object({
  id: z.uuid(), address: z.string(), aliases: z.array(z.string()), name: z.string().nullable(), team: Named.nullable(), line: Named.nullable(), language: z.enum(['zh-CN', 'en']), kind: Kind,
  /** Where it is fetched from and sent by, without the password; null when by command and API only. */
  imap: Server.nullable(), smtp: Server.nullable(),
  folders: z.array(z.string()), after: After, moveTo: z.string().nullable(), firstFetch: FirstFetch, acknowledge: z.boolean(), active: z.boolean(),
  fetching: Fetching.nullable(), waiting: z.int(), quarantined: z.int(), incidents: z.int(), createdAt: Instant, version: z.int(),
}).meta({ id: 'Mailbox' })
export type Mailbox = z.output<typeof Mailbox>

const Address = z.string().trim().min(3).max(320)
const ServerUrl = z.string().trim().max(1_000)
const fields = {
  address: Address, aliases: z.array(Address).max(50).optional(), name: line(120).nullable().optional(), teamId: z.uuid().nullable().optional(), lineId: z.uuid().nullable().optional(),
  language: z.enum(['zh-CN', 'en']).optional(), kind: Kind.optional(), imap: ServerUrl.nullable().optional(), smtp: ServerUrl.nullable().optional(),
  folders: z.array(line(200)).min(1).max(20).optional(), after: After.optional(), moveTo: line(200).nullable().optional(), firstFetch: FirstFetch.optional(), acknowledge: z.boolean().optional(),
}
export const AddMailbox = z.strictObject(fields)
export type AddMailbox = z.output<typeof AddMailbox>
export const ChangeMailbox = z.strictObject({ ...fields, address: Address.optional(), active: z.boolean().optional(), version: z.int() })
export type ChangeMailbox = z.output<typeof ChangeMailbox>

/** What became of trying a connection: `null` when no URL was given. */
const Tried = z.object({ ok: z.boolean(), code: z.string().nullable(), folders: z.array(z.string()).optional() }).nullable()
export const MailboxTest = z.object({ imap: Tried, smtp: Tried })
export type MailboxTest = z.output<typeof MailboxTest>

export const Incident = z.object({
  id: z.uuid(), mailbox: z.object({ id: z.uuid(), address: z.string() }), kind: IncidentKind, sender: personal(z.string(), 'email').nullable(), mails: z.int(), heldBack: z.int(),
  firstAt: Instant, lastAt: Instant, closedAt: Instant.nullable(), closedBy: Named.nullable(), remark: z.string().nullable(), version: z.int(),
}).meta({ id: 'MailIncident' })
export type Incident = z.output<typeof Incident>

export const MailboxHealth = z.object({
  mailbox: Mailbox,
  /** Of the last 24 hours, by outcome. */
  today: z.array(z.object({ outcome: Outcome, mails: z.int() })),
  /** Seconds from arriving to being taken, of the last 24 hours; null without mail. */
  lag: z.object({ median: z.number(), p95: z.number(), n: z.int() }).nullable(),
  /** The oldest that waits. */
  oldestWaitingAt: Instant.nullable(),
  folders: z.array(z.object({ folder: z.string(), uidValidity: z.number(), lastUid: z.number() })),
  incidents: z.array(Incident),
})
export type MailboxHealth = z.output<typeof MailboxHealth>

const Correspondent = z.object({ name: z.string(), address: personal(z.string(), 'email') })
/** A mail as it came: for the list of what was kept back and of everything that arrived. */
export const InboundMail = z.object({
  id: z.uuid(), mailbox: z.object({ id: z.uuid(), address: z.string() }), source: Source, size: z.int(), at: Instant, state: InboundState, outcome: Outcome.nullable(), reason: z.string().nullable(),
  interactionId: z.uuid().nullable(), case: z.object({ id: z.uuid(), number: z.string() }).nullable(), doneAt: Instant.nullable(), attempts: z.int(), version: z.int(),
}).meta({ id: 'InboundMail' })
export type InboundMail = z.output<typeof InboundMail>
/** What can be seen of it without letting any of it run. */
export const InboundLook = InboundMail.extend({
  /** Null when not even the header could be read. */
  seen: z.object({ from: z.array(Correspondent), to: z.array(Correspondent), subject: z.string(), sentAt: Instant.nullable(), messageId: z.string(), text: z.string(), attachments: z.array(z.object({ name: z.string(), type: z.string(), size: z.int() })), problems: z.array(z.string()) }).nullable(),
  /** The first bytes of the header, as they stand. */
  header: personal(z.string(), 'text'),
})
export type InboundLook = z.output<typeof InboundLook>

export const MailAttachment = z.object({
  name: z.string(), type: z.string(), size: z.int(), inline: z.boolean(), fileId: z.uuid().nullable(),
  /** Why it was not kept: the code of the refusal. */
  refused: z.string().nullable(),
})
/** The mail behind a message of a case. */
export const CaseMail = z.object({
  interactionId: z.uuid(), messageId: z.uuid().nullable(), mailbox: z.string(), kind: MailKind, from: z.array(Correspondent), to: z.array(Correspondent), cc: z.array(Correspondent),
  subject: z.string(), sentAt: Instant.nullable(), hasHtml: z.boolean(), remoteImages: z.boolean(), quoted: z.string(), attachments: z.array(MailAttachment), evidence: Evidence,
  calendar: Invitation.nullable(),
  problems: z.array(z.string()),
  /** Who wrote what it passes on, and who of our customers that is; null when it passes nothing on. */
  forwarded: z.object({ name: z.string(), address: personal(z.string(), 'email'), subject: z.string(), sentAt: Instant.nullable(), customer: z.object({ id: z.uuid(), name: z.string() }).nullable() }).nullable(),
  /** Where its word counts now, at the message that it was before. */
  movedTo: z.object({ caseId: z.uuid(), number: z.string() }).nullable(), version: z.int(),
}).meta({ id: 'CaseMail' })
export type CaseMail = z.output<typeof CaseMail>

const Taken = z.object({ interactionId: z.uuid().nullable(), caseId: z.uuid().nullable(), outcome: Outcome })
export type Taken = z.output<typeof Taken>

export const inbound = {
  receive: endpoint('POST', '/channels/email/inbound', { query: z.strictObject({ mailbox: Address }), raw: ['message/rfc822'], response: Taken, status: 202, access: 'inbound-mail.receive', about: 'Takes one raw message as if it had arrived in the mailbox.' }),
}
export const mailboxTests = {
  test: endpoint('POST', '/mailboxes/test', { body: z.strictObject({ mailboxId: z.uuid().optional(), imap: ServerUrl.optional(), smtp: ServerUrl.optional() }), response: MailboxTest, access: 'mailbox.write', about: 'Tries to sign in at the servers; what is not given is taken from the mailbox.' }),
}
export const mailboxes = {
  list: endpoint('GET', '/mailboxes', { query: Listing.pick({ limit: true, cursor: true, sort: true }).extend({ active: z.enum(['true', 'false']).optional() }), response: pageOf(Mailbox), access: 'mailbox.read', about: 'Mailboxes, by address.' }),
  get: endpoint('GET', '/mailboxes/:id', { params: Id, response: Mailbox, access: 'mailbox.read', about: 'One mailbox, and how it is fetched at the moment.' }),
  add: endpoint('POST', '/mailboxes', { body: AddMailbox, response: Mailbox, status: 201, access: 'mailbox.write', about: 'Without `imap` it takes mail by command and API only; without `smtp` what it would send stays in the outbox.' }),
  change: endpoint('PATCH', '/mailboxes/:id', { params: Id, body: ChangeMailbox, response: Mailbox, access: 'mailbox.write', about: 'A URL without a password keeps the password it has.' }),
  health: endpoint('GET', '/mailboxes/:id/condition', { params: Id, response: MailboxHealth, access: 'mailbox.read', about: 'How the fetching goes, how long mails wait, and what somebody has to look at.' }),
  events: endpoint('GET', '/mailboxes/:id/events', { params: Id, response: History, access: 'mailbox.read', about: 'The history, oldest first.' }),
}
export const inboundMails = {
  arrivals: endpoint('GET', '/inbound-mails', { query: Listing.pick({ limit: true, cursor: true, sort: true }).extend({ state: InboundState.optional(), mailboxId: z.uuid().optional(), outcome: Outcome.optional() }), response: pageOf(InboundMail), access: 'inbound-mail.read', about: 'What arrived, newest first; `state=quarantined` is what was kept back.' }),
  look: endpoint('GET', '/inbound-mails/:id', { params: Id, response: InboundLook, access: 'inbound-mail.read', about: 'A look at a mail without letting any of it run.' }),
  raw: endpoint('GET', '/inbound-mails/:id/raw', { params: Id, response: z.unknown(), download: true, access: 'inbound-mail.read', about: 'The bytes as they came.' }),
  replay: endpoint('POST', '/inbound-mails/:id/replay', { params: Id, body: z.strictObject({ version: z.int().optional() }), response: InboundMail, access: 'inbound-mail.write', about: 'Lets a mail that was kept back go the usual way, past the check that held it.' }),
  discard: endpoint('POST', '/inbound-mails/:id/discard', { params: Id, body: z.strictObject({ version: z.int().optional(), reason: prose(500).optional() }), response: InboundMail, access: 'inbound-mail.write', about: 'Takes it from the list; its bytes stay.' }),
}
export const mailIncidents = {
  incidents: endpoint('GET', '/mail-incidents', { query: Listing.pick({ limit: true, cursor: true, sort: true }).extend({ open: z.enum(['true', 'false']).optional(), mailboxId: z.uuid().optional() }), response: pageOf(Incident), access: 'mailbox.read', about: 'Loops, newest first; `open=true` those that nobody has ended.' }),
  close: endpoint('POST', '/mail-incidents/:id/close', { params: Id, body: z.strictObject({ remark: prose(1_000).optional(), release: z.boolean().default(false), version: z.int() }), response: Incident, access: 'inbound-mail.write', about: 'Ends a loop: the sender’s mails go the usual way again. `release` lets go what was held back meanwhile.' }),
}
export const caseMails = {
  ofCase: endpoint('GET', '/cases/:id/mails', { params: Id, response: z.object({ items: z.array(CaseMail) }), access: 'case.read', about: 'The mails behind a case’s messages, newest first, each with why it is there.' }),
  page: endpoint('GET', '/mails/:id/page', { params: Id, query: z.strictObject({ images: z.enum(['true', 'false']).optional() }), response: z.unknown(), download: true, access: 'case.read', about: 'The HTML of a mail as a page in which nothing runs; remote images only with `images=true`.' }),
  split: endpoint('POST', '/mails/:id/split', { params: Id, body: z.strictObject({ version: z.int() }), response: CaseMail, access: 'case.write', about: 'Takes a mail’s message out of its case into a new one. `id` is the interaction.' }),
  undo: endpoint('POST', '/mails/:id/undo-move', { params: Id, body: z.strictObject({ version: z.int() }), response: CaseMail, access: 'case.write', about: 'Takes back the last move or split of a mail’s message.' }),
  move: endpoint('POST', '/mails/:id/move', { params: Id, body: z.strictObject({ caseId: z.uuid(), version: z.int() }), response: CaseMail, access: 'case.write', about: 'Moves a mail’s message to another case.' }),
}

const Changed = z.record(z.string(), z.object({ from: z.json(), to: z.json() }))
export const MailboxAdded = event('mailbox.added', z.object({ address: z.string() }))
export const MailboxChanged = event('mailbox.changed', z.object({ changed: Changed }))
export const MailboxTested = event('mailbox.tested', z.object({ imap: z.string().nullable(), smtp: z.string().nullable() }))
export const MailboxFetchFailed = event('mailbox.fetch-failed', z.object({ error: z.string() }))
export const MailboxFetchResumed = event('mailbox.fetch-resumed', z.object({ failures: z.int() }))
/** Its bytes lie safe; nobody has read them yet. */
export const InboundArrived = event('inbound-mail.arrived', z.object({ mailboxId: z.uuid(), source: Source, size: z.int(), rawHash: z.string() }))
export const InboundTaken = event('inbound-mail.taken', z.object({ mailboxId: z.uuid(), outcome: Outcome, interactionId: z.uuid().nullable(), caseId: z.uuid().nullable() }))
export const InboundKeptBack = event('inbound-mail.kept-back', z.object({ mailboxId: z.uuid(), reason: z.string() }))
export const InboundReplayed = event('inbound-mail.replayed', z.object({ reason: z.string() }))
export const InboundDiscarded = event('inbound-mail.discarded', z.object({ reason: z.string(), remark: z.string().nullable() }))
export const IncidentOpened = event('mail-incident.opened', z.object({ mailboxId: z.uuid(), kind: IncidentKind }))
export const IncidentClosed = event('mail-incident.closed', z.object({ mailboxId: z.uuid(), kind: IncidentKind, released: z.int() }))
/** Somebody put a mail where it belongs. The subject is its interaction. */
export const MailMoved = event('mail.moved', z.object({ how: z.enum(['moved', 'split', 'undone']), from: z.uuid().nullable(), to: z.uuid() }))
