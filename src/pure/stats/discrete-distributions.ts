import { normalQuantile } from './distributions.ts'
import { binomialTerm, incompleteBeta, incompleteGamma, poissonTerm } from './special-functions.ts'

/** Distributions of counts. Arguments outside their range give NaN; a count between integers counts as the one below. */

/** P(X = x) of the binomial distribution: `n` ≥ 0 trials, probability 0 ≤ p ≤ 1. Source: Loader (2000). */
export function binomialProbability(x: number, n: number, p: number): number {
  if (!(n >= 0) || !(p >= 0 && p <= 1)) return Number.NaN
  return Number.isInteger(x) && x >= 0 && x <= n ? binomialTerm(x, n, p, 1 - p) : 0
}

/** P(X ≤ x) of the binomial distribution, I_(1−p)(n − x, x + 1). Source: Abramowitz & Stegun 26.5.24. */
export function binomialCdf(x: number, n: number, p: number): number {
  if (!(n >= 0) || !(p >= 0 && p <= 1) || Number.isNaN(x)) return Number.NaN
  const k = Math.floor(x)
  if (k < 0) return 0
  return k >= n ? 1 : incompleteBeta(1 - p, n - k, k + 1, p).lower
}

/** P(X > x) of the binomial distribution. */
export function binomialUpper(x: number, n: number, p: number): number {
  if (!(n >= 0) || !(p >= 0 && p <= 1) || Number.isNaN(x)) return Number.NaN
  const k = Math.floor(x)
  if (k < 0) return 1
  return k >= n ? 0 : incompleteBeta(1 - p, n - k, k + 1, p).upper
}

/** The smallest x with P(X ≤ x) ≥ p. */
export function binomialQuantile(p: number, n: number, probability: number): number {
  if (!(p >= 0 && p <= 1) || !(n >= 0) || !(probability >= 0 && probability <= 1)) return Number.NaN
  if (p === 1) return probability === 0 ? 0 : n
  const sd = Math.sqrt(n * probability * (1 - probability))
  return smallest(p, (x) => binomialCdf(x, n, probability), n * probability + sd * normalQuantile(p), sd, n)
}

/** P(X = x) of the Poisson distribution with `mean` ≥ 0. Source: Loader (2000). */
export function poissonProbability(x: number, mean: number): number {
  if (!(mean >= 0)) return Number.NaN
  return Number.isInteger(x) && x >= 0 ? poissonTerm(x, mean) : 0
}

/** P(X ≤ x) of the Poisson distribution, Q(x + 1, mean). Source: Abramowitz & Stegun 26.4.21. */
export function poissonCdf(x: number, mean: number): number {
  if (!(mean >= 0) || Number.isNaN(x)) return Number.NaN
  return x < 0 ? 0 : incompleteGamma(Math.floor(x) + 1, mean).upper
}

/** P(X > x) of the Poisson distribution. */
export function poissonUpper(x: number, mean: number): number {
  if (!(mean >= 0) || Number.isNaN(x)) return Number.NaN
  return x < 0 ? 1 : incompleteGamma(Math.floor(x) + 1, mean).lower
}

/** The smallest x with P(X ≤ x) ≥ p; Infinity at p = 1 (when mean > 0). */
export function poissonQuantile(p: number, mean: number): number {
  if (!(p >= 0 && p <= 1) || !(mean >= 0)) return Number.NaN
  if (mean === 0) return 0
  if (p === 1) return Infinity
  const sd = Math.sqrt(mean)
  return smallest(p, (x) => poissonCdf(x, mean), mean + sd * normalQuantile(p), sd, Infinity)
}

/** P(X = x) white balls among `drawn`, from `white` and `black` ones without putting back. Source: Loader (2000), as R's dhyper. */
export function hypergeometricProbability(x: number, white: number, black: number, drawn: number): number {
  if (!(white >= 0) || !(black >= 0) || !(drawn >= 0 && drawn <= white + black)) return Number.NaN
  if (!Number.isInteger(x) || x < Math.max(0, drawn - black) || x > Math.min(white, drawn)) return 0
  if (drawn === 0 || drawn === white + black) return 1
  const p = drawn / (white + black)
  const q = (white + black - drawn) / (white + black)
  return (binomialTerm(x, white, p, q) * binomialTerm(drawn - x, black, p, q)) / binomialTerm(drawn, white + black, p, q)
}

function smallest(p: number, cdf: (x: number) => number, guess: number, sd: number, most: number): number {
  const enough = (x: number) => cdf(x) >= p * (1 - 1e-15)
  const inside = (x: number) => Math.min(most, Math.max(0, x))
  let step = Math.max(1, Math.ceil(sd / 4))
  let low = Math.floor(inside(Number.isFinite(guess) ? guess : 0)) - 1
  while (low >= 0 && enough(low)) low -= step *= 2
  let high = Math.max(0, low + 1)
  for (step = Math.max(1, Math.ceil(sd / 4)); high < most && !enough(high); step *= 2) high = inside(high + step)
  low = Math.max(-1, low)
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (enough(middle)) high = middle
    else low = middle
  }
  return high
}
