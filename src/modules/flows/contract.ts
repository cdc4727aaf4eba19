import { z } from 'zod'
import { Bilingual, Day, Id, Instant, Listing, Reason, endpoint, event, line, pageOf, prose, question } from '../../kernel/contract.ts'
import { History } from '../../kernel/shell.ts'
import { Clock } from '../clocks/contract.ts'
import { FileView } from '../files/contract.ts'
import { Answers } from '../forms/contract.ts'
import type { Condition } from '../../pure/conditions/index.ts'

/** Flows: how work moves, as data. Its schema stands here because the server and the editor both read it. */

/** What a status means to clocks, lists and figures, whatever it is called. */
export const StatusClass = z.enum(['open', 'waiting-customer', 'waiting-third', 'resolved', 'closed'])
export type StatusClass = z.output<typeof StatusClass>

const Key = z.string().max(60).regex(/^[a-z][a-z0-9-]*$/)
/** The key of another definition: a metric, a form, a calendar, a role. */
const Name = z.string().max(120).regex(/^[a-z][a-z0-9_-]*$/)
const Words = z.strictObject({ zh: z.string().trim().min(1).max(2_000), en: z.string().trim().min(1).max(2_000) })
/** Over the fields of the subject and what earlier steps came to; judged when the version is compiled. */
const When = z.custom<Condition>((value) => typeof value === 'object' && value !== null)
// Three years, as deadlines of policies.
const Seconds = z.int().min(1).max(94_694_400)

/** Whose step it is. Who cannot be found is replaced by the supervisors, and the run says so. */
export const Owner = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('role'), role: Name }),
  z.strictObject({ by: z.literal('team'), team: z.uuid() }),
  z.strictObject({ by: z.literal('first-responder') }),
  z.strictObject({ by: z.literal('handler') }),
  z.strictObject({ by: z.literal('starter') }),
  /** Up the line of managers of that person. An approval by several levels is asked of one after the other. */
  z.strictObject({ by: z.literal('line-manager'), of: z.enum(['starter', 'handler', 'first-responder']).default('handler'), levels: z.int().min(1).max(5).default(1) }),
])
export type Owner = z.output<typeof Owner>

export const StepValue = z.enum(['adding', 'necessary', 'waste'])
export type StepValue = z.output<typeof StepValue>

/** SMART by letter; T is the step's own deadline. All of it is needed to publish, and a draft may lack it. */
const Smart = z.strictObject({
  specific: Words.optional(),
  /** Bound to a metric; `target` says the value aimed at in its unit. */
  measure: z.strictObject({ metric: Name, target: z.number().optional() }).optional(),
  attainable: Words.optional(),
  /** The objective it serves. */
  relevant: Words.optional(),
})
export type Smart = z.output<typeof Smart>

export const FlowStep = z.strictObject({
  key: Key, name: Bilingual,
  /** What the operator does. */
  guide: Words.optional(),
  kind: z.enum(['work', 'approval']).default('work'),
  value: StepValue.default('adding'),
  owner: Owner,
  /** Begins when all of these are settled: done, skipped, or not applicable. Without any, with the run. Steps after the same one run side by side. */
  after: z.array(Key).max(50).default([]),
  /**
   * Done only where this holds when the step's turn comes; unknown is no. It may ask for the fields of the subject (`priority`), for what an
   * earlier step came to (`step.KEY`: one of `OUTCOMES`), and for an answer on an earlier step's form (`answer.KEY.QUESTION`).
   */
  when: When.optional(),
  /** May be left out by whoever does it. A mandatory step needs an authorised exception. */
  optional: z.boolean().default(false),
  /** Key of the form that is filled in to finish it. */
  form: Name.optional(),
  /** Working time by a calendar (`standard` when absent), from the moment it is ready. Needed to publish: it is the T of SMART. */
  deadline: z.strictObject({ seconds: Seconds, calendar: Name.default('standard'), warnBefore: z.array(Seconds).max(5).default([]) }).optional(),
  /** How long the work itself is expected to take; what simulations and the critical path reckon with until runs have been measured. */
  expectedSeconds: Seconds.optional(),
  outputs: z.array(Bilingual).max(20).default([]),
  /** A file has to be attached to finish it. */
  evidence: z.boolean().default(false),
  /** Names of guards that must agree before it is finished; declared by the module whose records run on the flow. */
  guards: z.array(Key).max(20).default([]),
  smart: Smart.default({}),
  /** What has to be undone when the run is cancelled after this step: becomes a task. */
  compensation: z.strictObject({ title: Words }).optional(),
  /** The status that the subject goes to when the step is done. */
  moves: Key.optional(),
  /** Nothing comes after it, on purpose. A flow has one last step, and every other end says so. */
  last: z.boolean().default(false),
  /** Of an approval: what a rejection does. `back` leads to the step named there, else to those right before it; `on` goes on, and later steps may ask for it; `end` ends the run as rejected. */
  rejected: z.enum(['back', 'on', 'end']).default('back'),
  back: Key.optional(),
})
/** A step with every default filled in. */
export type FlowStep = z.output<typeof FlowStep>

