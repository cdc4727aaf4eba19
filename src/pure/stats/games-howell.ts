import { everyPair, type MeanPairs, type PostHocOptions } from './group-pairs.ts'
import { readGroups } from './groups.ts'
import { upperTailOf, type Column } from './sample.ts'
import { studentisedRangeQuantile } from './studentised-range.ts'

/**
 * All pairs of means without assuming equal variances: as Tukey, with s²ᵢ/nᵢ + s²ⱼ/nⱼ and Welch's degrees of freedom for each pair.
 * Failures: a group of fewer than two, or two without variation: NaN for its pairs. Source: Games & Howell (1976), Journal of Educational Statistics 1.
 */
export function gamesHowell(groups: ArrayLike<Column>, { confidence = 0.95, ...options }: PostHocOptions = {}): MeanPairs {
  const level = 2 * upperTailOf(confidence) - 1
  const read = readGroups(groups, options)
  const pairs = everyPair(read.groups, (a, b) => {
    const [ea, eb] = [a.variance / a.total, b.variance / b.total]
    const df = (ea + eb) ** 2 / (ea ** 2 / (a.total - 1) + eb ** 2 / (b.total - 1))
    return { se: Math.sqrt((ea + eb) / 2), df, quantile: df > 0 ? studentisedRangeQuantile(level, groups.length, df) : Number.NaN }
  })
  return { pairs, n: read.n, missing: read.missing, problems: read.problems }
}
