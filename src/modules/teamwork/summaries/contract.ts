import { z } from 'zod'
import { Day, Id, Instant, Listing, endpoint, event, pageOf, prose } from '../../../kernel/contract.ts'

/** Work summaries: whoever leads sums each week or month up by its deadline, and the line manager reads it. */

export const SUMMARY_STATES = ['due', 'handed-in', 'read', 'waived'] as const
const Named = z.object({ id: z.uuid(), name: z.string() })
export const Summary = z.object({
  id: z.uuid(), staff: Named, fromOn: Day, untilOn: Day, dueAt: Instant, state: z.enum(SUMMARY_STATES), overdue: z.boolean(),
  done: z.string().nullable(), problems: z.string().nullable(), plans: z.string().nullable(), handedInAt: Instant.nullable(), late: z.boolean().nullable(),
  readBy: Named.nullable(), readAt: Instant.nullable(), remark: z.string().nullable(), version: z.int(), may: z.array(z.enum(['hand-in', 'read', 'waive'])),
}).meta({ id: 'WorkSummary' })
export type Summary = z.output<typeof Summary>
export const SummaryQuery = Listing.extend({ state: z.enum(SUMMARY_STATES).optional(), staffId: z.uuid().optional(), overdue: z.enum(['true']).optional(), mine: z.enum(['true']).optional() })
export type SummaryQuery = z.output<typeof SummaryQuery>
export const HandIn = z.strictObject({ version: z.int(), done: prose(10_000), problems: prose(10_000).optional(), plans: prose(10_000).optional() })
export type HandIn = z.output<typeof HandIn>
const remark = z.strictObject({ version: z.int(), remark: prose(2_000).optional() })
export const summaries = {
  summaries: endpoint('GET', '/work-summaries', { query: SummaryQuery, response: pageOf(Summary), access: 'work-summary.read', about: 'Work summaries, one’s own and of those one leads, the newest first.' }),
  summary: endpoint('GET', '/work-summaries/:id', { params: Id, response: Summary, access: 'work-summary.read', about: 'One work summary.' }),
  handIn: endpoint('POST', '/work-summaries/:id/hand-in', { params: Id, body: HandIn, response: Summary, access: 'work-summary.read', about: 'Hands one’s summary in: what was done, what stood in the way, what comes next.' }),
  read: endpoint('POST', '/work-summaries/:id/read', { params: Id, body: remark, response: Summary, access: 'work-summary.read', about: 'Says that one has read it, with a remark.' }),
  waive: endpoint('POST', '/work-summaries/:id/waive', { params: Id, body: remark, response: Summary, access: 'work-summary.read', about: 'This one need not be written, such as in a week of leave.' }),
}
export const SummaryAsked = event('work-summary.asked', z.object({ staffId: z.uuid(), fromOn: z.string(), untilOn: z.string(), dueAt: z.string() }))
export const SummaryHandedIn = event('work-summary.handed-in', z.object({ late: z.boolean() }))
export const SummaryRead = event('work-summary.read', z.object({}))
export const SummaryWaived = event('work-summary.waived', z.object({}))
export const summaryEvents = [SummaryAsked, SummaryHandedIn, SummaryRead, SummaryWaived]
