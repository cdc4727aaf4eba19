import { z } from 'zod'
import { Id, Instant, Listing, endpoint, event, pageOf, prose } from '../../../kernel/contract.ts'
import { History } from '../../../kernel/shell.ts'
import { MessageState } from '../../messages/contract.ts'

/** Praise, criticism and ideas about people and departments: what was said, what was answered in time, and what was changed. */

/** Coaching is a note of whoever leads somebody, for the two of them. */
export const TONES = ['criticism', 'praise', 'idea', 'coaching'] as const
export const SOURCES = ['customer', 'colleague', 'superior', 'department', 'outside'] as const
export const FEEDBACK_STATES = ['open', 'answered', 'withdrawn'] as const
const Named = z.object({ id: z.uuid(), name: z.string() })
const Tone = z.enum(TONES)
const Source = z.enum(SOURCES)
export const Feedback = z.object({
  id: z.uuid(), tone: Tone, source: Source, words: z.string(), staff: Named.nullable(), department: Named.nullable(),
  case: z.object({ id: z.uuid(), number: z.string(), seen: z.boolean() }).nullable(), customer: Named.nullable(), saidAt: Instant, state: z.enum(FEEDBACK_STATES), dueAt: Instant, overdue: z.boolean(), inTime: z.boolean().nullable(),
  /** Null where it was answered in the case itself. */
  reply: z.string().nullable(), repliedBy: Named.nullable(), repliedAt: Instant.nullable(), change: z.string().nullable(), changedBy: Named.nullable(), changedAt: Instant.nullable(),
  /** How the written answer fares on its way to the customer; null where none was written to them. */
  told: z.object({ state: MessageState, at: Instant }).nullable(),
  /** Null where it came in by itself with a case. */
  takenBy: Named.nullable(), createdAt: Instant, version: z.int(), may: z.array(z.enum(['reply', 'note-change', 'assign', 'withdraw'])),
}).meta({ id: 'Feedback' })
export type Feedback = z.output<typeof Feedback>
export const FeedbackQuery = Listing.omit({ q: true }).extend({
  tone: Tone.optional(), source: Source.optional(), state: z.enum(FEEDBACK_STATES).optional(), staffId: z.uuid().optional(), departmentId: z.uuid().optional(), mine: z.enum(['about-me', 'taken']).optional(), overdue: z.enum(['true']).optional(),
})
export type FeedbackQuery = z.output<typeof FeedbackQuery>
const about = { staffId: z.uuid().nullable(), departmentId: z.uuid().nullable() }
export const TakeFeedback = z.strictObject({ tone: Tone, source: Source.default('customer'), words: prose(4_000), staffId: about.staffId.optional(), departmentId: about.departmentId.optional(), caseId: z.uuid().optional(), customerId: z.uuid().optional(), saidAt: Instant.optional() })
export type TakeFeedback = z.output<typeof TakeFeedback>
const said = z.strictObject({ version: z.int(), text: prose(4_000) })
export const feedback = {
  feedbacks: endpoint('GET', '/feedback', { query: FeedbackQuery, response: pageOf(Feedback), access: 'feedback.read', about: 'Praise, criticism and ideas in one’s sight, newest first; `overdue` those that nobody has answered in time.' }),
  feedback: endpoint('GET', '/feedback/:id', { params: Id, response: Feedback, access: 'feedback.read', about: 'One of them with what was answered and changed.' }),
  ofCase: endpoint('GET', '/cases/:id/feedback', { params: Id, response: z.object({ items: z.array(Feedback) }), access: 'case.read', about: 'What was said in a case about people and departments.' }),
  take: endpoint('POST', '/feedback', { body: TakeFeedback, response: Feedback, status: 201, access: 'feedback.write', about: 'Writes praise, criticism or an idea down, or a note of coaching for somebody one leads; its time to be answered runs from now on.' }),
  assign: endpoint('POST', '/feedback/:id/about', { params: Id, body: z.strictObject({ version: z.int(), ...about }), response: Feedback, access: 'feedback.answer', about: 'Says whom or which department it is about; they answer it.' }),
  reply: endpoint('POST', '/feedback/:id/reply', { params: Id, body: said, response: Feedback, access: 'feedback.answer', about: 'Answers it: the person it is about, their department, or who leads them. What a customer said is answered to that customer, by the channel they like best; where nothing can be written to them whoever took it down is asked to call.' }),
  noteChange: endpoint('POST', '/feedback/:id/change', { params: Id, body: said, response: Feedback, access: 'feedback.answer', about: 'Writes down what was changed because of it.' }),
  withdrawFeedback: endpoint('POST', '/feedback/:id/withdraw', { params: Id, body: z.strictObject({ version: z.int() }), response: Feedback, access: 'feedback.write', about: 'Takes back what one wrote down by mistake.' }),
  feedbackEvents: endpoint('GET', '/feedback/:id/events', { params: Id, response: History, access: 'feedback.read', about: 'The history, oldest first.' }),
}
const Changed = z.record(z.string(), z.object({ from: z.json(), to: z.json() }))
export const FeedbackTaken = event('feedback.taken', z.object({ tone: Tone, source: Source, staffId: z.uuid().nullable(), departmentId: z.uuid().nullable(), caseId: z.uuid().nullable(), dueAt: z.iso.datetime() }))
export const FeedbackAssigned = event('feedback.assigned', z.object({ changed: Changed }))
export const FeedbackAnswered = event('feedback.answered', z.object({ late: z.boolean(), inCase: z.boolean(), changed: Changed }))
export const FeedbackChangeNoted = event('feedback.change-noted', z.object({}))
export const FeedbackWithdrawn = event('feedback.withdrawn', z.object({ changed: Changed }))
export const feedbackEvents = [FeedbackTaken, FeedbackAssigned, FeedbackAnswered, FeedbackChangeNoted, FeedbackWithdrawn]
