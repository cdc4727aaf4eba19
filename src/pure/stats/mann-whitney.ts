import { normalUpper } from './distributions.ts'
import { pooled, readGroups, type GroupOptions } from './groups.ts'
import type { Problem } from './problem.ts'
import { rank } from './ranks.ts'
import type { Column } from './sample.ts'

export interface MannWhitney {
  /** Pairs in which `a` is above `b`, ties half: R's W. 0 … n₁n₂. */
  readonly u: number
  /** Without correction for continuity. */
  readonly z: number
  /** Two-sided: exact when both groups are below 50 and no values are equal, else normal with correction for continuity, as R decides. */
  readonly p: number
  readonly exact: boolean
  readonly pWithoutContinuity: number
  /** P(a > b) − P(b > a), −1 … 1; also the rank-biserial correlation. */
  readonly cliffsDelta: number
  /** P(a > b) + P(a = b)/2. */
  readonly commonLanguage: number
  readonly groupSizes: readonly [number, number]
  readonly n: number
  readonly missing: number
  readonly problems: readonly Problem[]
}

/**
 * Does one group tend to higher values? U = R₁ − n₁(n₁+1)/2 of the mid-ranks, variance n₁n₂/12 · (N + 1 − Σ(t³−t)/(N(N−1))).
 * Failures: an empty group (`empty`), all values equal (`constant`): NaN. Ties among small groups (`ties`): no exact p.
 * Source: Mann & Whitney (1947), Annals of Mathematical Statistics 18; R's wilcox.test; Cliff (1993), Psychological Bulletin 114.
 */
export function mannWhitney(a: Column, b: Column, options: GroupOptions = {}): MannWhitney {
  const { groups, n, missing, problems: found } = readGroups([a, b], options)
  const problems = found.filter(({ code }) => code === 'empty' || code === 'missing-left-out')
  const [first, second] = groups as [typeof groups[0], typeof groups[0]]
  const [na, nb] = [first.total, second.total]
  const all = pooled(groups)
  const { ranks, ties } = rank(all.values, all.weights)
  let sum = 0
  for (let i = 0; i < first.values.length; i++) sum += ranks[i]! * (all.weights ? all.weights[i]! : 1)
  const empty = na === 0 || nb === 0
  const u = empty ? Number.NaN : sum - (na * (na + 1)) / 2
  const size = na + nb
  const sigma = Math.sqrt(((na * nb) / 12) * (size + 1 - ties / (size * (size - 1))))
  const gap = u - (na * nb) / 2
  const spread = sigma > 1e-12 * size ? sigma : Number.NaN
  if (!empty && Number.isNaN(spread)) problems.push({ code: 'constant' })
  const small = na < 50 && nb < 50 && !all.weights
  const exact = small && ties === 0 && !empty
  if (small && ties > 0 && !empty) problems.push({ code: 'ties' })
  const normal = (distance: number) => Math.min(1, 2 * normalUpper(distance / spread))
  return {
    u, z: gap / spread, p: exact ? exactP(u, na, nb) : normal(Math.max(0, Math.abs(gap) - 0.5) || 0), exact,
    pWithoutContinuity: normal(Math.abs(gap)), cliffsDelta: (2 * u) / (na * nb) - 1, commonLanguage: u / (na * nb),
    groupSizes: [first.n, second.n], n, missing, problems,
  }
}

/** Two-sided P of U as far from n₁n₂/2: counts the arrangements that reach each U, group by group. */
function exactP(u: number, na: number, nb: number): number {
  const most = na * nb
  let ways = new Float64Array(most + 1)
  ways[0] = 1
  let all = 1
  // The number of ways is that of the Gaussian binomial: ∏ (1 − q^(nb+i)) / (1 − q^i)
  for (let i = 1; i <= na; i++) {
    const next = ways.slice()
    for (let s = most; s >= nb + i; s--) next[s]! -= next[s - nb - i]!
    for (let s = i; s <= most; s++) next[s]! += next[s - i]!
    ways = next
    all *= (nb + i) / i
  }
  const lower = Math.min(u, most - u)
  let sum = 0
  for (let s = 0; s <= lower; s++) sum += ways[s]!
  return Math.min(1, (2 * sum) / all)
}
