import { conflict } from '../../../kernel/errors.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { tablesOf } from '../../../kernel/context.ts'
import { dropUndefined } from '../../../kernel/frame.ts'
import { getMailbox } from '../mailboxes/mailboxes.ts'
import type { ChangeMailboxSending, MailboxSending } from './contract.ts'
import { MailboxSendingChanged } from './contract.ts'

/** How a mailbox sends. One that nobody has set up sends as the defaults say. */

interface SendingRow { mailbox_id: string; plus_addresses: boolean; sent_folder: string | null; connections: number; changed_at: Date; version: number }
export const sendingTables = tablesOf<{ mailbox_sending: SendingRow }>()
const DEFAULTS: MailboxSending = { plusAddresses: false, sentFolder: null, connections: 2, version: 0 }

/** What is set for a mailbox, without asking who reads it. */
export async function sendingOf(ctx: Ctx, mailboxId: string): Promise<MailboxSending> {
  const row = await sendingTables(ctx).selectFrom('mailbox_sending').selectAll().where('mailbox_id', '=', mailboxId).executeTakeFirst()
  return row ? { plusAddresses: row.plus_addresses, sentFolder: row.sent_folder, connections: row.connections, version: row.version } : DEFAULTS
}

/** @throws AppError not-found `mailbox.not-found` */
export async function readSending(ctx: Ctx, mailboxId: string): Promise<MailboxSending> {
  await getMailbox(ctx, mailboxId)
  return sendingOf(ctx, mailboxId)
}

/** @throws AppError not-found `mailbox.not-found`, conflict `record.stale` */
export async function changeSending(ctx: Ctx, mailboxId: string, { version, ...wish }: ChangeMailboxSending): Promise<MailboxSending> {
  const before = await readSending(ctx, mailboxId)
  const wanted = { ...before, ...dropUndefined(wish) }
  const set = { plus_addresses: wanted.plusAddresses, sent_folder: wanted.sentFolder, connections: wanted.connections, changed_at: ctx.now, version: version + 1 }
  const done = await sendingTables(ctx).insertInto('mailbox_sending').values({ mailbox_id: mailboxId, ...set })
    .onConflict((c) => c.column('mailbox_id').doUpdateSet(set).where('mailbox_sending.version', '=', version)).returning('version').executeTakeFirst()
  if (!done || before.version !== version) throw conflict('record.stale', await sendingOf(ctx, mailboxId))
  const changed = Object.fromEntries((['plusAddresses', 'sentFolder', 'connections'] as const).filter((field) => before[field] !== wanted[field]).map((field) => [field, { from: before[field], to: wanted[field] }]))
  await ctx.emit(MailboxSendingChanged, mailboxId, { changed })
  return { ...wanted, version: version + 1 }
}
