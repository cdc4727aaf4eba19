import type { Model, Move } from './alignment.ts'

export interface FlowStep {
  readonly activity: string
  /** What may come next; by default the step after this one in the list. A step may name itself or an earlier one. */
  readonly next?: readonly string[]
  /** May be passed over. */
  readonly optional?: boolean
  /** Is late when done more than so many seconds after the step before it (the first: after the case began). */
  readonly withinSeconds?: number
}

export interface Flow {
  readonly steps: readonly FlowStep[]
  /** Where a case may begin; by default the first step. */
  readonly start?: readonly string[]
  /** Where it may end; by default the steps that have no next. */
  readonly end?: readonly string[]
}

/** Thrown for a flow that names steps it does not have, has one twice, or can never be ended. */
export class InvalidFlow extends RangeError {
  constructor(message: string) {
    super(message)
    this.name = 'InvalidFlow'
  }
}

/**
 * A flow as states and moves: state 0 before anything, state i + 1 after step i.
 * @throws InvalidFlow
 */
export function modelOfFlow({ steps, start, end }: Flow): Model {
  const places = new Map(steps.map(({ activity }, i) => [activity, i]))
  if (steps.length === 0) throw new InvalidFlow('steps: a flow has at least one')
  if (places.size < steps.length) throw new InvalidFlow(`steps: ${steps.find(({ activity }, i) => places.get(activity) !== i)!.activity} stands twice`)
  const placesOf = (names: readonly string[], field: string): number[] => names.map((name) => {
    const place = places.get(name)
    if (place === undefined) throw new InvalidFlow(`${field}: ${name} is no step of the flow`)
    return place
  })
  const nexts = steps.map(({ next }, i) => (next ? placesOf(next, `steps[${i}].next`) : i + 1 < steps.length ? [i + 1] : []))
  const begins = start ? placesOf(start, 'start') : [0]
  const ends = new Set(end ? placesOf(end, 'end') : [...steps.keys()].filter((i) => nexts[i]!.length === 0))
  /** Steps that can come after those, through optional ones that are passed over. */
  const reach = (from: readonly number[]): { steps: number[], ends: boolean } => {
    const found = new Set<number>()
    const queue = [...from]
    let over = false
    for (let step = queue.shift(); step !== undefined; step = queue.shift()) {
      if (found.has(step)) continue
      found.add(step)
      if (!steps[step]!.optional) continue
      if (ends.has(step)) over = true
      queue.push(...nexts[step]!)
    }
    return { steps: [...found], ends: over }
  }
  const states = [begins, ...nexts].map(reach)
  const moves = states.map((state) => state.steps.map((step): Move => ({ activity: steps[step]!.activity, to: step + 1 })))
  const isEnd = states.map((state, i) => state.ends || (i > 0 && ends.has(i - 1)))
  return { start: 0, moves: (state) => moves[state]!, isEnd: (state) => isEnd[state]! }
}
