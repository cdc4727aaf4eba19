import { beginOf, caseSeconds, type EventLog, type PreparedLog, preparedOf } from './event-log.ts'
import { quantile, spreadOf } from './spread.ts'
import { variantKeys } from './variants.ts'

export interface LogSummary {
  readonly cases: number
  readonly events: number
  readonly activities: number
  readonly variants: number
  readonly resources: number
  /** Case durations, first to last event, in seconds. */
  readonly medianDuration: number
  readonly meanDuration: number
  readonly minDuration: number
  readonly maxDuration: number
  readonly p25Duration: number
  readonly p75Duration: number
  readonly p90Duration: number
  readonly p95Duration: number
  readonly sdDuration: number
  readonly meanEventsPerCase: number
  /** Mean seconds between the beginnings of one case and the next. */
  readonly meanArrivalSeconds: number
  readonly firstEvent: Date | null
  readonly lastEvent: Date | null
  readonly activityCounts: Readonly<Record<string, number>>
  /** Cases that begin, and end, with each activity. */
  readonly startActivities: Readonly<Record<string, number>>
  readonly endActivities: Readonly<Record<string, number>>
  /** Variants that one case alone followed, and the share of cases in the five most frequent. */
  readonly singletonVariants: number
  readonly top5VariantShare: number
}

/** A log at a glance. Durations are NaN and dates null for a log without events. Source: figures as pm4py's statistics. */
export function summary(log: EventLog): LogSummary {
  const prepared = preparedOf(log)
  const { cases, activities, offsets, activity, at, resources } = prepared
  const counts = new Int32Array(activities.length)
  for (const code of activity) counts[code]! += 1
  const starts = new Int32Array(activities.length)
  const ends = new Int32Array(activities.length)
  for (let c = 0; c < cases.length; c++) {
    starts[activity[offsets[c]!]!]! += 1
    ends[activity[offsets[c + 1]! - 1]!]! += 1
  }
  const durations = caseSeconds(prepared)
  const spread = spreadOf(durations)
  const sizes = [...variantKeys(prepared).values()].map(({ length }) => length).sort((a, b) => b - a)
  const [first, last] = at.reduce(([from, to], time) => [Math.min(from, time), Math.max(to, time)], [Infinity, -Infinity])
  const named = (numbers: Int32Array): Record<string, number> => Object.fromEntries([...numbers.entries()].filter(([, count]) => count > 0).sort((a, b) => b[1] - a[1]).map(([code, count]) => [activities[code]!, count]))
  return {
    cases: cases.length,
    events: at.length,
    activities: activities.length,
    variants: sizes.length,
    resources: resources.length,
    medianDuration: spread.median,
    meanDuration: spread.mean,
    minDuration: spread.min,
    maxDuration: spread.max,
    p25Duration: quantile(durations, 0.25),
    p75Duration: quantile(durations, 0.75),
    p90Duration: spread.p90,
    p95Duration: quantile(durations, 0.95),
    sdDuration: spread.sd,
    meanEventsPerCase: at.length / cases.length,
    meanArrivalSeconds: meanArrival(prepared),
    firstEvent: at.length === 0 ? null : new Date(first),
    lastEvent: at.length === 0 ? null : new Date(last),
    activityCounts: named(counts),
    startActivities: named(starts),
    endActivities: named(ends),
    singletonVariants: sizes.filter((size) => size === 1).length,
    top5VariantShare: sizes.slice(0, 5).reduce((sum, size) => sum + size, 0) / cases.length,
  }
}

function meanArrival(log: PreparedLog): number {
  const begins = new Float64Array(log.cases.length).map((_, c) => beginOf(log, c)).sort()
  return begins.length < 2 ? Number.NaN : log.elapsed(begins[0]!, begins.at(-1)!) / (begins.length - 1)
}
