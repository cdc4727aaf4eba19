import { readDesign } from './design.ts'
import { cholesky, solveCholesky } from './definite-solve.ts'
import { chiSquareUpper, normalQuantile, normalUpper } from './distributions.ts'
import { InvalidInput, type Problem } from './problem.ts'
import { upperTailOf, type Column, type Table, type WeightOptions } from './sample.ts'

export interface LogisticRegression {
  /** The intercept first; ln odds for one unit of the predictor. */
  readonly coefficients: readonly number[]
  /** e to the coefficients, with the ends of their intervals. */
  readonly oddsRatios: readonly { readonly oddsRatio: number; readonly lower: number; readonly upper: number }[]
  readonly se: readonly number[]
  readonly z: readonly number[]
  /** Two-sided, Wald. */
  readonly p: readonly number[]
  readonly lower: readonly number[]
  readonly upper: readonly number[]
  readonly deviance: number
  readonly nullDeviance: number
  readonly aic: number
  /** Against the model without predictors. */
  readonly likelihoodRatio: { readonly chiSquare: number; readonly df: number; readonly p: number }
  readonly mcfaddenR2: number
  readonly nagelkerkeR2: number
  readonly vif: readonly number[]
  /** P(y = 1) of complete rows, in their order. */
  readonly fitted: readonly number[]
  readonly converged: boolean
  readonly iterations: number
  readonly n: number
  readonly missing: number
  readonly problems: readonly Problem[]
}

const MOST = 60

/**
 * Logistic regression of `y` (0 or 1; anything else is an `InvalidInput`) on the columns of `X` with an intercept, by
 * iteratively reweighted least squares until a step changes no coefficient by more than 1e-10 standard deviations.
 * Rows with gaps are left out. Weights: frequencies count respondents as R's glm takes them.
 * Failures, with NaN in every figure: as `ols`; an outcome that is always the same (`constant`); predictors that tell the
 * outcomes apart without fault, so that the likelihood has no maximum (`separation`).
 * Source: McCullagh & Nelder (1989); Albert & Anderson (1984), Biometrika 71; R's glm with binomial.
 */
export function logistic(X: Table, y: Column, { confidence = 0.95, ...options }: WeightOptions & { readonly confidence?: number } = {}): LogisticRegression {
  const quantile = normalQuantile(upperTailOf(confidence))
  const { complete, width, means, sds, inverse, problems } = readDesign(X, y, options)
  const { columns, weights, total } = complete
  const rows = complete.rows.length
  const outcomes = columns[width] ?? new Float64Array()
  for (const value of outcomes) if (value !== 0 && value !== 1) throw new InvalidInput(`An outcome is 0 or 1, not ${value}`)
  const weight = (i: number) => (weights ? weights[i]! : 1)
  let ones = 0
  for (let i = 0; i < rows; i++) ones += weight(i) * outcomes[i]!
  if (inverse && (ones === 0 || ones === total)) problems.push({ code: 'constant' })
  const usable = inverse !== undefined && ones > 0 && ones < total
  const scaled = columns.slice(0, width).map((column, j) => column.map((value) => (value - means[j]!) / sds[j]!))
  const fit = usable ? iterate(scaled, outcomes, weight, Math.log(ones / (total - ones))) : undefined
  if (fit?.fault) problems.push({ code: fit.fault })
  const found = fit && !fit.fault ? fit : undefined
  const base = ones / total
  const nullDeviance = usable ? -2 * (ones * Math.log(base) + (total - ones) * Math.log1p(-base)) : Number.NaN
  const every = (value: number) => Array.from({ length: width + 1 }, () => value)
  // back from standard units
  const back = (standard: readonly number[]) => {
    const slopes = standard.slice(1).map((value, j) => value / sds[j]!)
    return [standard[0]! - slopes.reduce((sum, slope, j) => sum + slope * means[j]!, 0), ...slopes]
  }
  const coefficients = found ? back(found.coefficients) : every(Number.NaN)
  const se = found ? [
    Math.sqrt(quadratic(found.covariance, [1, ...means.slice(0, width).map((mean, j) => -mean / sds[j]!)])),
    ...found.covariance.slice(1).map((row, j) => Math.sqrt(row[j + 1]!) / sds[j]!),
  ] : every(Number.NaN)
  const z = coefficients.map((value, j) => value / se[j]!)
  const lower = coefficients.map((value, j) => value - quantile * se[j]!)
  const upper = coefficients.map((value, j) => value + quantile * se[j]!)
  const deviance = found?.deviance ?? Number.NaN
  const gain = nullDeviance - deviance
  return {
    coefficients, oddsRatios: coefficients.map((value, j) => ({ oddsRatio: Math.exp(value), lower: Math.exp(lower[j]!), upper: Math.exp(upper[j]!) })),
    se, z, p: z.map((value) => 2 * normalUpper(Math.abs(value))), lower, upper, deviance, nullDeviance, aic: deviance + 2 * (width + 1),
    likelihoodRatio: { chiSquare: gain, df: width, p: chiSquareUpper(Math.max(0, gain), width) },
    mcfaddenR2: gain / nullDeviance, nagelkerkeR2: -Math.expm1(-gain / total) / -Math.expm1(-nullDeviance / total),
    vif: found && inverse ? inverse.map((row, j) => row[j]!) : every(Number.NaN).slice(1), fitted: found ? found.fitted : Array.from({ length: rows }, () => Number.NaN),
    converged: found !== undefined, iterations: fit?.iterations ?? 0, n: complete.n, missing: complete.missing, problems,
  }
}

