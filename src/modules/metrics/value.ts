import type { Ctx } from '../../kernel/context.ts'
import { bootstrap, chiSquareQuantile, normalQuantile, quantile, tQuantile, wilson } from '../../pure/stats/index.ts'
import type { Value } from './contract.ts'
import type { Window } from './counted.ts'
import type { Metric } from './definition.ts'
import { SCALE } from './definition.ts'
import type { Gaps } from './rollups/gaps.ts'
import type { Division, Tally } from './tally.ts'
import { NO_TALLY, tallyOf } from './tally.ts'

const Z = normalQuantile(0.975)

/** The values of a metric in a window, part by part; the key of a part is its group or the first day. Two statements at most. `gaps` says which days are not kept; without it every record is counted. */
export async function valuesOf(ctx: Ctx, metric: Metric, window: Window, division: Division, gaps?: Gaps): Promise<Map<string | null, Value>> {
  const { tallies, others } = await tallyOf(ctx, metric, window, division, gaps)
  const parts = new Set([...tallies.keys(), ...others?.keys() ?? []])
  return new Map([...parts].map((part) => [part, valueOf(metric, tallies.get(part) ?? NO_TALLY, others ? countOf(others.get(part) ?? NO_TALLY, metric.measure.kind === 'ratio' && metric.measure.over.distinct) : null)]))
}
/** How many there are: records, or different values where those are counted. */
export const countOf = ({ n, distinct }: Tally, isDistinct: unknown): number => isDistinct ? distinct ?? 0 : n

/** The value of one part with its interval. `others` is the count a ratio is measured against, null for every other measure. */
export function valueOf(metric: Metric, tally: Tally, others: number | null): Value {
  const value = counted(metric, tally, others)
  const of = metric.measure.kind === 'ratio' ? others ?? 0 : value.n
  return value.value !== null && of < metric.enough ? { ...value, few: true } : value
}
function counted({ measure, unit, minimum, distinct: isDistinct }: Metric, tally: Tally, others: number | null): Value {
  const scale = SCALE[unit]
  const { hits, misses, mean, sd, total, middle } = tally
  // Where different people are counted, their number is the n, and each stands in the list of records once.
  const n = countOf(tally, isDistinct)
  const hidden = { value: null, n, numerator: null, denominator: null, interval: null }
  if (n < minimum) return hidden
  switch (measure.kind) {
    case 'count': return { ...hidden, value: n, numerator: n }
    case 'share': {
      const counts = { n, numerator: hits, denominator: n }
      if (!n) return { ...hidden, ...counts }
      const { p, lower, upper } = wilson(hits ?? 0, n)
      return { ...counts, value: p * scale, interval: { lower: lower * scale, upper: upper * scale, method: 'wilson' } }
    }
    case 'balance': {
      const net = (hits ?? 0) - (misses ?? 0)
      if (!n) return { ...hidden, numerator: 0, denominator: 0 }
      const share = net / n
      const reach = Z * Math.sqrt(Math.max(0, ((hits ?? 0) + (misses ?? 0)) / n - share * share) / n)
      return { value: share * scale, n, numerator: net, denominator: n, interval: { lower: Math.max(-1, share - reach) * scale, upper: Math.min(1, share + reach) * scale, method: 'normal' } }
    }
    case 'mean': {
      const reach = n > 1 && sd !== null ? tQuantile(0.975, n - 1) * sd / Math.sqrt(n) : null
      return { value: mean, n, numerator: total, denominator: n, interval: mean !== null && reach !== null ? { lower: mean - reach, upper: mean + reach, method: 't' } : null }
    }
    case 'sum': return { ...hidden, value: total ?? 0, numerator: total ?? 0 }
    case 'quantile': return { ...hidden, value: middle, interval: aroundQuantile(measure.q, tally) }
    case 'ratio': {
      const counts = { n, numerator: n, denominator: others ?? 0 }
      if (!others) return { ...hidden, ...counts }
      // Of people some part, each counted once: a share of them.
      if (isDistinct) {
        const { lower, upper } = wilson(Math.min(n, others), others)
        return { ...counts, value: n / others * scale, interval: measure.over.distinct && n <= others ? { lower: lower * scale, upper: upper * scale, method: 'wilson' } : null }
      }
      // The exact interval of a Poisson count: Garwood (1936), Biometrika 28.
      const lower = n ? chiSquareQuantile(0.025, 2 * n) / 2 : 0
      return { ...counts, value: n / others * scale, interval: { lower: lower / others * scale, upper: chiSquareQuantile(0.975, 2 * n + 2) / 2 / others * scale, method: 'poisson' } }
    }
  }
}

const BOOTSTRAP = { seed: 20_261_122, draws: 2_000 } as const
/**
 * Of a quantile: the values whose ranks enclose it. Where fewer than five records are to be expected on one side of it, those ranks lie
 * beyond the sample, and the percentiles of bootstrapped samples stand in, the same for the same values (Efron 1979, Annals of Statistics 7).
 */
function aroundQuantile(q: number, { n, low, high, sample }: Tally): Value['interval'] {
  if (n <= 5) return null
  if (!sample) return low === null || high === null ? null : { lower: low, upper: high, method: 'ranks' }
  const { percentile: { lower, upper } } = bootstrap(sample, (values) => quantile(values, q), BOOTSTRAP)
  return Number.isFinite(lower) ? { lower, upper, method: 'bootstrap' } : { lower: sample[0]!, upper: sample[0]!, method: 'bootstrap' }
}
