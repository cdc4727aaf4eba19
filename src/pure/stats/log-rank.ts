import { chiSquareUpper } from './distributions.ts'
import { InvalidInput, type Problem } from './problem.ts'
import { type Watched, watchedOf } from './kaplan-meier.ts'

export interface LogRankGroup {
  readonly group: string
  readonly n: number
  readonly observed: number
  /** Events to expect if all groups were alike. */
  readonly expected: number
}

export interface LogRank {
  readonly chiSquare: number
  readonly df: number
  readonly p: number
  readonly groups: readonly LogRankGroup[]
  readonly n: number
  readonly missing: number
  /** `empty`; `too-few`: one group, or no events, so that nothing can be compared; `missing-left-out`. */
  readonly problems: readonly Problem[]
}

/**
 * Whether groups last equally long: the events of each against those expected from all at every time, with the
 * hypergeometric variance; χ² on groups − 1 degrees of freedom.
 * @param times, observed as for `kaplanMeier`
 * @param groups the group of each; null is left out
 * @param options.weights how many each stands for, ≥ 0
 * @throws InvalidInput when lengths differ or a time is below 0
 * Source: Mantel (1966), Peto & Peto (1972); survival::survdiff.
 */
export function logRank(times: readonly (number | null)[], observed: readonly (boolean | number | null)[], groups: readonly (string | number | null)[], { weights }: { readonly weights?: readonly number[] } = {}): LogRank {
  if (groups.length !== times.length) throw new InvalidInput('times and groups have one entry for each')
  const watched = watchedOf(times, observed, weights).filter(({ index }) => groups[index] !== null)
  const names = [...new Set(watched.map(({ index }) => String(groups[index])))].sort()
  const k = names.length
  const place = new Map(names.map((name, i) => [name, i]))
  const groupOf = ({ index }: Watched): number => place.get(String(groups[index]))!
  const counts = names.map(() => ({ n: 0, observed: 0, expected: 0 }))
  const atRisk = names.map(() => 0)
  for (const one of watched) {
    counts[groupOf(one)]!.n += 1
    atRisk[groupOf(one)]! += one.weight
    if (one.event) counts[groupOf(one)]!.observed += one.weight
  }
  let whole = atRisk.reduce((sum, weight) => sum + weight, 0)
  const variance = names.map(() => names.map(() => 0))
  const sorted = watched.toSorted((a, b) => a.time - b.time)
  for (let i = 0; i < sorted.length;) {
    let to = i
    let events = 0
    const gone = names.map(() => 0)
    for (; to < sorted.length && sorted[to]!.time === sorted[i]!.time; to++) {
      gone[groupOf(sorted[to]!)]! += sorted[to]!.weight
      if (sorted[to]!.event) events += sorted[to]!.weight
    }
    const factor = whole > 1 ? (events * (whole - events)) / (whole - 1) : 0
    for (let g = 0; g < k; g++) {
      const share = atRisk[g]! / whole
      counts[g]!.expected += events * share
      for (let h = 0; h < k; h++) variance[g]![h]! += factor * share * ((g === h ? 1 : 0) - atRisk[h]! / whole)
    }
    for (let g = 0; g < k; g++) atRisk[g]! -= gone[g]!
    whole -= gone.reduce((sum, weight) => sum + weight, 0)
    i = to
  }
  // A group that was never at risk when something happened tells nothing, as the last of the others, which follows from them.
  const telling = names.map((_, g) => g).filter((g) => counts[g]!.expected > 0)
  const kept = telling.slice(0, -1)
  const df = kept.length
  const chiSquare = df === 0 ? Number.NaN : quadraticForm(kept.map((g) => counts[g]!.observed - counts[g]!.expected), kept.map((g) => kept.map((h) => variance[g]![h]!)))
  return {
    chiSquare,
    df,
    p: df === 0 ? Number.NaN : chiSquareUpper(chiSquare, df),
    groups: names.map((group, g) => ({ group, ...counts[g]! })),
    n: watched.length,
    missing: times.length - watched.length,
    problems: [
      ...(watched.length === 0 ? [{ code: 'empty' } as const] : Number.isNaN(chiSquare) ? [{ code: 'too-few' } as const] : []),
      ...(watched.length < times.length ? [{ code: 'missing-left-out' } as const] : []),
    ],
  }
}

/** dᵀV⁻¹d by elimination; NaN when V is singular. */
function quadraticForm(d: readonly number[], v: readonly (readonly number[])[]): number {
  const rows = v.map((row, i) => [...row, d[i]!])
  let sum = 0
  for (let i = 0; i < rows.length; i++) {
    const pivot = rows[i]![i]!
    if (!(pivot > 1e-12)) return Number.NaN
    sum += rows[i]!.at(-1)! ** 2 / pivot
    for (let j = i + 1; j < rows.length; j++) {
      const factor = rows[j]![i]! / pivot
      for (let c = i; c < rows[j]!.length; c++) rows[j]![c]! -= factor * rows[i]![c]!
    }
  }
  return sum
}
