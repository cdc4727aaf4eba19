export interface Minimum {
  readonly at: readonly number[]
  readonly value: number
  readonly converged: boolean
  readonly iterations: number
}

/**
 * A local minimum of a smooth function from `start`: quasi-Newton steps (BFGS) on central differences. Converged when the
 * slope is too small to change the value by more than about 1e-13 of itself.
 * @param f may answer Infinity or NaN outside its domain; such steps are not taken
 * Source: Nocedal & Wright (2006), Numerical Optimization, ch. 6.
 */
export function minimise(f: (x: readonly number[]) => number, start: readonly number[], { maxIterations = 500, step = 1e-4 } = {}): Minimum {
  const n = start.length
  const slope = (x: readonly number[]): number[] => x.map((_, i) => {
    const beside = (by: number): number => f(x.map((value, j) => (j === i ? value + by : value)))
    // Five points: the error is of the fourth power of the step, so that the step can stay well above the noise.
    return (8 * (beside(step) - beside(-step)) - (beside(2 * step) - beside(-2 * step))) / (12 * step)
  })
  let x = [...start]
  let value = f(x)
  let gradient = slope(x)
  let inverse = identity(n)
  let iterations = 0
  let fresh = true
  for (; iterations < maxIterations; iterations++) {
    let direction = inverse.map((row) => -dot(row, gradient))
    if (!(dot(direction, gradient) < 0)) {
      inverse = identity(n)
      fresh = true
      direction = gradient.map((part) => -part)
    }
    const descent = dot(direction, gradient)
    if (Math.abs(descent) <= 1e-13 * (Math.abs(value) + 1e-8)) return { at: x, value, converged: true, iterations }
    // A first step along the bare slope can be of any size.
    let length = fresh ? Math.min(1, 0.5 / Math.sqrt(dot(gradient, gradient))) : 1
    let next = x
    let nextValue = Infinity
    for (; length > 1e-12; length /= 2) {
      next = x.map((part, i) => part + length * direction[i]!)
      nextValue = f(next)
      if (nextValue <= value + 1e-4 * length * descent) break
    }
    if (!(nextValue < value)) {
      if (fresh) return { at: x, value, converged: Math.abs(descent) <= 1e-9 * (Math.abs(value) + 1e-8), iterations }
      inverse = identity(n)
      fresh = true
      continue
    }
    const nextGradient = slope(next)
    const moved = next.map((part, i) => part - x[i]!)
    const turned = nextGradient.map((part, i) => part - gradient[i]!)
    inverse = updated(inverse, moved, turned, fresh)
    fresh = false
    x = next
    value = nextValue
    gradient = nextGradient
  }
  return { at: x, value, converged: false, iterations }
}

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0)
const identity = (n: number): number[][] => Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)))

/** The BFGS update of the inverse curvature; left alone where the curvature along the step is not positive. */
function updated(inverse: number[][], moved: readonly number[], turned: readonly number[], fresh: boolean): number[][] {
  const along = dot(moved, turned)
  if (!(along > 0)) return inverse
  const scaled = fresh ? inverse.map((row) => row.map((part) => (part * along) / dot(turned, turned))) : inverse
  const through = scaled.map((row) => dot(row, turned))
  const factor = (1 + dot(turned, through) / along) / along
  return scaled.map((row, i) => row.map((part, j) => part + factor * moved[i]! * moved[j]! - (through[i]! * moved[j]! + moved[i]! * through[j]!) / along))
}
