/**
 * Gauss's ₂F₁(a, b; c; z) for c > 0 and 0 ≤ z < 1 by its series; NaN outside, or where the series has not settled after a
 * million terms (z next to 1). Relative error about 1e-13 where a and b are not far below 0.
 * Source: Abramowitz & Stegun 15.1.1.
 */
export function gaussHypergeometric(a: number, b: number, c: number, z: number): number {
  if (!(c > 0) || !(z >= 0) || !(z < 1)) return Number.NaN
  let term = 1
  let sum = 1
  for (let n = 0; n < 1_000_000; n++) {
    term *= (((a + n) * (b + n)) / ((c + n) * (n + 1))) * z
    sum += term
    if (Math.abs(term) <= 1e-17 * Math.abs(sum)) return sum
  }
  return Number.NaN
}
