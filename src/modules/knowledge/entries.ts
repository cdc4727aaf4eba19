import type { Ctx } from '../../kernel/context.ts'
import { startOfDay } from '../../kernel/days.ts'
import { companyZone } from '../../kernel/frame.ts'
import { newId } from '../../kernel/id.ts'
import { on } from '../../kernel/module.ts'
import { parseMarkdown, textOfBlocks } from '../../pure/markdown/index.ts'
import { pinyinKeys, pinyinQuery } from '../../pure/text/index.ts'
import { DocumentChanged, DocumentMoved, ReviewEnded, ReviewOpened } from '../library/contract.ts'
import type { Texts } from '../library/contract.ts'
import { versionsInForce } from '../library/index.ts'
import type { InForce } from '../library/index.ts'
import { searchable } from '../search/index.ts'
import { ArticleChanged } from './contract.ts'
import { GapSettled } from './gaps/contract.ts'
import { INSIDE, OUTCOMES, PUBLIC_KINDS, isArticle, tailsOf } from './rules.ts'
import type { ArticleKind } from './rules.ts'
import { tables } from './tables.ts'
import type { EntryRow } from './tables.ts'

/** What is offered of the documents: entries follow what is in force, and the index of words follows them. */

const MOST_CHARACTERS = 100_000
const said = (value: string | number | undefined): string | null => { const text = String(value ?? '').trim(); return text === '' ? null : text.slice(0, 100) }
/** Tags as people write them: by commas of either language. */
const tagsIn = (value: string | number | undefined): string[] => [...new Set(String(value ?? '').split(/[,，、;；]/).map((tag) => tag.trim()).filter(Boolean))].slice(0, 20)

function entryOf(ctx: Ctx, of: InForce & { kind: ArticleKind }): Omit<EntryRow, 'id' | 'version'> {
  const outcome = of.fields['outcome']
  return {
    document_id: of.documentId, version_id: of.versionId, number: of.number, key: of.key, kind: of.kind, seen_by: of.seenBy, active: true,
    audience: of.fields['audience'] === 'customers' && of.seenBy === 'everyone' && (PUBLIC_KINDS as readonly string[]).includes(of.kind) ? 'customers' : 'inside',
    title_zh: of.texts.zh?.title ?? null, title_en: of.texts.en?.title ?? null, product: said(of.fields['product']), tags: tagsIn(of.fields['tags']), outcome: OUTCOMES.find((one) => one === outcome) ?? null,
    owner_id: of.ownerId, began_at: of.beganAt, offered_until: of.expiresOn ? startOfDay(ctx.settings.get(companyZone), of.expiresOn, 1) : Infinity, review_due: of.reviewDueOn, changed_at: ctx.now,
  }
}

/** Brings the entries of these documents up to what is in force. */
async function follow(ctx: Ctx, documentIds: readonly string[]): Promise<void> {
  const [current, known] = await Promise.all([versionsInForce(ctx, documentIds), tables(ctx).selectFrom('knowledge_entry').selectAll().where('document_id', 'in', [...documentIds]).execute()])
  const before = new Map(known.map((row) => [row.document_id, row]))
  for (const of of current) {
    const { kind } = of
    if (!isArticle(kind)) continue
    const entry = entryOf(ctx, { ...of, kind })
    const was = before.get(of.documentId)
    before.delete(of.documentId)
    const values = { ...entry, offered_until: (entry.offered_until === Infinity ? 'infinity' : entry.offered_until) as Date }
    const id = was?.id ?? newId()
    if (was) await tables(ctx).updateTable('knowledge_entry').set((row) => ({ ...values, version: row('version', '+', 1) })).where('id', '=', id).execute()
    else await tables(ctx).insertInto('knowledge_entry').values({ ...values, id, version: 1 }).execute()
    await ctx.emit(ArticleChanged, of.documentId, { entryId: id, active: true, number: of.number })
  }
  for (const row of before.values()) {
    if (!row.active) continue
    await tables(ctx).updateTable('knowledge_entry').set({ active: false, changed_at: ctx.now, version: row.version + 1 }).where('id', '=', row.id).execute()
    await ctx.emit(ArticleChanged, row.document_id, { entryId: row.id, active: false, number: row.number })
  }
}
export const followDocuments = on([DocumentMoved, DocumentChanged, ReviewOpened, ReviewEnded], 'knowledge.entries', (ctx, events) => follow(ctx, [...new Set(events.map(({ subjectId }) => subjectId))]))

/** What an article says in both languages, without marks; what stays inside only when asked for. */
export const saidIn = (texts: Texts, withInside: boolean): string[] => [texts.zh, texts.en].flatMap((text) => text ? Object.entries(text.sections).flatMap(([key, body]) => withInside || key !== INSIDE ? [textOfBlocks(parseMarkdown(body))] : []) : [])

/** The Chinese title from each of its syllables on, as it is typed in Latin letters. */
const pinyinOf = (titles: readonly string[]): string[] => [...new Set(titles.flatMap((title) => tailsOf(title).flatMap((tail) => { const { full, initials } = pinyinKeys(tail); return [...full.slice(0, 2), ...initials.slice(0, 1)] })))]

export const findableArticles = searchable({
  kind: 'article', table: 'knowledge_entry', events: [ArticleChanged, GapSettled], idsOf: async (_, events) => events.flatMap(({ data }) => (data as unknown as { entryId: string | null }).entryId ?? []),
  textOf: async (ctx, ids) => {
    const rows = await tables(ctx).selectFrom('knowledge_entry').selectAll().where('id', 'in', [...ids]).where('active', '=', true).execute()
    const documentIds = rows.map((row) => row.document_id)
    const [inForce, wanted] = await Promise.all([versionsInForce(ctx, documentIds), documentIds.length ? tables(ctx).selectFrom('knowledge_gap').select(['document_id', 'words']).where('document_id', 'in', documentIds).execute() : []])
    const current = new Map(inForce.map((one) => [one.documentId, one]))
    return rows.map((row) => {
      const of = current.get(row.document_id)
      const titles = [row.title_zh, row.title_en].filter((title) => title !== null)
      // A word of the title counts twice. What was looked for in vain until somebody named this article leads to it.
      const text = [...titles, ...titles, row.product ?? '', ...row.tags, ...wanted.flatMap((one) => one.document_id === row.document_id ? one.words : []), ...(of ? saidIn(of.texts, true) : [])].join('\n').slice(0, MOST_CHARACTERS)
      return { id: row.id, at: row.began_at, keywords: [row.key, String(of?.fields['fault-code'] ?? '')].filter(Boolean), codes: pinyinOf(row.title_zh ? [row.title_zh, ...row.tags] : row.tags), text }
    })
  },
  codesOf: (_, typed) => { const pinyin = pinyinQuery(typed); return pinyin && pinyin.length > 1 ? [{ code: pinyin, begins: true }] : [] },
})
