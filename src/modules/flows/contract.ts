import { z } from 'zod'
import { Bilingual, endpoint } from '../../kernel/contract.ts'
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

/** The words of statuses for lists and filters: every flow in force, in its own order. */
export const FlowSummary = z.object({
  key: z.string(), version: z.int(), name: Bilingual,
  statuses: z.array(z.object({ key: z.string(), class: StatusClass, name: Bilingual })),
}).meta({ id: 'FlowSummary' })
export type FlowSummary = z.output<typeof FlowSummary>

export const flows = {
  list: endpoint('GET', '/flows', { response: z.object({ items: z.array(FlowSummary) }), access: 'signed-in', about: 'The flows in force with their statuses.' }),
}
