import type { Ctx } from '../../kernel/context.ts'
import { on } from '../../kernel/module.ts'
import { notify } from '../people/index.ts'
import { addTask, finishTask } from '../tasks/index.ts'
import { DocumentMoved, ReviewEnded } from '../library/contract.ts'
import { findDocument, openReview } from '../library/index.ts'
import { CorrectionDecided, ReviewAsked } from './contract.ts'
import { roundOf } from './rules.ts'
import { notHelpfulLimit, reviewWithinDays } from './settings.ts'
import { tables } from './tables.ts'
import type { EntryRow } from './tables.ts'

/** What is to be looked at again because it did not help, and what has been. */

const DAY_MS = 86_400_000
/** Who looks after articles that nobody answers for. */
const CARER = 'cs_manager'

export const receiverOf = (entry: Pick<EntryRow, 'owner_id'>): { ownerId: string } | { roleKey: string } => entry.owner_id ? { ownerId: entry.owner_id } : { roleKey: CARER }
export const dueWithin = (ctx: Pick<Ctx, 'now' | 'settings'>): Date => new Date(ctx.now.getTime() + ctx.settings.get(reviewWithinDays) * DAY_MS)
const titleOf = (entry: Pick<EntryRow, 'title_zh' | 'title_en' | 'key'>) => ({ zh: (entry.title_zh ?? entry.title_en ?? entry.key).slice(0, 80), en: (entry.title_en ?? entry.title_zh ?? entry.key).slice(0, 80) })
const reviewKey = (versionId: string, round: number) => `knowledge.review:${versionId}:${round}`

/** An article that did not help often enough is taken under review and given to its owner. */
export const giveReviews = on(ReviewAsked, 'knowledge.reviews', async (ctx, events) => {
  for (const { subjectId, data } of events) {
    const entry = await tables(ctx).selectFrom('knowledge_entry').selectAll().where('document_id', '=', subjectId).executeTakeFirst()
    if (!entry || entry.version_id !== data.versionId) continue
    const title = titleOf(entry)
    await addTask(ctx, {
      key: reviewKey(data.versionId, roundOf(data.notHelpful, ctx.settings.get(notHelpfulLimit))), title: { zh: `复审知识《${title.zh}》：${data.notHelpful} 人说没有帮助`, en: `Review “${title.en}”: it did not help ${data.notHelpful} times` },
      ...receiverOf(entry), about: { kind: 'document', id: subjectId }, source: { kind: 'article', id: subjectId }, dueAt: dueWithin(ctx), path: `/knowledge/${subjectId}`,
    })
    const of = await findDocument(ctx, subjectId)
    if (of.state === 'in-force' && !of.review_opened_at) await openReview(ctx, subjectId, { version: of.version, reason: `${data.notHelpful} × 没有帮助 / not helpful` })
  }
})

/** A review that has ended, or a new version, does what the tasks asked for; a correction is done with the version that was drafted for it. */
export const endReviews = on([ReviewEnded, DocumentMoved], 'knowledge.reviewed', async (ctx, events) => {
  for (const { kind, subjectId, data } of events) {
    const moved = kind === DocumentMoved.kind ? data as { to: string; versionId: string; deed: string } : null
    if (moved && (moved.to !== 'in-force' || moved.deed !== 'put-in-force')) continue
    const versions = await tables(ctx).selectFrom('knowledge_vote').select('version_id').distinct().where('document_id', '=', subjectId).execute()
    const limit = ctx.settings.get(notHelpfulLimit)
    for (const { version_id: versionId } of versions) {
      const { n } = await tables(ctx).selectFrom('knowledge_vote').select((of) => of.fn.countAll<number>().as('n')).where('version_id', '=', versionId).where('helpful', '=', false).executeTakeFirstOrThrow()
      for (let round = 1; round <= Math.floor(Number(n) / limit); round++) await finishTask(ctx, { key: reviewKey(versionId, round) })
    }
    if (!moved) continue
    const done = await tables(ctx).updateTable('knowledge_correction').set((of) => ({ state: 'done', done_version_id: moved.versionId, version: of('version', '+', 1) })).where('document_id', '=', subjectId).where('state', '=', 'accepted').where('draft_id', '=', moved.versionId).returning(['id', 'by_id']).execute()
    for (const { id, by_id } of done) {
      await ctx.emit(CorrectionDecided, subjectId, { correctionId: id, changed: { state: { from: 'accepted', to: 'done' } } })
      await tell(ctx, subjectId, by_id, 'knowledge.notice-corrected')
    }
  }
})

/** Tells somebody what became of their proposal. */
export async function tell(ctx: Ctx, documentId: string, staffId: string, code: string): Promise<void> {
  const entry = await tables(ctx).selectFrom('knowledge_entry').select(['title_zh', 'title_en', 'key']).where('document_id', '=', documentId).executeTakeFirst()
  if (entry) await notify(ctx, [staffId], { code, subjectKind: 'article', subjectId: documentId, params: titleOf(entry) })
}
