import { sql } from 'kysely'
import type { Bilingual } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { dayIn, startOfDay } from '../../kernel/days.ts'
import type { Compiled } from '../../kernel/definitions.ts'
import { invalid, notFound } from '../../kernel/errors.ts'
import { companyZone } from '../../kernel/frame.ts'
import { decodeCursor, encodeCursor } from '../../kernel/listing.ts'
import { compared, sideOf, windowBefore } from './comparison.ts'
import type { MetricQuery, MetricRecord, MetricSummary, MetricValue, Value } from './contract.ts'
import type { Asked, Days, Window } from './counted.ts'
import { columnOf, filtersOf, holds, measured, recordsOf } from './counted.ts'
import { roleKind } from '../people/index.ts'
import { adjustmentsWithin } from './adjustments/queries.ts'
import type { Metric } from './definition.ts'
import { metricKind } from './definition.ts'
import { narrowingsOf } from './narrowings.ts'
import { ownFieldsOf } from './own-fields.ts'
import { ownNames } from './inquiry/names.ts'
import type { Gaps } from './rollups/gaps.ts'
import { readDays, stepOf } from './rollups/day-sums.ts'
import { gapsOf } from './rollups/gaps.ts'
import { NO_TALLY } from './tally.ts'
import { valueOf, valuesOf } from './value.ts'

/** Where there was no record: none is a count and a sum, and no value of anything else. */
export const noneOf = (metric: Metric): Value => valueOf(metric, NO_TALLY, metric.over ? 0 : null)
const MOST_GROUPS = 200
/** Ten years of days: more lines than any chart shows. */
const MOST_DAYS = 3_660

export function listMetrics(ctx: Ctx): { items: MetricSummary[] } {
  const all = ctx.definitions.keys(metricKind, ctx.now).map((key) => ctx.definitions.current(metricKind, key, ctx.now))
  return { items: all.filter(({ is }) => ctx.actor.can(is.facts.permission)).map(({ key, version, is }) => ({
    key, name: is.name, formula: is.formula, unit: is.unit, better: is.better, definitionVersion: version, of: { name: is.of, noun: is.facts.noun }, at: is.facts.words[is.at]!,
    counts: 'field' in is.measure ? 'values' : is.measure.kind === 'share' || is.measure.kind === 'balance' ? 'hits' : 'records', exclusions: is.exclude.map(({ why }) => why), by: dimensionsOf(ctx, is), narrows: narrowingsOf(is.facts, is.over).map(({ field, name }) => ({ field, name })), minimum: is.minimum, enough: is.enough,
    source: is.source ?? is.facts.source ?? is.facts.noun, owner: { role: is.owner, name: roleName(ctx, is.owner) }, frequency: is.frequency, settlesAfterDays: is.settlesAfterDays,
  })) }
}

/** What a reader may divide it by: the fields of its definition, those that divide all such records, then the company's own. */
const dimensionsOf = (ctx: Ctx, { by, facts, over }: Metric): MetricSummary['by'] => [
  ...[...by, ...(over ? [] : facts.live ?? []).filter((field) => !by.includes(field))].map((field) => ({ field, name: facts.words[field]!, words: facts.catalogue?.[field] ?? null })),
  ...ownFieldsOf(ctx, facts, over).map(({ field, is }) => ({ field, name: is.name, words: null })),
]

const roleName = (ctx: Ctx, role: string): Bilingual => ctx.definitions.keys(roleKind as { kind: string }, ctx.now).includes(role) ? ctx.definitions.current(roleKind, role, ctx.now).is.name : { zh: role, en: role }

/** One metric asked for, as a tile asks. `where` narrows it further: field and value. */
export interface MetricAsk { key: string; query: MetricQuery & { where?: Readonly<Record<string, string>> | undefined } }
/** @throws AppError 404 metric.not-found, 400 metric.window-…, metric.not-divided-so */
export const valueOfMetric = async (ctx: Ctx, key: string, query: MetricAsk['query']): Promise<MetricValue> => (await valuesOfMetrics(ctx, [{ key, query }]))[0]!

