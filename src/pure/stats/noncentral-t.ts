import { normalUpper } from './distributions.ts'
import { poissonTerm } from './special-functions.ts'

/** Steps of Simpson's rule, enough for 1e-10. */
const STEPS = 2000

/**
 * P(T > t) of the noncentral t distribution, T = (Z + ncp)/√(V/df): the chance of Z over all values of V, by integration.
 * @param t ≥ 0 · df > 0 · ncp ≥ 0; NaN outside. Error below 1e-9 for df ≥ 2.
 * Source: Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 31.
 */
export function noncentralTUpper(t: number, df: number, ncp: number): number {
  if (!(t >= 0) || !(df > 0) || !(ncp >= 0)) return Number.NaN
  // s = √(V/df) has the density 2·df·s·(chi-square density at df·s²), which is narrow around 1.
  const width = 9 / Math.sqrt(2 * df)
  const from = Math.max(0, 1 - width)
  const step = (1 + width - from) / STEPS
  const half = df / 2
  const at = (s: number): number => (s === 0 ? 0 : (2 * half * poissonTerm(half, half * s * s) * normalUpper(t * s - ncp)) / s)
  let sum = at(from) + at(from + STEPS * step)
  for (let i = 1; i < STEPS; i++) sum += at(from + i * step) * (i % 2 === 0 ? 2 : 4)
  return (sum * step) / 3
}
