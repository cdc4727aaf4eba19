import { blockingOf } from './erlang-b.ts'
import { loadOf, type QueueInput } from './erlang-c.ts'
import { inRange } from './in-range.ts'
import { logGamma } from './special-functions.ts'

export interface ImpatientQueueInput extends QueueInput {
  /** Mean time in seconds that someone is willing to wait, > 0; exponentially distributed. */
  readonly patienceSeconds: number
}

export interface ErlangA {
  /** Offered load: arrivals per second × handling seconds. */
  readonly loadErlangs: number
  /** Share of their time that agents handle, 0 to 1. */
  readonly occupancy: number
  /** Share of arrivals that find nobody free. */
  readonly probabilityOfWaiting: number
  /** Share of all arrivals answered within `thresholdSeconds`; who gave up is not answered. */
  readonly serviceLevel: number
  /** The same of those answered. */
  readonly serviceLevelOfAnswered: number
  /** Share of all arrivals who waited no longer than `thresholdSeconds`, whether answered or gone. */
  readonly waitWithinThreshold: number
  /** Mean time in queue of all arrivals, those who gave up included. */
  readonly asaSeconds: number
  /** Mean number of waiting. */
  readonly queueLength: number
  /** Share of arrivals that give up. */
  readonly abandonRate: number
}

/**
 * M/M/n+M: who waits gives up at rate θ = 1/patience. Stable under any load.
 * With x = nμ/θ, z = λ/θ·e^(−θt) and A(x, z) = 1 + Σ z^j/((x+1)…(x+j)), the wait V that someone of endless patience
 * would have is longer than t with probability ∝ λ/(nμ) · A(x, z) · e^(λ/θ·(1 − e^(−θt)) − nμt), beside 1/B(n−1) for no
 * wait at all. Everything is kept in logarithms, so thousands of agents and any overload are exact; the series has about
 * (λ − nμ)/θ + 10√(λ/θ) terms.
 * @throws InvalidInput when an argument is outside its range
 * Source: C. Palm (1943); Garnett, Mandelbaum & Reiman (2002), Manufacturing & Service Operations Management 4; Mandelbaum & Zeltyn (2007).
 */
export function erlangA(input: ImpatientQueueInput): ErlangA {
  const load = loadOf(input)
  const { agents, ahtSeconds } = input
  const patience = inRange('patienceSeconds', input.patienceSeconds, '(0, ∞)')
  const threshold = inRange('thresholdSeconds', input.thresholdSeconds, '[0, ∞)')
  if (load === 0) {
    return { loadErlangs: 0, occupancy: 0, probabilityOfWaiting: 0, serviceLevel: 1, serviceLevelOfAnswered: 1, waitWithinThreshold: 1, asaSeconds: 0, queueLength: 0, abandonRate: 0 }
  }
  if (agents === 0) {
    const gone = -Math.expm1(-threshold / patience)
    return { loadErlangs: load, occupancy: 0, probabilityOfWaiting: 1, serviceLevel: 0, serviceLevelOfAnswered: Number.NaN, waitWithinThreshold: gone, asaSeconds: patience, queueLength: (input.arrivalsPerHour * patience) / 3600, abandonRate: 1 }
  }
  // Time in units of patience, so that θ = 1: x is the rate of answers, y the rate of arrivals.
  const x = (agents / ahtSeconds) * patience
  const y = (input.arrivalsPerHour / 3600) * patience
  const t = threshold / patience
  const decayed = -y * Math.expm1(-t)
  const whole = queueSeries(x, y)
  const later = queueSeries(x, y * Math.exp(-t))
  const scale = Math.log(y / x)
  const logWaiting = scale + whole.log
  const waiting = 1 / (1 + Math.exp(-Math.log(blockingOf(load, agents - 1)) - logWaiting))
  /** P(V > t | V > 0). */
  const stillWaiting = Math.exp(later.log + decayed - x * t - whole.log)
  const abandonRate = (waiting * whole.meanLength) / y
  const answeredLater = waiting * (Math.exp(decayed - x * t - logWaiting) - Math.exp(-logWaiting) + (x / y) * (1 - stillWaiting))
  const serviceLevel = Math.min(1, Math.max(0, 1 - waiting + answeredLater))
  return {
    loadErlangs: load,
    occupancy: (load * (1 - abandonRate)) / agents,
    probabilityOfWaiting: waiting,
    serviceLevel,
    serviceLevelOfAnswered: Math.min(1, serviceLevel / (1 - abandonRate)),
    waitWithinThreshold: 1 - waiting * stillWaiting * Math.exp(-t),
    asaSeconds: abandonRate * patience,
    queueLength: waiting * whole.meanLength,
    abandonRate,
  }
}

/**
 * ln A(x, y) and the mean queue that goes with it, Σ k·a_k / Σ a_k with a_k = y^k/((x+1)…(x+k)).
 * The running sums are scaled down whenever they grow large. Where the queue is so long that it is never empty, the series
 * is e^y·y^(−x)·Γ(x + 1) and the queue y − x, but for a part below e^−100.
 */
function queueSeries(x: number, y: number): { log: number, meanLength: number } {
  if (y - x > 1e6 && (y - x) ** 2 > 200 * y) return { log: y - x * Math.log(y) + logGamma(x + 1), meanLength: y - x }
  let term = 1
  let sum = 1
  let weighted = 0
  let log = 0
  for (let k = 1; term > sum * 1e-18 || y > x + k; k++) {
    term *= y / (x + k)
    sum += term
    weighted += k * term
    if (sum > 1e200) {
      log += Math.log(sum)
      term /= sum
      weighted /= sum
      sum = 1
    }
    if (term === 0) break
  }
  return { log: log + Math.log(sum), meanLength: weighted / sum }
}