/** What a settled step came to. */
export const OUTCOMES = ['done', 'approved', 'rejected', 'skipped', 'not-applicable'] as const
export const GOALS = ['satisfaction', 'efficiency', 'loyalty'] as const

export const FlowDefinition = z.strictObject({
  name: Bilingual,
  about: Words.optional(),
  /** The kind of record that it is about: one that a module has declared (`case`), or `free` for none. */
  subject: Key.default('case'),
  /** What it is for, each bound to a metric. A flow with steps needs one to be published. */
  goals: z.array(z.strictObject({ kind: z.enum(GOALS), metric: Name })).max(10).default([]),
  /** Records of these kinds start a run when they are opened: `complaint`. */
  startsOn: z.strictObject({ kinds: z.array(Key).min(1).max(50) }).optional(),
  /** The status a record begins in. A flow of steps alone has no statuses. */
  start: Key.optional(),
  /** The status that taking the work on leads to, from `start`. */
  taken: Key.optional(),
  statuses: z.array(z.strictObject({ key: Key, class: StatusClass, name: Bilingual })).max(50).default([]),
  transitions: z.array(z.strictObject({
    from: z.array(Key).min(1), to: Key,
    /** Names of guards that must agree; declared by the module whose records run on the flow. */
    guards: z.array(Key).default([]),
  })).max(500).default([]),
  steps: z.array(FlowStep).max(100).default([]),
  /** When it is looked at again. */
  review: z.strictObject({ dueAt: z.iso.date() }).optional(),
})
/** A flow as a module writes it down in its `definitions/`. */
export type FlowDefinition = z.input<typeof FlowDefinition>
/** A flow with every default filled in: what rules and screens read. */
export type FlowBody = z.output<typeof FlowDefinition>

/** The flows in force, for lists and filters: the words of their statuses, and what can be said of their steps without reading them. */
export const FlowSummary = z.object({
  id: z.uuid(), key: z.string(), version: z.int(), name: Bilingual, subject: z.string(),
  statuses: z.array(z.object({ key: z.string(), class: StatusClass, name: Bilingual })),
  steps: z.int(), handoffs: z.int(), criticalSeconds: z.number(), goals: FlowDefinition.shape.goals, startsOn: z.array(z.string()), reviewDueAt: z.string().nullable(),
}).meta({ id: 'FlowSummary' })
export type FlowSummary = z.output<typeof FlowSummary>

/** What a module declares of the records that flows run on: for whoever writes conditions and says on which kinds a flow starts. */
export const FlowSubjectWords = z.object({
  key: z.string(), name: Bilingual, guards: z.array(z.string()), kinds: z.array(z.string()), kindWords: z.string(),
  fields: z.array(z.object({ key: z.string(), type: z.string(), words: Bilingual, options: z.array(z.string()), catalogue: z.string().nullable() })),
}).meta({ id: 'FlowSubject' })