interface Fit {
  readonly coefficients: number[]
  readonly covariance: number[][]
  readonly deviance: number
  readonly fitted: number[]
  readonly iterations: number
  readonly fault?: 'separation' | 'not-converged'
}

function iterate(columns: readonly Float64Array[], y: Float64Array, weight: (i: number) => number, start: number): Fit {
  const size = columns.length + 1
  const at = (i: number, j: number) => (j === 0 ? 1 : columns[j - 1]![i]!)
  let coefficients = Array.from({ length: size }, (_, j) => (j === 0 ? start : 0))
  const linear = (from: readonly number[], i: number) => {
    let sum = from[0]!
    for (let j = 1; j < size; j++) sum += from[j]! * columns[j - 1]![i]!
    return sum
  }
  const devianceOf = (from: readonly number[]) => {
    let sum = 0
    for (let i = 0; i < y.length; i++) {
      const eta = linear(from, i)
      const signed = y[i] === 1 ? -eta : eta
      sum += weight(i) * (signed > 0 ? signed + Math.log1p(Math.exp(-signed)) : Math.log1p(Math.exp(signed)))
    }
    return 2 * sum
  }
  let deviance = devianceOf(coefficients)
  for (let iterations = 1; ; iterations++) {
    const information = Array.from({ length: size }, () => Array.from({ length: size }, () => 0))
    const score = Array.from({ length: size }, () => 0)
    const fitted: number[] = []
    let farthest = 0
    for (let i = 0; i < y.length; i++) {
      const eta = linear(coefficients, i)
      farthest = Math.max(farthest, Math.abs(eta))
      const p = 1 / (1 + Math.exp(-eta))
      fitted.push(p)
      const w = (weight(i) * Math.exp(-Math.abs(eta))) / (1 + Math.exp(-Math.abs(eta))) ** 2
      const gap = weight(i) * (y[i]! - p)
      for (let j = 0; j < size; j++) {
        const value = at(i, j)
        score[j]! += gap * value
        for (let k = 0; k <= j; k++) information[j]![k]! += w * value * at(i, k)
      }
    }
    for (let j = 0; j < size; j++) for (let k = 0; k < j; k++) information[k]![j] = information[j]![k]!
    const factor = cholesky(information, 1e-10)
    const fault = farthest > 15 ? ('separation' as const) : ('not-converged' as const)
    const failed: Fit = { coefficients, covariance: [], deviance, fitted, iterations, fault }
    if (!factor) return failed
    const step = solveCholesky(factor, score)
    if (Math.max(...step.map(Math.abs)) < 1e-10 * Math.max(1, ...coefficients.map(Math.abs))) {
      const covariance = step.map((_, j) => solveCholesky(factor, step.map((__, k) => (k === j ? 1 : 0))))
      return { coefficients, covariance, deviance, fitted, iterations }
    }
    if (iterations >= MOST) return failed
    let length = 1
    let tried = coefficients
    let reached = Number.POSITIVE_INFINITY
    while (length > 1e-4) {
      tried = coefficients.map((value, j) => value + length * step[j]!)
      reached = devianceOf(tried)
      if (reached <= deviance + 1e-9 * Math.abs(deviance)) break
      length /= 2
    }
    coefficients = tried
    deviance = reached
  }
}

const quadratic = (matrix: readonly (readonly number[])[], x: readonly number[]): number => matrix.reduce((sum, row, i) => sum + row.reduce((inner, value, j) => inner + value * x[i]! * x[j]!, 0), 0)
