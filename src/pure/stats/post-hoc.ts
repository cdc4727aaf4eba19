import { variationOf } from './anova.ts'
import { adjustP, type Adjustment } from './adjust-p.ts'
import { normalUpper, tTwoSided } from './distributions.ts'
import { pooled, readGroups, type Group, type GroupOptions } from './groups.ts'
import type { Problem } from './problem.ts'
import { rank } from './ranks.ts'
import { upperTailOf, type Column } from './sample.ts'
import { studentisedRangeQuantile, studentisedRangeUpper } from './studentised-range.ts'

export interface MeanPair {
  /** Indexes of the groups; `difference` is the mean of `second` less the mean of `first`, as R's TukeyHSD has it. */
  readonly first: number
  readonly second: number
  readonly difference: number
  readonly lower: number
  readonly upper: number
  /** For the family of all pairs. */
  readonly p: number
  readonly df: number
}

export interface MeanPairs {
  readonly pairs: readonly MeanPair[]
  readonly n: number
  readonly missing: number
  readonly problems: readonly Problem[]
}

type PostHocOptions = GroupOptions & { readonly confidence?: number }

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

function everyPair(groups: readonly Group[], error: (a: Group, b: Group) => { se: number; df: number; quantile: number }): MeanPair[] {
  return groups.flatMap((a, first) => groups.slice(first + 1).map((b, offset) => {
    const { se, df, quantile } = error(a, b)
    const difference = b.mean - a.mean
    const reach = quantile * se
    const p = se > 0 ? studentisedRangeUpper(Math.abs(difference) / se, groups.length, df) : Number.NaN
    return { first, second: first + 1 + offset, difference, lower: difference - reach, upper: difference + reach, p, df }
  }))
}

export interface TestedPair {
  readonly first: number
  readonly second: number
  /** z of Dunn's test, t of the t test: above 0 when `first` is higher. */
  readonly statistic: number
  readonly p: number
  readonly adjustedP: number
}

export interface TestedPairs {
  readonly pairs: readonly TestedPair[]
  readonly adjustment: Adjustment
  readonly n: number
  readonly missing: number
  readonly problems: readonly Problem[]
}

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

function testPairs(groups: readonly Group[], adjust: Adjustment, test: (a: Group, b: Group, i: number, j: number) => { statistic: number; p: number }): TestedPair[] {
  const tested = groups.flatMap((a, first) => groups.slice(first + 1).map((b, offset) => ({ first, second: first + 1 + offset, ...test(a, b, first, first + 1 + offset) })))
  const adjusted = adjustP(tested.map(({ p }) => p), adjust)
  return tested.map((pair, i) => ({ ...pair, adjustedP: adjusted[i]! }))
}
