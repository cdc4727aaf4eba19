/** Functions that the distributions rest on. Relative error about 1e-14 where the result is not next to zero. */

const HALF_LOG_TWO_PI = 0.9189385332046728
const TINY = 1e-300
const EPSILON = 2.3e-16
const MOST_TERMS = 1_000_000

/** ln(Γ(x+1)) − Stirling's main term, x > 0. Series of Abramowitz & Stegun 6.1.40. */
function stirlingTail(x: number): number {
  const square = 1 / (x * x)
  return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - (1 / 1188 - (691 / 360_360 - square / 156) * square) * square) * square) * square) * square) / x
}

/**
 * ln Γ(x) for x > 0, by Stirling's series after shifting x above 15.
 * Outside its range (x ≤ 0, NaN): NaN. Source: Abramowitz & Stegun 6.1.15, 6.1.40.
 */
export function logGamma(x: number): number {
  if (!(x > 0)) return Number.NaN
  if (x === Infinity) return Infinity
  let shifted = x
  let product = 1
  while (shifted < 15) product *= shifted++
  return (shifted - 0.5) * Math.log(shifted) - shifted + HALF_LOG_TWO_PI + stirlingTail(shifted) - Math.log(product)
}

/** ln n! − (ln √(2πn) + n ln n − n), n > 0: what Stirling's formula leaves out. Source: C. Loader (2000), Fast and accurate computation of binomial probabilities. */
function stirlingError(n: number): number {
  if (n >= 15) return stirlingTail(n)
  return logGamma(n + 1) - (n + 0.5) * Math.log(n) + n - HALF_LOG_TWO_PI
}

/** x ln(x/m) + m − x without cancellation when x is near m. Source: Loader (2000). */
function deviance(x: number, m: number): number {
  if (Math.abs(x - m) < 0.1 * (x + m)) {
    const ratio = (x - m) / (x + m)
    let sum = (x - m) * ratio
    let term = 2 * x * ratio
    for (let j = 1; j < 1000; j++) {
      term *= ratio * ratio
      const next = sum + term / (2 * j + 1)
      if (next === sum) return next
      sum = next
    }
  }
  return x * Math.log(x / m) + m - x
}

/** e^−m m^x / Γ(x+1) for real x ≥ 0 and m ≥ 0: the Poisson probability, also between the integers. Source: Loader (2000). */
export function poissonTerm(x: number, m: number): number {
  if (m === 0) return x === 0 ? 1 : 0
  if (x === 0) return Math.exp(-m)
  if (x < 1e-3) return Math.exp(-m + x * Math.log(m) - logGamma(x + 1))
  return Math.exp(-stirlingError(x) - deviance(x, m)) / Math.sqrt(2 * Math.PI * x)
}

/** C(n, x) p^x q^(n−x) for real 0 ≤ x ≤ n, where q = 1 − p is given by itself so that it need not be rounded. Source: Loader (2000). */
export function binomialTerm(x: number, n: number, p: number, q: number): number {
  if (p === 0) return x === 0 ? 1 : 0
  if (q === 0) return x === n ? 1 : 0
  if (x === 0) return n === 0 ? 1 : Math.exp(p < 0.1 ? n * Math.log1p(-p) : n * Math.log(q))
  if (x === n) return Math.exp(q < 0.1 ? n * Math.log1p(-q) : n * Math.log(p))
  if (x < 0 || x > n) return 0
  const rest = n - x
  const log = stirlingError(n) - stirlingError(x) - stirlingError(rest) - deviance(x, n * p) - deviance(rest, n * q)
  return Math.exp(log) * Math.sqrt(n / (2 * Math.PI * x * rest))
}

/** Both parts of a probability that sum to one; the smaller is exact to its last digits. */
export interface Tails {
  readonly lower: number
  readonly upper: number
}

function tails(value: number, isLower: boolean): Tails {
  const kept = Math.min(1, Math.max(0, value))
  return isLower ? { lower: kept, upper: 1 - kept } : { lower: 1 - kept, upper: kept }
}

/**
 * Regularised incomplete gamma function: lower P(a, x) and upper Q(a, x), a > 0, x ≥ 0; NaN outside.
 * Series below a + 1, continued fraction (Lentz) above. Source: Abramowitz & Stegun 6.5.29, 6.5.31.
 */
export function incompleteGamma(a: number, x: number): Tails {
  if (!(a > 0) || !(x >= 0)) return { lower: Number.NaN, upper: Number.NaN }
  if (x === 0) return { lower: 0, upper: 1 }
  if (x === Infinity) return { lower: 1, upper: 0 }
  const front = poissonTerm(a, x)
  if (x < a + 1) {
    let term = 1
    let sum = 1
    for (let n = 1; n < MOST_TERMS && term > sum * EPSILON; n++) sum += term *= x / (a + n)
    return tails(front * sum, true)
  }
  let b = x + 1 - a
  let c = 1 / TINY
  let d = 1 / b
  let h = d
  for (let i = 1; i < MOST_TERMS; i++) {
    const step = -i * (i - a)
    b += 2
    d = 1 / keepAway(step * d + b)
    c = keepAway(b + step / c)
    h *= d * c
    if (Math.abs(d * c - 1) < EPSILON * 2) break
  }
  return tails(front * a * h, false)
}

const keepAway = (value: number): number => (Math.abs(value) < TINY ? TINY : value)

/**
 * Regularised incomplete beta function: lower I_x(a, b) and upper 1 − I_x(a, b), a, b > 0; NaN outside.
 * `rest` is 1 − x, given when it is known more exactly than that. Continued fraction (Lentz). Source: Abramowitz & Stegun 26.5.8.
 */
export function incompleteBeta(x: number, a: number, b: number, rest: number = 1 - x): Tails {
  if (!(a > 0) || !(b > 0) || !(x >= 0) || !(rest >= 0)) return { lower: Number.NaN, upper: Number.NaN }
  if (x === 0) return { lower: 0, upper: 1 }
  if (rest === 0) return { lower: 1, upper: 0 }
  const swap = x > (a + 1) / (a + b + 2)
  const [p, q, y, z] = swap ? [b, a, rest, x] : [a, b, x, rest]
  let c = 1
  let d = 1 / keepAway(1 - ((p + q) * y) / (p + 1))
  let h = d
  for (let m = 1; m < MOST_TERMS; m++) {
    const even = (m * (q - m) * y) / ((p + 2 * m - 1) * (p + 2 * m))
    d = 1 / keepAway(1 + even * d)
    c = keepAway(1 + even / c)
    h *= d * c
    const odd = (-(p + m) * (p + q + m) * y) / ((p + 2 * m) * (p + 2 * m + 1))
    d = 1 / keepAway(1 + odd * d)
    c = keepAway(1 + odd / c)
    h *= d * c
    if (Math.abs(d * c - 1) < EPSILON * 2) break
  }
  // x^a (1−x)^b / (a B(a, b)) = b/(a+b) · binomial term
  return tails((binomialTerm(p, p + q, y, z) * q * h) / (p + q), !swap)
}
