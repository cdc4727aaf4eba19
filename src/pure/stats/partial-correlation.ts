import { tTwoSided } from './distributions.ts'
import { correlations, type CorrelationOptions } from './correlation.ts'
import { faultOf, hasGaps, invertDefinite, unusable } from './matrix.ts'
import { InvalidInput, type Problem } from './problem.ts'
import { widthOf, type Table } from './sample.ts'

export interface PartialCorrelation {
  readonly r: number
  readonly t: number
  readonly df: number
  readonly p: number
  readonly n: number
  readonly problems: readonly Problem[]
}

/**
 * The correlation of columns `x` and `y` when columns `given` are held still: −P₁₂ / √(P₁₁P₂₂) of the inverse correlation
 * matrix P, with t = r √(df / (1 − r²)), df = n − 2 − |given|. Rows with gaps are left out.
 * Failures: constant column (`constant`), columns that follow from each other (`singular`), df < 1 (`too-few`): NaN.
 * Source: Whittaker (1990), Graphical models, §5.7; as R's ppcor.
 */
export function partialCorrelation(data: Table, x: number, y: number, given: readonly number[], options: Pick<CorrelationOptions, 'method' | 'weights' | 'weighting'> = {}): PartialCorrelation {
  const columns = [x, y, ...given]
  const width = widthOf(data)
  if (new Set(columns).size < columns.length || columns.some((j) => !Number.isInteger(j) || j < 0 || (data.length > 0 && j >= width))) {
    throw new InvalidInput(`Columns ${columns.join(', ')} are not different ones of ${width}`)
  }
  if (options.method === 'kendall') throw new InvalidInput('Partial correlations are pearson or spearman')
  const chosen = Array.from(data, (row) => columns.map((j) => row[j]))
  const { r: R, n: counts, problems } = correlations(chosen, { ...options, missing: 'listwise', inference: false })
  const n = counts[0]?.[0] ?? 0
  const df = n - columns.length
  const nothing = { r: Number.NaN, t: Number.NaN, df, p: Number.NaN, n }
  if (R.length === 0 || hasGaps(R)) return { ...nothing, problems: problems.length ? problems : unusable(R).map((at) => ({ code: 'constant', at })) }
  if (df < 1) return { ...nothing, problems: [...problems, { code: 'too-few' }] }
  const found = invertDefinite(R)
  if (!found) return { ...nothing, problems: [...problems, { code: faultOf(R) }] }
  const P = found.inverse
  const r = -P[0]![1]! / Math.sqrt(P[0]![0]! * P[1]![1]!)
  const t = r * Math.sqrt(df / (1 - r * r))
  return { r, t, df, p: tTwoSided(t, df), n, problems }
}
