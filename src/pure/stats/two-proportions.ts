import { chiSquareUpper, normalQuantile } from './distributions.ts'
import { cohensH } from './effect-sizes.ts'
import { InvalidInput, type Problem } from './problem.ts'
import { wilson } from './wilson.ts'
import { upperTailOf, type Interval } from './sample.ts'

export interface TwoProportions {
  readonly p1: number
  readonly p2: number
  /** p1 − p2 */
  readonly difference: number
  /** (p1 − p2) / √(p(1−p)(1/n₁ + 1/n₂)) with p of both together. */
  readonly z: number
  readonly chiSquare: number
  /** Two-sided, without correction for continuity. */
  readonly p: number
  /** With Yates's correction, as R's prop.test does unless told otherwise. */
  readonly chiSquareCorrected: number
  readonly pCorrected: number
  /** Of the difference, by Wald: what prop.test shows without correction. */
  readonly ci: Interval
  /** Of the difference, from Wilson's intervals of both (Newcombe's method 10): better in small samples. */
  readonly newcombe: Interval
  readonly cohensH: number
  readonly n: number
  readonly problems: readonly Problem[]
}

/**
 * Compares a successes of na with b successes of nb; fractions (weighted counts) are allowed.
 * Failures: na or nb 0 (`empty`), no failure or no success at all (`constant`): NaN; expected counts below 5 (`small-counts`).
 * Source: Pearson (1900); Newcombe (1998), Statistics in Medicine 17, pp. 873–890; R's prop.test.
 */
export function twoProportions(a: number, na: number, b: number, nb: number, confidence = 0.95): TwoProportions {
  const quantile = normalQuantile(upperTailOf(confidence))
  for (const [x, n] of [[a, na], [b, nb]] as const) {
    if (!(n >= 0 && n < Infinity) || !(x >= 0 && x <= n)) throw new InvalidInput(`${x} of ${n} is no proportion`)
  }
  const n = na + nb
  const [p1, p2, both] = [a / na, b / nb, (a + b) / n]
  const difference = p1 - p2
  const problems: Problem[] = []
  if (na === 0 || nb === 0) problems.push({ code: 'empty' })
  else if (both === 0 || both === 1) problems.push({ code: 'constant' })
  else if (Math.min(na, nb) * Math.min(both, 1 - both) < 5) problems.push({ code: 'small-counts' })
  const sigma = Math.sqrt(both * (1 - both) * (1 / na + 1 / nb))
  const z = difference / sigma
  const yates = Math.min(0.5, Math.abs(difference) / (1 / na + 1 / nb))
  const corrected = (Math.max(0, Math.abs(difference) - yates * (1 / na + 1 / nb)) / sigma) ** 2
  const reach = quantile * Math.sqrt((p1 * (1 - p1)) / na + (p2 * (1 - p2)) / nb)
  const [w1, w2] = [wilson(a, na, confidence), wilson(b, nb, confidence)]
  return {
    p1, p2, difference, z, chiSquare: z * z, p: chiSquareUpper(z * z, 1), chiSquareCorrected: corrected, pCorrected: chiSquareUpper(corrected, 1),
    ci: { lower: Math.max(-1, difference - reach), upper: Math.min(1, difference + reach) },
    newcombe: {
      lower: difference - Math.sqrt((p1 - w1.lower) ** 2 + (w2.upper - p2) ** 2),
      upper: difference + Math.sqrt((w1.upper - p1) ** 2 + (p2 - w2.lower) ** 2),
    },
    cohensH: na > 0 && nb > 0 ? cohensH(p1, p2) : Number.NaN, n, problems,
  }
}
