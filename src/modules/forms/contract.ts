import { z } from 'zod'
import { Bilingual, Day, Id, Instant, Listing, endpoint, event, line, pageOf, question } from '../../kernel/contract.ts'
import { History } from '../../kernel/shell.ts'
import { FileView } from '../files/contract.ts'
import { CrosstabFigures, FormFigures } from './figures/contract.ts'
import { Answers, FormDefinition } from './questions/contract.ts'

/** Forms: versioned instruments of questions, and what was answered, each answer with the version it was given to. */
export { Answer, Answers, FormDefinition } from './questions/contract.ts'
export type { Form, Question } from './questions/contract.ts'

/** Who answered. Of a stranger or a customer who did not sign in only that is known. */
export const AnsweredBy = z.enum(['staff', 'customer', 'system'])
/** By which way the answers came in. */
export const VIAS = ['portal', 'email', 'sms', 'wechat', 'phone', 'chat', 'counter', 'internal', 'api'] as const
export const Via = z.enum(VIAS)
export type Via = z.output<typeof Via>

const Named = z.object({ id: z.uuid(), name: z.string() })
export const FormRef = z.object({ id: z.uuid(), key: z.string(), version: z.int(), name: Bilingual })
const FormSummary = FormRef.extend({
  origin: z.enum(['shipped', 'company']), about: z.object({ zh: z.string(), en: z.string() }).nullable(), for: z.array(z.string()), questions: z.int(), minutes: z.int().nullable(),
  /** Some of its answers are scored. */
  scored: z.boolean(), anonymous: z.boolean(),
}).meta({ id: 'FormSummary' })
export type FormSummary = z.output<typeof FormSummary>

/** The record a form is filled about: of the kind `form` where it stands for itself, with the id of the form's version. */
const About = z.strictObject({ kind: z.string().max(40).regex(/^[a-z][a-z-]*$/), id: z.uuid() })
export type About = z.output<typeof About>
/** What somebody is told of that record. */
export const Subject = z.object({ title: z.string(), path: z.string().nullable(), customerId: z.uuid().nullable(), staffId: z.uuid().nullable(), teamId: z.uuid().nullable() })
export type Subject = z.output<typeof Subject>

export const Submission = z.object({
  id: z.uuid(), form: FormRef, about: z.object({ kind: z.string(), id: z.uuid() }),
  customerId: z.uuid().nullable(),
  /** Whose work it speaks of. */
  staff: Named.nullable(), team: Named.nullable(),
  /** Null when its scored questions were not answered, or it has none. 0 to 100. */
  score: z.number().nullable(),
  /** Whether it reached the mark of its form; null where there is none. */
  passed: z.boolean().nullable(),
  by: z.object({ kind: AnsweredBy, id: z.uuid().nullable(), name: z.string().nullable() }), via: Via,
  at: Instant, changedAt: Instant, version: z.int(),
}).meta({ id: 'Submission' })
export type Submission = z.output<typeof Submission>
/** With what was answered and to which questions. Texts are null once the key of their person has been destroyed. */
export const WholeSubmission = Submission.extend({
  answers: Answers, questions: FormDefinition,
  /** Answers that are there and not for the reader, by their paths. */
  masked: z.array(z.string()),
  sections: z.array(z.object({ key: z.string(), score: z.number().nullable(), zeroed: z.boolean() })), failed: z.array(z.string()),
  seed: z.int().nullable(), begunAt: Instant.nullable(), files: z.array(FileView),
  /** Names of the people, teams and customers among the answers, by id. */
  names: z.record(z.string(), z.string()),
  subject: Subject.pick({ title: true, path: true }).nullable(), may: z.array(z.enum(['change'])),
}).meta({ id: 'WholeSubmission' })
export type WholeSubmission = z.output<typeof WholeSubmission>
const PastSubmission = z.object({ version: z.int(), answers: Answers, masked: z.array(z.string()), score: z.number().nullable(), at: Instant, by: z.object({ kind: AnsweredBy, name: z.string().nullable() }) })

const Filters = {
  via: Via.optional(),
  /** A staff's id, or `me`: whose work it speaks of. */
  staff: z.union([z.uuid(), z.literal('me')]).optional(),
  team: z.uuid().optional(), atFrom: Day.optional(), atTo: Day.optional(),
}
export const SubmissionQuery = Listing.extend({
  ...Filters, form: line(120).optional(), aboutId: z.uuid().optional(), aboutKind: line(40).optional(), customerId: z.uuid().optional(),
  /** A staff's id, or `me`: who answered. */
  by: z.union([z.uuid(), z.literal('me')]).optional(),
  passed: z.enum(['true', 'false']).optional(),
})
export type SubmissionQuery = z.output<typeof SubmissionQuery>

/** Which submissions figures are made of. `across`: versions before and after that asked the same count too. */
const FigureQuery = z.strictObject({ ...Filters, across: z.enum(['true', 'false']).default('true') })
export type FigureQuery = z.output<typeof FigureQuery>
const QuestionKey = line(140)
const Word = z.object({ submissionId: z.uuid().nullable(), at: Instant, text: z.string() })

export const Draft = z.object({
  id: z.uuid(), form: FormRef, about: About, title: z.string(), answers: Answers, page: z.int(),
  /** Tells the order in which its questions are shown. */
  seed: z.int(), begunAt: Instant,
  /** Until when it is taken; null where the form has no limit. */
  dueAt: Instant.nullable(), changedAt: Instant, version: z.int(),
}).meta({ id: 'FormDraft' })
export type Draft = z.output<typeof Draft>
const Submit = z.strictObject({ formId: z.uuid(), about: About, answers: Answers })
const Came = z.object({ id: z.uuid(), score: z.number().nullable(), passed: z.boolean().nullable() })

