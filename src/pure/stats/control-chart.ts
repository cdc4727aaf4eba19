import { printedRangeConstants, standardDeviationBias } from './control-constants.ts'
import { brokenRules, ruleCount, type RuleSet, type Violation } from './control-rules.ts'
import { inRange } from './in-range.ts'
import { InvalidInput, type Problem } from './problem.ts'

interface ChartOptions {
  /** Where a new phase begins: the index of its first point. Centre and limits are computed anew in each phase. */
  readonly phases?: readonly number[]
  /** Centre and limits rest on the first so many points of each phase only; by default on all. */
  readonly baseline?: number
  /** Which rules are looked at; by default those of Western Electric. */
  readonly ruleSet?: RuleSet
  /** Numbers of the rules; by default 1 and 4 of Western Electric, or 1 and 2 of Nelson: beyond the limits, and a run on one side. */
  readonly rules?: readonly number[]
  /** Distance of the limits from the centre in standard errors, > 0. */
  readonly sigmas?: number
}

/** Groups of measured values; groups may differ in size, and null or NaN within a group is left out. */
export interface SubgroupChart extends ChartOptions {
  readonly kind: 'xbar-s' | 'xbar-r'
  readonly subgroups: readonly (readonly (number | null)[])[]
}

/** One measured value at a time; null or NaN is a gap. */
export interface IndividualsChart extends ChartOptions {
  readonly kind: 'i-mr'
  readonly values: readonly (number | null)[]
}

/** Counted: defective pieces of `sizes` looked at (p, np), or defects in `sizes` units (u). One size stands for all. */
export interface CountChart extends ChartOptions {
  readonly kind: 'p' | 'np' | 'u'
  readonly counts: readonly (number | null)[]
  readonly sizes: number | readonly number[]
}

/** Defects in units of the same size. */
export interface DefectChart extends ChartOptions {
  readonly kind: 'c'
  readonly counts: readonly (number | null)[]
}

export type ControlChartInput = SubgroupChart | IndividualsChart | CountChart | DefectChart

export interface ControlPoint {
  readonly index: number
  /** NaN at a gap. */
  readonly value: number
  readonly size: number
  readonly center: number
  readonly lower: number
  readonly upper: number
  /** Numbers of the rules broken here. */
  readonly rules: readonly number[]
  readonly phase: number
}

export interface ChartLines {
  /** The same for all points; NaN where sizes or phases make them differ: then see the points. */
  readonly center: number
  readonly lower: number
  readonly upper: number
  readonly points: readonly ControlPoint[]
  readonly violations: readonly Violation[]
}

export interface ControlChart extends ChartLines {
  readonly kind: ControlChartInput['kind']
  /** Estimated standard deviation of single values, one for each phase (of a count: √(p̄(1 − p̄)), √ū or √c̄). */
  readonly sigma: readonly number[]
  /** The chart of spread that belongs to means and single values: standard deviations, ranges or moving ranges; rule 1 only. */
  readonly spread?: ChartLines
  /** Points that have a value. */
  readonly n: number
  readonly problems: readonly Problem[]
}

/** What a kind of chart is made of: a value and its size at each point, and the lines for a phase. */
interface Plan {
  readonly values: readonly number[]
  readonly sizes: readonly number[]
  readonly fit: (indices: readonly number[]) => Fit
}

interface Fit {
  readonly sigma: number
  readonly lines: (size: number) => { center: number, se: number, floor: number, ceiling: number }
}

/** What each kind of chart is drawn from. */
const PARTS: { readonly [K in ControlChartInput['kind']]: readonly string[] } = { 'xbar-s': ['subgroups'], 'xbar-r': ['subgroups'], 'i-mr': ['values'], p: ['counts', 'sizes'], np: ['counts', 'sizes'], u: ['counts', 'sizes'], c: ['counts'] }

/** Callers without types get the missing part named. */
function demandParts(input: ControlChartInput): void {
  const parts = PARTS[input.kind]
  if (!parts) throw new InvalidInput(`kind: '${String(input.kind)}' is not one of ${Object.keys(PARTS).join(', ')}`)
  const missing = parts.filter((part) => !Array.isArray((input as unknown as Record<string, unknown>)[part]) && !(part === 'sizes' && typeof (input as unknown as Record<string, unknown>)[part] === 'number'))
  if (missing.length) throw new InvalidInput(`${missing.join(', ')}: a chart of kind '${input.kind}' needs ${parts.join(' and ')}`)
}

/**
 * A control chart: which points speak of a special cause.
 * Limits are centre ± `sigmas` standard errors, cut at 0 (and at 1 or the size for p and np), as in qcc:
 * xbar-s σ̂ = mean of s/c4; xbar-r σ̂ = mean of R/d2; i-mr σ̂ = mean moving range/d2(2); p̄, ū, c̄ from binomial and Poisson.
 * The centre of spreads of unequal groups is their mean weighted by size.
 * @throws InvalidInput for counts below 0 or above their size, sizes not above 0, unknown rules, phases out of order
 * Problems, with `at` the phase: `empty`; `too-few` (fewer than two groups or values, so there are no limits); `constant`
 * (no variation within the groups: the limits are the centre); `missing-left-out`.
 * Source: Montgomery, Introduction to Statistical Quality Control; R package qcc.
 */
