import { normalCdf, normalQuantile, tQuantile } from './distributions.ts'
import { inRange } from './in-range.ts'
import { InvalidInput } from './problem.ts'
import { noncentralTUpper } from './noncentral-t.ts'

export interface TestDesign {
  /** Chance of seeing a difference where there is none, 0 < alpha < 1. */
  readonly alpha?: number
  /** Whether a difference in either direction counts. */
  readonly sides?: 1 | 2
}

/**
 * Chance that a comparison of two shares with `n` respondents in each group finds the difference.
 * Φ((|p₁ − p₂|√n − z√(2p̄q̄))/√(p₁q₁ + p₂q₂)), as stats::power.prop.test.
 * @throws InvalidInput unless n ≥ 2, p₁ ≠ p₂ within [0, 1], and alpha within (0, 1)
 */
export function powerTwoProportions({ n, p1, p2, alpha = 0.05, sides = 2 }: TestDesign & { readonly n: number, readonly p1: number, readonly p2: number }): number {
  inRange('n', n, '[2, ∞)')
  const { difference, pooled, apart } = proportions(p1, p2)
  return normalCdf((difference * Math.sqrt(n) - critical(alpha, sides) * pooled) / apart)
}

/**
 * Respondents needed in each of two groups so that a difference between the shares p₁ and p₂ is found with the chance
 * `power`: ((z_α√(2p̄q̄) + z_power√(p₁q₁ + p₂q₂))/(p₁ − p₂))², rounded up.
 * @throws InvalidInput unless p₁ ≠ p₂ within [0, 1], and alpha and power within (0, 1)
 * Source: Fleiss, Levin & Paik (2003), ch. 4; stats::power.prop.test.
 */
export function sampleSizeForTwoProportions({ p1, p2, power = 0.8, alpha = 0.05, sides = 2 }: TestDesign & { readonly p1: number, readonly p2: number, readonly power?: number }): number {
  inRange('power', power, '(0, 1)')
  const { difference, pooled, apart } = proportions(p1, p2)
  return Math.max(2, Math.ceil(((critical(alpha, sides) * pooled + normalQuantile(power) * apart) / difference) ** 2 - 1e-9))
}

/**
 * Chance that a t test of two groups of `n` each finds a difference of `delta` between means with standard deviation `sd`
 * within groups, by the noncentral t distribution; a significant difference the wrong way does not count, as stats::power.t.test.
 * @throws InvalidInput unless n ≥ 2, sd > 0 and alpha within (0, 1)
 */
export function powerTwoMeans({ n, delta, sd = 1, alpha = 0.05, sides = 2 }: TestDesign & { readonly n: number, readonly delta: number, readonly sd?: number }): number {
  inRange('n', n, '[2, ∞)')
  inRange('sd', sd, '(0, ∞)')
  inRange('alpha', alpha, '(0, 1)')
  const df = 2 * (n - 1)
  return noncentralTUpper(tQuantile(1 - alpha / sides, df), df, (Math.sqrt(n / 2) * Math.abs(delta)) / sd)
}

/**
 * Respondents needed in each of two groups so that `powerTwoMeans` reaches `power`.
 * @throws InvalidInput unless delta ≠ 0, sd > 0, and alpha and power within (0, 1)
 */
export function sampleSizeForTwoMeans({ delta, sd = 1, power = 0.8, alpha = 0.05, sides = 2 }: TestDesign & { readonly delta: number, readonly sd?: number, readonly power?: number }): number {
  inRange('power', power, '(0, 1)')
  if (delta === 0) throw new InvalidInput('delta: no sample finds a difference of 0')
  let enough = 2
  while (powerTwoMeans({ n: enough, delta, sd, alpha, sides }) < power) enough *= 2
  let short = enough / 2
  while (enough - short > 1 && enough > 2) {
    const middle = Math.floor((short + enough) / 2)
    if (powerTwoMeans({ n: middle, delta, sd, alpha, sides }) >= power) enough = middle
    else short = middle
  }
  return enough
}

function critical(alpha: number, sides: 1 | 2): number {
  inRange('alpha', alpha, '(0, 1)')
  return normalQuantile(1 - alpha / sides)
}

function proportions(p1: number, p2: number): { difference: number, pooled: number, apart: number } {
  inRange('p1', p1, '[0, 1]')
  inRange('p2', p2, '[0, 1]')
  if (p1 === p2) throw new InvalidInput('p2: no sample finds a difference of 0')
  return {
    difference: Math.abs(p1 - p2),
    pooled: Math.sqrt((p1 + p2) * (1 - (p1 + p2) / 2)),
    apart: Math.sqrt(p1 * (1 - p1) + p2 * (1 - p2)),
  }
}
