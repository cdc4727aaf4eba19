import { inRange } from './in-range.ts'
import type { Problem } from './problem.ts'

export interface ParetoRow {
  readonly key: string
  readonly count: number
  /** Part of the total, 0 to 1. */
  readonly share: number
  /** Part of the total of this row and all above it, 0 to 1. */
  readonly cumulative: number
}

export interface Pareto {
  /** Largest first; equal counts in order of their keys. */
  readonly rows: readonly ParetoRow[]
  /** The fewest causes that make up `share` of the total. */
  readonly vitalFew: readonly string[]
  /** The total of all counts. */
  readonly n: number
  /** `empty`: the counts add up to nothing, so shares are NaN and nothing is vital. */
  readonly problems: readonly Problem[]
}

/**
 * Which few causes make up most of the matter.
 * @param counts how often each cause was seen, or what it cost: numbers ≥ 0, weighted ones as well
 * @param options.share the part of the total that the vital few make up, 0 < share ≤ 1
 * @throws InvalidInput for a negative count or a share outside its range
 * Source: J. M. Juran (1951), Quality Control Handbook.
 */
export function pareto(counts: Readonly<Record<string, number>>, { share = 0.8 }: { share?: number } = {}): Pareto {
  inRange('share', share, '(0, 1]')
  const entries = Object.entries(counts).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  for (const [key, count] of entries) inRange(`counts.${key}`, count, '[0, ∞)')
  const n = entries.reduce((sum, [, count]) => sum + count, 0)
  if (n === 0) return { rows: entries.map(([key, count]) => ({ key, count, share: Number.NaN, cumulative: Number.NaN })), vitalFew: [], n, problems: [{ code: 'empty' }] }
  let running = 0
  const rows = entries.map(([key, count]): ParetoRow => ({ key, count, share: count / n, cumulative: (running += count) / n }))
  const enough = rows.findIndex(({ cumulative }) => cumulative >= share - 1e-12)
  return { rows, vitalFew: rows.slice(0, enough + 1).map(({ key }) => key), n, problems: [] }
}
