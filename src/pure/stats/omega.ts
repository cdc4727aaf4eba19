import { factorAnalysis } from './factor-analysis.ts'
import { InvalidInput, type Problem } from './problem.ts'
import { widthOf, type Table, type WeightOptions } from './sample.ts'

export interface Omega {
  /** 0 … 1, of the sum of standardised items; like alpha, but items may differ in how well they measure. */
  readonly omega: number
  readonly loadings: readonly number[]
  readonly converged: boolean
  readonly n: number
  readonly missing: number
  readonly problems: readonly Problem[]
}

/**
 * McDonald's ω of one factor: (Σλ)² / ((Σλ)² + Σψ), loadings by minres; reversed items count with the sign turned.
 * Failures: fewer than three items (`InvalidInput`: one factor of two is not determined); otherwise as `factorAnalysis`, NaN
 * when it did not converge. Source: McDonald (1999), Test theory, §6; psych's omega with one factor.
 */
export function omega(data: Table, { reverse = [], ...options }: WeightOptions & { readonly reverse?: readonly number[] } = {}): Omega {
  const width = widthOf(data)
  if (data.length > 0 && width < 3) throw new InvalidInput('Omega needs at least three items')
  const wrong = reverse.find((j) => !Number.isInteger(j) || j < 0 || (data.length > 0 && j >= width))
  if (wrong !== undefined) throw new InvalidInput(`There is no item ${wrong} to reverse`)
  const { loadings, uniquenesses, converged, n, missing, problems } = factorAnalysis(data, { ...options, factors: 1, method: 'minres', rotation: 'none' })
  const turned = loadings.map(([value], j) => (reverse.includes(j) ? -value! : value!))
  const sum = turned.reduce((all, value) => all + value, 0)
  const sign = sum < 0 ? -1 : 1
  const rest = uniquenesses.reduce((all, value) => all + value, 0)
  const against = turned.flatMap((value, at) => (value * sign < 0 ? [{ code: 'negative', at } as const] : []))
  return { omega: converged ? sum ** 2 / (sum ** 2 + rest) : Number.NaN, loadings: turned.map((value) => value * sign), converged, n, missing, problems: [...problems, ...against] }
}