/** The four principles of 000 §4.1.3 that a reviewer signs for. */
export const PRINCIPLES = ['customer', 'systematic', 'concise', 'improving'] as const
const Note = z.string().trim().max(1_000).default('')
export const SignOff = z.strictObject({ customer: Note, systematic: Note, concise: Note, improving: Note })
const Named = z.object({ id: z.uuid(), name: z.string() })
/** What stands between a version and its publication, and what is only worth a look. */
export const FlowCheck = z.object({
  steps: z.int(), handoffs: z.int(), handoffLimit: z.int(), criticalSeconds: z.number(),
  lacks: z.array(z.object({ path: z.string(), code: z.string(), step: z.string().nullable(), message: z.string() })),
  /** Principles that the figures speak against: more handoffs than the limit is not concise. */
  warnings: z.array(z.object({ principle: z.enum(PRINCIPLES), code: z.string(), message: z.string() })),
  signedOff: z.object({ by: Named, at: Instant, notes: SignOff }).nullable(), may: z.array(z.enum(['sign-off'])),
}).meta({ id: 'FlowCheck' })
export type FlowCheck = z.output<typeof FlowCheck>

/** How long a step took in finished runs, beside what it was expected to take. */
export const StepTimes = z.object({ items: z.array(z.object({ step: z.string(), n: z.int(), meanSeconds: z.number().nullable(), share: z.number().nullable() })), runs: z.int() })

export const StepState = z.enum(['waiting', 'ready', ...OUTCOMES, 'withdrawn'])
export const StepDeed = z.enum(['finish', 'approve', 'reject', 'skip', 'ask-exception'])
export const EXCEPTION_STATES = ['asked', 'granted', 'refused', 'withdrawn'] as const
export const FINDINGS = ['justified', 'change-the-flow', 'not-justified'] as const
export const FlowException = z.object({
  id: z.uuid(), runId: z.uuid(), about: z.object({ kind: z.string(), id: z.uuid(), label: z.string().nullable() }), flow: z.object({ key: z.string(), name: Bilingual }), step: z.object({ key: z.string(), name: Bilingual }), reason: z.string(), askedBy: Named, askedAt: Instant,
  state: z.enum(EXCEPTION_STATES), decidedBy: Named.nullable(), decidedAt: Instant.nullable(), note: z.string().nullable(),
  reviewDueAt: Instant.nullable(), finding: z.enum(FINDINGS).nullable(), reviewedBy: Named.nullable(), reviewedAt: Instant.nullable(), reviewNote: z.string().nullable(),
  may: z.array(z.enum(['decide', 'review', 'withdraw'])), version: z.int(),
}).meta({ id: 'FlowException' })
export type FlowException = z.output<typeof FlowException>

export const RunStep = z.object({
  /** Null while its turn has not come. */
  id: z.uuid().nullable(), key: z.string(), name: Bilingual, guide: Words.nullable(), kind: z.enum(['work', 'approval']), optional: z.boolean(), state: StepState,
  /** From 2 on once a rejection has led back to it. */
  round: z.int(),
  owner: Named.nullable(), role: z.object({ key: z.string(), name: Bilingual }).nullable(), team: Named.nullable(), standIn: Named.nullable(),
  /** Whoever the rule names could not be found: it went to the supervisors. */
  substitute: z.boolean(),
  level: z.int(), levels: z.int(),
  approvals: z.array(z.object({ level: z.int(), by: Named, standsFor: Named.nullable(), decision: z.enum(['approved', 'rejected']), note: z.string().nullable(), at: Instant })),
  form: z.object({ key: z.string(), id: z.uuid() }).nullable(), submissionId: z.uuid().nullable(), evidence: z.boolean(), files: z.array(FileView), outputs: z.array(Bilingual),
  readyAt: Instant.nullable(),
  /** When somebody began to work on it; null where nobody said so. */
  begunAt: Instant.nullable(), begunBy: Named.nullable(),
  dueAt: Instant.nullable(), clock: Clock.nullable(), overdue: z.boolean(), settledAt: Instant.nullable(), settledBy: Named.nullable(), note: z.string().nullable(), may: z.array(StepDeed),
}).meta({ id: 'RunStep' })
export type RunStep = z.output<typeof RunStep>

