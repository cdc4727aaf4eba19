import { incompleteBeta, incompleteGamma, poissonTerm, binomialTerm, logGamma, type Tails } from './special-functions.ts'

/**
 * Continuous distributions. `…Cdf` is P(X ≤ x); `…Upper` is P(X > x), exact also where it is tiny; `…Quantile` is the
 * x with P(X ≤ x) = p. Arguments outside their range give NaN, as does NaN. Relative error about 1e-13.
 */

const A = [2.2352520354606837, 161.02823106855587, 1067.6894854603709, 18154.98125334356, 0.06568233791820745] as const
const B = [47.202581904688245, 976.0985517377767, 10260.932208618979, 45507.78933502673] as const
const C = [0.39894151208813466, 8.883149794388377, 93.50665613217785, 597.2702763948002, 2494.5375852903726, 6848.190450536283, 11602.65143764735, 9842.714838383978, 1.0765576773720192e-8] as const
const D = [22.266688044328117, 235.387901782625, 1519.3775994075547, 6485.558298266761, 18615.571640885097, 34900.95272114598, 38912.00328609327, 19685.429676859992] as const
const P = [0.215898534057957, 0.12740116116024736, 0.022235277870649807, 0.0014216191932278934, 0.000029112874951168793, 0.023073441764940174] as const
const Q = [1.284260096144911, 0.4682382124808651, 0.06598813786892856, 0.0037823963320275824, 0.00007297515550839662] as const

/** P(Z > y) for y > 0.67448975: W. J. Cody (1969), Rational Chebyshev approximations for the error function, as in R's pnorm. */
function normalTail(y: number): number {
  let value: number
  if (y <= 5.656854249492381) {
    let top = C[8] * y
    let bottom = y
    for (let i = 0; i < 7; i++) {
      top = (top + C[i]!) * y
      bottom = (bottom + D[i]!) * y
    }
    value = (top + C[7]) / (bottom + D[7])
  } else {
    const square = 1 / (y * y)
    let top = P[5] * square
    let bottom = square
    for (let i = 0; i < 4; i++) {
      top = (top + P[i]!) * square
      bottom = (bottom + Q[i]!) * square
    }
    value = (0.3989422804014327 - (square * (top + P[4])) / (bottom + Q[4])) / y
  }
  const head = Math.trunc(y * 16) / 16
  return Math.exp(-head * head * 0.5) * Math.exp(-(y - head) * (y + head) * 0.5) * value
}

/** Density of the standard normal distribution, e^(−x²/2)/√(2π). */
export const normalDensity = (x: number): number => 0.3989422804014327 * Math.exp(-0.5 * x * x)

/** P(Z ≤ x) of the standard normal distribution. Source: Cody (1969). */
export function normalCdf(x: number): number {
  const y = Math.abs(x)
  if (y > 0.67448975) return x > 0 ? 1 - normalTail(y) : normalTail(y)
  const square = y > 1e-16 ? x * x : 0
  let top = A[4] * square
  let bottom = square
  for (let i = 0; i < 3; i++) {
    top = (top + A[i]!) * square
    bottom = (bottom + B[i]!) * square
  }
  return 0.5 + (x * (top + A[3])) / (bottom + B[3])
}

/** P(Z > x) of the standard normal distribution. */
export const normalUpper = (x: number): number => normalCdf(-x)

/** The z with P(Z ≤ z) = p, 0 ≤ p ≤ 1: Abramowitz & Stegun 26.2.23, made exact by Halley's steps. */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN
  if (p === 0.5) return 0
  if (p > 0.5) return p === 1 ? Infinity : -lowerNormalQuantile(1 - p)
  return p === 0 ? -Infinity : lowerNormalQuantile(p)
}

function lowerNormalQuantile(p: number): number {
  const t = Math.sqrt(-2 * Math.log(p))
  let z = -(t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))))
  for (let i = 0; i < 3; i++) {
    const tail = normalCdf(z)
    const step = (tail * Math.log(tail / p)) / normalDensity(z)
    const slope = normalDensity(z) / tail
    z -= step / (1 + 0.5 * step * (slope + z))
  }
  return z
}

