import { tQuantile } from './distributions.ts'
import type { Problem } from './problem.ts'
import { quantilesOf } from './quantile.ts'
import { gapsLeftOut, isConstant, momentsOf, readSample, type Column, type Interval, type WeightOptions, type Weighting } from './sample.ts'

export interface Description {
  readonly n: number
  readonly missing: number
  readonly mean: number
  /** With divisor n − 1. */
  readonly sd: number
  readonly variance: number
  readonly median: number
  readonly q1: number
  readonly q3: number
  readonly min: number
  readonly max: number
  /** m₃ / s³. 0: even on both sides. */
  readonly skewness: number
  /** m₄ / s⁴ − 3. 0: as the normal distribution. */
  readonly kurtosis: number
  /** Standard error of the mean. */
  readonly se: number
  /** Of the mean, by Student's t. */
  readonly ci95: Interval
  /** Kish's effective size where there are sampling weights, else n. */
  readonly effectiveN: number
  readonly weighting: Weighting | undefined
  readonly problems: readonly Problem[]
}

/**
 * Describes one variable in its own unit. Quartiles are R's type 7, skewness and kurtosis type 3 of psych (with the
 * standard deviation of divisor n − 1). Gaps are left out and counted.
 * Failures: no value → NaN everywhere (`empty`); one value → no spread (`too-few`); a constant → no skewness (`constant`).
 * Source: Joanes & Gill (1998), Comparing measures of sample skewness and kurtosis, The Statistician 47.
 */
export function describe(x: Column, options: WeightOptions = {}): Description {
  const sample = readSample(x, options)
  const { values, weights, total, n, missing, weighting } = sample
  const { mean, variance } = momentsOf(sample)
  const sd = Math.sqrt(variance)
  const [q1, median, q3] = quantilesOf(sample, [0.25, 0.5, 0.75]) as [number, number, number]
  let [third, fourth, min, max] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    const weight = weights ? weights[i]! : 1
    const gap = (value - mean) / sd
    third += weight * gap ** 3
    fourth += weight * gap ** 4
    if (value < min) min = value
    if (value > max) max = value
  }
  const se = sd / Math.sqrt(total)
  const reach = tQuantile(0.975, total - 1) * se
  const problems = gapsLeftOut(missing)
  if (values.length === 0) problems.push({ code: 'empty' })
  else if (!(total > 1)) problems.push({ code: 'too-few' })
  else if (isConstant(values)) problems.push({ code: 'constant' })
  const empty = values.length === 0
  return {
    n, missing, mean, sd, variance, median, q1, q3, min: empty ? Number.NaN : min, max: empty ? Number.NaN : max,
    skewness: third / total, kurtosis: fourth / total - 3, se, ci95: { lower: mean - reach, upper: mean + reach }, effectiveN: total, weighting, problems,
  }
}
