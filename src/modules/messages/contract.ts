import { z } from 'zod'
import { Bilingual, Id, Instant, Listing, Reason, Warning, endpoint, event, line, pageOf, personal, prose, question } from '../../kernel/contract.ts'
import { History } from '../../kernel/shell.ts'
import { FileView } from '../files/contract.ts'
import { APOLOGY_RULES } from './guard/rules.ts'
import { CONSENT_PURPOSES, MESSAGE_DEEDS, MESSAGE_STATES, OUT_CHANNELS, PURPOSES, REACH_CHANNELS } from './rules.ts'

export { textGuard } from './guard/contract.ts'
export { examplesOf, faultsIn, fill as fillText, placesIn } from './templates/rules.ts'
export type { FieldValues, TemplateFieldBody } from './templates/rules.ts'

/** Messages: what leaves the house, by any channel, once and only when it may. */

export const OutChannel = z.enum(OUT_CHANNELS)
export const ReachChannel = z.enum(REACH_CHANNELS)
export const MessageState = z.enum(MESSAGE_STATES)
export const Purpose = z.enum(PURPOSES)
export const ConsentPurpose = z.enum(CONSENT_PURPOSES)
/** Kinds of contact points a message can go to, and the telephone numbers a text goes to. */
export const AddressKind = z.enum(['email', 'sms', 'phone', 'wechat'])
export type AddressKind = z.output<typeof AddressKind>

const Named = z.object({ id: z.uuid(), name: z.string() })
const About = z.object({ kind: z.string(), id: z.uuid() })
const Addressee = z.object({ kind: AddressKind, value: personal(z.string(), 'contact', 'kind'), name: z.string().nullable(), contactPointId: z.uuid().nullable() })

export const OutgoingMessage = z.object({
  id: z.uuid(), channel: OutChannel, state: MessageState, about: About, customerId: z.uuid().nullable(), author: Named.nullable(),
  automatic: z.boolean(), purpose: Purpose, template: z.string().nullable(),
  /** Null once the customer's values were destroyed. */
  subject: z.string().nullable(), to: z.array(Addressee),
  /** Why it stands where it stands: a code with a sentence in the catalogues. */
  reason: z.string().nullable(),
  /** What the other side said, without personal values. */
  remark: z.string().nullable(),
  attempts: z.int(), queuedAt: Instant, dueAt: Instant.nullable(), sentAt: Instant.nullable(), changedAt: Instant,
  may: z.array(z.enum(MESSAGE_DEEDS)), version: z.int(),
}).meta({ id: 'OutgoingMessage' })
export type OutgoingMessage = z.output<typeof OutgoingMessage>
export const Attempt = z.object({ attempt: z.int(), beganAt: Instant, endedAt: Instant.nullable(), outcome: z.enum(['sent', 'temporary', 'permanent', 'unknown']).nullable(), code: z.string().nullable(), remark: z.string().nullable() })
export const WholeMessage = OutgoingMessage.extend({ cc: z.array(Addressee), text: z.string().nullable(), files: z.array(FileView), tries: z.array(Attempt) })
export type WholeMessage = z.output<typeof WholeMessage>

const choices = <T extends z.ZodEnum>(of: T) => z.string().max(200).transform((text, context) => text.split(',').map((one) => {
  const known = of.safeParse(one)
  if (!known.success) context.addIssue({ code: 'custom', message: 'list.unknown-choice' })
  return known.data as z.output<T>
})).optional()
export const OutboxQuery = Listing.extend({
  state: choices(MessageState), channel: choices(OutChannel), purpose: choices(Purpose), automatic: z.enum(['true', 'false']).optional(),
  aboutId: z.uuid().optional(), customerId: z.uuid().optional(),
  /** A staff's id, or `me`. */
  author: z.union([z.uuid(), z.literal('me')]).optional(),
}).omit({ q: true })
export type OutboxQuery = z.output<typeof OutboxQuery>

