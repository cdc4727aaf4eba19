import { chiSquareUpper } from './distributions.ts'
import { readGroups, type GroupOptions } from './groups.ts'
import type { Problem } from './problem.ts'
import type { Column } from './sample.ts'

export interface VarianceComparison {
  readonly chiSquare: number
  readonly df: number
  readonly p: number
  readonly n: number
  readonly missing: number
  readonly problems: readonly Problem[]
}

/**
 * Are variances of normal groups equal? K² = ((N−k) ln s²_pooled − Σ(nⱼ−1) ln s²ⱼ) / (1 + (Σ1/(nⱼ−1) − 1/(N−k))/(3(k−1))), chi-square with k − 1.
 * Of groups that are not normal ask `levene`. Failures: a group of fewer than two, or without variation: NaN.
 * Source: Bartlett (1937), Proceedings of the Royal Society A 160; R's bartlett.test.
 */
export function bartlettVariances(groups: ArrayLike<Column>, options: GroupOptions = {}): VarianceComparison {
  const read = readGroups(groups, options)
  const k = read.groups.length
  const rest = read.total - k
  const within = read.groups.reduce((sum, { total, variance }) => sum + (total - 1) * variance, 0) / rest
  const logs = read.groups.reduce((sum, { total, variance }) => sum + (total - 1) * Math.log(variance), 0)
  const parts = read.groups.reduce((sum, { total }) => sum + 1 / (total - 1), 0)
  const usable = read.groups.every(({ variance }) => variance > 0)
  const chiSquare = usable ? Math.max(0, (rest * Math.log(within) - logs) / (1 + (parts - 1 / rest) / (3 * (k - 1)))) : Number.NaN
  return { chiSquare, df: k - 1, p: chiSquareUpper(chiSquare, k - 1), n: read.n, missing: read.missing, problems: read.problems }
}
