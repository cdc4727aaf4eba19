import { eigenSymmetric, invertDefinite, type Rows } from './matrix.ts'
import type { Problem } from './problem.ts'
import { fitUniquenesses, isDetermined, LEAST_UNIQUENESS } from './uniqueness.ts'

export type ExtractionMethod = 'minres' | 'principal-axis' | 'ml' | 'pca'

export interface Extraction {
  /** Variables in rows, factors in columns. */
  readonly loadings: number[][]
  readonly converged: boolean
  readonly iterations: number
  readonly problems: readonly Problem[]
}

/** Factors before rotation, with `not-identified` where others would do as well. `R` has no gaps. */
export function extract(R: Rows, factors: number, method: ExtractionMethod): Extraction {
  if (method === 'pca') return components(R, factors)
  const found = commonFactors(R, factors, method)
  if (!found.converged) return found
  const empty = Array.from({ length: factors }, (_, j) => varianceOf(found.loadings, j)).some((variance) => variance < NO_VARIANCE * R.length)
  const psi = found.loadings.map((row) => 1 - row.reduce((sum, value) => sum + value * value, 0))
  // Beyond a Heywood case there is no curvature to speak of
  const open = psi.every((value) => value > 0) && !isDetermined(R, factors, method === 'ml' ? 'ml' : 'minres', psi)
  return empty || open ? { ...found, problems: [...found.problems, { code: 'not-identified' }] } : found
}

/** A factor that accounts for less than this part of the variables is none. */
export const NO_VARIANCE = 1e-9

export const varianceOf = (loadings: Rows, factor: number): number => loadings.reduce((sum, row) => sum + row[factor]! ** 2, 0)

function commonFactors(R: Rows, factors: number, method: Exclude<ExtractionMethod, 'pca'>): Extraction {
  const inverse = invertDefinite(R)?.inverse
  if (method === 'principal-axis') return principalAxis(R, factors, inverse)
  if (method === 'ml' && !inverse) return { loadings: R.map(() => Array.from({ length: factors }, () => Number.NaN)), converged: false, iterations: 0, problems: [] }
  const start = R.map((_, i) => (inverse ? (method === 'ml' ? (1 - (0.5 * factors) / R.length) / inverse[i]![i]! : 1 / inverse[i]![i]!) : 0.5))
  const { values, converged, iterations, eigen } = fitUniquenesses(R, factors, method, start)
  const loadings = R.map((_, i) => Array.from({ length: factors }, (__, j) => {
    const length = Math.max(0, method === 'ml' ? eigen.values[j]! - 1 : eigen.values[j]!)
    return eigen.vectors[i]![j]! * Math.sqrt(length * (method === 'ml' ? values[i]! : 1))
  }))
  const problems: Problem[] = values.flatMap((psi, at) => (psi <= LEAST_UNIQUENESS * (1 + 1e-9) ? [{ code: 'heywood', at } as const] : []))
  return { loadings, converged, iterations, problems }
}

/** Principal components, scaled to loadings: v √λ. */
function components(R: Rows, factors: number): Extraction {
  const { values, vectors } = eigenSymmetric(R)
  // Where the last one kept is as large as the first one left out, any direction between them would do
  const open = factors < R.length && values[factors - 1]! - values[factors]! < NO_VARIANCE * R.length
  return {
    loadings: vectors.map((row) => row.slice(0, factors).map((value, j) => value * Math.sqrt(Math.max(0, values[j]!)))),
    converged: true, iterations: 1, problems: open ? [{ code: 'not-identified' }] : [],
  }
}

const MOST = 5000

/**
 * Communalities put into the diagonal, read anew from the loadings, and so on until none changes by 1e-11; they start from
 * squared multiple correlations (the largest |r| where there are none). Source: Harman (1976), Modern factor analysis, §7; psych's fa with fm = "pa".
 */
function principalAxis(R: Rows, factors: number, inverse: Rows | undefined): Extraction {
  let communalities = R.map((row, i) => (inverse ? 1 - 1 / inverse[i]![i]! : Math.max(...row.map((value, j) => (i === j ? 0 : Math.abs(value))))))
  for (let iterations = 1; ; iterations++) {
    const { values, vectors } = eigenSymmetric(R.map((row, i) => row.map((value, j) => (i === j ? communalities[i]! : value))))
    const loadings = vectors.map((row) => row.slice(0, factors).map((value, j) => value * Math.sqrt(Math.max(0, values[j]!))))
    const next = loadings.map((row) => row.reduce((sum, value) => sum + value * value, 0))
    const change = Math.max(...next.map((value, i) => Math.abs(value - communalities[i]!)))
    communalities = next
    const converged = change < 1e-11
    if (converged || iterations >= MOST || !(change < 1e6)) {
      return { loadings, converged, iterations, problems: next.flatMap((value, at) => (value >= 1 ? [{ code: 'heywood', at } as const] : [])) }
    }
  }
}
