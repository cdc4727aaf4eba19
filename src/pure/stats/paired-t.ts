import { tQuantile, tTwoSided } from './distributions.ts'
import { InvalidInput, type Problem } from './problem.ts'
import { completeRows, gapsLeftOut, momentsOf, upperTailOf, type Column, type Interval, type WeightOptions } from './sample.ts'

export interface PairedComparison {
  readonly t: number
  readonly df: number
  /** Two-sided. */
  readonly p: number
  /** Mean of x − y. */
  readonly difference: number
  readonly ci: Interval
  readonly se: number
  /** Mean of the differences in their standard deviations. */
  readonly cohensD: number
  readonly n: number
  readonly missing: number
  readonly problems: readonly Problem[]
}

/**
 * Compares two measurements of the same respondents: t = d̄ / (s_d/√n), df = n − 1. Pairs with a gap are left out.
 * Failures: fewer than two pairs (`empty`, `too-few`), all differences equal (`constant`): NaN. Source: Student (1908); R's t.test with paired.
 */
export function pairedT(x: Column, y: Column, { confidence = 0.95, ...options }: WeightOptions & { readonly confidence?: number } = {}): PairedComparison {
  if (x.length !== y.length) throw new InvalidInput(`${x.length} and ${y.length} values are no pairs`)
  const tail = upperTailOf(confidence)
  const { columns, weights, total, n, missing } = completeRows(Array.from(x, (value, i) => [value, y[i]]), options)
  const values = Float64Array.from(columns[0] ?? [], (value, i) => value - columns[1]![i]!)
  const { mean: difference, variance } = momentsOf({ values, weights, total })
  // Differences that are one up to rounding have no spread to speak of
  const sd = Math.sqrt(variance) > 1e-14 * Math.abs(difference) ? Math.sqrt(variance) : Number.NaN
  const se = sd / Math.sqrt(total)
  const t = difference / se
  const reach = tQuantile(tail, total - 1) * se
  const problems = gapsLeftOut(missing)
  if (values.length === 0) problems.push({ code: 'empty' })
  else if (!(total > 1)) problems.push({ code: 'too-few' })
  else if (Number.isNaN(sd)) problems.push({ code: 'constant' })
  return { t, df: total - 1, p: tTwoSided(t, total - 1), difference, ci: { lower: difference - reach, upper: difference + reach }, se, cohensD: difference / sd, n, missing, problems }
}
