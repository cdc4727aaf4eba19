import { binomialCdf } from './discrete-distributions.ts'
import { chiSquareUpper } from './distributions.ts'
import { crosstab, type CrosstabOptions } from './crosstab.ts'
import { compareLevels, isBlank, type Category, type Level } from './frequencies.ts'
import { InvalidInput, type Problem } from './problem.ts'

export interface McNemar {
  /** Without correction for continuity. */
  readonly chiSquare: number
  readonly df: number
  readonly p: number
  /** With correction, for two levels: what R's mcnemar.test shows unless told otherwise. */
  readonly chiSquareCorrected: number
  readonly pCorrected: number
  /** Binomial, two-sided, for two levels and whole counts; else NaN. */
  readonly exactP: number
  readonly levels: readonly Level[]
  readonly counts: readonly (readonly number[])[]
  readonly n: number
  readonly missing: number
  readonly problems: readonly Problem[]
}

/**
 * Did the same respondents change their answers in one direction? χ² = Σ_{i<j} (nᵢⱼ − nⱼᵢ)²/(nᵢⱼ + nⱼᵢ) over pairs of levels that
 * occur (McNemar for two levels, Bowker for more), df the number of pairs.
 * Failures: nobody (`empty`), nobody changed (`constant`): NaN; fewer than 10 changes between two levels (`small-counts`): use `exactP`.
 * Source: McNemar (1947), Psychometrika 12; Bowker (1948), JASA 43; R's mcnemar.test.
 */
export function mcnemar(before: ArrayLike<Category>, after: ArrayLike<Category>, { weights }: Pick<CrosstabOptions, 'weights'> = {}): McNemar {
  if (before.length !== after.length) throw new InvalidInput(`${before.length} and ${after.length} values are no pairs`)
  const all = new Set<Level>()
  for (const list of [before, after]) for (let i = 0; i < list.length; i++) if (!isBlank(list[i])) all.add(list[i]!)
  const levels = [...all].sort(compareLevels)
  const { counts, n, missing } = crosstab(before, after, { weights, rowLevels: levels, columnLevels: levels, fisher: false })
  return { ...mcnemarOfCounts(counts), levels, missing, n }
}

/** The same of a square table: rows before, columns after. */
export function mcnemarOfCounts(counts: readonly (readonly number[])[]): Omit<McNemar, 'levels' | 'missing'> {
  if (!counts.every((row) => row.length === counts.length && row.every((count) => count >= 0 && count < Infinity))) throw new InvalidInput('The table is square and its counts are 0 or more')
  const n = counts.flat().reduce((sum, count) => sum + count, 0)
  const pairs = counts.flatMap((row, i) => row.flatMap((count, j) => (i < j && count + counts[j]![i]! > 0 ? [[count, counts[j]![i]!] as const] : [])))
  const df = counts.length === 2 ? 1 : pairs.length
  const sum = (by: number) => pairs.reduce((all, [b, c]) => all + Math.max(0, Math.abs(b - c) - by) ** 2 / (b + c), 0)
  const changed = pairs.length > 0
  const chiSquare = changed ? sum(0) : Number.NaN
  const two = counts.length === 2 && changed
  const corrected = two ? sum(1) : Number.NaN
  const [b, c] = pairs[0] ?? [0, 0]
  const exact = two && Number.isSafeInteger(b) && Number.isSafeInteger(c)
  const problems: Problem[] = []
  if (n === 0) problems.push({ code: 'empty' })
  else if (!changed) problems.push({ code: 'constant' })
  else if (two && b + c < 10) problems.push({ code: 'small-counts' })
  return {
    chiSquare, df, p: chiSquareUpper(chiSquare, df), chiSquareCorrected: corrected, pCorrected: chiSquareUpper(corrected, 1),
    exactP: exact ? Math.min(1, 2 * binomialCdf(Math.min(b, c), b + c, 0.5)) : Number.NaN, counts, n, problems,
  }
}
