import { z } from 'zod'
import { Bilingual, Day, Id, Instant, Listing, Reason, endpoint, event, line, pageOf, personal, prose, question, sensitive } from '../../kernel/contract.ts'
import { FieldFilter, FieldValues } from '../../kernel/custom-fields/contract.ts'
import { History } from '../../kernel/shell.ts'
import { PROFILE_FIELDS, QUALITIES } from './profile/rules.ts'
import { CONTACT_KINDS, CUSTOMER_TYPES, DEEDS, DOCUMENT_KINDS } from './rules.ts'

/** Customers: persons and organisations, how they are reached, and how they are found. */

export const CustomerType = z.enum(CUSTOMER_TYPES)
export type CustomerType = z.output<typeof CustomerType>
export const ContactKind = z.enum(CONTACT_KINDS)
export type ContactKind = z.output<typeof ContactKind>
export const DocumentKind = z.enum(DOCUMENT_KINDS)

export const ContactPoint = z.object({
  id: z.uuid(), kind: ContactKind,
  /** A number in E.164, an address as it is written to. */
  value: personal(z.string(), 'contact', 'kind'),
  label: z.string().nullable(),
  /** The record it belongs to: of a customer with several records that have become one, any of them. */
  customerId: z.uuid(),
  version: z.int(),
}).meta({ id: 'ContactPoint' })
export type ContactPoint = z.output<typeof ContactPoint>
export const IdentityDocument = z.object({ id: z.uuid(), kind: DocumentKind, number: sensitive(z.string(), 'number'), /** The record it belongs to. */ customerId: z.uuid() }).meta({ id: 'IdentityDocument' })
export type IdentityDocument = z.output<typeof IdentityDocument>

/** A grade by which customers are served, as the company defines it (definitions of the kind `customer-grade`). */
export const Grade = z.object({ key: z.string(), name: Bilingual, about: Bilingual.nullable(), rank: z.int() }).meta({ id: 'CustomerGrade' })
export type Grade = z.output<typeof Grade>
/** Which grade held since which day, and who gave it. */
export const Grading = z.object({ id: z.uuid(), grade: z.string().nullable(), from: z.string(), by: z.object({ id: z.uuid(), name: z.string() }).nullable(), at: Instant })

/** How good a profile is, as it was last reckoned: within a second after it changed. */
const Quality = z.object({ completeness: z.number(), missing: z.array(z.enum(PROFILE_FIELDS)), wrong: z.boolean(), stale: z.boolean(), alike: z.int() })

export const Language = z.enum(['zh-CN', 'en'])

export const Customer = z.object({
  id: z.uuid(), type: CustomerType, name: z.string(), title: z.string().nullable(), region: z.string().nullable(), industry: z.string().nullable(), size: z.string().nullable(),
  /** The language they wish to be spoken to in; null where nobody has asked. */
  language: Language.nullable(),
  birthday: personal(z.string(), 'text').nullable(), lunarBirthday: personal(z.string(), 'text').nullable(),
  /** The key of the grade by which they are served, and since which day. */
  grade: z.string().nullable(), gradeFrom: z.string().nullable(), vip: z.boolean(), quality: Quality.nullable(), tags: z.array(z.string()), segments: z.array(z.object({ id: z.uuid(), name: z.string() })),
  contactPoints: z.array(ContactPoint), documents: z.array(IdentityDocument),
  /** What the company's own fields hold, by key. */
  fields: FieldValues,
  /** The record that this one has become part of. */
  mergedInto: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  /** The records that have become part of this one. */
  merged: z.array(z.object({ mergeId: z.uuid(), customer: z.object({ id: z.uuid(), name: z.string() }), at: Instant, version: z.int() })),
  may: z.array(z.enum(DEEDS)), createdAt: Instant, removedAt: Instant.nullable(), version: z.int(),
}).meta({ id: 'Customer' })
export type Customer = z.output<typeof Customer>

/** Month and day of the Chinese calendar, with the year of birth if known; `+` after the month marks a leap month: `1990-05+-07`, `08-15`. */
const LunarDay = z.string().max(20).refine((text) => /^(\d{4}-)?(0[1-9]|1[0-2])\+?-(0[1-9]|[12]\d|30)$/.test(text), { error: 'customer.bad-lunar-day' })
const details = { title: line(60), region: line(100), industry: line(100), size: line(60), language: Language, birthday: Day, lunarBirthday: LunarDay }
/** Who may change customers and not grade them is refused these. `gradeFrom` is today when left out, and never later. */
const standing = { grade: z.string().max(120), gradeFrom: Day, vip: z.boolean() }
const contact = { kind: ContactKind, value: line(500), label: line(40).nullable() }
const document = { kind: DocumentKind, number: line(60) }