const Versioned = z.strictObject({ version: z.int() })
export const outbox = {
  list: endpoint('GET', '/outbox', { query: OutboxQuery, response: pageOf(OutgoingMessage), access: 'message.read', about: 'Messages that leave or have left, newest first.' }),
  counts: endpoint('GET', '/outbox/counts', { response: z.object({ items: z.array(z.object({ state: MessageState, count: z.int(), more: z.boolean() })) }), access: 'message.read', about: 'How many of one’s own sight stand in each state that waits for somebody; counted up to a hundred.' }),
  get: endpoint('GET', '/outbox/:id', { params: Id, response: WholeMessage, access: 'message.read', about: 'One message with its text, files and every try.' }),
  sendAgain: endpoint('POST', '/outbox/:id/send-again', { params: Id, body: Versioned, response: OutgoingMessage, access: 'message.steer', about: 'Sends what waits, was given up, refused or has an unknown outcome; refused again when the reason still holds.' }),
  cancel: endpoint('POST', '/outbox/:id/cancel', { params: Id, body: Versioned, response: OutgoingMessage, access: 'message.steer', about: 'Stops a message that has not left.' }),
  settle: endpoint('POST', '/outbox/:id/settle', { params: Id, body: z.strictObject({ version: z.int(), reason: prose(500) }), response: OutgoingMessage, access: 'message.steer', about: 'Says of a message with an unknown outcome that it did leave.' }),
  events: endpoint('GET', '/outbox/:id/events', { params: Id, response: History, access: 'message.read', about: 'The history, oldest first.' }),
}

export const Consent = z.object({
  contactPointId: z.uuid(), kind: AddressKind, value: personal(z.string(), 'contact', 'kind'), label: z.string().nullable(),
  /** Left alone since mails came back, until then. */
  blockedUntil: Instant.nullable(),
  /** Why it is: a code with a sentence in the catalogues. */
  blockedFor: z.string().nullable(),
  purposes: z.array(z.object({ purpose: ConsentPurpose, state: z.enum(['given', 'withdrawn']).nullable(), source: z.string().nullable(), at: Instant.nullable(), allowed: z.boolean() })),
}).meta({ id: 'Consent' })
export type Consent = z.output<typeof Consent>
export const ChannelPreference = z.object({ preferred: ReachChannel.nullable(), forbidden: z.array(ReachChannel), version: z.int() })
export type ChannelPreference = z.output<typeof ChannelPreference>
export const Wishes = z.object({ items: z.array(Consent), preference: ChannelPreference, mayChange: z.boolean() }).meta({ id: 'Wishes' })
export type Wishes = z.output<typeof Wishes>

export const wishes = {
  consents: endpoint('GET', '/customers/:id/consents', { params: Id, response: Wishes, access: 'consent.read', about: 'By what address and channel a customer may be written to, and for what.' }),
  sayConsent: endpoint('POST', '/customers/:id/consents', { params: Id, body: z.strictObject({ contactPointId: z.uuid(), purpose: ConsentPurpose, state: z.enum(['given', 'withdrawn']), source: line(120) }), response: Wishes, access: 'consent.write', about: 'Writes down a yes or a no, with where it was said.' }),
  preferChannel: endpoint('PATCH', '/customers/:id/channel-preference', { params: Id, body: z.strictObject({ preferred: ReachChannel.nullable(), forbidden: z.array(ReachChannel).max(REACH_CHANNELS.length), version: z.int() }), response: Wishes, access: 'consent.write', about: 'By which channel a customer wants to be reached, and by which never. The first time `version` is 0.' }),
  unblockAddress: endpoint('POST', '/customers/:id/unblock', { params: Id, body: z.strictObject({ contactPointId: z.uuid() }), response: Wishes, access: 'consent.write', about: 'Lets mails go again to an address from which they came back.' }),
  proposeChannel: endpoint('GET', '/customers/:id/channel-proposal', {
    params: Id, query: z.strictObject({ urgency: z.enum(['low', 'normal', 'high', 'urgent']), complexity: z.enum(['simple', 'complex']), safety: z.enum(['true', 'false']).default('false'), purpose: Purpose.default('answer') }),
    response: z.object({ channel: ReachChannel.nullable(), reason: z.string().nullable(), ways: z.array(ReachChannel) }), access: 'consent.read', about: 'The channel to reach a customer by, from urgency, complexity, consent, wish and quiet hours.',
  }),
}

