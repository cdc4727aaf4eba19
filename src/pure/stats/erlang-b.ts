import { inRange } from './in-range.ts'

export interface ErlangB {
  /** Share of arrivals that find every line taken and are lost. */
  readonly blocking: number
  /** Traffic that is served: load · (1 − blocking). */
  readonly carriedErlangs: number
  readonly lostErlangs: number
  /** Carried traffic per line, 0 to 1. */
  readonly occupancy: number
}

/**
 * M/M/n/n, arrivals lost when all `lines` are taken.
 * B(0) = 1, B(n) = A·B(n−1) / (n + A·B(n−1)): sums nothing but positive numbers below 1, so it is exact for any size.
 * @param erlangs offered load A = arrivals × mean holding time, ≥ 0
 * @param lines whole, ≥ 0
 * @throws InvalidInput outside these ranges
 * Source: A. K. Erlang (1917); recursion: Jagerman (1974), Bell System Technical Journal 53.
 */
export function erlangB(erlangs: number, lines: number): ErlangB {
  inRange('erlangs', erlangs, '[0, ∞)')
  inRange('lines', lines, '[0, ∞)', true)
  const blocking = blockingOf(erlangs, lines)
  const carriedErlangs = erlangs * (1 - blocking)
  return { blocking, carriedErlangs, lostErlangs: erlangs * blocking, occupancy: lines === 0 ? 0 : carriedErlangs / lines }
}

/**
 * The fewest lines that lose no more than the share `blocking` of a load of `erlangs`.
 * @throws InvalidInput unless erlangs ≥ 0 and 0 < blocking ≤ 1
 */
export function requiredLines(erlangs: number, blocking: number): number {
  inRange('erlangs', erlangs, '[0, ∞)')
  inRange('blocking', blocking, '(0, 1]')
  let lines = 0
  for (let lost = 1; lost > blocking && erlangs > 0;) lost = (erlangs * lost) / (++lines + erlangs * lost)
  return lines
}

/** B(A, n) of the recursion; 0 where it is below the smallest number there is. */
export function blockingOf(erlangs: number, lines: number): number {
  if (erlangs === 0) return lines === 0 ? 1 : 0
  let lost = 1
  for (let line = 1; line <= lines && lost > 0; line++) lost = (erlangs * lost) / (line + erlangs * lost)
  return lost
}
