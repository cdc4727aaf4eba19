import { setImmediate as breathe } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Ctx } from '../../kernel/context.ts'
import type { Event } from '../../kernel/contract.ts'
import type { Listener } from '../../kernel/module.ts'
import { on } from '../../kernel/module.ts'
import type { Findable } from './words.ts'
import { wordsOf } from './words.ts'

/** A kind of record that can be found by its words. */
export interface Searchable {
  /** The word of its records: `case`. */
  kind: string
  /** After which events a record's words may be other ones; each names the record as its subject. */
  events: readonly Event[]
  /** What these records are found by, at most 100 at once; a record that is missing in the answer leaves the index. */
  textOf: (ctx: Ctx, ids: readonly string[]) => Promise<readonly Findable[]>
  /** The table that holds the records, with a column `id`; the same word as `kind` when absent. */
  table?: string
}

const declared = new Map<string, Searchable>()
export const searchableKinds = (): readonly Searchable[] => [...declared.values()]

/** Makes a kind of record findable: the listener it answers writes their entries, within a second after the unit that changed them. */
export function searchable(kind: Searchable): Listener {
  if (declared.has(kind.kind)) throw new Error(`search: the kind ${kind.kind} is declared twice`)
  declared.set(kind.kind, kind)
  return on(kind.events, `search.${kind.kind}`, async (ctx, events) => { await indexNow(ctx, kind.kind, events.map((event) => event.subjectId)) })
}

const AT_ONCE = 100

/**
 * Writes the entries of these records in the unit at hand, for imports in bulk; answers how many entries there are of them.
 * Writers of one kind wait for each other until the end of their units, so that no older text ever replaces a newer one.
 */
export async function indexNow(ctx: Ctx, kind: string, ids: readonly string[]): Promise<number> {
  const textOf = declared.get(kind)?.textOf
  if (!textOf) throw new Error(`search: nothing is declared searchable as ${kind}`)
  await sql`select pg_advisory_xact_lock(hashtext('search'), hashtext(${kind}))`.execute(ctx.db)
  const distinct = [...new Set(ids)]
  let written = 0
  for (let from = 0; from < distinct.length; from += AT_ONCE) {
    const part = distinct.slice(from, from + AT_ONCE)
    written += await writeEntries(ctx, kind, part, await textOf(ctx, part))
  }
  return written
}

const TURN_MS = 10

async function writeEntries(ctx: Ctx, kind: string, ids: readonly string[], found: readonly Findable[]): Promise<number> {
  const byId = new Map(found.map((one) => [one.id, one]))
  const words: string[] = []
  const lengths: number[] = []
  let since = performance.now()
  for (const one of byId.values()) {
    const entry = wordsOf(kind, one)
    words.push(entry.words)
    lengths.push(entry.length)
    // Long texts in a row must not keep the requests of this process waiting.
    if (performance.now() - since > TURN_MS) { await breathe(); since = performance.now() }
  }
  if (byId.size) ctx.send({ text: WRITE, values: [[...byId.keys()], kind, words, lengths] })
  const gone = ids.filter((id) => !byId.has(id))
  if (gone.length) ctx.send({ text: 'delete from search_entry where kind = $1 and id = any($2::uuid[])', values: [kind, gone] })
  return byId.size
}

const WRITE = `insert into search_entry (id, kind, length, words)
  select id, $2, length, words::tsvector from unnest($1::uuid[], $3::text[], $4::int[]) as entry (id, words, length)
  on conflict (id) do update set length = excluded.length, words = excluded.words where search_entry.words <> excluded.words or search_entry.length <> excluded.length`
