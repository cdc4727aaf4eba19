import { inRange } from './in-range.ts'
import { InvalidInput } from './problem.ts'

export interface DriftInput {
  /** Means of groups, or single values; null or NaN is a gap, over which what was gathered is kept. */
  readonly values: readonly (number | null)[]
  /** Size of the groups: one for all, or one for each; 1 for single values. */
  readonly sizes?: number | readonly number[]
  /** Where the process should lie, and the standard deviation of single values: as from `controlChart`. */
  readonly center: number
  readonly sigma: number
}

/** Each value with its size, checked. A gap is NaN. */
export function driftPoints({ values, sizes = 1, center, sigma }: DriftInput): { value: number, size: number }[] {
  inRange('center', center, '(-∞, ∞)')
  inRange('sigma', sigma, '(0, ∞)')
  if (typeof sizes !== 'number' && sizes.length !== values.length) throw new InvalidInput('sizes: one for each value')
  return values.map((value, i) => ({ value: value ?? Number.NaN, size: inRange(`sizes[${i}]`, typeof sizes === 'number' ? sizes : sizes[i]!, '[1, ∞)') }))
}