export const RUN_STATES = ['running', 'finished', 'rejected', 'cancelled'] as const
const RunHead = z.object({
  id: z.uuid(), flow: z.object({ key: z.string(), id: z.uuid(), version: z.int(), name: Bilingual }),
  about: z.object({ kind: z.string(), id: z.uuid(), label: z.string().nullable(), path: z.string().nullable() }),
  state: z.enum(RUN_STATES), startedBy: Named.nullable(), startedAt: Instant, endedAt: Instant.nullable(), reason: z.string().nullable(),
  /** Settled steps of all that the version has. */
  settled: z.int(), of: z.int(), overdue: z.boolean(), version: z.int(),
})
export const RunSummary = RunHead.extend({ ready: z.array(z.object({ key: z.string(), name: Bilingual, owner: Named.nullable(), dueAt: Instant.nullable() })) }).meta({ id: 'RunSummary' })
export type RunSummary = z.output<typeof RunSummary>
export const Run = RunHead.extend({
  steps: z.array(RunStep), exceptions: z.array(FlowException),
  /** The version in force when it is another one. */
  newer: z.object({ id: z.uuid(), version: z.int() }).nullable(),
  may: z.array(z.enum(['cancel', 'move'])),
}).meta({ id: 'Run' })
export type Run = z.output<typeof Run>

export const RunQuery = Listing.extend({ flow: line(120).optional(), aboutId: z.uuid().optional(), state: z.enum(RUN_STATES).optional(), flowId: z.uuid().optional(), startedBy: z.union([z.uuid(), z.literal('me')]).optional() }).omit({ q: true })
export type RunQuery = z.output<typeof RunQuery>
export const StartRun = z.strictObject({ flow: line(120), about: z.strictObject({ kind: line(40), id: z.uuid() }).optional() })
/** How long one has worked on it, in seconds, at most thirty days: says when it was begun where nobody has said so before. It can't have been before its turn. */
const Worked = { workedSeconds: z.int().min(0).max(2_592_000).optional() }
export const FinishStep = z.strictObject({ answers: Answers.optional(), note: prose(2_000).optional(), evidence: z.array(z.uuid()).max(20).optional(), ...Worked })
export type FinishStep = z.output<typeof FinishStep>
export const DeviationQuery = z.strictObject({ flow: line(120).optional(), staffId: z.uuid().optional(), from: Day.optional(), to: Day.optional() })
export type DeviationQuery = z.output<typeof DeviationQuery>

const Id2 = Id.extend({ stepId: z.uuid() })
const version = z.int()

