import { correlation } from './correlation.ts'
import { fQuantile } from './distributions.ts'
import { invertDefinite } from './matrix.ts'
import { InvalidInput, type Problem } from './problem.ts'
import { completeRows, gapsLeftOut, isConstant, momentsOf, upperTailOf, widthOf, type Interval, type Table, type WeightOptions } from './sample.ts'

export interface ItemReliability {
  /** After turning round, where the item is reversed. */
  readonly mean: number
  readonly sd: number
  /** With the sum of the other items. */
  readonly itemRestCorrelation: number
  /** With the sum of all items. */
  readonly itemTotalCorrelation: number
  readonly alphaIfDropped: number
  readonly scaleMeanIfDropped: number
  readonly scaleVarianceIfDropped: number
  /** Squared multiple correlation with the other items. */
  readonly smc: number
}

export interface Reliability {
  /** At most 1; 0.7 and more is customary. Below 0 when items run against each other. */
  readonly alpha: number
  /** Of the items in standard units. */
  readonly standardized: number
  /** Feldt's interval for alpha. */
  readonly ci95: Interval
  readonly meanInterItemCorrelation: number
  /** Guttman's lower bounds of the reliability, from correlations. `lambda4` is that of the best split half; NaN above 20 items, where there are too many. */
  readonly lambda1: number
  readonly lambda2: number
  readonly lambda4: number
  readonly lambda6: number
  /** First half of the items (the larger one) against the second. */
  readonly splitHalf: { readonly r: number; readonly spearmanBrown: number; readonly guttman: number }
  readonly scale: { readonly mean: number; readonly variance: number; readonly sd: number }
  readonly items: readonly ItemReliability[]
  readonly n: number
  readonly missing: number
  readonly problems: readonly Problem[]
}

export interface ReliabilityOptions extends WeightOptions {
  /** Indexes of items worded the other way round: they become lowest + highest − answer. */
  readonly reverse?: readonly number[] | undefined
  /** Lowest and highest answer of the scale; unless given, of all answers in `data`. Only means depend on it. */
  readonly range?: readonly [number, number] | undefined
  readonly confidence?: number | undefined
}

/**
 * How well items measure one thing: α = k/(k−1) (1 − Σs²ᵢ/s²_sum); standardised kr̄/(1 + (k−1)r̄). Rows with gaps are left out.
 * Failures: fewer than two items (`InvalidInput`); fewer than two rows (`too-few`, `empty`), a constant item (`constant`, at it: correlations NaN, alpha given),
 * no variance at all: NaN; an item that runs against the rest (`negative`, at it) is not turned round unasked.
 * Source: Cronbach (1951), Psychometrika 16; Feldt (1965), Psychometrika 30; Guttman (1945), Psychometrika 10; psych's alpha.
 */
