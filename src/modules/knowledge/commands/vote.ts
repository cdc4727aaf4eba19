import type { Ctx } from '../../../kernel/context.ts'
import { newId } from '../../../kernel/id.ts'
import { maskPersonal } from '../../../pure/text/index.ts'
import { findCase } from '../../cases/index.ts'
import { ArticleVoted, ReviewAsked } from '../contract.ts'
import type { Article } from '../contract.ts'
import { findEntry, votesOf } from '../queries.ts'
import { roundOf } from '../rules.ts'
import { notHelpfulLimit } from '../settings.ts'
import { getArticle } from '../show.ts'
import { tables } from '../tables.ts'
import type { EntryRow } from '../tables.ts'

type Voter = { staffId: string } | { visitor: Buffer }
interface Vote { helpful: boolean; note?: string | undefined; caseId?: string | undefined }

/** Writes somebody's word on the version in force, in the place of an earlier one, and asks for a review when enough of them did not help. */
export async function writeVote(ctx: Ctx, entry: EntryRow, voter: Voter, { helpful, note, caseId }: Vote): Promise<void> {
  // Those who say it at the same moment are counted one after the other, so that none is the third unnoticed.
  await tables(ctx).selectFrom('knowledge_entry').select('id').where('id', '=', entry.id).forUpdate().execute()
  const who = 'staffId' in voter ? { by_kind: 'staff' as const, staff_id: voter.staffId, visitor: null } : { by_kind: 'customer' as const, staff_id: null, visitor: voter.visitor }
  const before = await tables(ctx).selectFrom('knowledge_vote').select(['id', 'helpful']).where('version_id', '=', entry.version_id)
    .where((of) => 'staffId' in voter ? of('staff_id', '=', voter.staffId) : of('visitor', '=', voter.visitor)).executeTakeFirst()
  const said = { helpful, note: note ? maskPersonal(note) : null, case_id: caseId ?? null, at: ctx.now }
  if (before) await tables(ctx).updateTable('knowledge_vote').set(said).where('id', '=', before.id).execute()
  else await tables(ctx).insertInto('knowledge_vote').values({ id: newId(), document_id: entry.document_id, version_id: entry.version_id, ...who, ...said }).execute()
  await ctx.emit(ArticleVoted, entry.document_id, { versionId: entry.version_id, helpful, by: who.by_kind, caseId: caseId ?? null })
  if (helpful || before?.helpful === false) return
  const { notHelpful } = (await votesOf(ctx, [entry.version_id])).get(entry.version_id) ?? { notHelpful: 0 }
  if (roundOf(notHelpful, ctx.settings.get(notHelpfulLimit))) await ctx.emit(ReviewAsked, entry.document_id, { versionId: entry.version_id, notHelpful })
}

/** A colleague says whether an article helped. @throws AppError not-found `article.not-found`, `case.not-found` */
export async function voteArticle(ctx: Ctx, documentId: string, vote: Vote): Promise<Article> {
  const entry = await findEntry(ctx, documentId)
  if (vote.caseId) await findCase(ctx, vote.caseId)
  await writeVote(ctx, entry, { staffId: ctx.actor.id as string }, vote)
  return getArticle(ctx, documentId)
}
