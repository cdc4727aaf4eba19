import { checkCondition, mentions } from '../../../pure/conditions/index.ts'
import type { Fields } from '../../../pure/conditions/index.ts'
import { SMART, smartLacks } from '../../metrics/contract.ts'
import type { FlowBody, FlowStep } from '../contract.ts'
import { askable, stepOf, stepsBefore } from '../rules.ts'

/** What is wrong with a flow: what no version may have, and what a published one may not lack. Runs on both sides. */

/** `path` is where in the body, `what` says it in English for whoever writes definitions by hand. */
export interface StepFault { path: string; what: string }
/** What a subject offers: the fields its conditions may ask for and the guards it knows. Undefined: no module has declared it. */
export interface SubjectWords { fields: Fields; guards: readonly string[]; kinds: readonly string[] }

/** Faults that no version may have, not even a draft: words that lead nowhere, circles, ends that nobody declared, approvals that could be left out. */
export function faultsOfSteps(flow: FlowBody, subject: SubjectWords | undefined): StepFault[] {
  const faults: StepFault[] = []
  const fault = (path: string, what: string) => { faults.push({ path, what }) }
  const statuses = new Set(flow.statuses.map(({ key }) => key))
  const keys = new Set<string>()
  for (const [at, step] of flow.steps.entries()) {
    const path = `steps.${at}`
    if (keys.has(step.key)) fault(`${path}.key`, `'${step.key}' stands twice`)
    keys.add(step.key)
    for (const [nth, key] of step.after.entries()) if (!stepOf(flow, key)) fault(`${path}.after.${nth}`, `no step '${key}'`)
    if (stepsBefore(flow, step.key).has(step.key)) fault(`${path}.after`, `'${step.key}' waits for itself`)
    if (step.kind === 'approval' && step.optional) fault(`${path}.optional`, 'an approval is never optional')
    if (step.back && !stepsBefore(flow, step.key).has(step.back)) fault(`${path}.back`, `'${step.back}' does not come before '${step.key}'`)
    if (step.kind === 'approval' && step.rejected === 'back' && !step.after.length) fault(`${path}.rejected`, `nothing comes before '${step.key}' that a rejection could lead back to`)
    if (step.moves && statuses.size && !statuses.has(step.moves)) fault(`${path}.moves`, `no status '${step.moves}'`)
    if (step.deadline?.warnBefore.some((before) => before >= (step.deadline?.seconds ?? 0))) fault(`${path}.deadline.warnBefore`, 'a warning lies before the beginning')
    if (subject) for (const [nth, guard] of step.guards.entries()) if (!subject.guards.includes(guard)) fault(`${path}.guards.${nth}`, `no guard '${guard}'`)
    for (const what of wrongConditions(flow, step, subject)) fault(`${path}.when`, what)
  }
  const ends = flow.steps.filter((step) => !flow.steps.some(({ after }) => after.includes(step.key)))
  if (ends.length > 1) for (const step of ends.slice(0, -1)) if (!step.last) fault(`steps.${flow.steps.indexOf(step)}.last`, `nothing comes after '${step.key}', which is not said to be an end`)
  for (const [at, step] of flow.steps.entries()) if (step.last && !ends.includes(step)) fault(`steps.${at}.last`, `'${step.key}' is said to be an end, and something comes after it`)
  if (flow.steps.length && flow.subject !== 'free' && !subject) fault('subject', `no module has declared the subject '${flow.subject}'`)
  if (flow.startsOn && flow.subject === 'free') fault('startsOn', 'nothing is opened that a free flow could start on')
  if (subject) for (const [at, kind] of flow.startsOn?.kinds.entries() ?? []) if (!subject.kinds.includes(kind)) fault(`startsOn.kinds.${at}`, `'${kind}' is not one of ${subject.kinds.join(', ')}`)
  return faults
}

function wrongConditions(flow: FlowBody, step: FlowStep, subject: SubjectWords | undefined): string[] {
  if (!step.when) return []
  const wrong = checkCondition(askable(flow, step, subject?.fields ?? {}), step.when, {})
  if (wrong.length) return wrong.map(({ path, message }) => `${path && `${path}: `}${message}`)
  return mentions(step.when).length ? [] : ['it asks for nothing']
}

/** A letter of SMART, or what else a flow may not lack once it is published. The catalogue says it under `flow.lacks.WHAT`. */
export const LACKS = [...SMART, 'guide', 'goal'] as const
export interface Lack { path: string; lacks: (typeof LACKS)[number]; step: string | null }

/** What has to be added before it may be published: each step SMART with a guide, and a goal. A flow of statuses alone lacks nothing. */
export function lacksOf(flow: FlowBody): Lack[] {
  if (!flow.steps.length) return []
  const ofSteps = flow.steps.flatMap((step, at): Lack[] => {
    const { specific, measure, attainable, relevant } = step.smart
    const lacking: Lack['lacks'][] = [...smartLacks({ specific, measure, attainable, relevant, timely: step.deadline }), ...(step.guide ? [] : ['guide' as const])]
    return lacking.map((lacks) => ({ path: `steps.${at}.${lacks === 'timely' ? 'deadline' : lacks === 'guide' ? 'guide' : `smart.${lacks}`}`, lacks, step: step.key }))
  })
  return [...ofSteps, ...(flow.goals.length ? [] : [{ path: 'goals', lacks: 'goal' as const, step: null }])]
}

const who = (step: FlowStep): string => JSON.stringify(step.owner)
/** How often the work changes hands: pairs of a step and one right after it that are not the same owner's. */
export const handoffsOf = (flow: Pick<FlowBody, 'steps'>): number =>
  flow.steps.reduce((sum, step) => sum + step.after.filter((key) => { const before = stepOf(flow, key); return before && who(before) !== who(step) }).length, 0)