export function cronbachAlpha(data: Table, { reverse = [], range, confidence = 0.95, ...options }: ReliabilityOptions = {}): Reliability {
  const tail = upperTailOf(confidence)
  const k = widthOf(data)
  if (data.length > 0 && k < 2) throw new InvalidInput('Reliability needs at least two items')
  const wrong = reverse.find((j) => !Number.isInteger(j) || j < 0 || (data.length > 0 && j >= k))
  if (wrong !== undefined) throw new InvalidInput(`There is no item ${wrong} to reverse`)
  const { columns, weights, total, n, missing } = completeRows(data, options)
  const problems = gapsLeftOut(missing)
  if (n === 0) problems.push({ code: 'empty' })
  else if (!(total > 1)) problems.push({ code: 'too-few' })
  const ends = range ? range[0] + range[1] : lowest(columns, Math.min) + lowest(columns, Math.max)
  const items = columns.map((column, j) => (reverse.includes(j) ? column.map((value) => ends - value) : column))
  const of = (values: Float64Array) => momentsOf({ values, weights, total })
  const rows = columns[0]?.length ?? 0
  const sum = (some: readonly Float64Array[]) => Float64Array.from({ length: rows }, (_, i) => some.reduce((all, item) => all + item[i]!, 0))
  const whole = sum(items)
  const scale = of(whole)
  const variances = items.map((item) => of(item).variance)
  const alphaOf = (chosen: readonly number[], variance: number) => (variance > 0 ? (chosen.length / (chosen.length - 1)) * (1 - chosen.reduce((all, value) => all + value, 0) / variance) : Number.NaN)
  const half = Math.ceil(k / 2)
  const rests = items.map((_, j) => sum(items.filter((__, i) => i !== j)))
  const halves = [sum(items.slice(0, half)), sum(items.slice(half))] as const
  const all = rows > 1 ? correlation(Array.from({ length: rows }, (_, i) => [...items, ...rests, whole, ...halves].map((column) => column[i]!)), { weights, weighting: 'frequency' }) : []
  const at = (i: number, j: number) => all[i]?.[j] ?? Number.NaN
  const R = items.map((_, i) => items.map((__, j) => at(i, j)))
  const usable = rows > 1 && items.every((item) => !isConstant(item))
  if (rows > 1) items.forEach((item, j) => { if (isConstant(item)) problems.push({ code: 'constant', at: j }) })
  const inverse = usable ? invertDefinite(R)?.inverse : undefined
  if (usable && !inverse) problems.push({ code: 'singular' })
  const smc = items.map((_, j) => (inverse ? 1 - 1 / inverse[j]![j]! : Number.NaN))
  const figures = items.map((item, j): ItemReliability => {
    const { mean, variance } = of(item)
    const rest = of(rests[j]!)
    const r = at(j, k + j)
    if (r < 0) problems.push({ code: 'negative', at: j })
    return {
      mean, sd: Math.sqrt(variance), itemRestCorrelation: r, itemTotalCorrelation: at(j, 2 * k),
      alphaIfDropped: k > 2 ? alphaOf(variances.filter((_, i) => i !== j), rest.variance) : Number.NaN, scaleMeanIfDropped: rest.mean, scaleVarianceIfDropped: rest.variance, smc: smc[j]!,
    }
  })
  const alpha = alphaOf(variances, scale.variance)
  const off = R.flatMap((row, i) => row.filter((_, j) => i !== j))
  const mean = off.reduce((all, value) => all + value, 0) / off.length
  const sumR = off.reduce((all, value) => all + value, 0) + k
  const squares = off.reduce((all, value) => all + value * value, 0)
  const r = at(2 * k + 1, 2 * k + 2)
  const halfSds = halves.map((values) => Math.sqrt(of(values).variance))
  const freedom = [total - 1, (total - 1) * (k - 1)] as const
  return {
    alpha, standardized: (k * mean) / (1 + (k - 1) * mean),
    ci95: { lower: 1 - (1 - alpha) * fQuantile(tail, freedom[0], freedom[1]), upper: 1 - (1 - alpha) * fQuantile(1 - tail, freedom[0], freedom[1]) },
    meanInterItemCorrelation: mean, lambda1: 1 - k / sumR, lambda2: (sumR - k + Math.sqrt((k / (k - 1)) * squares)) / sumR, lambda4: bestSplit(R, sumR), lambda6: 1 - smc.reduce((all, value) => all + 1 - value, 0) / sumR,
    splitHalf: { r, spearmanBrown: (2 * r) / (1 + r), guttman: (4 * r * halfSds[0]! * halfSds[1]!) / scale.variance },
    scale: { ...scale, sd: Math.sqrt(scale.variance) }, items: figures, n, missing, problems,
  }
}

function lowest(columns: readonly Float64Array[], of: (a: number, b: number) => number): number {
  return columns.reduce((end, column) => column.reduce((inner, value) => of(inner, value), end), columns[0]?.[0] ?? Number.NaN)
}

/** 4 Σ(correlations across halves) / Σ(all) of the split into two halves (as even as can be) where it is largest. */
function bestSplit(R: readonly (readonly number[])[], whole: number): number {
  const k = R.length
  if (k > 20) return Number.NaN
  const half = Math.floor(k / 2)
  let most = Number.NaN
  const chosen: number[] = []
  const step = (from: number, sum: number): void => {
    if (chosen.length === half) {
      if (!(sum <= most)) most = sum
      return
    }
    for (let j = from; j <= k - (half - chosen.length); j++) {
      // What the new item brings across, less what it had across from the other side
      let gain = 0
      for (let i = 0; i < k; i++) if (i !== j) gain += chosen.includes(i) ? -R[i]![j]! : R[i]![j]!
      chosen.push(j)
      step(j + 1, sum + gain)
      chosen.pop()
    }
  }
  step(0, 0)
  return (4 * most) / whole
}
