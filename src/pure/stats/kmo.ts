import { checkCorrelations, faultOf, hasGaps, invertDefinite, unusable, type Rows } from './matrix.ts'
import type { Problem } from './problem.ts'

export interface SamplingAdequacy {
  /** 0 … 1; below 0.5 a factor analysis is out of place, from 0.8 it is welcome. */
  readonly overall: number
  /** The same for each variable (MSA). */
  readonly items: readonly number[]
  /** How many there are. */
  readonly variables: number
  readonly problems: readonly Problem[]
}

/**
 * Kaiser, Meyer and Olkin's measure of sampling adequacy of a correlation matrix: Σr² / (Σr² + Σq²) over pairs, q the partial
 * correlations −Pᵢⱼ/√(PᵢᵢPⱼⱼ) from the inverse P.
 * Failures: not a correlation matrix (`InvalidInput`); not invertible (`singular`, `not-positive-definite`) or with gaps (`constant`): NaN.
 * Source: Kaiser (1974), Psychometrika 39; psych's KMO.
 */
export function kmo(R: Rows): SamplingAdequacy {
  checkCorrelations(R)
  const none = { overall: Number.NaN, items: R.map(() => Number.NaN), variables: R.length }
  if (hasGaps(R)) return { ...none, problems: unusable(R).map((at) => ({ code: 'constant', at })) }
  const found = invertDefinite(R)
  if (!found) return { ...none, problems: [{ code: faultOf(R) }] }
  const P = found.inverse
  const [plain, partial] = [R, P].map((matrix) => matrix.map((row, i) => row.reduce((sum, value, j) => sum + (i === j ? 0 : value ** 2 / (matrix === P ? P[i]![i]! * P[j]![j]! : 1)), 0))) as [number[], number[]]
  const all = (sums: readonly number[]) => sums.reduce((sum, value) => sum + value, 0)
  return { overall: all(plain) / (all(plain) + all(partial)), items: plain.map((sum, i) => sum / (sum + partial[i]!)), variables: R.length, problems: [] }
}
