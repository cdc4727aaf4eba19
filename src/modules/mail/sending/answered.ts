import type { Ctx } from '../../../kernel/context.ts'
import { openContents, wordsOf } from '../intake/content.ts'
import { tables } from '../tables.ts'

/** The mail of a customer that a reply answers. */
export interface Answered { messageId: string; references: readonly string[]; subject: string; text: string; at: string; by: string }

const MOST_REFERENCES = 20

/** The last mail that a person wrote about a case; undefined when there is none, or it was erased. */
export async function lastMailOf(ctx: Ctx, caseId: string): Promise<Answered | undefined> {
  const row = await tables(ctx).selectFrom('mail').select(['interaction_id', 'content']).where('case_id', '=', caseId).where('kind', '=', 'message').orderBy('interaction_id', 'desc').limit(1).executeTakeFirst()
  const content = row && (await openContents(ctx, [row])).get(row.interaction_id)
  if (!content) return undefined
  const from = content.from[0]
  return {
    messageId: content.messageId, references: chain(content.references, content.messageId), subject: content.subject, text: wordsOf(content),
    at: content.sentAt ?? ctx.now.toISOString(), by: from?.name || from?.address || '',
  }
}

/** The references of an answer: those of the mail answered and its own id; of a long chain the beginning and the end, as RFC 5322 allows. */
export function chain(references: readonly string[], messageId: string): string[] {
  const all = [...new Set([...references, messageId])].filter((id) => /^<[^<>\s]+@[^<>\s]+>$/.test(id))
  return all.length <= MOST_REFERENCES ? all : [all[0] as string, ...all.slice(1 - MOST_REFERENCES)]
}
