import { cronbachAlpha } from './cronbach-alpha.ts'
import { inRange } from './in-range.ts'
import { InvalidInput, type Problem } from './problem.ts'

/** What one respondent said of an item; `null` or NaN is no answer. */
export interface ServqualAnswer {
  readonly perception: number | null
  readonly expectation: number | null
}

/** The answers of one respondent by the id of the item. */
export type ServqualResponse = Readonly<Record<string, ServqualAnswer | undefined>>

export interface ServqualPlan {
  /** `reversed`: worded the other way round, so that lowest + highest − answer is counted. */
  readonly items: readonly { readonly id: string, readonly dimension: string, readonly reversed?: boolean }[]
  /** Importance of each dimension, ≥ 0, as points out of any sum; equal without. */
  readonly weights?: Readonly<Record<string, number>>
  /** Lowest and highest answer. */
  readonly scale?: readonly [number, number]
  /** How much each respondent counts, ≥ 0. */
  readonly respondentWeights?: readonly number[]
}

export interface ServqualItem {
  readonly id: string
  readonly dimension: string
  /** Means over those who answered both. */
  readonly perception: number
  readonly expectation: number
  /** Perception − expectation: below 0 where the service falls short. */
  readonly gap: number
  readonly gapSd: number
  readonly n: number
  readonly missing: number
}

export interface ServqualDimension {
  readonly dimension: string
  /** Means of its items. */
  readonly perception: number
  readonly expectation: number
  readonly gap: number
  /** Cronbach's alpha of the gaps of its items, as Parasuraman et al. report it, and of perceptions; NaN for one item. */
  readonly alpha: number
  readonly alphaPerception: number
  /** Part of the overall gap, 0 to 1. */
  readonly weight: number
  readonly items: number
  /** Respondents who answered all of its items, on whom alpha rests. */
  readonly n: number
}

export interface Servqual {
  readonly items: readonly ServqualItem[]
  readonly dimensions: readonly ServqualDimension[]
  /** Means of the dimensions by their weights; `unweightedGap` counts all alike. */
  readonly overall: { readonly perception: number, readonly expectation: number, readonly gap: number, readonly unweightedGap: number }
  /** Respondents. */
  readonly n: number
  /** `empty`, with `at` an item nobody answered both ways (its dimension and the overall figures are NaN then); `missing-left-out`. */
  readonly problems: readonly Problem[]
}

/**
 * Service quality as the gap between what was perceived and what was expected, by item, by dimension and overall.
 * @param options.scale lowest and highest answer, 1 to 7 unless said
 * @throws InvalidInput for answers outside the scale, weights below 0 or for no dimension, or an id that stands twice
 * Source: Parasuraman, Zeithaml & Berry (1988), Journal of Retailing 64; (1991) for weights.
 */
export function servqual(responses: readonly ServqualResponse[], { items, weights, scale = [1, 7], respondentWeights }: ServqualPlan): Servqual {
  const [low, high] = scale
  if (!(low < high)) throw new InvalidInput('scale: lowest and highest answer, in this order')
  if (new Set(items.map(({ id }) => id)).size < items.length) throw new InvalidInput('items: an id stands twice')
  if (respondentWeights && respondentWeights.length !== responses.length) throw new InvalidInput('respondentWeights: one for each response')
  const names = [...new Set(items.map(({ dimension }) => dimension))]
  const stranger = Object.keys(weights ?? {}).find((name) => !names.includes(name))
  if (stranger !== undefined) throw new InvalidInput(`weights.${stranger}: no item belongs to it`)
  const countOf = (respondent: number): number => inRange(`respondentWeights[${respondent}]`, respondentWeights?.[respondent] ?? 1, '[0, ∞)')
  const answer = (respondent: number, item: number): { perception: number, expectation: number } | undefined => {
    const { id, reversed } = items[item]!
    const given = responses[respondent]![id]
    const read = (value: number | null | undefined, of: string): number | undefined => {
      if (value === null || value === undefined || Number.isNaN(value)) return undefined
      inRange(`responses[${respondent}].${id}.${of}`, value, `[${low}, ${high}]`)
      return reversed ? low + high - value : value
    }
    const [perception, expectation] = [read(given?.perception, 'perception'), read(given?.expectation, 'expectation')]
    return perception === undefined || expectation === undefined ? undefined : { perception, expectation }
  }
  const answers = responses.map((_, respondent) => items.map((_item, item) => answer(respondent, item)))
  const rows = items.map(({ id, dimension }, item): ServqualItem => {
    const known = answers.flatMap((row, respondent) => (row[item] && countOf(respondent) > 0 ? [{ ...row[item], weight: countOf(respondent) }] : []))
    const total = known.reduce((sum, { weight }) => sum + weight, 0)
    const mean = (of: (one: { perception: number, expectation: number }) => number): number => known.reduce((sum, one) => sum + one.weight * of(one), 0) / total
    const [perception, expectation, gap] = [mean((one) => one.perception), mean((one) => one.expectation), mean((one) => one.perception - one.expectation)]
    const spread = mean((one) => (one.perception - one.expectation - gap) ** 2)
    return { id, dimension, perception, expectation, gap, gapSd: known.length < 2 ? Number.NaN : Math.sqrt((spread * known.length) / (known.length - 1)), n: known.length, missing: responses.length - known.length }
  })
  const points = names.map((name) => inRange(`weights.${name}`, weights ? weights[name] ?? 0 : 1, '[0, ∞)'))
  const allPoints = points.reduce((sum, part) => sum + part, 0)
  if (items.length > 0 && allPoints === 0) throw new InvalidInput('weights: they add up to nothing')
  const dimensions = names.map((dimension, d): ServqualDimension => {
    const own = rows.filter((row) => row.dimension === dimension)
    const places = [...items.keys()].filter((item) => items[item]!.dimension === dimension)
    const whole = answers.flatMap((row, respondent) => (places.every((item) => row[item]) && countOf(respondent) > 0 ? [{ row: places.map((item) => row[item]!), weight: countOf(respondent) }] : []))
    const alphaOf = (of: (one: { perception: number, expectation: number }) => number): number => (places.length < 2 || whole.length < 2
      ? Number.NaN
      : cronbachAlpha(whole.map(({ row }) => row.map(of)), respondentWeights ? { weights: whole.map(({ weight }) => weight) } : {}).alpha)
    const mean = (of: 'perception' | 'expectation' | 'gap'): number => own.reduce((sum, row) => sum + row[of], 0) / own.length
    return {
      dimension, perception: mean('perception'), expectation: mean('expectation'), gap: mean('gap'),
      alpha: alphaOf((one) => one.perception - one.expectation), alphaPerception: alphaOf((one) => one.perception),
      weight: points[d]! / allPoints, items: own.length, n: whole.length,
    }
  })
  const overall = (of: 'perception' | 'expectation' | 'gap'): number => dimensions.reduce((sum, row) => sum + row.weight * row[of], 0)
  const nothing = dimensions.length === 0 ? Number.NaN : 0
  return {
    items: rows,
    dimensions,
    overall: {
      perception: nothing + overall('perception'), expectation: nothing + overall('expectation'), gap: nothing + overall('gap'),
      unweightedGap: dimensions.reduce((sum, { gap }) => sum + gap, 0) / dimensions.length,
    },
    n: responses.length,
    problems: [
      ...rows.flatMap((row, at): Problem[] => (row.n === 0 ? [{ code: 'empty', at }] : [])),
      ...(rows.some((row) => row.missing > 0) ? [{ code: 'missing-left-out' } as const] : []),
    ],
  }
}
