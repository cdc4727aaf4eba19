import type { Unit, Value } from './contract.ts'

/** Where a goal stands: reached, missed by what may be chance, missed, or not to be told yet. */
export type GoalState = 'green' | 'amber' | 'red' | 'none'
/** A value without an interval is near its target within this part of it. */
const NEAR = 0.05

/**
 * A goal's state and its gap (value − target, in the metric's unit). Missed is amber while the target lies within the 95 % interval
 * of the value, so that a handful of records turns nothing red; without an interval, while the value is within 5 % of the target.
 */
export function goalState({ direction, target }: { direction: 'at-least' | 'at-most'; target: number }, { value, interval }: Pick<Value, 'value' | 'interval'>): { state: GoalState; gap: number | null } {
  if (value === null) return { state: 'none', gap: null }
  // 84.99999999999999 is what 85 of 100 may come to.
  const gap = Number((value - target).toPrecision(12))
  if (direction === 'at-least' ? gap >= -1e-9 : gap <= 1e-9) return { state: 'green', gap }
  const isNear = interval ? interval.lower <= target && target <= interval.upper : Math.abs(gap) <= Math.abs(target) * NEAR
  return { state: isNear ? 'amber' : 'red', gap }
}

/** How figures are written: a value with its unit, a difference with its sign, a span of time in two steps. */

const number = (locale: string, value: number, digits: number) => new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value)
const short = (locale: string, value: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: Math.abs(value) < 10 ? 2 : 1 }).format(value)

const STEPS = [['day', 86_400], ['hour', 3_600], ['minute', 60], ['second', 1]] as const
const unitOf = (locale: string, value: number, unit: string) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: locale.startsWith('zh') ? 'long' : 'narrow', maximumFractionDigits: 0 }).format(value)
/** Seconds as the two largest steps that say something: `2h 5m`, `3 天 4 小时`. */
export function spanText(locale: string, seconds: number): string {
  const whole = Math.round(Math.abs(seconds))
  const at = STEPS.findIndex(([, length]) => whole >= length)
  if (at < 0) return unitOf(locale, 0, 'second')
  const [name, length] = STEPS[at]!
  const next = STEPS[at + 1]
  // Rounded to the smaller step first, so that 59.9 minutes never stand beside an hour.
  const rounded = next ? Math.round(whole / next[1]) * next[1] : whole
  if (at > 0 && rounded >= STEPS[at - 1]![1]) return unitOf(locale, 1, STEPS[at - 1]![0])
  const rest = next ? Math.round(rounded % length / next[1]) : 0
  return [unitOf(locale, Math.floor(rounded / length), name), ...(next && rest ? [unitOf(locale, rest, next[0])] : [])].join(' ')
}

/** A value as it is read: `82.0 %`, `3.4 ‰`, `+25`, `1,204`, `2h 5m`; null is an en dash. */
export function figureText(locale: string, unit: Unit, value: number | null): string {
  if (value === null) return '–'
  switch (unit) {
    case 'percent': return `${number(locale, value, 1)}%`
    case 'per-thousand': return `${number(locale, value, 1)}‰`
    case 'points': return `${value > 0 ? '+' : value < 0 ? '−' : ''}${number(locale, Math.abs(value), 0)}`
    case 'seconds': return `${value < 0 ? '−' : ''}${spanText(locale, value)}`
    case 'score': return number(locale, value, 2)
    case 'count': return short(locale, value)
  }
}

/** A difference without its sign, in the unit differences are told in: percent by points. `points` is the word for them. */
export function differenceText(locale: string, unit: Unit, difference: number, points: string): string {
  const size = Math.abs(difference)
  return unit === 'percent' ? `${number(locale, size, 1)}${points}` : unit === 'points' ? number(locale, size, 0) : figureText(locale, unit, size)
}

/** A p-value as it is printed. */
export const pText = (p: number) => p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(p < 0.1 ? 3 : 2)}`
/** A change as a part of what was before, signed: `−32%`. */
export const relativeText = (locale: string, change: number): string => `${change > 0 ? '+' : change < 0 ? '−' : ''}${new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(Math.abs(change) * 100)}%`
