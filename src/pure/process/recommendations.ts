import { bottlenecks } from './bottlenecks.ts'
import { type EventLog, preparedOf } from './event-log.ts'
import { handovers } from './handovers.ts'
import { rework } from './rework.ts'
import { stepTimes } from './step-times.ts'

/**
 * - `add-staff-or-automate`: most of a step's time is waiting for it; `share` is that part.
 * - `shorten-wait`: much of the time of all cases passes between two steps; `share` is that part.
 * - `shorten-work`: the same for the work on one step.
 * - `right-first-time`: a step is done again in many of the cases that have it; `share` is that part.
 * - `fewer-hands`: work changes hands often; `share` is the part of steps that another person went on with.
 */
export type RecommendationKind = 'add-staff-or-automate' | 'shorten-wait' | 'shorten-work' | 'right-first-time' | 'fewer-hands'

export interface Recommendation {
  readonly kind: RecommendationKind
  readonly from: string | null
  /** The step it is about; null for `fewer-hands`, which is about all. */
  readonly activity: string | null
  /** 0 to 1; what it is a part of says the kind. */
  readonly share: number
  /** Time of all cases that it is about, in seconds: what recommendations are ranked by. 0 where time is not its matter. */
  readonly seconds: number
  /** Cases that it is about, and of how many. */
  readonly cases: number
  readonly of: number
}

export interface RecommendationLimits {
  /** Waiting beyond this part of a step's time. */
  readonly waitShare?: number
  /** A stretch beyond this part of the time of all cases. */
  readonly timeShare?: number
  /** A step done again in more than this part of its cases. */
  readonly reworkShare?: number
  /** Changes of hands a case, on average. */
  readonly handsPerCase?: number
}

/** What fewer cases than this part have is no pattern. */
const FEW = 0.01

/**
 * What the figures of a log speak for, each with its figure, those about the most time first. A figure says where to look,
 * not why it is so. Waiting is told from work only where events say when they began.
 * @throws RangeError for a share outside [0, 1]
 */
export function recommendations(log: EventLog, { waitShare = 0.5, timeShare = 0.25, reworkShare = 0.15, handsPerCase = 2 }: RecommendationLimits = {}): Recommendation[] {
  for (const [name, value] of [['waitShare', waitShare], ['timeShare', timeShare], ['reworkShare', reworkShare]] as const) if (!(value >= 0 && value <= 1)) throw new RangeError(`${name}: ${value} is not within [0, 1]`)
  const prepared = preparedOf(log)
  const of = prepared.cases.length
  const waits = stepTimes(prepared).flatMap(({ activity, cases, waiting, touch }): Recommendation[] => {
    const share = waiting.sum / (waiting.sum + touch.sum)
    return waiting.n > 0 && share > waitShare ? [{ kind: 'add-staff-or-automate', from: null, activity, share, seconds: waiting.sum, cases, of }] : []
  })
  // A wait that was named at its step is not named again as a stretch.
  const named = new Set(waits.map(({ activity }) => activity))
  const slow = bottlenecks(prepared).flatMap(({ kind, from, to, share, totalSeconds, cases }): Recommendation[] =>
    share > timeShare && !(kind === 'between' && named.has(to)) ? [{ kind: kind === 'between' ? 'shorten-wait' : 'shorten-work', from: kind === 'between' ? from : null, activity: to, share, seconds: totalSeconds, cases, of }] : [])
  const again = rework(prepared).activities.flatMap(({ activity, share, seconds, cases }): Recommendation[] => (share > reworkShare && cases > 1 && cases >= of * FEW ? [{ kind: 'right-first-time', from: null, activity, share, seconds, cases, of }] : []))
  const hands = handovers(prepared)
  const passed: Recommendation[] = hands.meanPerCase > handsPerCase ? [{ kind: 'fewer-hands', from: null, activity: null, share: hands.share, seconds: 0, cases: hands.casesWithHandover, of }] : []
  return [...waits, ...slow, ...again, ...passed].sort((a, b) => b.seconds - a.seconds || b.share - a.share)
}
