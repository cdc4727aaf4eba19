import { z } from 'zod'
import { Bilingual, Day, Id, Instant, Listing, endpoint, event, line, pageOf, prose, question } from '../../kernel/contract.ts'
import { History } from '../../kernel/shell.ts'
import { FileView } from '../files/contract.ts'

/** Documents: what the house has written down for itself, by kind, in versions that are reviewed, approved, confirmed and looked at again. */

export const LANGUAGES = ['zh', 'en'] as const
export type TextLanguage = (typeof LANGUAGES)[number]
export const STATES = ['draft', 'review', 'approved', 'in-force', 'retired'] as const
export const DocumentState = z.enum(STATES)
export type DocumentState = z.output<typeof DocumentState>
/** Where a version stands in the life of a standard: what is approved is trained, then assessed, before it is in force. */
export const STAGES = ['draft', 'review', 'approved', 'trained', 'assessed', 'in-force', 'under-review', 'retired'] as const
export const Stage = z.enum(STAGES)
export type Stage = z.output<typeof Stage>
export const SEEN_BY = ['everyone', 'leaders'] as const
export const SeenBy = z.enum(SEEN_BY)

const Key = z.string().max(60).regex(/^[a-z][a-z0-9-]*$/)
const Role = z.string().regex(/^[a-z][a-z0-9_-]{0,59}$/)
const DocumentKey = z.string().max(80).regex(/^[a-z][a-z0-9-]*$/, 'document.bad-key')
const Named = z.object({ id: z.uuid(), name: z.string() })
const MOST_TEXT = 200_000

/** What a kind asks of its documents, as definitions of kind `document-kind` say it. */
export const Section = z.strictObject({ key: Key, title: Bilingual, required: z.boolean(), guide: z.strictObject({ zh: z.string().max(500), en: z.string().max(500) }).optional() })
export const Field = z.strictObject({ key: Key, name: Bilingual, kind: z.enum(['text', 'choice', 'number', 'day']), required: z.boolean(), options: z.array(z.strictObject({ key: Key, name: Bilingual })).min(1).max(50).optional() })
export const LinkRule = z.strictObject({ kind: Key, name: Bilingual, atLeast: z.int().min(0).max(20) })
export const Standard = z.strictObject({
  /** So many percent of those who have to know it must be trained before it is in force. */
  coverage: z.number().min(0).max(100),
  /** So many percent of those assessed must have passed. 0 asks for no assessment. */
  passed: z.number().min(0).max(100),
  /** Reading and confirming counts as training. */
  readingCounts: z.boolean(),
})
export const Kind = z.object({
  key: z.string(), name: Bilingual, about: Bilingual.nullable(), sections: z.array(Section), fields: z.array(Field), links: z.array(LinkRule), languages: z.array(z.enum(LANGUAGES)),
  approval: z.boolean(), confirm: z.boolean(), beforeCustomers: z.boolean(), validDays: z.int().nullable(), reviewDays: z.int().nullable(), standard: Standard.nullable(), seenBy: SeenBy, readers: z.array(z.string()),
}).meta({ id: 'DocumentKind' })
export type Kind = z.output<typeof Kind>

/** One language of a version: its title and the Markdown of its sections. */
export const Text = z.strictObject({ title: line(200), sections: z.record(Key, z.string().max(MOST_TEXT)) })
export const Texts = z.strictObject({ zh: Text.optional(), en: Text.optional() }).refine((texts) => texts.zh ?? texts.en, { error: 'document.no-language' })
export type Texts = z.output<typeof Texts>
const FieldValues = z.record(Key, z.union([z.string().max(2_000), z.number()]))
export type FieldValues = z.output<typeof FieldValues>
/** Another definition or document that it speaks of. */
export const DocumentLink = z.strictObject({ kind: Key, key: z.string().min(1).max(120) })
export type DocumentLink = z.output<typeof DocumentLink>

/** What is missing before a version is whole; `at` is the section, field or kind of link, `language` where one lacks it. */
export const Gap = z.object({ code: z.enum(['document.no-text', 'document.no-section', 'document.no-field', 'document.wrong-field', 'document.no-link', 'document.unknown-link']), at: z.string(), language: z.enum(LANGUAGES).nullable() })
export type Gap = z.output<typeof Gap>

export const Share = z.object({ n: z.int(), of: z.int(), percent: z.number().nullable() })
export type Share = z.output<typeof Share>

