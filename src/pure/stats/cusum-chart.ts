import { type DriftInput, driftPoints } from './drift-input.ts'
import { inRange } from './in-range.ts'

export interface CusumPoint {
  readonly index: number
  readonly value: number
  /** What has gathered above and below the centre, in standard errors, ≥ 0. */
  readonly above: number
  readonly below: number
}

export interface CusumChart {
  readonly points: readonly CusumPoint[]
  /** Where what has gathered is beyond the decision interval, and on which side. */
  readonly violations: readonly { readonly index: number, readonly side: 'above' | 'below' }[]
  readonly n: number
}

/**
 * Deviations from the centre that add up: above gathers max(0, before + z − shift/2), below max(0, before − z − shift/2), z
 * being in standard errors.
 * @param input.shift the shift to be found, in standard errors, > 0 · decision how much may gather, > 0
 * @throws InvalidInput outside these ranges, or for a sigma that is not above 0
 * Source: E. S. Page (1954); Montgomery, ch. 9; qcc::cusum.
 */
export function cusumChart({ shift = 1, decision = 5, ...input }: DriftInput & { readonly shift?: number, readonly decision?: number }): CusumChart {
  inRange('shift', shift, '(0, ∞)')
  inRange('decision', decision, '(0, ∞)')
  let [above, below] = [0, 0]
  const points = driftPoints(input).map(({ value, size }, index): CusumPoint => {
    if (!Number.isNaN(value)) {
      const z = ((value - input.center) / input.sigma) * Math.sqrt(size)
      above = Math.max(0, above + z - shift / 2)
      below = Math.max(0, below - z - shift / 2)
    }
    return { index, value, above, below }
  })
  const known = points.filter(({ value }) => !Number.isNaN(value))
  return {
    points,
    violations: known.flatMap((point) => [...(point.above > decision ? [{ index: point.index, side: 'above' as const }] : []), ...(point.below > decision ? [{ index: point.index, side: 'below' as const }] : [])]),
    n: known.length,
  }
}