const Tag = z.strictObject({ token: z.string().min(20).max(80) })
/** Saying no by a link in a mail: public, for whoever has the mail. */
export const unsubscribing = {
  lookAtUnsubscribing: endpoint('GET', '/unsubscribe/:token', { params: Tag, response: z.object({ purpose: ConsentPurpose, company: z.string(), withdrawn: z.boolean() }), access: 'public', perMinute: 30, about: 'For what somebody says no by this link.' }),
  unsubscribe: endpoint('POST', '/unsubscribe/:token/confirm', { params: Tag, body: z.strictObject({}), response: z.object({ purpose: ConsentPurpose, company: z.string(), withdrawn: z.boolean() }), access: 'public', perMinute: 30, about: 'Says no to mails for this purpose.' }),
  unsubscribeByProgram: endpoint('POST', '/unsubscribe/:token', { params: Tag, raw: ['application/x-www-form-urlencoded', 'multipart/form-data'], response: z.object({ withdrawn: z.boolean() }), access: 'public', perMinute: 60, about: 'The same, as mail programs do it by themselves (RFC 8058).' }),
}

export const TemplateField = z.object({ key: z.string(), name: Bilingual, type: z.enum(['text', 'lines', 'number', 'day', 'moment', 'url']), required: z.boolean(), example: Bilingual })
export const Template = z.object({
  key: z.string(), name: Bilingual, category: z.string(), channels: z.array(OutChannel), purpose: Purpose, fields: z.array(TemplateField),
  uses: z.int(), lastUsedAt: Instant.nullable(), definitionId: z.uuid(), version: z.int(),
  /** Why it can't be used about the case that was asked for. */
  against: Reason.nullable(),
}).meta({ id: 'Template' })
export type Template = z.output<typeof Template>
export const Rendered = z.object({ subject: z.string(), text: z.string(), html: z.string() })
export type Rendered = z.output<typeof Rendered>
const Language = z.enum(['zh-CN', 'en'])
export const templates = {
  templates: endpoint('GET', '/templates', { query: z.strictObject({ q: z.string().trim().max(100).optional(), channel: OutChannel.optional(), category: line(60).optional(), caseId: z.uuid().optional() }), response: z.object({ items: z.array(Template) }), access: 'template.read', about: 'Templates in force, most used first; `q` finds by word, pinyin and initials. With `caseId` each says what stands against it there.' }),
  useTemplate: endpoint('POST', '/templates/:key/uses', { params: z.strictObject({ key: line(120) }), body: z.strictObject({ about: z.strictObject({ kind: line(60), id: z.uuid() }) }), response: z.object({ uses: z.int() }), access: 'template.read', about: 'Counts that a template was put into a text by hand; 422 for one that is not in force.' }),
  renderTemplate: endpoint('GET', '/templates/:key/text', {
    params: z.strictObject({ key: line(120) }), query: z.strictObject({ locale: Language, fields: z.string().max(8_000).default('{}'), examples: z.enum(['true', 'false']).default('false'), definitionId: z.uuid().optional(), caseId: z.uuid().optional() }),
    response: Rendered, access: 'template.read', about: 'The text of a template with its fields filled; `fields` is a JSON object, a missing field is named. With `examples` the empty ones show theirs; with `definitionId` it is that version, a draft too.',
  }),
}

export const SignatureOwner = z.enum(['staff', 'team', 'line', 'company'])
export const Signature = z.object({ id: z.uuid(), owner: z.object({ kind: SignatureOwner, id: z.uuid().nullable(), name: z.string() }), text: z.string(), changedAt: Instant, version: z.int() }).meta({ id: 'Signature' })
export type Signature = z.output<typeof Signature>
export const signatures = {
  signatures: endpoint('GET', '/signatures', { response: z.object({ items: z.array(Signature) }), access: 'signature.read', about: 'Signatures: one’s own, and those of teams, lines and the company.' }),
  setSignature: endpoint('POST', '/signatures', { body: z.strictObject({ owner: z.strictObject({ kind: SignatureOwner, id: z.uuid().optional() }), text: z.string().max(2_000), version: z.int().optional() }), response: z.object({ items: z.array(Signature) }), access: 'signature.read', about: 'Sets a signature; an empty text takes it away. One’s own needs nothing more, all others `signature.write`.' }),
}

