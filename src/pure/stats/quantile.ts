import { InvalidInput } from './problem.ts'
import { readSample, type Column, type Sample, type WeightOptions } from './sample.ts'

/** R's numbers: 7 of R and Excel, 6 of SPSS and Minitab. */
export type QuantileType = 6 | 7

/**
 * The quantile of probability p (0 … 1): x₍ₗ₎ + (h − ⌊h⌋)(x₍ₗ₊₁₎ − x₍ₗ₎) with h = 1 + (N − 1)p (type 7, unless said) or
 * h = (N + 1)p kept within 1 … N (type 6). Gaps are left out.
 * With weights N is their sum and x₍ₖ₎ the first value by which k respondents are reached; sampling weights are scaled to
 * a mean of 1 for it (as `wtd.quantile` of Hmisc does). NaN for an empty column.
 * Source: Hyndman & Fan (1996), Sample quantiles in statistical packages, The American Statistician 50.
 */
export function quantile(x: Column, p: number, { type = 7, ...options }: WeightOptions & { readonly type?: QuantileType } = {}): number {
  return quantilesOf(readSample(x, options), [p], type)[0]!
}

export function quantilesOf(sample: Sample, probabilities: readonly number[], type: QuantileType = 7): number[] {
  const wrong = probabilities.find((p) => !(p >= 0 && p <= 1))
  if (wrong !== undefined) throw new InvalidInput(`A probability lies between 0 and 1, not at ${wrong}`)
  const { values, weights } = sample
  if (values.length === 0) return probabilities.map(() => Number.NaN)
  if (!weights) {
    const sorted = values.toSorted()
    return probabilities.map((p) => between((k) => sorted[k - 1]!, sorted.length, p, type))
  }
  const order = Uint32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!)
  const scale = sample.weighting === 'sampling' ? values.length / sample.total : 1
  const reached = new Float64Array(order.length)
  let sum = 0
  for (let i = 0; i < order.length; i++) reached[i] = sum += weights[order[i]!]! * scale
  const at = (k: number) => {
    let [low, high] = [0, order.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (reached[middle]! >= k - 1e-9) high = middle
      else low = middle + 1
    }
    return values[order[low]!]!
  }
  return probabilities.map((p) => between(at, sum, p, type))
}

function between(at: (k: number) => number, size: number, p: number, type: QuantileType): number {
  const h = type === 7 ? 1 + Math.max(0, size - 1) * p : Math.min(Math.max(1, size), Math.max(1, (size + 1) * p))
  // A product that should be whole may come out a hair below it
  const k = Math.min(Math.floor(h + 4e-16 * size), Math.max(1, Math.ceil(size)))
  const low = at(k)
  const rest = h - k
  return rest > 1e-12 ? low + rest * (at(k + 1) - low) : low
}
