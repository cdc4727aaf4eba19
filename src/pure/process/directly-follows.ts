import { type EventLog, type PreparedLog, preparedOf } from './event-log.ts'
import { spreadOf } from './spread.ts'

export interface DirectlyFollows {
  readonly from: string
  readonly to: string
  /** How often `to` came right after `from`, and in how many cases. */
  readonly count: number
  readonly cases: number
  /** From the end of the one to the end of the other, in seconds; to its start where that is known. */
  readonly meanSeconds: number
  readonly medianSeconds: number
  readonly p90Seconds: number
  readonly minSeconds: number
  readonly maxSeconds: number
  readonly totalSeconds: number
  readonly sdSeconds: number
}

/** What follows what, how often and after how long; most frequent first, then by name. Source: van der Aalst (2016), Process Mining, 5.1; times as pm4py's performance DFG. */
export function directlyFollows(log: EventLog): DirectlyFollows[] {
  const prepared = preparedOf(log)
  return pairsOf(prepared).map(({ from, to, seconds, cases }): DirectlyFollows => {
    const { n, mean, median, p90, min, max, sum, sd } = spreadOf(seconds)
    return {
      from: prepared.activities[from]!, to: prepared.activities[to]!, count: n, cases,
      meanSeconds: mean, medianSeconds: median, p90Seconds: p90, minSeconds: min, maxSeconds: max, totalSeconds: sum, sdSeconds: sd,
    }
  }).sort((a, b) => b.count - a.count || (a.from === b.from ? (a.to < b.to ? -1 : 1) : a.from < b.from ? -1 : 1))
}

/** How often `to` came some time after `from`, counted by pairs of events, most frequent first. */
export function eventuallyFollows(log: EventLog): { from: string, to: string, count: number }[] {
  const { cases, offsets, activity, activities } = preparedOf(log)
  const width = activities.length
  const counts = new Map<number, number>()
  const before = new Int32Array(width)
  for (let c = 0; c < cases.length; c++) {
    before.fill(0)
    const seen: number[] = []
    for (let i = offsets[c]!; i < offsets[c + 1]!; i++) {
      const to = activity[i]!
      for (const from of seen) counts.set(from * width + to, (counts.get(from * width + to) ?? 0) + before[from]!)
      if (before[to] === 0) seen.push(to)
      before[to]! += 1
    }
  }
  return [...counts].map(([pair, count]) => ({ from: activities[Math.floor(pair / width)]!, to: activities[pair % width]!, count }))
    .sort((a, b) => b.count - a.count || (a.from === b.from ? (a.to < b.to ? -1 : 1) : a.from < b.from ? -1 : 1))
}

export interface Pair {
  readonly from: number
  readonly to: number
  readonly seconds: Float64Array
  readonly cases: number
}

/** The durations of every pair of neighbours, by codes of activities. Where the second says when it began, up to then. */
export function pairsOf({ cases, offsets, activity, at, startedAt, activities, elapsed }: PreparedLog): Pair[] {
  const width = activities.length
  const slots = new Map<number, number>()
  const counts: number[] = []
  const inCases: number[] = []
  const lastCase: number[] = []
  const slotOf = new Int32Array(activity.length).fill(-1)
  for (let c = 0; c < cases.length; c++) {
    for (let i = offsets[c]! + 1; i < offsets[c + 1]!; i++) {
      const pair = activity[i - 1]! * width + activity[i]!
      let slot = slots.get(pair)
      if (slot === undefined) {
        slot = counts.length
        slots.set(pair, slot)
        counts.push(0)
        inCases.push(0)
        lastCase.push(-1)
      }
      slotOf[i] = slot
      counts[slot]! += 1
      if (lastCase[slot] !== c) {
        lastCase[slot] = c
        inCases[slot]! += 1
      }
    }
  }
  const seconds = counts.map((count) => new Float64Array(count))
  const filled = new Int32Array(counts.length)
  for (let i = 0; i < slotOf.length; i++) {
    const slot = slotOf[i]!
    if (slot < 0) continue
    const until = Number.isNaN(startedAt[i]!) ? at[i]! : Math.max(startedAt[i]!, at[i - 1]!)
    seconds[slot]![filled[slot]!++] = elapsed(at[i - 1]!, until)
  }
  return [...slots].map(([pair, slot]): Pair => ({ from: Math.floor(pair / width), to: pair % width, seconds: seconds[slot]!, cases: inCases[slot]! }))
}
