import type { Ctx } from '../../../kernel/context.ts'
import type { Bilingual } from '../../../kernel/contract.ts'
import { dayIn, startOfDay } from '../../../kernel/days.ts'
import { companyZone } from '../../../kernel/frame.ts'
import { LEVEL, comparedWith, differenceTest, sideOf } from '../comparison.ts'
import type { Tested } from '../comparison.ts'
import type { Window } from '../counted.ts'
import type { Metric } from '../definition.ts'
import { findMetric, windowOf } from '../queries.ts'
import { gapsOf } from '../rollups/gaps.ts'
import { relativeText } from '../rules.ts'
import type { ContrastQuery, MetricContrast } from './contract.ts'
import { byRanks, mannWhitneyOf, samplesOf } from './measured.ts'
import { nameGroups } from './names.ts'
import { contrastSentence, inBoth } from './sentences.ts'

/** So many days on either side of a date unless it is said. */
const SIDE_DAYS = 30

/** Two groups, two windows, or before and after a date. @throws AppError 404 metric.not-found, 400 metric.compare-what, metric.window-…, metric.not-divided-so */
export async function contrastOfMetric(ctx: Ctx, key: string, query: ContrastQuery): Promise<MetricContrast> {
  const { is } = findMetric(ctx, key)
  const { first, second, names } = await sidesAsked(ctx, is, query)
  const gaps = await gapsOf(ctx, [is], { from: first.from < second.from ? first.from : second.from, to: first.to > second.to ? first.to : second.to })
  const now = (await sideOf(ctx, is, second, gaps)).value
  const { from: _from, to: _to, difference, p, test, real, ...then } = query.by === undefined ? await comparedWith(ctx, is, second, first, gaps) : await betweenGroups(ctx, is, first, second)
  const judged = { difference, p, test, real }
  const relative = difference === null || !then.value ? null : difference / Math.abs(then.value)
  const said = contrastSentence(is, { name: names[0], value: then }, { name: names[1], value: now }, judged)
  return {
    key, unit: is.unit, a: { ...then, name: names[0], from: first.from, to: first.to }, b: { ...now, name: names[1], from: second.from, to: second.to }, difference, relative, p, test, real,
    sentence: relative === null || is.unit === 'percent' || is.unit === 'points' ? said : inBoth('metric.said.relative', (locale) => ({ said: locale === 'en' ? said.en : said.zh, relative: relativeText(locale, relative) })),
  }
}

async function sidesAsked(ctx: Ctx, metric: Metric, query: ContrastQuery): Promise<{ first: Window; second: Window; names: [Bilingual, Bilingual] }> {
  const zone = ctx.settings.get(companyZone)
  const days = (from: string, to: string) => inBoth('metric.said.days', () => ({ from, to }))
  if (query.date !== undefined) {
    const later = (n: number) => dayIn(zone, startOfDay(zone, query.date!, n))
    const reach = daysOver(later, query.days ?? SIDE_DAYS, dayIn(zone, ctx.now))
    return { first: windowOf(ctx, metric, { from: later(-reach), to: later(-1) }), second: windowOf(ctx, metric, { from: query.date, to: later(reach - 1) }), names: [inBoth('metric.said.before', () => ({ date: query.date, days: reach })), inBoth('metric.said.after', () => ({ date: query.date, days: reach }))] }
  }
  const { from, to } = windowOf(ctx, metric, { from: query.from, to: query.to })
  if (query.by !== undefined) {
    const { by, a, b } = query
    windowOf(ctx, metric, { by })
    const known = await nameGroups(ctx, metric, by, [a, b].map((group) => group === 'none' ? null : group!))
    const [one, two] = [...known.values()]
    return { first: { from, to, by, group: a }, second: { from, to, by, group: b }, names: [one!, two ?? one!] }
  }
  const first = windowOf(ctx, metric, { from: query.otherFrom, to: query.otherTo })
  return { first, second: { from, to }, names: [days(first.from, first.to), days(from, to)] }
}

/** Both sides are as long as what is over of the second: days to come, and today's part of a day, would make less of it. A day that is today or later has its days as they were asked for. */
function daysOver(later: (n: number) => string, asked: number, today: string): number {
  if (later(0) >= today) return asked
  let over = asked
  while (over > 1 && later(over - 1) >= today) over -= 1
  return over
}

/** Two groups in one window: as two windows, but for measured values of which few are there or whose middle is meant, which are compared by their ranks. */
async function betweenGroups(ctx: Ctx, metric: Metric, first: Window, second: Window) {
  const [a, b] = [await sideOf(ctx, metric, first), await sideOf(ctx, metric, second)]
  const difference = a.value.value === null || b.value.value === null ? null : b.value.value - a.value.value
  const tested: Tested = difference === null || metric.distinct || metric.measure.kind === 'count' || metric.measure.kind === 'sum' ? null : await ranked(ctx, metric, first, second) ?? differenceTest(metric.measure.kind, b, a)
  return { ...a.value, from: first.from, to: first.to, difference, p: tested?.p ?? null, test: tested?.test ?? null, real: tested ? tested.p < LEVEL : null }
}
async function ranked(ctx: Ctx, metric: Metric, first: Window, second: Window): Promise<Tested> {
  if (!('field' in metric.measure)) return null
  const wanted = [first.group, second.group].map((group) => group === 'none' ? null : group ?? null)
  const samples = await samplesOf(ctx, metric, { from: first.from, to: first.to }, first.by!, wanted)
  const own = samples?.parts.find(({ part }) => part === wanted[1])
  if (!samples || !own || samples.parts.length < 2 || !(metric.measure.kind === 'quantile' || byRanks(samples))) return null
  const p = mannWhitneyOf(samples, own)
  return Number.isFinite(p) ? { p, test: 'mann-whitney' } : null
}
