import { normalQuantile, normalUpper } from './distributions.ts'
import type { Problem } from './problem.ts'
import { gapsLeftOut, isConstant, readSample, type Column } from './sample.ts'

export interface Normality {
  /** 0 … 1; 1 where the sorted values lie as those of a normal distribution would. */
  readonly w: number
  readonly p: number
  readonly n: number
  readonly missing: number
  readonly problems: readonly Problem[]
}

const polynomial = (coefficients: readonly number[], x: number): number => coefficients.reduceRight((sum, value) => sum * x + value, 0)

const FIRST = [0, 0.221157, -0.147981, -2.07119, 4.434685, -2.706056]
const SECOND = [0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633]

/**
 * Do values come from a normal distribution? W = (Σaᵢx₍ᵢ₎)² / Σ(x − x̄)² by Royston's approximation of the weights a and of the distribution of W.
 * It knows no weights. Failures: fewer than 3 or more than 5000 values (`too-few`, `too-large`), a constant (`constant`): NaN.
 * Source: Royston (1995), Applied Statistics 44, AS R94; R's shapiro.test.
 */
export function shapiroWilk(x: Column): Normality {
  const { values, n, missing } = readSample(x)
  const problems = gapsLeftOut(missing)
  const fault = n === 0 ? 'empty' : n < 3 ? 'too-few' : n > 5000 ? 'too-large' : isConstant(values) ? 'constant' : undefined
  if (fault) return { w: Number.NaN, p: Number.NaN, n, missing, problems: [...problems, { code: fault }] }
  const sorted = values.toSorted()
  const mean = sorted.reduce((sum, value) => sum + value, 0) / n
  const a = weightsFor(n)
  const slope = a.reduce((sum, weight, i) => sum + weight * (sorted[n - 1 - i]! - sorted[i]!), 0)
  const w = Math.min(1, (slope * slope) / sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0))
  return { w, p: chance(w, n), n, missing, problems }
}

function weightsFor(n: number): number[] {
  if (n === 3) return [Math.SQRT1_2]
  const m = Array.from({ length: Math.floor(n / 2) }, (_, i) => normalQuantile((i + 0.625) / (n + 0.25)))
  const squares = 2 * m.reduce((sum, value) => sum + value * value, 0)
  const root = 1 / Math.sqrt(n)
  const first = polynomial(FIRST, root) - m[0]! / Math.sqrt(squares)
  if (n <= 5) {
    const scale = Math.sqrt((squares - 2 * m[0]! ** 2) / (1 - 2 * first ** 2))
    return m.map((value, i) => (i === 0 ? first : -value / scale))
  }
  const second = polynomial(SECOND, root) - m[1]! / Math.sqrt(squares)
  const scale = Math.sqrt((squares - 2 * m[0]! ** 2 - 2 * m[1]! ** 2) / (1 - 2 * first ** 2 - 2 * second ** 2))
  return m.map((value, i) => (i === 0 ? first : i === 1 ? second : -value / scale))
}

function chance(w: number, n: number): number {
  if (n === 3) return Math.max(0, (6 / Math.PI) * (Math.asin(Math.sqrt(w)) - Math.asin(Math.sqrt(0.75))))
  const y = Math.log(1 - w)
  if (n <= 11) {
    const end = -2.273 + 0.459 * n
    if (y >= end) return 0
    return normalUpper((-Math.log(end - y) - polynomial([0.544, -0.39978, 0.025054, -6.714e-4], n)) / Math.exp(polynomial([1.3822, -0.77857, 0.062767, -0.0020322], n)))
  }
  const log = Math.log(n)
  return normalUpper((y - polynomial([-1.5861, -0.31082, -0.083751, 0.0038915], log)) / Math.exp(polynomial([-0.4803, -0.082676, 0.0030302], log)))
}
