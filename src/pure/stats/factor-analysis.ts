import { correlations } from './correlation.ts'
import { chiSquareUpper } from './distributions.ts'
import { extract, type ExtractionMethod } from './factor-extraction.ts'
import { checkCorrelations, eigenSymmetric, faultOf, hasGaps, invertDefinite, multiply, transpose, unusable, type Rows } from './matrix.ts'
import { InvalidInput, type Problem } from './problem.ts'
import { rotate, type RotationMethod } from './rotation.ts'
import { widthOf, type Table, type WeightOptions } from './sample.ts'

export interface FactorOptions extends WeightOptions {
  readonly factors: number
  readonly method: ExtractionMethod
  readonly rotation: RotationMethod
  /** Kaiser's normalisation while rotating; unless said, for varimax and promax and not for oblimin. */
  readonly kaiser?: boolean | undefined
  /** For data with gaps: leave rows out (`listwise`, unless said) or only their gaps (`pairwise`). */
  readonly missing?: 'listwise' | 'pairwise' | undefined
}

export interface CorrelationSource {
  readonly R: Rows
  /** Respondents behind `R`; without it there is no test of fit. */
  readonly n?: number | undefined
}

export interface FactorFit {
  /** Degrees of freedom ((p − k)² − p − k)/2; below 0 the data cannot tell so many factors apart. */
  readonly df: number
  /** ln |Σ| − ln |R| + tr(RΣ⁻¹) − p of the matrix Σ that the factors imply. */
  readonly objective: number
  /** (n − 1 − (2p + 5)/6 − 2k/3) · objective, n the effective size under sampling weights. */
  readonly chiSquare: number
  readonly p: number
  /** Root mean square of what the factors leave of the correlations. */
  readonly rmsr: number
  readonly tli: number
  readonly rmsea: number
}

export interface FactorAnalysis {
  /** Variables in rows, factors in columns by the variance they account for; the largest loading of each is positive. The pattern, where factors are correlated. */
  readonly loadings: readonly (readonly number[])[]
  /** Correlations of variables with factors; the loadings, unless factors are correlated. */
  readonly structure: readonly (readonly number[])[]
  /** 0 … 1: what the factors account for of each variable. */
  readonly communalities: readonly number[]
  /** 1 − communality */
  readonly uniquenesses: readonly number[]
  /** Variance that each factor accounts for, in variables. */
  readonly ssLoadings: readonly number[]
  /** The same as parts of 1 of all variables. */
  readonly proportionVariance: readonly number[]
  /** Correlations of the factors, for promax and oblimin. */
  readonly phi?: readonly (readonly number[])[]
  /** Of extraction and rotation. */
  readonly converged: boolean
  /** Of the extraction, and of the rotation. */
  readonly iterations: number
  readonly rotationIterations: number
  /** R⁻¹ · structure: what `factorScores` multiplies standardised variables by. */
  readonly scoreWeights: readonly (readonly number[])[]
  readonly eigenvalues: readonly number[]
  /** Undefined for components, which claim no fit. */
  readonly fit?: FactorFit
  readonly R: Rows
  readonly n: number
  readonly missing: number
  readonly problems: readonly Problem[]
}

/**
 * Factors of data or of a correlation matrix. `minres` fits the correlations outside the diagonal by least squares,
 * `principal-axis` iterates communalities to a standstill, `ml` maximises the likelihood, `pca` takes principal components;
 * uniquenesses of minres and ml are kept at 0.005 or more. Rotations: varimax, promax (power 4), oblimin (γ 0), described in rotation.ts.
 * Failures: nonsense arguments (`InvalidInput`); a constant column, no data, or ml of a singular matrix: NaN loadings, `converged: false`. Said in `problems` beside figures:
 * `heywood` at a variable, `not-converged`, `singular`, `not-positive-definite`, `too-few` (fewer respondents than variables), `not-identified` (df < 0, a factor that accounts for
 * nothing, or others that fit as well).
 * Source: Harman (1976); Jöreskog (1967); Mulaik (2010), Foundations of factor analysis; psych's fa and principal, R's factanal.
 */
