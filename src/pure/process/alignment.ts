/** A model of what may happen: states, and moves between them that do a step or (null) nothing that is seen. */
export interface Model {
  readonly start: number
  readonly moves: (state: number) => readonly Move[]
  readonly isEnd: (state: number) => boolean
}

export interface Move {
  readonly activity: string | null
  readonly to: number
}

/** One move of an alignment: both together, the log alone (`extra`), or the model alone (`skipped`). */
export interface Step {
  readonly kind: 'both' | 'extra' | 'skipped'
  readonly activity: string
  /** Place in the trace; for `skipped` that of the event before which it is missing. */
  readonly index: number
}

export interface Alignment {
  readonly steps: readonly Step[]
  /** Moves that one side made alone. */
  readonly cost: number
}

/** Thrown when a model has so many states that no alignment is found among the first million. */
export class ModelTooLarge extends RangeError {
  constructor() {
    super('The model has too many states to be compared with')
    this.name = 'ModelTooLarge'
  }
}

const MOST_VISITED = 1_000_000

/**
 * The way through the model that is nearest to what happened: fewest moves made by one side alone, found over all pairs of
 * places in the trace and states of the model, cheapest first. Among equally near ones an event without a match is passed
 * over as late as possible, so that the answer is always the same.
 * @returns undefined when the model can never end
 * Source: van der Aalst, Adriansyah & van Dongen (2012), Replaying history on process models; unit costs as pm4py.
 */
export function align(trace: readonly string[], model: Model): Alignment | undefined {
  const width = trace.length + 1
  interface Node { readonly state: number, readonly at: number, readonly cost: number, readonly from?: Node, readonly step?: Step }
  const done = new Set<number>()
  let layer: Node[] = [{ state: model.start, at: 0, cost: 0 }]
  while (layer.length > 0) {
    const dearer: Node[] = []
    while (layer.length > 0) {
      const node = layer.pop()!
      const key = node.state * width + node.at
      if (done.has(key)) continue
      if (done.size >= MOST_VISITED) throw new ModelTooLarge()
      done.add(key)
      const { state, at, cost } = node
      if (at === trace.length && model.isEnd(state)) return { steps: stepsTo(node), cost }
      const moves = model.moves(state)
      if (at < trace.length) dearer.push({ state, at: at + 1, cost: cost + 1, from: node, step: { kind: 'extra', activity: trace[at]!, index: at } })
      for (const { activity, to } of moves.toReversed()) {
        if (activity === null) layer.push({ state: to, at, cost, from: node })
        else dearer.push({ state: to, at, cost: cost + 1, from: node, step: { kind: 'skipped', activity, index: at } })
      }
      for (const { activity, to } of moves.toReversed()) {
        if (at < trace.length && activity === trace[at]) layer.push({ state: to, at: at + 1, cost, from: node, step: { kind: 'both', activity, index: at } })
      }
    }
    layer = dearer.reverse()
  }
  return undefined

  function stepsTo(end: Node): Step[] {
    const steps: Step[] = []
    for (let node: Node | undefined = end; node; node = node.from) if (node.step) steps.push(node.step)
    return steps.reverse()
  }
}
