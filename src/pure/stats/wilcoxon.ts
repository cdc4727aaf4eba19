import { normalUpper } from './distributions.ts'
import { InvalidInput, type Problem } from './problem.ts'
import { rank } from './ranks.ts'
import { completeRows, gapsLeftOut, type Column, type WeightOptions } from './sample.ts'

export interface Wilcoxon {
  /** Sum of the ranks of pairs in which x is above y. */
  readonly v: number
  /** Without correction for continuity. */
  readonly z: number
  /** Two-sided: exact below 50 pairs without ties and without differences of 0, else normal with correction for continuity, as R decides. */
  readonly p: number
  readonly exact: boolean
  readonly pWithoutContinuity: number
  /** (favourable − unfavourable) share of all ranks, −1 … 1. */
  readonly rankBiserial: number
  /** Pairs that differ; only they are ranked. */
  readonly ranked: number
  readonly n: number
  readonly missing: number
  readonly problems: readonly Problem[]
}

/**
 * The signed-rank test of two measurements of the same respondents: V = Σ ranks of |x − y| where x > y,
 * variance m(m+1)(2m+1)/24 − Σ(t³−t)/48 over m pairs that differ. Differences equal up to rounding count as tied.
 * Failures: no pair (`empty`), no pair that differs (`constant`): NaN. Source: Wilcoxon (1945), Biometrics Bulletin 1; R's wilcox.test with paired.
 */
export function wilcoxon(x: Column, y: Column, options: WeightOptions = {}): Wilcoxon {
  if (x.length !== y.length) throw new InvalidInput(`${x.length} and ${y.length} values are no pairs`)
  const { columns, weights, n, missing } = completeRows(Array.from(x, (value, i) => [value, y[i]]), options)
  const problems = gapsLeftOut(missing)
  const rows: number[] = []
  const gaps = Float64Array.from(columns[0] ?? [], (value, i) => {
    const gap = value - columns[1]![i]!
    // 0.3 − 0.2 and 0.2 − 0.1 are one difference
    return Math.abs(gap) < 1e-12 * (Math.abs(value) + Math.abs(columns[1]![i]!)) ? 0 : Number(gap.toPrecision(13))
  })
  gaps.forEach((gap, i) => {
    if (gap !== 0) rows.push(i)
  })
  const of = weights && Float64Array.from(rows, (i) => weights[i]!)
  const { ranks, ties } = rank(Float64Array.from(rows, (i) => Math.abs(gaps[i]!)), of)
  let [v, m] = [0, 0]
  rows.forEach((i, k) => {
    const weight = of ? of[k]! : 1
    m += weight
    if (gaps[i]! > 0) v += weight * ranks[k]!
  })
  const whole = (m * (m + 1)) / 2
  const sigma = Math.sqrt((m * (m + 1) * (2 * m + 1)) / 24 - ties / 48)
  const small = m < 50 && !weights && m > 0
  const exact = small && ties === 0 && rows.length === gaps.length
  if (n === 0) problems.push({ code: 'empty' })
  else if (m === 0) problems.push({ code: 'constant' })
  else if (small && !exact) problems.push({ code: 'ties' })
  const gap = Math.abs(v - whole / 2)
  const normal = (distance: number) => (m > 0 ? Math.min(1, 2 * normalUpper(distance / sigma)) : Number.NaN)
  return {
    v: m > 0 ? v : Number.NaN, z: m > 0 ? (v - whole / 2) / sigma : Number.NaN, p: exact ? exactP(v, m) : normal(Math.max(0, gap - 0.5)), exact,
    pWithoutContinuity: normal(gap), rankBiserial: (2 * v) / whole - 1, ranked: m, n, missing, problems,
  }
}

/** Two-sided P of V under all 2^m signs, counted rank by rank. */
function exactP(v: number, m: number): number {
  const most = (m * (m + 1)) / 2
  const ways = new Float64Array(most + 1)
  ways[0] = 1
  for (let i = 1; i <= m; i++) for (let s = most; s >= i; s--) ways[s]! += ways[s - i]!
  const lower = Math.min(v, most - v)
  let sum = 0
  for (let s = 0; s <= lower; s++) sum += ways[s]!
  return Math.min(1, (2 * sum) / 2 ** m)
}
