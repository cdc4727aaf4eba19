import type { Value } from '../contract.ts'

/** Is a day out of the ordinary? Judged twice: against the four weeks before, and against the same weekday of the eight weeks before. */

export interface DayValue extends Pick<Value, 'value' | 'n' | 'numerator' | 'denominator'> { from: string }
export interface Verdict { kind: 'level' | 'seasonal'; value: number; expected: number; sigma: number; score: number; n: number; days: number }

/** Beyond so many standard deviations. */
const SIGMAS = 3
const LEVEL_DAYS = 28
const LEAST_LEVEL = 14
const WEEKS = 8
const LEAST_WEEKS = 5
/** A mean or a middle of fewer values says too little of its day. */
const LEAST_VALUES = 5

/**
 * Judges the last of the days, which follow each other without gaps. The spread is that between the days before, and never less than chance alone makes:
 * binomial for a share, Poisson for a count; it is widened because the expected value is itself an estimate.
 */
export function judgeLast(measure: 'count' | 'share' | 'balance' | 'ratio' | 'mean' | 'sum' | 'quantile', scale: number, days: readonly DayValue[]): Verdict[] {
  const last = days.at(-1)
  if (!last || last.value === null || (measure !== 'count' && last.n < (measure === 'share' || measure === 'ratio' ? 1 : LEAST_VALUES))) return []
  const before = days.slice(0, -1)
  const level = before.slice(-LEVEL_DAYS)
  const same = before.filter((_, at) => (days.length - 1 - at) % 7 === 0).slice(-WEEKS)
  return [verdict('level', measure, scale, last, level, LEAST_LEVEL), verdict('seasonal', measure, scale, last, same, LEAST_WEEKS)].filter((one) => one !== null)
}

function verdict(kind: Verdict['kind'], measure: Parameters<typeof judgeLast>[0], scale: number, last: DayValue, before: readonly DayValue[], least: number): Verdict | null {
  const known = before.filter((day): day is DayValue & { value: number } => day.value !== null && (measure === 'count' || day.n > 0))
  if (known.length < least) return null
  const pooled = (measure === 'share' || measure === 'ratio') ? known.reduce((sum, { numerator }) => sum + (numerator ?? 0), 0) / known.reduce((sum, { denominator }) => sum + (denominator ?? 0), 0) * scale : null
  const expected = pooled ?? known.reduce((sum, { value }) => sum + value, 0) / known.length
  const spread = Math.sqrt(known.reduce((sum, { value }) => sum + (value - expected) ** 2, 0) / (known.length - 1))
  const share = expected / scale
  const chance = measure === 'count' ? Math.sqrt(expected) : measure === 'share' ? Math.sqrt(share * (1 - share) / (last.denominator ?? 1)) * scale : measure === 'ratio' ? Math.sqrt(share / (last.denominator || 1)) * scale : 0
  const sigma = Math.max(spread, chance) * Math.sqrt(1 + 1 / known.length)
  const score = (last.value! - expected) / sigma
  return sigma > 0 && Math.abs(score) > SIGMAS ? { kind, value: last.value!, expected, sigma, score, n: last.n, days: known.length } : null
}
