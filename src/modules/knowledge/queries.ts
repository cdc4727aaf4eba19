import type { Ctx } from '../../kernel/context.ts'
import { inSight } from '../../kernel/access.ts'
import { dayIn } from '../../kernel/days.ts'
import { notFound } from '../../kernel/errors.ts'
import { companyZone } from '../../kernel/frame.ts'
import { inOrder, listIds } from '../../kernel/listing.ts'
import type { Condition } from '../../pure/conditions/index.ts'
import { bestMatches, excerptOf } from '../search/index.ts'
import { versionsInForce } from '../library/index.ts'
import type { ArticleItem, ArticleQuery } from './contract.ts'
import { saidIn } from './entries.ts'
import { synonymsOf } from './definitions/synonyms.ts'
import { articleResource, tables } from './tables.ts'
import type { EntryRow } from './tables.ts'
import { wordingsOf } from './wordings.ts'

/** What is offered now: in force, and not past its last day. */
export const OFFERED: Condition = { all: [{ field: 'active', is: 'equal', value: true }, { field: 'offeredUntil', is: 'after', value: { var: 'now' } }] }
export const SPEC = { table: 'knowledge_entry', resource: articleResource, permission: 'knowledge.read', sorts: { taken: { column: 'id', type: 'uuid' } }, sort: '-taken' } as const

/** The condition of what is on offer, narrowed. */
export function filterOf({ kind, outcome, audience, product, tag }: Partial<ArticleQuery>): Condition {
  return { all: [
    OFFERED, ...(kind ? [{ field: 'kind', is: 'one-of', value: kind.split(',') } as const] : []), ...(outcome ? [{ field: 'outcome', is: 'equal', value: outcome } as const] : []),
    ...(audience ? [{ field: 'audience', is: 'equal', value: audience } as const] : []), ...(product ? [{ field: 'product', is: 'equal', value: product } as const] : []), ...(tag ? [{ field: 'tags', is: 'has-any', value: [tag] } as const] : []),
  ] }
}

/** The entries that answer a question best, in the words typed and in others that mean the same. */
export async function bestEntries(ctx: Ctx, q: string, narrow: Partial<ArticleQuery>, limit: number): Promise<{ ids: string[]; scores: number[]; tokens: string[]; wordings: string[]; partly: boolean }> {
  const wordings = wordingsOf(q, synonymsOf(ctx))
  const { best, tokens, partly } = await bestMatches(ctx, 'article', wordings, { table: 'knowledge_entry', resource: articleResource, permission: 'knowledge.read', filter: filterOf(narrow) }, { limit })
  return { ids: best.map(({ id }) => id), scores: best.map(({ score }) => score), tokens, wordings: wordings.slice(1), partly }
}

/** Articles on offer: the best answers to `q`, or the newest. */
export async function findArticles(ctx: Ctx, query: ArticleQuery): Promise<{ items: ArticleItem[]; nextCursor: string | null; wordings: string[]; partly: boolean }> {
  if (!query.q) {
    const { ids, nextCursor } = await listIds(ctx, SPEC, query, filterOf(query))
    return { items: await itemsOf(ctx, ids, []), nextCursor, wordings: [], partly: false }
  }
  const { ids, tokens, wordings, partly } = await bestEntries(ctx, query.q, query, query.limit)
  return { items: await itemsOf(ctx, ids, tokens), nextCursor: null, wordings, partly }
}

export const today = (ctx: Pick<Ctx, 'settings' | 'now'>): string => dayIn(ctx.settings.get(companyZone), ctx.now)

