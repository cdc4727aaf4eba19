import { gaussHypergeometric } from './hypergeometric-function.ts'
import { inRange } from './in-range.ts'
import { minimise } from './minimise.ts'
import { InvalidInput, type Problem } from './problem.ts'
import { logGamma } from './special-functions.ts'

/** A customer's purchases, in any one unit of time. */
export interface PurchaseHistory {
  /** Purchases after the first, whole, ≥ 0. */
  readonly frequency: number
  /** Time from the first purchase to the last; 0 when there was but one. */
  readonly recency: number
  /** Time from the first purchase to now, ≥ recency. */
  readonly age: number
}

export interface BgNbd {
  /** Shape and rate of the gamma distribution of purchase rates, both > 0. */
  readonly r: number
  readonly alpha: number
  /** Of the beta distribution of the chance to leave after a purchase, both > 0. */
  readonly a: number
  readonly b: number
  readonly logLikelihood: number
  readonly converged: boolean
  readonly iterations: number
  readonly n: number
  /** `empty`; `not-identified`: nobody came back, or a parameter runs away to 0 or Infinity; `not-converged`. The parameters are NaN in the first two cases. */
  readonly problems: readonly Problem[]
}

const UNKNOWN = { r: Number.NaN, alpha: Number.NaN, a: Number.NaN, b: Number.NaN, logLikelihood: Number.NaN, converged: false, iterations: 0 }

/**
 * The BG/NBD model of customers who leave without a word: purchases at a rate λ ~ Gamma(r, α), and after each a chance
 * p ~ Beta(a, b) to leave. Parameters of largest likelihood, found on their logarithms.
 * @param customers one for each customer; `weights` how many each stands for, ≥ 0
 * @throws InvalidInput for a history that cannot be (recency above age, or purchases without recency), or when nothing has age
 * Source: Fader, Hardie & Lee (2005), Marketing Science 24.
 */
export function fitBgNbd(customers: readonly PurchaseHistory[], { weights }: { readonly weights?: readonly number[] } = {}): BgNbd {
  if (weights && weights.length !== customers.length) throw new InvalidInput('weights: one for each customer')
  const groups = new Map<string, { history: PurchaseHistory, weight: number }>()
  for (const [i, history] of customers.entries()) {
    checked(history, `customers[${i}]`)
    const weight = inRange(`weights[${i}]`, weights?.[i] ?? 1, '[0, ∞)')
    const key = `${history.frequency} ${history.recency} ${history.age}`
    const group = groups.get(key)
    groups.set(key, { history, weight: weight + (group?.weight ?? 0) })
  }
  const known = [...groups.values()].filter(({ weight }) => weight > 0)
  const n = customers.length
  if (known.length === 0) return { ...UNKNOWN, n, problems: [{ code: 'empty' }] }
  const longest = Math.max(...known.map(({ history }) => history.age))
  if (longest === 0 || known.every(({ history }) => history.frequency === 0)) return { ...UNKNOWN, n, problems: [{ code: 'not-identified' }] }
  const total = known.reduce((sum, { weight }) => sum + weight, 0)
  // Time in units of the longest watched, so that all parameters are of a size a search can handle.
  const lossOf = (p: readonly number[]): number => {
    const [r, alpha, a, b] = p.map(Math.exp) as [number, number, number, number]
    return -known.reduce((sum, { history: { frequency, recency, age }, weight }) => sum + weight * logLikelihood({ r, alpha, a, b }, { frequency, recency: recency / longest, age: age / longest }), 0) / total
  }
  const found = minimise(lossOf, [0, 0, 0, 0.5])
  const [r, scaled, a, b] = found.at.map(Math.exp) as [number, number, number, number]
  const model = { r, alpha: scaled * longest, a, b }
  if (found.at.some((value) => Math.abs(value) > 12)) return { ...UNKNOWN, iterations: found.iterations, n, problems: [{ code: 'not-identified' }] }
  return {
    ...model,
    logLikelihood: known.reduce((sum, { history, weight }) => sum + weight * logLikelihood(model, history), 0),
    converged: found.converged,
    iterations: found.iterations,
    n,
    problems: found.converged ? [] : [{ code: 'not-converged' }],
  }
}

