import { z } from 'zod'
import { Bilingual, Id, Instant, endpoint, event, line, prose } from '../../../kernel/contract.ts'
import { FileView } from '../../files/contract.ts'
import { ACKNOWLEDGED_HOW, ASSISTANCE_KINDS, COMPLEXITIES, FINDING_KINDS, IMPACTS, PULSE_HOW, QUARREL_SOURCES, QUARREL_STATES, SAFETY, SEVERITIES, STAGES, TOLD_HOW } from './rules.ts'

/** The course of a complaint: its record, how grave it is, what was found, what was decided, told and carried out, and its file in the end. */

const Named = z.object({ id: z.uuid(), name: z.string() })
const Done = z.object({ by: Named.nullable(), at: Instant })
const Emotion = z.int().min(1).max(5)
const SeverityWord = z.enum(SEVERITIES)

const ComplaintRecord = z.object({
  /** The customer's words, apart from what we make of them. Until somebody writes them down they are what the complaint was opened with. */
  words: z.string(), wordsAreFirst: z.boolean(), view: z.string().nullable(),
  occurredAt: Instant.nullable(), product: z.string().nullable(), demand: z.string().nullable(), interest: z.string().nullable(), evidence: z.string().nullable(),
  emotionStart: Emotion.nullable(), emotionEnd: Emotion.nullable(), conflictLevel: z.int().min(0).max(4).nullable(), recorded: Done.nullable(),
  /** What is still to be written before it can be confirmed. */
  missing: z.array(z.string()),
})
const Level = z.object({ key: z.string(), name: Bilingual, tells: z.array(z.enum(['supervisor', 'manager'])) })
const Assessment = z.object({ severity: SeverityWord, safety: z.enum(SAFETY), complexity: z.enum(COMPLEXITIES), impact: z.enum(IMPACTS), immediate: z.boolean(), level: Level, proposed: z.string(), reason: z.string().nullable(), done: Done })
const Finding = z.object({ id: z.uuid(), kind: z.enum(FINDING_KINDS), what: z.string(), source: z.string().nullable(), by: Named, at: Instant, files: z.array(FileView) })
const Assistance = z.object({ id: z.uuid(), kind: z.enum(ASSISTANCE_KINDS), who: z.string().nullable(), why: z.string(), by: Named, at: Instant, outcome: z.string().nullable(), settled: Done.nullable(), may: z.array(z.enum(['settle'])) })
const Quarrel = z.object({ id: z.uuid(), caseId: z.uuid(), staff: Named, what: z.string(), source: z.enum(QUARREL_SOURCES), state: z.enum(QUARREL_STATES), reported: Done, reason: z.string().nullable(), settled: Done.nullable(), /** What it makes of an evaluation of this contact. */ evaluation: z.enum(['fail']).nullable(), version: z.int(), may: z.array(z.enum(['settle'])) })
const Stage = z.object({ key: z.enum(STAGES), state: z.enum(['done', 'now', 'later', 'skipped']), at: Instant.nullable(), by: z.string().nullable() })

export const COURSE_DEEDS = ['record', 'assess', 'acknowledge', 'investigate', 'decide', 'answer', 'carry-out', 'settle-concern', 'say-cause', 'tell-pulse', 'ask-assistance', 'report-quarrel', 'upgrade', 'archive', 'pack'] as const
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
  concernResolved: z.object({ resolved: z.boolean(), done: Done }).nullable(), cause: z.object({ cause: z.string(), /** How it came about, beside the cause of the tree. */ words: z.string().nullable(), done: Done }).nullable(),
  upgraded: Done.nullable(), archived: z.object({ done: Done, hash: z.string() }).nullable(),
  /** How content the customer was while we were still at it; `due` until they are asked. */
  pulse: z.object({ due: Instant.nullable(), asked: z.object({ how: z.enum(['message', 'page', 'call']), at: Instant }).nullable(), answer: z.object({ score: z.int(), words: z.string().nullable(), how: z.enum(PULSE_HOW), done: Done }).nullable() }).nullable(),
  assistance: z.array(Assistance), quarrels: z.array(Quarrel), stages: z.array(Stage),
  /** While the customer is listened to neither explanation nor solution leaves. */
  listening: z.boolean(), may: z.array(z.enum(COURSE_DEEDS)), version: z.int(),
}).meta({ id: 'ComplaintCourse' })
export type ComplaintCourse = z.output<typeof ComplaintCourse>

