import { chiSquareUpper } from './distributions.ts'
import { checkCorrelations, faultOf, hasGaps, invertDefinite, unusable, type Rows } from './matrix.ts'
import { InvalidInput, type Problem } from './problem.ts'

export interface Sphericity {
  readonly chiSquare: number
  readonly df: number
  readonly p: number
  /** Of the correlation matrix, 0 … 1. */
  readonly determinant: number
  readonly n: number
  readonly problems: readonly Problem[]
}

/**
 * Are any of the variables correlated at all? χ² = −(n − 1 − (2p + 5)/6) ln |R|, df = p(p − 1)/2, for n respondents.
 * Failures: not a correlation matrix, n not a number above 0 (`InvalidInput`); not invertible, gaps: NaN; n ≤ p (`too-few`): NaN.
 * Source: Bartlett (1951), Biometrika 38; psych's cortest.bartlett.
 */
export function bartlettSphericity(R: Rows, n: number): Sphericity {
  checkCorrelations(R)
  if (!(n > 0 && n < Infinity)) throw new InvalidInput(`${n} respondents`)
  const p = R.length
  const df = (p * (p - 1)) / 2
  const none = { chiSquare: Number.NaN, df, p: Number.NaN, determinant: Number.NaN, n }
  if (hasGaps(R)) return { ...none, problems: unusable(R).map((at) => ({ code: 'constant', at })) }
  const found = invertDefinite(R)
  if (!found) return { ...none, problems: [{ code: faultOf(R) }] }
  const determinant = Math.exp(found.logDeterminant)
  if (n <= p) return { ...none, determinant, problems: [{ code: 'too-few' }] }
  const chiSquare = -(n - 1 - (2 * p + 5) / 6) * found.logDeterminant
  return { chiSquare, df, p: chiSquareUpper(chiSquare, df), determinant, n, problems: [] }
}
