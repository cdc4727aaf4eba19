import { type EventLog, preparedOf } from './event-log.ts'
import { partsOf } from './step-times.ts'

export interface ReworkedStep {
  readonly activity: string
  /** Cases in which it was done more than once, and the part of those in which it was done at all. */
  readonly cases: number
  readonly share: number
  /** How often it was done again. */
  readonly repeats: number
  /** Times it came right after itself. */
  readonly selfLoops: number
  /** Time of doing it again, and waiting for that, in seconds. */
  readonly seconds: number
}

export interface Rework {
  readonly cases: number
  readonly casesWithRework: number
  readonly share: number
  /** Events beyond the first of their activity in their case. */
  readonly repeats: number
  readonly selfLoops: number
  readonly seconds: number
  /** Steps done again, most often first. */
  readonly activities: readonly ReworkedStep[]
}

/** What is done more than once in the same case. `share` is NaN for a log without cases. */
export function rework(log: EventLog): Rework {
  const prepared = preparedOf(log)
  const { cases, offsets, activity, activities } = prepared
  const rows = activities.map((name) => ({ activity: name, cases: 0, inCases: 0, repeats: 0, selfLoops: 0, seconds: 0 }))
  const times = new Int32Array(activities.length)
  let casesWithRework = 0
  for (let c = 0; c < cases.length; c++) {
    const seen: number[] = []
    for (let i = offsets[c]!; i < offsets[c + 1]!; i++) {
      const step = activity[i]!
      if (times[step] === 0) seen.push(step)
      else {
        rows[step]!.repeats += 1
        rows[step]!.seconds += partsOf(prepared, i, false).total ?? 0
        if (activity[i - 1] === step) rows[step]!.selfLoops += 1
      }
      times[step]! += 1
    }
    if (seen.some((step) => times[step]! > 1)) casesWithRework += 1
    for (const step of seen) {
      rows[step]!.inCases += 1
      if (times[step]! > 1) rows[step]!.cases += 1
      times[step] = 0
    }
  }
  const sum = (of: 'repeats' | 'selfLoops' | 'seconds'): number => rows.reduce((total, row) => total + row[of], 0)
  return {
    cases: cases.length,
    casesWithRework,
    share: casesWithRework / cases.length,
    repeats: sum('repeats'),
    selfLoops: sum('selfLoops'),
    seconds: sum('seconds'),
    activities: rows.filter(({ repeats }) => repeats > 0)
      .map(({ inCases, ...row }): ReworkedStep => ({ ...row, share: row.cases / inCases }))
      .sort((a, b) => b.repeats - a.repeats || (a.activity < b.activity ? -1 : 1)),
  }
}
