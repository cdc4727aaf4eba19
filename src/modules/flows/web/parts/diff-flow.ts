import type { FlowBody, FlowStep } from '../../contract.ts'

/** What became of one flow in another, step by step: by key, so that a step that was renamed or moved is the same step. */

export type StepField = 'name' | 'kind' | 'owner' | 'deadline' | 'guide' | 'form' | 'outputs' | 'evidence' | 'after' | 'when' | 'optional' | 'rejected' | 'smart' | 'value' | 'expected' | 'guards' | 'moves' | 'compensation'
export type FlowField = 'name' | 'about' | 'subject' | 'goals' | 'starts-on' | 'statuses' | 'review-due'
export interface FieldChange<F extends string> { field: F; from: unknown; to: unknown }
export interface StepChange { kind: 'added' | 'removed' | 'changed'; step: FlowStep; /** Its place in the list before and after, from 1. */ from?: number; to?: number; moved: boolean; fields: readonly FieldChange<StepField>[] }
export interface FlowDiff { fields: readonly FieldChange<FlowField>[]; steps: readonly StepChange[] }

const OF_STEP: Record<StepField, (step: FlowStep) => unknown> = {
  name: (step) => step.name, kind: (step) => step.kind, owner: (step) => step.owner, deadline: (step) => step.deadline, guide: (step) => step.guide, form: (step) => step.form, outputs: (step) => step.outputs, evidence: (step) => step.evidence,
  after: (step) => step.after.toSorted(), when: (step) => step.when, optional: (step) => step.optional, rejected: (step) => step.kind === 'approval' ? [step.rejected, step.back] : null, smart: (step) => step.smart, value: (step) => step.value,
  expected: (step) => step.expectedSeconds, guards: (step) => step.guards.toSorted(), moves: (step) => step.moves, compensation: (step) => step.compensation,
}
const OF_FLOW: Record<FlowField, (flow: FlowBody) => unknown> = {
  name: (flow) => flow.name, about: (flow) => flow.about, subject: (flow) => flow.subject, goals: (flow) => flow.goals, 'starts-on': (flow) => flow.startsOn, statuses: (flow) => [flow.start, flow.taken, flow.statuses, flow.transitions], 'review-due': (flow) => flow.review,
}
/** Equal whatever the order of keys: a body comes back from the store with its keys sorted. */
const said = (value: unknown): string => JSON.stringify(value, (_, one: unknown) => one && typeof one === 'object' && !Array.isArray(one) ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => a < b ? -1 : 1)) : one) ?? 'null'
const differing = <T, F extends string>(fields: Record<F, (of: T) => unknown>, before: T, after: T): FieldChange<F>[] =>
  (Object.entries(fields) as [F, (of: T) => unknown][]).flatMap(([field, of]) => said(of(before)) === said(of(after)) ? [] : [{ field, from: of(before), to: of(after) }])

export function diffFlows(before: FlowBody, after: FlowBody): FlowDiff {
  const was = new Map(before.steps.map((step, at) => [step.key, { step, at }]))
  const is = new Map(after.steps.map((step, at) => [step.key, { step, at }]))
  // A step has moved when its order among those that are in both is another.
  const kept = before.steps.filter(({ key }) => is.has(key)).map(({ key }) => key)
  const now = after.steps.filter(({ key }) => was.has(key)).map(({ key }) => key)
  const steps = after.steps.flatMap((step, at): StepChange[] => {
    const old = was.get(step.key)
    if (!old) return [{ kind: 'added', step, to: at + 1, moved: false, fields: [] }]
    const fields = differing(OF_STEP, old.step, step)
    const moved = kept.indexOf(step.key) !== now.indexOf(step.key)
    return fields.length || moved ? [{ kind: 'changed', step, from: old.at + 1, to: at + 1, moved, fields }] : []
  })
  return { fields: differing(OF_FLOW, before, after), steps: [...steps, ...before.steps.flatMap((step, at): StepChange[] => is.has(step.key) ? [] : [{ kind: 'removed', step, from: at + 1, moved: false, fields: [] }])] }
}
