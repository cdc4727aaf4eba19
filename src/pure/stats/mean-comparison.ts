import { tQuantile, tTwoSided } from './distributions.ts'
import { figuresOf, readGroups, type GroupFigures, type GroupOptions } from './groups.ts'
import type { Problem } from './problem.ts'
import { upperTailOf, type Column, type Interval } from './sample.ts'

export interface MeanComparison {
  readonly t: number
  readonly df: number
  /** Two-sided. */
  readonly p: number
  /** Mean of `a` less mean of `b`. */
  readonly difference: number
  /** Of the difference. */
  readonly ci: Interval
  readonly se: number
  /** The difference in standard deviations: √ of the pooled variance. */
  readonly cohensD: number
  /** Cohen's d less its bias in small samples, by 1 − 3/(4 df − 1). */
  readonly hedgesG: number
  readonly groups: readonly GroupFigures[]
  readonly n: number
  readonly missing: number
  readonly problems: readonly Problem[]
}

export interface MeanOptions extends GroupOptions {
  readonly confidence?: number
}

/** Two means, with one common variance or with one for each group. */
export function compareMeans(a: Column, b: Column, { confidence = 0.95, ...options }: MeanOptions, equalVariances: boolean): MeanComparison {
  const tail = upperTailOf(confidence)
  const { groups, n, missing, problems } = readGroups([a, b], options)
  const [first, second] = groups as [typeof groups[0], typeof groups[0]]
  const difference = first.mean - second.mean
  const within = (first.total - 1) * first.variance + (second.total - 1) * second.variance
  const common = within / (first.total + second.total - 2)
  const [ea, eb] = equalVariances ? [common / first.total, common / second.total] : [first.variance / first.total, second.variance / second.total]
  const se = ea + eb > 0 ? Math.sqrt(ea + eb) : Number.NaN
  const df = equalVariances ? first.total + second.total - 2 : (ea + eb) ** 2 / (ea ** 2 / (first.total - 1) + eb ** 2 / (second.total - 1))
  const t = difference / se
  const reach = tQuantile(tail, df) * se
  const cohensD = common > 0 ? difference / Math.sqrt(common) : Number.NaN
  return {
    t, df, p: tTwoSided(t, df), difference, ci: { lower: difference - reach, upper: difference + reach }, se,
    cohensD, hedgesG: cohensD * (1 - 3 / (4 * (first.total + second.total - 2) - 1)), groups: figuresOf(groups), n, missing, problems,
  }
}
