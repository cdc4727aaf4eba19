import type { FlowBody } from '../../flows/contract.ts'
import type { ProcessModel } from './contract.ts'

/** The event with which a case or a run begins. */
export const BEGIN = 'begun'
/** The activity of coming into a status. */
export const statusActivity = (status: string): string => `status:${status}`

/** With which the status that taking on leads to is reached. */
const TAKEN = ['claimed', 'assigned'] as const

/**
 * How cases may move from status to status. Being where they begin is `begun`, being taken on is `claimed` or `assigned`;
 * they may be on the way anywhere, so a case that is still open is no deviation.
 */
export function modelOfStatuses({ start, taken, statuses, transitions }: Pick<FlowBody, 'start' | 'taken' | 'statuses' | 'transitions'>): ProcessModel {
  const nextOf = (from: string) => transitions.filter((one) => one.from.includes(from)).map(({ to }) => statusActivity(to))
  const steps = [
    { activity: BEGIN, next: [...TAKEN, ...nextOf(start ?? '')] }, ...TAKEN.map((activity) => ({ activity, next: nextOf(taken ?? '') })),
    ...statuses.map(({ key }) => ({ activity: statusActivity(key), next: [...(key === start ? TAKEN : []), ...nextOf(key)] })),
  ]
  return { as: 'steps', steps, start: [BEGIN], end: steps.map(({ activity }) => activity) }
}

/**
 * A flow of steps as a net: a step begins when all before it are settled, steps after the same one run side by side. A step
 * that may be left out, or is done only where its condition holds, can pass without being seen; a rejection leads back, on or to the end.
 */
export function netOfSteps({ steps }: Pick<FlowBody, 'steps'>): ProcessModel {
  const before = (key: string): string[] => { const { after = [] } = steps.find((one) => one.key === key) ?? {}; return after.length ? after : [BEGIN] }
  const waits = (key: string) => before(key).map((from) => `${from}>${key}`)
  const opens = (key: string) => { const next = steps.filter((one) => before(one.key).includes(key)).map((one) => `${key}>${one.key}`); return next.length ? next : [`${key}>`] }
  const ends = steps.filter(({ key }) => !steps.some((one) => one.after.includes(key))).map(({ key }) => `${key}>`)
  const transitions: { id: string; activity: string | null }[] = []
  const arcs: { from: string; to: string }[] = []
  const add = (id: string, activity: string | null, takes: readonly string[], puts: readonly string[]): void => {
    transitions.push({ id, activity })
    arcs.push(...takes.map((from) => ({ from, to: id })), ...[...new Set(puts)].map((to) => ({ from: id, to })))
  }
  add(`t:${BEGIN}`, BEGIN, ['begin'], opens(BEGIN))
  for (const step of steps) {
    add(`t:${step.key}`, step.key, waits(step.key), opens(step.key))
    if (step.optional || step.when) add(`t:${step.key}:passed`, null, waits(step.key), opens(step.key))
    if (step.kind !== 'approval' || step.rejected === 'on') continue
    const back = step.back ? [step.back] : step.after
    if (step.rejected === 'end') add(`t:${step.key}:ended`, step.key, waits(step.key), ends)
    else if (back.length) add(`t:${step.key}:back`, step.key, waits(step.key), back.flatMap(waits))
  }
  const places = [...new Set(['begin', ...steps.flatMap(({ key }) => [...waits(key), ...opens(key)])])]
  return { as: 'net', places, transitions, arcs, initial: { begin: 1 }, final: Object.fromEntries(ends.map((place) => [place, 1])) }
}
