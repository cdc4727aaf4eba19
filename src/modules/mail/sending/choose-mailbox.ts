import type { Ctx } from '../../../kernel/context.ts'
import type { MailboxRow } from '../tables.ts'
import { tables } from '../tables.ts'

/** What a mail is about and by which line or mailbox it should leave, as far as somebody said so. */
export interface Leaving { about: { kind: string; id: string }; mailboxId: string | null; lineId?: string | null; teamId?: string | null }

/**
 * The mailbox a mail leaves by: the one asked for; else the one the customer last wrote to about the case; else that of the case's team, of the
 * line; else the oldest that can send, or the oldest at all. Undefined when there is none.
 */
export async function chooseMailbox(ctx: Ctx, { about, mailboxId, lineId = null, teamId = null }: Leaving): Promise<MailboxRow | undefined> {
  const active = await tables(ctx).selectFrom('mailbox').selectAll().where('active', '=', true).orderBy('created_at').orderBy('id').execute()
  const byId = (id: string | null | undefined) => id ? active.find((row) => row.id === id) : undefined
  if (mailboxId) return byId(mailboxId)
  const last = about.kind === 'case' ? await tables(ctx).selectFrom('mail').select('mailbox_id').where('case_id', '=', about.id).orderBy('interaction_id', 'desc').limit(1).executeTakeFirst() : undefined
  const wroteTo = byId(last?.mailbox_id)
  if (wroteTo) return wroteTo
  const team = teamId ?? (about.kind === 'case' ? (await tables(ctx).selectFrom('case_ref').select('team_id').where('id', '=', about.id).executeTakeFirst())?.team_id : null)
  return (team ? active.find((row) => row.team_id === team) : undefined) ?? (lineId ? active.find((row) => row.line_id === lineId) : undefined) ?? active.find((row) => row.smtp) ?? active[0]
}
