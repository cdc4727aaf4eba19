import { fQuantile, fUpper } from './distributions.ts'
import { inRange } from './in-range.ts'
import { InvalidInput, type Problem } from './problem.ts'

export type IntraclassType = 'ICC1' | 'ICC2' | 'ICC3' | 'ICC1k' | 'ICC2k' | 'ICC3k'

export interface IntraclassCorrelation {
  readonly type: IntraclassType
  readonly icc: number
  readonly f: number
  readonly df1: number
  readonly df2: number
  /** Of no difference between subjects. */
  readonly p: number
  readonly lower: number
  readonly upper: number
}

export interface Intraclass {
  /** ICC1: raters drawn anew for each subject; ICC2: the same raters, drawn from many; ICC3: these raters only. With k: of the mean of all raters. */
  readonly types: readonly IntraclassCorrelation[]
  /** Mean squares between subjects, within subjects, between raters, and of the rest. */
  readonly meanSquares: { readonly subjects: number, readonly within: number, readonly raters: number, readonly residual: number }
  /** Subjects that every rater rated, and those left out. */
  readonly n: number
  readonly raters: number
  readonly missing: number
  readonly problems: readonly Problem[]
}

/**
 * Agreement of raters on numbers: the share of the variance that lies between subjects, by all six of Shrout and Fleiss.
 * @param data one row for each subject, one column for each rater; rows with `null` or NaN are left out
 * @throws InvalidInput when rows differ in length or have fewer than two raters, or the confidence is not within (0, 1)
 * Problems: `empty`, `too-few` (one subject), `constant` (no difference between any two ratings); the figures are NaN then.
 * Source: Shrout & Fleiss (1979), Psychological Bulletin 86; McGraw & Wong (1996); psych::ICC.
 */
export function intraclassCorrelation(data: readonly (readonly (number | null)[])[], { confidence = 0.95 }: { confidence?: number } = {}): Intraclass {
  inRange('confidence', confidence, '(0, 1)')
  const k = data[0]?.length ?? 0
  if (data.some((row) => row.length !== k)) throw new InvalidInput('data: every row has one place for each rater')
  if (data.length > 0 && k < 2) throw new InvalidInput('data: agreement needs two raters')
  const rows = data.filter((row): row is readonly number[] => row.every((value) => value !== null && Number.isFinite(value)))
  const n = rows.length
  const meanSquares = meanSquaresOf(rows, k)
  const { subjects, within, raters, residual } = meanSquares
  const varies = subjects > 0 || within > 0
  const known = n > 1 && varies
  const quantile = (p: number, df1: number, df2: number): number => (known ? fQuantile(p, df1, df2) : Number.NaN)
  const high = (1 + confidence) / 2

  const dfSubjects = n - 1
  const dfWithin = n * (k - 1)
  const dfResidual = (n - 1) * (k - 1)
  const f1 = subjects / within
  const f3 = subjects / residual
  const f1Lower = f1 / quantile(high, dfSubjects, dfWithin)
  const f1Upper = f1 * quantile(high, dfWithin, dfSubjects)
  const f3Lower = f3 / quantile(high, dfSubjects, dfResidual)
  const f3Upper = f3 * quantile(high, dfResidual, dfSubjects)
  const single = (f: number): number => (f === Infinity ? 1 : (f - 1) / (f + k - 1))
  const mean = (f: number): number => 1 - 1 / f

  const icc2 = (subjects - residual) / (subjects + (k - 1) * residual + (k * (raters - residual)) / n)
  const fj = raters / residual
  const part = n * (1 + (k - 1) * icc2) - k * icc2
  const v = residual === 0 ? k - 1 : (dfResidual * (k * icc2 * fj + part) ** 2) / (dfSubjects * k ** 2 * icc2 ** 2 * fj ** 2 + part ** 2)
  const upperF = quantile(high, dfSubjects, v)
  const lowerF = quantile(high, v, dfSubjects)
  const base = k * raters + (k * n - k - n) * residual
  const icc2Lower = (n * (subjects - upperF * residual)) / (upperF * base + n * subjects)
  const icc2Upper = (n * (lowerF * subjects - residual)) / (base + n * lowerF * subjects)
  const ofMean = (icc: number): number => (icc * k) / (1 + icc * (k - 1))

  const oneWay = { f: f1, df1: dfSubjects, df2: dfWithin, p: fUpper(f1, dfSubjects, dfWithin) }
  const twoWay = { f: f3, df1: dfSubjects, df2: dfResidual, p: fUpper(f3, dfSubjects, dfResidual) }
  const types: IntraclassCorrelation[] = [
    { type: 'ICC1', icc: single(f1), ...oneWay, lower: single(f1Lower), upper: single(f1Upper) },
    { type: 'ICC2', icc: icc2, ...twoWay, lower: icc2Lower, upper: icc2Upper },
    { type: 'ICC3', icc: single(f3), ...twoWay, lower: single(f3Lower), upper: single(f3Upper) },
    { type: 'ICC1k', icc: mean(f1), ...oneWay, lower: mean(f1Lower), upper: mean(f1Upper) },
    { type: 'ICC2k', icc: (subjects - residual) / (subjects + (raters - residual) / n), ...twoWay, lower: ofMean(icc2Lower), upper: ofMean(icc2Upper) },
    { type: 'ICC3k', icc: mean(f3), ...twoWay, lower: mean(f3Lower), upper: mean(f3Upper) },
  ]
  return {
    types: known ? types : types.map((type) => ({ ...type, icc: Number.NaN, f: Number.NaN, p: Number.NaN, lower: Number.NaN, upper: Number.NaN })),
    meanSquares,
    n,
    raters: k,
    missing: data.length - n,
    problems: [
      ...(n === 0 ? [{ code: 'empty' } as const] : n === 1 ? [{ code: 'too-few' } as const] : varies ? [] : [{ code: 'constant' } as const]),
      ...(n < data.length ? [{ code: 'missing-left-out' } as const] : []),
    ],
  }
}

function meanSquaresOf(rows: readonly (readonly number[])[], k: number): Intraclass['meanSquares'] {
  const n = rows.length
  if (n === 0) return { subjects: Number.NaN, within: Number.NaN, raters: Number.NaN, residual: Number.NaN }
  const rowMeans = rows.map((row) => row.reduce((sum, value) => sum + value, 0) / k)
  const grand = rowMeans.reduce((sum, value) => sum + value, 0) / n
  const columnMeans = Array.from({ length: k }, (_, j) => rows.reduce((sum, row) => sum + row[j]!, 0) / n)
  const squares = (values: readonly number[], around: number): number => values.reduce((sum, value) => sum + (value - around) ** 2, 0)
  const between = k * squares(rowMeans, grand)
  const raters = n * squares(columnMeans, grand)
  const within = rows.reduce((sum, row, i) => sum + squares(row, rowMeans[i]!), 0)
  const residual = rows.reduce((sum, row, i) => sum + row.reduce((part, value, j) => part + (value - rowMeans[i]! - columnMeans[j]! + grand) ** 2, 0), 0)
  return { subjects: between / (n - 1), within: within / (n * (k - 1)), raters: raters / (k - 1), residual: residual / ((n - 1) * (k - 1)) }
}
