import { NO_VARIANCE, varianceOf } from './factor-extraction.ts'
import { identity, invertGeneral, multiply, nearestOrthogonal, transpose, type Rows } from './matrix.ts'

export type RotationMethod = 'none' | 'varimax' | 'promax' | 'oblimin'

export interface Rotated {
  /** Variables in rows: the pattern where factors are correlated. */
  readonly loadings: number[][]
  /** Correlations of the factors; undefined where they have none by construction. */
  readonly phi?: number[][]
  readonly converged: boolean
  readonly iterations: number
}

/**
 * Turns loadings so that each variable hangs on few factors. One factor is left as it is. `kaiser`: whether every variable
 * counts alike however little of it the factors explain; unless said, in varimax and promax and not in oblimin, as in R.
 */
export function rotate(loadings: Rows, method: RotationMethod, kaiser: boolean = method !== 'oblimin'): Rotated {
  const width = loadings[0]?.length ?? 0
  const full = Array.from({ length: width }, (_, j) => j).filter((j) => varianceOf(loadings, j) >= NO_VARIANCE * loadings.length)
  if (method !== 'none' && full.length < width) return besideEmpty(loadings, full, method, kaiser)
  if (method === 'none' || width < 2) return { loadings: loadings.map((row) => [...row]), converged: true, iterations: 0 }
  if (method === 'varimax') return varimax(loadings, kaiser)
  if (method === 'promax') return promax(loadings, kaiser)
  if (!kaiser) return oblimin(loadings)
  const lengths = lengthsOf(loadings)
  const turned = oblimin(loadings.map((row, i) => row.map((value) => value / lengths[i]!)))
  return { ...turned, loadings: turned.loadings.map((row, i) => row.map((value) => value * lengths[i]!)) }
}

/** Factors that account for nothing cannot be turned: they are left out of the turning and stand behind the others. */
function besideEmpty(loadings: Rows, full: readonly number[], method: RotationMethod, kaiser: boolean): Rotated {
  const empty = loadings[0]!.length - full.length
  const turned = rotate(loadings.map((row) => full.map((j) => row[j]!)), method, kaiser)
  const zeros = Array.from({ length: empty }, () => 0)
  const { phi } = turned
  const size = full.length + empty
  return {
    ...turned, loadings: turned.loadings.map((row) => [...row, ...zeros]),
    ...(phi && { phi: Array.from({ length: size }, (_, i) => Array.from({ length: size }, (__, j) => phi[i]?.[j] ?? (i === j ? 1 : 0))) }),
  }
}

const lengthsOf = (loadings: Rows): number[] => loadings.map((row) => Math.sqrt(row.reduce((sum, value) => sum + value * value, 0)) || 1)

const MOST = 3000

/**
 * Varimax: maximises the variance of squared loadings by the polar factor of its gradient, until
 * its trace grows by less than `tolerance` of itself (R stops at 1e-5, which leaves loadings uncertain by about 5e-4). Source: Kaiser (1958), Psychometrika 23; R's varimax.
 */
function varimax(loadings: Rows, kaiser: boolean, tolerance = 1e-14): Rotated {
  const size = loadings.length
  const lengths = lengthsOf(loadings)
  const normal = kaiser ? loadings.map((row, i) => row.map((value) => value / lengths[i]!)) : loadings
  const width = loadings[0]!.length
  let turn = identity(width)
  let before = 0
  let iterations = 1
  let settled = false
  for (; iterations <= MOST && !settled; iterations++) {
    const turned = multiply(normal, turn)
    const means = turned.reduce((sums, row) => sums.map((sum, j) => sum + (row[j]! * row[j]!) / size), Array.from({ length: width }, () => 0))
    const target = turned.map((row) => row.map((value, j) => value ** 3 - value * means[j]!))
    const { orthogonal, trace } = nearestOrthogonal(multiply(transpose(normal), target))
    turn = orthogonal
    settled = trace < before * (1 + tolerance)
    before = trace
  }
  return { loadings: multiply(loadings, turn), converged: settled, iterations: iterations - 1 }
}

