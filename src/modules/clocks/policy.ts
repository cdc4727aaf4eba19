import { z } from 'zod'
import { definitionKind } from '../../kernel/definitions.ts'
import { Bilingual, line } from '../../kernel/contract.ts'
import { checkCondition, compile } from '../../pure/conditions/index.ts'
import type { Condition, Fact, Fields } from '../../pure/conditions/index.ts'
import { calendarKind } from './calendar.ts'
import { clockedBy } from './clocked.ts'
import type { Clocked } from './clocked.ts'

/** A policy says which deadlines a kind of record has, how long each is for which record, and what starts, pauses and stops it. */

interface PolicyRow<F extends string> {
  /** Over the facts of the record; a row without it fits everything. */
  when?: Condition<F> | undefined
  /** Working seconds allowed. */
  seconds: number
  /** Warnings, so many working seconds before the due moment. */
  warnBefore?: number[] | undefined
}
export interface PolicyBody<F extends string = string, S extends string = string, W extends string = string> {
  name: Bilingual
  clocks: {
    key: string; name: Bilingual
    /** Key of the calendar it counts by. */
    calendar: string
    startOn: S[]; stopOn: S[]; pauseOn?: W[] | undefined
    /** Working seconds that the pauses of one clock may take in all; then it counts on, though its record still waits. */
    pauseLimit?: number | undefined
    /** When it has run for so many times what it allows, it is told one level further up: at 1 the supervisor, from the second step on the managers. `[1, 2]` when absent. */
    escalateAt?: number[] | undefined
    /** The first row that fits decides; when none does, the record has no such deadline. */
    rows: PolicyRow<F>[]
  }[]
}
/** The body of a policy for what a module declared: a wrong field, signal or wait does not compile. */
export type PolicyFor<C> = C extends Clocked<infer F extends Fields, infer S, infer W> ? PolicyBody<keyof F & string, S, W> : never

// Three years: beyond any deadline of the handbooks, near enough to be counted at once.
const Seconds = z.int().min(1).max(94_694_400)
const Word = line(60)
/** At its due moment, and when it has taken twice its time. */
export const DEFAULT_STEPS: readonly number[] = [1, 2]
const Row = z.strictObject({
  when: z.custom<Condition>((value) => typeof value === 'object' && value !== null).optional(),
  seconds: Seconds, warnBefore: z.array(Seconds).max(10).optional(),
}).refine(({ seconds, warnBefore = [] }) => warnBefore.every((before) => before < seconds), { path: ['warnBefore'], error: 'policy.warning-too-early' })
const PolicySchema = z.strictObject({
  name: Bilingual,
  clocks: z.array(z.strictObject({
    key: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/), name: Bilingual, calendar: Word,
    startOn: z.array(Word).min(1), stopOn: z.array(Word).min(1), pauseOn: z.array(Word).optional(), pauseLimit: Seconds.optional(),
    escalateAt: z.array(z.number().min(1).max(100)).max(5).refine((steps) => steps.every((step, at) => at === 0 || step > (steps[at - 1] as number)), { error: 'policy.steps-in-order' }).optional(), rows: z.array(Row).min(1).max(200),
  })).min(1).max(20),
}).refine(({ clocks }) => new Set(clocks.map(({ key }) => key)).size === clocks.length, { path: ['clocks'], error: 'policy.clock-twice' })

export interface PolicyClock {
  key: string; name: Bilingual; calendar: string
  startOn: ReadonlySet<string>; stopOn: ReadonlySet<string>; pauseOn: ReadonlySet<string>; pauseLimit: number | undefined; escalateAt: readonly number[]
  rows: readonly { when: Condition | null; fits: (facts: Fact) => boolean; seconds: number; warnBefore: readonly number[] }[]
}
export interface Policy { name: Bilingual; clocks: readonly PolicyClock[]; byKey: ReadonlyMap<string, PolicyClock> }

/** @throws Error naming everything that the declaration of the policy's records does not know */
function compilePolicy(body: PolicyBody, { key }: { key: string }): Policy {
  const of = clockedBy(key)
  if (!of) throw new Error(`no module starts clocks by the policy '${key}'`)
  const unknown = (path: string, words: readonly string[], known: readonly string[]) =>
    words.filter((word) => !known.includes(word)).map((word) => `${path}: '${word}' is not one of ${known.join(', ')}`)
  const faults = body.clocks.flatMap((clock, at) => [
    ...unknown(`clocks.${at}.startOn`, clock.startOn, of.signals), ...unknown(`clocks.${at}.stopOn`, clock.stopOn, of.signals), ...unknown(`clocks.${at}.pauseOn`, clock.pauseOn ?? [], of.waits),
    ...clock.rows.flatMap(({ when }, row) => when ? checkCondition(of.fields, when, {}).map(({ path, message }) => `clocks.${at}.rows.${row}.when${path && `.${path}`}: ${message}`) : []),
  ])
  if (faults.length) throw new Error(faults.join('; '))
  const clocks = body.clocks.map((clock): PolicyClock => ({
    key: clock.key, name: clock.name, calendar: clock.calendar, startOn: new Set(clock.startOn), stopOn: new Set(clock.stopOn), pauseOn: new Set(clock.pauseOn), pauseLimit: clock.pauseLimit, escalateAt: clock.escalateAt ?? DEFAULT_STEPS,
    rows: clock.rows.map(({ when, seconds, warnBefore = [] }) => {
      const judge = when && compile(of.fields, when)
      return { when: when ?? null, fits: judge ? (facts) => judge(facts) === true : () => true, seconds, warnBefore }
    }),
  }))
  return { name: body.name, clocks, byKey: new Map(clocks.map((clock) => [clock.key, clock])) }
}
export const policyKind = definitionKind<PolicyBody, Policy>('policy', PolicySchema, compilePolicy,
  ({ clocks }) => clocks.map(({ calendar }, at) => ({ kind: calendarKind.kind, key: calendar, path: `clocks.${at}.calendar` })))

/** The row that fits the facts, or -1. @throws ConditionError when a fact is not of its field's type */
export const rowFor = (clock: PolicyClock, facts: Fact): number => clock.rows.findIndex((row) => row.fits(facts))
