import { chiSquareQuantile, normalCdf, normalQuantile, normalUpper } from './distributions.ts'
import { inRange } from './in-range.ts'
import { InvalidInput, type Problem } from './problem.ts'

export interface CapabilityIndex {
  readonly value: number
  readonly lower: number
  readonly upper: number
}

export interface Capability {
  /** Width of the specification over that of the process, (USL − LSL)/6σ. */
  readonly cp: CapabilityIndex
  /** Room below and above the mean over 3σ, and the smaller of both. */
  readonly cpl: CapabilityIndex
  readonly cpu: CapabilityIndex
  readonly cpk: CapabilityIndex
  /** Cp that also counts the distance of the mean from the target. */
  readonly cpm: CapabilityIndex
  /** The same with the standard deviation of all values in place of that within groups: what the customer sees. */
  readonly pp: CapabilityIndex
  readonly ppl: CapabilityIndex
  readonly ppu: CapabilityIndex
  readonly ppk: CapabilityIndex
  readonly ppm: CapabilityIndex
  /** Share below and above the limits: seen, and expected if values are normal with sigma. */
  readonly observed: { readonly below: number, readonly above: number }
  readonly expected: { readonly below: number, readonly above: number }
  readonly n: number
  readonly missing: number
  /** `too-few` values (fewer than two); `missing-left-out`. */
  readonly problems: readonly Problem[]
}

/**
 * Whether a process that is under control keeps what was promised. Indices that need a limit that is not given are NaN.
 * @param input.values all single values · sigma the standard deviation within groups, as from `controlChart` · lower, upper the
 * specification, at least one · target by default the middle of both · center by default the mean
 * Intervals: chi-square for Cp, normal for Cpl and Cpu (one-sided levels, as qcc) and Cpk, chi-square with n(1 + d²)/(1 + 2d²)
 * degrees of freedom for Cpm, d being the distance from the target in sigmas (Boyles, as qcc has it).
 * @throws InvalidInput for limits that are missing or in the wrong order, or a sigma that is not above 0
 * Source: Montgomery, ch. 8; Bissell (1990); Boyles (1991); qcc::processCapability.
 */
export function processCapability({ values, sigma, lower, upper, target, center, confidence = 0.95 }: {
  readonly values: readonly (number | null)[]
  readonly sigma: number
  readonly lower?: number
  readonly upper?: number
  readonly target?: number
  readonly center?: number
  readonly confidence?: number
}): Capability {
  inRange('sigma', sigma, '(0, ∞)')
  inRange('confidence', confidence, '(0, 1)')
  if (lower === undefined && upper === undefined) throw new InvalidInput('lower or upper: at least one limit is needed')
  const [low, high] = [lower ?? Number.NaN, upper ?? Number.NaN]
  if (low >= high) throw new InvalidInput('lower: not below upper')
  const known = values.filter((value): value is number => value !== null && !Number.isNaN(value))
  const n = known.length
  const mean = center ?? known.reduce((sum, value) => sum + value, 0) / n
  const own = known.reduce((sum, value) => sum + value, 0) / n
  const overall = n < 2 ? Number.NaN : Math.sqrt(known.reduce((sum, value) => sum + (value - own) ** 2, 0) / (n - 1))
  const aim = target ?? (low + high) / 2
  const within = indices(n, mean, sigma, low, high, aim, confidence)
  const whole = indices(n, mean, overall, low, high, aim, confidence)
  return {
    cp: within.p, cpl: within.l, cpu: within.u, cpk: within.k, cpm: within.m,
    pp: whole.p, ppl: whole.l, ppu: whole.u, ppk: whole.k, ppm: whole.m,
    observed: { below: share(known.filter((value) => value < low).length, n, low), above: share(known.filter((value) => value > high).length, n, high) },
    expected: { below: normalCdf((low - mean) / sigma), above: normalUpper((high - mean) / sigma) },
    n,
    missing: values.length - n,
    problems: [...(n < 2 ? [{ code: 'too-few' } as const] : []), ...(n < values.length ? [{ code: 'missing-left-out' } as const] : [])],
  }
}

const share = (count: number, n: number, limit: number): number => (Number.isNaN(limit) ? Number.NaN : count / n)

function indices(n: number, mean: number, sigma: number, low: number, high: number, target: number, confidence: number): Record<'p' | 'l' | 'u' | 'k' | 'm', CapabilityIndex> {
  const tail = (1 - confidence) / 2
  const p = (high - low) / (6 * sigma)
  const [l, u] = [(mean - low) / (3 * sigma), (high - mean) / (3 * sigma)]
  const k = Number.isNaN(l) ? u : Number.isNaN(u) ? l : Math.min(l, u)
  const off = ((mean - target) / sigma) ** 2
  const m = p / Math.sqrt(1 + off)
  const byChiSquare = (value: number, df: number): CapabilityIndex => ({ value, lower: value * Math.sqrt(chiSquareQuantile(tail, df) / df), upper: value * Math.sqrt(chiSquareQuantile(1 - tail, df) / df) })
  const byNormal = (value: number, z: number): CapabilityIndex => {
    const half = z * Math.sqrt(1 / (9 * n * value ** 2) + 1 / (2 * (n - 1)))
    return { value, lower: value * (1 - half), upper: value * (1 + half) }
  }
  return {
    p: byChiSquare(p, n - 1),
    l: byNormal(l, normalQuantile(confidence)),
    u: byNormal(u, normalQuantile(confidence)),
    k: byNormal(k, normalQuantile(1 - tail)),
    m: byChiSquare(m, (n * (1 + off)) / (1 + 2 * off)),
  }
}
