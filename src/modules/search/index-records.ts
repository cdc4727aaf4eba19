import { setImmediate as breathe } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Ctx } from '../../kernel/context.ts'
import { momentOf } from '../../kernel/id.ts'
import { lookUp } from '../../kernel/transaction.ts'
import { searchableKind } from './declared.ts'
import { openTally } from './tally.ts'
import type { Tally } from './tally.ts'
import type { Findable } from './words.ts'
import { wordsOf } from './words.ts'

const AT_ONCE = 200

/**
 * Writes the entries of these records in the unit at hand, for imports in bulk; answers how many entries there are of them.
 * Writers of one kind wait for each other until the end of their units, so that no older text ever replaces a newer one and
 * every word is counted once.
 */
export async function indexNow(ctx: Ctx, kind: string, ids: readonly string[]): Promise<number> {
  const textOf = searchableKind(kind)?.textOf
  if (!textOf) throw new Error(`search: nothing is declared searchable as ${kind}`)
  await sql`select pg_advisory_xact_lock(hashtext('search'), hashtext(${kind}))`.execute(ctx.db)
  const tally = openTally(kind)
  const distinct = [...new Set(ids)]
  let written = 0
  for (let from = 0; from < distinct.length; from += AT_ONCE) {
    const part = distinct.slice(from, from + AT_ONCE)
    written += await writeEntries(ctx, tally, part, await textOf(ctx, part))
  }
  tally.send(ctx)
  return written
}

const TURN_MS = 10

async function writeEntries(ctx: Ctx, tally: Tally, ids: readonly string[], found: readonly Findable[]): Promise<number> {
  const byId = new Map(found.map((one) => [one.id, one]))
  const before = await spokenBefore(ctx, tally.kind, ids)
  const columns = { home: [] as (string | null)[], at: [] as Date[], length: [] as number[], words: [] as string[] }
  let since = performance.now()
  for (const one of byId.values()) {
    const entry = wordsOf(tally.kind, one)
    tally.count(entry, before.get(one.id))
    columns.home.push(one.home ?? null)
    columns.at.push(one.at ?? momentOf(one.id))
    columns.length.push(entry.length)
    columns.words.push(entry.words)
    // Long texts in a row must not keep the requests of this process waiting.
    if (performance.now() - since > TURN_MS) { await breathe(); since = performance.now() }
  }
  if (byId.size) ctx.send({ text: WRITE, values: [[...byId.keys()], tally.kind, columns.home, columns.at, columns.length, columns.words] })
  const gone = ids.filter((id) => !byId.has(id))
  if (gone.length) {
    for (const id of gone) tally.count(undefined, before.get(id))
    ctx.send({ text: 'delete from search_entry where kind = $1 and id = any($2::uuid[])', values: [tally.kind, gone] })
  }
  return byId.size
}

/** What was said in the entries of these records as they are now. */
async function spokenBefore(ctx: Ctx, kind: string, ids: readonly string[]): Promise<Map<string, { length: number; spoken: readonly string[] }>> {
  // The bounds tell the planner the months.
  const [least, greatest] = [ids.reduce((one, other) => one < other ? one : other), ids.reduce((one, other) => one > other ? one : other)]
  const { rows } = await sql<{ id: string; length: number; spoken: string[] }>`select ${lookUp} id, length, tsvector_to_array(ts_filter(words, '{d}')) as spoken
    from search_entry where id = any(${ids}::uuid[]) and id >= ${least}::uuid and id <= ${greatest}::uuid and kind = ${kind}`.execute(ctx.db)
  return new Map(rows.map((row) => [row.id, row]))
}

const WRITE = `insert into search_entry (id, kind, home, at, length, words)
  select id, $2, home, at, length, words::tsvector from unnest($1::uuid[], $3::uuid[], $4::timestamptz[], $5::int[], $6::text[]) as entry (id, home, at, length, words)
  on conflict (id) do update set home = excluded.home, at = excluded.at, length = excluded.length, words = excluded.words
  where (search_entry.words, search_entry.length, search_entry.at, search_entry.home) is distinct from (excluded.words, excluded.length, excluded.at, excluded.home)`
