import { variationOf } from './anova.ts'
import { everyPair, type MeanPairs, type PostHocOptions } from './group-pairs.ts'
import { readGroups } from './groups.ts'
import { upperTailOf, type Column } from './sample.ts'
import { studentisedRangeQuantile } from './studentised-range.ts'

/**
 * All pairs of means after an analysis of variance, equal variances assumed (Tukey and Kramer):
 * q = |x̄ᵢ − x̄ⱼ| / √(MSw/2 · (1/nᵢ + 1/nⱼ)) on the studentised range of k groups.
 * Failures: as `anova`, with NaN. Source: Tukey (1953); Kramer (1956), Biometrics 12; R's TukeyHSD.
 */
export function tukey(groups: ArrayLike<Column>, { confidence = 0.95, ...options }: PostHocOptions = {}): MeanPairs {
  const level = 2 * upperTailOf(confidence) - 1
  const read = readGroups(groups, options)
  const { ssWithin, df2 } = variationOf(read.groups, read.total)
  const within = df2 > 0 && ssWithin > 0 ? ssWithin / df2 : Number.NaN
  const quantile = Number.isNaN(within) ? Number.NaN : studentisedRangeQuantile(level, groups.length, df2)
  const problems = read.problems.filter(({ code }) => code !== 'too-few' && code !== 'constant')
  if (!(df2 > 0)) problems.push({ code: 'too-few' })
  else if (Number.isNaN(within)) problems.push({ code: 'constant' })
  const pairs = everyPair(read.groups, (a, b) => ({ se: Math.sqrt((within / 2) * (1 / a.total + 1 / b.total)), df: df2, quantile }))
  return { pairs, n: read.n, missing: read.missing, problems }
}