export const AddContactPoint = z.strictObject({ ...contact, label: contact.label.optional() })
export const ChangeContactPoint = z.strictObject({ ...z.object(contact).partial().shape, version: z.int() })
export const AddDocument = z.strictObject(document)
export const AddCustomer = z.strictObject({
  type: CustomerType, name: line(200), ...z.object(details).partial().shape, ...z.object(standing).partial().shape,
  contactPoints: z.array(AddContactPoint).max(30).default([]), documents: z.array(AddDocument).max(10).default([]), fields: FieldValues.optional(),
})
export type AddCustomer = z.input<typeof AddCustomer>
export const ChangeCustomer = z.strictObject({
  type: CustomerType.optional(), name: line(200).optional(),
  ...z.object({ title: details.title.nullable(), region: details.region.nullable(), industry: details.industry.nullable(), size: details.size.nullable(), language: details.language.nullable(), birthday: details.birthday.nullable(), lunarBirthday: details.lunarBirthday.nullable() }).partial().shape,
  ...z.object({ ...standing, grade: standing.grade.nullable() }).partial().shape, fields: FieldValues.optional(),
  version: z.int(),
})
export type ChangeCustomer = z.output<typeof ChangeCustomer>

export const RevealField = z.enum(['contact-point', 'document', 'birthday', 'lunarBirthday'])
export const Reveal = z.strictObject({
  field: z.enum(['birthday', 'lunarBirthday']).optional(), contactPointId: z.uuid().optional(), documentId: z.uuid().optional(), reason: prose(500),
}).refine((body) => [body.field, body.contactPointId, body.documentId].filter(Boolean).length === 1, { error: 'customer.reveal-one', path: ['field'] })

/** One of the words, or several joined by commas, as lists' filters send them. */
const choices = <T extends z.ZodEnum>(of: T) => z.string().max(200).transform((text, context) => text.split(',').map((one) => {
  const known = of.safeParse(one)
  if (!known.success) context.addIssue({ code: 'custom', message: 'list.unknown-choice' })
  return known.data as z.output<T>
})).optional()
export const CustomerQuery = Listing.extend({
  type: choices(CustomerType), region: line(100).optional(), /** Keys of grades joined by commas; `none` for who has no grade. */ grade: line(200).optional(), vip: z.enum(['true', 'false']).optional(), /** A worklist of those who look after profiles. */ quality: z.enum(QUALITIES).optional(), tag: line(40).optional(), segment: z.uuid().optional(), /** The company's own fields: `key:value` pairs joined by `;`. */ fields: FieldFilter.optional(), createdFrom: Day.optional(), createdTo: Day.optional(),
  /** The bin: only for who may empty and refill it. */
  removed: z.enum(['true', 'false']).optional(),
})
export type CustomerQuery = z.output<typeof CustomerQuery>

/** Why two records may be one: a value both have, or one name in one region. */
export const Likeness = z.enum(['phone', 'email', 'wechat', 'name'])
export const Duplicates = z.object({ items: z.array(z.object({ customer: Customer, alike: z.array(Likeness) })) })

const MergeCustomer = z.strictObject({ intoId: z.uuid(), version: z.int().optional() })
const PointPath = z.strictObject({ id: z.uuid(), pointId: z.uuid() })
const Versioned = z.strictObject({ version: z.int() })

