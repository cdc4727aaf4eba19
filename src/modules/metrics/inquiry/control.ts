import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { dayIn } from '../../../kernel/days.ts'
import { invalid } from '../../../kernel/errors.ts'
import { companyZone } from '../../../kernel/frame.ts'
import { controlChart, controlConstants, fUpper } from '../../../pure/stats/index.ts'
import type { ControlChart } from '../../../pure/stats/index.ts'
import { columnOf, measured, recordsOf } from '../counted.ts'
import type { Window } from '../counted.ts'
import { SCALE } from '../definition.ts'
import type { Metric } from '../definition.ts'
import { findMetric, inOrder, windowOf } from '../queries.ts'
import { gapsOf, dayBefore } from '../rollups/gaps.ts'
import { NO_TALLY, tallyOf } from '../tally.ts'
import type { Tally } from '../tally.ts'
import { figureText, pText } from '../rules.ts'
import { noneOf } from '../queries.ts'
import type { MetricControl, MetricSpread } from './contract.ts'
import { inBoth } from './sentences.ts'

/** With fewer points than this limits mean nothing. */
const LEAST_POINTS = 8

/** The control chart of a metric by day or week; a step that is not over is left out. @throws AppError 404 metric.not-found, 400 metric.window-… */
export async function controlOfMetric(ctx: Ctx, key: string, { every, ...query }: { from?: string | undefined; to?: string | undefined; every: 'day' | 'week' }): Promise<MetricControl> {
  const { is } = findMetric(ctx, key)
  const asked = windowOf(ctx, is, query)
  const today = dayIn(ctx.settings.get(companyZone), ctx.now)
  const window: Window = { from: asked.from, to: asked.to < today ? asked.to : dayBefore(today) }
  if (window.to < window.from) return empty(is, every)
  const { tallies, others } = await tallyOf(ctx, is, window, { every }, await gapsOf(ctx, [is], window))
  const steps = inOrder(window, every, new Map(), noneOf(is)).map(({ from }) => ({ from, tally: tallies.get(from) ?? NO_TALLY, base: others?.get(from)?.n ?? 0 }))
  const { chart, scale, drawn, sizes } = drawnOf(is, steps)
  const told = drawn && drawn.n >= LEAST_POINTS && !drawn.problems.some(({ code }) => code === 'too-few' || code === 'empty') ? drawn : null
  const found = told?.points.filter(({ rules }) => rules.length) ?? []
  // A point far out draws the centre after it, and its neighbours then seem to lie on one side: it is named before them.
  const special = found.some(({ rules }) => rules.includes(1)) ? found.filter(({ rules }) => rules.includes(1)) : found
  const say = (locale: 'zh-CN' | 'en', value: number) => figureText(locale, is.unit, value)
  const center = told?.points.find(({ center }) => Number.isFinite(center))
  return {
    key, unit: is.unit, every, chart, steady: told ? special.length === 0 : null,
    points: steps.map(({ from }, at) => {
      const point = told?.points[at]
      const of = (value: number | undefined) => value === undefined || !Number.isFinite(value) ? null : value * scale
      return { from, n: sizes[at]!, value: of(drawn?.points[at]?.value), center: of(point?.center), lower: of(point?.lower), upper: of(point?.upper), rules: [...point?.rules ?? []] }
    }),
    sentence: !told ? inBoth('metric.said.control-few', () => ({ n: LEAST_POINTS }))
      : inBoth(special.length ? 'metric.said.control-special' : 'metric.said.control-steady', (locale) => ({ n: special.length, points: told.n, first: special[0] ? steps[special[0].index]?.from : '', center: center ? say(locale, center.center * scale) : '' })),
  }
}
const empty = (metric: Metric, every: 'day' | 'week'): MetricControl => ({ key: metric.key, unit: metric.unit, every, chart: 'i-mr', steady: null, points: [], sentence: inBoth('metric.said.control-few', () => ({ n: LEAST_POINTS })) })

interface Step { from: string; tally: Tally; base: number }
function drawnOf(metric: Metric, steps: readonly Step[]): { chart: MetricControl['chart']; scale: number; drawn: ControlChart | null; sizes: number[] } {
  const { measure, unit } = metric
  const sizes = steps.map(({ tally }) => tally.n)
  switch (measure.kind) {
    case 'share': return { chart: 'p', scale: SCALE[unit], sizes, drawn: some(sizes) ? controlChart({ kind: 'p', counts: steps.map(({ tally: { n, hits } }) => n ? hits ?? 0 : null), sizes: sizes.map((n) => Math.max(1, n)) }) : null }
    case 'ratio': {
      if (metric.distinct || measure.over.distinct) break
      const bases = steps.map(({ base }) => base)
      return { chart: 'u', scale: SCALE[unit], sizes, drawn: some(bases) ? controlChart({ kind: 'u', counts: steps.map(({ tally, base }) => base ? tally.n : null), sizes: bases.map((base) => Math.max(1, base)) }) : null }
    }
    case 'count': if (metric.distinct) break; return { chart: 'c', scale: 1, sizes, drawn: controlChart({ kind: 'c', counts: sizes }) }
    case 'mean': return { chart: 'xbar-s', scale: 1, sizes, drawn: meansChart(steps) }
  }
  const values = steps.map(({ tally }) => tally.n ? tally.middle ?? tally.total ?? tally.distinct : null)
  return { chart: 'i-mr', scale: 1, sizes, drawn: values.some((value) => value !== null) ? controlChart({ kind: 'i-mr', values }) : null }
}
const some = (sizes: readonly number[]) => sizes.some((n) => n > 0)