export const flows = {
  list: endpoint('GET', '/flows', { response: z.object({ items: z.array(FlowSummary) }), access: 'signed-in', about: 'The flows in force: their statuses, and what their steps come to.' }),
  subjects: endpoint('GET', '/flow-subjects', { response: z.object({ items: z.array(FlowSubjectWords) }), access: 'signed-in', about: 'The kinds of records that flows run on, with what their conditions may ask for.' }),
  check: endpoint('GET', '/flow-versions/:id/check', { params: Id, response: FlowCheck, access: 'definition.read', about: 'What a version of a flow lacks, its handoffs and critical path, and who has signed it off.' }),
  signOff: endpoint('POST', '/flow-versions/:id/sign-off', { params: Id, body: SignOff, response: FlowCheck, status: 201, access: 'flow.sign-off', about: 'Says as a reviewer that a version is customer-oriented, systematic, concise and made to be improved; it counts for this body alone.' }),
  times: endpoint('GET', '/flow-versions/:id/times', { params: Id, response: StepTimes, access: 'definition.read', about: 'How long each step took in finished runs of this flow, and in which share of them it was done: what simulations reckon with.' }),
}
export const runs = {
  all: endpoint('GET', '/runs', { query: RunQuery, response: pageOf(RunSummary), access: 'run.read', about: 'Runs one may see, newest first. With `aboutId` those of a record that one may see.' }),
  get: endpoint('GET', '/runs/:id', { params: Id, response: Run, access: 'run.read', about: 'One run with every step.' }),
  start: endpoint('POST', '/runs', { body: StartRun, response: Run, status: 201, access: 'run.start', about: 'Starts a flow on a record; a free flow needs none.' }),
  begin: endpoint('POST', '/runs/:id/steps/:stepId/begin', { params: Id2, response: Run, access: 'run.work', about: 'Says that work on a step begins now, so that waiting and work are told apart. The first to say so counts.' }),
  finish: endpoint('POST', '/runs/:id/steps/:stepId/finish', { params: Id2, body: FinishStep, response: Run, access: 'run.work', about: 'Says that a step is done, with the answers on its form and what proves it.' }),
  approve: endpoint('POST', '/runs/:id/steps/:stepId/approve', { params: Id2, body: FinishStep.extend({ level: z.int().min(1) }), response: Run, access: 'run.work', about: 'Approves at the level that is asked; of two at once one counts.' }),
  reject: endpoint('POST', '/runs/:id/steps/:stepId/reject', { params: Id2, body: z.strictObject({ level: z.int().min(1), note: prose(2_000), ...Worked }), response: Run, access: 'run.work', about: 'Rejects with a reason: the run goes back, on, or ends, as the step says.' }),
  skip: endpoint('POST', '/runs/:id/steps/:stepId/skip', { params: Id2, body: z.strictObject({ note: prose(2_000) }), response: Run, access: 'run.work', about: 'Leaves an optional step out.' }),
  askException: endpoint('POST', '/runs/:id/steps/:stepId/exceptions', { params: Id2, body: z.strictObject({ reason: prose(2_000) }), response: Run, status: 201, access: 'run.work', about: 'Asks for leave to pass over a mandatory step. Approvals can’t be passed over.' }),
  cancel: endpoint('POST', '/runs/:id/cancel', { params: Id, body: z.strictObject({ reason: prose(2_000), version }), response: Run, access: 'run.cancel', about: 'Cancels a run: what is open is withdrawn, what was done and has to be undone becomes tasks.' }),
  move: endpoint('POST', '/runs/:id/version', { params: Id, body: z.strictObject({ to: z.uuid(), reason: prose(2_000), version }), response: Run, access: 'run.move', about: 'Moves a run to another version of its flow. Refused where it would pass over an approval.' }),
  moveAll: endpoint('POST', '/flow-versions/:id/move-runs', { params: Id, body: z.strictObject({ to: z.uuid(), reason: prose(2_000) }), response: z.object({ moved: z.array(z.uuid()), refused: z.array(z.object({ runId: z.uuid(), code: z.string() })), more: z.boolean() }), access: 'run.move', about: 'Moves up to 200 running runs of one version to another, each by itself; says which could not be.' }),
  events: endpoint('GET', '/runs/:id/events', { params: Id, response: History, access: 'run.read', about: 'The history of a run and its steps, oldest first.' }),
}
export const deviations = {
  exceptions: endpoint('GET', '/flow-exceptions', { query: z.strictObject({ state: z.enum(EXCEPTION_STATES).optional(), unreviewed: z.enum(['true']).optional() }), response: z.object({ items: z.array(FlowException) }), access: 'exception.read', about: 'Authorised deviations, latest first, at most 500.' }),
  decide: endpoint('POST', '/flow-exceptions/:id/decision', { params: Id, body: z.strictObject({ granted: z.boolean(), note: prose(2_000).optional(), version }), response: FlowException, access: 'exception.decide', about: 'Grants or refuses leave to pass over a step; nobody decides what they asked themselves.' }),
  review: endpoint('POST', '/flow-exceptions/:id/review', { params: Id, body: z.strictObject({ finding: z.enum(FINDINGS), note: prose(2_000), version }), response: FlowException, access: 'exception.review', about: 'Looks at a granted exception afterwards: was it justified, or has the flow to change?' }),
  withdraw: endpoint('POST', '/flow-exceptions/:id/withdraw', { params: Id, body: z.strictObject({ version }), response: FlowException, access: 'run.work', about: 'Takes back what one has asked for.' }),
  report: endpoint('GET', '/flow-deviations', {
    query: DeviationQuery, access: 'exception.read', about: 'Steps that were passed over or late, of all that were due in the window, by flow and by person.',
    response: z.object({
      due: z.int(), deviating: z.int(), rate: z.number().nullable(),
      byFlow: z.array(z.object({ flow: z.string(), name: Bilingual, due: z.int(), deviating: z.int(), rate: z.number() })),
      byStaff: z.array(z.object({ staff: Named, due: z.int(), deviating: z.int(), rate: z.number() })),
      items: z.array(z.object({ stepId: z.uuid(), runId: z.uuid(), about: z.object({ kind: z.string(), id: z.uuid(), label: z.string().nullable() }), flow: z.object({ key: z.string(), name: Bilingual }), step: z.object({ key: z.string(), name: Bilingual }), kind: z.enum(['skipped', 'late']), staff: Named.nullable(), at: Instant, reason: z.string().nullable(), authorisedBy: Named.nullable() })),
    }),
  }),
}

