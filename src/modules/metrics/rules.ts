import type { Value } from './contract.ts'

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
