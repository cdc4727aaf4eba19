import type { Ctx } from '../../kernel/context.ts'
import type { Bilingual } from '../../kernel/contract.ts'
import { dayIn } from '../../kernel/days.ts'
import { companyZone } from '../../kernel/frame.ts'
import type { MetricSummary } from '../metrics/contract.ts'
import { goalState, goalsInForce, listMetrics, metricValues } from '../metrics/index.ts'
import type { Filters, TileValue } from './contract.ts'
import type { Days } from './windows.ts'
import { courseOf, isOver } from './windows.ts'

/** A figure that a screen or a report wants: a metric, perhaps of some of its records only. */
export interface TileWish { key: string; metric: string; title?: Bilingual | undefined; group?: Bilingual | undefined; where?: Readonly<Record<string, string>> | undefined }
export interface Wanted extends Days { against: 'previous' | 'year'; filters: Filters }

const FILTERS = ['teamId', 'channel'] as const

/** What a metric is narrowed to: what the tile itself says, and of the filters those that the metric can be divided by. */
export function whereOf({ where = {} }: TileWish, of: Pick<MetricSummary, 'by'> | undefined, filters: Filters): { where: Record<string, string>; unfiltered: TileValue['unfiltered'] } {
  const divided = new Set(of?.by.map(({ field }) => field))
  const asked = FILTERS.filter((field) => filters[field] !== undefined)
  return {
    where: { ...where, ...Object.fromEntries(asked.filter((field) => divided.has(field)).map((field) => [field, filters[field] as string])) },
    unfiltered: asked.filter((field) => !divided.has(field)),
  }
}

/** The values of all tiles at once. A tile whose metric is not in force, or whose records the reader may not see, is left out. */
export async function wishedTiles(ctx: Ctx, wishes: readonly TileWish[], { from, to, against, filters }: Wanted): Promise<TileValue[]> {
  const known = new Map(listMetrics(ctx).items.map((one) => [one.key, one]))
  const { every, since } = courseOf({ from, to })
  const plans = wishes.flatMap((wish) => {
    const of = known.get(wish.metric)
    return of ? [{ wish, of, ...whereOf(wish, of, filters) }] : []
  })
  const [values, goals] = await Promise.all([
    metricValues(ctx, plans.map(({ wish, where }) => ({ key: wish.metric, query: { from, to, every, since, against, where } }))),
    goalsInForce(ctx, dayIn(ctx.settings.get(companyZone), ctx.now)),
  ])
  return plans.map(({ wish, of, where, unfiltered }, at): TileValue => {
    const value = values[at]!
    // A goal is the company's or a team's: it is held against nothing that was narrowed in another way.
    const narrowed = Object.keys(where).filter((field) => field !== 'teamId').length > 0
    const goal = narrowed ? undefined : goals.find((one) => one.metric === wish.metric && one.teamId === (where['teamId'] ?? null))
    return {
      key: wish.key, title: wish.title ?? of.name, group: wish.group ?? null,
      metric: { key: of.key, name: of.name, formula: of.formula, unit: of.unit, better: of.better, noun: of.of.noun, minimum: of.minimum, enough: of.enough, definitionVersion: of.definitionVersion },
      from: value.from, to: value.to, value: value.value, n: value.n, numerator: value.numerator, denominator: value.denominator, interval: value.interval, ...(value.few ? { few: true as const } : {}), comparison: value.comparison ?? null,
      series: (value.series ?? []).filter((one) => isOver(one.from, every, { from, to })).map((one) => ({ from: one.from, value: one.value, n: one.n })),
      goal: goal ? { id: goal.id, name: goal.name, direction: goal.direction, target: goal.target, ...goalState(goal, value) } : null,
      where, unfiltered,
    }
  })
}
