import { eigenSymmetric, hasGaps, type Rows } from './matrix.ts'
import { InvalidInput } from './problem.ts'

/**
 * Eigenvalues of a symmetric matrix, largest first; those of a correlation matrix sum to the number of variables.
 * Failures: not square or not symmetric (`InvalidInput`); gaps → all NaN. Source: Golub & Van Loan (2013), §8.3 (Householder, QL); R's eigen.
 */
export function eigenvalues(R: Rows): number[] {
  const size = R.length
  const biggest = R.flat().reduce((most, value) => Math.max(most, Math.abs(value) || 0), 0)
  R.forEach((row, i) => {
    if (row.length !== size) throw new InvalidInput(`Row ${i} of a matrix of ${size} has ${row.length} columns`)
    row.forEach((value, j) => {
      if (Math.abs(value - R[j]![i]!) > 1e-9 * biggest) throw new InvalidInput(`The matrix is not symmetric at ${i}, ${j}`)
    })
  })
  if (hasGaps(R)) return R.map(() => Number.NaN)
  return [...eigenSymmetric(R).values]
}
