/** A point as the rules see it: its distance from the centre in standard errors. NaN is a gap, which breaks every run. */
export type Distances = readonly number[]

export interface Violation {
  readonly index: number
  readonly rule: number
}

export type RuleSet = 'western-electric' | 'nelson'

type Rule = (z: Distances, limit: number) => number[]

/**
 * Points at which a rule of the set is broken: the last of the run that breaks it, and each further one that prolongs it.
 *
 * Western Electric: 1 beyond 3σ; 2 two of three beyond 2σ on one side; 3 four of five beyond 1σ on one side; 4 eight in a
 * row on one side. Nelson: 1 beyond 3σ; 2 nine in a row on one side; 3 six in a row rising or falling; 4 fourteen in a row
 * up and down in turn; 5 two of three beyond 2σ; 6 four of five beyond 1σ; 7 fifteen in a row within 1σ; 8 eight in a row
 * beyond 1σ, on both sides.
 * @param limit the distance of the control limits; the zones are its thirds
 * Source: Western Electric (1956), Statistical Quality Control Handbook; L. S. Nelson (1984), Journal of Quality Technology 16; qcc::qccRules.
 */
export function brokenRules(z: Distances, set: RuleSet, rules: readonly number[], limit = 3): Violation[] {
  return rules
    .flatMap((rule) => (RULES[set][rule - 1]?.(z, limit) ?? []).map((index): Violation => ({ index, rule })))
    .sort((a, b) => a.index - b.index || a.rule - b.rule)
}

/** How many rules a set has. */
export const ruleCount = (set: RuleSet): number => RULES[set].length

const beyondLimit: Rule = (z, limit) => indices(z, (value) => Math.abs(value) > limit)
const twoOfThree: Rule = (z, limit) => mostOf(z, 2, 3, (2 * limit) / 3)
const fourOfFive: Rule = (z, limit) => mostOf(z, 4, 5, limit / 3)
const oneSide = (length: number): Rule => (z) => [...runs(z.map((value) => value > 0), length), ...runs(z.map((value) => value < 0), length)]

const RULES: { readonly [set in RuleSet]: readonly Rule[] } = {
  'western-electric': [beyondLimit, twoOfThree, fourOfFive, oneSide(8)],
  nelson: [
    beyondLimit,
    oneSide(9),
    (z) => [...runs(z.map((value, i) => value > z[i - 1]!), 5), ...runs(z.map((value, i) => value < z[i - 1]!), 5)],
    (z) => runs(z.map((value, i) => (value - z[i - 1]!) * (z[i - 1]! - z[i - 2]!) < 0), 12),
    twoOfThree,
    fourOfFive,
    (z, limit) => runs(z.map((value) => Math.abs(value) <= limit / 3), 15),
    (z, limit) => runs(z.map((value) => Math.abs(value) > limit / 3), 8)
      .filter((end) => z.slice(end - 7, end + 1).some((value) => value > 0) && z.slice(end - 7, end + 1).some((value) => value < 0)),
  ],
}

const indices = (z: Distances, broken: (value: number) => boolean): number[] => [...z.keys()].filter((i) => broken(z[i]!))

/** Where at least `points` of the last `length` lie beyond `zone` on one side, the last among them. */
function mostOf(z: Distances, points: number, length: number, zone: number): number[] {
  const beyond = (i: number, side: number): boolean => z.slice(i - length + 1, i + 1).filter((value) => side * value > zone).length >= points
  return [...z.keys()].filter((i) => i >= length - 1 && ((z[i]! > zone && beyond(i, 1)) || (z[i]! < -zone && beyond(i, -1))))
}

/** The ends of runs of `length` or more, and all that prolong them. */
function runs(holds: readonly boolean[], length: number): number[] {
  let run = 0
  return [...holds.keys()].filter((i) => (run = holds[i] ? run + 1 : 0) >= length)
}
