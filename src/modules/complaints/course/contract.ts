import { z } from 'zod'
import { Bilingual, Id, Instant, endpoint, event, line, prose } from '../../../kernel/contract.ts'
import { FileView } from '../../files/contract.ts'
import { ACKNOWLEDGED_HOW, ASSISTANCE_KINDS, COMPLEXITIES, FINDING_KINDS, IMPACTS, QUARREL_SOURCES, QUARREL_STATES, SAFETY, SEVERITIES, STAGES, TOLD_HOW } from './rules.ts'

/** The course of a complaint: its record, how grave it is, what was found, what was decided, told and carried out, and its file in the end. */

const Named = z.object({ id: z.uuid(), name: z.string() })
const Done = z.object({ by: Named.nullable(), at: Instant })
const Emotion = z.int().min(1).max(5)
const SeverityWord = z.enum(SEVERITIES)

export const ComplaintRecord = z.object({
  /** The customer's words, apart from what we make of them. Until somebody writes them down they are what the complaint was opened with. */
  words: z.string(), wordsAreFirst: z.boolean(), view: z.string().nullable(),
  occurredAt: Instant.nullable(), product: z.string().nullable(), demand: z.string().nullable(), interest: z.string().nullable(), evidence: z.string().nullable(),
  emotionStart: Emotion.nullable(), emotionEnd: Emotion.nullable(), conflictLevel: z.int().min(0).max(4).nullable(), recorded: Done.nullable(),
  /** What is still to be written before it can be confirmed. */
  missing: z.array(z.string()),
})
export type ComplaintRecord = z.output<typeof ComplaintRecord>
export const Level = z.object({ key: z.string(), name: Bilingual, tells: z.array(z.enum(['supervisor', 'manager'])) })
export const Assessment = z.object({ severity: SeverityWord, safety: z.enum(SAFETY), complexity: z.enum(COMPLEXITIES), impact: z.enum(IMPACTS), immediate: z.boolean(), level: Level, proposed: z.string(), reason: z.string().nullable(), done: Done })
export const Finding = z.object({ id: z.uuid(), kind: z.enum(FINDING_KINDS), what: z.string(), source: z.string().nullable(), by: Named, at: Instant, files: z.array(FileView) })
export const Assistance = z.object({ id: z.uuid(), kind: z.enum(ASSISTANCE_KINDS), who: z.string().nullable(), why: z.string(), by: Named, at: Instant, outcome: z.string().nullable(), settled: Done.nullable(), may: z.array(z.enum(['settle'])) })
export const Quarrel = z.object({ id: z.uuid(), caseId: z.uuid(), staff: Named, what: z.string(), source: z.enum(QUARREL_SOURCES), state: z.enum(QUARREL_STATES), reported: Done, reason: z.string().nullable(), settled: Done.nullable(), /** What it makes of an evaluation of this contact. */ evaluation: z.enum(['fail']).nullable(), version: z.int(), may: z.array(z.enum(['settle'])) })
export type Quarrel = z.output<typeof Quarrel>
export const Stage = z.object({ key: z.enum(STAGES), state: z.enum(['done', 'now', 'later', 'skipped']), at: Instant.nullable(), by: z.string().nullable() })
export type Stage = z.output<typeof Stage>

export const COURSE_DEEDS = ['record', 'assess', 'acknowledge', 'investigate', 'decide', 'answer', 'carry-out', 'settle-concern', 'say-cause', 'ask-assistance', 'report-quarrel', 'upgrade', 'archive', 'pack'] as const
export const ComplaintCourse = z.object({
  caseId: z.uuid(), kind: z.enum(['complaint', 'grumble']), record: ComplaintRecord,
  /** The levels there are, the mildest first. */
  assessment: Assessment.nullable(), levels: z.array(Level),
  acknowledgement: z.object({ how: z.enum(ACKNOWLEDGED_HOW), done: Done, late: z.boolean() }).nullable(), acknowledgeBy: Instant.nullable(),
  findings: z.array(Finding), investigated: z.object({ summary: z.string(), done: Done }).nullable(),
  decision: z.object({ text: z.string(), how: z.enum(TOLD_HOW), done: Done }).nullable(),
  answer: z.object({ accepted: z.boolean(), words: z.string().nullable(), done: Done }).nullable(),
  /** Where else the customer can turn, as they were told. */
  recourse: z.object({ text: z.string(), at: Instant }).nullable(),
  carriedOut: z.object({ what: z.string(), done: Done }).nullable(),
  concernResolved: z.object({ resolved: z.boolean(), done: Done }).nullable(), cause: z.object({ cause: z.string(), done: Done }).nullable(),
  upgraded: Done.nullable(), archived: z.object({ done: Done, hash: z.string() }).nullable(),
  assistance: z.array(Assistance), quarrels: z.array(Quarrel), stages: z.array(Stage),
  /** While the customer is listened to neither explanation nor solution leaves. */
  listening: z.boolean(), may: z.array(z.enum(COURSE_DEEDS)), version: z.int(),
}).meta({ id: 'ComplaintCourse' })
export type ComplaintCourse = z.output<typeof ComplaintCourse>

const version = z.int().optional()
export const KeepRecord = z.strictObject({
  words: z.string().max(20_000).optional(), view: prose(10_000).nullable().optional(), occurredAt: Instant.nullable().optional(), product: line(300).nullable().optional(), demand: prose(5_000).nullable().optional(), interest: prose(5_000).nullable().optional(),
  evidence: prose(5_000).nullable().optional(), emotionStart: Emotion.nullable().optional(), emotionEnd: Emotion.nullable().optional(), conflictLevel: z.int().min(0).max(4).nullable().optional(), concernResolved: z.boolean().optional(), cause: line(120).optional(), version,
})
export type KeepRecord = z.output<typeof KeepRecord>
export const Assess = z.strictObject({
  severity: SeverityWord, safety: z.enum(SAFETY).default('none'), complexity: z.enum(COMPLEXITIES).default('simple'), impact: z.enum(IMPACTS).default('one'), immediate: z.boolean().default(false),
  /** Another level than the matrix gives, with the reason. */
  level: line(60).optional(), reason: prose(2_000).optional(), version,
})
export type Assess = z.output<typeof Assess>

export const complaintCourse = {
  course: endpoint('GET', '/cases/:id/complaint-course', { params: Id, response: ComplaintCourse, access: 'complaint.read', about: 'How far a complaint has come: record, assessment, acknowledgement, investigation, decision, answer, recourse, execution, cause and file.' }),
  keepRecord: endpoint('PATCH', '/cases/:id/complaint-record', { params: Id, body: KeepRecord, response: ComplaintCourse, access: 'complaint.write', about: 'Writes parts of a complaint’s record. The customer’s words and our view of them are kept apart.' }),
  assess: endpoint('POST', '/cases/:id/complaint-assessment', { params: Id, body: Assess, response: ComplaintCourse, access: 'complaint.write', about: 'Judges severity, safety, complexity and impact, apart from priority. The matrix gives the level; another one needs a reason. Whom the level names is told at once.' }),
}
const Changed = z.record(z.string(), z.object({ from: z.json(), to: z.json() }))
/** What was written stays with the sheet; the log names the parts, and what of them is no text. */
export const ComplaintRecorded = event('complaint.recorded', z.object({ parts: z.array(z.string()), changed: Changed }))
export const ComplaintAssessed = event('complaint.assessed', z.object({ level: z.string(), proposed: z.string(), overridden: z.boolean(), matrixId: z.uuid(), changed: Changed }))
export const ComplaintEscalated = event('complaint.escalated', z.object({ level: z.string(), told: z.array(z.uuid()) }))
