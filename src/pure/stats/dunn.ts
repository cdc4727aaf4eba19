import type { Adjustment } from './adjust-p.ts'
import { normalUpper } from './distributions.ts'
import { testPairs, type TestedPairs } from './group-pairs.ts'
import { pooled, readGroups, type GroupOptions } from './groups.ts'
import { rank } from './ranks.ts'
import type { Column } from './sample.ts'

/**
 * All pairs after Kruskal and Wallis: z = (R̄ᵢ − R̄ⱼ) / √((N(N+1)/12 − Σ(t³−t)/(12(N−1))) (1/nᵢ + 1/nⱼ)), two-sided p, adjusted (Holm unless said).
 * Failures: an empty group, all values equal: NaN. Source: Dunn (1964), Technometrics 6.
 */
export function dunn(groups: ArrayLike<Column>, { adjust = 'holm', ...options }: GroupOptions & { readonly adjust?: Adjustment } = {}): TestedPairs {
  const read = readGroups(groups, options)
  const all = pooled(read.groups)
  const { ranks, ties } = rank(all.values, all.weights)
  let at = 0
  const means = read.groups.map(({ values, total }) => {
    let sum = 0
    for (let i = 0; i < values.length; i++, at++) sum += ranks[at]! * (all.weights ? all.weights[at]! : 1)
    return sum / total
  })
  const size = all.total
  const variance = (size * (size + 1)) / 12 - ties / (12 * (size - 1))
  const varies = variance > 1e-9 * size
  const problems = read.problems.filter(({ code }) => code === 'empty' || code === 'missing-left-out')
  if (!varies && size > 0) problems.push({ code: 'constant' })
  const pairs = testPairs(read.groups, adjust, (a, b, i, j) => {
    const statistic = varies ? (means[i]! - means[j]!) / Math.sqrt(variance * (1 / a.total + 1 / b.total)) : Number.NaN
    return { statistic, p: 2 * normalUpper(Math.abs(statistic)) }
  })
  return { pairs, adjustment: adjust, n: read.n, missing: read.missing, problems }
}
