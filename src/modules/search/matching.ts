import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { conditionSql, inSight } from '../../kernel/access.ts'
import type { Ctx } from '../../kernel/context.ts'
import { encodeCursor, listIds } from '../../kernel/listing.ts'
import type { ListQuery, ListSpec, Page } from '../../kernel/listing.ts'
import type { Condition } from '../../pure/conditions/index.ts'
import type { Range } from './months.ts'
import { monthBounds, walk } from './months.ts'
import { askedWords } from './words.ts'

/** So many of the newest records in sight are looked at one by one before the index is asked by words. */
const LOOKED_AT = 500

/**
 * The ids of one page of the records of `spec.table` that hold every word of `q` and are in the reader's sight, with the
 * filter, order and cursor of `listIds`. A `q` without any word finds nothing.
 *
 * Newest first it looks at the newest records in sight: that fills the page of a common word, and is everything for who
 * sees little. Then it asks the index month after month until the page is full.
 */
export async function matching(ctx: Ctx, kind: string, q: string, spec: ListSpec, query: ListQuery, filter?: Condition): Promise<Page> {
  const words = askedWords(kind, q)
  if (words === null) return { ids: [], nextCursor: null }
  const order = query.sort ?? spec.sort
  if (!order.startsWith('-') || spec.sorts[order.slice(1)]?.column !== 'id') {
    return listIds(ctx, spec, query, filter, [sql<boolean>`t.id in (select id from search_entry where words @@ ${words}::tsquery)`])
  }
  const most = query.limit + 1
  const newest = await listIds(ctx, spec, { ...query, limit: Math.max(LOOKED_AT, query.limit) }, filter)
  const last = newest.ids.at(-1)
  if (last === undefined) return newest
  const ids = await idsOf(ctx, sql`select id from search_entry where id = any(${newest.ids}::uuid[]) and words @@ ${words}::tsquery order by id desc limit ${sql.lit(most)}`)
  if (newest.nextCursor !== null && ids.length < most) {
    for (const range of walk(await monthBounds(ctx), ctx.now, last)) {
      ids.push(...await idsOf(ctx, newestOf(ctx, words, spec, range, most - ids.length, filter)))
      if (ids.length === most) break
    }
  }
  const end = ids[query.limit - 1]
  return { ids: ids.slice(0, query.limit), nextCursor: ids.length === most && end ? encodeCursor({ s: order, v: end, id: end }) : null }
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

const idsOf = async (ctx: Ctx, statement: RawBuilder<{ id: string }>) => (await statement.execute(ctx.db)).rows.map((row) => row.id)
