import type { Words } from '../../../../kernel/web/words.ts'
import type { Unit, Value } from '../../contract.ts'
import { figureText, spanText } from '../../rules.ts'

export { differenceText, figureText, spanText } from '../../rules.ts'

/** How figures are written: a value with its unit, a difference with its sign, a span of time in two steps. */

/** A value as it is shown: where it was made of too few records, that stands in its place. */
export const shownText = (t: Words, locale: string, unit: Unit, { value, few }: Pick<Value, 'value' | 'few'>): string => few ? t('metric.few') : figureText(locale, unit, value)

/** A comma on the axis says nothing more than it costs: whole numbers stay whole. */
const short = (locale: string, value: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: Math.abs(value) < 10 ? 2 : 1 }).format(value)

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
  if (high > low) return { low, high }
  // One value alone: there is nothing below nothing for what can't be negative.
  return { low: unit === 'points' ? low - 1 : Math.max(0, low - 1), high: high + 1 }
}