export const customers = {
  list: endpoint('GET', '/customers', { query: CustomerQuery, response: pageOf(Customer), access: 'customer.read', about: 'Customers. `q` finds by name, pinyin, initials, telephone number or its last digits, e-mail address, its first part or its domain; without `sort` the best come first.' }),
  get: endpoint('GET', '/customers/:id', { params: Id, response: Customer, access: 'customer.read', about: 'One customer; contact points are masked, each is revealed on its own.' }),
  add: endpoint('POST', '/customers', { body: AddCustomer, response: Customer, status: 201, access: 'customer.write', about: 'Adds a customer. Another one with the same number or address is shown as a duplicate, never merged.' }),
  change: endpoint('PATCH', '/customers/:id', { params: Id, body: ChangeCustomer, response: Customer, access: 'customer.write', about: 'Changes fields; null empties one. Grade and VIP mark need customer.grade as well.' }),
  tag: endpoint('POST', '/customers/:id/tags', { params: Id, body: z.strictObject({ add: z.array(line(40)).max(50).default([]), remove: z.array(line(40)).max(50).default([]) }), response: Customer, access: 'customer.write', about: 'Puts tags on a customer and takes others off.' }),
  tags: endpoint('GET', '/customer-tags', { query: z.strictObject({ q: line(40).optional() }), response: z.object({ items: z.array(z.string()) }), access: 'customer.read', about: 'Tags that stand on customers, from this beginning on.' }),
  grades: endpoint('GET', '/customer-grades', { response: z.object({ items: z.array(Grade) }), access: 'customer.read', about: 'The grades in force by which customers are served, the first first.' }),
  gradings: endpoint('GET', '/customers/:id/gradings', { params: Id, response: z.object({ items: z.array(Grading) }), access: 'customer.read', about: 'Which grade held since which day, newest first.' }),
  addContactPoint: endpoint('POST', '/customers/:id/contact-points', { params: Id, body: AddContactPoint, response: ContactPoint, status: 201, access: 'customer.write', about: 'Adds a way to reach a customer; its value is sealed.' }),
  changeContactPoint: endpoint('PATCH', '/customers/:id/contact-points/:pointId', { params: PointPath, body: ChangeContactPoint, response: ContactPoint, access: 'customer.write', about: 'Changes a contact point.' }),
  removeContactPoint: endpoint('DELETE', '/customers/:id/contact-points/:pointId', { params: PointPath, response: z.null(), access: 'customer.write', about: 'Takes a contact point away and destroys its value.' }),
  addDocument: endpoint('POST', '/customers/:id/documents', { params: Id, body: AddDocument, response: IdentityDocument, status: 201, access: 'customer.write', about: 'Keeps the number of a document, sealed.' }),
  removeDocument: endpoint('DELETE', '/customers/:id/documents/:documentId', { params: z.strictObject({ id: z.uuid(), documentId: z.uuid() }), response: z.null(), access: 'customer.write', about: 'Takes an identity document off a customer and destroys its number.' }),
  merge: endpoint('POST', '/customers/:id/merge', { params: Id, body: MergeCustomer, response: Customer, access: 'customer.write', about: 'Makes a record part of another of the same customer; answers the one that goes on.' }),
  undoMerge: endpoint('POST', '/customer-merges/:id/undo', { params: Id, body: z.strictObject({ version: z.int().optional() }).default({}), response: Customer, access: 'customer.write', about: 'Takes a merge back: both records stand apart again; answers the one that had been merged.' }),
  reveal: endpoint('POST', '/customers/:id/reveal', { params: Id, body: Reveal, response: z.object({ value: z.string() }), access: 'customer.reveal', about: 'Shows one masked value whole. Who, when and why stand in the history; documents need customer.reveal-sensitive as well.' }),
  duplicates: endpoint('GET', '/customers/:id/duplicates', { params: Id, response: Duplicates, access: 'customer.read', about: 'Other records that may be the same customer, and why.' }),
  events: endpoint('GET', '/customers/:id/events', { params: Id, response: History, access: 'customer.read', about: 'The history, oldest first.' }),
  remove: endpoint('POST', '/customers/:id/remove', { params: Id, body: z.strictObject({ version: z.int(), reason: prose(500) }), response: Customer, access: 'customer.remove', about: 'Puts a customer into the bin. When its days are over, every personal value is destroyed.' }),
  restore: endpoint('POST', '/customers/:id/restore', { params: Id, body: Versioned, response: Customer, access: 'customer.remove', about: 'Takes a customer out of the bin.' }),
}

/** What changed, by field. A field without values changed one that only the sealed part of the event tells. */
const Changed = z.record(z.string(), z.object({ from: z.json(), to: z.json() }).partial())
/** Personal values before and after: sealed under the customer's key. */
const Sealed = z.record(z.string(), z.object({ from: z.string().nullable(), to: z.string().nullable() })).nullable()
const sealed = { fields: ['personal'], keyOf: 'customerId' }

export const CustomerAdded = event('customer.added', z.object({ type: CustomerType, contactKinds: z.array(ContactKind) }))
export const CustomerChanged = event('customer.changed', z.object({ customerId: z.uuid(), changed: Changed, personal: Sealed }), sealed)
export const CustomerRevealed = event('customer.revealed', z.object({ customerId: z.uuid(), field: RevealField, kind: z.string().nullable(), contactPointId: z.uuid().nullable(), documentId: z.uuid().nullable(), reason: z.string() }))
export const CustomerRemoved = event('customer.removed', z.object({ reason: z.string() }))
export const CustomerRestored = event('customer.restored', z.object({}))
const Merged = { mergeId: z.uuid(), intoId: z.uuid(), changed: Changed }
export const CustomerMerged = event('customer.merged', z.object(Merged))
export const CustomerTookIn = event('customer.took-in', z.object({ mergeId: z.uuid(), fromId: z.uuid(), changed: Changed }))
export const CustomerUnmerged = event('customer.unmerged', z.object(Merged))
export const CustomerTagged = event('customer.tagged', z.object({ changed: z.object({ tags: z.object({ from: z.array(z.string()), to: z.array(z.string()) }) }) }))
/** The bin's days are over: values and key are destroyed, the history stays. */
export const CustomerErased = event('customer.erased', z.object({}))
export const DocumentAdded = event('customer.document-added', z.object({ documentId: z.uuid(), kind: DocumentKind }))
export const DocumentRemoved = event('customer.document-removed', z.object({ documentId: z.uuid(), kind: DocumentKind }))
/** What happens to contact points happens to their customer: its id is the subject. Of those that a customer was added with, `customer.added` tells. */
export const ContactPointAdded = event('contact-point.added', z.object({ contactPointId: z.uuid(), kind: ContactKind }))
export const ContactPointChanged = event('contact-point.changed', z.object({ customerId: z.uuid(), contactPointId: z.uuid(), kind: ContactKind, changed: Changed, personal: Sealed }), sealed)
export const ContactPointRemoved = event('contact-point.removed', z.object({ contactPointId: z.uuid(), kind: ContactKind }))

/** Asked before a customer goes into the bin; a reason keeps them. */
export const CustomerMayBeRemoved = question('customer.may-be-removed', z.object({ customerId: z.uuid() }), Reason)