/**
 * Means with limits from the spread within each step, from sizes, means and standard deviations alone: σ̂ is the mean of s/c₄, limits x̄̄ ± 3σ̂/√n. Rule 4 as in
 * the charts from single values: eight in a row on one side. Source: Montgomery, Introduction to Statistical Quality Control, 6.3.2.
 */
function meansChart(steps: readonly Step[]): ControlChart | null {
  const filled = steps.filter(({ tally }) => tally.n > 0 && tally.mean !== null)
  const spread = filled.filter(({ tally }) => tally.n > 1 && tally.sd !== null)
  if (!spread.length) return null
  const sigma = spread.reduce((sum, { tally }) => sum + tally.sd! / (tally.n > 25 ? 1 - 1 / (4 * tally.n) : controlConstants(tally.n).c4), 0) / spread.length
  const all = filled.reduce((sum, { tally }) => sum + tally.n, 0)
  const center = filled.reduce((sum, { tally }) => sum + tally.n * tally.mean!, 0) / all
  let run = 0
  const points = steps.map(({ tally: { n, mean } }, index) => {
    const value = n > 0 && mean !== null ? mean : Number.NaN
    const se = sigma / Math.sqrt(Math.max(1, n))
    if (Number.isFinite(value)) run = value === center ? 0 : value > center ? Math.max(0, run) + 1 : Math.min(0, run) - 1
    const rules = Number.isFinite(value) ? [...(Math.abs(value - center) > 3 * se ? [1] : []), ...(Math.abs(run) >= 8 ? [4] : [])] : []
    return { index, value, size: n, center, lower: Math.max(0, center - 3 * se), upper: center + 3 * se, rules, phase: 0 }
  })
  return { kind: 'xbar-s', center, lower: Number.NaN, upper: Number.NaN, points, violations: [], sigma: [sigma], n: filled.length, problems: filled.length < 2 ? [{ code: 'too-few', at: 0 }] : [] }
}

/** The variance between groups and within them (one-way analysis of variance, ICC(1)): of measured values, or of a yes or no taken as 1 and 0. @throws AppError 404 metric.not-found, 400 metric.not-divided-so, metric.no-spread */
export async function spreadOfMetric(ctx: Ctx, key: string, query: { from?: string | undefined; to?: string | undefined; by: string }): Promise<MetricSpread> {
  const { is } = findMetric(ctx, key)
  const window = windowOf(ctx, is, query)
  const parts = (await partsOf(ctx, is, { from: window.from, to: window.to }, query.by)).filter(({ part }) => part !== null)
  const [k, n] = [parts.length, parts.reduce((sum, part) => sum + part.n, 0)]
  const none = { key, unit: is.unit, by: query.by, groups: k, n, between: null, within: null, share: null, p: null, sentence: inBoth('metric.said.spread-few') }
  if (k < 2 || n <= k) return none
  const mean = parts.reduce((sum, part) => sum + part.n * part.mean, 0) / n
  const [ssb, ssw] = [parts.reduce((sum, part) => sum + part.n * (part.mean - mean) ** 2, 0), parts.reduce((sum, part) => sum + (part.n - 1) * part.variance, 0)]
  const [msb, msw] = [ssb / (k - 1), ssw / (n - k)]
  const size = (n - parts.reduce((sum, part) => sum + part.n ** 2, 0) / n) / (k - 1)
  const between = Math.max(0, (msb - msw) / size)
  if (!(between + msw > 0)) return none
  const share = between / (between + msw)
  const p = msw > 0 ? fUpper(msb / msw, k - 1, n - k) : 0
  const scale = is.measure.kind === 'share' ? SCALE[is.unit] : 1
  return {
    ...none, between: Math.sqrt(between) * scale, within: Math.sqrt(msw) * scale, share, p,
    sentence: inBoth(p < 0.05 ? 'metric.said.spread-real' : 'metric.said.spread-chance', (locale) => ({ groups: k, share: `${new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(share * 100)}%`, p: pText(p) })),
  }
}

async function partsOf(ctx: Ctx, metric: Metric, window: Window, by: string): Promise<{ part: string | null; n: number; mean: number; variance: number }[]> {
  if (metric.measure.kind === 'share') {
    const { tallies } = await tallyOf(ctx, metric, window, { by }, await gapsOf(ctx, [metric], window))
    return [...tallies.values()].map(({ part, n, hits }) => { const mean = (hits ?? 0) / n; return { part, n, mean, variance: n > 1 ? mean * (1 - mean) * n / (n - 1) : 0 } })
  }
  if (!('field' in metric.measure)) throw invalid('key', 'metric.no-spread')
  const records = recordsOf(ctx, metric.facts, metric, window)
  if (!records) return []
  const value = columnOf(metric.facts, metric.measure.field)
  return (await sql<{ part: string | null; n: number; mean: number; variance: number }>`select ${columnOf(metric.facts, by)}::text as part, count(*)::int as n, avg(${value}::float8) as mean, coalesce(var_samp(${value}::float8), 0) as variance ${records}${measured(metric)} group by 1`.execute(ctx.db)).rows
}
