import { blockingOf } from './erlang-b.ts'
import { inRange } from './in-range.ts'

export interface QueueInput {
  /** Mean arrivals per hour, ≥ 0. 100 calls in half an hour are 200. */
  readonly arrivalsPerHour: number
  /** Mean handling time in seconds, wrap-up included, > 0. */
  readonly ahtSeconds: number
  /** People at work, whole, ≥ 0. Breaks and absence are not among them: see `rosteredAgents`. */
  readonly agents: number
  /** The wait in seconds that the service level counts, ≥ 0. */
  readonly thresholdSeconds: number
}

export interface ErlangC {
  /** Offered load: arrivals per second × handling seconds. */
  readonly loadErlangs: number
  /** Load per agent, 0 to 1; 1 when the load is too much. */
  readonly occupancy: number
  /** Share of arrivals that wait at all. */
  readonly probabilityOfWaiting: number
  /** Share of arrivals answered within `thresholdSeconds`. */
  readonly serviceLevel: number
  /** Mean wait of all arrivals, those answered at once included. */
  readonly asaSeconds: number
  /** Mean wait of those who wait. */
  readonly meanWaitOfWaitingSeconds: number
  /** Mean number of waiting. */
  readonly queueLength: number
  /** False when the load is not below the agents: the queue grows without end, so the waits are Infinity and the service level is 0. */
  readonly stable: boolean
}

/**
 * M/M/n, everyone waits until answered. With A the load and B Erlang's B:
 * P(wait) = n·B / (n − A(1 − B)), service level = 1 − P(wait)·e^(−(n−A)·T/AHT), mean wait = P(wait)·AHT/(n − A).
 * @throws InvalidInput when an argument is outside its range
 * Source: A. K. Erlang (1917); Gans, Koole & Mandelbaum (2003), Manufacturing & Service Operations Management 5.
 */
export function erlangC(input: QueueInput): ErlangC {
  const load = loadOf(input)
  inRange('thresholdSeconds', input.thresholdSeconds, '[0, ∞)')
  const { agents, ahtSeconds } = input
  if (load >= agents && load > 0) {
    return { loadErlangs: load, occupancy: 1, probabilityOfWaiting: 1, serviceLevel: 0, asaSeconds: Infinity, meanWaitOfWaitingSeconds: Infinity, queueLength: Infinity, stable: false }
  }
  const waiting = waitingProbability(load, agents)
  const meanWait = agents > load ? ahtSeconds / (agents - load) : 0
  return {
    loadErlangs: load,
    occupancy: agents === 0 ? 0 : load / agents,
    probabilityOfWaiting: waiting,
    serviceLevel: meanWait === 0 ? 1 : 1 - waiting * Math.exp(-input.thresholdSeconds / meanWait),
    asaSeconds: waiting * meanWait,
    meanWaitOfWaitingSeconds: meanWait,
    queueLength: (waiting * meanWait * input.arrivalsPerHour) / 3600,
    stable: true,
  }
}

/**
 * The wait in seconds that the share `share` of arrivals does not exceed: 0 for those answered at once, Infinity when the load is too much.
 * AHT/(n − A) · ln(P(wait)/(1 − share)).
 * @throws InvalidInput unless 0 ≤ share < 1 and the queue is within its ranges
 */
export function erlangCWait(input: Omit<QueueInput, 'thresholdSeconds'>, share: number): number {
  inRange('share', share, '[0, 1)')
  const { probabilityOfWaiting, meanWaitOfWaitingSeconds, stable } = erlangC({ ...input, thresholdSeconds: 0 })
  if (!stable) return Infinity
  return probabilityOfWaiting <= 1 - share ? 0 : meanWaitOfWaitingSeconds * Math.log(probabilityOfWaiting / (1 - share))
}

/** The offered load in erlangs of a queue whose ranges are checked here. */
export function loadOf({ arrivalsPerHour, ahtSeconds, agents }: Omit<QueueInput, 'thresholdSeconds'>): number {
  inRange('arrivalsPerHour', arrivalsPerHour, '[0, ∞)')
  inRange('ahtSeconds', ahtSeconds, '(0, ∞)')
  inRange('agents', agents, '[0, ∞)', true)
  return (arrivalsPerHour * ahtSeconds) / 3600
}

/** Erlang's C for a load below the agents. */
function waitingProbability(load: number, agents: number): number {
  if (load === 0) return 0
  const blocking = blockingOf(load, agents)
  return (agents * blocking) / (agents - load * (1 - blocking))
}
