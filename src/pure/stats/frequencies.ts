import { InvalidInput, type Problem } from './problem.ts'
import { wilson } from './wilson.ts'
import { checkWeights, gapsLeftOut, readSample, type Column, type WeightOptions } from './sample.ts'

/** What a categorical variable may hold. `null`, `undefined`, NaN and '' are missing. */
export type Category = string | number | boolean | null | undefined
export type Level = string | number | boolean

export const isBlank = (value: Category): value is null | undefined | '' => value === null || value === undefined || value === '' || Number.isNaN(value)

/** Numbers by size, then the rest by their code points. */
export function compareLevels(a: Level, b: Level): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'number') return -1
  if (typeof b === 'number') return 1
  const [left, right] = [String(a), String(b)]
  if (left === right) return 0
  return left < right ? -1 : 1
}

export interface Frequencies {
  /** `count` is the sum of weights; `share` and `cumulative` are parts of 1 of what is not missing. */
  readonly rows: readonly { value: Level; count: number; share: number; cumulative: number }[]
  /** Sum of the counts. */
  readonly n: number
  readonly missing: number
  readonly problems: readonly Problem[]
}

/** Counts how often each value stands in a column, in the order of the values. Failure: nothing there → no rows (`empty`). */
export function frequencies(x: ArrayLike<Category>, options: WeightOptions = {}): Frequencies {
  checkWeights(x.length, options)
  const counts = new Map<Level, number>()
  let [n, missing] = [0, 0]
  for (let i = 0; i < x.length; i++) {
    const value = x[i]
    const weight = options.weights ? options.weights[i]! : 1
    if (weight === 0) continue
    if (isBlank(value)) missing++
    else {
      counts.set(value!, (counts.get(value!) ?? 0) + weight)
      n += weight
    }
  }
  let sum = 0
  const rows = [...counts].sort(([a], [b]) => compareLevels(a, b)).map(([value, count]) => {
    sum += count
    return { value, count, share: count / n, cumulative: sum / n }
  })
  return { rows, n, missing, problems: n === 0 ? [...gapsLeftOut(missing), { code: 'empty' }] : gapsLeftOut(missing) }
}

export interface TopBox {
  /** Part of 1 of those who answered. */
  readonly share: number
  readonly lower: number
  readonly upper: number
  readonly count: number
  readonly n: number
  readonly missing: number
  readonly problems: readonly Problem[]
}

/**
 * The share of answers of `from` or more (top-2-box on a scale of 1 to 5: from 4), with Wilson's interval on the effective
 * size. Failure: nobody answered → NaN (`empty`).
 */
export function topBox(x: Column, from: number, { confidence = 0.95, ...options }: WeightOptions & { readonly confidence?: number } = {}): TopBox {
  if (!Number.isFinite(from)) throw new InvalidInput(`The lowest box is a number, not ${from}`)
  const { values, weights, total, n, missing } = readSample(x, options)
  let inside = 0
  for (let i = 0; i < values.length; i++) if (values[i]! >= from) inside += weights ? weights[i]! : 1
  const { p, lower, upper } = wilson(Math.min(inside, total), total, confidence)
  return { share: p, lower, upper, count: p * n || 0, n, missing, problems: n === 0 ? [...gapsLeftOut(missing), { code: 'empty' }] : gapsLeftOut(missing) }
}
