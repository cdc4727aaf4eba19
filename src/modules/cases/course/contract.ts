import { z } from 'zod'
import { Bilingual, Id, Instant, endpoint, event, line, prose } from '../../../kernel/contract.ts'
import { StatusClass } from '../../flows/contract.ts'
import { Case, Kind, Priority } from '../contract.ts'
import { FEEDBACKS, FOLLOW_CHANNELS, STAGES, courseFields } from './fields/contract.ts'

/** The course of a case as the handbooks want it: the need restated, the answer, the causes, the closing, the follow-up; how cases belong together; a customer's journey. */

const Named = z.object({ id: z.uuid(), name: z.string() })
const version = z.int()

export const FOLLOW_UP_OUTCOMES = ['solved', 'not-solved', 'unreachable'] as const
export const FollowUp = z.object({
  id: z.uuid(), caseId: z.uuid(), /** The round: 0 for the first, else so many days after the solution, when it is asked whether it holds. */ afterDays: z.int(), state: z.enum(['open', 'answered', 'cancelled']), owner: Named.nullable(), dueAt: Instant, outcome: z.enum(FOLLOW_UP_OUTCOMES).nullable(), satisfaction: z.int().nullable(), note: z.string().nullable(),
  answeredBy: Named.nullable(), answeredAt: Instant.nullable(), may: z.array(z.enum(['answer', 'cancel'])), version,
}).meta({ id: 'FollowUp' })
export type FollowUp = z.output<typeof FollowUp>
/** A cause in words of the tree; `name` null for one that was only said. */
export const SuspectedCause = z.object({ key: z.string(), name: Bilingual.nullable() })
export const CauseAnalysis = z.object({
  id: z.uuid(), caseId: z.uuid(), origin: z.enum(['closing', 'follow-up', 'rating']), state: z.enum(['open', 'done']), dueAt: Instant, causes: z.array(SuspectedCause), finding: z.string().nullable(), measure: z.string().nullable(),
  doneBy: Named.nullable(), doneAt: Instant.nullable(), may: z.array(z.enum(['finish'])), version,
}).meta({ id: 'CauseAnalysis' })
export type CauseAnalysis = z.output<typeof CauseAnalysis>

export const CLOSING_ITEMS = ['thanked', 'offeredHelp', 'feedback', 'followChannel'] as const
/** Where a consultation stands: listening, answering, following up, done. */
export const PHASES = ['listen', 'answer', 'follow-up', 'done'] as const
export const Course = z.object({
  caseId: z.uuid(), need: z.string().nullable(), needBy: Named.nullable(), needAt: Instant.nullable(), needConfirmedBy: Named.nullable(), needConfirmedAt: Instant.nullable(),
  /** Of consultations alone. */
  phase: z.enum(PHASES).nullable(),
  answer: z.string().nullable(), /** The document that the answer follows; name and page null where it is gone. */
  answerDocument: z.object({ key: z.string(), name: Bilingual.nullable(), path: z.string().nullable() }).nullable(), answeredBy: Named.nullable(), answeredAt: Instant.nullable(),
  suspectedCauses: z.array(SuspectedCause), emergencyMeasure: z.string().nullable(), triagedBy: Named.nullable(), triagedAt: Instant.nullable(),
  /** Whether causes and measure are wanted before the case moves on, and not said yet. */
  triageMissing: z.boolean(),
  closing: z.object({ thanked: z.boolean(), offeredHelp: z.boolean(), feedback: z.enum(FEEDBACKS).nullable(), followChannel: z.enum(FOLLOW_CHANNELS).nullable() }),
  closingMissing: z.array(z.enum(CLOSING_ITEMS)), closingRule: z.enum(['off', 'warn', 'block']),
  stage: z.enum(STAGES), followUps: z.array(FollowUp), analyses: z.array(CauseAnalysis),
  causeTree: z.array(z.object({ key: z.string(), parent: z.string(), name: Bilingual })),
  may: z.array(z.enum(['change', 'close-out', 'follow-up'])), version,
}).meta({ id: 'CaseCourse' })
export type Course = z.output<typeof Course>
export const KeepCourse = z.strictObject({ ...courseFields, answer: prose(20_000).optional(), answerDocument: line(120).nullable().optional(), stage: z.enum(STAGES).optional(), version: version.optional() })
export type KeepCourse = z.output<typeof KeepCourse>

export const LINK_KINDS = ['related', 'child', 'parent', 'duplicate', 'causes', 'caused-by', 'split', 'split-from'] as const
export const CaseLinked = z.object({
  id: z.uuid(),
  /** What the other case is to this one: its child, its parent, a duplicate of it, what it causes, what was split from it. */
  kind: z.enum(LINK_KINDS),
  case: z.object({ id: z.uuid(), number: z.string(), subject: z.string().nullable(), kind: Kind, status: z.object({ key: z.string(), class: StatusClass }), seen: z.boolean() }),
  by: Named, at: Instant, may: z.array(z.enum(['end'])),
}).meta({ id: 'CaseLink' })
export type CaseLinked = z.output<typeof CaseLinked>
export const SplitCase = z.strictObject({ messageIds: z.array(z.uuid()).min(1).max(200), subject: line(300), kind: Kind.optional(), note: prose(5_000).optional(), version: version.optional() })
export type SplitCase = z.output<typeof SplitCase>
export const NewChild = z.strictObject({ kind: Kind.default('request'), subject: line(300), description: prose(100_000), priority: Priority.optional(), teamId: z.uuid().optional() })
export type NewChild = z.output<typeof NewChild>

