import { erlangA } from './erlang-a.ts'
import { erlangC } from './erlang-c.ts'
import { inRange } from './in-range.ts'
import { InvalidInput } from './problem.ts'

export interface StaffingTarget {
  /** Mean arrivals per hour, ≥ 0. */
  readonly arrivalsPerHour: number
  /** Mean handling time in seconds, > 0. */
  readonly ahtSeconds: number
  /** The wait in seconds that the service level counts, ≥ 0. */
  readonly thresholdSeconds: number
  /** Share of arrivals to be answered within it, 0 < share < 1. */
  readonly serviceLevel: number
  /** When given, callers give up (Erlang A); otherwise all wait (Erlang C). */
  readonly patienceSeconds?: number
  /** Agents shall be busy no more than this share of their time, 0 < share ≤ 1. */
  readonly maxOccupancy?: number
  /** No more than this share of arrivals shall give up, 0 < share ≤ 1; needs `patienceSeconds`. */
  readonly maxAbandonRate?: number
}

/**
 * The fewest agents at work that meet every target; 0 when nobody calls. All targets only get easier with more agents, so
 * the number is found by halving.
 * @throws InvalidInput when an argument is outside its range, and for `maxAbandonRate` without `patienceSeconds`
 * Source: Erlang C and A; see `erlangC`, `erlangA`.
 */
export function requiredAgents(target: StaffingTarget): number {
  const { arrivalsPerHour, ahtSeconds, thresholdSeconds, patienceSeconds, maxOccupancy = 1, maxAbandonRate } = target
  inRange('arrivalsPerHour', arrivalsPerHour, '[0, ∞)')
  inRange('ahtSeconds', ahtSeconds, '(0, ∞)')
  inRange('thresholdSeconds', thresholdSeconds, '[0, ∞)')
  inRange('serviceLevel', target.serviceLevel, '(0, 1)')
  inRange('maxOccupancy', maxOccupancy, '(0, 1]')
  if (maxAbandonRate !== undefined) {
    inRange('maxAbandonRate', maxAbandonRate, '(0, 1]')
    if (patienceSeconds === undefined) throw new InvalidInput('maxAbandonRate: nobody gives up without patienceSeconds')
  }
  if (arrivalsPerHour === 0) return 0
  const meets = (agents: number): boolean => {
    const queue = { arrivalsPerHour, ahtSeconds, agents, thresholdSeconds }
    const reached = patienceSeconds === undefined ? { ...erlangC(queue), abandonRate: 0 } : erlangA({ ...queue, patienceSeconds })
    return reached.serviceLevel >= target.serviceLevel && reached.occupancy <= maxOccupancy && reached.abandonRate <= (maxAbandonRate ?? 1)
  }
  let enough = Math.max(1, Math.ceil((arrivalsPerHour * ahtSeconds) / 3600))
  let short = 0
  while (!meets(enough)) {
    short = enough
    enough *= 2
  }
  while (enough - short > 1) {
    const middle = Math.floor((short + enough) / 2)
    if (meets(middle)) enough = middle
    else short = middle
  }
  return enough
}

/**
 * People to roster so that `agents` are at work when the share `shrinkage` of rostered time goes to breaks, meetings,
 * training and absence: ⌈agents / (1 − shrinkage)⌉.
 * @throws InvalidInput unless agents ≥ 0 and 0 ≤ shrinkage < 1
 */
export function rosteredAgents(agents: number, shrinkage: number): number {
  inRange('agents', agents, '[0, ∞)')
  inRange('shrinkage', shrinkage, '[0, 1)')
  const exact = agents / (1 - shrinkage)
  // 0.3 is not exactly three tenths: a hair above a whole number is that number.
  const whole = Math.round(exact)
  return Math.abs(exact - whole) < 1e-9 * Math.max(1, whole) ? whole : Math.ceil(exact)
}

/**
 * The share of paid time that is not at work: 1 − Π(1 − part). Parts follow each other (leave first, then breaks of the
 * days worked), so they do not simply add up.
 * @throws InvalidInput unless every part is within [0, 1)
 */
export function shrinkage(parts: readonly number[]): number {
  return 1 - parts.reduce((left, part, index) => left * (1 - inRange(`parts[${index}]`, part, '[0, 1)')), 1)
}
