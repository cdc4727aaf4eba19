import { z } from 'zod'
import { Bilingual, Day, Id, Instant, Listing, endpoint, event, line, pageOf } from '../../kernel/contract.ts'
import type { Condition } from '../../pure/conditions/index.ts'

/** Forms: versioned instruments of questions, and what was answered, each answer with the version it was given to. */

/** A question's or section's words in the languages of the product. */
const Words = z.strictObject({ zh: z.string().trim().min(1).max(500), en: z.string().trim().min(1).max(500) })
/** What answers, conditions and figures call a question or an option. */
const Key = z.string().max(60).regex(/^[a-z][a-z0-9-]*$/)
/** Judged against the form's own questions when the version is compiled. */
const When = z.custom<Condition>((value) => typeof value === 'object' && value !== null)
const Percent = z.number().min(0).max(100)

const asked = {
  key: Key, text: Words, about: Words.optional(),
  required: z.boolean().default(false),
  /** Offers “does not apply”; such an answer is left out of the score. */
  notApplicable: z.boolean().default(false),
  /** Asked only where this holds of the answers before it; unknown is no. */
  when: When.optional(),
}
/** Its share of the score; 0 counts nothing. */
const weight = z.number().min(0).max(1_000).default(0)
const Option = z.strictObject({ key: Key, text: Words, score: Percent.optional() })
const options = z.array(Option).min(1).max(200)

export const Question = z.discriminatedUnion('kind', [
  /** One of the options; its score is the option's. */
  z.strictObject({ kind: z.literal('single'), ...asked, weight, options }),
  /** Some of the options; its score is the sum of theirs, at most 100. */
  z.strictObject({ kind: z.literal('multiple'), ...asked, weight, options, least: z.int().min(0).max(200).optional(), most: z.int().min(1).max(200).optional() }),
  /** A whole number from `from` to `to`; its score goes evenly from 0 to 100, `reversed` from 100 to 0. */
  z.strictObject({ kind: z.literal('scale'), ...asked, weight, from: z.int().min(0).max(1).default(1), to: z.int().min(2).max(11), low: Words.optional(), high: Words.optional(), look: z.enum(['numbers', 'stars']).default('numbers'), reversed: z.boolean().default(false) }),
  z.strictObject({ kind: z.literal('yes-no'), ...asked, weight, scores: z.strictObject({ yes: Percent, no: Percent }).default({ yes: 100, no: 0 }) }),
  z.strictObject({ kind: z.literal('number'), ...asked, min: z.number().optional(), max: z.number().optional(), whole: z.boolean().default(false), unit: Words.optional() }),
  z.strictObject({ kind: z.literal('text'), ...asked, many: z.boolean().default(false), most: z.int().min(1).max(20_000).default(2_000) }),
  z.strictObject({ kind: z.literal('date'), ...asked, from: Day.optional(), to: Day.optional() }),
])
export type Question = z.output<typeof Question>

export const Section = z.strictObject({ key: Key, title: Words.optional(), about: Words.optional(), when: When.optional(), questions: z.array(Question).min(1).max(200) })
export type Section = z.output<typeof Section>

export const FormDefinition = z.strictObject({ name: Bilingual, about: Words.optional(), sections: z.array(Section).min(1).max(50) })
/** A form as a module writes it down in its `definitions/`. */
export type FormDefinition = z.input<typeof FormDefinition>
/** A form with every default filled in: what rules and screens read. */
export type Form = z.output<typeof FormDefinition>

export const NotApplicable = z.strictObject({ notApplicable: z.literal(true) })
/** `single`: an option's key · `multiple`: keys · `scale`, `number`: a number · `text`, `date`: a text · `yes-no`: a truth. Null is no answer. */
export const Answer = z.union([z.string().max(20_000), z.number(), z.boolean(), z.array(z.string().max(60)).max(200), NotApplicable, z.null()])
export type Answer = z.output<typeof Answer>
/** By the keys of the questions. */
export const Answers = z.record(z.string().max(60), Answer)
export type Answers = z.output<typeof Answers>

/** Who answered. Of a stranger or a customer who did not sign in only that is known. */
export const AnsweredBy = z.enum(['staff', 'customer', 'system'])
/** By which way the answers came in. */
export const VIAS = ['portal', 'email', 'sms', 'wechat', 'phone', 'chat', 'counter', 'internal', 'api'] as const
export const Via = z.enum(VIAS)
export type Via = z.output<typeof Via>

const Named = z.object({ id: z.uuid(), name: z.string() })
export const FormRef = z.object({ id: z.uuid(), key: z.string(), version: z.int(), name: Bilingual })
export const Submission = z.object({
  id: z.uuid(), form: FormRef, about: z.object({ kind: z.string(), id: z.uuid() }),
  customerId: z.uuid().nullable(),
  /** Whose work it speaks of. */
  staff: Named.nullable(), team: Named.nullable(),
  /** Null when its scored questions were not answered, or it has none. 0 to 100. */
  score: z.number().nullable(),
  by: z.object({ kind: AnsweredBy, id: z.uuid().nullable() }), via: Via,
  at: Instant, changedAt: Instant, version: z.int(),
}).meta({ id: 'Submission' })
export type Submission = z.output<typeof Submission>
/** With what was answered and to which questions. Texts are null once the key of their person has been destroyed. */
export const WholeSubmission = Submission.extend({ answers: Answers, questions: FormDefinition }).meta({ id: 'WholeSubmission' })
export type WholeSubmission = z.output<typeof WholeSubmission>

export const SubmissionQuery = Listing.extend({
  form: line(120).optional(), aboutId: z.uuid().optional(), customerId: z.uuid().optional(), via: Via.optional(),
  /** A staff's id, or `me`: whose work it speaks of. */
  staff: z.union([z.uuid(), z.literal('me')]).optional(),
  team: z.uuid().optional(), atFrom: Day.optional(), atTo: Day.optional(),
}).omit({ q: true })
export type SubmissionQuery = z.output<typeof SubmissionQuery>

export const forms = {
  list: endpoint('GET', '/forms', { response: z.object({ items: z.array(FormRef) }), access: 'signed-in', about: 'The forms in force.' }),
  get: endpoint('GET', '/forms/:id', { params: Id, response: FormRef.extend({ questions: FormDefinition }), access: 'signed-in', about: 'One version of a form with its questions.' }),
  submissions: endpoint('GET', '/submissions', { query: SubmissionQuery, response: pageOf(Submission), access: 'submission.read', about: 'Submissions one may see, newest first, without their answers.' }),
  submission: endpoint('GET', '/submissions/:id', { params: Id, response: WholeSubmission, access: 'submission.read', about: 'One submission with its answers and the questions of its version.' }),
}

const Told = { form: z.string(), formId: z.uuid(), aboutKind: z.string(), aboutId: z.uuid(), score: z.number().nullable(), via: Via }
export const SubmissionMade = event('submission.made', z.object({ ...Told, by: AnsweredBy }))
export const SubmissionChanged = event('submission.changed', z.object({ ...Told, changed: z.record(z.string(), z.object({ from: z.json(), to: z.json() })) }))
