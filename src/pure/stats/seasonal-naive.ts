import { normalQuantile } from './distributions.ts'
import type { ForecastStep } from './holt-winters.ts'
import { inRange } from './in-range.ts'

/**
 * The plainest forecast there is: as a season ago. Any other has to be better than this one.
 * Interval: z·√(Σ(xᵢ − xᵢ₋ₘ)²/(n − m))·√k for the k-th season ahead. NaN where there is less than a season (and, for the interval, a value) to go by.
 * @param x values at equal steps, oldest first
 * @param options.season its length, whole, ≥ 1: 7 for days of the week, 1 for the last value
 * @throws InvalidInput outside these ranges, for steps below 1, and for values that are no numbers
 * Source: Hyndman & Athanasopoulos (2021), Forecasting: Principles and Practice, 5.2 and 5.5.
 */
export function seasonalNaive(x: readonly number[], { season, steps, confidence = 0.95 }: { readonly season: number, readonly steps: number, readonly confidence?: number }): ForecastStep[] {
  inRange('season', season, '[1, ∞)', true)
  inRange('steps', steps, '[1, ∞)', true)
  for (const [i, value] of x.entries()) inRange(`x[${i}]`, value, '(-∞, ∞)')
  const z = normalQuantile((1 + inRange('confidence', confidence, '(0, 1)')) / 2)
  const errors = x.slice(season).map((value, i) => value - x[i]!)
  const sd = errors.length === 0 ? Number.NaN : Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / errors.length)
  return Array.from({ length: steps }, (_, i): ForecastStep => {
    const mean = x[x.length - season + (i % season)] ?? Number.NaN
    const half = z * sd * Math.sqrt(Math.floor(i / season) + 1)
    return { step: i + 1, mean, lower: mean - half, upper: mean + half }
  })
}
