import { type Drawing, layOut } from '../../../../pure/layers/index.ts'
import { directlyFollows, type PreparedLog, prepareLog, type ProcessEvent, stepTimes, summary } from '../../../../pure/process/index.ts'

export const START = '\u0000start'
export const END = '\u0000end'
export type Measure = 'count' | 'median' | 'total'
export interface GraphNode { id: string; count: number; cases: number; totalSeconds: number; medianSeconds: number }
export interface GraphEdge { from: string; to: string; count: number; cases: number; medianSeconds: number; totalSeconds: number }
export interface Graph { nodes: readonly GraphNode[]; edges: readonly GraphEdge[]; /** Of how many activities and ways these are. */ of: { activities: number; edges: number } }
export interface Wish { /** How many of the most frequent activities. */ activities: number; /** Which part of the ways, the most frequent first, 0 to 1; as many as can be read easily when null. */ share: number | null; /** Ways that are shown whatever their number. */ always?: ReadonlySet<string> }
export const edgeKey = (from: string, to: string): string => `${from}\u0001${to}`

/** Activities, the most frequent first. */
export function activitiesBy(log: PreparedLog): string[] {
  return Object.keys(summary(log).activityCounts)
}

const READABLE = 26
/** As many ways as can be read easily, as a part of all. */
export const readableShare = (ways: number): number => (ways > READABLE ? READABLE / ways : 1)

/**
 * The picture of a log: its most frequent activities, the most frequent ways between them, and for each activity the one way
 * in and out that is most used, so that nothing hangs loose. What is left out of the activities is passed over, as if it had not happened.
 */
export function graphOf(events: readonly ProcessEvent[], ranked: readonly string[], wish: Wish): Graph {
  const kept = new Set(ranked.slice(0, wish.activities))
  for (const key of wish.always ?? []) for (const end of key.split('\u0001')) if (end !== START && end !== END) kept.add(end)
  const log = prepareLog(kept.size === ranked.length ? events : events.filter(({ activity }) => kept.has(activity)))
  if (log.cases.length === 0) return { nodes: [], edges: [], of: { activities: ranked.length, edges: 0 } }
  const { startActivities, endActivities } = summary(log)
  const ends = (names: Readonly<Record<string, number>>, edge: (name: string, count: number) => GraphEdge): GraphEdge[] => Object.entries(names).map(([name, count]) => edge(name, count))
  const plain = (from: string, to: string, count: number): GraphEdge => ({ from, to, count, cases: count, medianSeconds: Number.NaN, totalSeconds: 0 })
  const all: GraphEdge[] = [
    ...directlyFollows(log).map(({ from, to, count, cases, medianSeconds, totalSeconds }) => ({ from, to, count, cases, medianSeconds, totalSeconds })),
    ...ends(startActivities, (name, count) => plain(START, name, count)), ...ends(endActivities, (name, count) => plain(name, END, count)),
  ].sort((a, b) => b.count - a.count)
  const shown = new Set(all.slice(0, Math.ceil(all.length * (wish.share ?? readableShare(all.length)))))
  const [entered, left] = [new Set<string>(), new Set<string>()]
  for (const edge of all) {
    if (wish.always?.has(edgeKey(edge.from, edge.to))) shown.add(edge)
    if (edge.from === edge.to) continue
    if (!entered.has(edge.to)) shown.add(edge)
    if (!left.has(edge.from)) shown.add(edge)
    entered.add(edge.to)
    left.add(edge.from)
  }
  const times = new Map(stepTimes(log).map((one) => [one.activity, one]))
  const nodes = [...kept].filter((id) => times.has(id)).map((id): GraphNode => {
    const { events: count, cases, total } = times.get(id)!
    return { id, count, cases, totalSeconds: total.sum, medianSeconds: total.median }
  })
  const n = log.cases.length
  return {
    nodes: [{ id: START, count: n, cases: n, totalSeconds: 0, medianSeconds: Number.NaN }, ...nodes, { id: END, count: n, cases: n, totalSeconds: 0, medianSeconds: Number.NaN }],
    edges: all.filter((edge) => shown.has(edge)), of: { activities: ranked.length, edges: all.length },
  }
}

export const NODE = { width: 164, height: 48 }
const DOT = { width: 30, height: 30 }

/** Where everything stands; `label` says how wide the words of a way are. */
export const drawingOf = ({ nodes, edges }: Graph, label: (edge: GraphEdge) => number): Drawing =>
  layOut(nodes.map(({ id }) => ({ id, ...(id === START || id === END ? DOT : NODE) })), edges.map((edge) => ({ from: edge.from, to: edge.to, weight: edge.count, label: { width: label(edge), height: 17 } })), { across: 22, along: 17 })
