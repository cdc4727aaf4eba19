import { cholesky } from './definite-solve.ts'
import { readDesign } from './design.ts'
import type { Problem } from './problem.ts'
import type { Column, Table, WeightOptions } from './sample.ts'

export interface RelativeImportance {
  /** Each predictor's part of r², averaged over all orders of entry; sums to r². */
  readonly lmg: readonly number[]
  /** The same as parts of 1. */
  readonly shares: readonly number[]
  readonly standardizedBeta: readonly number[]
  /** Of each predictor with the outcome. */
  readonly correlation: readonly number[]
  readonly r2: number
  readonly n: number
  readonly missing: number
  readonly problems: readonly Problem[]
}

/** Above this the 2^p regressions would be felt: they are not begun. */
const MOST_PREDICTORS = 16

/**
 * How much each predictor matters for the outcome, with predictors that go together sharing what they explain:
 * LMGₖ = Σ over sets S without k of |S|!(p−|S|−1)!/p! · (r²(S∪k) − r²(S)), exact, from all 2^p sets.
 * Failures: as `ols`; more than 16 predictors (`too-large`): lmg is NaN.
 * Source: Lindeman, Merenda & Gold (1980); Grömping (2006), relaimpo, Journal of Statistical Software 17.
 */
export function relativeImportance(X: Table, y: Column, options: WeightOptions = {}): RelativeImportance {
  const { complete, width, R, withOutcome, inverse, problems, sds } = readDesign(X, y, { ...options, weighting: options.weighting ?? 'sampling' })
  const none = Array.from({ length: width }, () => Number.NaN)
  const counts = { n: complete.n, missing: complete.missing }
  if (!inverse || !(sds[width]! > 0)) return { lmg: none, shares: none, standardizedBeta: none, correlation: inverse ? none : withOutcome, r2: Number.NaN, ...counts, problems: inverse ? [...problems, { code: 'constant' }] : problems }
  const standardizedBeta = inverse.map((row) => row.reduce((sum, value, j) => sum + value * withOutcome[j]!, 0))
  const r2 = standardizedBeta.reduce((sum, beta, j) => sum + beta * withOutcome[j]!, 0)
  const rest = { standardizedBeta, correlation: withOutcome, r2, ...counts }
  if (width > MOST_PREDICTORS) return { lmg: none, shares: none, ...rest, problems: [...problems, { code: 'too-large' }] }
  const explained = explainedBySets(R, withOutcome)
  const weightOf = sizes(width)
  const lmg = withOutcome.map((_, k) => {
    let sum = 0
    for (let set = 0; set < explained.length; set++) if (!(set & (1 << k))) sum += weightOf[bits(set)]! * (explained[set | (1 << k)]! - explained[set]!)
    return sum
  })
  return { lmg, shares: lmg.map((part) => part / r2), ...rest, problems }
}

/** r² of every set of predictors, sets numbered by their bits. */
function explainedBySets(R: readonly (readonly number[])[], r: readonly number[]): Float64Array {
  const out = new Float64Array(2 ** r.length)
  for (let set = 1; set < out.length; set++) {
    const members = r.flatMap((_, j) => (set & (1 << j) ? [j] : []))
    const factor = cholesky(members.map((i) => members.map((j) => R[i]![j]!)))!
    // r² = |L⁻¹ r|²
    const solved: number[] = []
    members.forEach((i, a) => {
      let value = r[i]!
      for (let b = 0; b < a; b++) value -= factor[a]![b]! * solved[b]!
      solved.push(value / factor[a]![a]!)
    })
    out[set] = solved.reduce((sum, value) => sum + value * value, 0)
  }
  return out
}

/** s!(p − s − 1)!/p! for sets of s. */
function sizes(p: number): number[] {
  const out: number[] = []
  let value = 1 / p
  for (let s = 0; s < p; s++) {
    out.push(value)
    value *= (s + 1) / (p - s - 1)
  }
  return out
}

function bits(set: number): number {
  let count = 0
  for (let rest = set; rest; rest &= rest - 1) count++
  return count
}
