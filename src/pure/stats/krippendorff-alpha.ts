import { isMissing, type Rating, sortedLevels } from './cohen-kappa.ts'
import { inRange } from './in-range.ts'
import { InvalidInput, type Problem } from './problem.ts'

export type MeasurementLevel = 'nominal' | 'ordinal' | 'interval' | 'ratio'

export interface KrippendorffAlpha {
  /** 1 for agreement without fault, 0 for that of chance, below 0 for contradiction. */
  readonly alpha: number
  /** Mean squared difference within units, and that of all values paired with all others. */
  readonly observedDisagreement: number
  readonly expectedDisagreement: number
  /** Units with two ratings or more: only these can be compared. */
  readonly n: number
  /** Ratings within those units. */
  readonly values: number
  /** Gaps in `units`, and ratings that stand alone in their unit. */
  readonly missing: number
  readonly problems: readonly Problem[]
}

/**
 * Agreement of any number of raters who need not all have rated all units: α = 1 − Dₒ/Dₑ.
 * @param units one row for each unit, with a place for each rater; `null` (or NaN) where a rater said nothing
 * @param level how far two values differ: `nominal` same or not; `ordinal` by the ranks between them; `interval` (a − b)²;
 * `ratio` ((a − b)/(a + b))². All but nominal need numbers; ratio needs numbers ≥ 0
 * @param options.unitWeights how much each unit counts, ≥ 0
 * @throws InvalidInput for words on a level above nominal, or negative numbers on the ratio level
 * Problems: `empty` when no unit has two ratings; `constant` when all ratings are the same, so that nothing could differ and alpha is NaN.
 * Source: K. Krippendorff (2011), Computing Krippendorff's alpha-reliability; irr::kripp.alpha.
 */
export function krippendorffAlpha(units: readonly (readonly Rating[])[], level: MeasurementLevel, { unitWeights }: { readonly unitWeights?: readonly number[] } = {}): KrippendorffAlpha {
  if (unitWeights && unitWeights.length !== units.length) throw new InvalidInput('unitWeights: one for each unit')
  const rated = units.map((row, i) => ({ ratings: row.filter((rating): rating is string | number => !isMissing(rating)), weight: inRange(`unitWeights[${i}]`, unitWeights?.[i] ?? 1, '[0, ∞)') })).filter(({ ratings, weight }) => ratings.length >= 2 && weight > 0)
  const levels = sortedLevels(rated.flatMap(({ ratings }) => ratings))
  const totals = levels.map(() => 0)
  const places = new Map(levels.map((value, place) => [value, place]))
  for (const { ratings, weight } of rated) for (const value of ratings) totals[places.get(value)!]! += weight
  const difference = differenceOf(levels, totals, level)

  const values = rated.reduce((sum, { ratings }) => sum + ratings.length, 0)
  const total = totals.reduce((sum, count) => sum + count, 0)
  let observed = 0
  for (const { ratings, weight } of rated) {
    let within = 0
    for (const [i, first] of ratings.entries()) for (const second of ratings.slice(i + 1)) within += 2 * difference(places.get(first)!, places.get(second)!)
    observed += (weight * within) / (ratings.length - 1)
  }
  let expected = 0
  for (const [c, count] of totals.entries()) for (let k = c + 1; k < totals.length; k++) expected += 2 * count * totals[k]! * difference(c, k)
  const observedDisagreement = values === 0 ? Number.NaN : observed / total
  const expectedDisagreement = values === 0 ? Number.NaN : expected / (total * (total - 1))
  const given = units.reduce((sum, row) => sum + row.length, 0)
  return {
    alpha: levels.length < 2 ? Number.NaN : 1 - observedDisagreement / expectedDisagreement,
    observedDisagreement,
    expectedDisagreement,
    n: rated.length,
    values,
    missing: given - values,
    problems: [
      ...(values === 0 ? [{ code: 'empty' } as const] : levels.length === 1 ? [{ code: 'constant' } as const] : []),
      ...(values < given ? [{ code: 'missing-left-out' } as const] : []),
    ],
  }
}

/** The squared difference of two levels by their places. */
function differenceOf(levels: readonly (string | number)[], totals: readonly number[], level: MeasurementLevel): (c: number, k: number) => number {
  if (level === 'nominal') return (c, k) => (c === k ? 0 : 1)
  if (levels.some((value) => typeof value === 'string')) throw new InvalidInput(`level: ${level} needs numbers`)
  const numbers = levels as readonly number[]
  if (level === 'ratio' && numbers.some((value) => value < 0)) throw new InvalidInput('level: ratio needs numbers of 0 or more')
  if (level === 'interval') return (c, k) => (numbers[c]! - numbers[k]!) ** 2
  if (level === 'ratio') return (c, k) => (c === k ? 0 : ((numbers[c]! - numbers[k]!) / (numbers[c]! + numbers[k]!)) ** 2)
  // The rank of a level is that of the middle of its values.
  let below = 0
  const middles = totals.map((count) => (below += count) - count / 2)
  return (c, k) => (middles[c]! - middles[k]!) ** 2
}
