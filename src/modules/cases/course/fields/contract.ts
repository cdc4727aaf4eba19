import { z } from 'zod'
import { line, prose } from '../../../../kernel/contract.ts'

/** What a case's course consists of: said with a move, or by itself. */

export const STAGES = ['inquiry', 'purchase', 'use', 'after-sales'] as const
export type Stage = (typeof STAGES)[number]
export const FEEDBACKS = ['satisfied', 'neutral', 'dissatisfied', 'not-given'] as const
export const FOLLOW_CHANNELS = ['phone', 'email', 'wechat', 'sms', 'portal', 'none'] as const

/** The closing checklist: thanked, further help offered, the customer's feedback, by which channel they reach us again. */
export const Closing = z.strictObject({ thanked: z.boolean().optional(), offeredHelp: z.boolean().optional(), feedback: z.enum(FEEDBACKS).nullable().optional(), followChannel: z.enum(FOLLOW_CHANNELS).nullable().optional() })
export const courseFields = {
  /** The customer's need in our words, as we understood it. */
  need: prose(5_000).optional(), needConfirmed: z.boolean().optional(),
  /** Keys of the cause tree; what it does not know is kept as it was said. */
  suspectedCauses: z.array(line(200)).min(1).max(20).optional(), emergencyMeasure: prose(5_000).optional(),
  closing: Closing.optional(),
}
/** How grave a complaint is, apart from its priority. */
export const SEVERITIES = ['minor', 'moderate', 'serious', 'critical'] as const
export type Severity = (typeof SEVERITIES)[number]
/** Who is liable for what a complaint is about. */
export const LIABILITIES = ['undetermined', 'ours', 'not-ours', 'shared'] as const
/** What a move of a complaint may carry beside its course: the module that keeps it takes it (`carriesWithMoves`). Words may be emptied. */
export const complaintFields = {
  words: z.string().max(20_000).optional(), product: line(300).optional(), demand: prose(5_000).optional(), interest: prose(5_000).optional(), evidence: prose(5_000).optional(),
  emotionStart: z.int().min(1).max(5).optional(), emotionEnd: z.int().min(1).max(5).optional(), severity: z.enum(SEVERITIES).optional(), concernResolved: z.boolean().optional(),
  /** A key of the tree of causes; words of one's own stand beside it. */
  cause: line(120).optional(), causeWords: prose(2_000).optional(),
  /** A judgement, with what it rests on. */
  liability: z.enum(LIABILITIES).optional(), basis: prose(5_000).optional(),
}
export const ComplaintFields = z.strictObject(complaintFields)
export type ComplaintFields = z.output<typeof ComplaintFields>
/** What a move along the flow may carry of it. */
export const CourseFields = z.strictObject(courseFields)
export type CourseFields = z.output<typeof CourseFields>
