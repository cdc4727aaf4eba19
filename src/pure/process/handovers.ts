import { type EventLog, preparedOf } from './event-log.ts'
import { spreadOf } from './spread.ts'

export interface HandoverPair {
  readonly from: string
  /** The same as `from` when one person goes on with the next step. */
  readonly to: string
  readonly count: number
  /** From the end of the one's step to the end (or start, where known) of the other's, in seconds. */
  readonly medianSeconds: number
  readonly meanSeconds: number
}

export interface Handovers {
  /** Who passes work to whom, most often first. */
  readonly pairs: readonly HandoverPair[]
  /** Steps that another person went on with, and the part of all steps with two names. */
  readonly handovers: number
  readonly share: number
  readonly cases: number
  /** Cases that went through more than one pair of hands. */
  readonly casesWithHandover: number
  readonly meanPerCase: number
  /** Neighbours of which one names nobody: they are not counted. */
  readonly unnamed: number
}

/** How work passes from hand to hand. Source: van der Aalst, Reijers & Song (2005), Discovering social networks from event logs. */
export function handovers(log: EventLog): Handovers {
  const { cases, offsets, resource, resources, at, startedAt, elapsed } = preparedOf(log)
  const width = resources.length
  const seconds = new Map<number, number[]>()
  let [unnamed, passed, named, casesWithHandover] = [0, 0, 0, 0]
  for (let c = 0; c < cases.length; c++) {
    let within = 0
    for (let i = offsets[c]! + 1; i < offsets[c + 1]!; i++) {
      const [from, to] = [resource[i - 1]!, resource[i]!]
      if (from < 0 || to < 0) {
        unnamed += 1
        continue
      }
      named += 1
      if (from !== to) within += 1
      const until = Number.isNaN(startedAt[i]!) ? at[i]! : Math.max(startedAt[i]!, at[i - 1]!)
      const key = from * width + to
      const list = seconds.get(key)
      if (list) list.push(elapsed(at[i - 1]!, until))
      else seconds.set(key, [elapsed(at[i - 1]!, until)])
    }
    passed += within
    if (within > 0) casesWithHandover += 1
  }
  return {
    pairs: [...seconds].map(([key, list]): HandoverPair => {
      const { n, median, mean } = spreadOf(Float64Array.from(list))
      return { from: resources[Math.floor(key / width)]!, to: resources[key % width]!, count: n, medianSeconds: median, meanSeconds: mean }
    }).sort((a, b) => b.count - a.count || (a.from === b.from ? (a.to < b.to ? -1 : 1) : a.from < b.from ? -1 : 1)),
    handovers: passed,
    share: passed / named,
    cases: cases.length,
    casesWithHandover,
    meanPerCase: passed / cases.length,
    unnamed,
  }
}
