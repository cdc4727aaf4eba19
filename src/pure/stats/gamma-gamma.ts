import { type BgNbdParameters, expectedPurchases, type PurchaseHistory } from './bg-nbd.ts'
import { inRange } from './in-range.ts'
import { minimise } from './minimise.ts'
import { InvalidInput, type Problem } from './problem.ts'
import { logGamma } from './special-functions.ts'

export interface Spending {
  /** Purchases that `mean` is of, whole, ≥ 0. */
  readonly frequency: number
  /** Mean value of a purchase, > 0 where there is one. */
  readonly mean: number
}

export interface GammaGamma {
  readonly p: number
  readonly q: number
  readonly v: number
  readonly logLikelihood: number
  readonly converged: boolean
  readonly iterations: number
  /** Customers with purchases and a mean above 0, and those left out. */
  readonly n: number
  readonly missing: number
  /** `empty`; `not-identified`: a parameter runs away, as when all spend the same; `not-converged`; `missing-left-out`. */
  readonly problems: readonly Problem[]
}

/**
 * The Gamma-Gamma model of spending: purchases of a customer vary around a mean of their own with shape p, and those means
 * vary with shape q and scale v. Parameters of largest likelihood. Customers without a purchase to go by are left out.
 * @param options.weights how many each stands for, ≥ 0
 * @throws InvalidInput for a frequency that is no whole number ≥ 0 or a mean that is no number
 * Source: Fader & Hardie (2013), The Gamma-Gamma model of monetary value; Colombo & Jiang (1999).
 */
export function fitGammaGamma(customers: readonly Spending[], { weights }: { readonly weights?: readonly number[] } = {}): GammaGamma {
  if (weights && weights.length !== customers.length) throw new InvalidInput('weights: one for each customer')
  for (const [i, { frequency, mean }] of customers.entries()) {
    inRange(`customers[${i}].frequency`, frequency, '[0, ∞)', true)
    inRange(`customers[${i}].mean`, mean, '(-∞, ∞)')
  }
  const known = customers.map((one, i) => ({ ...one, weight: inRange(`weights[${i}]`, weights?.[i] ?? 1, '[0, ∞)') })).filter(({ frequency, mean, weight }) => frequency > 0 && mean > 0 && weight > 0)
  const n = known.length
  const missing = customers.length - n
  const leftOut: Problem[] = missing > 0 ? [{ code: 'missing-left-out' }] : []
  const unknown = { p: Number.NaN, q: Number.NaN, v: Number.NaN, logLikelihood: Number.NaN, converged: false, iterations: 0, n, missing }
  if (n === 0) return { ...unknown, problems: [{ code: 'empty' }, ...leftOut] }
  const total = known.reduce((sum, { weight }) => sum + weight, 0)
  const scale = known.reduce((sum, { mean, weight }) => sum + weight * mean, 0) / total
  const found = minimise((x) => {
    const [p, q, v] = x.map(Math.exp) as [number, number, number]
    return -known.reduce((sum, { frequency, mean, weight }) => sum + weight * logLikelihood({ p, q, v }, { frequency, mean: mean / scale }), 0) / total
  }, [0.5, 0.5, 0])
  if (!Number.isFinite(found.value) || found.at.some((value) => Math.abs(value) > 12)) return { ...unknown, iterations: found.iterations, problems: [{ code: 'not-identified' }, ...leftOut] }
  const [p, q, scaled] = found.at.map(Math.exp) as [number, number, number]
  const model = { p, q, v: scaled * scale }
  return {
    ...model,
    logLikelihood: known.reduce((sum, one) => sum + one.weight * logLikelihood(model, one), 0),
    converged: found.converged,
    iterations: found.iterations,
    n,
    missing,
    problems: found.converged ? leftOut : [{ code: 'not-converged' }, ...leftOut],
  }
}

/** What the predictions need of a fitted model. */
export type GammaGammaParameters = Pick<GammaGamma, 'p' | 'q' | 'v'>

/**
 * Value to expect of a customer's next purchase: p(v + x·m)/(p·x + q − 1); of one without purchases the mean of all, p·v/(q − 1).
 * NaN where q is too small for a mean to exist.
 * @throws InvalidInput for parameters that are not above 0
 */
export function expectedSpend({ p, q, v }: GammaGammaParameters, { frequency, mean }: Spending): number {
  for (const [name, value] of Object.entries({ p, q, v })) inRange(name, value, '(0, ∞)')
  const counted = mean > 0 ? frequency : 0
  const below = p * counted + q - 1
  return below > 0 ? (p * (v + (counted > 0 ? counted * mean : 0))) / below : Number.NaN
}

export interface LifetimeValueInput {
  readonly purchases: BgNbdParameters
  readonly history: PurchaseHistory
  /** Value of a purchase: from `expectedSpend`, times the margin where profit is meant. */
  readonly spend: number
  /** Periods to look ahead, whole, ≥ 0. */
  readonly periods: number
  /** Length of a period in the unit of the history, > 0. */
  readonly periodLength: number
  /** Interest for one period, > −1: 0.01 for 1 %. */
  readonly discountRate: number
}

/**
 * What a customer is still worth: the purchases expected in each period, times the spend, discounted from the period's end.
 * @throws InvalidInput outside these ranges
 * Source: Fader, Hardie & Lee (2005), RFM and CLV: using iso-value curves; as lifetimes' customer_lifetime_value.
 */
export function customerLifetimeValue({ purchases, history, spend, periods, periodLength, discountRate }: LifetimeValueInput): number {
  inRange('periods', periods, '[0, ∞)', true)
  inRange('periodLength', periodLength, '(0, ∞)')
  inRange('discountRate', discountRate, '(-1, ∞)')
  if (Number.isNaN(spend)) throw new InvalidInput('spend: not a number')
  let value = 0
  let before = 0
  for (let period = 1; period <= periods; period++) {
    const after = expectedPurchases(purchases, history, period * periodLength)
    value += (spend * (after - before)) / (1 + discountRate) ** period
    before = after
  }
  return value
}

function logLikelihood({ p, q, v }: GammaGammaParameters, { frequency: x, mean: m }: Spending): number {
  return logGamma(p * x + q) - logGamma(p * x) - logGamma(q) + q * Math.log(v) + (p * x - 1) * Math.log(m) + p * x * Math.log(x) - (p * x + q) * Math.log(x * m + v)
}
