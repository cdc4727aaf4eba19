import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { conditionSql, inSight } from '../../kernel/access.ts'
import type { Ctx } from '../../kernel/context.ts'
import { encodeCursor, listIds } from '../../kernel/listing.ts'
import type { ListQuery, ListSpec, Page, Sort } from '../../kernel/listing.ts'
import type { Condition } from '../../pure/conditions/index.ts'
import type { Range } from './months.ts'
import { monthBounds, walk } from './months.ts'
import { askedWords } from './words.ts'

/** So many records are looked at one by one before the index is asked by words. */
const LOOKED_AT = 500

/**
 * The ids of one page of the records of `spec.table` that hold every word of `q` and are in the reader's sight, with the
 * filter, orders and cursor of `listIds`. A `q` without any word finds nothing.
 *
 * First it looks at the records that come first in sight: that fills the page of a common word, and is everything for who
 * sees little. Then it asks the index: in the order of newest first month after month until the page is full.
 */
export async function matching(ctx: Ctx, kind: string, q: string, spec: ListSpec, query: ListQuery, filter?: Condition): Promise<Page> {
  const words = askedWords(kind, q)
  if (words === null) return { ids: [], nextCursor: null }
  const most = query.limit + 1
  const first = await listIds(ctx, spec, { ...query, limit: Math.max(LOOKED_AT, most) }, filter)
  const ids = await holding(ctx, words, first.ids)
  const last = first.ids.at(-1)
  if (ids.length < most && first.nextCursor !== null && last !== undefined) {
    const rest = most - ids.length
    ids.push(...newestFirst(spec, query)
      ? await monthByMonth(ctx, words, spec, last, rest, filter)
      : (await listIds(ctx, spec, { ...query, cursor: first.nextCursor, limit: rest }, filter, [sql<boolean>`t.id in (select id from search_entry where words @@ ${words}::tsquery)`])).ids)
  }
  const page = ids.slice(0, query.limit)
  return { ids: page, nextCursor: ids.length > query.limit ? await cursorAfter(ctx, spec, query, page.at(-1) as string) : null }
}

const orderOf = (spec: ListSpec, query: ListQuery) => query.sort ?? spec.sort
const columnOf = (spec: ListSpec, query: ListQuery) => (spec.sorts[orderOf(spec, query).replace(/^-/, '')] as Sort).column
const newestFirst = (spec: ListSpec, query: ListQuery) => orderOf(spec, query).startsWith('-') && columnOf(spec, query) === 'id'

async function cursorAfter(ctx: Ctx, spec: ListSpec, query: ListQuery, id: string): Promise<string> {
  const { rows: [mark] } = await sql<{ v: string }>`select ${sql.ref(columnOf(spec, query))}::text as v from ${sql.table(spec.table)} where id = ${id}::uuid`.execute(ctx.db)
  return encodeCursor({ s: orderOf(spec, query), v: mark?.v ?? '', id })
}

/** Those of the records that hold the words, in the same order. */
async function holding(ctx: Ctx, words: string, ids: readonly string[]): Promise<string[]> {
  if (!ids.length) return []
  const { rows } = await sql<{ id: string }>`select id from search_entry where id = any(${ids}::uuid[]) and words @@ ${words}::tsquery`.execute(ctx.db)
  const hold = new Set(rows.map((row) => row.id))
  return ids.filter((id) => hold.has(id))
}

async function monthByMonth(ctx: Ctx, words: string, spec: ListSpec, before: string, most: number, filter: Condition | undefined): Promise<string[]> {
  const ids: string[] = []
  for (const range of walk(await monthBounds(ctx), ctx.now, before)) {
    const { rows } = await newestOf(ctx, words, spec, range, most - ids.length, filter).execute(ctx.db)
    ids.push(...rows.map((row) => row.id))
    if (ids.length === most) break
  }
  return ids
}

/** The newest of one range that hold the words and are in sight. */
export function newestOf(ctx: Ctx, words: string, spec: ListSpec, { from, to }: Range, most: number, filter?: Condition): RawBuilder<{ id: string }> {
  const where = [
    sql`e.words @@ ${words}::tsquery`,
    ...(from === null ? [] : [sql`e.id >= ${from}::uuid`]),
    ...(to === null ? [] : [sql`e.id < ${to}::uuid`]),
    inSight(ctx, spec.resource, spec.permission, 't'),
    ...(filter ? [conditionSql(spec.resource.fields, filter, ctx.actor, ctx.now, 't')] : []),
  ]
  return sql`select e.id from search_entry e join ${sql.table(spec.table)} t on t.id = e.id where ${sql.join(where, sql` and `)} order by e.id desc limit ${sql.lit(most)}`
}
