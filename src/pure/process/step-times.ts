import { type EventLog, type PreparedLog, preparedOf } from './event-log.ts'
import { type Spread, spreadOf } from './spread.ts'

export interface StepTimes {
  readonly activity: string
  readonly events: number
  readonly cases: number
  /** Cases that went no further: where this is no step to end with, they were given up or are still open. */
  readonly endsHere: number
  /** From the end of what came before to the end of this step: waiting and work together. Not of the first of a case that says no start. */
  readonly total: Spread
  /** From the end of what came before to the start of this step, where the start is known. */
  readonly waiting: Spread
  /** From its start to its end, where the start is known. */
  readonly touch: Spread
  /** Part of the time of all steps that went into this one. */
  readonly share: number
}

/** Waiting and touch time of every step, the one that took most of the time first. Times in seconds. */
export function stepTimes(log: EventLog): StepTimes[] {
  const prepared = preparedOf(log)
  const { cases, offsets, activity, activities } = prepared
  const total: number[][] = activities.map(() => [])
  const waiting: number[][] = activities.map(() => [])
  const touch: number[][] = activities.map(() => [])
  const events = new Int32Array(activities.length)
  const endsHere = new Int32Array(activities.length)
  const inCases = activities.map(() => new Set<number>())
  for (let c = 0; c < cases.length; c++) {
    endsHere[activity[offsets[c + 1]! - 1]!]! += 1
    for (let i = offsets[c]!; i < offsets[c + 1]!; i++) {
      const step = activity[i]!
      events[step]! += 1
      inCases[step]!.add(c)
      const parts = partsOf(prepared, i, i === offsets[c]!)
      if (parts.total !== undefined) total[step]!.push(parts.total)
      if (parts.waiting !== undefined) waiting[step]!.push(parts.waiting)
      if (parts.touch !== undefined) touch[step]!.push(parts.touch)
    }
  }
  const rows = activities.map((name, step) => ({
    activity: name, events: events[step]!, cases: inCases[step]!.size, endsHere: endsHere[step]!,
    total: spreadOf(Float64Array.from(total[step]!)), waiting: spreadOf(Float64Array.from(waiting[step]!)), touch: spreadOf(Float64Array.from(touch[step]!)),
  }))
  const all = rows.reduce((sum, row) => sum + row.total.sum, 0)
  return rows.map((row): StepTimes => ({ ...row, share: row.total.sum / all })).sort((a, b) => b.total.sum - a.total.sum || (a.activity < b.activity ? -1 : 1))
}

/** What is known of the time of event i. A start before the end of what came before is work side by side: it waited 0. */
export function partsOf({ at, startedAt, elapsed }: PreparedLog, i: number, first: boolean): { total?: number, waiting?: number, touch?: number } {
  const start = startedAt[i]!
  const known = !Number.isNaN(start)
  const touch = known ? elapsed(start, at[i]!) : undefined
  if (first) return touch === undefined ? {} : { total: touch, touch }
  const before = at[i - 1]!
  const total = elapsed(known ? Math.min(before, start) : before, at[i]!)
  return touch === undefined ? { total } : { total, touch, waiting: start > before ? elapsed(before, start) : 0 }
}
