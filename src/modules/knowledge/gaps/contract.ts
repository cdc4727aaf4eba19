import { z } from 'zod'
import { Id, Instant, Listing, endpoint, event, line, pageOf, prose } from '../../../kernel/contract.ts'
import { Visitor } from '../help/contract.ts'

/** Gaps: what was searched for and not found, as work for whoever writes knowledge. */

export const GAP_STATES = ['open', 'answered', 'dismissed'] as const
export const GapState = z.enum(GAP_STATES)
export type GapState = z.output<typeof GapState>
const Named = z.object({ id: z.uuid(), name: z.string() })
export const Gap = z.object({
  /** What was typed, without numbers and addresses of persons. */
  id: z.uuid(), words: z.string(), state: GapState,
  /** How often it was looked for, each person once a day; of them by colleagues and by customers. */
  searches: z.int(), byStaff: z.int(), byCustomers: z.int(), firstAt: Instant, lastAt: Instant,
  article: z.object({ id: z.uuid(), title: z.object({ zh: z.string().nullable(), en: z.string().nullable() }) }).nullable(),
  /** Nobody where a search found it again by itself. */
  decidedBy: Named.nullable(), decidedAt: Instant.nullable(), reason: z.string().nullable(), version: z.int(), may: z.array(z.enum(['answer', 'dismiss', 'reopen'])),
}).meta({ id: 'KnowledgeGap' })
export type Gap = z.output<typeof Gap>

const q = line(200)
const Versioned = z.strictObject({ version: z.int() })
export const gaps = {
  listGaps: endpoint('GET', '/knowledge/gaps', { query: Listing.omit({ q: true }).extend({ state: GapState.optional() }), response: pageOf(Gap), access: 'knowledge.curate', about: 'What was searched for and not found, the most wanted first.' }),
  miss: endpoint('POST', '/knowledge/gaps', { body: z.strictObject({ q, unhelpful: z.boolean().default(false) }), response: z.object({ id: z.uuid() }), status: 201, access: 'knowledge.read', about: 'Keeps that a search found nothing; with `unhelpful`, that what it found was not what was looked for. Numbers and addresses of persons are left out.' }),
  answerGap: endpoint('POST', '/knowledge/gaps/:id/answer', { params: Id, body: Versioned.extend({ documentId: z.uuid() }), response: Gap, access: 'knowledge.curate', about: 'Names the article that answers it: from now on the search leads there by these words.' }),
  dismissGap: endpoint('POST', '/knowledge/gaps/:id/dismiss', { params: Id, body: Versioned.extend({ reason: prose(500) }), response: Gap, access: 'knowledge.curate', about: 'Leaves it without an article, with the reason.' }),
  reopenGap: endpoint('POST', '/knowledge/gaps/:id/reopen', { params: Id, body: Versioned, response: Gap, access: 'knowledge.curate', about: 'Takes it up again.' }),
}
export const helpGaps = {
  missHelp: endpoint('POST', '/portal/help-misses', { body: z.strictObject({ q, visitor: Visitor }), response: z.null(), access: 'public', perMinute: 20, about: 'Keeps that a customer’s search of the help pages found nothing.' }),
}
/** The gap is the subject. */
export const GapSearched = event('knowledge-gap.searched', z.object({ by: z.enum(['staff', 'customer']), searches: z.int() }))
export const GapSettled = event('knowledge-gap.settled', z.object({ documentId: z.uuid().nullable(), entryId: z.uuid().nullable(), changed: z.object({ state: z.object({ from: GapState, to: GapState }) }) }))