const JourneyCase = z.object({ id: z.uuid(), number: z.string(), subject: z.string(), kind: Kind, status: z.object({ key: z.string(), class: StatusClass }), at: Instant })
export const Journey = z.object({
  stages: z.array(z.object({
    stage: z.enum(STAGES), cases: z.array(JourneyCase), more: z.int(), open: z.int(), behaviours: z.array(z.object({ id: z.uuid(), kind: z.string(), label: z.string(), at: Instant })),
    firstAt: Instant.nullable(), lastAt: Instant.nullable(),
    /** Nothing is known of it although the customer has been in a later stage. */
    gap: z.boolean(),
  })),
}).meta({ id: 'CustomerJourney' })
export type Journey = z.output<typeof Journey>

export const course = {
  course: endpoint('GET', '/cases/:id/course', { params: Id, response: Course, access: 'case.read', about: 'The need as confirmed, the recorded answer, suspected causes, the closing checklist, follow-ups and analyses of a case.' }),
  keepCourse: endpoint('PATCH', '/cases/:id/course', { params: Id, body: KeepCourse, response: Course, access: 'case.write', about: 'Writes down parts of it. An answer needs the need first; another wording of the need is confirmed anew.' }),
  planFollowUp: endpoint('POST', '/cases/:id/follow-ups', { params: Id, body: z.strictObject({ dueAt: Instant.optional() }), response: FollowUp, status: 201, access: 'case.write', about: 'Plans to ask the customer whether it is solved: a task of whoever answers for the case.' }),
  answerFollowUp: endpoint('POST', '/follow-ups/:id/answer', { params: Id, body: z.strictObject({ outcome: z.enum(FOLLOW_UP_OUTCOMES), satisfaction: z.int().min(1).max(5).optional(), note: prose(5_000).optional(), version: version.optional() }), response: FollowUp, access: 'case.write', about: 'Writes down what the customer says. “Not solved” opens the case again; whoever is not satisfied gets a cause analysis.' }),
  cancelFollowUp: endpoint('POST', '/follow-ups/:id/cancel', { params: Id, body: z.strictObject({ version: version.optional() }).default({}), response: FollowUp, access: 'case.write', about: 'Takes a follow-up back.' }),
  finishAnalysis: endpoint('POST', '/cause-analyses/:id/finish', { params: Id, body: z.strictObject({ causes: z.array(line(200)).min(1).max(20), finding: prose(10_000), measure: prose(10_000).optional(), version: version.optional() }), response: CauseAnalysis, access: 'case.write', about: 'Says why the customer was not satisfied, and what follows.' }),
  journey: endpoint('GET', '/customers/:id/journey', { params: Id, response: Journey, access: 'case.read', about: 'A customer’s way through inquiry, purchase, use and after-sales: the cases of each stage one may see, and where nothing is known.' }),
}
export const links = {
  links: endpoint('GET', '/cases/:id/links', { params: Id, response: z.object({ items: z.array(CaseLinked) }), access: 'case.read', about: 'The cases that belong to a case: parent, children, duplicates, causes, what was split.' }),
  link: endpoint('POST', '/cases/:id/links', { params: Id, body: z.strictObject({ kind: z.enum(['related', 'child', 'parent', 'duplicate', 'causes', 'caused-by']), caseId: z.uuid() }), response: CaseLinked, status: 201, access: 'case.write', about: 'Says how another case belongs to this one. A case has one parent, and a child has no children.' }),
  endLink: endpoint('POST', '/case-links/:id/end', { params: Id, response: z.object({ id: z.uuid() }), access: 'case.write', about: 'Takes a link away; the log keeps it.' }),
  child: endpoint('POST', '/cases/:id/children', { params: Id, body: NewChild, response: Case, status: 201, access: 'case.open', about: 'Opens a case for part of the work on this one, of the same customer.' }),
  split: endpoint('POST', '/cases/:id/split', { params: Id, body: SplitCase, response: Case, status: 201, access: 'case.write', about: 'Lets some of what was said go on as a case of its own; deadlines count from the first of it. Merging the two takes it back.' }),
}

const Changed = z.record(z.string(), z.object({ from: z.json(), to: z.json() }))
/** Which parts were written, none of their words. */
export const CourseKept = event('case.course-kept', z.object({ parts: z.array(z.string()), changed: Changed }))
export const StageChanged = event('case.stage-changed', z.object({ from: z.enum(STAGES), to: z.enum(STAGES) }))
export const FollowUpPlanned = event('case.follow-up-planned', z.object({ followUpId: z.uuid(), dueAt: z.iso.datetime() }))
export const FollowUpAnswered = event('case.follow-up-answered', z.object({ followUpId: z.uuid(), outcome: z.enum(FOLLOW_UP_OUTCOMES), satisfaction: z.int().nullable() }))
export const FollowUpCancelled = event('case.follow-up-cancelled', z.object({ followUpId: z.uuid() }))
export const AnalysisOpened = event('case.analysis-opened', z.object({ analysisId: z.uuid(), origin: z.enum(['closing', 'follow-up', 'rating']) }))
export const AnalysisDone = event('case.analysis-done', z.object({ analysisId: z.uuid() }))
export const LinkMade = event('case.linked', z.object({ linkId: z.uuid(), kind: z.enum(LINK_KINDS), otherId: z.uuid(), number: z.string() }))
export const LinkEnded = event('case.unlinked', z.object({ linkId: z.uuid(), kind: z.enum(LINK_KINDS), otherId: z.uuid(), number: z.string() }))
export const CaseSplit = event('case.split', z.object({ toId: z.uuid(), number: z.string(), messages: z.int() }))
export const courseEvents = [CourseKept, StageChanged, FollowUpPlanned, FollowUpAnswered, FollowUpCancelled, AnalysisOpened, AnalysisDone, LinkMade, LinkEnded, CaseSplit]
