import type { Unit, Value } from '../../contract.ts'

/** How figures are written: a value with its unit, a difference with its sign, a span of time in two steps. */

const number = (locale: string, value: number, digits: number) => new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value)
/** A comma on the axis says nothing more than it costs: whole numbers stay whole. */
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

/** What a mark of the axis says: shorter than a value. */
export const axisText = (locale: string, unit: Unit, value: number): string =>
  unit === 'percent' ? `${short(locale, value)}%` : unit === 'per-thousand' ? `${short(locale, value)}‰` : unit === 'seconds' ? spanText(locale, value) : short(locale, value)

/** Round values for an axis from `low` to `high`, at most five; times in steps of clocks. */
export function ticksOf(unit: Unit, low: number, high: number): number[] {
  const least = (high - low) / 4
  const steps = unit === 'seconds' ? [1, 5, 15, 30, 60, 300, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200, 86_400] : []
  const power = 10 ** Math.floor(Math.log10(least || 1))
  const step = steps.find((one) => one >= least) ?? (unit === 'seconds' ? Math.ceil(least / 86_400) * 86_400 : ([1, 2, 2.5, 5, 10].find((one) => one * power >= least) ?? 10) * power)
  const whole = unit === 'count' ? Math.max(1, Math.ceil(step)) : step
  const first = Math.floor(low / whole) * whole
  return Array.from({ length: Math.max(1, Math.ceil((high - first) / whole - 1e-9)) + 1 }, (_, n) => Number((first + n * whole).toPrecision(12)))
}

/** Where the line of a chart lies: from nothing for amounts and times, from what is shown for shares and scores that lie close together. */
export function reachOf(unit: Unit, values: readonly Pick<Value, 'value' | 'interval'>[]): { low: number; high: number } {
  const all = values.flatMap(({ value, interval }) => value === null ? [] : [value, ...(interval ? [interval.lower, interval.upper] : [])])
  const [least, most] = [Math.min(...all), Math.max(...all)]
  if (!all.length) return { low: 0, high: 1 }
  const high = unit === 'percent' ? Math.min(100, most + (most - least) * 0.05) : most
  const low = unit === 'points' ? least : unit === 'percent' && least > 40 ? Math.max(0, least - (100 - least) * 0.15) : unit === 'score' ? least : 0
  return high > low ? { low, high } : { low: low - 1, high: high + 1 }
}