/** Many values at once, in the order asked: what is kept of all of them is looked up in one statement. @throws as `valueOfMetric`, by the first that is not understood */
export async function valuesOfMetrics(ctx: Ctx, asks: readonly MetricAsk[]): Promise<MetricValue[]> {
  const plans = asks.map(({ key, query }) => {
    const { is } = findMetric(ctx, key)
    const window = windowOf(ctx, is, query)
    const shown = query.every ? windowOf(ctx, is, { ...query, from: query.since ?? window.from, to: window.to }) : window
    const first = query.against ? windowBefore(window, query.against).from : window.from
    return { key, query, is, window, shown, cuts: cutsOf(query, window, shown), days: { from: first < shown.from ? first : shown.from, to: window.to } }
  })
  const found = plans.length ? await gapsOf(ctx, plans.map(({ is }) => is), { from: plans.map(({ days }) => days.from).sort()[0]!, to: plans.map(({ days }) => days.to).sort().at(-1)! }) : new Map()
  const gaps: Gaps = { get: (metric) => found.get(metric), sums: await readDays(ctx, plans.map(({ is, window, days }) => ({ metric: is, window, days })), [...new Set(plans.flatMap(({ cuts }) => cuts))].sort(), found) }
  const beside = await adjustmentsWithin(ctx, plans.map(({ key, window }) => ({ key, days: window })))
  return Promise.all(plans.map(async (plan, at) => ({ ...await valueOfPlan(ctx, plan, gaps), ...(beside[at] && !filtersOf(plan.window).length ? { adjusted: beside[at] } : {}) })))
}

/** The first days of everything that is told apart: the window, the one before, each step of the course, and what comes after them. */
function cutsOf({ every, against }: MetricAsk['query'], window: Window, shown: Window): string[] {
  const cuts = [window, shown, ...(against ? [windowBefore(window, against)] : [])].flatMap(({ from, to }) => [from, nextDay(to)])
  if (every) for (let day = shown.from; day <= shown.to; day = nextDay(day)) if (stepOf(day, every) === day) cuts.push(day)
  return cuts
}
function nextDay(day: string): string {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + 1)
  return text(at)
}

async function valueOfPlan(ctx: Ctx, { key, query: { by, every, against, group }, is, window, shown }: { key: string; query: MetricAsk['query']; is: Metric; window: Window; shown: Window }, gaps: Gaps): Promise<MetricValue> {
  const side = await sideOf(ctx, is, window, gaps)
  const [comparison, groups, series] = await Promise.all([
    against ? compared(ctx, is, window, against, gaps, side) : null,
    by && group === undefined ? valuesOf(ctx, is, window, { by }, gaps) : null,
    every ? valuesOf(ctx, is, shown, { every }, gaps) : null,
  ])
  return {
    key, unit: is.unit, definitionVersion: is.version, from: window.from, to: window.to, ...side.value,
    ...(comparison ? { comparison } : {}),
    ...(by && groups ? { groups: await named(ctx, is, by, groups) } : {}),
    ...(every && series ? { series: inOrder(shown, every, series, noneOf(is)) } : {}),
  }
}

