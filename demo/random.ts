/** Repeatable chance: the same seed gives the same numbers everywhere (mulberry32). */
export function chance(seed: number) {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const gauss = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  return {
    next, gauss,
    /** Skewed to the right as durations are: half of them are below the median. */
    skewed: (median: number, spread: number) => median * Math.exp(spread * gauss()),
    below: (most: number) => Math.floor(next() * most),
    between: (least: number, most: number) => least + Math.floor(next() * (most - least + 1)),
    one: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T,
    happens: (share: number) => next() < share,
  }
}
export type Chance = ReturnType<typeof chance>
