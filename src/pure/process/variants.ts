import { caseSeconds, type EventLog, type PreparedLog, preparedOf } from './event-log.ts'
import { spreadOf } from './spread.ts'

export interface Variant {
  readonly activities: readonly string[]
  /** Cases that went exactly this way. */
  readonly count: number
  readonly share: number
  readonly cumulativeShare: number
  readonly medianSeconds: number
  readonly meanSeconds: number
  /** One of these cases, to look at. */
  readonly exampleCaseId: string
  readonly caseIds: readonly string[]
}

/** The ways that cases went, most frequent first; equally frequent ones in the order of their activities. */
export function variants(log: EventLog): Variant[] {
  const prepared = preparedOf(log)
  const durations = caseSeconds(prepared)
  const list = [...variantKeys(prepared).values()].map((cases) => {
    const { median, mean } = spreadOf(Float64Array.from(cases, (c) => durations[c]!))
    return { activities: activitiesOf(prepared, cases[0]!), cases, median, mean }
  })
  list.sort((a, b) => b.cases.length - a.cases.length || compare(a.activities, b.activities))
  let running = 0
  return list.map(({ activities, cases, median, mean }): Variant => ({
    activities,
    count: cases.length,
    share: cases.length / prepared.cases.length,
    cumulativeShare: (running += cases.length) / prepared.cases.length,
    medianSeconds: median,
    meanSeconds: mean,
    exampleCaseId: prepared.cases[cases[0]!]!,
    caseIds: cases.map((c) => prepared.cases[c]!),
  }))
}

/** The cases of each variant, by a key made of the codes of its activities. */
export function variantKeys({ cases, offsets, activity }: PreparedLog): Map<string, number[]> {
  const found = new Map<string, number[]>()
  for (let c = 0; c < cases.length; c++) {
    let key = ''
    // Two characters hold any code; one would end at 65,536 activities.
    for (let i = offsets[c]!; i < offsets[c + 1]!; i++) key += activity[i]! < 0x7fff ? String.fromCharCode(activity[i]!) : String.fromCharCode(0x8000 | (activity[i]! >> 15), activity[i]! & 0x7fff)
    const same = found.get(key)
    if (same) same.push(c)
    else found.set(key, [c])
  }
  return found
}

export const activitiesOf = ({ activities, offsets, activity }: PreparedLog, c: number): string[] => [...activity.subarray(offsets[c], offsets[c + 1])].map((code) => activities[code]!)

function compare(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) return a[i]! < b[i]! ? -1 : 1
  return a.length - b.length
}