export function controlChart(input: ControlChartInput): ControlChart {
  demandParts(input)
  const { ruleSet = 'western-electric', sigmas = 3, baseline = Infinity } = input
  const rules = input.rules ?? (ruleSet === 'nelson' ? [1, 2] : [1, 4])
  for (const rule of rules) inRange('rules', rule, `[1, ${ruleCount(ruleSet)}]`, true)
  inRange('sigmas', sigmas, '(0, ∞)')
  if (baseline !== Infinity) inRange('baseline', baseline, '[1, ∞)', true)
  const [plan, spreadPlan] = plansOf(input)
  const phases = phasesOf(input.phases ?? [], plan.values.length)
  const main = drawn(plan, phases, { ruleSet, rules, sigmas, baseline })
  const n = plan.values.filter((value) => !Number.isNaN(value)).length
  const problems: Problem[] = n === 0 ? [{ code: 'empty' }] : phases.flatMap((indices, at): Problem[] => {
    const sigma = main.sigma[at]!
    return Number.isNaN(sigma) ? [{ code: 'too-few', at }] : sigma === 0 && indices.length > 0 ? [{ code: 'constant', at }] : []
  })
  return {
    kind: input.kind,
    ...main,
    ...(spreadPlan ? { spread: linesOnly(drawn(spreadPlan, phases, { ruleSet, rules: [1], sigmas, baseline })) } : {}),
    n,
    problems: hasGaps(input) ? [...problems, { code: 'missing-left-out' }] : problems,
  }
}

const linesOnly = ({ center, lower, upper, points, violations }: ChartLines): ChartLines => ({ center, lower, upper, points, violations })

function drawn(plan: Plan, phases: readonly (readonly number[])[], { ruleSet, rules, sigmas, baseline }: { ruleSet: RuleSet, rules: readonly number[], sigmas: number, baseline: number }): ChartLines & { sigma: number[] } {
  const points: ControlPoint[] = []
  const violations: Violation[] = []
  const sigma: number[] = []
  for (const [phase, indices] of phases.entries()) {
    const fit = plan.fit(indices.slice(0, baseline).filter((index) => !Number.isNaN(plan.values[index])))
    sigma.push(fit.sigma)
    const lines = indices.map((index) => fit.lines(plan.sizes[index]!))
    const broken = brokenRules(indices.map((index, i) => distance(plan.values[index]!, lines[i]!)), ruleSet, rules, sigmas)
    const rulesAt = new Map<number, number[]>()
    for (const { index, rule } of broken) {
      violations.push({ index: indices[index]!, rule })
      rulesAt.set(index, [...(rulesAt.get(index) ?? []), rule])
    }
    for (const [i, index] of indices.entries()) {
      const { center, se, floor, ceiling } = lines[i]!
      points.push({
        index, value: plan.values[index]!, size: plan.sizes[index]!, center,
        lower: Math.max(floor, center - sigmas * se), upper: Math.min(ceiling, center + sigmas * se),
        rules: rulesAt.get(i) ?? [], phase,
      })
    }
  }
  const same = (of: (point: ControlPoint) => number): number => {
    const first = points[0] ? of(points[0]) : Number.NaN
    return points.every((point) => of(point) === first) ? first : Number.NaN
  }
  return { center: same((point) => point.center), lower: same((point) => point.lower), upper: same((point) => point.upper), points, violations, sigma }
}

/** 0/0 is a value on the centre of a chart without variation. */
function distance(value: number, { center, se }: { center: number, se: number }): number {
  return value === center ? 0 : (value - center) / se
}