export const forms = {
  list: endpoint('GET', '/forms', { response: z.object({ items: z.array(FormSummary) }), access: 'signed-in', about: 'The forms in force.' }),
  get: endpoint('GET', '/forms/:id', { params: Id, response: FormSummary.extend({ questions: FormDefinition }), access: 'signed-in', about: 'One version of a form with its questions.' }),
  subject: endpoint('GET', '/form-subjects/:kind/:id', { params: About, response: Subject, access: 'submission.fill', about: 'What a record is called that a form is filled about.' }),
  picture: endpoint('POST', '/form-pictures', { body: z.strictObject({ fileId: z.uuid() }), response: z.object({ id: z.uuid() }), status: 201, access: 'definition.write', about: 'Keeps an uploaded picture for use in forms.' }),
  submissions: endpoint('GET', '/submissions', { query: SubmissionQuery, response: pageOf(Submission), access: 'submission.read', about: 'Submissions one may see, newest first, without their answers; `q` finds words in them.' }),
  submission: endpoint('GET', '/submissions/:id', { params: Id, response: WholeSubmission, access: 'submission.read', about: 'One submission with its answers and the questions of its version.' }),
  submit: endpoint('POST', '/submissions', { body: Submit.extend({ draftId: z.uuid().optional() }), response: Came, status: 201, access: 'submission.fill', about: 'Sends the answers to a form about a record. A form with a time limit is begun as a draft first.' }),
  change: endpoint('PATCH', '/submissions/:id', { params: Id, body: z.strictObject({ answers: Answers, version: z.int() }), response: Came, access: 'submission.fill', about: 'Changes answers: one’s own for some hours, later and others’ with `submission.change`. What stood there before is kept.' }),
  past: endpoint('GET', '/submissions/:id/versions', { params: Id, response: z.object({ items: z.array(PastSubmission) }), access: 'submission.read', about: 'What stood in a submission before it was changed, newest first.' }),
  events: endpoint('GET', '/submissions/:id/events', { params: Id, response: History, access: 'submission.read', about: 'The history of one submission, oldest first.' }),
}
/** Opens its own unit, so that the log does not name who sent it. */
export const anonymousForms = {
  submitAnonymously: endpoint('POST', '/anonymous-submissions', { body: Submit, response: Came, status: 201, access: 'submission.fill', about: 'Sends the answers to an anonymous form: neither they nor the log say who answered.' }),
}
export const drafts = {
  begun: endpoint('GET', '/form-drafts', { response: z.object({ items: z.array(Draft.omit({ answers: true })) }), access: 'submission.fill', about: 'What one has begun to fill and not sent, latest first.' }),
  open: endpoint('POST', '/form-drafts', { body: z.strictObject({ formId: z.uuid(), about: About, /** For hidden questions, and for others that stand filled at first. */ answers: Answers.optional() }), response: Draft, status: 201, access: 'submission.fill', about: 'Begins a form about a record, or goes on with what was begun, in the version it was begun in.' }),
  save: endpoint('PATCH', '/form-drafts/:id', { params: Id, body: z.strictObject({ answers: Answers, page: z.int().min(0).max(60), version: z.int() }), response: Draft, access: 'submission.fill', about: 'Keeps what has been answered so far, whatever is still wrong with it.' }),
  drop: endpoint('DELETE', '/form-drafts/:id', { params: Id, response: z.null(), access: 'submission.fill', about: 'Throws away what one has begun.' }),
}
export const reports = {
  figures: endpoint('GET', '/forms/:id/figures', { params: Id, query: FigureQuery, response: FormFigures, access: 'submission.report', about: 'What was answered to each question, over the submissions one may see.' }),
  crosstab: endpoint('GET', '/forms/:id/crosstab', { params: Id, query: FigureQuery.extend({ rows: QuestionKey, columns: QuestionKey }), response: CrosstabFigures, access: 'submission.report', about: 'Two questions against each other, with the test of whether they hang together.' }),
  words: endpoint('GET', '/forms/:id/words', { params: Id, query: FigureQuery.extend({ question: QuestionKey, cursor: z.string().max(500).optional(), limit: z.coerce.number<number>().int().min(1).max(100).default(20) }), response: pageOf(Word), access: 'submission.report', about: 'What was written to one question, newest first.' }),
  export: endpoint('GET', '/forms/:id/export', { params: Id, query: FigureQuery.extend({ language: z.enum(['zh', 'en']).default('zh') }), response: z.unknown(), download: true, access: 'submission.export', about: 'All answers as CSV, one row a submission; cells that a spreadsheet would run are made harmless.' }),
}

const Told = { form: z.string(), formId: z.uuid(), aboutKind: z.string(), aboutId: z.uuid(), score: z.number().nullable(), via: Via }
export const SubmissionMade = event('submission.made', z.object({ ...Told, by: AnsweredBy, passed: z.boolean().nullable() }))
export const SubmissionChanged = event('submission.changed', z.object({ ...Told, changed: z.record(z.string(), z.object({ from: z.json(), to: z.json() })) }))
export const FormBegun = event('form-draft.begun', z.object({ form: z.string(), aboutKind: z.string(), aboutId: z.uuid() }))
export const FormDraftSaved = event('form-draft.saved', z.object({ form: z.string(), version: z.int() }))
export const FormDraftDropped = event('form-draft.dropped', z.object({ form: z.string() }))

/** Whoever owns records of `kind` answers what the actor may be told of one, and nothing where it is not theirs to see; others answer nothing. */
export const FormSubject = question('form.subject', About, Subject)
/** The name of a picked record, by whoever owns records of `kind`; nothing where there is none the actor may see. */
export const PickedName = question('form.picked-name', z.object({ kind: z.string(), id: z.uuid() }), z.object({ name: z.string() }))
