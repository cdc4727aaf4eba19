import { binomialCdf, binomialUpper } from '../../../pure/stats/index.ts'
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
/** How rare, by chance alone, a day must be on its side: what lies beyond three standard deviations of a normal distribution. */
const RARE = 0.00135

/**
 * Judges the last of the days, which follow each other without gaps. The spread is that between the days before, and never less than chance alone makes:
 * binomial for a share, Poisson for a count; it is widened because the expected value is itself an estimate. Small counts are no normal distribution:
 * what chance alone would bring about too often by the exact distribution is left alone, however many deviations it is.
 * Nothing was counted before the first count, which is no nought; and a day of fewer than five says nothing.
 */
export function judgeLast(measure: 'count' | 'share' | 'balance' | 'ratio' | 'mean' | 'sum' | 'quantile', scale: number, days: readonly DayValue[]): Verdict[] {
  const last = days.at(-1)
  if (!last || last.value === null || (measure !== 'count' && last.n < LEAST_VALUES)) return []
  const begun = measure === 'count' ? days.findIndex(({ value }) => value !== null && value > 0) : 0
  const before = days.slice(begun, -1)
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
  if (measure === 'count' && Math.max(last.value!, expected) < LEAST_VALUES) return null
  const share = measure === 'share' ? shareOf(known) : expected / scale
  const chance = measure === 'count' ? Math.sqrt(Math.max(expected, 1 / known.length)) : measure === 'share' ? Math.sqrt(share * (1 - share) / (last.denominator ?? 1)) * scale : measure === 'ratio' ? Math.sqrt(share / (last.denominator || 1)) * scale : 0
  const sigma = Math.max(spread, chance) * Math.sqrt(1 + 1 / known.length)
  const score = (last.value! - expected) / sigma
  return sigma > 0 && Math.abs(score) > SIGMAS && chanceOf(measure, score > 0, last, known) < RARE ? { kind, value: last.value!, expected, sigma, score, n: last.n, days: known.length } : null
}

/**
 * How likely chance alone brings a day at least so high, or so low: for counts given what was counted on all days together (the conditional test of two
 * Poisson rates, Przyborowski and Wilenski 1940), for shares by the binomial distribution of the days before. Nought for what is neither.
 */
function chanceOf(measure: Parameters<typeof judgeLast>[0], isHigh: boolean, last: DayValue, before: readonly (DayValue & { value: number })[]): number {
  const tail = (x: number, n: number, p: number) => isHigh ? binomialUpper(x - 1, n, p) : binomialCdf(x, n, p)
  if (measure === 'count') return tail(last.value!, last.value! + before.reduce((sum, { value }) => sum + value, 0), 1 / (before.length + 1))
  if (measure !== 'share') return 0
  return tail(last.numerator ?? 0, last.denominator ?? 0, shareOf(before))
}
/** The share of the days before, drawn half a hit away from none and all: that it never happened yet doesn't say that it can't. */
function shareOf(before: readonly DayValue[]): number {
  const [hits, of] = before.reduce<[number, number]>(([a, b], { numerator, denominator }) => [a + (numerator ?? 0), b + (denominator ?? 0)], [0, 0])
  return (hits + 0.5) / (of + 1)
}