const version = z.int().optional()
export const KeepRecord = z.strictObject({
  words: z.string().max(20_000).optional(), view: prose(10_000).nullable().optional(), occurredAt: Instant.nullable().optional(), product: line(300).nullable().optional(), demand: prose(5_000).nullable().optional(), interest: prose(5_000).nullable().optional(),
  evidence: prose(5_000).nullable().optional(), emotionStart: Emotion.nullable().optional(), emotionEnd: Emotion.nullable().optional(), conflictLevel: z.int().min(0).max(4).nullable().optional(), concernResolved: z.boolean().optional(), /** A key of the tree of causes. */ cause: line(120).optional(), causeWords: prose(2_000).nullable().optional(), version,
})
export type KeepRecord = z.output<typeof KeepRecord>
export const Assess = z.strictObject({
  severity: SeverityWord, safety: z.enum(SAFETY).default('none'), complexity: z.enum(COMPLEXITIES).default('simple'), impact: z.enum(IMPACTS).default('one'), immediate: z.boolean().default(false),
  /** Another level than the matrix gives, with the reason. */
  level: line(60).optional(), reason: prose(2_000).optional(), version,
})
export type Assess = z.output<typeof Assess>

export const AddFinding = z.strictObject({ kind: z.enum(FINDING_KINDS), what: prose(10_000), source: line(300).optional(), attachments: z.array(z.uuid()).max(20).optional() })
export type AddFinding = z.output<typeof AddFinding>

