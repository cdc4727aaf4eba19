import type { Ctx } from '../../../kernel/context.ts'
import { maskPersonal } from '../../../pure/text/index.ts'
import { findCase, messageOfKey } from '../../cases/index.ts'
import { keysOf } from '../../messages/index.ts'
import { openContents } from '../intake/content.ts'
import type { MailContent } from '../intake/content.ts'
import { tables } from '../tables.ts'
import type { MailReport } from './contract.ts'

const MOST = 100
const MOST_WORDS = 2_000

/** Returns, automatic replies and receipts of a case in the reader's sight, newest first, each with the message it speaks of. */
export async function reportsOfCase(ctx: Ctx, caseId: string): Promise<MailReport[]> {
  await findCase(ctx, caseId)
  const rows = await tables(ctx).selectFrom('mail as m').innerJoin('inbound_mail as i', 'i.id', 'm.inbound_id').select(['m.interaction_id', 'm.kind', 'm.content', 'm.outgoing_id', 'i.at'])
    .where('m.case_id', '=', caseId).where('m.kind', '<>', 'message').orderBy('m.interaction_id', 'desc').limit(MOST).execute()
  const [contents, keys] = await Promise.all([openContents(ctx, rows), keysOf(ctx, rows.flatMap((row) => row.outgoing_id ?? []))])
  return rows.flatMap((row) => {
    const content = contents.get(row.interaction_id)
    if (!content || row.kind === 'message') return []
    const key = row.outgoing_id ? keys.get(row.outgoing_id) : undefined
    return [{
      interactionId: row.interaction_id, kind: row.kind, messageId: (key && messageOfKey(key)) ?? null, from: content.from.slice(0, 3), subject: content.subject, at: row.at,
      text: row.kind === 'auto-reply' ? (content.newText || content.text).trim().slice(0, MOST_WORDS).toWellFormed() : '', bounce: bounceOf(content), disposition: content.receipt?.disposition ?? null,
    }]
  })
}

const bounceOf = ({ bounce }: MailContent): MailReport['bounce'] => bounce
  ? { outcome: bounce.outcome, recipients: bounce.recipients.map(({ address, reason, hard, status, diagnostic }) => ({ address, reason, hard, status, said: hidden(diagnostic) })) } : null

const hidden = (said: string): string => maskPersonal(said).replace(/[^\s<>@:;,()]+@[^\s<>:;,()]+/g, '***')