/** Both tails of Student's t with `df` > 0 degrees of freedom (may be a fraction, or Infinity). Source: Abramowitz & Stegun 26.7.1. */
function tTails(x: number, df: number): Tails {
  if (!(df > 0) || Number.isNaN(x)) return { lower: Number.NaN, upper: Number.NaN }
  if (df > 1e10) return { lower: normalCdf(x), upper: normalUpper(x) }
  const square = x * x
  const outside = 0.5 * (square === Infinity ? 0 : incompleteBeta(df / (df + square), df / 2, 0.5, square / (df + square)).lower)
  return x > 0 ? { lower: 1 - outside, upper: outside } : { lower: outside, upper: 1 - outside }
}

/** P(T ≤ x) of Student's t with `df` > 0. */
export const tCdf = (x: number, df: number): number => tTails(x, df).lower

/** P(T > x) of Student's t with `df` > 0. */
export const tUpper = (x: number, df: number): number => tTails(x, df).upper

/** P(|T| ≥ |x|): the two-sided p of a t statistic. */
export const tTwoSided = (x: number, df: number): number => Math.min(1, 2 * tUpper(Math.abs(x), df))

/** The t with P(T ≤ t) = p. */
export function tQuantile(p: number, df: number): number {
  if (!(df > 0) || !(p >= 0 && p <= 1)) return Number.NaN
  if (p === 0.5) return 0
  if (df > 1e10) return normalQuantile(p)
  const tail = Math.min(p, 1 - p)
  const log = Math.log(df / 2) / -2 - (logGamma(df / 2) + logGamma(0.5) - logGamma((df + 1) / 2)) + Math.log(Math.SQRT1_2)
  const size = positiveQuantile(1 - 2 * tail, 2 * tail, (x) => {
    const outside = 2 * tUpper(x, df)
    return { lower: 1 - outside, upper: outside }
  }, (x) => 2 * Math.exp(log - ((df + 1) / 2) * Math.log1p((x * x) / df)), Math.abs(normalQuantile(tail)) || 1e-8)
  return p < 0.5 ? -size : size
}

/** P(X ≤ x) of chi-square with `df` > 0. Source: Abramowitz & Stegun 26.4.19. */
export const chiSquareCdf = (x: number, df: number): number => gammaCdf(x, df / 2, 2)

/** P(X > x) of chi-square with `df` > 0. */
export const chiSquareUpper = (x: number, df: number): number => gammaUpper(x, df / 2, 2)

/** The x with P(X ≤ x) = p of chi-square with `df` > 0. */
export const chiSquareQuantile = (p: number, df: number): number => gammaQuantile(p, df / 2, 2)

/** P(X ≤ x) of the gamma distribution with `shape` > 0 and `scale` > 0 (mean shape·scale). */
export const gammaCdf = (x: number, shape: number, scale = 1): number => (scale > 0 ? incompleteGamma(shape, Math.max(0, x / scale)).lower : Number.NaN)

/** P(X > x) of the gamma distribution. */
export const gammaUpper = (x: number, shape: number, scale = 1): number => (scale > 0 ? incompleteGamma(shape, Math.max(0, x / scale)).upper : Number.NaN)

/** The x with P(X ≤ x) = p of the gamma distribution. */
export function gammaQuantile(p: number, shape: number, scale = 1): number {
  if (!(shape > 0) || !(scale > 0)) return Number.NaN
  const z = normalQuantile(p)
  const cubed = shape * (1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape))) ** 3
  const start = cubed > 0 && shape > 0.2 ? cubed : Math.exp((Math.log(p) + logGamma(shape + 1)) / shape)
  return scale * positiveQuantile(p, 1 - p, (x) => incompleteGamma(shape, x), (x) => (poissonTerm(shape, x) * shape) / x, start)
}

