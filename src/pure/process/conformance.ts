import { align, type Alignment, type Model } from './alignment.ts'
import { beginOf, type EventLog, type PreparedLog, preparedOf } from './event-log.ts'
import { type Flow, InvalidFlow, modelOfFlow } from './flow.ts'
import { modelOfNet, type PetriNet } from './petri-net.ts'
import { activitiesOf, variantKeys } from './variants.ts'

/**
 * - `skipped`: a step the flow asks for was not done, though the case went on; `by` is who went on without it.
 * - `unfinished`: a step is missing at the end of the case; `by` is who did the last one.
 * - `out-of-order`: a step was done, but not where the flow has it.
 * - `repeated`: a step was done again where the flow does not have it again.
 * - `unknown`: something was done that is no step of the flow.
 * - `late`: a step was done where it belongs, later than it may be.
 */
export type DeviationKind = 'skipped' | 'unfinished' | 'out-of-order' | 'repeated' | 'unknown' | 'late'

export interface Deviation {
  readonly caseId: string
  readonly kind: DeviationKind
  readonly activity: string
  /** Place of the event in its case by time; for `skipped` that of the event before which the step is missing, for `unfinished` of the last. */
  readonly index: number
  readonly at: Date
  /** Who, where someone is named. */
  readonly by: string | null
  /** Seconds beyond the time allowed, when `late`. */
  readonly lateSeconds?: number
}

export interface CaseFitness {
  readonly caseId: string
  /** 1 for a case that went as the flow has it, 0 for one that has nothing to do with it. */
  readonly fitness: number
  /** Steps that were done or asked for without their match. */
  readonly cost: number
}

export interface Conformance {
  /** 1 − all such steps over the most there could have been: a long case counts for more than a short one. */
  readonly fitness: number
  /** Mean fitness of cases. */
  readonly averageFitness: number
  /** Cases that went as the flow has it, late or not, and their share. */
  readonly fittingCases: number
  readonly fittingShare: number
  readonly deviations: readonly Deviation[]
  /** How many of each kind, and how many by whom, most first. */
  readonly byKind: Readonly<Record<DeviationKind, number>>
  readonly byResource: readonly { readonly resource: string | null, readonly count: number }[]
  readonly cases: readonly CaseFitness[]
  /** Cases. */
  readonly n: number
}

/**
 * How cases went against how they should: each is laid beside the nearest way through the flow (alignment), and what
 * remains without a match is said with who did it. Fitness of a case is 1 − cost/(events + steps of the shortest way);
 * lateness does not lower it. NaN for a log without cases.
 * @param flow the names of steps in their order, a flow with branches and times, or a Petri net
 * @throws InvalidFlow for a flow that is wrong in itself or can never end · ModelTooLarge for a net with millions of states
 * Source: van der Aalst, Adriansyah & van Dongen (2012); fitness as pm4py's alignments.
 */
export function conformance(log: EventLog, flow: readonly string[] | Flow | PetriNet): Conformance {
  const prepared = preparedOf(log)
  const { model, within, steps } = readFlow(flow)
  const shortest = align([], model)
  if (!shortest) throw new InvalidFlow('No way through the flow ever ends')
  const cases: CaseFitness[] = prepared.cases.map((caseId) => ({ caseId, fitness: 1, cost: 0 }))
  const deviations: Deviation[][] = prepared.cases.map(() => [])
  let [cost, most, fitting] = [0, 0, 0]
  for (const members of variantKeys(prepared).values()) {
    const trace = activitiesOf(prepared, members[0]!)
    const alignment = align(trace, model)!
    const worst = trace.length + shortest.cost
    cost += alignment.cost * members.length
    most += worst * members.length
    if (alignment.cost === 0) fitting += members.length
    for (const c of members) {
      cases[c] = { caseId: prepared.cases[c]!, fitness: 1 - alignment.cost / worst, cost: alignment.cost }
      deviations[c] = deviationsOf(prepared, c, alignment, steps, within)
    }
  }
  const all = deviations.flat()
  const byKind: Record<DeviationKind, number> = { skipped: 0, unfinished: 0, 'out-of-order': 0, repeated: 0, unknown: 0, late: 0 }
  const byResource = new Map<string | null, number>()
  for (const { kind, by } of all) {
    byKind[kind] += 1
    byResource.set(by, (byResource.get(by) ?? 0) + 1)
  }
  const n = prepared.cases.length
  return {
    fitness: 1 - cost / most,
    averageFitness: cases.reduce((sum, { fitness }) => sum + fitness, 0) / n,
    fittingCases: fitting,
    fittingShare: fitting / n,
    deviations: all,
    byKind,
    byResource: [...byResource].map(([resource, count]) => ({ resource, count })).sort((a, b) => b.count - a.count || ((a.resource ?? '') < (b.resource ?? '') ? -1 : 1)),
    cases,
    n,
  }
}

function readFlow(flow: readonly string[] | Flow | PetriNet): { model: Model, steps: ReadonlySet<string>, within: ReadonlyMap<string, number> } {
  if ('transitions' in flow) return { model: modelOfNet(flow), steps: new Set(flow.transitions.flatMap(({ activity }) => activity ?? [])), within: new Map() }
  const plain: Flow = 'steps' in flow ? flow : { steps: flow.map((activity) => ({ activity })) }
  return {
    model: modelOfFlow(plain),
    steps: new Set(plain.steps.map(({ activity }) => activity)),
    within: new Map(plain.steps.flatMap(({ activity, withinSeconds }) => (withinSeconds === undefined ? [] : [[activity, withinSeconds]]))),
  }
}

function deviationsOf(log: PreparedLog, c: number, { steps }: Alignment, known: ReadonlySet<string>, within: ReadonlyMap<string, number>): Deviation[] {
  const { offsets, resource, resources, at, elapsed, cases } = log
  const first = offsets[c]!
  const length = offsets[c + 1]! - first
  const deviation = (kind: DeviationKind, activity: string, index: number, lateSeconds?: number): Deviation => {
    const event = first + Math.min(index, length - 1)
    return { caseId: cases[c]!, kind, activity, index: event - first, at: new Date(at[event]!), by: resources[resource[event]!] ?? null, ...(lateSeconds === undefined ? {} : { lateSeconds }) }
  }
  // A step done in one place and missed in another was done out of order, and is said once.
  const missed = new Map<string, number>()
  for (const { kind, activity } of steps) if (kind === 'skipped') missed.set(activity, (missed.get(activity) ?? 0) + 1)
  const moved = new Map<string, number>()
  const found: Deviation[] = []
  for (const { kind, activity, index } of steps) {
    if (kind !== 'extra') continue
    if ((missed.get(activity) ?? 0) > (moved.get(activity) ?? 0)) {
      moved.set(activity, (moved.get(activity) ?? 0) + 1)
      found.push(deviation('out-of-order', activity, index))
    } else found.push(deviation(known.has(activity) ? 'repeated' : 'unknown', activity, index))
  }
  let before = beginOf(log, c)
  for (const { kind, activity, index } of steps) {
    if (kind === 'skipped') {
      const left = moved.get(activity) ?? 0
      if (left > 0) moved.set(activity, left - 1)
      else found.push(deviation(index >= length ? 'unfinished' : 'skipped', activity, index))
    } else if (kind === 'both') {
      const late = elapsed(before, at[first + index]!) - (within.get(activity) ?? Infinity)
      if (late > 0) found.push(deviation('late', activity, index, late))
      before = at[first + index]!
    }
  }
  return found.sort((a, b) => a.index - b.index)
}
