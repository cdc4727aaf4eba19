import { isMissing, type Rating, sortedLevels } from './cohen-kappa.ts'
import { normalUpper } from './distributions.ts'
import { inRange } from './in-range.ts'
import { InvalidInput, type Problem } from './problem.ts'

export interface LevelKappa {
  readonly level: string | number
  readonly kappa: number
  readonly se: number
  readonly z: number
  readonly p: number
}

export interface FleissKappa {
  readonly kappa: number
  /** Standard error where only chance agrees; z and p rest on it. */
  readonly se: number
  readonly z: number
  readonly p: number
  readonly observed: number
  readonly expected: number
  /** Agreement about each level against all others. */
  readonly levels: readonly LevelKappa[]
  /** Units that every rater rated, and those left out. */
  readonly n: number
  readonly raters: number
  readonly missing: number
  readonly problems: readonly Problem[]
}

/**
 * Agreement of m raters on names without order, beyond chance: κ = (P̄ − P̄ₑ)/(1 − P̄ₑ).
 * @param units one row for each unit with one rating by each of the raters (who need not be the same persons); a row with a
 * gap is left out whole, as irr::kappam.fleiss does. Krippendorff's alpha uses such rows.
 * @param options.unitWeights how much each unit counts, ≥ 0; a unit of weight 3 is three such units
 * @throws InvalidInput when rows differ in length or have fewer than two raters
 * Problems: `empty`, `missing-left-out`, and `constant` when one level was all that was said.
 * Source: J. L. Fleiss (1971); variance: Fleiss, Nee & Landis (1979), as irr.
 */
export function fleissKappa(units: readonly (readonly Rating[])[], { unitWeights }: { readonly unitWeights?: readonly number[] } = {}): FleissKappa {
  if (unitWeights && unitWeights.length !== units.length) throw new InvalidInput('unitWeights: one for each unit')
  const m = units[0]?.length ?? 0
  if (units.some((row) => row.length !== m)) throw new InvalidInput('units: every row has one place for each rater')
  if (units.length > 0 && m < 2) throw new InvalidInput('units: agreement needs two raters')
  const weightOf = (unit: number): number => inRange(`unitWeights[${unit}]`, unitWeights?.[unit] ?? 1, '[0, ∞)')
  const complete = [...units.keys()].filter((unit) => !units[unit]!.some(isMissing))
  const whole = complete.filter((unit) => weightOf(unit) > 0)
  const n = whole.reduce((sum, unit) => sum + weightOf(unit), 0)
  const levels = sortedLevels(whole.flatMap((unit) => units[unit]!))
  const counts = whole.map((unit) => ({ weight: weightOf(unit), row: levels.map((level) => units[unit]!.reduce<number>((sum, rating) => sum + (rating === level ? 1 : 0), 0)) }))
  const shares = levels.map((_, j) => counts.reduce((sum, { weight, row }) => sum + weight * row[j]!, 0) / (n * m))
  const observed = counts.reduce((sum, { weight, row }) => sum + (weight * (row.reduce((squares, count) => squares + count * count, 0) - m)) / (m * (m - 1)), 0) / n
  const expected = shares.reduce((sum, share) => sum + share ** 2, 0)
  const cubes = shares.reduce((sum, share) => sum + share ** 3, 0)
  const constant = levels.length === 1
  const kappa = constant || n === 0 ? Number.NaN : (observed - expected) / (1 - expected)
  const se = n === 0 || constant ? Number.NaN : Math.sqrt(((2 / (n * m * (m - 1))) * (expected - (2 * m - 3) * expected ** 2 + 2 * (m - 2) * cubes)) / (1 - expected) ** 2)
  return {
    kappa,
    se,
    ...tested(kappa, se),
    observed: n === 0 ? Number.NaN : observed,
    expected: n === 0 ? Number.NaN : expected,
    levels: levels.map((level, j): LevelKappa => {
      const share = shares[j]!
      const together = (counts.reduce((sum, { weight, row }) => sum + weight * row[j]! ** 2, 0) - n * m * share) / (n * m * (m - 1) * share)
      const own = constant ? Number.NaN : (together - share) / (1 - share)
      const ownSe = Math.sqrt(((1 + 2 * (m - 1) * share) ** 2 + 2 * (m - 1) * share * (1 - share)) / (n * m * (m - 1) ** 2 * share * (1 - share)))
      return { level, kappa: own, se: ownSe, ...tested(own, ownSe) }
    }),
    n: whole.length,
    raters: m,
    missing: units.length - complete.length,
    problems: [
      ...(n === 0 ? [{ code: 'empty' } as const] : constant ? [{ code: 'constant' } as const] : []),
      ...(complete.length < units.length ? [{ code: 'missing-left-out' } as const] : []),
    ],
  }
}

const tested = (kappa: number, se: number): { z: number, p: number } => ({ z: kappa / se, p: 2 * normalUpper(Math.abs(kappa / se)) })