/** Both tails of the beta distribution with a, b > 0, 0 ≤ x ≤ 1. */
const betaTails = (x: number, a: number, b: number): Tails => incompleteBeta(Math.min(1, Math.max(0, x)), a, b)

/** P(X ≤ x) of the beta distribution with a, b > 0. Source: Abramowitz & Stegun 26.5.1. */
export const betaCdf = (x: number, a: number, b: number): number => betaTails(x, a, b).lower

/** P(X > x) of the beta distribution. */
export const betaUpper = (x: number, a: number, b: number): number => betaTails(x, a, b).upper

/** The x with P(X ≤ x) = p of the beta distribution. */
export function betaQuantile(p: number, a: number, b: number): number {
  const odds = betaOdds(p, 1 - p, a, b)
  return odds === Infinity ? 1 : odds / (1 + odds)
}

/** x / (1 − x) at the beta quantile: keeps its digits where x is next to 1. */
function betaOdds(p: number, q: number, a: number, b: number): number {
  if (!(a > 0) || !(b > 0)) return Number.NaN
  return positiveQuantile(p, q,
    (odds) => incompleteBeta(odds / (1 + odds), a, b, 1 / (1 + odds)),
    (odds) => ((a * b) / (a + b)) * binomialTerm(a, a + b, odds / (1 + odds), 1 / (1 + odds)) / odds,
    a / b)
}

/** Both tails of F with d1 and d2 > 0 degrees of freedom. Source: Abramowitz & Stegun 26.6.2. */
function fTails(x: number, d1: number, d2: number): Tails {
  if (!(d1 > 0) || !(d2 > 0) || Number.isNaN(x)) return { lower: Number.NaN, upper: Number.NaN }
  if (x <= 0) return { lower: 0, upper: 1 }
  if (x === Infinity) return { lower: 1, upper: 0 }
  if (d2 === Infinity) return incompleteGamma(d1 / 2, (d1 * x) / 2)
  const whole = d1 * x + d2
  return incompleteBeta((d1 * x) / whole, d1 / 2, d2 / 2, d2 / whole)
}

/** P(X ≤ x) of the F distribution with d1, d2 > 0. */
export const fCdf = (x: number, d1: number, d2: number): number => fTails(x, d1, d2).lower

/** P(X > x) of the F distribution. */
export const fUpper = (x: number, d1: number, d2: number): number => fTails(x, d1, d2).upper

/** The x with P(X ≤ x) = p of the F distribution; d2 may be Infinity. */
export function fQuantile(p: number, d1: number, d2: number): number {
  if (d2 === Infinity) return chiSquareQuantile(p, d1) / d1
  return (betaOdds(p, 1 - p, d1 / 2, d2 / 2) * d2) / d1
}

/**
 * The x > 0 at which both tails are p and q, by Newton's steps on logarithms (a straight line in the tails of most
 * distributions), kept inside a bracket that is halved when a step would leave it.
 */
function positiveQuantile(p: number, q: number, tailsAt: (x: number) => Tails, density: (x: number) => number, start: number): number {
  if (!(p >= 0 && q >= 0)) return Number.NaN
  if (p === 0) return 0
  if (q === 0) return Infinity
  const low = p < q
  const goal = Math.log(low ? p : q)
  let u = Math.log(start)
  if (!Number.isFinite(u)) u = Math.max(-700, Math.min(700, u)) || 0
  let [from, to] = [-745, 709.7]
  for (let i = 0; i < 400; i++) {
    const x = Math.exp(u)
    const { lower, upper } = tailsAt(x)
    const tail = low ? lower : upper
    const gap = Math.log(tail) - goal
    if (gap === 0) return x
    if (low === gap < 0) from = u
    else to = u
    const slope = ((low ? 1 : -1) * density(x) * x) / tail
    let next = u - gap / slope
    if (!(next > from && next < to)) next = (from + to) / 2
    if (Math.abs(next - u) < 4e-16 * Math.max(1, Math.abs(u))) return Math.exp(next)
    u = next
  }
  return Math.exp(u)
}
