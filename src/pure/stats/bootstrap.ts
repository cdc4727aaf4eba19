import { normalCdf, normalQuantile } from './distributions.ts'
import { InvalidInput, type Problem } from './problem.ts'
import { quantilesOf } from './quantile.ts'
import { createRandom } from './random.ts'
import { gapsLeftOut, readSample, upperTailOf, type Column, type Interval } from './sample.ts'

export interface Bootstrap {
  readonly estimate: number
  /** Standard deviation of the draws. */
  readonly se: number
  readonly bias: number
  readonly percentile: Interval
  /** Bias-corrected and accelerated. */
  readonly bca: Interval
  readonly n: number
  readonly missing: number
  readonly draws: number
  readonly problems: readonly Problem[]
}

/** What is asked of a drawn sample; `weights` where there are some. */
export type Statistic = (values: Float64Array, weights: Float64Array | undefined) => number

/**
 * The interval of any statistic of one variable by drawing respondents with replacement, the same for the same seed.
 * With weights each respondent drawn brings the weight along and `statistic` is given both. `bca` shifts the percentiles by the bias z₀ = Φ⁻¹(share of draws below the estimate) and the
 * acceleration a = Σd³ / 6(Σd²)^1.5 of the jackknife (left at 0 above 5000 respondents, where it hardly matters).
 * Failures: fewer than two values or a constant → no interval (`too-few`, `constant`).
 * Source: Efron (1987), Better bootstrap confidence intervals, JASA 82; Davison & Hinkley (1997).
 */
export function bootstrap(
  x: Column,
  statistic: Statistic,
  { seed, draws = 2000, confidence = 0.95, weights }: { readonly seed: number; readonly draws?: number; readonly confidence?: number; readonly weights?: ArrayLike<number> },
): Bootstrap {
  const tail = upperTailOf(confidence)
  if (!Number.isInteger(draws) || draws < 1) throw new InvalidInput(`${draws} draws`)
  const random = createRandom(seed)
  const sample = readSample(x, { weights, weighting: 'sampling' })
  const { values, missing, n } = sample
  const drawn = new Float64Array(n)
  const brought = sample.weights && new Float64Array(n)
  const once = () => {
    for (let i = 0; i < n; i++) {
      const row = random.integer(n)
      drawn[i] = values[row]!
      if (brought) brought[i] = sample.weights![row]!
    }
    return statistic(drawn, brought)
  }
  const none = { lower: Number.NaN, upper: Number.NaN }
  const problems = gapsLeftOut(missing)
  const estimate = n === 0 ? Number.NaN : statistic(values, sample.weights)
  if (n < 2) return { estimate, se: Number.NaN, bias: Number.NaN, percentile: none, bca: none, n, missing, draws, problems: [...problems, { code: n === 0 ? 'empty' : 'too-few' }] }
  const results = Float64Array.from({ length: draws }, once)
  const spread = momentsOfPlain(results)
  const plain = { values: results, weights: undefined, total: draws, n: draws, missing: 0, weighting: undefined }
  const at = (p: number) => quantilesOf(plain, [p])[0]!
  if (!(spread.sd > 0)) problems.push({ code: 'constant' })
  const below = results.reduce((sum, value) => sum + (value < estimate ? 1 : value === estimate ? 0.5 : 0), 0) / draws
  const z0 = normalQuantile(below)
  const a = acceleration(values, sample.weights, statistic)
  const shift = (z: number) => normalCdf(z0 + (z0 + z) / (1 - a * (z0 + z)))
  const z = normalQuantile(tail)
  return {
    estimate, se: spread.sd, bias: spread.mean - estimate,
    percentile: spread.sd > 0 ? { lower: at(1 - tail), upper: at(tail) } : none,
    bca: spread.sd > 0 && Number.isFinite(z0) && Number.isFinite(a) ? { lower: at(shift(-z)), upper: at(shift(z)) } : none,
    n, missing, draws, problems,
  }
}

function momentsOfPlain(values: Float64Array): { mean: number; sd: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return { mean, sd: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)) }
}

function acceleration(values: Float64Array, weights: Float64Array | undefined, statistic: Statistic): number {
  const n = values.length
  // Beyond this the acceleration of any smooth statistic is next to nothing and n² work would be felt
  if (n > 5000) return 0
  const left = Float64Array.from({ length: n }, (_, skip) => statistic(values.filter((_, i) => i !== skip), weights?.filter((_, i) => i !== skip)))
  const mean = left.reduce((sum, value) => sum + value, 0) / n
  let [squares, cubes] = [0, 0]
  for (const value of left) {
    squares += (mean - value) ** 2
    cubes += (mean - value) ** 3
  }
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5)
}
