import { caseSeconds, type EventLog, preparedOf } from './event-log.ts'
import { partsOf } from './step-times.ts'
import { spreadOf } from './spread.ts'

export interface Removal {
  readonly activity: string
  /** Median and mean seconds of a case as it was, and without the step. */
  readonly before: { readonly median: number, readonly mean: number }
  readonly after: { readonly median: number, readonly mean: number }
  readonly savedSeconds: number
  /** Part of the time of all cases, 0 to 1. */
  readonly savedShare: number
  readonly casesAffected: number
  readonly eventsRemoved: number
  /** Handovers between persons that would go with it. */
  readonly handoversSaved: number
  readonly n: number
}

/**
 * What cases would take without a step: the waiting for it and the work on it fall away, all else stays as long as it was.
 * That is the most that can be saved if nothing else depends on the step, and does not count that people freed from it
 * would be quicker elsewhere. Of the first step of a case only the work falls away, where its start is known.
 * @throws RangeError when no event is of this activity
 */
export function simulateRemoval(log: EventLog, activity: string): Removal {
  const prepared = preparedOf(log)
  const { cases, offsets, resource, activity: codes, activities } = prepared
  const code = activities.indexOf(activity)
  if (code < 0) throw new RangeError(`activity: ${activity} does not occur`)
  const durations = caseSeconds(prepared)
  const shorter = durations.slice()
  let [casesAffected, eventsRemoved, handoversSaved] = [0, 0, 0]
  for (let c = 0; c < cases.length; c++) {
    const [first, end] = [offsets[c]!, offsets[c + 1]!]
    let here = 0
    for (let i = first; i < end; i++) {
      if (codes[i] !== code) continue
      here += 1
      shorter[c]! -= partsOf(prepared, i, i === first).total ?? 0
    }
    if (here === 0) continue
    casesAffected += 1
    eventsRemoved += here
    shorter[c] = Math.max(0, shorter[c]!)
    const people = [...resource.subarray(first, end)]
    handoversSaved += changes(people) - changes(people.filter((_, i) => codes[first + i] !== code))
  }
  const saved = durations.reduce((sum, seconds, c) => sum + seconds - shorter[c]!, 0)
  const total = durations.reduce((sum, seconds) => sum + seconds, 0)
  const [was, is] = [spreadOf(durations), spreadOf(shorter)]
  return {
    activity,
    before: { median: was.median, mean: was.mean },
    after: { median: is.median, mean: is.mean },
    savedSeconds: saved,
    savedShare: saved / total,
    casesAffected, eventsRemoved, handoversSaved,
    n: cases.length,
  }
}

const changes = (people: readonly number[]): number => people.filter((who, i) => i > 0 && who >= 0 && people[i - 1]! >= 0 && who !== people[i - 1]).length