export const VERSION_DEEDS = ['edit', 'submit', 'return', 'approve', 'put-in-force', 'drop', 'withdraw'] as const
export const DocumentVersion = z.object({
  id: z.uuid(), documentId: z.uuid(), number: z.int(), state: DocumentState, stage: Stage,
  texts: z.object({ zh: z.object({ title: z.string(), sections: z.record(z.string(), z.string()) }).optional(), en: z.object({ title: z.string(), sections: z.record(z.string(), z.string()) }).optional() }),
  fields: FieldValues, links: z.array(DocumentLink.extend({ name: Bilingual.nullable(), path: z.string().nullable() })), note: z.string().nullable(),
  authors: z.array(Named), submittedBy: Named.nullable(), submittedAt: Instant.nullable(), returnedNote: z.string().nullable(), approvedBy: Named.nullable(), approvedAt: Instant.nullable(),
  beganAt: Instant.nullable(), endedAt: Instant.nullable(), endedWhy: z.enum(['replaced', 'expired', 'withdrawn', 'dropped']).nullable(), effectiveOn: Day.nullable(), expiresOn: Day.nullable(),
  /** Brought by the product and not written here. */
  shipped: z.boolean(),
  gaps: z.array(Gap), attachments: z.array(FileView), madeAt: Instant, changedAt: Instant, revision: z.int(), may: z.array(z.enum(VERSION_DEEDS)),
}).meta({ id: 'DocumentVersion' })
export type DocumentVersion = z.output<typeof DocumentVersion>
export const VersionSummary = DocumentVersion.pick({ id: true, number: true, state: true, authors: true, approvedBy: true, note: true, madeAt: true, beganAt: true, endedAt: true, endedWhy: true, effectiveOn: true, expiresOn: true, shipped: true })
export type VersionSummary = z.output<typeof VersionSummary>

export const DEEDS = ['change', 'draft', 'confirm', 'open-review', 'confirm-review', 'record'] as const
const Head = {
  id: z.uuid(), key: z.string(), kind: z.string(), kindName: Bilingual, title: z.object({ zh: z.string().nullable(), en: z.string().nullable() }), state: DocumentState, seenBy: SeenBy, readers: z.array(z.string()),
  owner: Named.nullable(),
  /** The version in force, and the one that is on its way. */
  current: z.object({ id: z.uuid(), number: z.int() }).nullable(), open: z.object({ id: z.uuid(), number: z.int(), state: DocumentState }).nullable(),
  reviewDueOn: Day.nullable(), reviewOverdue: z.boolean(), underReview: z.boolean(),
  /** Whether the reader has to confirm the version that counts; null when nobody has to, or it is not asked of them. */
  confirmed: z.boolean().nullable(), changedAt: Instant, version: z.int(),
}
export const DocumentItem = z.object(Head).meta({ id: 'DocumentItem' })
export type DocumentItem = z.output<typeof DocumentItem>
export const Document = z.object({
  ...Head,
  /** The version that is shown: the one in force, else the one on its way. */
  shown: DocumentVersion, versions: z.array(VersionSummary), reviewedOn: Day.nullable(), reviewReason: z.string().nullable(),
  /** How many of those who have to know the version that counts have confirmed, are trained, and passed among those assessed. */
  figures: z.object({ versionId: z.uuid(), confirmed: Share, trained: Share, passed: Share }),
  uses: z.object({ opened: z.int(), used: z.int(), readers: z.int() }), may: z.array(z.enum(DEEDS)),
}).meta({ id: 'Document' })
export type Document = z.output<typeof Document>

/** One of those who have to know it. */
export const Reader = z.object({
  staff: Named, confirmedAt: Instant.nullable(), trained: z.boolean(), trainedOn: Day.nullable(), passed: z.boolean().nullable(), score: z.number().nullable(), assessedOn: Day.nullable(),
  /** What shows it, and who entered it; a module that answers for training names itself. */
  evidence: z.string().nullable(), recordedBy: z.string().nullable(),
}).meta({ id: 'DocumentReader' })
export type Reader = z.output<typeof Reader>

export const DocumentQuery = Listing.extend({
  kind: z.string().max(200).regex(/^[a-z0-9-]+(,[a-z0-9-]+)*$/).optional(), state: z.string().max(200).regex(/^[a-z-]+(,[a-z-]+)*$/).optional(), owner: z.union([z.uuid(), z.enum(['me', 'none'])]).optional(),
  /** What waits for the reader: to be confirmed, approved, or looked at again. */
  todo: z.enum(['confirm', 'approve', 'review']).optional(),
})
export type DocumentQuery = z.output<typeof DocumentQuery>

