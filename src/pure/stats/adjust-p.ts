import { InvalidInput } from './problem.ts'

export type Adjustment = 'none' | 'bonferroni' | 'holm' | 'benjamini-hochberg'

/**
 * Raises p values for the number of tests made, so that `bonferroni` and `holm` keep the chance of any false alarm and
 * `benjamini-hochberg` the share of false alarms. NaN stays NaN and counts as no test; order is kept.
 * Source: Holm (1979), Scandinavian Journal of Statistics 6; Benjamini & Hochberg (1995), JRSS B 57; R's p.adjust.
 */
export function adjustP(p: readonly number[], method: Adjustment): number[] {
  const wrong = p.find((value) => value < 0 || value > 1)
  if (wrong !== undefined) throw new InvalidInput(`A p value lies between 0 and 1, not at ${wrong}`)
  const order = p.flatMap((value, i) => (Number.isNaN(value) ? [] : [i])).sort((a, b) => p[a]! - p[b]!)
  const m = order.length
  const out = [...p]
  if (method === 'bonferroni') for (const i of order) out[i] = Math.min(1, p[i]! * m)
  if (method === 'holm') {
    let most = 0
    order.forEach((i, k) => { out[i] = most = Math.max(most, Math.min(1, p[i]! * (m - k))) })
  }
  if (method === 'benjamini-hochberg') {
    let least = 1
    for (let k = m - 1; k >= 0; k--) out[order[k]!] = least = Math.min(least, (p[order[k]!]! * m) / (k + 1))
  }
  return out
}
