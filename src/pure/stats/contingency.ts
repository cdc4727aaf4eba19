import { chiSquareUpper } from './distributions.ts'
import { fisherExact } from './fisher.ts'
import { countPairs, gammaOf, tauB } from './kendall.ts'
import { InvalidInput, type Problem } from './problem.ts'

export interface ChiSquare {
  readonly chiSquare: number
  readonly df: number
  readonly p: number
}

export interface Contingency extends ChiSquare {
  readonly counts: readonly (readonly number[])[]
  readonly expected: readonly (readonly number[])[]
  readonly rowTotals: readonly number[]
  readonly columnTotals: readonly number[]
  /** Sum of the counts. */
  readonly n: number
  /** Parts of 1 of the row, of the column. */
  readonly rowShares: readonly (readonly number[])[]
  readonly columnShares: readonly (readonly number[])[]
  /** 0 … 1. */
  readonly cramersV: number
  /** √(χ²/n) */
  readonly phi: number
  /** √(χ²/(χ² + n)) */
  readonly contingencyC: number
  readonly likelihoodRatio: ChiSquare
  /** With Yates's correction; two by two only. */
  readonly yates?: ChiSquare
  /** (O − E)/√E, and the same over its standard error: about normal where rows and columns are independent. */
  readonly pearsonResiduals: readonly (readonly number[])[]
  readonly adjustedResiduals: readonly (readonly number[])[]
  /** Cells whose expected count is below 5: with more than a fifth of them χ² is not to be trusted. */
  readonly smallCells: number
  readonly minExpected: number
  /** For ordered rows and columns. */
  readonly tauB: number
  readonly gamma: number
  /** (n − 1)r² of the scores of rows and columns (their positions unless given), df 1. */
  readonly linearByLinear: ChiSquare
  /** Fisher's exact p: always for two by two, else for small tables when cells are small. */
  readonly fisherP?: number
  readonly problems: readonly Problem[]
}

export interface ContingencyOptions {
  readonly rowScores?: readonly number[] | undefined
  readonly columnScores?: readonly number[] | undefined
  /** Whether to look for Fisher's p however long it takes (up to one or two seconds); unless said only where χ² is in doubt. */
  readonly fisher?: boolean | undefined
}

/** Steps spent unasked on the exact p of a table larger than two by two, about a fifth of a second. */
const UNASKED_PATIENCE = 200_000

/**
 * Figures of a table of counts: Pearson's χ² = Σ(O − E)²/E without correction, df = (r−1)(c−1) over rows and columns that are
 * not empty. Fractions (weighted counts) are taken as counts.
 * Failures: one row or column that is not empty (`constant`), no count at all (`empty`): NaN; small expected counts (`small-counts`).
 * Source: Pearson (1900); Agresti (2013), Categorical data analysis, §3; Cramér (1946); R's chisq.test, vcd's assocstats.
 */
