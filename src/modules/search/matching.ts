import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { conditionSql, inSight, sightOf } from '../../kernel/access.ts'
import type { Ctx } from '../../kernel/context.ts'
import { encodeCursor, listIds } from '../../kernel/listing.ts'
import type { ListQuery, ListSpec, Page } from '../../kernel/listing.ts'
import type { Condition } from '../../pure/conditions/index.ts'
import type { Range } from './months.ts'
import { monthBounds, walk } from './months.ts'
import { askedWords } from './words.ts'

/** So many of the newest records are looked at one by one before the index is asked by words. */
const LOOKED_AT = 300
const MOST_LOOKED_AT = 1_000
const MARGIN = 1.3

/**
 * The ids of one page of the records of `spec.table` that hold every word of `q` and are in the reader's sight, with the
 * filter, orders and cursor of `listIds`. A `q` without any word finds nothing.
 *
 * First it looks at the newest records in sight: they are everything for who sees little, and fill the page of a common
 * word. Then it asks the index by words: in the order of newest first month after month until the page is full.
 */
export async function matching(ctx: Ctx, kind: string, q: string, spec: ListSpec, query: ListQuery, filter?: Condition): Promise<Page> {
  const words = askedWords(kind, q)
  if (words === null) return { ids: [], nextCursor: null }
  // A page is short work: starting helpers for it takes longer than all of it.
  ctx.send({ text: 'set local max_parallel_workers_per_gather = 0', values: [] })
  const order = query.sort ?? spec.sort
  return order.startsWith('-') && spec.sorts[order.slice(1)]?.column === 'id' ? newestFirst(ctx, words, spec, query, order, filter) : inOtherOrder(ctx, words, spec, query, filter)
}

async function newestFirst(ctx: Ctx, words: string, spec: ListSpec, query: ListQuery, order: string, filter: Condition | undefined): Promise<Page> {
  const most = query.limit + 1
  const ids: string[] = []
  const look = async (cursor: string | null | undefined, at: number) => {
    const newest = await listIds(ctx, spec, { ...query, cursor: cursor ?? undefined, limit: at }, filter)
    ids.push(...await holding(ctx, words, newest.ids))
    return { last: newest.ids.at(-1), nextCursor: newest.nextCursor }
  }
  const first = Math.max(LOOKED_AT, most)
  let seen = await look(query.cursor, first)
  // A frequent word fills its page from a few more; the index would read all of a month that hold it.
  const more = Math.ceil(MARGIN * first * (most / ids.length - 1))
  if (seen.nextCursor !== null && more > 0 && more <= MOST_LOOKED_AT) seen = await look(seen.nextCursor, more)
  if (seen.nextCursor !== null && seen.last !== undefined && ids.length < most) {
    for (const range of walk(await monthBounds(ctx), ctx.now, seen.last)) {
      const { rows } = await newestOf(ctx, words, spec, range, most - ids.length, filter).execute(ctx.db)
      ids.push(...rows.map((row) => row.id))
      if (ids.length === most) break
    }
  }
  const end = ids[query.limit - 1]
  return { ids: ids.slice(0, query.limit), nextCursor: ids.length > query.limit && end ? encodeCursor({ s: order, v: end, id: end }) : null }
}

async function inOtherOrder(ctx: Ctx, words: string, spec: ListSpec, query: ListQuery, filter: Condition | undefined): Promise<Page> {
  const newest = await listIds(ctx, { ...spec, sorts: { newest: { column: 'id', type: 'uuid' } }, sort: '-newest' }, { limit: LOOKED_AT }, filter)
  if (newest.nextCursor === null) return listIds(ctx, spec, query, filter, [sql<boolean>`t.id = any(${await holding(ctx, words, newest.ids)}::uuid[])`])
  return listIds(ctx, oneLeg(ctx, spec), query, filter, [sql<boolean>`t.id in (select id from search_entry where words @@ ${words}::tsquery)`])
}

/** All legs as one: the words are looked for once, and whoever sees too little for that has been served already. */
function oneLeg(ctx: Ctx, spec: ListSpec): ListSpec {
  const sight = sightOf(ctx.actor, spec.permission, spec.resource)
  if (sight === 'all') return spec
  const either: Condition = { any: [...sight] }
  return { ...spec, resource: { fields: spec.resource.fields, legs: Object.fromEntries(Object.keys(spec.resource.legs).map((scope) => [scope, [either]])) } }
}

/** Those of the records that hold the words, in the same order. */
async function holding(ctx: Ctx, words: string, ids: readonly string[]): Promise<string[]> {
  if (!ids.length) return []
  const [least, greatest] = [ids.reduce((one, other) => one < other ? one : other), ids.reduce((one, other) => one > other ? one : other)]
  // The bounds tell the planner the months; a long list of ids would take it longer than the reading does. The offset keeps it from asking the words' index for known records.
  const { rows } = await sql<{ id: string }>`select known.id from unnest(${ids}::uuid[]) known (id)
    cross join lateral (select words from search_entry where id = known.id and id >= ${least}::uuid and id <= ${greatest}::uuid offset 0) e where e.words @@ ${words}::tsquery`.execute(ctx.db)
  const hold = new Set(rows.map((row) => row.id))
  return ids.filter((id) => hold.has(id))
}

/** The newest of one range that hold the words and are in sight. */
export function newestOf(ctx: Ctx, words: string, spec: ListSpec, { from, to }: Range, most: number, filter?: Condition): RawBuilder<{ id: string }> {
  const held = [
    sql`words @@ ${words}::tsquery`,
    ...(from === null ? [] : [sql`id >= ${from}::uuid`]),
    ...(to === null ? [] : [sql`id < ${to}::uuid`]),
  ]
  const seen = [inSight(ctx, spec.resource, spec.permission, 't'), ...(filter ? [conditionSql(spec.resource.fields, filter, ctx.actor, ctx.now, 't')] : [])]
  // Both offsets hold the planner to one way: find by words, sort, look up record after record until the page is full. Left alone
  // it walks ids or records in their order in the hope to meet the words soon, which reads everything when they never come.
  return sql`select e.id from (select id from search_entry where ${sql.join(held, sql` and `)} order by id desc offset 0) e
    cross join lateral (select from ${sql.table(spec.table)} t where t.id = e.id and ${sql.join(seen, sql` and `)} offset 0) t order by e.id desc limit ${sql.lit(most)}`
}
