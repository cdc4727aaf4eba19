import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Condition } from '../pure/conditions/index.ts'
import type { Resource } from './access.ts'
import { conditionSql, legsSql } from './access.ts'
import type { Ctx } from './context.ts'
import { invalid } from './errors.ts'

/** An order a list offers: a column that is never null, with its type for the cursor. */
export interface Sort { column: string; type: 'uuid' | 'timestamptz' | 'text' | 'int8' }
export interface ListSpec {
  table: string
  resource: Pick<Resource, 'legs' | 'fields'>
  permission: string
  /** By the names of the API; `id` ties are broken by the id. */
  sorts: Record<string, Sort>
  /** As in `?sort=`. */
  sort: string
}
export interface ListQuery { limit: number; cursor?: string | undefined; sort?: string | undefined }
export interface Page { ids: string[]; nextCursor: string | null }

/** Where a page ended: the order, the last value in it and the last id. */
export interface Mark { s: string; v: string; id: string }
export const encodeCursor = (mark: Mark): string => Buffer.from(JSON.stringify(mark)).toString('base64url')
/** Reads a cursor of this order; anything else is refused as `list.bad-cursor`. */
export function decodeCursor(text: string, sort: string, type: Sort['type']): Mark {
  try {
    const mark = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Mark
    if (mark.s === sort && typeof mark.v === 'string' && UUID.test(mark.id) && (type === 'text' ? !/\0|\p{Cs}/u.test(mark.v) : mark.v === 'infinity' || VALID.test(mark.v))) return mark
  } catch { /* told below, with what is no JSON at all */ }
  throw invalid('cursor', 'list.bad-cursor')
}
// A value that PostgreSQL couldn't read as its type would be an unexpected error; a text may hold anything printable or not, but no NUL and no half character.
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const VALID = /^[\p{L}\p{N} :.+_-]{0,200}$/u

/**
 * The ids of one page: a UNION ALL of the reader's legs, each walked along its own index and cut at the page's length,
 * so that whoever sees little reads little. Every leg takes the same filters; `narrow` adds what no field can say.
 */
export async function listIds(ctx: Ctx, spec: ListSpec, query: ListQuery, filter?: Condition, narrow: readonly RawBuilder<boolean>[] = []): Promise<Page> {
  const asked = query.sort ?? spec.sort
  const down = asked.startsWith('-')
  const sort = spec.sorts[down ? asked.slice(1) : asked]
  if (!sort) throw invalid('sort', 'list.unknown-sort', { sort: asked, known: Object.keys(spec.sorts).join(', ') })
  const legs = legsSql(ctx, spec.resource, spec.permission, 't')
  if (!legs.length) return { ids: [], nextCursor: null }

  const mark = query.cursor ? decodeCursor(query.cursor, asked, sort.type) : undefined
  const column = sql.ref(`t.${sort.column}`)
  const type = sql.raw(sort.type)
  const beyond = down ? sql`<` : sql`>`
  const direction = down ? sql`desc` : sql`asc`
  const byId = sort.column === 'id'
  const where = [
    ...(mark ? [byId ? sql`t.id ${beyond} ${mark.id}::uuid` : sql`(${column}, t.id) ${beyond} (${mark.v}::${type}, ${mark.id}::uuid)`] : []),
    ...(filter ? [conditionSql(spec.resource.fields, filter, ctx.actor, ctx.now, 't')] : []),
    ...narrow,
  ]
  const order = byId ? sql`t.id ${direction}` : sql`${column} ${direction}, t.id ${direction}`
  const outer = byId ? sql`id ${direction}` : sql`v ${direction}, id ${direction}`
  const most = query.limit + 1
  const parts = legs.map((leg) => sql`(select t.id, ${column} as v from ${sql.table(spec.table)} t where ${sql.join([leg, ...where], sql` and `)} order by ${order} limit ${sql.lit(most)})`)
  const { rows } = await sql<{ id: string; v: string }>`select id, v::text as v from (${sql.join(parts, sql` union all `)}) page group by id, v order by ${outer} limit ${sql.lit(most)}`.execute(ctx.db)
  const kept = rows.slice(0, query.limit)
  const last = kept.at(-1)
  return { ids: kept.map((row) => row.id), nextCursor: rows.length > query.limit && last ? encodeCursor({ s: asked, v: last.v, id: last.id }) : null }
}

/** Rows fetched by id, in the order of the page. */
export function inOrder<R extends { id: string }>(ids: readonly string[], rows: readonly R[]): R[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}
