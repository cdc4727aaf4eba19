import { type DriftInput, driftPoints } from './drift-input.ts'
import { inRange } from './in-range.ts'

export interface EwmaPoint {
  readonly index: number
  readonly value: number
  readonly ewma: number
  readonly lower: number
  readonly upper: number
}

export interface EwmaChart {
  readonly points: readonly EwmaPoint[]
  /** Indices of points whose average lies beyond its limits. */
  readonly violations: readonly number[]
  readonly n: number
}

/**
 * A weighted mean of now and before, zᵢ = λx̄ᵢ + (1 − λ)zᵢ₋₁ from the centre: finds small shifts that last, which a control
 * chart misses. Limits: centre ± `sigmas`·√Var(zᵢ), Var(zᵢ) = λ²σ²/nᵢ + (1 − λ)²Var(zᵢ₋₁).
 * @param input.lambda weight of the newest, 0 < λ ≤ 1
 * @throws InvalidInput outside these ranges, or for a sigma that is not above 0
 * Source: S. W. Roberts (1959); Montgomery, ch. 9; qcc::ewma.
 */
export function ewmaChart({ lambda = 0.2, sigmas = 3, ...input }: DriftInput & { readonly lambda?: number, readonly sigmas?: number }): EwmaChart {
  inRange('lambda', lambda, '(0, 1]')
  inRange('sigmas', sigmas, '(0, ∞)')
  let [ewma, variance] = [input.center, 0]
  const points = driftPoints(input).map(({ value, size }, index): EwmaPoint => {
    if (!Number.isNaN(value)) {
      ewma = lambda * value + (1 - lambda) * ewma
      variance = lambda ** 2 * (input.sigma ** 2 / size) + (1 - lambda) ** 2 * variance
    }
    const half = sigmas * Math.sqrt(variance)
    return { index, value, ewma, lower: input.center - half, upper: input.center + half }
  })
  return {
    points,
    violations: points.filter((point) => !Number.isNaN(point.value) && (point.ewma < point.lower || point.ewma > point.upper)).map(({ index }) => index),
    n: points.filter(({ value }) => !Number.isNaN(value)).length,
  }
}
