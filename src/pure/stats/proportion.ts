import { InvalidInput } from './problem.ts'

export interface Proportion {
  /** successes / n */
  readonly p: number
  readonly lower: number
  readonly upper: number
  readonly n: number
}

/** An `InvalidInput` when successes are not between 0 and n. */
export function checkProportion(successes: number, n: number): void {
  if (!(n >= 0) || !(successes >= 0 && successes <= n) || n === Infinity) throw new InvalidInput(`${successes} of ${n} is no proportion`)
}