/** What every event of a run tells. Reasons, notes and answers stay out of the log: they may name anybody. */
const Told = { runId: z.uuid(), flow: z.string(), flowId: z.uuid(), about: z.object({ kind: z.string(), id: z.uuid() }) }
const ToldStep = { ...Told, stepId: z.uuid(), step: z.string(), round: z.int() }
/** What happens to a step is part of its run's history, and reaches whoever sees the run. */
const stepEvent = <S extends z.ZodType>(kind: `step.${string}`, schema: S) => ({ ...event(kind, schema), subject: 'run' })
export const RunStarted = event('run.started', z.object({ ...Told, startedBy: z.uuid().nullable() }))
export const RunFinished = event('run.finished', z.object({ ...Told, state: z.enum(['finished', 'rejected']) }))
export const RunCancelled = event('run.cancelled', z.object({ ...Told, compensations: z.int() }))
export const RunMoved = event('run.moved', z.object({ ...Told, from: z.uuid() }))
export const StepReady = stepEvent('step.ready', z.object({ ...ToldStep, ownerId: z.uuid().nullable(), roleKey: z.string().nullable(), teamId: z.uuid().nullable(), dueAt: z.iso.datetime().nullable(), level: z.int(), substitute: z.boolean() }))
/** Somebody begins to work on it. */
export const StepBegun = stepEvent('step.begun', z.object(ToldStep))
/** Settled, as its outcome says; `moves` is the status that the subject goes to with it. */
export const StepDone = stepEvent('step.done', z.object({ ...ToldStep, outcome: z.enum(OUTCOMES), late: z.boolean(), moves: z.string().nullable() }))
export const StepApproved = stepEvent('step.approved', z.object({ ...ToldStep, level: z.int(), levels: z.int(), standsFor: z.uuid().nullable() }))
/** A rejection led back: these steps are done again. */
export const StepReopened = stepEvent('step.reopened', z.object({ ...ToldStep, reopened: z.array(z.string()) }))
export const StepOverdue = stepEvent('step.overdue', z.object({ ...ToldStep, dueAt: z.iso.datetime() }))
const ToldException = { ...ToldStep, exceptionId: z.uuid() }
export const ExceptionAsked = stepEvent('step.exception-asked', z.object(ToldException))
export const ExceptionDecided = stepEvent('step.exception-decided', z.object({ ...ToldException, state: z.enum(EXCEPTION_STATES) }))
export const ExceptionReviewed = stepEvent('step.exception-reviewed', z.object({ ...ToldException, finding: z.enum(FINDINGS) }))
export const FlowSignedOff = event('flow.signed-off', z.object({ key: z.string(), version: z.int() }))

/** Whoever owns the records that flows run on tells what runs need to know of these, and whether the actor may see each; all others tell nothing. */
export const FlowSubjectTold = question('flow.subject-told', z.object({ kind: z.string(), ids: z.array(z.uuid()) }), z.object({
  id: z.uuid(), seen: z.boolean(), label: z.string(), path: z.string(), firstResponderId: z.uuid().nullable(), handlerId: z.uuid().nullable(), teamId: z.uuid().nullable(), customerId: z.uuid().nullable(), facts: z.record(z.string(), z.json()),
}))
/** May this step be finished? Whoever owns the guards it names answers with every reason against it. */
export const StepMayFinish = question('flow.step-may-finish', z.object({ about: z.object({ kind: z.string(), id: z.uuid() }), flow: z.string(), step: z.string(), guards: z.array(z.string()) }), Reason)
