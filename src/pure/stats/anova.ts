import { fUpper } from './distributions.ts'
import { figuresOf, readGroups, type Group, type GroupFigures, type GroupOptions } from './groups.ts'
import type { Problem } from './problem.ts'
import type { Column } from './sample.ts'

export interface Anova {
  readonly f: number
  readonly df1: number
  readonly df2: number
  readonly p: number
  readonly ssBetween: number
  readonly ssWithin: number
  /** SSb / (SSb + SSw), 0 … 1. */
  readonly etaSquared: number
  /** (SSb − df1·MSw) / (SSb + SSw + MSw): less biased, may fall below 0. */
  readonly omegaSquared: number
  readonly groups: readonly GroupFigures[]
  readonly n: number
  readonly missing: number
  readonly problems: readonly Problem[]
}

export interface Variation {
  readonly grandMean: number
  readonly ssBetween: number
  readonly ssWithin: number
  readonly df1: number
  readonly df2: number
}

export function variationOf(groups: readonly Group[], total: number): Variation {
  const grandMean = groups.reduce((sum, group) => sum + group.total * group.mean, 0) / total
  return {
    grandMean,
    ssBetween: groups.reduce((sum, group) => sum + group.total * (group.mean - grandMean) ** 2, 0),
    ssWithin: groups.reduce((sum, group) => sum + (group.total > 1 ? (group.total - 1) * group.variance : group.total > 0 ? 0 : Number.NaN), 0),
    df1: groups.length - 1,
    df2: total - groups.length,
  }
}

/**
 * One-way analysis of variance: F = (SSb/df1) / (SSw/df2).
 * Failures: an empty group (`empty`), no respondents to spare (`too-few`), no variation within any group (`constant`): NaN.
 * Source: Fisher (1925); R's aov. Effect sizes: Hays (1963); Olejnik & Algina (2003).
 */
export function anova(groups: ArrayLike<Column>, options: GroupOptions = {}): Anova {
  const read = readGroups(groups, options)
  const { ssBetween, ssWithin, df1, df2 } = variationOf(read.groups, read.total)
  const within = ssWithin / df2
  const usable = df2 > 0 && within > 0
  const f = usable ? ssBetween / df1 / within : Number.NaN
  const problems = read.problems.filter(({ code }) => code !== 'too-few' && code !== 'constant')
  if (!(df2 > 0)) problems.push({ code: 'too-few' })
  else if (within === 0) problems.push({ code: 'constant' })
  const whole = ssBetween + ssWithin
  return {
    f, df1, df2, p: fUpper(f, df1, df2), ssBetween, ssWithin, etaSquared: whole > 0 ? ssBetween / whole : Number.NaN,
    omegaSquared: usable ? (ssBetween - df1 * within) / (whole + within) : Number.NaN, groups: figuresOf(read.groups), n: read.n, missing: read.missing, problems,
  }
}
