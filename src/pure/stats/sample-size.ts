import { normalQuantile } from './distributions.ts'
import { inRange } from './in-range.ts'

interface Precision {
  /** Half the width of the confidence interval. */
  readonly margin: number
  readonly confidence: number
  /** How many there are in all; without it, so many that the sample does not matter. */
  readonly population?: number
}

/**
 * Respondents needed to know a share to ± `margin`: n₀ = z²·p(1 − p)/margin², in a small population n₀/(1 + (n₀ − 1)/N), rounded up.
 * 95 % ± 5 points: 385.
 * @param options.margin in shares, 0 < margin < 1 · confidence within (0, 1) · proportion expected, 0.5 being the safe guess
 * @throws InvalidInput outside these
 * Source: W. G. Cochran (1977), Sampling Techniques, ch. 4.
 */
export function sampleSize({ margin, confidence, proportion = 0.5, population }: Precision & { readonly proportion?: number }): number {
  inRange('margin', margin, '(0, 1)')
  inRange('proportion', proportion, '[0, 1]')
  return needed(proportion * (1 - proportion), margin, confidence, population)
}

/**
 * Respondents needed to know a mean to ± `margin`: n₀ = (z·sd/margin)², else as `sampleSize`.
 * @param options.margin, sd in the units of the measure, > 0
 * @throws InvalidInput outside these
 */
export function sampleSizeForMean({ margin, confidence, sd, population }: Precision & { readonly sd: number }): number {
  inRange('margin', margin, '(0, ∞)')
  inRange('sd', sd, '(0, ∞)')
  return needed(sd * sd, margin, confidence, population)
}

/**
 * What `n` respondents allow: half the width of the interval for a share, z·√(p(1 − p)/n·(N − n)/(N − 1)).
 * @throws InvalidInput unless n is whole and 1 to `population`, and the others are within their ranges
 */
export function marginOfError({ n, confidence, proportion = 0.5, population }: { readonly n: number, readonly confidence: number, readonly proportion?: number, readonly population?: number }): number {
  inRange('n', n, '[1, ∞)', true)
  inRange('confidence', confidence, '(0, 1)')
  inRange('proportion', proportion, '[0, 1]')
  if (population !== undefined) inRange('population', population, `[${n}, ∞)`, true)
  const rest = population === undefined ? 1 : population === 1 ? 0 : (population - n) / (population - 1)
  return normalQuantile((1 + confidence) / 2) * Math.sqrt(((proportion * (1 - proportion)) / n) * rest)
}

function needed(variance: number, margin: number, confidence: number, population: number | undefined): number {
  inRange('confidence', confidence, '(0, 1)')
  const infinite = (normalQuantile((1 + confidence) / 2) / margin) ** 2 * variance
  if (population === undefined) return Math.ceil(infinite - 1e-9)
  inRange('population', population, '[1, ∞)', true)
  return Math.min(population, Math.ceil(infinite / (1 + (infinite - 1) / population) - 1e-9))
}
