import { isMissing, type Rating, sortedLevels } from './cohen-kappa.ts'
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
 * @throws InvalidInput for words on a level above nominal, or negative numbers on the ratio level
 * Problems: `empty` when no unit has two ratings; `constant` when all ratings are the same, so that nothing could differ and alpha is NaN.
 * Source: K. Krippendorff (2011), Computing Krippendorff's alpha-reliability; irr::kripp.alpha.
 */
export function krippendorffAlpha(units: readonly (readonly Rating[])[], level: MeasurementLevel): KrippendorffAlpha {
  const rated = units.map((row) => row.filter((rating): rating is string | number => !isMissing(rating))).filter((row) => row.length >= 2)
  const levels = sortedLevels(rated.flat())
  const totals = levels.map(() => 0)
  const places = new Map(levels.map((value, place) => [value, place]))
  for (const row of rated) for (const value of row) totals[places.get(value)!]! += 1
  const difference = differenceOf(levels, totals, level)

  const values = totals.reduce((sum, count) => sum + count, 0)
  let observed = 0
  for (const row of rated) {
    let within = 0
    for (const [i, first] of row.entries()) for (const second of row.slice(i + 1)) within += 2 * difference(places.get(first)!, places.get(second)!)
    observed += within / (row.length - 1)
  }
  let expected = 0
  for (const [c, count] of totals.entries()) for (let k = c + 1; k < totals.length; k++) expected += 2 * count * totals[k]! * difference(c, k)
  const observedDisagreement = values === 0 ? Number.NaN : observed / values
  const expectedDisagreement = values === 0 ? Number.NaN : expected / (values * (values - 1))
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
