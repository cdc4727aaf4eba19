import type { Ctx } from '../../kernel/context.ts'
import { refused } from '../../kernel/errors.ts'
import { newId } from '../../kernel/id.ts'
import { on } from '../../kernel/module.ts'
import { among } from '../../kernel/transaction.ts'
import { MessageAdded } from '../cases/contract.ts'
import { findCase, listMessages } from '../cases/index.ts'
import { versionsInForce } from '../library/index.ts'
import { publicAddress } from '../messages/index.ts'
import { ArticleInserted, ArticleLinked } from './contract.ts'
import { findEntry } from './queries.ts'
import { INSIDE, isLeftIn, linesOf, plainWords, publicPathOf } from './rules.ts'
import { tables } from './tables.ts'

/** Articles in answers: put in by whoever writes, linked once the answer has left. */

/** A use that never left is no longer waited for. */
const WAITS_MS = 7 * 86_400_000
const LOOKED_AT = 20

/**
 * The words of an article for an answer to a case, without what stays inside; where customers may read it, with its address.
 * @throws AppError not-found `article.not-found`, `case.not-found`, refused `article.not-for-answers`
 */
export async function insertArticle(ctx: Ctx, documentId: string, { caseId, language }: { caseId: string; language: 'zh' | 'en' }): Promise<{ words: string }> {
  const entry = await findEntry(ctx, documentId)
  await findCase(ctx, caseId)
  if (entry.kind === 'model-case') throw refused('article.not-for-answers')
  const [of] = await versionsInForce(ctx, [documentId])
  const text = of?.texts[language] ?? of?.texts.zh ?? of?.texts.en
  const said = Object.entries(text?.sections ?? {}).filter(([key]) => key !== INSIDE).map(([, body]) => plainWords(body)).filter(Boolean).join('\n\n')
  const address = ctx.settings.get(publicAddress)
  const words = entry.audience === 'customers' && address ? `${said}\n\n${text?.title ?? ''}\n${address.replace(/\/$/, '')}${publicPathOf(entry.key)}` : said
  tables.insert(ctx, 'knowledge_use', { id: newId(), document_id: documentId, version_id: entry.version_id, case_id: caseId, staff_id: ctx.actor.id as string, words: linesOf(words), state: 'waiting', message_id: null, at: ctx.now, settled_at: null })
  await ctx.emit(ArticleInserted, documentId, { versionId: entry.version_id, caseId })
  return { words }
}

/** An answer that left takes along the articles of which anything is left in it. */
export const linkAnswers = on(MessageAdded, 'knowledge.link', async (ctx, events) => {
  const answers = events.filter(({ data }) => data.visibility === 'public' && data.author === 'staff')
  if (!answers.length) return
  const all = await tables(ctx).selectFrom('knowledge_use').selectAll().where(among('case_id', [...new Set(answers.map(({ subjectId }) => subjectId))])).where('state', '=', 'waiting').where('at', '>', new Date(ctx.now.getTime() - WAITS_MS)).execute()
  const settled = new Set<string>()
  for (const { subjectId: caseId, actor, data } of answers) {
    const uses = all.filter((use) => use.case_id === caseId && (!actor.id || use.staff_id === actor.id) && !settled.has(use.id))
    if (!uses.length) continue
    const message = (await listMessages(ctx, caseId, { limit: LOOKED_AT })).items.find(({ id }) => id === data.messageId)
    if (!message) continue
    for (const use of uses.filter(({ words }) => isLeftIn(message.body, words))) {
      const known = await tables(ctx).selectFrom('knowledge_use').select('id').where('message_id', '=', message.id).where('document_id', '=', use.document_id).executeTakeFirst()
      settled.add(use.id)
      // The same article put in twice is one link.
      await tables(ctx).updateTable('knowledge_use').set(known ? { state: 'dropped', settled_at: message.at } : { state: 'sent', message_id: message.id, settled_at: message.at }).where('id', '=', use.id).execute()
      if (!known) await ctx.emit(ArticleLinked, use.document_id, { versionId: use.version_id, caseId, messageId: message.id })
    }
  }
})