/** Where R's promax ends its varimax: a tighter end would be another solution than R's, in the fourth digit. */
const PROMAX_TOLERANCE = 1e-5
const POWER = 4

/**
 * Promax: the oblique rotation nearest to varimax loadings (Kaiser's normalisation) raised to the power 4, signs kept.
 * Source: Hendrickson & White (1964), British Journal of Statistical Psychology 17; R's promax, psych's Promax.
 */
function promax(loadings: Rows, kaiser: boolean): Rotated {
  const { loadings: turned, converged, iterations } = varimax(loadings, kaiser, PROMAX_TOLERANCE)
  const target = turned.map((row) => row.map((value) => value * Math.abs(value) ** (POWER - 1)))
  const square = invertGeneral(multiply(transpose(turned), turned))
  const fitted = square && multiply(square, multiply(transpose(turned), target))
  const spread = fitted && invertGeneral(multiply(transpose(fitted), fitted))
  if (!fitted || !spread) return { loadings: turned, converged: false, iterations }
  const turn = fitted.map((row) => row.map((value, j) => value * Math.sqrt(spread[j]![j]!)))
  const back = invertGeneral(turn)!
  return { loadings: multiply(turned, turn), phi: multiply(back, transpose(back)), converged, iterations }
}

/**
 * Direct oblimin with γ = 0 (quartimin), without Kaiser's normalisation, from the unrotated loadings, by gradient projection.
 * Minimises Σ over pairs of factors of Σ λᵢⱼ²λᵢₖ² / 4.
 * Source: Jennrich (2002), Psychometrika 67; Bernaards & Jennrich (2005), Educational and Psychological Measurement 65: GPArotation's oblimin.
 */
function oblimin(loadings: Rows): Rotated {
  const width = loadings[0]!.length
  let turn = identity(width)
  let step = 1
  let here = quartimin(loadings, turn)!
  for (let iterations = 0; ; iterations++) {
    const inner = turn[0]!.map((_, j) => turn.reduce((sum, row, i) => sum + row[j]! * here.gradient[i]![j]!, 0))
    const projected = here.gradient.map((row, i) => row.map((value, j) => value - turn[i]![j]! * inner[j]!))
    const steepness = Math.sqrt(projected.flat().reduce((sum, value) => sum + value * value, 0))
    if (steepness < 1e-7 || iterations >= MOST) return { loadings: here.loadings, phi: multiply(transpose(turn), turn), converged: steepness < 1e-5, iterations }
    step *= 2
    let next = turn
    let there: typeof here | undefined
    let lower = false
    for (let tries = 0; tries <= 10 && !lower; tries++) {
      const moved = turn.map((row, i) => row.map((value, j) => value - step * projected[i]![j]!))
      const lengths = moved[0]!.map((_, j) => Math.sqrt(moved.reduce((sum, row) => sum + row[j]! ** 2, 0)))
      next = moved.map((row) => row.map((value, j) => value / lengths[j]!))
      there = quartimin(loadings, next)
      lower = there !== undefined && here.value - there.value > 0.5 * steepness ** 2 * step
      if (!lower) step /= 2
    }
    // Nothing lower can be told apart by this arithmetic
    if (!there || (!lower && steepness < 1e-5)) return { loadings: here.loadings, phi: multiply(transpose(turn), turn), converged: steepness < 1e-5, iterations }
    turn = next
    here = there
  }
}

function quartimin(start: Rows, turn: Rows): { loadings: number[][]; value: number; gradient: number[][] } | undefined {
  const inverse = invertGeneral(turn)
  if (!inverse) return undefined
  const loadings = multiply(start, transpose(inverse))
  let value = 0
  const slope = loadings.map((row) => {
    const all = row.reduce((sum, entry) => sum + entry * entry, 0)
    return row.map((entry) => {
      const others = all - entry * entry
      value += (entry * entry * others) / 4
      return entry * others
    })
  })
  const gradient = transpose(multiply(multiply(transpose(loadings), slope), inverse)).map((row) => row.map((entry) => -entry))
  return { loadings, value, gradient }
}