/** What was said of these versions. */
export async function votesOf(ctx: Ctx, versionIds: readonly string[]): Promise<Map<string, ArticleItem['votes']>> {
  if (!versionIds.length) return new Map()
  const rows = await tables(ctx).selectFrom('knowledge_vote').select(['version_id', 'helpful', (of) => of.fn.countAll<number>().as('n')]).where('version_id', 'in', [...versionIds]).groupBy(['version_id', 'helpful']).execute()
  const votes = new Map<string, ArticleItem['votes']>()
  for (const { version_id: id, helpful, n } of rows) {
    const one = votes.get(id) ?? { helpful: 0, notHelpful: 0 }
    one[helpful ? 'helpful' : 'notHelpful'] = Number(n)
    votes.set(id, one)
  }
  return votes
}
async function usesOf(ctx: Ctx, documentIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await tables(ctx).selectFrom('knowledge_use').select(['document_id', (of) => of.fn.countAll<number>().as('n')]).where('document_id', 'in', [...documentIds]).where('state', '=', 'sent').groupBy('document_id').execute()
  return new Map(rows.map((row) => [row.document_id, Number(row.n)]))
}

const headOf = (ctx: Ctx, row: EntryRow, votes: ArticleItem['votes'] | undefined, uses: number): Omit<ArticleItem, 'excerpt'> => ({
  id: row.document_id, key: row.key, kind: row.kind, title: { zh: row.title_zh, en: row.title_en }, product: row.product, tags: row.tags, outcome: row.outcome, audience: row.audience, number: row.number, beganAt: row.began_at,
  expiresOn: typeof row.offered_until === 'number' ? null : dayIn(ctx.settings.get(companyZone), new Date(row.offered_until.getTime() - 1)), reviewOverdue: row.review_due !== null && row.review_due < today(ctx), votes: votes ?? { helpful: 0, notHelpful: 0 }, uses,
})

/** Entries as lists show them, in this order; whoever calls has looked at sight already. */
export async function itemsOf(ctx: Ctx, ids: readonly string[], tokens: readonly string[], withInside = true): Promise<ArticleItem[]> {
  if (!ids.length) return []
  const rows = inOrder([...ids], await tables(ctx).selectFrom('knowledge_entry').selectAll().where('id', 'in', [...ids]).execute())
  const documentIds = rows.map((row) => row.document_id)
  const [current, votes, uses] = await Promise.all([versionsInForce(ctx, documentIds), votesOf(ctx, rows.map((row) => row.version_id)), usesOf(ctx, documentIds)])
  const texts = new Map(current.map((one) => [one.documentId, one.texts]))
  return rows.map((row) => {
    const of = texts.get(row.document_id)
    return { ...headOf(ctx, row, votes.get(row.version_id), uses.get(row.document_id) ?? 0), excerpt: of ? excerptOf(saidIn(ctx.actor.locale === 'en' && of.en ? { en: of.en } : of, withInside), tokens) : [] }
  })
}

/** The entry of an article on offer in the reader's sight. @throws AppError not-found `article.not-found` */
export async function findEntry(ctx: Ctx, documentId: string): Promise<EntryRow> {
  const row = await tables(ctx).selectFrom('knowledge_entry as t').selectAll().where('document_id', '=', documentId).where('active', '=', true).where('offered_until', '>', ctx.now).where(inSight(ctx, articleResource, 'knowledge.read', 't')).executeTakeFirst()
  if (!row) throw notFound('article')
  return row
}

/** One entry with its votes and uses. */
export async function headFor(ctx: Ctx, row: EntryRow): Promise<Omit<ArticleItem, 'excerpt'>> {
  const [votes, uses] = await Promise.all([votesOf(ctx, [row.version_id]), usesOf(ctx, [row.document_id])])
  return headOf(ctx, row, votes.get(row.version_id), uses.get(row.document_id) ?? 0)
}

/** The products and tags of what is on offer, for filters. */
export async function listProducts(ctx: Ctx): Promise<{ products: string[]; tags: string[] }> {
  const rows = await tables(ctx).selectFrom('knowledge_entry as t').select(['product', 'tags']).where('active', '=', true).where('offered_until', '>', ctx.now).where(inSight(ctx, articleResource, 'knowledge.read', 't')).orderBy('id', 'desc').limit(5_000).execute()
  const sorted = (all: readonly string[]) => [...new Set(all)].sort((one, other) => one.localeCompare(other, 'zh')).slice(0, 200)
  return { products: sorted(rows.flatMap(({ product }) => product ?? [])), tags: sorted(rows.flatMap(({ tags }) => tags)) }
}
