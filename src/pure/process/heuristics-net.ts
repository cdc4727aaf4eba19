import { type EventLog, preparedOf } from './event-log.ts'

export interface HeuristicsEdge {
  readonly from: string
  readonly to: string
  /** (|a>b| − |b>a|)/(|a>b| + |b>a| + 1), for a step after itself |a>a|/(|a>a| + 1); 0 for an edge that only a loop of two speaks for. */
  readonly dependency: number
  readonly count: number
}

export interface HeuristicsNet {
  readonly nodes: readonly { readonly activity: string, readonly count: number, readonly starts: number, readonly ends: number }[]
  readonly edges: readonly HeuristicsEdge[]
}

export interface HeuristicsOptions {
  /** Least dependency of an edge, −1 to 1. */
  readonly dependency?: number
  /** Least strength of a loop of two steps, 0 to 1: (|aba| + |bab|)/(|aba| + |bab| + 1). */
  readonly loop?: number
  /** An edge rarer than this part of the most frequent edge at both of its ends is noise, 0 to 1. */
  readonly noise?: number
  /** Least count of an edge and of an activity. */
  readonly edgeCount?: number
  readonly activityCount?: number
}

/**
 * The main paths without the noise: edges that one direction clearly rules, steps that repeat, and loops of two.
 * @throws RangeError for a share outside its range
 * Source: Weijters, van der Aalst & Alves de Medeiros (2006), Process mining with the heuristics miner; as pm4py's classic variant.
 */
export function heuristicsNet(log: EventLog, { dependency = 0.5, loop = 0.5, noise = 0.05, edgeCount = 1, activityCount = 1 }: HeuristicsOptions = {}): HeuristicsNet {
  for (const [name, value, low] of [['dependency', dependency, -1], ['loop', loop, 0], ['noise', noise, 0]] as const) if (!(value >= low && value <= 1)) throw new RangeError(`${name}: ${value} is not within [${low}, 1]`)
  const { cases, offsets, activity, activities } = preparedOf(log)
  const width = activities.length
  const counts = new Int32Array(width)
  const starts = new Int32Array(width)
  const ends = new Int32Array(width)
  const follows = new Map<number, number>()
  const loops = new Map<number, number>()
  const add = (map: Map<number, number>, key: number): void => { map.set(key, (map.get(key) ?? 0) + 1) }
  for (const code of activity) counts[code]! += 1
  for (let c = 0; c < cases.length; c++) {
    starts[activity[offsets[c]!]!]! += 1
    ends[activity[offsets[c + 1]! - 1]!]! += 1
    for (let i = offsets[c]! + 1; i < offsets[c + 1]!; i++) {
      const [a, b, z] = [activity[i - 1]!, activity[i]!, activity[i + 1]]
      add(follows, a * width + b)
      if (i + 1 < offsets[c + 1]! && a === z && a !== b) add(loops, a * width + b)
    }
  }
  const strongest = new Int32Array(width)
  for (const [key, count] of follows) {
    for (const end of [Math.floor(key / width), key % width]) strongest[end] = Math.max(strongest[end]!, count)
  }
  const kept = new Map([...follows].filter(([key, count]) => count >= Math.min(strongest[Math.floor(key / width)]!, strongest[key % width]!) * noise))
  const of = (a: number, b: number): number => kept.get(a * width + b) ?? 0
  const dependencyOf = (a: number, b: number): number => (a === b ? of(a, a) / (of(a, a) + 1) : (of(a, b) - of(b, a)) / (of(a, b) + of(b, a) + 1))
  const frequent = (a: number, b: number): boolean => counts[a]! >= activityCount && counts[b]! >= activityCount && of(a, b) >= edgeCount && of(a, b) > 0
  const edges = new Map<number, HeuristicsEdge>()
  const edge = (a: number, b: number, strength: number): void => { edges.set(a * width + b, { from: activities[a]!, to: activities[b]!, dependency: strength, count: of(a, b) }) }
  for (const key of kept.keys()) {
    const [a, b] = [Math.floor(key / width), key % width]
    if (frequent(a, b) && dependencyOf(a, b) >= dependency) edge(a, b, dependencyOf(a, b))
  }
  const connected = new Set([...edges.keys()].flatMap((key) => [Math.floor(key / width), key % width]))
  for (const key of loops.keys()) {
    const [a, b] = [Math.floor(key / width), key % width]
    const both = loops.get(key)! + (loops.get(b * width + a) ?? 0)
    if (!connected.has(a) || both / (both + 1) < loop || !frequent(a, b)) continue
    if (dependencyOf(a, b) >= dependency || dependencyOf(b, a) >= dependency) continue
    edge(a, b, 0)
    edge(b, a, 0)
  }
  const shown = new Set([...edges.keys()].flatMap((key) => [Math.floor(key / width), key % width]))
  return {
    nodes: activities.map((name, code) => ({ activity: name, count: counts[code]!, starts: starts[code]!, ends: ends[code]! })).filter((_, code) => edges.size === 0 || shown.has(code)),
    edges: [...edges.values()].sort((a, b) => (a.from === b.from ? (a.to < b.to ? -1 : 1) : a.from < b.from ? -1 : 1)),
  }
}
