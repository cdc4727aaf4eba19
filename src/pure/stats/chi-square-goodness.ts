import { chiSquareUpper } from './distributions.ts'
import { InvalidInput, type Problem } from './problem.ts'

export interface GoodnessOfFit {
  readonly chiSquare: number
  readonly df: number
  readonly p: number
  readonly expected: readonly number[]
  /** (observed − expected) / √expected */
  readonly residuals: readonly number[]
  /** Cohen's w, √(χ²/n). */
  readonly cohensW: number
  /** Categories whose expected count is below 5. */
  readonly smallCells: number
  readonly n: number
  readonly problems: readonly Problem[]
}

/**
 * Do counts follow given shares (even ones unless said)? χ² = Σ(O − E)²/E, df = k − 1. Shares are scaled to sum to 1.
 * Failures: no counts (`empty`): NaN; expected counts below 5 (`small-counts`). Source: Pearson (1900); R's chisq.test.
 */
export function chiSquareGoodness(counts: readonly number[], shares: readonly number[] = counts.map(() => 1)): GoodnessOfFit {
  if (counts.length < 2 || counts.length !== shares.length) throw new InvalidInput(`${counts.length} counts and ${shares.length} shares; at least two of each`)
  if (!counts.every((count) => count >= 0 && count < Infinity)) throw new InvalidInput('Counts are numbers of 0 or more')
  if (!shares.every((share) => share > 0 && share < Infinity)) throw new InvalidInput('Shares are above 0')
  const n = counts.reduce((sum, count) => sum + count, 0)
  const whole = shares.reduce((sum, share) => sum + share, 0)
  const expected = shares.map((share) => (n * share) / whole)
  const residuals = counts.map((count, i) => (count - expected[i]!) / Math.sqrt(expected[i]!))
  const chiSquare = residuals.reduce((sum, residual) => sum + residual * residual, 0)
  const smallCells = expected.filter((count) => count < 5).length
  const df = counts.length - 1
  return {
    chiSquare, df, p: chiSquareUpper(chiSquare, df), expected, residuals, cohensW: Math.sqrt(chiSquare / n), smallCells, n,
    problems: n === 0 ? [{ code: 'empty' }] : smallCells > 0 ? [{ code: 'small-counts' }] : [],
  }
}
