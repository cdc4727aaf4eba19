import { betaQuantile, normalQuantile } from './distributions.ts'
import { InvalidInput } from './problem.ts'
import { upperTailOf } from './sample.ts'

export interface Proportion {
  /** successes / n */
  readonly p: number
  readonly lower: number
  readonly upper: number
  readonly n: number
}

/** NaN for n = 0; an `InvalidInput` when successes are not between 0 and n. */
function check(successes: number, n: number): void {
  if (!(n >= 0) || !(successes >= 0 && successes <= n) || n === Infinity) throw new InvalidInput(`${successes} of ${n} is no proportion`)
}

/**
 * Wilson's score interval of a proportion: (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n). Never leaves 0 … 1; fractions
 * (weighted counts) are allowed. n = 0 gives NaN.
 * Source: Wilson (1927), JASA 22; Newcombe (1998), Statistics in Medicine 17, method 3.
 */
export function wilson(successes: number, n: number, confidence = 0.95): Proportion {
  const z = normalQuantile(upperTailOf(confidence))
  check(successes, n)
  const p = successes / n
  const square = (z * z) / n
  const middle = (p + square / 2) / (1 + square)
  const reach = (Math.sqrt((p * (1 - p)) / n + square / (4 * n)) * z) / (1 + square)
  return { p, lower: successes === 0 ? 0 : middle - reach, upper: successes === n ? 1 : middle + reach, n: n || 0, ...(n === 0 && { lower: Number.NaN, upper: Number.NaN }) }
}

/**
 * The exact interval of a proportion from the tails of the binomial distribution; holds its confidence always and is wider
 * than Wilson's. n = 0 gives NaN. Source: Clopper & Pearson (1934), Biometrika 26.
 */
export function clopperPearson(successes: number, n: number, confidence = 0.95): Proportion {
  const tail = upperTailOf(confidence)
  check(successes, n)
  if (n === 0) return { p: Number.NaN, lower: Number.NaN, upper: Number.NaN, n }
  return {
    p: successes / n,
    lower: successes === 0 ? 0 : betaQuantile(1 - tail, successes, n - successes + 1),
    upper: successes === n ? 1 : betaQuantile(tail, successes + 1, n - successes),
    n,
  }
}