const parts = { texts: Texts, fields: FieldValues, links: z.array(DocumentLink).max(50), note: prose(1_000).nullable(), effectiveOn: Day.nullable(), expiresOn: Day.nullable() }
const attachments = z.array(z.uuid()).max(20).optional()
export const NewDocument = z.strictObject({
  kind: Key, key: DocumentKey, texts: parts.texts, fields: parts.fields.default({}), links: parts.links.default([]), note: parts.note.default(null), effectiveOn: parts.effectiveOn.default(null), expiresOn: parts.expiresOn.default(null),
  attachments, ownerId: z.uuid().optional(), seenBy: SeenBy.optional(), readers: z.array(Role).max(50).optional(),
})
export type NewDocument = z.input<typeof NewDocument>
export const EditVersion = z.strictObject({ ...z.object(parts).partial().shape, attachments, revision: z.int() })
export type EditVersion = z.output<typeof EditVersion>
export const ChangeDocument = z.strictObject({ version: z.int(), ownerId: z.uuid().optional(), seenBy: SeenBy.optional(), readers: z.array(Role).max(50).optional(), reviewDueOn: Day.nullable().optional() })
export type ChangeDocument = z.output<typeof ChangeDocument>
export const MoveVersion = z.strictObject({ deed: z.enum(['submit', 'return', 'approve', 'put-in-force', 'drop', 'withdraw']), revision: z.int(), note: prose(1_000).optional() })
export type MoveVersion = z.output<typeof MoveVersion>
export const RecordResults = z.strictObject({
  versionId: z.uuid(), sort: z.enum(['training', 'assessment']), heldOn: Day, evidence: prose(500),
  results: z.array(z.strictObject({ staffId: z.uuid(), passed: z.boolean().default(true), score: z.number().min(0).max(100).optional() })).min(1).max(1_000),
})
export type RecordResults = z.output<typeof RecordResults>

const Versioned = z.strictObject({ version: z.int() })
const IdVersion = Id.extend({ versionId: z.uuid() })
export const documents = {
  kinds: endpoint('GET', '/document-kinds', { response: z.object({ items: z.array(Kind) }), access: 'document.read', about: 'The kinds of documents in force: sections, fields, what they must lead to, and their rules.' }),
  linkable: endpoint('GET', '/document-links', { query: z.strictObject({ kind: Key }), response: z.object({ items: z.array(z.object({ kind: z.string(), key: z.string(), name: Bilingual })) }), access: 'document.read', about: 'What a document may lead to, of one kind: definitions in force, or documents one may see.' }),
  list: endpoint('GET', '/documents', { query: DocumentQuery, response: pageOf(DocumentItem), access: 'document.read', about: 'Documents one may see, newest first.' }),
  get: endpoint('GET', '/documents/:id', { params: Id, response: Document, access: 'document.read', about: 'One document with the version that counts, and how many know it.' }),
  byKey: endpoint('GET', '/documents/by-key/:key', { params: z.strictObject({ key: DocumentKey }), response: Id, access: 'document.read', about: 'The id of the document with this key: texts link to each other as `/library/KEY`.' }),
  owed: endpoint('GET', '/document-duties', { response: z.object({ items: z.array(Id.extend({ key: z.string(), title: z.object({ zh: z.string().nullable(), en: z.string().nullable() }), number: z.int() })) }), access: 'document.read', about: 'What one has to confirm before customers are shown to one; empty when nothing is owed.' }),
  version: endpoint('GET', '/documents/:id/versions/:versionId', { params: IdVersion, response: DocumentVersion, access: 'document.read', about: 'One version with all it says and what it lacks.' }),
  begin: endpoint('POST', '/documents', { body: NewDocument, response: Document, status: 201, access: 'document.write', about: 'Begins a document with its first draft.' }),
  change: endpoint('PATCH', '/documents/:id', { params: Id, body: ChangeDocument, response: Document, access: 'document.write', about: 'Changes who answers for a document, who sees it, who has to know it, and when it is looked at again.' }),
  draft: endpoint('POST', '/documents/:id/versions', { params: Id, body: z.strictObject({}), response: DocumentVersion, status: 201, access: 'document.write', about: 'Opens the next version as a draft that says what the last one did.' }),
  edit: endpoint('PATCH', '/documents/:id/versions/:versionId', { params: IdVersion, body: EditVersion, response: DocumentVersion, access: 'document.write', about: 'Changes a draft; who changes it is one of its authors. `attachments` hangs on more files.' }),
  move: endpoint('POST', '/documents/:id/versions/:versionId/transitions', { params: IdVersion, body: MoveVersion, response: DocumentVersion, access: 'document.read', about: 'Submits, returns, approves, puts in force, drops or withdraws a version; refused with every reason at once. Nobody approves what they wrote.' }),
  confirm: endpoint('POST', '/documents/:id/confirmations', { params: Id, body: z.strictObject({ versionId: z.uuid() }), response: Document, access: 'document.read', about: 'Says that one has read and understood this version.' }),
  use: endpoint('POST', '/documents/:id/uses', { params: Id, body: z.strictObject({ versionId: z.uuid(), about: z.strictObject({ kind: Key, id: z.uuid() }).optional() }), response: z.null(), access: 'document.read', about: 'Counts that a version was opened, or with `about` used for a record; once a day and person.' }),
  readers: endpoint('GET', '/documents/:id/readers', { params: Id, response: z.object({ versionId: z.uuid(), items: z.array(Reader) }), access: 'document.train', about: 'Everybody who has to know it: who confirmed, was trained and passed.' }),
  record: endpoint('POST', '/documents/:id/results', { params: Id, body: RecordResults, response: Document, access: 'document.train', about: 'Enters who was trained on a version or how an assessment went, with what shows it.' }),
  openReview: endpoint('POST', '/documents/:id/review', { params: Id, body: Versioned.extend({ reason: prose(500) }), response: Document, access: 'document.write', about: 'Takes a document in force under review.' }),
  confirmReview: endpoint('POST', '/documents/:id/review/end', { params: Id, body: Versioned.extend({ note: prose(500), nextOn: Day.optional() }), response: Document, access: 'document.write', about: 'Says that it was looked at and stays right, and when it is next.' }),
  markdown: endpoint('GET', '/documents/:id/markdown', { params: Id, query: z.strictObject({ language: z.enum(LANGUAGES), versionId: z.uuid().optional() }), response: z.unknown(), download: true, access: 'document.read', about: 'One language of a version as Markdown with front matter.' }),
  take: endpoint('POST', '/documents/import', { body: z.strictObject({ text: prose(1_000_000) }), response: Document, status: 201, access: 'document.write', about: 'Takes Markdown with front matter: a new document, or the next draft of the one with its key.' }),
  events: endpoint('GET', '/documents/:id/events', { params: Id, response: History, access: 'document.read', about: 'The history of a document, oldest first.' }),
}

