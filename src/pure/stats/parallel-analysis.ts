import { correlations } from './correlation.ts'
import { eigenSymmetric, hasGaps, unusable, type Rows } from './matrix.ts'
import { InvalidInput, type Problem } from './problem.ts'
import { quantile } from './quantile.ts'
import { createRandom, type Random } from './random.ts'
import { checkWeights, type Table, type WeightOptions } from './sample.ts'

export interface ParallelAnalysis {
  /** Eigenvalues of the data's correlation matrix, largest first. */
  readonly observed: readonly number[]
  /** What chance gives: the quantile (95 % unless said) of the same eigenvalue over all draws. */
  readonly simulated: readonly number[]
  /** The mean over all draws. */
  readonly simulatedMean: readonly number[]
  /** How many eigenvalues, from the largest on, are above chance. NaN where the data have none. */
  readonly factors: number
  readonly draws: number
  readonly n: number
  readonly missing: number
  readonly problems: readonly Problem[]
}

export interface ParallelOptions extends WeightOptions {
  /** A whole number; the same seed gives the same draws. */
  readonly seed: number
  /** How many data sets of chance are drawn; 100 or more for a steady 95 %. */
  readonly draws: number
  readonly quantile?: number | undefined
  readonly missing?: 'listwise' | 'pairwise' | undefined
}

/**
 * How many components are worth keeping (Horn): those whose eigenvalues are above those of uncorrelated normal data of the
 * same size. The correlation matrices of such data are drawn directly by Bartlett's decomposition of the Wishart distribution,
 * so that the time does not depend on the number of respondents (the effective number, under sampling weights). Rows with gaps are left out.
 * Failures: a constant column (`constant`), no more respondents than variables (`too-few`): NaN.
 * Source: Horn (1965), Psychometrika 30; Glorfeld (1995) for the quantile; Bartlett (1933); psych's fa.parallel.
 */
export function parallelAnalysis(data: Table, { seed, draws, quantile: level = 0.95, missing = 'listwise', ...weights }: ParallelOptions): ParallelAnalysis {
  if (!Number.isInteger(draws) || draws < 1) throw new InvalidInput(`${draws} draws`)
  checkWeights(data.length, weights)
  const random = createRandom(seed)
  const { r: R, n: counts, effectiveN, missing: gaps, problems } = correlations(data, { ...weights, missing, inference: false })
  const size = R.length
  const n = size === 0 ? 0 : Math.min(...counts.flat())
  const none = R.map(() => Number.NaN)
  const fail = (added: readonly Problem[]) => ({ observed: none, simulated: none, simulatedMean: none, factors: Number.NaN, draws, n, missing: gaps, problems: [...problems, ...added] })
  if (size === 0 || hasGaps(R)) return fail(problems.some(({ code }) => code !== 'missing-left-out') ? [] : size === 0 ? [{ code: 'empty' }] : unusable(R).map((at) => ({ code: 'constant', at })))
  const effective = Math.floor(Math.min(...effectiveN.flat()))
  if (effective <= size) return fail([{ code: 'too-few' }])
  const observed = eigenSymmetric(R).values
  const drawn = Array.from({ length: draws }, () => eigenSymmetric(chanceCorrelations(size, effective, random)).values)
  const simulated = R.map((_, i) => quantile(drawn.map((values) => values[i]!), level))
  const above = observed.findIndex((value, i) => !(value > simulated[i]!))
  return {
    observed, simulated, simulatedMean: R.map((_, i) => drawn.reduce((sum, values) => sum + values[i]!, 0) / draws),
    factors: above < 0 ? size : above, draws, n, missing: gaps, problems,
  }
}

/** The correlation matrix of n draws of `size` independent normal variables. */
function chanceCorrelations(size: number, n: number, random: Random): Rows {
  const factor = Array.from({ length: size }, (_, i) => {
    const row = Float64Array.from({ length: i + 1 }, (__, j) => (i === j ? Math.sqrt(2 * chiHalf(n - 1 - i, random)) : random.normal()))
    const length = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0))
    return row.map((value) => value / length)
  })
  const R = factor.map((row) => Array.from(row, () => 0).concat(Array.from({ length: size - row.length }, () => 0)))
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0
      for (let k = 0; k <= j; k++) sum += factor[i]![k]! * factor[j]![k]!
      R[i]![j] = R[j]![i] = i === j ? 1 : sum
    }
  }
  return R
}

/** Half a chi-square draw of `df` ≥ 1. */
const chiHalf = (df: number, random: Random): number => (df === 1 ? random.normal() ** 2 / 2 : random.gamma(df / 2))
