import { InvalidInput } from './problem.ts'

/** Draws that are the same for the same seed, on every machine. Not for secrets. */
export interface Random {
  /** Evenly spread on [0, 1), 53 bits. */
  uniform(): number
  /** A whole number of 0 … n − 1, each equally likely. */
  integer(n: number): number
  /** Standard normal, by Marsaglia's polar method. */
  normal(): number
  /** Gamma of `shape` ≥ 1 and scale 1, by Marsaglia and Tsang (2000). */
  gamma(shape: number): number
  /** Puts `items` into a random order in place (Fisher and Yates) and gives it back. */
  shuffle<T extends { length: number; [index: number]: unknown }>(items: T): T
}

/**
 * A generator for a whole-number seed (0 … 2^53): xoshiro128**, its state spread from the seed by SplitMix32.
 * Source: Blackman & Vigna (2021), Scrambled linear pseudorandom number generators, ACM TOMS 47.
 */
export function createRandom(seed: number): Random {
  if (!Number.isSafeInteger(seed) || seed < 0) throw new InvalidInput('A seed is a whole number from 0 to 2^53')
  let [a, b, c, d] = spread(seed)

  const bits = (): number => {
    const scrambled = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0
    const t = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= t
    d = rotate(d, 11)
    return scrambled
  }
  const uniform = (): number => ((bits() >>> 5) * 67_108_864 + (bits() >>> 6)) / 9_007_199_254_740_992
  const integer = (n: number): number => Math.floor(uniform() * n)
  let spare: number | undefined
  const normal = (): number => {
    if (spare !== undefined) {
      const kept = spare
      spare = undefined
      return kept
    }
    for (;;) {
      const x = 2 * uniform() - 1
      const y = 2 * uniform() - 1
      const square = x * x + y * y
      if (square >= 1 || square === 0) continue
      const scale = Math.sqrt((-2 * Math.log(square)) / square)
      spare = y * scale
      return x * scale
    }
  }
  return {
    uniform,
    integer,
    normal,
    gamma(shape) {
      const d = shape - 1 / 3
      const c = 1 / Math.sqrt(9 * d)
      for (;;) {
        const x = normal()
        const v = (1 + c * x) ** 3
        if (v > 0 && Math.log(1 - uniform()) < 0.5 * x * x + d * (1 - v + Math.log(v))) return d * v
      }
    },
    shuffle(items) {
      for (let i = items.length - 1; i > 0; i--) {
        const j = integer(i + 1)
        const kept = items[i]
        items[i] = items[j]
        items[j] = kept
      }
      return items
    },
  }
}

const rotate = (x: number, by: number): number => (x << by) | (x >>> (32 - by))

function spread(seed: number): [number, number, number, number] {
  let state = (seed ^ Math.imul(Math.floor(seed / 4_294_967_296), 0x9e3779b9)) | 0
  const next = (): number => {
    state = (state + 0x9e3779b9) | 0
    let z = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return z ^ (z >>> 15)
  }
  return [next(), next(), next(), next()]
}
