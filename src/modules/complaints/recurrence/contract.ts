import { z } from 'zod'
import { Bilingual, Id, Instant, Listing, endpoint, event, pageOf, prose } from '../../../kernel/contract.ts'
import { RECURRENCE_SORTS } from './rules.ts'

/** Complaints that come again and again for the same cause, and what is done about it. */

const Named = z.object({ id: z.uuid(), name: z.string() })
export const RECURRENCE_STATES = ['open', 'settled', 'dismissed'] as const
export const Recurrence = z.object({
  id: z.uuid(), sort: z.enum(RECURRENCE_SORTS), cause: z.object({ key: z.string(), branch: z.string(), name: Bilingual.nullable() }), customer: Named.nullable(), product: z.string().nullable(),
  /** So many within so many days were enough. */
  needed: z.int(), days: z.int(),
  /** The complaints it consists of; those out of the reader's sight are only counted. */
  n: z.int(), cases: z.array(z.object({ id: z.uuid(), number: z.string() })),
  firstAt: Instant, lastAt: Instant, foundAt: Instant, state: z.enum(RECURRENCE_STATES),
  /** What was begun because of it. */
  improvement: z.object({ kind: z.string(), id: z.uuid() }).nullable(), reason: z.string().nullable(), settled: z.object({ by: Named, at: Instant }).nullable(), may: z.array(z.enum(['settle'])), version: z.int(),
}).meta({ id: 'ComplaintRecurrence' })
export type Recurrence = z.output<typeof Recurrence>

export const recurrences = {
  recurrences: endpoint('GET', '/complaint-recurrences', { query: Listing.pick({ limit: true, cursor: true }).extend({ state: z.enum(RECURRENCE_STATES).optional() }), response: pageOf(Recurrence), access: 'complaint.book', about: 'Complaints that came again for the same cause, latest found first.' }),
  settleRecurrence: endpoint('POST', '/complaint-recurrences/:id/settle', { params: Id, body: z.strictObject({ version: z.int(), to: z.enum(['settled', 'dismissed']), reason: prose(2_000) }), response: Recurrence, access: 'complaint.settle-recurrence', about: 'Says what came of it: the cause was removed, or it was none. Complaints from then on are counted anew.' }),
}
/** Its subject is the recurrence. */
export const RecurrenceFound = event('complaint.recurrence-found', z.object({ sort: z.enum(RECURRENCE_SORTS), cause: z.string(), n: z.int(), days: z.int(), customerId: z.uuid().nullable(), product: z.string().nullable() }))
export const RecurrenceGrown = event('complaint.recurrence-grown', z.object({ caseId: z.uuid(), n: z.int() }))
export const RecurrenceSettled = event('complaint.recurrence-settled', z.object({ changed: z.record(z.string(), z.object({ from: z.json(), to: z.json() })) }))
/** Something was begun above because of it. */
export const RecurrenceTied = event('complaint.recurrence-tied', z.object({ kind: z.string(), id: z.uuid() }))
