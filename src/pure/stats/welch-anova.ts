import { fUpper } from './distributions.ts'
import { figuresOf, readGroups, type GroupFigures, type GroupOptions } from './groups.ts'
import type { Problem } from './problem.ts'
import type { Column } from './sample.ts'

export interface WelchAnova {
  readonly f: number
  readonly df1: number
  readonly df2: number
  readonly p: number
  readonly groups: readonly GroupFigures[]
  readonly n: number
  readonly missing: number
  readonly problems: readonly Problem[]
}

/**
 * Compares several means without assuming equal variances. With wⱼ = nⱼ/sⱼ², m = Σwx̄/Σw and
 * λ = Σ(1 − wⱼ/Σw)²/(nⱼ − 1): F = Σw(x̄ − m)²/(k−1) / (1 + 2(k−2)λ/(k²−1)), df2 = (k²−1)/(3λ).
 * Failures: a group of fewer than two (`empty`, `too-few`) or without variation (`constant`): NaN. Source: Welch (1951), Biometrika 38; R's oneway.test.
 */
export function welchAnova(groups: ArrayLike<Column>, options: GroupOptions = {}): WelchAnova {
  const read = readGroups(groups, options)
  const k = read.groups.length
  const usable = read.groups.every(({ variance }) => variance > 0)
  const weights = read.groups.map(({ total, variance }) => total / variance)
  const sum = weights.reduce((all, weight) => all + weight, 0)
  const mean = read.groups.reduce((all, group, j) => all + weights[j]! * group.mean, 0) / sum
  const lambda = read.groups.reduce((all, { total }, j) => all + (1 - weights[j]! / sum) ** 2 / (total - 1), 0)
  const between = read.groups.reduce((all, group, j) => all + weights[j]! * (group.mean - mean) ** 2, 0) / (k - 1)
  const f = usable ? between / (1 + (2 * (k - 2) * lambda) / (k * k - 1)) : Number.NaN
  const df2 = usable ? (k * k - 1) / (3 * lambda) : Number.NaN
  return { f, df1: k - 1, df2, p: fUpper(f, k - 1, df2), groups: figuresOf(read.groups), n: read.n, missing: read.missing, problems: read.problems }
}