/** The records of a value, newest first; where different customers or people are counted, the newest record of each, so that there are as many as the figure says. */
export async function recordsOfMetric(ctx: Ctx, key: string, query: Asked & { limit: number; cursor?: string | undefined }): Promise<{ items: MetricRecord[]; nextCursor: string | null }> {
  const { is } = findMetric(ctx, key)
  const { facts, measure } = is
  const records = recordsOf(ctx, facts, is, windowOf(ctx, is, query))
  if (!records) return { items: [], nextCursor: null }
  const at = columnOf(facts, is.at)
  const mark = query.cursor ? decodeCursor(query.cursor, `-${is.at}`, 'timestamptz') : null
  const counts = measure.kind === 'share' ? holds(ctx, facts, measure.when) : measure.kind === 'balance' ? holds(ctx, facts, measure.plus) : null
  const { rows } = await sql<{ id: string; record: string; label: string | null; at: Date; mark: string; counts: boolean | null; value: number | null }>`
    select * from (select ${is.distinct ? sql`distinct on (${columnOf(facts, is.distinct)}) ` : sql``}f.id, ${sql.ref(`f.${facts.record.column}`)} as record, ${facts.label ? sql`${sql.ref(`f.${facts.label}`)}::text` : sql`null`} as label, ${at} as at, ${at}::text as mark,
      ${counts ? sql`coalesce(${counts}, false)` : sql`null::boolean`} as counts, ${'field' in measure ? sql`${columnOf(facts, measure.field)}::float8` : sql`null::float8`} as value
    ${records}${measured(is)}${mark && !is.distinct ? sql` and (${at}, f.id) < (${mark.v}::timestamptz, ${mark.id}::uuid)` : sql``} order by ${is.distinct ? sql`${columnOf(facts, is.distinct)}, ` : sql``}${at} desc, f.id desc${is.distinct ? sql`` : sql` limit ${query.limit + 1}`}) found
    ${mark && is.distinct ? sql`where (at, id) < (${mark.v}::timestamptz, ${mark.id}::uuid)` : sql``} order by at desc, id desc limit ${query.limit + 1}`.execute(ctx.db)
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

/** Days, the last thirty when none are said. @throws AppError 400 metric.window-ends-before-it-begins, metric.window-too-long */
export function windowIn(ctx: Ctx, { from, to }: { from?: string | undefined; to?: string | undefined }): Days {
  const zone = ctx.settings.get(companyZone)
  const last = to ?? dayIn(zone, ctx.now)
  const first = from ?? dayIn(zone, startOfDay(zone, last, -29))
  if (first > last) throw invalid('to', 'metric.window-ends-before-it-begins')
  if (startOfDay(zone, first, MOST_DAYS) < startOfDay(zone, last)) throw invalid('from', 'metric.window-too-long', { days: MOST_DAYS })
  return { from: first, to: last }
}

/** The window that is meant. @throws AppError 400 metric.window-ends-before-it-begins, metric.window-too-long, metric.not-divided-so */
export function windowOf(ctx: Ctx, metric: Metric, { from, to, by, group, where }: Asked): Window {
  const days = windowIn(ctx, { from, to })
  const asked = [...(by === undefined ? [] : [by]), ...Object.keys(where ?? {})]
  if (!asked.every((field) => metric.by.includes(field))) {
    const narrows = narrowingsOf(metric.facts, metric.over).map(({ field }) => field)
    const known = [...dimensionsOf(ctx, metric).map(({ field }) => field), ...(group === undefined ? [] : narrows)]
    const strange = asked.find((field) => !known.includes(field))
    if (strange !== undefined) throw invalid('by', 'metric.not-divided-so', { by: strange, known: known.join(', ') })
  }
  return { ...days, by, group, ...(where ? { where } : {}) }
}

/** The groups with the names their ids have, the largest first. */
async function named(ctx: Ctx, metric: Metric, by: string, groups: ReadonlyMap<string | null, Value>): Promise<NonNullable<MetricValue['groups']>> {
  const names = await ownNames(ctx, metric, by, [...groups.keys()].filter((group) => group !== null))
  return [...groups].map(([group, value]) => ({ ...value, group, name: group === null ? null : names?.get(group) ?? null }))
    .sort((a, b) => b.n - a.n || String(a.group).localeCompare(String(b.group))).slice(0, MOST_GROUPS)
}

/** Every day, week (from Monday) or month of the window, also those in which nothing happened. */
export function inOrder({ from, to }: Window, every: 'day' | 'week' | 'month', found: ReadonlyMap<string | null, Value>, none: Value): NonNullable<MetricValue['series']> {
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
