import type { FlowBody, FlowStep } from '../contract.ts'
import { stepOf } from '../rules.ts'

/** How long a flow takes: its critical path, and what it would take without a step. Runs on both sides. */

type Steps = { readonly steps: readonly FlowStep[] }
/** How long a step takes, in seconds, and in which part of the runs it is done (0 to 1). */
export interface StepTime { seconds: number; share: number }

/** What a step is expected to take where no run has been measured: what its author says, else its deadline, else nothing. */
export const expectedTime = (step: FlowStep): StepTime => ({ seconds: step.expectedSeconds ?? step.deadline?.seconds ?? 0, share: 1 })
const timeIn = (times: Readonly<Record<string, StepTime>>) => (step: FlowStep): number => { const { seconds, share } = times[step.key] ?? expectedTime(step); return seconds * share }

export interface CriticalPath { seconds: number; steps: string[] }
/** The longest way through: side by side counts once. Steps that are not done in every run count by their share. */
export function criticalPath(flow: Steps, times: Readonly<Record<string, StepTime>> = {}): CriticalPath {
  const takes = timeIn(times)
  const found = new Map<string, CriticalPath>()
  const longest = (keys: readonly string[]): CriticalPath => keys.map(until).reduce((a, b) => b.seconds > a.seconds ? b : a, { seconds: 0, steps: [] })
  const until = (key: string): CriticalPath => {
    const known = found.get(key)
    const step = stepOf(flow as FlowBody, key)
    if (known || !step) return known ?? { seconds: 0, steps: [] }
    const before = longest(step.after)
    const here = { seconds: before.seconds + takes(step), steps: [...before.steps, key] }
    found.set(key, here)
    return here
  }
  return longest(flow.steps.map(({ key }) => key))
}

/** The flow without some steps: what waited for one of them waits for what it waited for. */
export function without<F extends Steps>(flow: F, removed: readonly string[]): F {
  let steps: readonly FlowStep[] = flow.steps
  for (const key of removed) {
    const gone = steps.find((step) => step.key === key)
    if (gone) steps = steps.filter((step) => step.key !== key).map((step) => step.after.includes(key) ? { ...step, after: [...new Set(step.after.flatMap((one) => one === key ? gone.after : [one]))] } : step)
  }
  return { ...flow, steps }
}

export interface Removal { before: CriticalPath; after: CriticalPath; savedSeconds: number; work: { beforeSeconds: number; afterSeconds: number } }
/** The expected time of a run with and without some steps, from measured or expected times. `work` is the sum of all steps, side by side or not. */
export function simulateRemoval(flow: Steps, removed: readonly string[], times: Readonly<Record<string, StepTime>> = {}): Removal {
  const rest = without(flow, removed)
  const [before, after] = [criticalPath(flow, times), criticalPath(rest, times)]
  const sum = (of: Steps) => of.steps.reduce((total, step) => total + timeIn(times)(step), 0)
  return { before, after, savedSeconds: before.seconds - after.seconds, work: { beforeSeconds: sum(flow), afterSeconds: sum(rest) } }
}
