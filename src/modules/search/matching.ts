import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { sightOf } from '../../kernel/access.ts'
import type { Ctx } from '../../kernel/context.ts'
import { decodeCursor, encodeCursor, listIds } from '../../kernel/listing.ts'
import type { ListQuery, ListSpec, Page } from '../../kernel/listing.ts'
import type { Condition } from '../../pure/conditions/index.ts'
import { invalid } from '../../kernel/errors.ts'
import { gather, holding } from './gather.ts'
import type { Hunt } from './gather.ts'
import { searchableKind } from './declared.ts'
import { frequencies } from './tally.ts'
import type { Frequencies } from './tally.ts'
import { MARK_LENGTH, NUMBER, anyOf, askedWords } from './words.ts'
import type { Asked } from './words.ts'

/** For an order of its own, so many of the newest records are looked at one by one before the index is asked by words. */
const LOOKED_AT = 300

/**
 * The ids of one page of the records of `spec.table` that hold every word of `q` and are in the reader's sight, with the
 * filter, conditions, orders and cursor of `listIds`. A `q` without any word finds nothing.
 */
export async function matching(ctx: Ctx, kind: string, q: string, spec: ListSpec, query: ListQuery, filter?: Condition, narrow: readonly RawBuilder<boolean>[] = []): Promise<Page> {
  const order = query.sort ?? spec.sort
  const sort = spec.sorts[order.startsWith('-') ? order.slice(1) : order]
  if (!sort) throw invalid('sort', 'list.unknown-sort', { sort: order, known: Object.keys(spec.sorts).join(', ') })
  const mark = query.cursor ? decodeCursor(query.cursor, order, sort.type) : undefined
  const asked = askedWords(kind, q, searchableKind(kind)?.codesOf?.(ctx, q))
  if (asked === null) return { ids: [], nextCursor: null }
  // A page is short work: starting helpers for it takes longer than all of it.
  ctx.send({ text: 'set local max_parallel_workers_per_gather = 0', values: [] })
  const hunt: Hunt = { kind, table: spec.table, elsewhere: false, seen: spec, filter, ...everyWord(asked, await frequencies(ctx, kind, asked)) }
  if (!order.startsWith('-') || sort.column !== 'id' || narrow.length) return inOtherOrder(ctx, hunt, spec, query, narrow)
  const { ids, more } = await gather(ctx, hunt, { before: mark?.id ?? null, limit: query.limit })
  const end = ids.at(-1)
  return { ids, nextCursor: more && end ? encodeCursor({ s: order, v: end, id: end }) : null }
}

/** Every word must be there, or one of the codes. Numbers and codes are in the index and counted nowhere. */
export function everyWord(asked: Asked, counts: Frequencies): Pick<Hunt, 'words' | 'hold' | 'sure' | 'entries'> {
  const isNumber = asked.tokens.map(({ token }) => NUMBER.test(token.slice(MARK_LENGTH)))
  const least = Math.min(...counts.of.map((n, at) => isNumber[at] ? Math.max(1, n) : n), counts.entries)
  return { words: anyOf([asked.every, asked.codes]), hold: asked.codes ? least + 1 : least, sure: !asked.codes && !isNumber.includes(true), entries: counts.entries }
}

async function inOtherOrder(ctx: Ctx, hunt: Hunt, spec: ListSpec, query: ListQuery, narrow: readonly RawBuilder<boolean>[]): Promise<Page> {
  const newest = await listIds(ctx, { ...spec, sorts: { newest: { column: 'id', type: 'uuid' } }, sort: '-newest' }, { limit: LOOKED_AT }, hunt.filter)
  if (newest.nextCursor === null) return listIds(ctx, spec, query, hunt.filter, [...narrow, sql<boolean>`t.id = any(${await holding(ctx, hunt, newest.ids)}::uuid[])`])
  return listIds(ctx, oneLeg(ctx, spec), query, hunt.filter, [...narrow, inIndex(hunt)])
}
const inIndex = (hunt: Hunt): RawBuilder<boolean> => sql<boolean>`t.id in (select id from search_entry where words @@ ${hunt.words}::tsquery)`

/** All legs as one: the words are looked for once, and whoever sees too little for that has been served already. */
function oneLeg(ctx: Ctx, spec: ListSpec): ListSpec {
  const sight = sightOf(ctx.actor, spec.permission, spec.resource)
  if (sight === 'all') return spec
  const either: Condition = { any: [...sight] }
  return { ...spec, resource: { fields: spec.resource.fields, legs: Object.fromEntries(Object.keys(spec.resource.legs).map((scope) => [scope, [either]])) } }
}