export function contingency(counts: readonly (readonly number[])[], { rowScores, columnScores, fisher }: ContingencyOptions = {}): Contingency {
  const width = counts[0]?.length ?? 0
  if (!counts.every((row) => row.length === width && row.every((count) => count >= 0 && count < Infinity))) throw new InvalidInput('Counts are numbers of 0 or more in rows of equal length')
  const rowTotals = counts.map((row) => row.reduce((sum, count) => sum + count, 0))
  const columnTotals = Array.from({ length: width }, (_, j) => counts.reduce((sum, row) => sum + row[j]!, 0))
  const n = rowTotals.reduce((sum, count) => sum + count, 0)
  const expected = rowTotals.map((row) => columnTotals.map((column) => (n > 0 ? (row * column) / n : 0)))
  const each = (of: (count: number, expected: number, i: number, j: number) => number) => counts.map((row, i) => row.map((count, j) => of(count, expected[i]![j]!, i, j)))
  const total = (of: (count: number, expected: number, i: number, j: number) => number) => each(of).flat().reduce((sum, value) => sum + value, 0)
  const [rows, columns] = [rowTotals.filter((sum) => sum > 0).length, columnTotals.filter((sum) => sum > 0).length]
  const df = (rows - 1) * (columns - 1)
  const usable = rows > 1 && columns > 1
  const tested = (chiSquare: number, degrees: number): ChiSquare => ({ chiSquare: usable ? chiSquare : Number.NaN, df: usable ? degrees : 0, p: usable ? chiSquareUpper(chiSquare, degrees) : Number.NaN })
  const pearson = tested(total((o, e) => (e > 0 ? (o - e) ** 2 / e : 0)), df)
  const filled = expected.flat().filter((e) => e > 0)
  const smallCells = filled.filter((e) => e < 5).length
  const pairs = countPairs(...cells(counts))
  const problems: Problem[] = []
  if (n === 0) problems.push({ code: 'empty' })
  else if (!usable) problems.push({ code: 'constant' })
  else if (smallCells > filled.length / 5 || Math.min(...filled) < 1) problems.push({ code: 'small-counts' })
  const two = rows === 2 && columns === 2
  const whole = counts.every((row) => row.every((count) => Number.isSafeInteger(count)))
  const exact = usable && whole && n < 1e6 && fisher !== false && (two || fisher || smallCells > 0) ? fisherExact(counts, fisher || two ? {} : { patience: UNASKED_PATIENCE }) : undefined
  if (exact && (fisher || two || smallCells > 0)) problems.push(...exact.problems)
  return {
    counts, expected, rowTotals, columnTotals, n,
    rowShares: each((o, _, i) => o / rowTotals[i]!), columnShares: each((o, _, __, j) => o / columnTotals[j]!),
    ...pearson, cramersV: Math.sqrt(pearson.chiSquare / (n * (Math.min(rows, columns) - 1))), phi: Math.sqrt(pearson.chiSquare / n), contingencyC: Math.sqrt(pearson.chiSquare / (pearson.chiSquare + n)),
    likelihoodRatio: tested(2 * total((o, e) => (o > 0 ? o * Math.log(o / e) : 0)), df),
    ...(two && counts.length === 2 && width === 2 && { yates: tested(yatesOf(counts, expected), 1) }),
    pearsonResiduals: each((o, e) => (o - e) / Math.sqrt(e)),
    adjustedResiduals: each((o, e, i, j) => (o - e) / Math.sqrt(e * (1 - rowTotals[i]! / n) * (1 - columnTotals[j]! / n))),
    smallCells, minExpected: filled.length ? Math.min(...filled) : Number.NaN,
    tauB: usable ? tauB(pairs) : Number.NaN, gamma: usable ? gammaOf(pairs) : Number.NaN,
    linearByLinear: tested((n - 1) * scoreCorrelation(counts, rowScores ?? rowTotals.map((_, i) => i), columnScores ?? columnTotals.map((_, j) => j)) ** 2, 1),
    ...(exact && !Number.isNaN(exact.p) && { fisherP: exact.p }),
    problems,
  }
}

function yatesOf(counts: readonly (readonly number[])[], expected: readonly (readonly number[])[]): number {
  const correction = Math.min(0.5, Math.abs(counts[0]![0]! - expected[0]![0]!))
  return counts.flatMap((row, i) => row.map((o, j) => (Math.abs(o - expected[i]![j]!) - correction) ** 2 / expected[i]![j]!)).reduce((sum, value) => sum + value, 0)
}

function cells(counts: readonly (readonly number[])[]): [number[], number[], number[]] {
  const [x, y, weights]: [number[], number[], number[]] = [[], [], []]
  counts.forEach((row, i) => row.forEach((count, j) => {
    if (count === 0) return
    x.push(i)
    y.push(j)
    weights.push(count)
  }))
  return [x, y, weights]
}

function scoreCorrelation(counts: readonly (readonly number[])[], rowScores: readonly number[], columnScores: readonly number[]): number {
  let [n, x, y] = [0, 0, 0]
  counts.forEach((row, i) => row.forEach((count, j) => {
    n += count
    x += count * rowScores[i]!
    y += count * columnScores[j]!
  }))
  let [xx, yy, xy] = [0, 0, 0]
  counts.forEach((row, i) => row.forEach((count, j) => {
    const [dx, dy] = [rowScores[i]! - x / n, columnScores[j]! - y / n]
    xx += count * dx * dx
    yy += count * dy * dy
    xy += count * dx * dy
  }))
  return xy / Math.sqrt(xx * yy)
}
