import { adjustP, type Adjustment } from './adjust-p.ts'
import type { Group, GroupOptions } from './groups.ts'
import type { Problem } from './problem.ts'
import { studentisedRangeUpper } from './studentised-range.ts'

/** What the comparisons of all pairs of groups have in common. */

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

export type PostHocOptions = GroupOptions & { readonly confidence?: number }

/** All pairs on the studentised range, each with its own standard error and degrees of freedom. */
export function everyPair(groups: readonly Group[], error: (a: Group, b: Group) => { se: number; df: number; quantile: number }): MeanPair[] {
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

/** All pairs by a test of each, with p values adjusted for their number. */
export function testPairs(groups: readonly Group[], adjust: Adjustment, test: (a: Group, b: Group, i: number, j: number) => { statistic: number; p: number }): TestedPair[] {
  const tested = groups.flatMap((a, first) => groups.slice(first + 1).map((b, offset) => ({ first, second: first + 1 + offset, ...test(a, b, first, first + 1 + offset) })))
  const adjusted = adjustP(tested.map(({ p }) => p), adjust)
  return tested.map((pair, i) => ({ ...pair, adjustedP: adjusted[i]! }))
}
