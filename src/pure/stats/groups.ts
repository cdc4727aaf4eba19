import { InvalidInput, type Problem } from './problem.ts'
import { gapsLeftOut, momentsOf, readSample, type Column, type Sample, type Weighting } from './sample.ts'

export interface GroupOptions {
  /** One list for each group, one weight for each value; as `WeightOptions`. */
  readonly weights?: ArrayLike<ArrayLike<number>> | undefined
  readonly weighting?: Weighting | undefined
}

export interface GroupFigures {
  readonly n: number
  readonly mean: number
  readonly sd: number
}

export interface Group extends Sample, GroupFigures {
  readonly variance: number
}

/** Reads groups of values. Problems: an empty group, a group of one (for which no variance can be had), a group that does not vary. */
export function readGroups(groups: ArrayLike<Column>, { weights, weighting }: GroupOptions = {}, least = 2): { groups: Group[]; n: number; missing: number; total: number; problems: Problem[] } {
  if (weights && weights.length !== groups.length) throw new InvalidInput(`${weights.length} lists of weights for ${groups.length} groups`)
  if (groups.length < least) throw new InvalidInput(`${groups.length} groups, where at least ${least} are compared`)
  const read = Array.from(groups, (values, i): Group => {
    const sample = readSample(values, { weights: weights?.[i], weighting })
    const { mean, variance } = momentsOf(sample)
    return { ...sample, mean, variance, sd: Math.sqrt(variance) }
  })
  const sum = (of: (group: Group) => number) => read.reduce((all, group) => all + of(group), 0)
  const problems = gapsLeftOut(sum(({ missing }) => missing))
  read.forEach((group, at) => {
    if (group.values.length === 0) problems.push({ code: 'empty', at })
    else if (!(group.total > 1)) problems.push({ code: 'too-few', at })
    else if (group.variance === 0) problems.push({ code: 'constant', at })
  })
  return { groups: read, n: sum(({ n }) => n), missing: sum(({ missing }) => missing), total: sum(({ total }) => total), problems }
}

export const figuresOf = (groups: readonly Group[]): GroupFigures[] => groups.map(({ n, mean, sd }) => ({ n, mean, sd }))

/** All values of all groups behind each other, with their weights. */
export function pooled(groups: readonly Group[]): { values: Float64Array; weights: Float64Array | undefined; total: number } {
  const values = Float64Array.from(groups.flatMap((group) => Array.from(group.values)))
  const weighted = groups.some(({ weights }) => weights)
  const weights = weighted ? Float64Array.from(groups.flatMap((group) => (group.weights ? Array.from(group.weights) : Array.from(group.values, () => 1)))) : undefined
  return { values, weights, total: groups.reduce((sum, { total }) => sum + total, 0) }
}
