import { pairsOf } from './directly-follows.ts'
import { type EventLog, preparedOf } from './event-log.ts'
import { type Spread, spreadOf } from './spread.ts'

export interface Bottleneck {
  readonly rank: number
  /** `between`: from the end of one step to the next (to its start, where that is known); `within`: work on one step. */
  readonly kind: 'between' | 'within'
  readonly from: string
  /** The same as `from` when `within`. */
  readonly to: string
  /** How often, and in how many cases. */
  readonly count: number
  readonly cases: number
  /** Part of the time of all cases spent here, 0 to 1. */
  readonly share: number
  readonly totalSeconds: number
  readonly meanSeconds: number
  readonly medianSeconds: number
  readonly p90Seconds: number
}

/**
 * Where the time goes: every stretch between two steps, and the work on every step that says when it began, ranked by the
 * time all cases together spent there. A stretch that is slow but rare stands below one that is middling but common.
 */
export function bottlenecks(log: EventLog): Bottleneck[] {
  const prepared = preparedOf(log)
  const { activities, activity, at, startedAt, elapsed, cases, offsets } = prepared
  const work = activities.map(() => ({ seconds: [] as number[], cases: new Set<number>() }))
  for (let c = 0; c < cases.length; c++) {
    for (let i = offsets[c]!; i < offsets[c + 1]!; i++) {
      if (Number.isNaN(startedAt[i]!)) continue
      work[activity[i]!]!.seconds.push(elapsed(startedAt[i]!, at[i]!))
      work[activity[i]!]!.cases.add(c)
    }
  }
  const stretches: Omit<Bottleneck, 'rank' | 'share'>[] = [
    ...pairsOf(prepared).map((pair) => ({ kind: 'between' as const, from: activities[pair.from]!, to: activities[pair.to]!, cases: pair.cases, ...figures(spreadOf(pair.seconds)) })),
    ...work.flatMap((one, code) => (one.seconds.length === 0 ? [] : [{ kind: 'within' as const, from: activities[code]!, to: activities[code]!, cases: one.cases.size, ...figures(spreadOf(Float64Array.from(one.seconds))) }])),
  ]
  const all = stretches.reduce((sum, { totalSeconds }) => sum + totalSeconds, 0)
  return stretches
    .sort((a, b) => b.totalSeconds - a.totalSeconds || b.count - a.count || (a.from + a.to < b.from + b.to ? -1 : 1))
    .map((stretch, i): Bottleneck => ({ rank: i + 1, ...stretch, share: all === 0 ? Number.NaN : stretch.totalSeconds / all }))
}

const figures = ({ n, sum, mean, median, p90 }: Spread): Pick<Bottleneck, 'count' | 'totalSeconds' | 'meanSeconds' | 'medianSeconds' | 'p90Seconds'> => ({ count: n, totalSeconds: sum, meanSeconds: mean, medianSeconds: median, p90Seconds: p90 })
