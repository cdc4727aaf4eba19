import { holds } from '../../pure/conditions/index.ts'
import type { Condition, Fact, FieldType, Fields, Operand, Test } from '../../pure/conditions/index.ts'
import { OUTCOMES } from './contract.ts'
import type { FlowBody, FlowStep } from './contract.ts'

/** The interpreter of steps: which steps are ready, given what has happened. No query, no clock. Runs on both sides. */

export type Outcome = (typeof OUTCOMES)[number]
/** What a run has come to: settled steps with their outcome, answers by step and question, the subject's fields. */
export interface RunState {
  settled: Readonly<Record<string, Outcome>>
  answers: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  subject: Fact
}
export const emptyState = (subject: Fact = {}): RunState => ({ settled: {}, answers: {}, subject })

type Steps = Pick<FlowBody, 'steps'>
export const stepOf = (flow: Steps, key: string): FlowStep | undefined => flow.steps.find((step) => step.key === key)

/** Every step that has to be settled before this one, however far back. */
export function stepsBefore(flow: Steps, key: string): Set<string> {
  const found = new Set(stepOf(flow, key)?.after)
  for (const before of found) for (const further of stepOf(flow, before)?.after ?? []) found.add(further)
  return found
}
/** Every step that waits for this one, however far on. */
export function stepsAfter(flow: Steps, key: string): Set<string> {
  const found = new Set([key])
  for (const before of found) for (const step of flow.steps) if (step.after.includes(before)) found.add(step.key)
  found.delete(key)
  return found
}

/** An answer's type as its test takes it: a flow names answers of forms whose versions it does not read. */
function typeAsked(test: Test): FieldType {
  const value = 'value' in test ? test.value : undefined
  const one = Array.isArray(value) ? value[0] as unknown : value
  if (test.is === 'has-any' || test.is === 'has-all') return 'tags'
  if (['before', 'until', 'after', 'from'].includes(test.is)) return 'date'
  if (test.is === 'contains' || test.is === 'starts-with') return 'text'
  return typeof one === 'boolean' ? 'boolean' : typeof one === 'number' || (one as Operand | undefined) === undefined && ['less', 'at-most', 'more', 'at-least', 'between'].includes(test.is) ? 'number' : 'choice'
}
const testsOf = (condition: Condition): Test[] => 'all' in condition ? condition.all.flatMap(testsOf) : 'any' in condition ? condition.any.flatMap(testsOf) : 'not' in condition ? testsOf(condition.not) : [condition]

/** The fields that a step's condition may ask for: the subject's, the outcomes of the steps before it, and the answers it names. */
export function askable(flow: Steps, step: Pick<FlowStep, 'key' | 'when'>, subject: Fields): Fields {
  const before = stepsBefore(flow, step.key)
  const fields: Record<string, Fields[string]> = { ...subject }
  for (const key of before) fields[`step.${key}`] = { type: 'choice', options: [...OUTCOMES] }
  for (const test of step.when ? testsOf(step.when) : []) {
    const [word, key] = String(test.field).split('.')
    if (word === 'answer' && key && before.has(key) && stepOf(flow, key)?.form) fields[test.field] = { type: typeAsked(test) }
  }
  return fields
}

/** What a run knows, under the names that conditions use. */
export const factsOf = ({ settled, answers, subject }: RunState): Fact => ({
  ...subject,
  ...Object.fromEntries(Object.entries(settled).map(([key, outcome]) => [`step.${key}`, outcome])),
  ...Object.fromEntries(Object.entries(answers).flatMap(([key, given]) => Object.entries(given).map(([question, answer]) => [`answer.${key}.${question}`, answer]))),
})

const FITS: Partial<Record<FieldType, (value: unknown) => boolean>> = {
  number: (value) => typeof value === 'number', boolean: (value) => typeof value === 'boolean', tags: Array.isArray,
}
/** Whether a step's condition holds; unknown is no. An answer of another kind than is asked for is no answer. */
export function applies(flow: Steps, step: FlowStep, state: RunState, subject: Fields): boolean {
  if (!step.when) return true
  const fields = askable(flow, step, subject)
  const facts = factsOf(state)
  const fitting = Object.fromEntries(Object.entries(fields).map(([name, { type }]) => {
    const value = facts[name] ?? null
    const fits = !name.startsWith('answer.') || value === null || (FITS[type] ?? ((one: unknown) => typeof one === 'string'))(value)
    return [name, fits ? value : null]
  }))
  return holds(fields, step.when, fitting)
}

export interface Next {
  /** Whose turn it is now, in the flow's order. */
  ready: string[]
  /** Whose turn came and whose condition does not hold: they are settled as not applicable. */
  passed: string[]
  /** Nothing is left to do. */
  finished: boolean
}
/**
 * What comes next. A step's turn comes when every step it is after is settled; with its turn its condition is asked, once, so that
 * what happens later does not take back a step that was passed or begun.
 * @param begun steps that are ready already: their condition is not asked again
 */
