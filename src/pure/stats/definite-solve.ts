import type { Rows } from './matrix.ts'

/** Cholesky's factor of a symmetric matrix (lower triangle by rows); undefined when a pivot falls to `least` or below. */
export function cholesky(matrix: Rows, least = 0): Float64Array[] | undefined {
  const factor: Float64Array[] = []
  for (let i = 0; i < matrix.length; i++) {
    const row = new Float64Array(i + 1)
    for (let j = 0; j <= i; j++) {
      const other = j === i ? row : factor[j]!
      let sum = matrix[i]![j]!
      for (let k = 0; k < j; k++) sum -= row[k]! * other[k]!
      if (j < i) row[j] = sum / other[j]!
      else if (!(sum > least)) return undefined
      else row[i] = Math.sqrt(sum)
    }
    factor.push(row)
  }
  return factor
}

/** Solves L·Lᵀ x = b. */
export function solveCholesky(factor: readonly Float64Array[], b: readonly number[]): number[] {
  const x = [...b]
  for (let i = 0; i < x.length; i++) {
    for (let k = 0; k < i; k++) x[i]! -= factor[i]![k]! * x[k]!
    x[i]! /= factor[i]![i]!
  }
  for (let i = x.length - 1; i >= 0; i--) {
    for (let k = i + 1; k < x.length; k++) x[i]! -= factor[k]![i]! * x[k]!
    x[i]! /= factor[i]![i]!
  }
  return x
}

/** The first column that follows from those before it; undefined when none does. For a correlation matrix. */
export function firstDependent(R: Rows): number | undefined {
  const size = R.length
  for (let width = 2; width <= size; width++) {
    if (!cholesky(R.slice(0, width).map((row) => row.slice(0, width)), 1e-11)) return width - 1
  }
  return undefined
}
