import { sql } from 'kysely'
import type { Ctx } from '../../kernel/context.ts'
import { dayIn, startOfDay } from '../../kernel/days.ts'
import type { Compiled } from '../../kernel/definitions.ts'
import { invalid, notFound } from '../../kernel/errors.ts'
import { companyZone } from '../../kernel/frame.ts'
import { decodeCursor, encodeCursor } from '../../kernel/listing.ts'
import { compared } from './comparison.ts'
import type { MetricQuery, MetricRecord, MetricSummary, MetricValue, Value } from './contract.ts'
import type { Asked, Window } from './counted.ts'
import { columnOf, holds, measured, recordsOf } from './counted.ts'
import type { Metric } from './definition.ts'
import { metricKind } from './definition.ts'
import { NO_TALLY, valueOf, valuesOf } from './value.ts'

/** Where there was no record: none is a count and a sum, and no value of anything else. */
export const noneOf = (metric: Metric): Value => valueOf(metric, NO_TALLY, metric.over ? 0 : null)
const MOST_GROUPS = 200
/** Ten years of days: more lines than any chart shows. */
const MOST_DAYS = 3_660

export function listMetrics(ctx: Ctx): { items: MetricSummary[] } {
  const all = ctx.definitions.keys(metricKind, ctx.now).map((key) => ctx.definitions.current(metricKind, key, ctx.now))
  return { items: all.filter(({ is }) => ctx.actor.can(is.facts.permission)).map(({ key, version, is }) => ({
    key, name: is.name, formula: is.formula, unit: is.unit, better: is.better, definitionVersion: version, of: { name: is.of, noun: is.facts.noun }, at: is.facts.words[is.at]!,
    counts: 'field' in is.measure ? 'values' : is.measure.kind === 'share' || is.measure.kind === 'balance' ? 'hits' : 'records', exclusions: is.exclude.map(({ why }) => why), by: is.by.map((field) => ({ field, name: is.facts.words[field]!, words: is.facts.catalogue?.[field] ?? null })), minimum: is.minimum,
  })) }
}

export async function valueOfMetric(ctx: Ctx, key: string, query: MetricQuery): Promise<MetricValue> {
  const { version, is } = findMetric(ctx, key)
  const window = windowOf(ctx, is, query)
  const { by, every, against } = query
  const shown = every ? windowOf(ctx, is, { ...query, from: query.since ?? window.from, to: window.to }) : window
  const [whole, comparison, groups, series] = await Promise.all([
    valuesOf(ctx, is, window, null),
    against ? compared(ctx, is, window, against) : null,
    by && query.group === undefined ? valuesOf(ctx, is, window, { by }) : null,
    every ? valuesOf(ctx, is, shown, { every }) : null,
  ])
  return {
    key, unit: is.unit, definitionVersion: version, from: window.from, to: window.to, ...(whole.get(null) ?? noneOf(is)),
    ...(comparison ? { comparison } : {}),
    ...(by && groups ? { groups: await named(ctx, is, by, groups) } : {}),
    ...(every && series ? { series: inOrder(shown, every, series, noneOf(is)) } : {}),
  }
}

