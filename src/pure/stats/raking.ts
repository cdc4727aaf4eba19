import { inRange } from './in-range.ts'
import { InvalidInput, type Problem } from './problem.ts'

export interface RakedMargin {
  readonly variable: string
  readonly level: string
  /** Share wanted, and share of the weighted sample among those whose level is known. */
  readonly target: number
  readonly reached: number
  /** Respondents of this level. */
  readonly n: number
}

export interface Raked {
  /** One for each row, in order; their mean is 1. */
  readonly weights: readonly number[]
  readonly margins: readonly RakedMargin[]
  /** Largest distance between target and reached share. */
  readonly maxDeviation: number
  /** How much larger the variance of a mean is for the weights alone: n·Σw²/(Σw)², ≥ 1. */
  readonly designEffect: number
  /** n / design effect: the simple random sample that tells as much. */
  readonly effectiveSampleSize: number
  readonly iterations: number
  readonly converged: boolean
  readonly n: number
  /** `not-converged`; `empty`; `unmatched`: a level that is wanted has no respondent, or one that is there has no target (its respondents count as unknown for that variable). */
  readonly problems: readonly Problem[]
}

export interface RakingOptions {
  /** Weights to start from, ≥ 0, such as those of the sampling. */
  readonly baseWeights?: readonly number[]
  readonly maxIterations?: number
  /** Converged when every share is this close to its target. */
  readonly tolerance?: number
}

/**
 * Weights that give the sample the shares of the population on several variables at once: all weights of a level are
 * multiplied until it has its share, one variable after the other, again and again (iterative proportional fitting).
 * A respondent whose level is `null` or unmatched is left alone for that variable.
 * @param rows one for each respondent: the level of each variable
 * @param targets shares or counts ≥ 0 of each level of each variable; they are scaled to add up to 1
 * @throws InvalidInput when targets are negative or add up to nothing, or base weights do not fit
 * The weights of a run that did not converge are those of its last round, with what they reach in `margins`.
 * Source: Deming & Stephan (1940); design effect: L. Kish (1965), Survey Sampling.
 */
export function rake(
  rows: readonly Readonly<Record<string, string | number | null | undefined>>[],
  targets: Readonly<Record<string, Readonly<Record<string, number>>>>,
  { baseWeights, maxIterations = 1000, tolerance = 1e-9 }: RakingOptions = {},
): Raked {
  inRange('maxIterations', maxIterations, '[1, ∞)', true)
  inRange('tolerance', tolerance, '(0, 1)')
  if (baseWeights && baseWeights.length !== rows.length) throw new InvalidInput('baseWeights: one for each row')
  let weights = rows.map((_, i) => inRange(`baseWeights[${i}]`, baseWeights?.[i] ?? 1, '[0, ∞)'))
  const margins = marginsOf(rows, targets)
  const wanted = margins.flatMap(({ levels }) => levels)
  const unmatched = wanted.some(({ share, members }) => share > 0 && members.length === 0) || margins.some(({ strangers }) => strangers)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  if (total === 0) {
    return {
      weights: rows.map(() => Number.NaN), margins: [], maxDeviation: Number.NaN, designEffect: Number.NaN, effectiveSampleSize: Number.NaN,
      iterations: 0, converged: false, n: rows.length, problems: [{ code: 'empty' }],
    }
  }
  let iterations = 0
  let deviation = largestDeviation(margins, weights)
  while (deviation > tolerance && iterations < maxIterations) {
    iterations += 1
    for (const { levels } of margins) {
      const sums = levels.map(({ members }) => members.reduce((sum, i) => sum + weights[i]!, 0))
      const known = sums.reduce((sum, part) => sum + part, 0)
      // What cannot be reached is shared out among the levels that can, so that the weights keep their total.
      const reachable = levels.reduce((sum, { share }, l) => sum + (sums[l]! > 0 ? share : 0), 0)
      for (const [l, { share, members }] of levels.entries()) {
        if (!(sums[l]! > 0) || reachable === 0) continue
        const factor = ((share / reachable) * known) / sums[l]!
        for (const i of members) weights[i]! *= factor
      }
    }
    deviation = largestDeviation(margins, weights)
  }
  const sum = weights.reduce((whole, weight) => whole + weight, 0)
  weights = weights.map((weight) => (weight * rows.length) / sum)
  const designEffect = (rows.length * weights.reduce((squares, weight) => squares + weight * weight, 0)) / rows.length ** 2
  const converged = deviation <= tolerance
  return {
    weights,
    margins: margins.flatMap(({ variable, levels }) => {
      const reached = reachedShares(levels, weights)
      return levels.map(({ level, share, members }, l): RakedMargin => ({ variable, level, target: share, reached: reached[l]!, n: members.length }))
    }),
    maxDeviation: deviation,
    designEffect,
    effectiveSampleSize: rows.length / designEffect,
    iterations,
    converged,
    n: rows.length,
    problems: [...(unmatched ? [{ code: 'unmatched' } as const] : []), ...(converged ? [] : [{ code: 'not-converged' } as const])],
  }
}

interface Level {
  readonly level: string
  readonly share: number
  readonly members: readonly number[]
}

interface Margin {
  readonly variable: string
  readonly levels: readonly Level[]
  /** Whether some respondent has a level without a target. */
  readonly strangers: boolean
}

function marginsOf(rows: readonly Readonly<Record<string, string | number | null | undefined>>[], targets: Readonly<Record<string, Readonly<Record<string, number>>>>): Margin[] {
  return Object.entries(targets).map(([variable, shares]): Margin => {
    const entries = Object.entries(shares)
    const total = entries.reduce((sum, [level, share]) => sum + inRange(`targets.${variable}.${level}`, share, '[0, ∞)'), 0)
    if (total === 0) throw new InvalidInput(`targets.${variable}: the shares add up to nothing`)
    const members = new Map(entries.map(([level]) => [level, [] as number[]]))
    let strangers = false
    for (const [i, row] of rows.entries()) {
      const level = row[variable]
      if (level === null || level === undefined || Number.isNaN(level)) continue
      const group = members.get(String(level))
      if (group) group.push(i)
      else strangers = true
    }
    return { variable, strangers, levels: entries.map(([level, share]) => ({ level, share: share / total, members: members.get(level)! })) }
  })
}

function reachedShares(levels: readonly Level[], weights: readonly number[]): number[] {
  const sums = levels.map(({ members }) => members.reduce((sum, i) => sum + weights[i]!, 0))
  const known = sums.reduce((sum, part) => sum + part, 0)
  return sums.map((part) => (known === 0 ? Number.NaN : part / known))
}

/** A variable of which nothing is known can be reached by no weights: its distance is 1. */
function largestDeviation(margins: readonly Margin[], weights: readonly number[]): number {
  return Math.max(0, ...margins.flatMap(({ levels }) => reachedShares(levels, weights).map((share, l) => (Number.isNaN(share) ? 1 : Math.abs(share - levels[l]!.share)))))
}