export function factorAnalysis(source: Table | CorrelationSource, { factors, method, rotation, kaiser, missing = 'listwise', ...weights }: FactorOptions): FactorAnalysis {
  const given = 'R' in source
  const table = given ? undefined : correlations(source, { ...weights, missing, inference: false })
  const R = table ? table.r : (source as CorrelationSource).R
  if (given) {
    checkCorrelations(R)
    if (weights.weights) throw new InvalidInput('Weights belong to data, not to a correlation matrix')
  } else widthOf(source)
  const size = R.length
  if (!Number.isInteger(factors) || factors < 1 || (size > 0 && factors > size)) throw new InvalidInput(`${factors} factors of ${size} variables`)
  const n = table ? Math.min(...table.n.flat(), Number.MAX_SAFE_INTEGER) : ((source as CorrelationSource).n ?? Number.NaN)
  const counted = size === 0 ? 0 : n
  const effective = table ? Math.min(...table.effectiveN.flat(), Number.MAX_SAFE_INTEGER) : n
  const problems: Problem[] = [...(table?.problems ?? [])]
  const rest = { n: counted, missing: table?.missing ?? 0, R }
  if (size === 0 || hasGaps(R)) {
    if (!problems.some(({ code }) => code !== 'missing-left-out')) problems.push(...(size === 0 ? [{ code: 'empty' } as const] : unusable(R).map((at) => ({ code: 'constant', at }) as const)))
    return { ...nothing(size, factors), ...rest, problems }
  }
  const inverse = invertDefinite(R)
  if (!inverse) problems.push({ code: faultOf(R) })
  if (effective <= size) problems.push({ code: 'too-few' })
  const df = ((size - factors) ** 2 - size - factors) / 2
  const { values: eigenvalues } = eigenSymmetric(R)
  const extracted = extract(R, factors, method)
  if (hasGaps(extracted.loadings)) return { ...nothing(size, factors), ...rest, eigenvalues, problems: [...problems, { code: 'not-converged' }] }
  problems.push(...extracted.problems)
  if (method !== 'pca' && df < 0 && !extracted.problems.some(({ code }) => code === 'not-identified')) problems.push({ code: 'not-identified' })
  const turned = rotate(extracted.loadings, rotation, kaiser)
  const converged = extracted.converged && turned.converged
  if (!converged) problems.push({ code: 'not-converged' })
  const { loadings, phi, ssLoadings } = arrange(turned.loadings, turned.phi)
  const structure = phi ? multiply(loadings, phi) : loadings
  const communalities = loadings.map((row, i) => row.reduce((sum, value, j) => sum + value * structure[i]![j]!, 0))
  return {
    loadings, structure, communalities, uniquenesses: communalities.map((value) => 1 - value), ssLoadings, proportionVariance: ssLoadings.map((value) => value / size),
    ...(phi && { phi }), converged, iterations: extracted.iterations, rotationIterations: turned.iterations,
    scoreWeights: inverse ? multiply(inverse.inverse, structure) : structure.map((row) => row.map(() => Number.NaN)), eigenvalues,
    ...(method !== 'pca' && { fit: fitOf(R, multiply(loadings, transpose(structure)), df, factors, effective, inverse?.logDeterminant) }),
    ...rest, problems,
  }
}

/** Factors by variance, largest first; each with its largest loading positive. */
function arrange(loadings: Rows, phi: Rows | undefined): { loadings: number[][]; phi: number[][] | undefined; ssLoadings: number[] } {
  const width = loadings[0]!.length
  const squares = multiply(transpose(loadings), loadings)
  const shared = phi ? multiply(phi, squares) : squares
  const order = Array.from({ length: width }, (_, j) => j).sort((a, b) => shared[b]![b]! - shared[a]![a]!)
  const signs = order.map((j) => {
    const largest = loadings.reduce((most, row) => (Math.abs(row[j]!) > Math.abs(most) + 1e-12 ? row[j]! : most), 0)
    return largest < 0 ? -1 : 1
  })
  return {
    loadings: loadings.map((row) => order.map((j, at) => row[j]! * signs[at]!)),
    phi: phi && order.map((i, a) => order.map((j, b) => (i === j ? 1 : phi[i]![j]! * signs[a]! * signs[b]!))),
    ssLoadings: order.map((j) => shared[j]![j]!),
  }
}

function fitOf(R: Rows, common: Rows, df: number, factors: number, n: number, logDeterminant: number | undefined): FactorFit {
  const size = R.length
  const implied = common.map((row, i) => row.map((value, j) => (i === j ? 1 : value)))
  const model = invertDefinite(implied)
  const objective = model && logDeterminant !== undefined
    ? model.logDeterminant - logDeterminant + R.reduce((sum, row, i) => sum + row.reduce((inner, value, j) => inner + value * model.inverse[i]![j]!, 0), 0) - size
    : Number.NaN
  const chiSquare = df >= 0 ? (n - 1 - (2 * size + 5) / 6 - (2 * factors) / 3) * objective : Number.NaN
  let squares = 0
  R.forEach((row, i) => row.forEach((value, j) => { if (i !== j) squares += (value - common[i]![j]!) ** 2 }))
  // The model without factors, for the Tucker-Lewis index
  const nullDf = (size * (size - 1)) / 2
  const nullChi = logDeterminant === undefined ? Number.NaN : -(n - 1 - (2 * size + 5) / 6) * logDeterminant
  const tested = df > 0 && Number.isFinite(chiSquare)
  return {
    df, objective, chiSquare, p: tested ? chiSquareUpper(Math.max(0, chiSquare), df) : Number.NaN, rmsr: Math.sqrt(squares / (size * (size - 1))),
    tli: tested ? (nullChi / nullDf - chiSquare / df) / (nullChi / nullDf - 1) : Number.NaN,
    rmsea: tested ? Math.sqrt(Math.max(0, chiSquare / (df * n) - 1 / (n - 1))) : Number.NaN,
  }
}

function nothing(size: number, factors: number) {
  const table = Array.from({ length: size }, () => Array.from({ length: factors }, () => Number.NaN))
  const column = Array.from({ length: size }, () => Number.NaN)
  const row = Array.from({ length: factors }, () => Number.NaN)
  return {
    loadings: table, structure: table, communalities: column, uniquenesses: column, ssLoadings: row, proportionVariance: row, converged: false,
    iterations: 0, rotationIterations: 0, scoreWeights: table, eigenvalues: column,
  }
}
