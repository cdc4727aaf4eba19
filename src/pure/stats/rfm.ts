import { inRange } from './in-range.ts'
import { InvalidInput, type Problem } from './problem.ts'

export interface RfmCustomer {
  /** The last order: a Date, epoch milliseconds or ISO text; `null` for someone who never ordered. */
  readonly lastOrderAt: Date | string | number | null
  /** Number of orders, ≥ 0. */
  readonly orders: number
  /** What they came to, in any currency; below 0 when more was paid back. */
  readonly amount: number
}

export interface RfmScore {
  /** 1 (long ago, few, little) to `bins` (lately, often, much); 0 for someone who never ordered. */
  readonly r: number
  readonly f: number
  readonly m: number
  readonly segment: string
}

/** A segment and the scores it takes, both ends within, on the scale 1 to 5. */
export interface RfmSegment {
  readonly segment: string
  readonly r: readonly [number, number]
  readonly f: readonly [number, number]
  readonly m: readonly [number, number]
}

export interface RfmOptions {
  /** The day from which recency is counted; no order may come after it. */
  readonly asOf: Date | string | number
  /** How many scores there are, 2 to 10. */
  readonly bins?: number
  /** The first segment that takes the scores is the customer's; who falls into none is in `other`. */
  readonly segments?: readonly RfmSegment[]
}

export interface RfmCuts {
  /** Upper ends of all bins but the last; whole days since the last order, orders, amount. */
  readonly recencyDays: readonly number[]
  readonly orders: readonly number[]
  readonly amount: readonly number[]
  /** Customers with an order, from whom the cuts are. */
  readonly n: number
  /** `empty`; `constant` with `at` 0 recency, 1 orders, 2 amount: it tells nobody apart. */
  readonly problems: readonly Problem[]
}

/** The segments of the R package rfm, under keys of our own. A champion is 5-5-5; 1-5-5 is at risk. */
export const rfmSegments: readonly RfmSegment[] = [
  { segment: 'champion', r: [5, 5], f: [5, 5], m: [5, 5] },
  { segment: 'potential-loyalist', r: [3, 5], f: [3, 5], m: [2, 5] },
  { segment: 'loyal', r: [2, 4], f: [2, 4], m: [2, 4] },
  { segment: 'promising', r: [3, 4], f: [1, 3], m: [3, 5] },
  { segment: 'new', r: [4, 5], f: [1, 3], m: [1, 5] },
  { segment: 'cannot-lose', r: [1, 2], f: [3, 4], m: [4, 5] },
  { segment: 'at-risk', r: [1, 2], f: [2, 5], m: [4, 5] },
  { segment: 'need-attention', r: [1, 3], f: [3, 5], m: [3, 5] },
  { segment: 'about-to-sleep', r: [2, 3], f: [1, 3], m: [1, 4] },
  { segment: 'lost', r: [1, 1], f: [1, 5], m: [1, 5] },
]

const DAY = 86_400_000

/**
 * Recency, frequency and monetary value of each customer, scored by quantiles, in the order of `customers`.
 * A value on a cut is in the lower bin, so equal values always score the same, and scores may be left empty where many are
 * equal. Where all values are whole numbers a cut between two of them is rounded up, as the R package rfm does.
 * With other than five bins, scores are stretched to 1 to 5 before segments are looked up: ⌈5·score/bins⌉.
 * @throws InvalidInput for an invalid or later date, orders that are no whole number ≥ 0, an amount that is no number, or bins outside 2 to 10
 * See `rfmCuts` for what the scores rest on. Source: A. M. Hughes (1994), Strategic Database Marketing; R package rfm 0.3.0.
 */
export function rfm(customers: readonly RfmCustomer[], options: RfmOptions): RfmScore[] {
  const { bins = 5, segments = rfmSegments } = options
  const measured = measure(customers, options)
  const cuts = cutsOf(measured.filter((row) => row !== null), bins)
  return measured.map((row): RfmScore => {
    if (!row) return { r: 0, f: 0, m: 0, segment: 'never-ordered' }
    const score = (value: number, upper: readonly number[]): number => 1 + upper.filter((cut) => value > cut).length
    const r = bins + 1 - score(row[0], cuts.recencyDays)
    const f = score(row[1], cuts.orders)
    const m = score(row[2], cuts.amount)
    const within = (value: number, [from, to]: readonly [number, number]): boolean => {
      const stretched = Math.ceil((5 * value) / bins)
      return stretched >= from && stretched <= to
    }
    return { r, f, m, segment: segments.find((it) => within(r, it.r) && within(f, it.f) && within(m, it.m))?.segment ?? 'other' }
  })
}

/** The cuts that `rfm` scores by, and what is to be said against them. */
export function rfmCuts(customers: readonly RfmCustomer[], options: RfmOptions): RfmCuts {
  return cutsOf(measure(customers, options).filter((row) => row !== null), options.bins ?? 5)
}

type Measured = readonly [recencyDays: number, orders: number, amount: number]

function measure(customers: readonly RfmCustomer[], { asOf, bins = 5 }: RfmOptions): (Measured | null)[] {
  inRange('bins', bins, '[2, 10]', true)
  const now = instant(asOf, 'asOf')
  return customers.map(({ lastOrderAt, orders, amount }, i) => {
    inRange(`customers[${i}].orders`, orders, '[0, ∞)', true)
    inRange(`customers[${i}].amount`, amount, '(-∞, ∞)')
    if (lastOrderAt === null || orders === 0) return null
    const days = Math.floor((now - instant(lastOrderAt, `customers[${i}].lastOrderAt`)) / DAY)
    if (days < 0) throw new InvalidInput(`customers[${i}].lastOrderAt: after asOf`)
    return [days, orders, amount]
  })
}

function instant(at: Date | string | number, name: string): number {
  const time = new Date(at).getTime()
  if (Number.isNaN(time)) throw new InvalidInput(`${name}: not a valid date`)
  return time
}

function cutsOf(rows: readonly Measured[], bins: number): RfmCuts {
  const [recencyDays, orders, amount] = [cuts(rows.map((row) => row[0]), bins), cuts(rows.map((row) => row[1]), bins), cuts(rows.map((row) => row[2]), bins)]
  const constant = ([0, 1, 2] as const).filter((column) => rows.every((row) => row[column] === rows[0]![column]))
  return { recencyDays, orders, amount, n: rows.length, problems: rows.length === 0 ? [{ code: 'empty' }] : constant.map((at): Problem => ({ code: 'constant', at })) }
}

function cuts(values: readonly number[], bins: number): number[] {
  if (values.length === 0) return []
  const sorted = values.toSorted((a, b) => a - b)
  const whole = values.every(Number.isInteger)
  return Array.from({ length: bins - 1 }, (_, k) => {
    const place = ((values.length - 1) * (k + 1)) / bins
    const below = Math.floor(place)
    const cut = sorted[below]! + (place - below) * ((sorted[below + 1] ?? 0) - sorted[below]!)
    return whole ? Math.ceil(cut - 1e-9) : cut
  })
}