/** The records of a value, newest first. */
export async function recordsOfMetric(ctx: Ctx, key: string, query: Asked & { limit: number; cursor?: string | undefined }): Promise<{ items: MetricRecord[]; nextCursor: string | null }> {
  const { is } = findMetric(ctx, key)
  const { facts, measure } = is
  const records = recordsOf(ctx, facts, is, windowOf(ctx, is, query))
  if (!records) return { items: [], nextCursor: null }
  const at = columnOf(facts, is.at)
  const mark = query.cursor ? decodeCursor(query.cursor, `-${is.at}`, 'timestamptz') : null
  const counts = measure.kind === 'share' ? holds(ctx, facts, measure.when) : measure.kind === 'balance' ? holds(ctx, facts, measure.plus) : null
  const { rows } = await sql<{ id: string; record: string; label: string | null; at: Date; mark: string; counts: boolean | null; value: number | null }>`
    select f.id, ${sql.ref(`f.${facts.record.column}`)} as record, ${facts.label ? sql`${sql.ref(`f.${facts.label}`)}::text` : sql`null`} as label, ${at} as at, ${at}::text as mark,
      ${counts ? sql`coalesce(${counts}, false)` : sql`null::boolean`} as counts, ${'field' in measure ? sql`${columnOf(facts, measure.field)}::float8` : sql`null::float8`} as value
    ${records}${measured(is)}${mark ? sql` and (${at}, f.id) < (${mark.v}::timestamptz, ${mark.id}::uuid)` : sql``} order by ${at} desc, f.id desc limit ${query.limit + 1}`.execute(ctx.db)
  const kept = rows.slice(0, query.limit)
  const last = kept.at(-1)
  return {
    items: kept.map((row) => ({ id: row.id, record: { kind: facts.record.kind, id: row.record }, label: row.label, at: row.at, counts: row.counts, value: row.value })),
    nextCursor: rows.length > query.limit && last ? encodeCursor({ s: `-${is.at}`, v: last.mark, id: last.id }) : null,
  }
}

/** A metric in force whose records the reader may see some of. */
export function findMetric(ctx: Ctx, key: string): Compiled<Metric> {
  if (!ctx.definitions.keys(metricKind, ctx.now).includes(key)) throw notFound('metric')
  const found = ctx.definitions.current(metricKind, key, ctx.now)
  if (!ctx.actor.can(found.is.facts.permission)) throw notFound('metric')
  return found
}

function windowOf(ctx: Ctx, metric: Metric, { from, to, by, group }: Asked): Window {
  const zone = ctx.settings.get(companyZone)
  const last = to ?? dayIn(zone, ctx.now)
  const first = from ?? dayIn(zone, startOfDay(zone, last, -29))
  if (first > last) throw invalid('to', 'metric.window-ends-before-it-begins')
  if (startOfDay(zone, first, MOST_DAYS) < startOfDay(zone, last)) throw invalid('from', 'metric.window-too-long', { days: MOST_DAYS })
  if (by !== undefined && !metric.by.includes(by)) throw invalid('by', 'metric.not-divided-so', { by, known: metric.by.join(', ') })
  return { from: first, to: last, by, group }
}

/** The groups with the names their ids have, the largest first. */
async function named(ctx: Ctx, { facts }: Metric, by: string, groups: ReadonlyMap<string | null, Value>): Promise<NonNullable<MetricValue['groups']>> {
  const view = facts.named?.[by]
  const ids = [...groups.keys()].filter((group) => group !== null)
  const names = view && ids.length ? new Map((await sql<{ id: string; name: string }>`select id, name from ${sql.table(view)} where id = any(${ids}::uuid[])`.execute(ctx.db)).rows.map((row) => [row.id, row.name])) : null
  return [...groups].map(([group, value]) => ({ ...value, group, name: group === null ? null : names?.get(group) ?? null }))
    .sort((a, b) => b.n - a.n || String(a.group).localeCompare(String(b.group))).slice(0, MOST_GROUPS)
}

/** Every day, week (from Monday) or month of the window, also those in which nothing happened. */
function inOrder({ from, to }: Window, every: 'day' | 'week' | 'month', found: ReadonlyMap<string | null, Value>, none: Value): NonNullable<MetricValue['series']> {
  const series: NonNullable<MetricValue['series']> = []
  const day = new Date(`${from}T00:00:00Z`)
  if (every === 'week') day.setUTCDate(day.getUTCDate() - (day.getUTCDay() + 6) % 7)
  if (every === 'month') day.setUTCDate(1)
  for (let first = text(day); first <= to; first = text(day)) {
    series.push({ from: first, ...(found.get(first) ?? none) })
    if (every === 'month') day.setUTCMonth(day.getUTCMonth() + 1)
    else day.setUTCDate(day.getUTCDate() + (every === 'week' ? 7 : 1))
  }
  return series
}
const text = (day: Date) => day.toISOString().slice(0, 10)
