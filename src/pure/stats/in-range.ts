import { InvalidInput } from './problem.ts'

/** An interval as mathematicians write it: brackets hold their end, parentheses do not. */
export type Interval = `${'[' | '('}${number | '-∞'}, ${number | '∞'}${']' | ')'}`

/**
 * Gives `value` back when it is a number within `interval`; whole numbers only when `whole`.
 * @throws InvalidInput that names the argument, so that no figure is ever made from one that makes no sense
 */
export function inRange(name: string, value: number, interval: Interval, whole = false): number {
  const [low, high] = interval.slice(1, -1).split(', ') as [string, string]
  const from = low === '-∞' ? -Infinity : Number(low)
  const to = high === '∞' ? Infinity : Number(high)
  const inside = (interval.startsWith('[') ? value >= from : value > from) && (interval.endsWith(']') ? value <= to : value < to)
  if (inside && (!whole || Number.isInteger(value))) return value
  throw new InvalidInput(`${name}: ${value} is not a ${whole ? 'whole ' : ''}number within ${interval}`)
}
