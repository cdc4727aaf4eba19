import type { Problem } from './problem.ts'
import { gapsLeftOut, isConstant, momentsOf, readSample, type Column, type WeightOptions } from './sample.ts'

/** Which divisors skewness and kurtosis have: 1 by moments alone, 2 unbiased under normality (SPSS, SAS, Excel), 3 by the standard deviation of divisor n − 1 (psych, and `describe`). */
export type ShapeType = 1 | 2 | 3

export interface Shape {
  readonly skewness: number
  readonly kurtosis: number
  readonly n: number
  readonly missing: number
  readonly problems: readonly Problem[]
}

/**
 * Skewness and excess kurtosis of the asked type: with g₁ = m₃/m₂^1.5 and g₂ = m₄/m₂² − 3,
 * type 2 is g₁√(n(n−1))/(n−2) and ((n+1)g₂ + 6)(n−1)/((n−2)(n−3)); type 3 is g₁(1−1/n)^1.5 and (g₂+3)(1−1/n)² − 3.
 * Failures: nothing, a constant, or fewer than type 2 needs (3 and 4): NaN. Source: Joanes & Gill (1998), The Statistician 47.
 */
export function shape(x: Column, type: ShapeType, options: WeightOptions = {}): Shape {
  const sample = readSample(x, options)
  const { values, weights, total, n, missing } = sample
  const problems = gapsLeftOut(missing)
  const { mean, variance } = momentsOf(sample)
  if (!(variance > 0)) return { skewness: Number.NaN, kurtosis: Number.NaN, n, missing, problems: [...problems, { code: values.length === 0 ? 'empty' : isConstant(values) && total > 1 ? 'constant' : 'too-few' }] }
  const second = (variance * (total - 1)) / total
  let [third, fourth] = [0, 0]
  for (let i = 0; i < values.length; i++) {
    const gap = values[i]! - mean
    third += ((weights ? weights[i]! : 1) * gap ** 3) / total
    fourth += ((weights ? weights[i]! : 1) * gap ** 4) / total
  }
  const [g1, g2] = [third / second ** 1.5, fourth / second ** 2 - 3]
  if (type === 1) return { skewness: g1, kurtosis: g2, n, missing, problems }
  if (type === 3) return { skewness: g1 * (1 - 1 / total) ** 1.5, kurtosis: (g2 + 3) * (1 - 1 / total) ** 2 - 3, n, missing, problems }
  if (!(total > 3)) problems.push({ code: 'too-few' })
  return {
    skewness: total > 2 ? (g1 * Math.sqrt(total * (total - 1))) / (total - 2) : Number.NaN,
    kurtosis: total > 3 ? (((total + 1) * g2 + 6) * (total - 1)) / ((total - 2) * (total - 3)) : Number.NaN, n, missing, problems,
  }
}
