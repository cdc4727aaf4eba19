import { sql } from 'kysely'
import { systemActor } from '../../kernel/actors.ts'
import { invalid } from '../../kernel/errors.ts'
import type { Command } from '../../kernel/module.ts'
import type { Work } from '../../kernel/work.ts'
import { indexNow } from './index-records.ts'
import { searchableKinds } from './declared.ts'

const AT_ONCE = 500

/**
 * Writes the entries of all records anew, newest first, and removes those whose record is gone; may run while people work
 * and be cut short at any time. After a restore, and when a release cuts words differently.
 * @param kinds all kinds when absent; an unknown one is refused before anything is written
 * @param told hears after each batch how many entries of a kind are written
 * @returns the entries written, by kind
 */
export async function reindex(work: Work, { kinds, told }: { kinds?: readonly string[]; told?: (kind: string, written: number) => void } = {}): Promise<Record<string, number>> {
  const all = searchableKinds()
  const stray = kinds?.find((kind) => !all.some((one) => one.kind === kind))
  if (stray !== undefined) throw invalid('kind', 'search.unknown-kind', { kind: stray, known: all.map((one) => one.kind).join(', ') })
  const wanted = kinds ? all.filter((one) => kinds.includes(one.kind)) : all
  const counts: Record<string, number> = {}
  for (const { kind, table = kind } of wanted) {
    let written = 0
    for (let before: string | null = null, more = true; more;) {
      const batch = await work.unit(systemActor, 'search.reindex', async (ctx) => {
        const older = before === null ? sql`true` : sql`id < ${before}::uuid`
        const { rows } = await sql<{ id: string }>`select id from ${sql.table(table)} where ${older} order by id desc limit ${sql.lit(AT_ONCE)}`.execute(ctx.db)
        const ids = rows.map((row) => row.id)
        const last = ids.length === AT_ONCE ? ids.at(-1) as string : null
        const range = sql`kind = ${kind} and ${older} and ${last === null ? sql`true` : sql`id >= ${last}::uuid`}`
        const { rows: strangers } = await sql<{ id: string }>`select id from search_entry where ${range} and id <> all(${ids}::uuid[])`.execute(ctx.db)
        // A stranger has no record and leaves the index; what was opened meanwhile is none.
        const count = await indexNow(ctx, kind, [...ids, ...strangers.map((row) => row.id)])
        return { count, last }
      })
      written += batch.count
      before = batch.last
      more = batch.last !== null
      told?.(kind, written)
    }
    counts[kind] = written
  }
  return counts
}

export const reindexCommand: Command = {
  about: 'Writes the search index anew, of all kinds of records or of those named; work goes on meanwhile.', usage: 'reindex [KIND ...]',
  run: ({ work, names, say }) => reindex(work, { ...(names.length ? { kinds: names } : {}), told: (kind, written) => say(`${kind}: ${written}`) }),
}
