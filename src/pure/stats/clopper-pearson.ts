import { betaQuantile } from './distributions.ts'
import { checkProportion, type Proportion } from './proportion.ts'
import { upperTailOf } from './sample.ts'

/**
 * The exact interval of a proportion from the tails of the binomial distribution; holds its confidence always and is wider
 * than Wilson's. n = 0 gives NaN. Source: Clopper & Pearson (1934), Biometrika 26.
 */
export function clopperPearson(successes: number, n: number, confidence = 0.95): Proportion {
  const tail = upperTailOf(confidence)
  checkProportion(successes, n)
  if (n === 0) return { p: Number.NaN, lower: Number.NaN, upper: Number.NaN, n }
  return {
    p: successes / n,
    lower: successes === 0 ? 0 : betaQuantile(1 - tail, successes, n - successes + 1),
    upper: successes === n ? 1 : betaQuantile(tail, successes + 1, n - successes),
    n,
  }
}
