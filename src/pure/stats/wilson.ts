import { normalQuantile } from './distributions.ts'
import { checkProportion, type Proportion } from './proportion.ts'
import { upperTailOf } from './sample.ts'

/**
 * Wilson's score interval of a proportion: (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n). Never leaves 0 … 1; fractions
 * (weighted counts) are allowed. n = 0 gives NaN.
 * Source: Wilson (1927), JASA 22; Newcombe (1998), Statistics in Medicine 17, method 3.
 */
export function wilson(successes: number, n: number, confidence = 0.95): Proportion {
  const z = normalQuantile(upperTailOf(confidence))
  checkProportion(successes, n)
  const p = successes / n
  const square = (z * z) / n
  const middle = (p + square / 2) / (1 + square)
  const reach = (Math.sqrt((p * (1 - p)) / n + square / (4 * n)) * z) / (1 + square)
  return { p, lower: successes === 0 ? 0 : middle - reach, upper: successes === n ? 1 : middle + reach, n: n || 0, ...(n === 0 && { lower: Number.NaN, upper: Number.NaN }) }
}
