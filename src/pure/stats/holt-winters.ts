import { differenceRoot } from './difference-root.ts'
import { normalQuantile } from './distributions.ts'
import { inRange } from './in-range.ts'
import { minimise } from './minimise.ts'
import { InvalidInput, type Problem } from './problem.ts'

export type Seasonal = 'additive' | 'multiplicative' | 'none'

export interface HoltWintersOptions {
  /** Length of a season, whole, ≥ 2: 7 for days of the week. Not used where `seasonal` is `none`. */
  readonly season?: number
  readonly seasonal?: Seasonal
  /** False for a level without a trend. */
  readonly trend?: boolean
  /** Smoothing of level, trend and season, 0 to 1; those not given are chosen for the least squared error of one step ahead. */
  readonly alpha?: number
  readonly beta?: number
  readonly gamma?: number
}

export interface HoltWinters {
  readonly seasonal: Seasonal
  readonly season: number
  readonly alpha: number
  /** NaN without trend, as gamma without season. */
  readonly beta: number
  readonly gamma: number
  /** After the last value: level, trend for a step, and what each step of the coming season adds or multiplies. */
  readonly level: number
  readonly trend: number
  readonly seasonFactors: readonly number[]
  /** Forecast of each value from those before it; NaN for the values that only start the smoothing. */
  readonly fitted: readonly number[]
  readonly sse: number
  readonly converged: boolean
  readonly n: number
  /** `too-few`: fewer than two seasons and a value; `not-converged`. */
  readonly problems: readonly Problem[]
}

export interface ForecastStep {
  /** Steps after the last value, from 1. */
  readonly step: number
  readonly mean: number
  readonly lower: number
  readonly upper: number
}

/**
 * Exponential smoothing with trend and season (Holt–Winters), with trend only (Holt) or of the level alone.
 * level = α(x/s) + (1 − α)(level + trend), trend = β·Δlevel + (1 − β)trend, s = γ(x/level) + (1 − γ)s, with − in place of / when
 * additive. Starts from the first two seasons, taken apart by moving averages and a straight line.
 * @param x values at equal steps, oldest first; gaps are not allowed
 * @throws InvalidInput for a value that is no number, a season or a smoothing outside its range, or values ≤ 0 with `multiplicative`
 * Source: Winters (1960); stats::HoltWinters, whose start, search (from 0.3, 0.1, 0.1) and end of search (`differenceRoot`) are those here.
 */
export function holtWinters(x: readonly number[], options: HoltWintersOptions = {}): HoltWinters {
  const { seasonal = 'additive', trend = true } = options
  const season = seasonal === 'none' ? 1 : inRange('season', options.season ?? 7, '[2, ∞)', true)
  for (const [i, value] of x.entries()) inRange(`x[${i}]`, value, seasonal === 'multiplicative' ? '(0, ∞)' : '(-∞, ∞)')
  const given = [options.alpha, trend ? options.beta : 0, seasonal === 'none' ? 0 : options.gamma]
  for (const [i, name] of (['alpha', 'beta', 'gamma'] as const).entries()) if (given[i] !== undefined) inRange(name, given[i], '[0, 1]')
  const shown = { seasonal, season }
  const fewest = seasonal === 'none' ? (trend ? 3 : 2) : 2 * season + 1
  if (x.length < fewest) {
    return { ...shown, alpha: Number.NaN, beta: Number.NaN, gamma: Number.NaN, level: Number.NaN, trend: Number.NaN, seasonFactors: [], fitted: x.map(() => Number.NaN), sse: Number.NaN, converged: false, n: x.length, problems: [{ code: 'too-few' }] }
  }
  const start = startOf(x, seasonal, season, trend)
  const run = (parameters: readonly number[]): Smoothed => smooth(x, start, seasonal, season, trend, parameters as [number, number, number])
  const open = [0, 1, 2].filter((i) => given[i] === undefined)
  const filled = (free: readonly number[]): number[] => [0, 1, 2].map((i) => given[i] ?? free[open.indexOf(i)]!)
  // sin² keeps the search within 0 to 1 and lets it come to rest on either end.
  const inside = (angles: readonly number[]): number[] => angles.map((angle) => Math.sin(angle) ** 2)
  const size = x.reduce((sum, value) => sum + value * value, 0) || 1
  const found = open.length === 0
    ? { at: [], converged: true }
    : minimise((angles) => run(filled(inside(angles))).sse / size, open.map((i) => Math.asin(Math.sqrt(i === 0 ? 0.3 : 0.1))))
  const least = inside(found.at).map((part) => (part < 1e-9 ? 0 : part > 1 - 1e-9 ? 1 : part))
  // With one parameter R searches by intervals instead, which has no such error.
  const best = filled(open.length > 1 ? differenceRoot((free) => run(filled(free)).sse, least) : least)
  const { level, slope, factors, fitted, sse } = run(best)
  return {
    ...shown,
    alpha: best[0]!,
    beta: trend ? best[1]! : Number.NaN,
    gamma: seasonal === 'none' ? Number.NaN : best[2]!,
    level,
    trend: slope,
    seasonFactors: factors,
    fitted,
    sse,
    converged: found.converged,
    n: x.length,
    problems: found.converged ? [] : [{ code: 'not-converged' }],
  }
}

