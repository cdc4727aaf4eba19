import { normalQuantile, normalUpper } from './distributions.ts'
import { inRange } from './in-range.ts'
import { InvalidInput, type Problem } from './problem.ts'

/** What a rater may say; `null` (or NaN) is no rating. */
export type Rating = string | number | null

export type KappaWeights = 'none' | 'linear' | 'quadratic'

export interface Kappa {
  readonly kappa: number
  /** Standard error of this kappa, for intervals. */
  readonly se: number
  readonly ci: readonly [number, number]
  /** kappa over its standard error where only chance agrees. */
  readonly z: number
  /** Two-sided, of no agreement beyond chance. */
  readonly p: number
  /** Share of agreement seen, and that chance would give; weighted. */
  readonly observed: number
  readonly expected: number
  readonly levels: readonly (string | number)[]
  /** [i][j]: weight of units the first rater gave level i and the second level j. */
  readonly table: readonly (readonly number[])[]
  /** Units rated by both, and units left out. */
  readonly n: number
  readonly missing: number
  readonly problems: readonly Problem[]
}

/**
 * Agreement of two raters beyond chance: κ = (pₒ − pₑ)/(1 − pₑ), −1 to 1.
 * Weighted kappa counts near misses by 1 − |i−j|/(k−1) (linear) or 1 − (i−j)²/(k−1)² (quadratic), i and j being the places
 * of the levels in their order.
 * @param a, b what each rater said of the same units, in the same order; units that one of them left out are left out
 * @param options.levels all levels in order; needed for weighted kappa of words. By default those seen, sorted
 * @param options.unitWeights how much each unit counts, ≥ 0
 * @throws InvalidInput when lengths differ, a rating is none of the levels, or words are weighted without levels
 * Problems: `empty`, and `constant` when both raters always said one thing, so that chance agrees fully and kappa is NaN.
 * Source: J. Cohen (1960, 1968); standard errors: Fleiss, Cohen & Everitt (1969), as psych::cohen.kappa and irr::kappa2.
 */
export function cohenKappa(
  a: readonly Rating[],
  b: readonly Rating[],
  { weights = 'none', levels, confidence = 0.95, unitWeights }: { weights?: KappaWeights, levels?: readonly (string | number)[], confidence?: number, unitWeights?: readonly number[] } = {},
): Kappa {
  if (a.length !== b.length || (unitWeights && unitWeights.length !== a.length)) throw new InvalidInput('a, b and unitWeights have one entry for each unit')
  inRange('confidence', confidence, '(0, 1)')
  const order = levels ?? sortedLevels([...a, ...b])
  if (!levels && weights !== 'none' && order.some((level) => typeof level === 'string')) throw new InvalidInput('levels: weighted kappa of words needs their order')
  const places = new Map(order.map((level, place) => [level, place]))
  const table = order.map(() => order.map(() => 0))
  let n = 0
  let total = 0
  for (const [unit, first] of a.entries()) {
    const second = b[unit]!
    const weight = inRange('unitWeights', unitWeights?.[unit] ?? 1, '[0, ∞)')
    if (isMissing(first) || isMissing(second)) continue
    const [i, j] = [places.get(first), places.get(second)]
    if (i === undefined || j === undefined) throw new InvalidInput(`levels: ${i === undefined ? first : second} is none of them`)
    table[i]![j]! += weight
    n += 1
    total += weight
  }
  const figures = kappaOf(table, total, weights)
  const half = normalQuantile((1 + confidence) / 2) * figures.se
  return {
    ...figures,
    ci: [figures.kappa - half, figures.kappa + half],
    p: 2 * normalUpper(Math.abs(figures.z)),
    levels: order,
    table,
    n,
    missing: a.length - n,
    problems: [
      ...(total === 0 ? [{ code: 'empty' } as const] : figures.expected > 1 - 1e-15 ? [{ code: 'constant' } as const] : []),
      ...(n < a.length ? [{ code: 'missing-left-out' } as const] : []),
    ],
  }
}

export const isMissing = (rating: Rating): rating is null => rating === null || Number.isNaN(rating)

/** The levels seen, numbers by size and then words by code point. */
export function sortedLevels(ratings: readonly Rating[]): (string | number)[] {
  const seen = [...new Set(ratings.filter((rating): rating is string | number => !isMissing(rating)))]
  return seen.sort((x, y) => (typeof x === 'number' && typeof y === 'number' ? x - y : typeof x === 'number' ? -1 : typeof y === 'number' ? 1 : x < y ? -1 : 1))
}

function kappaOf(table: readonly (readonly number[])[], total: number, weights: KappaWeights): Pick<Kappa, 'kappa' | 'se' | 'z' | 'observed' | 'expected'> {
  const k = table.length
  const credit = (i: number, j: number): number => {
    if (weights === 'none' || k < 2) return i === j ? 1 : 0
    const distance = Math.abs(i - j) / (k - 1)
    return 1 - (weights === 'linear' ? distance : distance * distance)
  }
  const rows = table.map((row) => row.reduce((sum, count) => sum + count, 0) / total)
  const columns = table.map((_, j) => table.reduce((sum, row) => sum + row[j]!, 0) / total)
  const rowCredit = rows.map((_, i) => columns.reduce((sum, share, j) => sum + share * credit(i, j), 0))
  const columnCredit = columns.map((_, j) => rows.reduce((sum, share, i) => sum + share * credit(i, j), 0))
  let [observed, expected] = [0, 0]
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < k; j++) {
      observed += (credit(i, j) * table[i]![j]!) / total
      expected += credit(i, j) * rows[i]! * columns[j]!
    }
  }
  const room = 1 - expected
  if (!(room > 1e-15)) return { kappa: Number.NaN, se: Number.NaN, z: Number.NaN, observed: total === 0 ? Number.NaN : observed, expected: total === 0 ? Number.NaN : expected }
  let [spread, chanceSpread] = [0, 0]
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < k; j++) {
      const margin = rowCredit[i]! + columnCredit[j]!
      spread += (table[i]![j]! / total) * (credit(i, j) * room - margin * (1 - observed)) ** 2
      chanceSpread += rows[i]! * columns[j]! * (credit(i, j) - margin) ** 2
    }
  }
  const kappa = (observed - expected) / room
  const variance = (spread - (observed * expected - 2 * expected + observed) ** 2) / (total * room ** 4)
  const chanceVariance = (chanceSpread - expected ** 2) / (total * room ** 2)
  return { kappa, se: Math.sqrt(Math.max(0, variance)), z: kappa / Math.sqrt(Math.max(0, chanceVariance)), observed, expected }
}