const Changed = z.record(z.string(), z.object({ from: z.json(), to: z.json() }).partial())
const Version = { versionId: z.uuid(), number: z.int() }
export const DocumentBegun = event('document.begun', z.object({ key: z.string(), kind: z.string(), ...Version }))
export const DocumentDrafted = event('document.drafted', z.object(Version))
export const DocumentEdited = event('document.edited', z.object({ ...Version, parts: z.array(z.string()) }))
export const DocumentMoved = event('document.moved', z.object({ ...Version, kind: z.string(), from: DocumentState, to: DocumentState, deed: z.enum(['submit', 'return', 'approve', 'put-in-force', 'drop', 'withdraw', 'expire', 'replace']), note: z.string().nullable(), changed: Changed }))
export const DocumentChanged = event('document.changed', z.object({ changed: Changed }))
export const DocumentConfirmed = event('document.confirmed', z.object(Version))
export const DocumentOpened = event('document.opened', z.object(Version))
export const DocumentUsed = event('document.used', z.object({ ...Version, aboutKind: z.string(), aboutId: z.uuid() }))
export const ResultsRecorded = event('document.results-recorded', z.object({ ...Version, sort: z.enum(['training', 'assessment']), staffIds: z.array(z.uuid()), passed: z.int(), count: z.int() }))
export const ReviewOpened = event('document.review-opened', z.object({ changed: Changed }))
export const ReviewEnded = event('document.reviewed', z.object({ nextOn: Day.nullable(), changed: Changed }))
/** Told once when the review of a document or definition comes near, and once when its day is past. */
export const ReviewDue = event('document.review-due', z.object({ kind: z.string(), key: z.string(), ownerId: z.uuid().nullable(), dueOn: Day, overdue: z.boolean() }))

/** Who has been trained on a version, asked of a module above that keeps trainings: its answers count beside what was entered by hand, and before it. */
export const DocumentTrained = question('document.trained', z.object({ documentId: z.uuid(), key: z.string(), versionId: z.uuid(), number: z.int() }),
  z.object({ staffId: z.uuid(), trainedOn: Day.nullable(), passed: z.boolean().nullable(), score: z.number().nullable(), assessedOn: Day.nullable(), by: z.string() }))

/** Whether a version may go on its way, asked of modules above that know more of its kind, at the deeds that bring it nearer to its readers: each reason stands at a part of the text. */
export const VersionMayMove = question('document.version-may-move', z.object({ documentId: z.uuid(), versionId: z.uuid(), kind: z.string(), deed: z.enum(['submit', 'approve', 'put-in-force']), texts: Texts, fields: FieldValues }),
  z.object({ path: z.string(), code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])).optional() }))