export function nextSteps(flow: Steps, state: RunState, subject: Fields = {}, begun: ReadonlySet<string> = new Set()): Next {
  const settled: Record<string, Outcome> = { ...state.settled }
  const ready: string[] = []
  const passed: string[] = []
  for (let moved = true; moved;) {
    moved = false
    for (const step of flow.steps) {
      if (settled[step.key] || ready.includes(step.key) || !step.after.every((key) => settled[key])) continue
      if (begun.has(step.key) || applies(flow, step, { ...state, settled }, subject)) ready.push(step.key)
      else { settled[step.key] = 'not-applicable'; passed.push(step.key); moved = true }
    }
  }
  return { ready: flow.steps.flatMap(({ key }) => ready.includes(key) ? [key] : []), passed, finished: !ready.length && flow.steps.every(({ key }) => settled[key]) }
}

/** The steps that a rejection opens again: where it leads back to, and all that waits for those. */
export function reopenedBy(flow: Steps, approval: FlowStep): { back: string[]; reopened: Set<string> } {
  const back = approval.back ? [approval.back] : approval.after
  const reopened = new Set(back.flatMap((key) => [key, ...stepsAfter(flow, key)]))
  reopened.add(approval.key)
  return { back, reopened }
}

/** May it be left out by whoever does it? An approval never, a mandatory step only with an authorised exception. */
export const mayBeLeftOut = (step: FlowStep): boolean => step.optional && step.kind !== 'approval'

/** One act of a try: which step, what it comes to, and what is answered on its form. */
export interface Act { step: string; outcome: Extract<Outcome, 'done' | 'approved' | 'rejected' | 'skipped'>; answers?: Readonly<Record<string, unknown>> }
export interface Tried { state: RunState; next: Next; ended: 'finished' | 'rejected' | null; refused: { at: number; why: 'not-ready' | 'not-this-outcome' | 'mandatory' } | null }
/** Runs a flow through in memory, act by act: the editor's try-run. Stops at the first act that is refused. */
export function tryRun(flow: Steps, acts: readonly Act[], { subject = {}, fields = {} }: { subject?: Fact; fields?: Fields } = {}): Tried {
  let state = emptyState(subject)
  const pass = (passed: readonly string[]) => { state = { ...state, settled: { ...state.settled, ...Object.fromEntries(passed.map((key) => [key, 'not-applicable' as const])) } } }
  let next = nextSteps(flow, state, fields)
  pass(next.passed)
  for (const [at, act] of acts.entries()) {
    const step = stepOf(flow, act.step)
    const refuse = (why: NonNullable<Tried['refused']>['why']): Tried => ({ state, next, ended: next.finished ? 'finished' : null, refused: { at, why } })
    if (!step || !next.ready.includes(act.step)) return refuse('not-ready')
    if ((act.outcome === 'approved' || act.outcome === 'rejected') !== (step.kind === 'approval') && act.outcome !== 'skipped') return refuse('not-this-outcome')
    if (act.outcome === 'skipped' && !mayBeLeftOut(step)) return refuse('mandatory')
    const begun = new Set(next.ready.filter((key) => key !== act.step))
    if (act.answers) state = { ...state, answers: { ...state.answers, [act.step]: act.answers } }
    if (act.outcome === 'rejected' && step.rejected === 'end') return { state: { ...state, settled: { ...state.settled, [act.step]: 'rejected' } }, next: { ready: [], passed: [], finished: true }, ended: 'rejected', refused: null }
    if (act.outcome === 'rejected' && step.rejected === 'back') {
      const { reopened } = reopenedBy(flow, step)
      for (const key of reopened) begun.delete(key)
      state = { ...state, settled: Object.fromEntries(Object.entries(state.settled).filter(([key]) => !reopened.has(key))) }
    } else state = { ...state, settled: { ...state.settled, [act.step]: act.outcome } }
    next = nextSteps(flow, state, fields, begun)
    pass(next.passed)
  }
  return { state, next, ended: next.finished ? 'finished' : null, refused: null }
}

/** What a run keeps when it goes over to another version of its flow. */
export interface CarriedOver {
  settled: Record<string, Outcome>
  /** Open steps that stay open. */
  kept: string[]
  /** Open steps that the new version does not have, or whose turn has not come there. */
  withdrawn: string[]
  /** New steps behind which the run is already: they are not done any more. */
  passed: string[]
  /** An approval that the move would pass over: it is refused. */
  skipsApproval: string | null
}
/** Carries a run over by the keys of its steps. A step that has become an approval, or is none any more, is not the same step. */
export function carryOver(from: Steps, to: Steps, settledBefore: Readonly<Record<string, Outcome>>, open: readonly string[]): CarriedOver {
  const same = (key: string) => { const next = stepOf(to, key); return next !== undefined && next.kind === stepOf(from, key)?.kind }
  const settled = Object.fromEntries(Object.entries(settledBefore).filter(([key]) => same(key)))
  const stays = new Set(open.filter(same))
  const reached = (key: string) => settled[key] !== undefined && settled[key] !== 'not-applicable'
  const behind = to.steps.filter(({ key }) => !settled[key] && !stays.has(key) && [...stepsAfter(to, key)].some(reached))
  const passed = behind.filter(({ kind }) => kind === 'work').map(({ key }) => key)
  for (const key of passed) settled[key] = 'not-applicable'
  const kept = open.filter((key) => stays.has(key) && stepOf(to, key)?.after.every((before) => settled[before]))
  return { settled, kept, withdrawn: open.filter((key) => !kept.includes(key)), passed, skipsApproval: behind.find(({ kind }) => kind === 'approval')?.key ?? null }
}
