import type { Adjustment } from './adjust-p.ts'
import { variationOf } from './anova.ts'
import { tTwoSided } from './distributions.ts'
import { testPairs, type TestedPairs } from './group-pairs.ts'
import { readGroups, type GroupOptions } from './groups.ts'
import type { Column } from './sample.ts'

/**
 * All pairs by Student's t with the standard deviation of all groups together, adjusted (Holm unless said).
 * Failures: as `anova`, with NaN. Source: R's pairwise.t.test.
 */
export function pairwiseT(groups: ArrayLike<Column>, { adjust = 'holm', ...options }: GroupOptions & { readonly adjust?: Adjustment } = {}): TestedPairs {
  const read = readGroups(groups, options)
  const { ssWithin, df2 } = variationOf(read.groups, read.total)
  const within = df2 > 0 && ssWithin > 0 ? ssWithin / df2 : Number.NaN
  const problems = read.problems.filter(({ code }) => code !== 'too-few' && code !== 'constant')
  if (Number.isNaN(within)) problems.push({ code: df2 > 0 ? 'constant' : 'too-few' })
  const pairs = testPairs(read.groups, adjust, (a, b) => {
    const statistic = (a.mean - b.mean) / Math.sqrt(within * (1 / a.total + 1 / b.total))
    return { statistic, p: tTwoSided(statistic, df2) }
  })
  return { pairs, adjustment: adjust, n: read.n, missing: read.missing, problems }
}
