import { anova, type Anova } from './anova.ts'
import { readGroups, type GroupOptions } from './groups.ts'
import { quantilesOf } from './quantile.ts'
import type { Column } from './sample.ts'

/**
 * Are variances equal? An analysis of variance of the distances from each group's median (Brown and Forsythe, the sturdier
 * one) or mean (Levene). Failures: as `anova`. Source: Brown & Forsythe (1974), JASA 69; R's car::leveneTest.
 */
export function levene(groups: ArrayLike<Column>, { center = 'median', ...options }: GroupOptions & { readonly center?: 'median' | 'mean' } = {}): Anova {
  const read = readGroups(groups, options)
  const distances = read.groups.map((group) => {
    const middle = center === 'mean' ? group.mean : quantilesOf(group, [0.5])[0]!
    return group.values.map((value) => Math.abs(value - middle))
  })
  const weighted = read.groups.map((group) => group.weights)
  const weights = weighted.every((list) => list !== undefined) ? weighted : undefined
  const result = anova(distances, { weights, weighting: options.weighting ?? read.groups[0]?.weighting })
  return { ...result, n: read.n, missing: read.missing, problems: [...read.problems.filter(({ code }) => code === 'missing-left-out'), ...result.problems] }
}
