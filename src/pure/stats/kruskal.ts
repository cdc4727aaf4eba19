import { chiSquareUpper } from './distributions.ts'
import { pooled, readGroups, type GroupOptions } from './groups.ts'
import type { Problem } from './problem.ts'
import { rank } from './ranks.ts'
import type { Column } from './sample.ts'

export interface Kruskal {
  readonly h: number
  readonly df: number
  readonly p: number
  /** H / ((N² − 1)/(N + 1)), 0 … 1. */
  readonly epsilonSquared: number
  readonly meanRanks: readonly number[]
  readonly n: number
  readonly missing: number
  readonly problems: readonly Problem[]
}

/**
 * Do several groups tend to different values? H = (12/(N(N+1)) ΣRⱼ²/nⱼ − 3(N+1)) / (1 − Σ(t³−t)/(N³−N)), chi-square with k − 1.
 * Failures: an empty group (`empty`), all values equal (`constant`): NaN. Source: Kruskal & Wallis (1952), JASA 47; R's kruskal.test.
 */
export function kruskal(groups: ArrayLike<Column>, options: GroupOptions = {}): Kruskal {
  const read = readGroups(groups, options)
  const problems = read.problems.filter(({ code }) => code === 'empty' || code === 'missing-left-out')
  const all = pooled(read.groups)
  const { ranks, ties } = rank(all.values, all.weights)
  const size = all.total
  let [at, sum] = [0, 0]
  const meanRanks = read.groups.map(({ values, total }) => {
    let ranked = 0
    for (let i = 0; i < values.length; i++, at++) ranked += ranks[at]! * (all.weights ? all.weights[at]! : 1)
    sum += ranked ** 2 / total
    return ranked / total
  })
  const correction = 1 - ties / (size ** 3 - size)
  const varies = correction > 1e-12
  if (!varies && size > 0) problems.push({ code: 'constant' })
  const h = varies ? ((12 * sum) / (size * (size + 1)) - 3 * (size + 1)) / correction : Number.NaN
  const df = groups.length - 1
  return { h, df, p: chiSquareUpper(h, df), epsilonSquared: (h * (size + 1)) / (size ** 2 - 1), meanRanks, n: read.n, missing: read.missing, problems }
}
