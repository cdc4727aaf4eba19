import { InvalidInput } from './problem.ts'

/** Mean consistency index of random reciprocal matrices of 1 to 15 criteria. Source: Saaty (1980), The Analytic Hierarchy Process. */
const RANDOM_INDEX = [0, 0, 0.58, 0.9, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59] as const

export interface AhpWeights {
  /** Importance of each criterion; they add up to 1. */
  readonly weights: readonly number[]
  /** The largest eigenvalue, n for judgements without contradiction and above it otherwise. */
  readonly lambdaMax: number
  /** (λmax − n)/(n − 1); 0 for one or two criteria, which cannot contradict each other. */
  readonly consistencyIndex: number
  /** Consistency index over that of random judgements. */
  readonly consistencyRatio: number
  /** Whether the ratio is no more than 0.1: above, the judgements contradict each other too much to be used. */
  readonly consistent: boolean
  /** Number of criteria. */
  readonly n: number
}

/**
 * Weights of criteria from comparisons in pairs: the eigenvector of the largest eigenvalue, by power iteration, which
 * always converges for positive matrices.
 * @param judgements square, positive; [i][j] says how many times as important i is as j (1 to 9 as a rule), and [j][i] is its reciprocal
 * @throws InvalidInput for a matrix that is not square, positive and reciprocal (to 1 %, so that 0.33 may stand for a third), or has more than 15 rows
 * Source: T. L. Saaty (1980).
 */
export function ahpWeights(judgements: readonly (readonly number[])[]): AhpWeights {
  const n = judgements.length
  if (n === 0 || n > RANDOM_INDEX.length) throw new InvalidInput(`judgements: ${n} criteria, where 1 to ${RANDOM_INDEX.length} can be compared`)
  for (const [i, row] of judgements.entries()) {
    if (row.length !== n) throw new InvalidInput(`judgements[${i}]: ${row.length} columns in a matrix of ${n} rows`)
    for (const [j, value] of row.entries()) {
      const mirrored = judgements[j]?.[i] ?? Number.NaN
      if (!(value > 0) || value === Infinity) throw new InvalidInput(`judgements[${i}][${j}]: ${value} is not a positive number`)
      if (!(Math.abs(value * mirrored - 1) <= 0.01)) throw new InvalidInput(`judgements[${i}][${j}]: ${value} and ${mirrored} are not reciprocal`)
    }
  }
  let weights = judgements.map(() => 1 / n)
  let lambdaMax = n
  for (let change = 1; change > 1e-15;) {
    const next = judgements.map((row) => row.reduce((sum, value, j) => sum + value * weights[j]!, 0))
    lambdaMax = next.reduce((sum, value) => sum + value, 0)
    change = next.reduce((most, value, i) => Math.max(most, Math.abs(value / lambdaMax - weights[i]!)), 0)
    weights = next.map((value) => value / lambdaMax)
  }
  const consistencyIndex = n <= 2 ? 0 : (lambdaMax - n) / (n - 1)
  const consistencyRatio = n <= 2 ? 0 : consistencyIndex / RANDOM_INDEX[n - 1]!
  return { weights, lambdaMax, consistencyIndex, consistencyRatio, consistent: consistencyRatio <= 0.1, n }
}
