import { normalQuantile } from './distributions.ts'
import { inRange } from './in-range.ts'
import { InvalidInput, type Problem } from './problem.ts'

export interface SurvivalPoint {
  readonly time: number
  /** Still watched just before this time. */
  readonly atRisk: number
  readonly events: number
  readonly censored: number
  /** Share that outlasts this time. */
  readonly survival: number
  /** Greenwood's standard error of it. */
  readonly se: number
  /** NaN where the interval knows no bound: at a survival of 0, and of 1 by `log-log`. */
  readonly lower: number
  readonly upper: number
}

export type SurvivalInterval = 'log' | 'log-log' | 'plain'

export interface KaplanMeier {
  /** One for each time that something was seen, events and ends of watching, in order. */
  readonly points: readonly SurvivalPoint[]
  /** The time that half outlast, and its interval; NaN where the curve does not come down that far. */
  readonly median: number
  readonly medianLower: number
  readonly medianUpper: number
  readonly events: number
  /** Those with a known time, and those left out. */
  readonly n: number
  readonly missing: number
  /** `empty`; `missing-left-out`. */
  readonly problems: readonly Problem[]
}

/**
 * How long it lasts when some are still going on: S(t) = Π (1 − dᵢ/nᵢ), variance S²·Σ dᵢ/(nᵢ(nᵢ − dᵢ)).
 * At equal times events come before ends of watching.
 * @param times how long each was watched, ≥ 0, any unit; null or NaN is left out
 * @param observed whether it happened at that time (true or 1), or watching ended first
 * @param options.interval on the scale of log S (default, as survival::survfit's conf.type), log(−log S), or S itself
 * @param options.weights how many each stands for, ≥ 0
 * @throws InvalidInput when lengths differ or a time or weight is below 0
 * Source: Kaplan & Meier (1958); Greenwood (1926); Kalbfleisch & Prentice (1980); R package survival.
 */
export function kaplanMeier(
  times: readonly (number | null)[],
  observed: readonly (boolean | number | null)[],
  { interval = 'log', confidence = 0.95, weights }: { interval?: SurvivalInterval, confidence?: number, weights?: readonly number[] } = {},
): KaplanMeier {
  const z = normalQuantile((1 + inRange('confidence', confidence, '(0, 1)')) / 2)
  const watched = watchedOf(times, observed, weights)
  let atRisk = watched.reduce((sum, { weight }) => sum + weight, 0)
  let survival = 1
  let spread = 0
  const points = timesOf(watched).map(({ time, events, censored }): SurvivalPoint => {
    const before = atRisk
    survival *= 1 - events / before
    // With nobody left the last term is endless, and the interval has no bound.
    if (events > 0) spread += events / (before * (before - events))
    atRisk -= events + censored
    if (atRisk < 1e-12 * before) survival = censored === 0 && events > 0 ? 0 : survival
    return { time, atRisk: before, events, censored, survival, se: survival === 0 ? Number.NaN : survival * Math.sqrt(spread), ...boundsOf(survival, Math.sqrt(spread), z, interval) }
  })
  return {
    points,
    median: crossing(points, ({ survival: share }) => share),
    medianLower: crossing(points, ({ lower }) => lower),
    medianUpper: crossing(points, ({ upper }) => upper),
    events: points.reduce((sum, { events }) => sum + events, 0),
    n: watched.length,
    missing: times.length - watched.length,
    problems: [...(watched.length === 0 ? [{ code: 'empty' } as const] : []), ...(watched.length < times.length ? [{ code: 'missing-left-out' } as const] : [])],
  }
}

/** The share that outlasts `time`; NaN after the last time watched when some were left. */
export function survivalAt({ points }: KaplanMeier, time: number): number {
  const last = points.at(-1)
  if (!last || (time > last.time && last.survival > 0)) return Number.NaN
  return points.findLast((point) => point.time <= time)?.survival ?? 1
}

export interface Watched {
  readonly time: number
  readonly event: boolean
  readonly weight: number
  /** Place in the input. */
  readonly index: number
}

/** Those whose time and outcome are known, checked. */
export function watchedOf(times: readonly (number | null)[], observed: readonly (boolean | number | null)[], weights?: readonly number[]): Watched[] {
  if (observed.length !== times.length || (weights && weights.length !== times.length)) throw new InvalidInput('times, observed and weights have one entry for each')
  return times.flatMap((time, index) => {
    const event = observed[index]!
    const weight = inRange(`weights[${index}]`, weights?.[index] ?? 1, '[0, ∞)')
    if (time === null || event === null || Number.isNaN(time) || Number.isNaN(event) || weight === 0) return []
    return [{ time: inRange(`times[${index}]`, time, '[0, ∞)'), event: Boolean(event), weight, index }]
  })
}

/** What happened at each time, in order. */
export function timesOf(watched: readonly Watched[]): { time: number, events: number, censored: number }[] {
  const at = new Map<number, { time: number, events: number, censored: number }>()
  for (const { time, event, weight } of watched) {
    const row = at.get(time) ?? { time, events: 0, censored: 0 }
    at.set(time, row)
    if (event) row.events += weight
    else row.censored += weight
  }
  return [...at.values()].sort((a, b) => a.time - b.time)
}

function boundsOf(survival: number, logSe: number, z: number, interval: SurvivalInterval): { lower: number, upper: number } {
  if (survival === 0 || (survival === 1 && interval === 'log-log')) return { lower: Number.NaN, upper: Number.NaN }
  if (interval === 'plain') return { lower: Math.max(0, survival * (1 - z * logSe)), upper: Math.min(1, survival * (1 + z * logSe)) }
  if (interval === 'log') return { lower: survival * Math.exp(-z * logSe), upper: Math.min(1, survival * Math.exp(z * logSe)) }
  const width = (z * logSe) / Math.log(survival)
  return { lower: survival ** Math.exp(-width), upper: survival ** Math.exp(width) }
}

/** The first time at which a curve is at or below a half; between two times where it lies flat exactly on it. */
function crossing(points: readonly SurvivalPoint[], of: (point: SurvivalPoint) => number): number {
  const tolerance = 1.5e-8
  const below = points.filter((point) => of(point) < 0.5 + tolerance)
  const first = below[0]
  if (!first) return Number.NaN
  const next = below.find((point) => of(point) < of(first))
  return Math.abs(of(first) - 0.5) < tolerance && next ? (first.time + next.time) / 2 : first.time
}