const Told = { key: z.string(), channel: OutChannel, about: About, automatic: z.boolean(), customerId: z.uuid().nullable() }
const Changed = z.record(z.string(), z.object({ from: z.json(), to: z.json() })).optional()
const because = { reason: z.string(), changed: Changed }
/** Ready to leave: whoever carries its channel takes it. */
export const MessageQueued = event('message.queued', z.object({ ...Told, messageId: z.uuid(), template: z.string().nullable(), carrierRef: z.uuid().nullable(), dueAt: z.iso.datetime() }))
export const MessageHeld = event('message.held', z.object({ ...Told, ...because }))
export const MessageRefused = event('message.refused', z.object({ ...Told, ...because }))
export const MessageDeferred = event('message.deferred', z.object({ ...Told, ...because, attempt: z.int(), carrierRef: z.uuid().nullable(), dueAt: z.iso.datetime() }))
export const MessageSent = event('message.sent', z.object({ ...Told, changed: Changed }))
export const MessageFailed = event('message.failed', z.object({ ...Told, ...because, attempts: z.int() }))
export const MessageBounced = event('message.bounced', z.object({ ...Told, ...because }))
/** It may have left and may not have. */
export const MessageUnknown = event('message.unknown', z.object({ ...Told, ...because }))
export const MessageSettled = event('message.settled', z.object({ ...Told, ...because }))
export const MessageCancelled = event('message.cancelled', z.object({ ...Told, changed: Changed }))
/** A person asked for it once more. */
export const MessageSentAgain = event('message.sent-again', z.object({ ...Told, changed: Changed }))
export const AddressBlocked = event('address.blocked', z.object({ kind: AddressKind, reason: z.string(), until: z.iso.datetime() }))
/** The customer is the subject. */
export const AddressUnblocked = event('address.unblocked', z.object({ contactPointId: z.uuid(), kind: AddressKind }))
/** Consent is told at the customer when one is known, else at the message whose link was followed. */
export const ConsentSaid = event('consent.said', z.object({ contactPointId: z.uuid().nullable(), kind: AddressKind, purpose: ConsentPurpose, state: z.enum(['given', 'withdrawn']), source: z.string() }))
export const PreferenceChanged = event('channel-preference.changed', z.object({ changed: z.record(z.string(), z.object({ from: z.json(), to: z.json() })) }))
export const SignatureChanged = event('signature.changed', z.object({ ownerKind: SignatureOwner, ownerId: z.uuid() }))

/** May words of this category be used about this record now? Asked where they are picked; modules above answer with reasons. */
export const WordingMayBeUsed = question('message.wording-may-be-used', z.object({ about: About, category: z.string() }), Reason)
/** May this leave? Modules above answer with every reason against it: the text guard is one of them. Asked once more before it is handed over. */
export const MessageMayLeave = question('message.may-leave', z.object({
  channel: OutChannel, about: About, customerId: z.uuid().nullable(), automatic: z.boolean(), purpose: Purpose, authorId: z.uuid().nullable(), subject: z.string(), text: z.string(),
}), Reason)
/** What an apology costs in a text about this record: answered by whoever knows who is liable. Nobody answers: it is free. */
export const ApologyRuleAsked = question('message.apology-rule', z.object({ about: About }), z.object({ rule: z.enum(APOLOGY_RULES) }))
/** What else should be seen in a text before it goes out, such as a wrong title: remarks that hold nothing back. */
export const TextRemarks = question('text-guard.remarks', z.object({ text: z.string(), about: About }), Warning)
/** Somebody put a template into what they write about this record; the record is the subject's `aboutId`. */
export const TemplateUsed = event('template.used', z.object({ key: z.string(), aboutKind: z.string(), aboutId: z.uuid() }))
/** A text was held back, or let go all the same with a reason; the record it is about is the subject, and its words stay out of the log. */
export const TextRefused = event('text-guard.refused', z.object({ codes: z.array(z.string()) }))
export const TextOverridden = event('text-guard.overridden', z.object({ codes: z.array(z.string()), reason: z.string() }))
/** Who carries this channel? Nobody: it is held. `ready` false: a carrier stands there that can't send, for `reason`. `ref` is what of it carries, such as a mailbox. */
export const MessageCarrier = question('message.carrier', z.object({ channel: OutChannel, about: About, mailboxId: z.uuid().nullable() }), z.object({ carrier: z.string(), ready: z.boolean(), reason: z.string().optional(), ref: z.uuid().nullable() }))
/** Contact points by id, or all of a customer: answered by whoever keeps them. Values in the clear. */
export const ContactPointsAsked = question('message.contact-points', z.object({ ids: z.array(z.uuid()).optional(), customerId: z.uuid().optional() }),
  z.object({ id: z.uuid(), customerId: z.uuid(), kind: z.string(), value: z.string().nullable(), label: z.string().nullable() }))
/** Where a customer's clock stands, as an IANA zone; nobody answers: the company's zone. */
export const ZoneAsked = question('message.zone', z.object({ customerId: z.uuid() }), z.object({ zone: z.string() }))
