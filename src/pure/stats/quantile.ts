import { InvalidInput } from './problem.ts'
import { readSample, type Column, type Sample, type WeightOptions } from './sample.ts'

/**
 * The quantile of probability p (0 … 1): x₍ₗ₎ + (h − ⌊h⌋)(x₍ₗ₊₁₎ − x₍ₗ₎) with h = 1 + (N − 1)p, R's type 7, gaps left out.
 * With weights N is their sum and x₍ₖ₎ the first value by which k respondents are reached; sampling weights are scaled to
 * a mean of 1 for it (as `wtd.quantile` of Hmisc does). NaN for an empty column.
 * Source: Hyndman & Fan (1996), Sample quantiles in statistical packages, The American Statistician 50.
 */
export function quantile(x: Column, p: number, options: WeightOptions = {}): number {
  return quantilesOf(readSample(x, options), [p])[0]!
}

export function quantilesOf(sample: Sample, probabilities: readonly number[]): number[] {
  const wrong = probabilities.find((p) => !(p >= 0 && p <= 1))
  if (wrong !== undefined) throw new InvalidInput(`A probability lies between 0 and 1, not at ${wrong}`)
  const { values, weights } = sample
  if (values.length === 0) return probabilities.map(() => Number.NaN)
  if (!weights) {
    const sorted = values.toSorted()
    return probabilities.map((p) => between((k) => sorted[k - 1]!, sorted.length, p))
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
  return probabilities.map((p) => between(at, sum, p))
}

function between(at: (k: number) => number, size: number, p: number): number {
  const h = 1 + Math.max(0, size - 1) * p
  // A product that should be whole may come out a hair below it
  const k = Math.min(Math.floor(h + 4e-16 * size), Math.max(1, Math.ceil(size)))
  const low = at(k)
  const rest = h - k
  return rest > 1e-12 ? low + rest * (at(k + 1) - low) : low
}
