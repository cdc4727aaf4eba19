import { chiSquareUpper } from './distributions.ts'
import { InvalidInput, type Problem } from './problem.ts'
import { completeRows, gapsLeftOut, widthOf, type Table, type WeightOptions } from './sample.ts'

export interface CochranQ {
  readonly q: number
  readonly df: number
  readonly p: number
  /** Share of ones in each column. */
  readonly shares: readonly number[]
  readonly n: number
  readonly missing: number
  readonly problems: readonly Problem[]
}

/**
 * Do several yes/no measurements (0 and 1, columns) of the same respondents have the same share of ones?
 * Q = (k−1)(kΣCⱼ² − T²) / (kT − ΣRᵢ²), chi-square with k − 1. Anything but 0 and 1 is an `InvalidInput`; rows with gaps are left out.
 * Failures: no row (`empty`), no row that differs within itself (`constant`): NaN. Source: Cochran (1950), Biometrika 37.
 */
export function cochranQ(data: Table, options: WeightOptions = {}): CochranQ {
  const k = widthOf(data)
  if (data.length > 0 && k < 2) throw new InvalidInput('At least two measurements are compared')
  const { columns, weights, total, n, missing, rows } = completeRows(data, options)
  const sums = Array.from({ length: k }, () => 0)
  let [ones, squares] = [0, 0]
  for (let i = 0; i < rows.length; i++) {
    const weight = weights ? weights[i]! : 1
    let row = 0
    for (let j = 0; j < k; j++) {
      const value = columns[j]![i]!
      if (value !== 0 && value !== 1) throw new InvalidInput(`Row ${rows[i]} holds ${value}, which is neither 0 nor 1`)
      row += value
      sums[j]! += weight * value
    }
    ones += weight * row
    squares += weight * row * row
  }
  const whole = k * ones - squares
  const varies = whole > 1e-12 * total
  const q = varies ? ((k - 1) * (k * sums.reduce((sum, value) => sum + value * value, 0) - ones * ones)) / whole : Number.NaN
  const problems = gapsLeftOut(missing)
  if (n === 0) problems.push({ code: 'empty' })
  else if (!varies) problems.push({ code: 'constant' })
  return { q, df: k - 1, p: chiSquareUpper(q, k - 1), shares: sums.map((sum) => sum / total), n, missing, problems }
}