/** What the predictions need of a fitted model. */
export type BgNbdParameters = Pick<BgNbd, 'r' | 'alpha' | 'a' | 'b'>

/**
 * Chance that a customer with this history will buy again some time: 1 / (1 + a/(b + x − 1)·((α + T)/(α + t))^(r + x)); 1
 * before the second purchase, since the model lets no one leave without one.
 * @throws InvalidInput for a history that cannot be, or parameters that are not above 0
 */
export function probabilityAlive(model: BgNbdParameters, history: PurchaseHistory): number {
  checkedModel(model)
  checked(history, 'history')
  return 1 / (1 + oddsGone(model, history))
}

/**
 * Purchases to expect of a customer with this history within the coming `time`.
 * @param time ≥ 0, in the unit of the history
 * @throws InvalidInput outside these ranges, and for parameters that are not above 0
 * Source: Fader, Hardie & Lee (2005), (10), with Euler's transformation of ₂F₁, which keeps its terms small.
 */
export function expectedPurchases(model: BgNbdParameters, history: PurchaseHistory, time: number): number {
  checkedModel(model)
  checked(history, 'history')
  inRange('time', time, '[0, ∞)')
  const { frequency: x, age } = history
  const z = time / (model.alpha + age + time)
  return ((model.a + model.b + x - 1) * growth(model, x, z)) / (1 + oddsGone(model, history))
}

/**
 * Purchases to expect of a new customer within `time` after the first.
 * @throws InvalidInput as `expectedPurchases`
 */
export const expectedPurchasesOfNew = (model: BgNbdParameters, time: number): number => expectedPurchases(model, { frequency: 0, recency: 0, age: 0 }, time)

/** (1 − (1 − z)^(r + x)·₂F₁(r + x, b + x; a + b + x − 1; z))/(a − 1), which has a limit where a is 1. */
function growth({ r, a, b }: BgNbdParameters, x: number, z: number): number {
  const at = (shape: number): number => (1 - (1 - z) ** (shape - 1) * gaussHypergeometric(shape + b - 1 - r, shape - 1, shape + b + x - 1, z)) / (shape - 1)
  return Math.abs(a - 1) > 1e-5 ? at(a) : (at(1 - 1e-5) + at(1 + 1e-5)) / 2
}

function oddsGone({ r, alpha, a, b }: BgNbdParameters, { frequency: x, recency, age }: PurchaseHistory): number {
  return x === 0 ? 0 : (a / (b + x - 1)) * ((alpha + age) / (alpha + recency)) ** (r + x)
}

function logLikelihood(model: BgNbdParameters, history: PurchaseHistory): number {
  const { r, alpha, a, b } = model
  const { frequency: x, age } = history
  return logGamma(r + x) - logGamma(r) + r * Math.log(alpha) + logGamma(a + b) + logGamma(b + x) - logGamma(b) - logGamma(a + b + x)
    - (r + x) * Math.log(alpha + age) + Math.log1p(oddsGone(model, history))
}

function checked({ frequency, recency, age }: PurchaseHistory, name: string): void {
  inRange(`${name}.frequency`, frequency, '[0, ∞)', true)
  inRange(`${name}.age`, age, '[0, ∞)')
  inRange(`${name}.recency`, recency, `[0, ${age}]`)
  if ((frequency === 0) !== (recency === 0)) throw new InvalidInput(`${name}: ${frequency} further purchases within ${recency}`)
}

function checkedModel({ r, alpha, a, b }: BgNbdParameters): void {
  for (const [name, value] of Object.entries({ r, alpha, a, b })) inRange(name, value, '(0, ∞)')
}
