import { chiSquareUpper } from './distributions.ts'
import { InvalidInput, type Problem } from './problem.ts'
import { rank } from './ranks.ts'
import { completeRows, gapsLeftOut, widthOf, type Table, type WeightOptions } from './sample.ts'

export interface Friedman {
  readonly chiSquare: number
  readonly df: number
  readonly p: number
  /** Kendall's coefficient of concordance, 0 … 1. */
  readonly kendallW: number
  readonly meanRanks: readonly number[]
  readonly n: number
  readonly missing: number
  readonly problems: readonly Problem[]
}

/**
 * Do several measurements of the same respondents (columns) tend to different values? Ranks within rows:
 * Q = 12 Σ(Rⱼ − n(k+1)/2)² / (nk(k+1) − Σ(t³−t)/(k−1)), chi-square with k − 1. Rows with gaps are left out.
 * Failures: no complete row (`empty`), all rows tied throughout (`constant`): NaN. Source: Friedman (1937), JASA 32; R's friedman.test.
 */
export function friedman(data: Table, options: WeightOptions = {}): Friedman {
  const k = widthOf(data)
  if (data.length > 0 && k < 2) throw new InvalidInput('At least two measurements are compared')
  const { columns, weights, total, n, missing, rows } = completeRows(data, options)
  const sums = Array.from({ length: k }, () => 0)
  let tied = 0
  for (let i = 0; i < rows.length; i++) {
    const weight = weights ? weights[i]! : 1
    const { ranks, ties } = rank(columns.map((column) => column[i]!))
    ranks.forEach((value, j) => { sums[j]! += weight * value })
    tied += weight * ties
  }
  const expected = (total * (k + 1)) / 2
  const whole = total * k * (k + 1) - tied / (k - 1)
  const varies = whole > 1e-9 * total
  const chiSquare = varies ? (12 * sums.reduce((sum, value) => sum + (value - expected) ** 2, 0)) / whole : Number.NaN
  const problems = gapsLeftOut(missing)
  if (n === 0) problems.push({ code: 'empty' })
  else if (!varies) problems.push({ code: 'constant' })
  return { chiSquare, df: k - 1, p: chiSquareUpper(chiSquare, k - 1), kendallW: chiSquare / (total * (k - 1)), meanRanks: sums.map((sum) => sum / total), n, missing, problems }
}
