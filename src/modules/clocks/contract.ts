import { z } from 'zod'
import { Bilingual, Instant, endpoint, event, line } from '../../kernel/contract.ts'

/** What a clock looks like to readers, why it is due when it is, and what it tells the modules above. */

/**
 * `running` counts, `paused` waits, `breached` is open past its due moment, `met` stopped at or before it, `stopped-late`
 * after it. `no-working-time`: the calendar never opens for as long as the target asks, so there is no due moment. `lapsed`:
 * no row of its policy fits the record any more; readers are not shown it.
 */
export const ClockState = z.enum(['running', 'paused', 'breached', 'met', 'stopped-late', 'no-working-time', 'lapsed'])
export type ClockState = z.output<typeof ClockState>

export const Clock = z.object({
  id: z.uuid(), key: z.string(), name: Bilingual, state: ClockState, startedAt: Instant,
  /** None while it is paused, and where the calendar has no working time. */
  dueAt: Instant.nullable(),
  /** Since when, or from when on, it is close to its due moment. */
  warnAt: Instant.nullable(),
  /** Working seconds left while it is paused. */
  remainingSeconds: z.number().nullable(),
  pauseReason: z.string().nullable(), breachedAt: Instant.nullable(), stoppedAt: Instant.nullable(),
}).meta({ id: 'Clock' })
export type Clock = z.output<typeof Clock>

const Slice = z.object({
  from: Instant, to: Instant,
  /** Working seconds in it. */
  seconds: z.number(),
  reason: z.enum(['open', 'override-open', 'outside-hours', 'weekly-closed', 'override-closed', 'collapsed']),
  /** Its first and last day in the calendar's zone. */
  firstDate: z.string(), lastDate: z.string(),
  /** The dated exception, such as a holiday. */
  name: Bilingual.nullable(),
}).meta({ id: 'ClockSlice' })
export type ClockSlice = z.output<typeof Slice>

const Counting = z.object({
  kind: z.literal('counting'), from: Instant,
  /** None where no due moment can be reached. */
  to: Instant.nullable(),
  /** Working seconds counted in this part. */
  seconds: z.number(),
  policy: z.object({
    key: z.string(), version: z.int(), name: Bilingual,
    /** The row that fits, from 1. */
    row: z.int(),
    /** Its condition over the facts of the record; null fits everything. */
    when: z.json().nullable(),
    /** What it allows, in working seconds. */
    seconds: z.int(),
  }),
  calendar: z.object({ key: z.string(), version: z.int(), name: Bilingual, zone: z.string() }),
  slices: z.array(Slice),
})
const Pause = z.object({
  kind: z.literal('pause'), from: Instant, to: Instant.nullable(), reason: z.string(),
  /** When it ends at the latest, because pauses may take no longer; null where they may. */
  limit: Instant.nullable(),
})
/** The whole arithmetic of a due moment: parts in order, from the start to the due moment or the pause that holds it back. */
export const Explanation = z.object({ clock: Clock, parts: z.array(z.discriminatedUnion('kind', [Counting, Pause])) }).meta({ id: 'ClockExplanation' })
export type Explanation = z.output<typeof Explanation>
export type CountingPart = z.output<typeof Counting>

const Choice = z.object({ value: z.string(), name: Bilingual.nullable(), /** Its key in the catalogue, where it has no name of its own. */ word: z.string().nullable() })
/** What the policy of a kind of record may speak of. */
export const PolicyVocabulary = z.object({
  key: z.string(), subject: z.string(), name: Bilingual,
  fields: z.array(z.object({ key: z.string(), name: Bilingual, choices: z.array(Choice) })),
  signals: z.array(z.string()), waits: z.array(z.string()),
  calendars: z.array(z.object({ key: z.string(), name: Bilingual })),
  /** The version in force, and the next one that begins on its day. */
  inForce: z.object({ id: z.uuid(), version: z.int(), origin: z.enum(['shipped', 'company']), since: Instant.nullable(), clocks: z.array(z.object({ key: z.string(), name: Bilingual, rows: z.int() })) }),
}).meta({ id: 'PolicyVocabulary' })
export type PolicyVocabulary = z.output<typeof PolicyVocabulary>

export const policies = {
  list: endpoint('GET', '/deadline-policies', { response: z.object({ items: z.array(PolicyVocabulary) }), access: 'definition.read', about: 'The policies of deadlines: what each may speak of, and the version in force.' }),
  trial: endpoint('GET', '/deadline-policies/:version/trial', {
    params: z.strictObject({ version: z.uuid() }),
    query: z.strictObject({ /** When it happened; now when absent. */ at: Instant.optional(), /** The facts of the record, `field:value` joined by commas. */ facts: line(600).optional() }),
    response: z.object({ items: z.array(Explanation) }), access: 'definition.read', about: 'When each deadline of this version of a policy would be due for a record with these facts, with the whole arithmetic. Nothing is kept.',
  }),
}

// An event is told of the record that the clocks hang on: its id is the event's subject, its kind is `subjectKind`.
const told = <T extends z.ZodRawShape>(more: T) => z.object({
  subjectKind: z.string(), keys: z.array(z.string()), clocks: z.array(z.object({ id: z.uuid(), key: z.string(), dueAt: z.iso.datetime().nullable() })), ...more,
})
export const ClockStarted = event('clock.started', told({}))
export const ClockPaused = event('clock.paused', told({ reason: z.string() }))
export const ClockResumed = event('clock.resumed', told({}))
/** It counts again, though its record still waits: its pauses have taken all that its policy lets them take. */
export const ClockPauseEnded = event('clock.pause-ended', told({}))
/** Another row or version applies; `dueAt` is the new one. */
export const ClockRevised = event('clock.revised', told({}))
export const ClockMet = event('clock.met', told({}))
export const ClockStoppedLate = event('clock.stopped-late', told({}))
/** The due moment is near. */
export const ClockWarned = event('clock.warned', told({}))
/** The due moment has passed: it did at `dueAt`, whenever this is heard. */
export const ClockBreached = event('clock.breached', told({}))
