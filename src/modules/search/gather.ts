import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Condition } from '../../pure/conditions/index.ts'
import { conditionSql, inSight, sightOf } from '../../kernel/access.ts'
import type { Ctx } from '../../kernel/context.ts'
import { encodeCursor, listIds } from '../../kernel/listing.ts'
import { lookUp } from '../../kernel/transaction.ts'
import type { Range } from './months.ts'
import { monthBounds, walk } from './months.ts'
import type { Seen } from './declared.ts'

/** What is looked for among the entries of one kind. */
export interface Hunt {
  kind: string
  /** The table of its records. */
  table: string
  /** Whether another record says who may see them. */
  elsewhere: boolean
  seen: Seen
  filter?: Condition | undefined
  /** A `tsquery`. */
  words: string
  /** How many entries hold the words at most, as the counts tell. */
  hold: number
  /** False when numbers or codes are among them, which nobody counts. */
  sure: boolean
  /** How many entries there are. */
  entries: number
  /** Bounds of when it happened. */
  from?: Date | undefined
  to?: Date | undefined
}
interface Gathered {
  /** Newest first. */
  ids: string[]
  /** Whether the limit cut them. */
  more: boolean
}

/** So many of the newest records are looked at one by one before the index is asked by words. */
const LOOKED_AT = 300
const MOST_LOOKED_AT = 1_500
const MARGIN = 1.3
/** So few are read and sorted at once, whatever month they are of. */
const FEW = 1_000

/**
 * The newest records in the reader's sight that hold the words, older than `before`.
 *
 * Who sees few records has them looked at one by one. A common word fills the page from the newest records. Else the index is
 * asked by words: newest month first until the page is full, and a rare word in all months at once. Who sees some of many is
 * given what is in sight among the newest `scan` that hold the words, when only so many are to be judged.
 */
export async function gather(ctx: Ctx, hunt: Hunt, { before, limit, scan = Infinity }: { before: string | null; limit: number; scan?: number }): Promise<Gathered> {
  const sight = sightOf(ctx.actor, hunt.seen.permission, hunt.seen.resource)
  if ((sight !== 'all' && !sight.length) || hunt.hold === 0) return { ids: [], more: false }
  const most = limit + 1
  const ids: string[] = []
  const cut = () => ({ ids: ids.slice(0, limit), more: ids.length > limit })
  const byId = !hunt.elsewhere && !hunt.seen.order

  let from = before
  if (sight !== 'all' && !byId) {
    const few = await listIds(ctx, { ...specOf(hunt), sorts: { seen: hunt.seen.order ?? NEWEST.id }, sort: '-seen' }, { limit: LOOKED_AT }, whole(hunt))
    if (few.nextCursor === null) {
      ids.push(...await ofFew(ctx, hunt, few.ids, before, most))
      return cut()
    }
  } else {
    const first = sight !== 'all' || !hunt.sure ? Math.max(LOOKED_AT, most) : Math.ceil(MARGIN * most * hunt.entries / hunt.hold)
    if (sight !== 'all' || (!hunt.to && first <= MOST_LOOKED_AT)) {
      const looked = byId ? lookInSight : lookAtAll
      const look = async (at: number) => {
        const { held, last } = await looked(ctx, hunt, from, at)
        ids.push(...held)
        from = last
        return last === null || ids.length >= most
      }
      if (await look(first)) return cut()
      // A frequent word fills its page from a few more; the index would read all of a month that hold it.
      const more = Math.ceil(MARGIN * first * (most / ids.length - 1))
      if (more <= MOST_LOOKED_AT - first && await look(more)) return cut()
    }
  }
  const ranges = hunt.hold <= FEW ? [{ from: null, to: from }] : walk(await monthBounds(ctx), ctx.now, from)
  let left = sight === 'all' ? Infinity : scan
  for (const range of ranges) {
    if (left <= 0) return { ids, more: true }
    if (left < Infinity) {
      const { rows: [judged] } = await judge(ctx, hunt, range, most - ids.length, left).execute(ctx.db)
      left -= judged?.scanned ?? 0
      ids.push(...judged?.ids ?? [])
      if (ids.length >= most) break
      continue
    }
    const { rows } = await newestOf(ctx, hunt, range, most - ids.length).execute(ctx.db)
    ids.push(...rows.map((row) => row.id))
    if (ids.length >= most) break
  }
  return cut()
}

interface Looked { held: string[]; /** The oldest looked at; null when there are no older ones. */ last: string | null }
/** Looks at the newest in sight, leg by leg. */
async function lookInSight(ctx: Ctx, hunt: Hunt, before: string | null, at: number): Promise<Looked> {
  const newest = await listIds(ctx, { ...specOf(hunt), sorts: NEWEST, sort: '-id' }, { limit: at, ...(before === null ? {} : { cursor: encodeCursor({ s: '-id', v: before, id: before }) }) }, whole(hunt))
  return { held: await holding(ctx, hunt, newest.ids), last: newest.nextCursor === null ? null : newest.ids.at(-1) as string }
}
/** Looks at the newest of all, and only then at the record that says who may see them. */
async function lookAtAll(ctx: Ctx, hunt: Hunt, before: string | null, at: number): Promise<Looked> {
  const { rows } = await sql<{ id: string }>`select id from ${sql.table(hunt.table)} where ${before === null ? sql`true` : sql`id < ${before}::uuid`} order by id desc limit ${sql.lit(at)}`.execute(ctx.db)
  const ids = rows.map((row) => row.id)
  return { held: await holding(ctx, hunt, ids, inSightOf(ctx, hunt, 'e')), last: ids.length < at ? null : ids.at(-1) as string }
}

