import type { FactorAnalysis } from './factor-analysis.ts'
import { invertGeneral, multiply, transpose, type Rows } from './matrix.ts'
import { InvalidInput, type Problem } from './problem.ts'
import { completeRows, momentsOf, widthOf, type Table, type WeightOptions } from './sample.ts'

export interface FactorScores {
  /** One row for each respondent, one column for each factor, in standard deviations; NaN throughout where an answer is missing or the weight is 0. */
  readonly scores: readonly (readonly number[])[]
  readonly n: number
  readonly missing: number
  readonly problems: readonly Problem[]
}

/**
 * Where each respondent stands on the factors of an analysis of these variables. `regression` (Thurstone): Z R⁻¹ S, the scores
 * nearest to the factors; `bartlett`: Z Ψ⁻¹Λ(ΛᵀΨ⁻¹Λ)⁻¹, unbiased. Variables are standardised by the complete rows of `data`.
 * Failures: another number of variables (`InvalidInput`); R not invertible (`singular`), or for bartlett a uniqueness of 0 or less (`heywood`): NaN.
 * Source: Thurstone (1935); Bartlett (1937), British Journal of Psychology 28; psych's factor.scores.
 */
export function factorScores(data: Table, analysis: FactorAnalysis, { method = 'regression', ...options }: WeightOptions & { readonly method?: 'regression' | 'bartlett' } = {}): FactorScores {
  const width = widthOf(data)
  const size = analysis.loadings.length
  if (data.length > 0 && width !== size) throw new InvalidInput(`${width} variables, where the factors are of ${size}`)
  const { columns, rows, missing, weights: rowWeights, total } = completeRows(data, options)
  const moments = columns.map((values) => momentsOf({ values, weights: rowWeights, total }))
  const problems: Problem[] = []
  const heywood = analysis.uniquenesses.flatMap((value, at) => (value <= 0 ? [at] : []))
  if (method === 'bartlett' && heywood.length > 0) problems.push(...heywood.map((at) => ({ code: 'heywood', at }) as const))
  const weights = method === 'regression' ? analysis.scoreWeights : heywood.length > 0 ? undefined : bartlett(analysis)
  if (heywood.length === 0 || method === 'regression') if (!weights || weights.some((row) => row.some(Number.isNaN))) problems.push({ code: 'singular' })
  const factors = analysis.loadings[0]?.length ?? 0
  const none = Array.from({ length: factors }, () => Number.NaN)
  const scores: (readonly number[])[] = Array.from(data, () => none)
  if (weights) {
    rows.forEach((row, i) => {
      const sums = Array.from({ length: factors }, () => 0)
      for (let j = 0; j < size; j++) {
        const z = (columns[j]![i]! - moments[j]!.mean) / Math.sqrt(moments[j]!.variance)
        for (let k = 0; k < factors; k++) sums[k]! += z * weights[j]![k]!
      }
      scores[row] = sums
    })
  }
  return { scores, n: rows.length, missing, problems: missing > 0 ? [{ code: 'missing-left-out' }, ...problems] : problems }
}

function bartlett({ loadings, uniquenesses }: FactorAnalysis): Rows | undefined {
  const scaled = loadings.map((row, i) => row.map((value) => value / uniquenesses[i]!))
  const inner = invertGeneral(multiply(transpose(loadings), scaled))
  return inner && multiply(scaled, inner)
}
