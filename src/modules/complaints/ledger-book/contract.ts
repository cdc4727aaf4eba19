import { z } from 'zod'
import { Bilingual, Day, Instant, Listing, endpoint, event, line, pageOf, prose } from '../../../kernel/contract.ts'
import { Channel, Kind, SEVERITIES } from '../../cases/contract.ts'
import { StatusClass } from '../../flows/contract.ts'
import { LIABILITIES } from '../rules.ts'

/** The book of complaints: every complaint and grumble in a row, coded, and the digest of a month, whose every number leads to its rows. */

const Named = z.object({ id: z.uuid(), name: z.string() })
const Cause = z.object({ key: z.string(), branch: z.string().nullable(), name: Bilingual.nullable() })
export const BookEntry = z.object({
  id: z.uuid(), number: z.string(), subject: z.string(), kind: Kind, channel: Channel, statusClass: StatusClass, severity: z.enum(SEVERITIES).nullable(), liability: z.enum(LIABILITIES), cause: Cause.nullable(), product: z.string().nullable(),
  customer: Named.nullable(), handler: Named.nullable(), team: Named.nullable(), conflictLevel: z.int().nullable(), accepted: z.boolean().nullable(), satisfaction: z.number().nullable(), resolved: z.boolean(), createdAt: Instant, closedAt: Instant.nullable(),
  /** `open`: whether its case may be opened; `code`: whether its cause may be said here. */
  may: z.array(z.enum(['open', 'code'])),
}).meta({ id: 'ComplaintBookEntry' })
export type BookEntry = z.output<typeof BookEntry>

const Word = line(300)
const Filters = {
  kind: z.string().regex(/^(complaint|grumble)(,(complaint|grumble))*$/).optional(), channel: Word.optional(), severity: Word.optional(), liability: Word.optional(),
  /** A cause, or a whole branch of them; `none` for what is not coded yet. */
  cause: Word.optional(), branch: Word.optional(), product: Word.optional(), team: z.union([z.uuid(), z.literal('none')]).optional(), handler: z.union([z.uuid(), z.literal('me')]).optional(),
  standing: z.enum(['open', 'closed', 'declined', 'unresolved']).optional(),
  /** Days of receipt, both included. */
  receivedFrom: Day.optional(), receivedTo: Day.optional(), closedFrom: Day.optional(), closedTo: Day.optional(),
}
export const BookQuery = Listing.extend(Filters).omit({ q: true })
export type BookQuery = z.output<typeof BookQuery>

export const Month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/)
/** The parts of a digest; the key of each row is the value of the filter of the same name, `none` for those without. */
export const DIGEST_PARTS = ['kind', 'channel', 'branch', 'cause', 'severity', 'liability', 'team'] as const
export const DigestCounts = z.object({
  received: z.int(), open: z.int(), closed: z.int(), declined: z.int(), uncoded: z.int(),
  /** Closed in the month, whenever they came. */
  settled: z.int(),
  parts: z.record(z.enum(DIGEST_PARTS), z.array(z.object({ key: z.string(), n: z.int() }))),
})
export type DigestCounts = z.output<typeof DigestCounts>
export const Digest = z.object({
  month: Month, from: Day, to: Day,
  /** As the book stands now. */
  counts: DigestCounts, before: DigestCounts.pick({ received: true, settled: true, declined: true }), recurrences: z.int(),
  /** Names of what the parts' keys stand for, where no catalogue has them. */
  names: z.record(z.string(), Bilingual),
  /** As it was issued, and what has changed since: the same numbers then, only those that differ. */
  issued: z.object({ by: Named, at: Instant, note: z.string().nullable(), counts: DigestCounts, version: z.int(), drift: z.array(z.object({ what: z.enum(['received', 'open', 'closed', 'declined', 'uncoded', 'settled']), then: z.int(), now: z.int() })) }).nullable(),
  may: z.array(z.enum(['issue'])),
}).meta({ id: 'ComplaintDigest' })
export type Digest = z.output<typeof Digest>

export const complaintBook = {
  entries: endpoint('GET', '/complaint-book', { query: BookQuery, response: pageOf(BookEntry), access: 'complaint.book', about: 'The book of complaints, newest first.' }),
  causes: endpoint('GET', '/complaint-causes', { response: z.object({ items: z.array(z.object({ key: z.string(), parent: z.string(), name: Bilingual })) }), access: 'complaint.read', about: 'The tree of causes by which complaints are coded.' }),
  digest: endpoint('GET', '/complaint-digests/:month', { params: z.strictObject({ month: Month }), response: Digest, access: 'complaint.book', about: 'The digest of a month as the book stands now, beside what was issued.' }),
  digests: endpoint('GET', '/complaint-digests', { response: z.object({ items: z.array(z.object({ month: Month, received: z.int(), issuedAt: Instant, by: Named })) }), access: 'complaint.book', about: 'The digests that were issued, latest month first.' }),
  issue: endpoint('POST', '/complaint-digests/:month/issue', { params: z.strictObject({ month: Month }), body: z.strictObject({ note: prose(10_000).optional(), version: z.int().optional() }), response: Digest, status: 201, access: 'complaint.digest', about: 'Issues the digest of a month that is over: its numbers are kept as they are now, and the managers are told. Issued again it takes the place of the earlier one.' }),
}
export const DigestIssued = event('complaint.digest-issued', z.object({ month: Month, received: z.int(), again: z.boolean() }))
