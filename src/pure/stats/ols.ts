import { readDesign } from './design.ts'
import { fUpper, tQuantile, tTwoSided } from './distributions.ts'
import type { Problem } from './problem.ts'
import { upperTailOf, type Column, type Table, type WeightOptions } from './sample.ts'

export interface Regression {
  /** The intercept first, then one for each predictor, in units of the outcome for one unit of the predictor. */
  readonly coefficients: readonly number[]
  /** For each predictor (no intercept): in standard deviations of both. */
  readonly standardized: readonly number[]
  readonly se: readonly number[]
  readonly t: readonly number[]
  /** Two-sided. */
  readonly p: readonly number[]
  readonly lower: readonly number[]
  readonly upper: readonly number[]
  readonly r2: number
  readonly adjustedR2: number
  readonly f: number
  readonly df1: number
  readonly df2: number
  readonly fP: number
  /** Residual standard error. */
  readonly sigma: number
  /** Variance inflation of each predictor, 1 …; above 5 to 10 the predictors can hardly be told apart. */
  readonly vif: readonly number[]
  /** 0 … 4, about 2 where residuals of neighbouring rows have nothing to do with each other. */
  readonly durbinWatson: number
  readonly aic: number
  readonly bic: number
  /** For complete rows, in their order. */
  readonly fitted: readonly number[]
  readonly residuals: readonly number[]
  readonly n: number
  readonly missing: number
  readonly problems: readonly Problem[]
}

/**
 * Least squares of `y` on the columns of `X` with an intercept: β = R⁻¹r in standard units, b = β s_y/s_x,
 * se = σ/(s_x √(n−1)) · √VIF. Rows with gaps are left out.
 * Weights are those of R's lm (Σwe² is minimised, n counts rows, their scale does not matter) unless `weighting` is `frequency`.
 * Failures, with NaN in every figure: fewer rows than coefficients and one more (`too-few`), a constant predictor (`constant`, at it), one that follows from
 * others (`singular`, at the first such; nothing is dropped silently). A constant outcome: r² is NaN (`constant`).
 * Source: R's lm, car::vif; Durbin & Watson (1950), Biometrika 37.
 */
export function ols(X: Table, y: Column, { confidence = 0.95, ...options }: WeightOptions & { readonly confidence?: number } = {}): Regression {
  const tail = upperTailOf(confidence)
  const design = readDesign(X, y, { ...options, weighting: options.weighting ?? 'sampling' })
  const { complete, width, means, sds, inverse, withOutcome } = design
  const { weights, columns } = complete
  const problems = design.problems
  const rows = complete.rows.length
  const size = complete.weighting === 'frequency' ? complete.total : rows
  const [df1, df2] = [width, size - width - 1]
  const every = (value: number, count: number) => Array.from({ length: count }, () => value)
  const outcomes = columns[width]!
  const flat = rows > 0 && sds[width] === 0
  if (!inverse) {
    const none = every(Number.NaN, width + 1)
    return {
      coefficients: none, standardized: every(Number.NaN, width), se: none, t: none, p: none, lower: none, upper: none, r2: Number.NaN, adjustedR2: Number.NaN,
      f: Number.NaN, df1, df2, fP: Number.NaN, sigma: Number.NaN, vif: every(Number.NaN, width), durbinWatson: Number.NaN, aic: Number.NaN, bic: Number.NaN,
      fitted: every(Number.NaN, rows), residuals: every(Number.NaN, rows), n: complete.n, missing: complete.missing, problems,
    }
  }
  if (flat) problems.push({ code: 'constant' })
  const standardized = inverse.map((row) => row.reduce((sum, value, j) => sum + value * withOutcome[j]!, 0))
  const slopes = standardized.map((beta, j) => (flat ? 0 : (beta * sds[width]!) / sds[j]!))
  const intercept = means[width]! - slopes.reduce((sum, slope, j) => sum + slope * means[j]!, 0)
  const scale = rows > 0 ? size / complete.total : 1
  const fitted: number[] = []
  const residuals: number[] = []
  let [rss, changes, plain, logs] = [0, 0, 0, 0]
  for (let i = 0; i < rows; i++) {
    let value = means[width]!
    for (let j = 0; j < width; j++) value += slopes[j]! * (columns[j]![i]! - means[j]!)
    const residual = outcomes[i]! - value
    const weight = weights ? weights[i]! * scale : 1
    fitted.push(value)
    residuals.push(residual)
    rss += weight * residual * residual
    plain += residual * residual
    logs += complete.weighting === 'frequency' ? 0 : Math.log(weight)
    if (i > 0) changes += (residual - residuals[i - 1]!) ** 2
  }
  const tss = complete.total > 1 ? sds[width]! ** 2 * (complete.total - 1) * scale : Number.NaN
  const r2 = flat ? Number.NaN : 1 - rss / tss
  const variance = rss / df2
  const spread = (j: number) => sds[j]! ** 2 * (complete.total - 1) * scale
  const slopeSe = inverse.map((row, j) => Math.sqrt((variance * row[j]!) / spread(j)))
  // variance of the mean plus that of the slopes at the means
  let atMeans = 0
  inverse.forEach((row, i) => row.forEach((value, j) => { atMeans += (means[i]! * means[j]! * value) / Math.sqrt(spread(i) * spread(j)) }))
  const coefficients = [intercept, ...slopes]
  const se = [Math.sqrt(variance * (1 / size + atMeans)), ...slopeSe]
  const t = coefficients.map((value, j) => (variance > 0 ? value / se[j]! : Number.NaN))
  const reach = tQuantile(tail, df2)
  const f = r2 / df1 / ((1 - r2) / df2)
  const logLikelihood = 0.5 * (logs - size * (Math.log(2 * Math.PI) + 1 - Math.log(size) + Math.log(rss)))
  return {
    coefficients, standardized, se, t, p: t.map((value) => tTwoSided(value, df2)),
    lower: coefficients.map((value, j) => value - reach * se[j]!), upper: coefficients.map((value, j) => value + reach * se[j]!),
    r2, adjustedR2: 1 - ((1 - r2) * (size - 1)) / df2, f, df1, df2, fP: fUpper(f, df1, df2), sigma: Math.sqrt(variance),
    vif: inverse.map((row, j) => row[j]!), durbinWatson: plain > 0 ? changes / plain : Number.NaN,
    aic: 2 * (width + 2) - 2 * logLikelihood, bic: Math.log(size) * (width + 2) - 2 * logLikelihood,
    fitted, residuals, n: complete.n, missing: complete.missing, problems,
  }
}
