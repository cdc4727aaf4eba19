/** How a set of durations lies, in seconds. NaN where there are none (`sd`: fewer than two). */
export interface Spread {
  readonly n: number
  readonly mean: number
  readonly median: number
  readonly p90: number
  readonly min: number
  readonly max: number
  readonly sum: number
  /** Of a sample: divided by n − 1. */
  readonly sd: number
}

/** The spread of values, which are sorted in place. Quantiles between two values are read off the line between them (R's type 7). */
export function spreadOf(values: Float64Array): Spread {
  const sorted = values.sort()
  const n = sorted.length
  let sum = 0
  for (const value of sorted) sum += value
  const mean = sum / n
  let squares = 0
  for (const value of sorted) squares += (value - mean) ** 2
  return {
    n, mean, sum,
    median: quantile(sorted, 0.5),
    p90: quantile(sorted, 0.9),
    min: sorted[0] ?? Number.NaN,
    max: sorted[n - 1] ?? Number.NaN,
    sd: n < 2 ? Number.NaN : Math.sqrt(squares / (n - 1)),
  }
}

/** The value that the share p of sorted values does not exceed (type 7). */
export function quantile(sorted: ArrayLike<number>, p: number): number {
  const place = (sorted.length - 1) * p
  const below = Math.floor(place)
  const low = sorted[below] ?? Number.NaN
  return place === below ? low : low + (place - below) * (sorted[below + 1]! - low)
}
