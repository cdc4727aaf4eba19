import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { conditionSql, sightOf } from '../../kernel/access.ts'
import type { Ctx } from '../../kernel/context.ts'
import { startOfDay } from '../../kernel/days.ts'
import { companyZone } from '../../kernel/frame.ts'
import type { Condition } from '../../pure/conditions/index.ts'
import type { Counted, Metric } from './definition.ts'
import type { Facts } from './facts.ts'

/** Days of the company's zone, both included, and perhaps one group only. */
export interface Window { from: string; to: string; by?: string | undefined; group?: string | undefined }
/** As it is asked for. */
export type Asked = { [K in keyof Window]?: Window[K] | undefined }

export const columnOf = (facts: Facts, field: string): RawBuilder<unknown> => {
  const own = facts.fields[field]?.sql
  return own ? sql.raw(own) : sql.ref(`f.${field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`)
}
export const holds = (ctx: Ctx, facts: Facts, condition: Condition): RawBuilder<boolean> => conditionSql(facts.fields, condition, ctx.actor, ctx.now, 'f')

/** `from view f where …`: the records of a window that the reader may see and that the definition counts. Null when the reader sees none. */
export function recordsOf(ctx: Ctx, facts: Facts, counted: Counted, { from, to, by, group }: Window): RawBuilder<unknown> | null {
  const sight = sightOf(ctx.actor, facts.permission, facts)
  if (sight !== 'all' && !sight.length) return null
  const zone = ctx.settings.get(companyZone)
  const at = columnOf(facts, counted.at)
  const conditions = [
    sql`${at} >= ${startOfDay(zone, from)}`, sql`${at} < ${startOfDay(zone, to, 1)}`,
    ...(sight === 'all' ? [] : [sql`(${sql.join(sight.map((leg) => holds(ctx, facts, leg)), sql` or `)})`]),
    ...(counted.base ? [holds(ctx, facts, counted.base)] : []),
    ...counted.exclude.map(({ when }) => sql`${holds(ctx, facts, when)} is not true`),
    ...(by !== undefined && group !== undefined ? [group === 'none' ? sql`${columnOf(facts, by)} is null` : sql`${columnOf(facts, by)}::text = ${group}`] : []),
  ]
  return sql`from ${sql.table(facts.view)} f where ${sql.join(conditions, sql` and `)}`
}

/** What else a record needs to be counted: the measured field. */
export function measured({ facts, measure }: Metric): RawBuilder<unknown> {
  return 'field' in measure ? sql` and ${columnOf(facts, measure.field)} is not null` : sql``
}