/**
 * Forecast of the coming `steps` values with intervals: the variance of one step grows by the squares of
 * ψ(j) = α(1 + jβ) + γ(1 − α)·[j is a whole season], for multiplicative seasons in proportion to them.
 * NaN where the model could not be fitted.
 * @throws InvalidInput unless steps is whole and ≥ 1, and confidence within (0, 1)
 * Source: Chatfield & Yar (1991), International Journal of Forecasting 7; stats::predict.HoltWinters.
 */
export function forecastHoltWinters(model: HoltWinters, x: readonly number[], { steps, confidence = 0.95 }: { readonly steps: number, readonly confidence?: number }): ForecastStep[] {
  inRange('steps', steps, '[1, ∞)', true)
  const z = normalQuantile((1 + inRange('confidence', confidence, '(0, 1)')) / 2)
  if (x.length !== model.n) throw new InvalidInput('x: not the values the model was fitted to')
  const { alpha, season, seasonal, seasonFactors } = model
  const [beta, gamma] = [model.beta || 0, model.gamma || 0]
  const errors = x.map((value, i) => value - model.fitted[i]!).filter((error) => !Number.isNaN(error))
  const meanError = errors.reduce((sum, error) => sum + error, 0) / errors.length
  const variance = errors.reduce((sum, error) => sum + (error - meanError) ** 2, 0) / (errors.length - 1)
  const psi = (j: number): number => (j === 0 ? 1 : alpha * (1 + j * beta) + (seasonal !== 'none' && j % season === 0 ? gamma * (1 - alpha) : 0))
  const factor = (step: number): number => seasonFactors[(((step - 1) % season) + season) % season]!
  return Array.from({ length: steps }, (_, i): ForecastStep => {
    const step = i + 1
    const straight = model.level + step * model.trend
    const mean = seasonal === 'none' ? straight : seasonal === 'additive' ? straight + factor(step) : straight * factor(step)
    let growth = 0
    for (let j = 0; j < step; j++) growth += (psi(j) * (seasonal === 'multiplicative' ? factor(step) / factor(step - j) : 1)) ** 2
    const half = z * Math.sqrt(variance * growth)
    return { step, mean, lower: mean - half, upper: mean + half }
  })
}

interface Start {
  readonly from: number
  readonly level: number
  readonly slope: number
  readonly factors: readonly number[]
}

interface Smoothed {
  readonly level: number
  readonly slope: number
  readonly factors: readonly number[]
  readonly fitted: readonly number[]
  readonly sse: number
}

function startOf(x: readonly number[], seasonal: Seasonal, season: number, trend: boolean): Start {
  if (seasonal === 'none') return trend ? { from: 2, level: x[1]!, slope: x[1]! - x[0]!, factors: [] } : { from: 1, level: x[0]!, slope: 0, factors: [] }
  const two = x.slice(0, 2 * season)
  const half = Math.floor(season / 2)
  const means: { at: number, mean: number }[] = []
  for (let at = half; at + half < two.length; at++) {
    const window = two.slice(at - half, at + half + 1)
    const ends = season % 2 === 0 ? (window[0]! + window.at(-1)!) / 2 : 0
    means.push({ at, mean: (window.reduce((sum, value) => sum + value, 0) - ends) / season })
  }
  const sums = Array.from({ length: season }, () => ({ sum: 0, count: 0 }))
  for (const { at, mean } of means) {
    const slot = sums[at % season]!
    slot.sum += seasonal === 'additive' ? two[at]! - mean : two[at]! / mean
    slot.count += 1
  }
  const raw = sums.map(({ sum, count }) => sum / count)
  const centre = raw.reduce((sum, value) => sum + value, 0) / season
  const factors = raw.map((value) => (seasonal === 'additive' ? value - centre : value / centre))
  // A straight line through the moving averages, numbered from 1.
  const n = means.length
  const middle = (n + 1) / 2
  const average = means.reduce((sum, { mean }) => sum + mean, 0) / n
  const slope = means.reduce((sum, { mean }, i) => sum + (i + 1 - middle) * (mean - average), 0) / means.reduce((sum, _, i) => sum + (i + 1 - middle) ** 2, 0)
  return { from: season, level: average - slope * middle, slope: trend ? slope : 0, factors }
}

function smooth(x: readonly number[], start: Start, seasonal: Seasonal, season: number, trend: boolean, [alpha, beta, gamma]: readonly [number, number, number]): Smoothed {
  let { level, slope } = start
  const factors = [...start.factors]
  const fitted = x.map(() => Number.NaN)
  let sse = 0
  for (let i = start.from; i < x.length; i++) {
    const value = x[i]!
    const slot = i % season
    const factor = seasonal === 'none' ? 0 : factors[slot]!
    const multiplies = seasonal === 'multiplicative'
    const expected = multiplies ? (level + slope) * factor : level + slope + factor
    fitted[i] = expected
    sse += (value - expected) ** 2
    const before = level
    level = alpha * (multiplies ? value / factor : value - factor) + (1 - alpha) * (level + slope)
    if (trend) slope = beta * (level - before) + (1 - beta) * slope
    if (seasonal !== 'none') factors[slot] = gamma * (multiplies ? value / level : value - level) + (1 - gamma) * factor
  }
  const next = x.length % season
  return { level, slope, factors: factors.map((_, step) => factors[(next + step) % season]!), fitted, sse }
}
