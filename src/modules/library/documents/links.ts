import { sql } from 'kysely'
import { inSight } from '../../../kernel/access.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { definitionTables } from '../../../kernel/definitions.ts'
import type { DocumentLink, DocumentVersion } from '../contract.ts'
import { documentResource, tables } from '../tables.ts'

/** What documents lead to: definitions by kind and key, and other documents by their key. */

export type SeenLink = DocumentVersion['links'][number]

/** Each link with its name and page; both null where nothing bears the key any more. */
export async function seenLinks(ctx: Ctx, links: readonly DocumentLink[]): Promise<SeenLink[]> {
  if (!links.length) return []
  const keys = [...new Set(links.map(({ key }) => key))]
  const [definitions, documents] = await Promise.all([
    definitionTables(ctx).selectFrom('definition').select(['kind', 'key', sql<unknown>`body -> 'name'`.as('name')]).where('key', 'in', keys).where('state', '=', 'published').orderBy('origin').orderBy('version').execute(),
    tables(ctx).selectFrom('document').select(['id', 'key', 'title_zh', 'title_en']).where('key', 'in', keys).where('state', '<>', 'retired').execute(),
  ])
  const named = new Map(definitions.map((row) => [`${row.kind}/${row.key}`, row.name as { zh?: unknown; en?: unknown } | null]))
  return links.map(({ kind, key }) => {
    if (kind === 'document') {
      const found = documents.find((row) => row.key === key)
      return { kind, key, name: found ? bilingual(found.title_zh, found.title_en) : null, path: found ? `/library/${found.id}` : null }
    }
    const known = ctx.definitions.keys({ kind }, ctx.now).includes(key)
    const name = named.get(`${kind}/${key}`)
    return { kind, key, name: known ? { zh: typeof name?.zh === 'string' ? name.zh : key, en: typeof name?.en === 'string' ? name.en : key } : null, path: known ? `/definitions/${kind}/${key}` : null }
  })
}
/** What may be linked of one kind, by name: definitions in force, or the documents that the actor may see. */
export async function linkable(ctx: Ctx, kind: string): Promise<{ kind: string; key: string; name: { zh: string; en: string } }[]> {
  if (kind === 'document') {
    const rows = await tables(ctx).selectFrom('document as d').select(['d.key', 'd.title_zh', 'd.title_en']).where('d.state', '<>', 'retired').where(inSight(ctx, documentResource, 'document.read', 'd')).orderBy('d.key').limit(1_000).execute()
    return rows.map((row) => ({ kind, key: row.key, name: bilingual(row.title_zh, row.title_en) }))
  }
  const seen = await seenLinks(ctx, ctx.definitions.keys({ kind }, ctx.now).map((key) => ({ kind, key })))
  return seen.flatMap(({ key, name }) => name ? [{ kind, key, name }] : [])
}
/** A title in both languages; where one lacks, the other stands for it. */
export const bilingual = (zh: string | null | undefined, en: string | null | undefined): { zh: string; en: string } => ({ zh: (zh ?? en ?? '').slice(0, 120), en: (en ?? zh ?? '').slice(0, 120) })
