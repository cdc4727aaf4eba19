import { EigenvalueDecomposition, Matrix, SingularValueDecomposition } from 'ml-matrix'
import { InvalidInput } from './problem.ts'

/** Symmetric matrices, over ml-matrix, with what statistics asks of them: order, and a plain answer to “can it be inverted?” */

export type Rows = readonly (readonly number[])[]

export interface Eigen {
  /** Descending. */
  readonly values: readonly number[]
  /** `vectors[i][j]`: row i of the eigenvector that belongs to `values[j]`. */
  readonly vectors: Rows
}

/** Eigenvalues and eigenvectors of a symmetric matrix (Householder and QL), largest first. */
export function eigenSymmetric(matrix: Rows): Eigen {
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(new Matrix(matrix as number[][]), { assumeSymmetric: true })
  const order = realEigenvalues.map((_, i) => i).sort((a, b) => realEigenvalues[b]! - realEigenvalues[a]!)
  const vectors = matrix.map((_, i) => order.map((j) => eigenvectorMatrix.get(i, j)))
  return { values: order.map((j) => realEigenvalues[j]!), vectors }
}

/** Eigenvalues below this part of the largest are rounding. */
const ROUNDING = 1e-12

/** The inverse and ln of the determinant of a symmetric positive definite matrix; undefined when it has none to speak of. */
export function invertDefinite(matrix: Rows): { inverse: number[][]; logDeterminant: number } | undefined {
  const { values, vectors } = eigenSymmetric(matrix)
  const smallest = values.at(-1)!
  if (!(smallest > ROUNDING * values[0]!)) return undefined
  const size = matrix.length
  const inverse = Array.from({ length: size }, () => Array.from({ length: size }, () => 0))
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0
      for (let k = 0; k < size; k++) sum += (vectors[i]![k]! * vectors[j]![k]!) / values[k]!
      inverse[i]![j] = inverse[j]![i] = sum
    }
  }
  return { inverse, logDeterminant: values.reduce((sum, value) => sum + Math.log(value), 0) }
}

/** Why a definite matrix was looked for and not found. */
export function faultOf(matrix: Rows): 'singular' | 'not-positive-definite' {
  const { values } = eigenSymmetric(matrix)
  return values.at(-1)! < -1e-8 * values[0]! ? 'not-positive-definite' : 'singular'
}

export function multiply(a: Rows, b: Rows): number[][] {
  const inner = b.length
  const width = b[0]?.length ?? 0
  return a.map((row) => {
    const out = Array.from({ length: width }, () => 0)
    for (let k = 0; k < inner; k++) {
      const factor = row[k]!
      const other = b[k]!
      for (let j = 0; j < width; j++) out[j]! += factor * other[j]!
    }
    return out
  })
}

export const transpose = (a: Rows): number[][] => (a[0] ?? []).map((_, j) => a.map((row) => row[j]!))

export const identity = (size: number): number[][] => Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => (i === j ? 1 : 0)))

/** The inverse of a small general matrix; undefined when singular. */
export function invertGeneral(matrix: Rows): number[][] | undefined {
  const svd = new SingularValueDecomposition(new Matrix(matrix as number[][]))
  const values = svd.diagonal
  if (!(values.at(-1)! > 1e-14 * values[0]!)) return undefined
  const left = svd.leftSingularVectors
  const right = svd.rightSingularVectors
  return matrix.map((_, i) => matrix.map((_, j) => values.reduce((sum, value, k) => sum + (right.get(i, k) * left.get(j, k)) / value, 0)))
}

/** The orthogonal matrix nearest to `matrix`, and the sum of its singular values. */
export function nearestOrthogonal(matrix: Rows): { orthogonal: number[][]; trace: number } {
  const { leftSingularVectors, rightSingularVectors, diagonal } = new SingularValueDecomposition(new Matrix(matrix as number[][]))
  return { orthogonal: leftSingularVectors.mmul(rightSingularVectors.transpose()).to2DArray(), trace: diagonal.reduce((sum, value) => sum + value, 0) }
}

/** Refuses what cannot be a correlation matrix: not square, not symmetric, no ones on the diagonal, a figure beyond ±1. NaN passes: it is for the caller to say what it means. */
export function checkCorrelations(R: Rows): void {
  const size = R.length
  if (size === 0) throw new InvalidInput('A correlation matrix has at least one row')
  for (let i = 0; i < size; i++) {
    if (R[i]!.length !== size) throw new InvalidInput(`Row ${i} of a correlation matrix of ${size} has ${R[i]!.length} columns`)
    for (let j = 0; j <= i; j++) {
      const [here, there] = [R[i]![j]!, R[j]?.[i] ?? Number.NaN]
      if (Math.abs(here - there) > 1e-8) throw new InvalidInput(`A correlation matrix is symmetric; ${i}, ${j} is not`)
      if (Math.abs(here) > 1 + 1e-8) throw new InvalidInput(`A correlation lies between −1 and 1; ${i}, ${j} is ${here}`)
      if (i === j && Math.abs(here - 1) > 1e-8) throw new InvalidInput(`The diagonal of a correlation matrix is 1; ${i} is ${here}`)
    }
  }
}

export const hasGaps = (R: Rows): boolean => R.some((row) => row.some((value) => !Number.isFinite(value)))

/** Indexes of variables that have no correlation with any other, as a constant column has none. */
export const unusable = (R: Rows): number[] => R.flatMap((row, i) => (row.every((value, j) => i === j || !Number.isFinite(value)) ? [i] : []))
