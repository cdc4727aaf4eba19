/** P(Z > z) of the standard normal distribution: series near 0, continued fraction beyond; relative error about 1e-14. Source: Abramowitz & Stegun 26.2.10, 26.2.14. */
export function normalUpper(z: number): number {
  if (Number.isNaN(z)) return Number.NaN
  if (z < 0) return 1 - normalUpper(-z)
  const density = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI)
  if (z < 3) {
    let [term, sum] = [z, z]
    for (let k = 3; Math.abs(term) > 1e-17 * sum; k += 2) sum += term *= (z * z) / k
    return 0.5 - density * sum
  }
  let fraction = z
  for (let k = 200; k >= 1; k--) fraction = z + k / fraction
  return density / fraction
}

/**
 * Two-sided p of two groups lying alike (Mann–Whitney), by the normal distribution with ties and continuity corrected, as
 * stats::wilcox.test(exact = FALSE). NaN when a group is empty or all values are the same.
 */
export function mannWhitneyP(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const all = [...Array.from(a, (value) => ({ value, first: true })), ...Array.from(b, (value) => ({ value, first: false }))].sort((x, y) => x.value - y.value)
  const [na, nb, n] = [a.length, b.length, all.length]
  let [ranks, ties] = [0, 0]
  for (let i = 0; i < n;) {
    let to = i
    while (to < n && all[to]!.value === all[i]!.value) to += 1
    const rank = (i + to + 1) / 2
    for (let k = i; k < to; k++) if (all[k]!.first) ranks += rank
    ties += (to - i) ** 3 - (to - i)
    i = to
  }
  const u = ranks - (na * (na + 1)) / 2 - (na * nb) / 2
  const sd = Math.sqrt(((na * nb) / 12) * (n + 1 - ties / (n * (n - 1))))
  if (!(sd > 0)) return Number.NaN
  return Math.min(1, 2 * normalUpper(Math.max(0, Math.abs(u) - 0.5) / sd))
}

/** Two-sided p of two shares being the same, by the pooled z test without continuity correction. NaN when both are 0 or both 1, or a group is empty. */
export function twoSharesP(a: number, na: number, b: number, nb: number): number {
  const pooled = (a + b) / (na + nb)
  const se = Math.sqrt(pooled * (1 - pooled) * (1 / na + 1 / nb))
  return se > 0 ? 2 * normalUpper(Math.abs(a / na - b / nb) / se) : Number.NaN
}

/** p values made good for their number (Holm), in their order; NaN are left out of the count. */
export function holm(p: readonly number[]): number[] {
  const order = [...p.keys()].filter((i) => !Number.isNaN(p[i]!)).sort((a, b) => p[a]! - p[b]!)
  const made = p.map(() => Number.NaN)
  let most = 0
  for (const [rank, i] of order.entries()) {
    most = Math.max(most, Math.min(1, p[i]! * (order.length - rank)))
    made[i] = most
  }
  return made
}