export const complaintCourse = {
  course: endpoint('GET', '/cases/:id/complaint-course', { params: Id, response: ComplaintCourse, access: 'complaint.read', about: 'How far a complaint has come: record, assessment, acknowledgement, investigation, decision, answer, recourse, execution, cause and file.' }),
  keepRecord: endpoint('PATCH', '/cases/:id/complaint-record', { params: Id, body: KeepRecord, response: ComplaintCourse, access: 'complaint.write', about: 'Writes parts of a complaint’s record. The customer’s words and our view of them are kept apart.' }),
  assess: endpoint('POST', '/cases/:id/complaint-assessment', { params: Id, body: Assess, response: ComplaintCourse, access: 'complaint.write', about: 'Judges severity, safety, complexity and impact, apart from priority. The matrix gives the level; another one needs a reason. Whom the level names is told at once.' }),
  acknowledge: endpoint('POST', '/cases/:id/complaint-acknowledgement', { params: Id, body: z.strictObject({ how: z.enum(['spoken', 'message', 'letter']) }), response: ComplaintCourse, access: 'complaint.write', about: 'Notes that the customer was told the number and that we look into it.' }),
  addFinding: endpoint('POST', '/cases/:id/complaint-findings', { params: Id, body: AddFinding, response: ComplaintCourse, status: 201, access: 'complaint.write', about: 'Writes down what the investigation found, with its source and evidence as files. Never by whom it is about.' }),
  conclude: endpoint('POST', '/cases/:id/complaint-investigation', { params: Id, body: z.strictObject({ summary: prose(10_000) }), response: ComplaintCourse, access: 'complaint.write', about: 'Sums the investigation up.' }),
  decide: endpoint('POST', '/cases/:id/complaint-decision', { params: Id, body: z.strictObject({ text: prose(20_000), how: z.enum(TOLD_HOW), guardReason: prose(500).optional() }), response: ComplaintCourse, access: 'complaint.write', about: 'Tells the customer what was decided. By message it leaves at once, judged like every answer; otherwise it is noted as told. Not while the customer is still listened to.' }),
  answer: endpoint('POST', '/cases/:id/complaint-answer', { params: Id, body: z.strictObject({ accepted: z.boolean(), words: prose(5_000).optional() }), response: ComplaintCourse, access: 'complaint.write', about: 'What the customer said to the decision. Who declines is told where else to turn, and somebody above looks at it again; it stays among the declined.' }),
  carryOut: endpoint('POST', '/cases/:id/complaint-execution', { params: Id, body: z.strictObject({ what: prose(5_000) }), response: ComplaintCourse, access: 'complaint.write', about: 'Writes down that what was decided is carried out.' }),
  upgrade: endpoint('POST', '/cases/:id/complaint-upgrade', { params: Id, body: z.strictObject({ reason: prose(2_000) }), response: ComplaintCourse, access: 'complaint.write', about: 'Makes a formal complaint of a grumble; all that was written stays.' }),
  tellPulse: endpoint('POST', '/cases/:id/complaint-pulse', { params: Id, body: z.strictObject({ score: z.int().min(1).max(5), words: prose(2_000).optional() }), response: ComplaintCourse, status: 201, access: 'complaint.write', about: 'Writes down how content the customer is so far, from 1 to 5, once; a low figure is told to whoever handles and leads.' }),
  askAssistance: endpoint('POST', '/cases/:id/complaint-assistance', { params: Id, body: z.strictObject({ kind: z.enum(ASSISTANCE_KINDS), who: line(200).optional(), why: prose(300) }), response: ComplaintCourse, status: 201, access: 'complaint.write', about: 'Asks somebody who is no party for help: whoever leads and is on duty is called at once; a mediator or a body outside is noted with its name.' }),
  settleAssistance: endpoint('POST', '/cases/:id/complaint-assistance/:assistanceId/outcome', { params: Id.extend({ assistanceId: z.uuid() }), body: z.strictObject({ outcome: prose(5_000) }), response: ComplaintCourse, access: 'complaint.write', about: 'What came of a mediation or a referral.' }),
  reportQuarrel: endpoint('POST', '/cases/:id/quarrels', { params: Id, body: z.strictObject({ staffId: z.uuid(), what: prose(5_000), source: z.enum(QUARREL_SOURCES) }), response: ComplaintCourse, status: 201, access: 'complaint.write', about: 'Reports that somebody quarrelled with a customer; somebody else confirms or dismisses it.' }),
  settleQuarrel: endpoint('POST', '/quarrels/:id/settle', { params: Id, body: z.strictObject({ confirmed: z.boolean(), reason: prose(2_000), version: z.int() }), response: ComplaintCourse, access: 'quarrel.settle', about: 'Confirms or dismisses a reported quarrel; never by whoever it is about or reported it. Confirmed, it fails the evaluation of that contact and calls for a talk.' }),
  archive: endpoint('POST', '/cases/:id/complaint-archive', { params: Id, body: z.strictObject({}).default({}), response: ComplaintCourse, access: 'complaint.archive', about: 'Puts a closed complaint into the archive: its evidence pack is kept with its checksum, and nothing of it is changed any more.' }),
  pack: endpoint('GET', '/cases/:id/evidence-pack', { params: Id, response: z.unknown(), download: true, access: 'complaint.pack', about: 'One ZIP file with record, course, messages, history with hashes, files and their checksums; of an archived complaint the one that was kept.' }),
}
const Changed = z.record(z.string(), z.object({ from: z.json(), to: z.json() }))
/** What was written stays with the sheet; the log names the parts, and what of them is no text. */
export const ComplaintRecorded = event('complaint.recorded', z.object({ parts: z.array(z.string()), changed: Changed }))
export const ComplaintAssessed = event('complaint.assessed', z.object({ level: z.string(), proposed: z.string(), overridden: z.boolean(), matrixId: z.uuid(), changed: Changed }))
export const ComplaintEscalated = event('complaint.escalated', z.object({ level: z.string(), told: z.array(z.uuid()) }))
export const ComplaintAcknowledged = event('complaint.acknowledged', z.object({ how: z.enum(ACKNOWLEDGED_HOW), late: z.boolean() }))
export const FindingAdded = event('complaint.finding-added', z.object({ findingId: z.uuid(), kind: z.enum(FINDING_KINDS), files: z.int() }))
export const ComplaintInvestigated = event('complaint.investigated', z.object({ findings: z.int() }))
export const ComplaintDecided = event('complaint.decided', z.object({ how: z.enum(TOLD_HOW), messageId: z.uuid().nullable() }))
export const ComplaintAnswered = event('complaint.answered', z.object({ accepted: z.boolean(), changed: Changed }))
export const RecourseTold = event('complaint.recourse-told', z.object({ messageId: z.uuid().nullable() }))
export const ComplaintCarriedOut = event('complaint.carried-out', z.object({}))
export const GrumbleUpgraded = event('complaint.upgraded', z.object({ reason: z.string() }))
export const AssistanceAsked = event('complaint.assistance-asked', z.object({ assistanceId: z.uuid(), kind: z.enum(ASSISTANCE_KINDS) }))
export const AssistanceSettled = event('complaint.assistance-settled', z.object({ assistanceId: z.uuid() }))
export const PulseAsked = event('complaint.pulse-asked', z.object({ how: z.enum(['message', 'page', 'call']) }))
export const PulseAnswered = event('complaint.pulse-answered', z.object({ how: z.enum(PULSE_HOW), score: z.int() }))
/** The case is the subject; what was said stays with the report. */
export const QuarrelReported = event('quarrel.reported', z.object({ quarrelId: z.uuid(), staffId: z.uuid(), source: z.enum(QUARREL_SOURCES) }))
export const QuarrelSettled = event('quarrel.settled', z.object({ quarrelId: z.uuid(), staffId: z.uuid(), evaluation: z.enum(['fail']).nullable(), changed: Changed }))
export const ComplaintArchived = event('complaint.archived', z.object({ hash: z.string(), fileId: z.uuid() }))
export const courseEvents = [ComplaintRecorded, ComplaintAssessed, ComplaintEscalated, ComplaintAcknowledged, FindingAdded, ComplaintInvestigated, ComplaintDecided, ComplaintAnswered, RecourseTold, ComplaintCarriedOut, GrumbleUpgraded, PulseAsked, PulseAnswered, AssistanceAsked, AssistanceSettled, QuarrelReported, QuarrelSettled, ComplaintArchived]
