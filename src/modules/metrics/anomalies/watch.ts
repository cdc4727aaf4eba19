import { systemActor } from '../../../kernel/actors.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { dayIn, startOfDay } from '../../../kernel/days.ts'
import { companyZone } from '../../../kernel/frame.ts'
import { newId } from '../../../kernel/id.ts'
import { notify, staffWithRoles } from '../../people/index.ts'
import { SCALE } from '../definition.ts'
import type { Metric } from '../definition.ts'
import { inOrder, noneOf } from '../queries.ts'
import { gapsOf } from '../rollups/gaps.ts'
import type { Gaps } from '../rollups/gaps.ts'
import { keptMetrics } from '../rollups/fill.ts'
import { valuesOf } from '../value.ts'
import { AnomalyFound, AnomalyGone } from './contract.ts'
import { judgeLast } from './rules.ts'
import type { Verdict } from './rules.ts'
import { tables } from './tables.ts'

/** A day is looked at again for a week, for what is written down late may change it. */
const AGAIN_DAYS = 7
const BEFORE_DAYS = 63
/** What is older is kept without a notice: nobody can do anything about it. */
const NEWS_DAYS = 3

/** Judges the days of the last week of every metric that is kept, writes down what is out of the ordinary, takes back what is not any more, and tells the owner of what is new. */
export async function watchMetrics(ctx: Ctx): Promise<void> {
  const house = { ...ctx, actor: systemActor }
  const zone = ctx.settings.get(companyZone)
  const today = dayIn(zone, ctx.now)
  const back = (days: number) => dayIn(zone, startOfDay(zone, today, -days))
  const metrics = keptMetrics(ctx).filter((metric) => !metric.distinct)
  const gaps = await gapsOf(house, metrics, { from: back(AGAIN_DAYS + BEFORE_DAYS), to: back(1) })
  for (const metric of metrics) await watch(house, metric, gaps, back)
}

async function watch(ctx: Ctx, metric: Metric, gaps: Gaps, back: (days: number) => string): Promise<void> {
  const shift = metric.settlesAfterDays
  const window = { from: back(AGAIN_DAYS + BEFORE_DAYS + shift), to: back(1 + shift) }
  const series = inOrder(window, 'day', await valuesOf(ctx, metric, window, { every: 'day' }, shift ? undefined : gaps), noneOf(metric))
  // A day on which nothing was counted is a day of none for a count, and no value of anything else.
  const found = new Map<string, Verdict>()
  for (let at = series.length - AGAIN_DAYS; at < series.length; at++) {
    for (const verdict of judgeLast(metric.measure.kind, SCALE[metric.unit], series.slice(Math.max(0, at - BEFORE_DAYS), at + 1))) found.set(`${series[at]!.from} ${verdict.kind}`, verdict)
  }
  const standing = await tables(ctx).selectFrom('metric_anomaly').selectAll().where('metric', '=', metric.key).where('day', '>=', series[series.length - AGAIN_DAYS]!.from).where('day', '<=', window.to).execute()
  for (const row of standing) {
    const still = found.get(`${row.day} ${row.kind}`)
    found.delete(`${row.day} ${row.kind}`)
    if (!still && !row.gone_at) {
      await tables(ctx).updateTable('metric_anomaly').set({ gone_at: ctx.now, version: row.version + 1 }).where('id', '=', row.id).execute()
      await ctx.emit(AnomalyGone, row.id, { metric: metric.key, day: row.day })
    } else if (still && (row.gone_at || still.value !== row.value || still.expected !== row.expected)) await tables(ctx).updateTable('metric_anomaly').set({ ...figuresOf(still), definition_id: metric.id, gone_at: null, version: row.version + 1 }).where('id', '=', row.id).execute()
  }
  // Told once a day, however it was judged.
  const told = new Set<string>(standing.map(({ day }) => day))
  for (const [at, verdict] of found) {
    const day = at.split(' ')[0]!
    await writeDown(ctx, metric, day, verdict, day >= back(NEWS_DAYS + shift) && !told.has(day))
    told.add(day)
  }
}
const figuresOf = ({ value, expected, sigma, score, n, days }: Verdict) => ({ value, expected, sigma, score, n, days })

async function writeDown(ctx: Ctx, metric: Metric, day: string, verdict: Verdict, isNews: boolean): Promise<void> {
  const id = newId()
  await tables(ctx).insertInto('metric_anomaly').values({ id, metric: metric.key, definition_id: metric.id, day, kind: verdict.kind, ...figuresOf(verdict), found_at: ctx.now, gone_at: null, seen_at: null, seen_by: null, remark: null, version: 1 }).execute()
  await ctx.emit(AnomalyFound, id, { metric: metric.key, day, kind: verdict.kind, score: Number(verdict.score.toFixed(2)) })
  if (isNews) await notify(ctx, await staffWithRoles(ctx, [metric.owner]), { code: `metric.notice-anomaly-${verdict.score > 0 ? 'high' : 'low'}`, subjectKind: 'metric-anomaly', subjectId: id, params: { key: metric.key, zh: metric.name.zh, en: metric.name.en, day, sigmas: Math.abs(verdict.score).toFixed(1) } })
}