const NEWEST = { id: { column: 'id', type: 'uuid' } } as const
const specOf = ({ seen: { table, resource, permission } }: Hunt) => ({ table, resource, permission })
const whole = ({ seen, filter }: Hunt): Condition | undefined => {
  const all = [...(seen.filter ? [seen.filter] : []), ...(filter ? [filter] : [])]
  return all.length ? { all } : undefined
}

const between = ({ from, to }: Hunt, column: string) => [
  ...(from ? [sql`${sql.ref(column)} >= ${from}`] : []), ...(to ? [sql`${sql.ref(column)} < ${to}`] : []),
]

/** That the record which says who may see the entry of `alias` is in sight. */
function inSightOf(ctx: Ctx, hunt: Hunt, alias: string): RawBuilder<unknown> {
  const { table, resource, permission } = hunt.seen
  const narrowed = whole(hunt)
  const seen = [inSight(ctx, resource, permission, 't'), ...(narrowed ? [conditionSql(resource.fields, narrowed, ctx.actor, ctx.now, 't')] : [])]
  return sql`select from ${sql.table(table)} t where t.id = ${sql.ref(`${alias}.${hunt.elsewhere ? 'home' : 'id'}`)} and ${sql.join(seen, sql` and `)}`
}

/** Those of the records that hold the words, in the same order; with `seen` only those for which it finds a row. */
export async function holding(ctx: Ctx, hunt: Hunt, ids: readonly string[], seen?: RawBuilder<unknown>): Promise<string[]> {
  if (!ids.length) return []
  const [least, greatest] = [ids.reduce((one, other) => one < other ? one : other), ids.reduce((one, other) => one > other ? one : other)]
  // The bounds tell the planner the months; a long list of ids would take it longer than the reading does. The offset keeps it from asking the words' index for known records.
  const { rows } = await sql<{ id: string }>`select ${lookUp} e.id from unnest(${ids}::uuid[]) known (id)
    cross join lateral (select id, home, words, at from search_entry where id = known.id and id >= ${least}::uuid and id <= ${greatest}::uuid offset 0) e
    where ${sql.join([sql`e.words @@ ${hunt.words}::tsquery`, ...between(hunt, 'e.at'), ...(seen ? [sql`exists (${seen} offset 0)`] : [])], sql` and `)}`.execute(ctx.db)
  const hold = new Set(rows.map((row) => row.id))
  return ids.filter((id) => hold.has(id))
}

/** The newest entries of these few records that hold the words. */
async function ofFew(ctx: Ctx, hunt: Hunt, homes: readonly string[], before: string | null, most: number): Promise<string[]> {
  if (!homes.length) return []
  if (!hunt.elsewhere) return (await holding(ctx, hunt, homes.filter((id) => before === null || id < before))).sort().reverse().slice(0, most)
  const held = [sql`kind = ${hunt.kind}`, ...(before === null ? [] : [sql`id < ${before}::uuid`]), ...between(hunt, 'at')]
  const { rows } = await sql<{ id: string }>`select ${lookUp} e.id from unnest(${homes}::uuid[]) of (home)
    cross join lateral (select id, words from search_entry where home = of.home and ${sql.join(held, sql` and `)} offset 0) e
    where e.words @@ ${hunt.words}::tsquery order by e.id desc limit ${sql.lit(most)}`.execute(ctx.db)
  return rows.map((row) => row.id)
}

/** The entries of one range that hold the words, newest first. */
function heldIn(hunt: Hunt, { from, to }: Range): RawBuilder<unknown> {
  const held = [
    sql`words @@ ${hunt.words}::tsquery`,
    ...(from === null ? [] : [sql`id >= ${from}::uuid`]), ...(to === null ? [] : [sql`id < ${to}::uuid`]), ...between(hunt, 'at'),
    // Nothing is taken in before it happens: older months need not be asked.
    ...(hunt.from ? [sql`id >= ${floorOf(new Date(hunt.from.getTime() - DAY_MS))}::uuid`] : []),
  ]
  return sql`select id, home from search_entry where ${sql.join(held, sql` and `)} order by id desc offset 0`
}

/** The newest of one range that hold the words and are in sight. */
export function newestOf(ctx: Ctx, hunt: Hunt, range: Range, most: number): RawBuilder<{ id: string }> {
  // Both offsets hold the planner to one way: find by words, sort, look up record after record until the page is full. Left alone
  // it walks ids or records in their order in the hope to meet the words soon, which reads everything when they never come.
  return sql`select e.id from (${heldIn(hunt, range)}) e
    cross join lateral (${inSightOf(ctx, hunt, 'e')} offset 0) t order by e.id desc limit ${sql.lit(most)}`
}

/** Those in sight of the newest `scan` of one range that hold the words, and how many were judged. */
function judge(ctx: Ctx, hunt: Hunt, range: Range, most: number, scan: number): RawBuilder<{ ids: string[]; scanned: number }> {
  return sql`with held as materialized (select id, home from (${heldIn(hunt, range)}) newest limit ${sql.lit(scan)})
    select (select count(*) from held)::int as scanned, array(select e.id from held e cross join lateral (${inSightOf(ctx, hunt, 'e')} offset 0) t order by e.id desc limit ${sql.lit(most)}) as ids`
}

const DAY_MS = 86_400_000
/** The least id of a moment. */
function floorOf(at: Date): string {
  const hex = Math.max(0, at.getTime()).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7000-8000-000000000000`
}