function plansOf(input: ControlChartInput): [Plan, Plan?] {
  if ('values' in input) return individuals(input)
  if ('subgroups' in input) return subgroups(input)
  return [counted(input)]
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const unbounded = { floor: -Infinity, ceiling: Infinity }
const positive = { floor: 0, ceiling: Infinity }

function subgroups({ kind, subgroups: given }: SubgroupChart): [Plan, Plan] {
  const groups = given.map((group) => group.filter((value): value is number => value !== null && !Number.isNaN(value)))
  const sizes = groups.map(({ length }) => length)
  const means = groups.map((group) => (group.length < 2 ? Number.NaN : sum(group) / group.length))
  const spreads = groups.map((group, i) => {
    if (group.length < 2) return Number.NaN
    return kind === 'xbar-r' ? Math.max(...group) - Math.min(...group) : Math.sqrt(sum(group.map((value) => (value - means[i]!) ** 2)) / (group.length - 1))
  })
  const unit = (size: number): { mean: number, se: number } => {
    if (kind === 'xbar-r') {
      const { d2, d3 } = printedRangeConstants(size)
      return { mean: d2, se: d3 }
    }
    const c4 = standardDeviationBias(size)
    return { mean: c4, se: Math.sqrt(1 - c4 * c4) }
  }
  const sigmaOf = (indices: readonly number[]): number => (indices.length < 2 ? Number.NaN : sum(indices.map((i) => spreads[i]! / unit(sizes[i]!).mean)) / indices.length)
  const weighted = (values: readonly number[], indices: readonly number[]): number => sum(indices.map((i) => values[i]! * sizes[i]!)) / sum(indices.map((i) => sizes[i]!))
  return [
    { values: means, sizes, fit: (indices) => {
      const [sigma, center] = [sigmaOf(indices), weighted(means, indices)]
      return { sigma, lines: (size) => ({ center, se: sigma / Math.sqrt(size), ...unbounded }) }
    } },
    { values: spreads, sizes, fit: (indices) => {
      const [sigma, center] = [sigmaOf(indices), weighted(spreads, indices)]
      return { sigma, lines: (size) => ({ center, se: size < 2 ? Number.NaN : sigma * unit(size).se, ...positive }) }
    } },
  ]
}

function individuals({ values: given, phases = [] }: IndividualsChart): [Plan, Plan] {
  const values = given.map((value) => value ?? Number.NaN)
  // A move that leads into a phase belongs to none.
  const moves = values.map((value, i) => (i === 0 || phases.includes(i) ? Number.NaN : Math.abs(value - values[i - 1]!)))
  const { d2, d3 } = printedRangeConstants(2)
  const meanMove = (indices: readonly number[]): number => {
    const own = indices.map((i) => moves[i]!).filter((move) => !Number.isNaN(move))
    return own.length === 0 ? Number.NaN : sum(own) / own.length
  }
  return [
    { values, sizes: values.map(() => 1), fit: (indices) => {
      const [sigma, center] = [meanMove(indices) / d2, sum(indices.map((i) => values[i]!)) / indices.length]
      return { sigma, lines: () => ({ center, se: sigma, ...unbounded }) }
    } },
    { values: moves, sizes: values.map(() => 2), fit: (indices) => {
      const center = meanMove(indices)
      return { sigma: center / d2, lines: () => ({ center, se: (center / d2) * d3, ...positive }) }
    } },
  ]
}

function counted(input: CountChart | DefectChart): Plan {
  const counts = input.counts.map((count, i) => (count === null || Number.isNaN(count) ? Number.NaN : inRange(`counts[${i}]`, count, '[0, ∞)')))
  const given = input.kind === 'c' ? 1 : input.sizes
  const sizes = typeof given === 'number' ? counts.map(() => given) : [...given]
  if (sizes.length !== counts.length) throw new InvalidInput('sizes: one for each count')
  for (const [i, size] of sizes.entries()) {
    inRange(`sizes[${i}]`, size, '(0, ∞)')
    if ((input.kind === 'p' || input.kind === 'np') && counts[i]! > size) throw new InvalidInput(`counts[${i}]: ${counts[i]} of ${size}`)
  }
  const rate = (indices: readonly number[]): number => sum(indices.map((i) => counts[i]!)) / sum(indices.map((i) => sizes[i]!))
  if (input.kind === 'p' || input.kind === 'np') {
    const whole = input.kind === 'np'
    return { values: whole ? counts : counts.map((count, i) => count / sizes[i]!), sizes, fit: (indices) => {
      const share = rate(indices)
      const sigma = Math.sqrt(share * (1 - share))
      return { sigma, lines: (size) => (whole
        ? { center: share * size, se: sigma * Math.sqrt(size), floor: 0, ceiling: size }
        : { center: share, se: sigma / Math.sqrt(size), floor: 0, ceiling: 1 }) }
    } }
  }
  return { values: counts.map((count, i) => count / sizes[i]!), sizes, fit: (indices) => {
    const mean = rate(indices)
    return { sigma: Math.sqrt(mean), lines: (size) => ({ center: mean, se: Math.sqrt(mean / size), ...positive }) }
  } }
}

function phasesOf(starts: readonly number[], length: number): number[][] {
  const bounds = [0, ...starts, length]
  if (starts.some((start, i) => !Number.isInteger(start) || start <= bounds[i]! || start >= length)) throw new InvalidInput('phases: indices of points, rising, the first phase begins at 0 by itself')
  return bounds.slice(1).map((to, i) => Array.from({ length: to - bounds[i]! }, (_, j) => bounds[i]! + j))
}

function hasGaps(input: ControlChartInput): boolean {
  const gap = (value: number | null): boolean => value === null || Number.isNaN(value)
  if ('subgroups' in input) return input.subgroups.some((group) => group.length < 2 || group.some(gap))
  return ('values' in input ? input.values : input.counts).some(gap)
}
