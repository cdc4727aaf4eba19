import { cholesky, solveCholesky } from './definite-solve.ts'
import { eigenSymmetric, type Eigen, type Rows } from './matrix.ts'

/** Uniquenesses that fit a correlation matrix best, by Newton's method on their exact second derivatives. */

/** psych and factanal keep uniquenesses above this. */
export const LEAST_UNIQUENESS = 0.005

export interface Uniquenesses {
  readonly values: readonly number[]
  readonly converged: boolean
  readonly iterations: number
  /** Of the matrix that the loadings are read from: R − Ψ for minres, Ψ^−½ R Ψ^−½ for ml. */
  readonly eigen: Eigen
}

interface Criterion {
  /** The parameter is ψ for minres, ln ψ for ml. */
  readonly psiOf: (parameter: number) => number
  readonly lowest: number
  readonly highest: number
  readonly eigenAt: (psi: readonly number[]) => Eigen
  readonly value: (rest: readonly number[]) => number
  /** Derivative by parameter i from one eigenvalue λ and its vector's entry. */
  readonly slope: (lambda: number, entry: number) => number
  readonly curvature: (products: readonly number[], lambdas: readonly number[], factors: number) => number
}

const MOST = 200

/**
 * minres: half the sum of squares of the eigenvalues of R − Ψ that the factors leave out (Harman & Jones 1966, as least squares).
 * ml: Σ(λ − ln λ − 1) over those of Ψ^−½ R Ψ^−½. Source: Jöreskog (1967), Psychometrika 32; Clarke (1970), Psychometrika 35.
 */
export function fitUniquenesses(R: Rows, factors: number, method: 'minres' | 'ml', start: readonly number[]): Uniquenesses {
  const size = R.length
  const criterion = criterionOf(R, method)
  const { psiOf, lowest, highest, eigenAt } = criterion
  const inside = (value: number) => Math.min(highest, Math.max(lowest, value))
  let parameters = start.map((psi) => inside(method === 'ml' ? Math.log(psi) : psi))
  const at = (where: readonly number[]) => {
    const eigen = eigenAt(where.map(psiOf))
    return { eigen, value: criterion.value(eigen.values.slice(factors)) }
  }
  let here = at(parameters)
  for (let iterations = 1; ; iterations++) {
    const { values: lambdas, vectors } = here.eigen
    const gradient = vectors.map((row) => {
      let sum = 0
      for (let m = factors; m < size; m++) sum += criterion.slope(lambdas[m]!, row[m]!)
      return sum
    })
    const free = parameters.flatMap((value, i) => ((value <= lowest && gradient[i]! > 0) || (value >= highest && gradient[i]! < 0) ? [] : [i]))
    const done = Math.max(0, ...free.map((i) => Math.abs(gradient[i]!))) < 1e-9
    if (done || iterations >= MOST) return { values: parameters.map(psiOf), converged: done, iterations, eigen: here.eigen }
    const hessian = free.map((i) => free.map((j) => criterion.curvature(vectors[i]!.map((value, m) => value * vectors[j]![m]!), lambdas, factors)))
    const downhill = free.map((i) => -gradient[i]!)
    const step = descend(hessian, downhill)
    let length = 1
    let next = parameters
    let there = here
    for (;;) {
      next = [...parameters]
      free.forEach((i, k) => { next[i] = inside(parameters[i]! + length * step[k]!) })
      there = at(next)
      if (there.value <= here.value + 1e-4 * free.reduce((sum, i) => sum + gradient[i]! * (next[i]! - parameters[i]!), 0)) break
      length /= 2
      if (length < 1e-9) {
        // Nothing lower can be told apart from here by this arithmetic
        return { values: parameters.map(psiOf), converged: Math.max(...free.map((i) => Math.abs(gradient[i]!))) < 1e-6, iterations, eigen: here.eigen }
      }
    }
    parameters = next
    here = there
  }
}

const criterionOf = (R: Rows, method: 'minres' | 'ml'): Criterion => (method === 'minres' ? leastSquares(R) : likelihood(R))

/**
 * Whether uniquenesses are those of one solution alone: the criterion curves upward in every direction they may move in.
 * Flat directions mean that other loadings fit as well, as those of a factor that hangs on a single variable.
 */
export function isDetermined(R: Rows, factors: number, method: 'minres' | 'ml', psi: readonly number[]): boolean {
  const { eigenAt, curvature } = criterionOf(R, method)
  const { values: lambdas, vectors } = eigenAt(psi)
  const free = psi.flatMap((value, i) => (value > LEAST_UNIQUENESS * (1 + 1e-9) ? [i] : []))
  const hessian = free.map((i) => free.map((j) => curvature(vectors[i]!.map((value, m) => value * vectors[j]![m]!), lambdas, factors)))
  if (hessian.length === 0) return true
  const { values } = eigenSymmetric(hessian)
  return values.at(-1)! > 1e-7 * values[0]!
}

/** Newton's step, with more and more of the identity added until it leads downhill. */
function descend(hessian: Rows, downhill: readonly number[]): number[] {
  const scale = Math.max(1e-3, ...hessian.map((row, i) => Math.abs(row[i]!)))
  for (let ridge = 0; ; ridge = ridge === 0 ? 1e-6 * scale : ridge * 10) {
    const factor = cholesky(hessian.map((row, i) => row.map((value, j) => (i === j ? value + ridge : value))), 1e-10 * scale)
    if (factor) return solveCholesky(factor, downhill)
  }
}

/** The (negative) gap between an eigenvalue left out and one kept; where both are one, no direction tells them apart and their term vanishes. */
const apart = (left: number, kept: number): number => (kept - left < 1e-9 ? -Infinity : left - kept)

function leastSquares(R: Rows): Criterion {
  return {
    psiOf: (parameter) => parameter, lowest: LEAST_UNIQUENESS, highest: 1,
    eigenAt: (psi) => eigenSymmetric(R.map((row, i) => row.map((value, j) => (i === j ? value - psi[i]! : value)))),
    value: (rest) => rest.reduce((sum, lambda) => sum + lambda * lambda, 0) / 2,
    slope: (lambda, entry) => -lambda * entry * entry,
    curvature: (products, lambdas, factors) => {
      let [sum, across] = [0, 0]
      for (let m = factors; m < lambdas.length; m++) {
        sum += products[m]!
        for (let n = 0; n < factors; n++) across += (lambdas[m]! / apart(lambdas[m]!, lambdas[n]!)) * products[m]! * products[n]!
      }
      return sum * sum + 2 * across
    },
  }
}

function likelihood(R: Rows): Criterion {
  return {
    psiOf: Math.exp, lowest: Math.log(LEAST_UNIQUENESS), highest: 0,
    eigenAt: (psi) => {
      const root = psi.map(Math.sqrt)
      return eigenSymmetric(R.map((row, i) => row.map((value, j) => value / (root[i]! * root[j]!))))
    },
    value: (rest) => rest.reduce((sum, lambda) => sum + lambda - Math.log(lambda) - 1, 0),
    slope: (lambda, entry) => (1 - lambda) * entry * entry,
    curvature: (products, lambdas, factors) => {
      let [sum, weighted, across] = [0, 0, 0]
      for (let m = factors; m < lambdas.length; m++) {
        sum += products[m]!
        weighted += lambdas[m]! * products[m]!
        for (let n = 0; n < factors; n++) across += (((1 - lambdas[m]!) * (lambdas[m]! + lambdas[n]!)) / apart(lambdas[m]!, lambdas[n]!)) * products[m]! * products[n]!
      }
      return sum * weighted - across
    },
  }
}
