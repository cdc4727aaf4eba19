import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { conditionSql, sightOf } from '../../kernel/access.ts'
import type { Ctx } from '../../kernel/context.ts'
import { startOfDay } from '../../kernel/days.ts'
import { companyZone } from '../../kernel/frame.ts'
import type { Condition } from '../../pure/conditions/index.ts'
import type { Counted, Metric } from './definition.ts'
import type { Facts } from './facts.ts'
import { narrowingOf } from './narrowings.ts'
import { ownColumn } from './own-fields.ts'

/** Days, both included. */
export interface Days { from: string; to: string }
/** Days of the company's zone, and perhaps only the records with these values (`none` for those without): one by `by` and `group`, more by `where`. */
export interface Window extends Days { by?: string | undefined; group?: string | undefined; where?: Readonly<Record<string, string>> | undefined }
/** As it is asked for. */
export type Asked = { [K in keyof Window]?: Window[K] | undefined }

export const columnOf = (facts: Facts, field: string): RawBuilder<unknown> => {
  const own = facts.fields[field]?.sql
  return own ? sql.raw(own) : ownColumn(facts, field) ?? sql.ref(`f.${field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`)
}
export const holds = (ctx: Ctx, facts: Facts, condition: Condition): RawBuilder<boolean> => conditionSql(facts.fields, condition, ctx.actor, ctx.now, 'f')

/** The values that records must have to be in the window. */
export const filtersOf = ({ by, group, where = {} }: Window): [string, string][] => [...Object.entries(where), ...(by !== undefined && group !== undefined ? [[by, group] as [string, string]] : [])]

/** Whether the cells of a metric know these fields: they tell one apart, and only those of its definition. */
export const inCells = ({ by, facts }: Metric, fields: readonly string[]): boolean => fields.length <= 1 && fields.every((field) => by.includes(field) && !facts.live?.includes(field))

/** `from view f where …`: the records of a window (of its `stretches`, where only those are wanted) that the reader may see and that the definition counts. Null when the reader sees none. */
export function recordsOf(ctx: Ctx, facts: Facts, counted: Counted, window: Window, stretches: readonly Days[] = [window], joined: RawBuilder<unknown> = sql``): RawBuilder<unknown> | null {
  const sight = sightOf(ctx.actor, facts.permission, facts)
  if ((sight !== 'all' && !sight.length) || !stretches.length) return null
  const zone = ctx.settings.get(companyZone)
  const at = columnOf(facts, counted.at)
  const conditions = [
    sql`(${sql.join(stretches.map(({ from, to }) => sql`${at} >= ${startOfDay(zone, from)} and ${at} < ${startOfDay(zone, to, 1)}`), sql` or `)})`,
    ...(sight === 'all' ? [] : [sql`(${sql.join(sight.map((leg) => holds(ctx, facts, leg)), sql` or `)})`]),
    ...(counted.base ? [holds(ctx, facts, counted.base)] : []),
    ...counted.exclude.map(({ when }) => sql`${holds(ctx, facts, when)} is not true`),
    ...(counted.distinct ? [sql`${columnOf(facts, counted.distinct)} is not null`] : []),
    ...filtersOf(window).map(([field, value]) => narrowingOf(facts, field)?.within(facts, value) ?? (value === 'none' ? sql`${columnOf(facts, field)} is null` : sql`${columnOf(facts, field)}::text = ${value}`)),
  ]
  return sql`from ${sql.table(facts.view)} f ${joined} where ${sql.join(conditions, sql` and `)}`
}

/** What else a record needs to be counted: the measured field. */
export function measured({ facts, measure }: Metric): RawBuilder<unknown> {
  return 'field' in measure ? sql` and ${columnOf(facts, measure.field)} is not null` : sql``
}
