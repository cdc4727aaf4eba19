import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, invalid, notFound } from '../../../kernel/errors.ts'
import { dropUndefined } from '../../../kernel/frame.ts'
import { newId } from '../../../kernel/id.ts'
import { normaliseEmail } from '../../../pure/text/index.ts'
import type { AddMailbox, ChangeMailbox, Mailbox } from '../contract.ts'
import { MailboxAdded, MailboxChanged } from '../contract.ts'
import { getMailbox, openUrl, sealUrl } from '../mailboxes/mailboxes.ts'
import { readServerUrl, withKnownPassword } from '../mailboxes/server-url.ts'
import type { MailboxRow } from '../tables.ts'
import { tables } from '../tables.ts'

/**
 * Makes a mailbox.
 * @throws AppError invalid `mailbox.bad-address`, `mailbox.bad-url`, `mailbox.move-where`, `team.not-found`; conflict `mailbox.address-taken`
 */
export async function addMailbox(ctx: Ctx, wish: AddMailbox): Promise<Mailbox> {
  const id = newId()
  const address = oneAddress(wish.address, 'address')
  const aliases = (wish.aliases ?? []).map((alias, at) => oneAddress(alias, `aliases.${at}`)).filter((alias) => alias !== address)
  if (wish.imap) readServerUrl(wish.imap, 'imap', 'imap')
  if (wish.smtp) readServerUrl(wish.smtp, 'smtp', 'smtp')
  if (wish.after === 'move' && !wish.moveTo) throw invalid('moveTo', 'mailbox.move-where')
  await requireUnits(ctx, wish)
  tables.insert(ctx, 'mailbox', {
    id, address, aliases, name: wish.name ?? null, team_id: wish.teamId ?? null, line_id: wish.lineId ?? null, language: wish.language ?? 'zh-CN', kind: wish.kind ?? 'request',
    imap: wish.imap ? sealUrl(ctx, id, 'imap', wish.imap) : null, smtp: wish.smtp ? sealUrl(ctx, id, 'smtp', wish.smtp) : null,
    folders: wish.folders ?? ['INBOX'], after: wish.after ?? 'seen', move_to: wish.moveTo ?? null, first_fetch: wish.firstFetch ?? 'unread',
    acknowledge: wish.acknowledge ?? false, active: true, created_at: ctx.now, changed_at: ctx.now, version: 1,
  })
  await nameAddresses(ctx, id, [address, ...aliases])
  await ctx.emit(MailboxAdded, id, { address })
  return getMailbox(ctx, id)
}

/** Changes a mailbox; a URL without a password keeps the one it has. */
export async function changeMailbox(ctx: Ctx, id: string, { version, ...wish }: ChangeMailbox): Promise<Mailbox> {
  const before = await tables(ctx).selectFrom('mailbox').selectAll().where('id', '=', id).executeTakeFirst()
  if (!before) throw notFound('mailbox')
  const address = wish.address === undefined ? before.address : oneAddress(wish.address, 'address')
  const aliases = (wish.aliases ?? before.aliases).map((alias, at) => oneAddress(alias, `aliases.${at}`)).filter((alias) => alias !== address)
  const after = wish.after ?? before.after
  const moveTo = wish.moveTo === undefined ? before.move_to : wish.moveTo
  if (after === 'move' && !moveTo) throw invalid('moveTo', 'mailbox.move-where')
  await requireUnits(ctx, wish)
  const server = (which: 'imap' | 'smtp') => {
    const url = wish[which]
    return url === undefined ? undefined : url === null || url === '' ? null : sealUrl(ctx, id, which, withKnownPassword(url, openUrl(ctx, before, which), which, which))
  }
  const changes = dropUndefined({
    address, aliases, name: wish.name, team_id: wish.teamId, line_id: wish.lineId, language: wish.language, kind: wish.kind, imap: server('imap'), smtp: server('smtp'),
    folders: wish.folders, after, move_to: moveTo, first_fetch: wish.firstFetch, acknowledge: wish.acknowledge, active: wish.active,
  }) as Partial<MailboxRow>
  const won = await tables(ctx).updateTable('mailbox').set({ ...changes, changed_at: ctx.now, version: version + 1 }).where('id', '=', id).where('version', '=', version).returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', await getMailbox(ctx, id))
  await tables(ctx).deleteFrom('mailbox_address').where('mailbox_id', '=', id).execute()
  await nameAddresses(ctx, id, [address, ...aliases])
  // Somewhere else the numbers of mails mean nothing.
  if (changes.imap !== undefined && openUrl(ctx, before, 'imap') !== (changes.imap ? openUrl(ctx, { ...before, imap: changes.imap }, 'imap') : null)) await forgetPlace(ctx, id, before, changes.imap)
  await ctx.emit(MailboxChanged, id, { changed: changed(before, wish) })
  return getMailbox(ctx, id)
}

/** The host or the user is another: what was read there is not what is read here. */
async function forgetPlace(ctx: Ctx, id: string, before: MailboxRow, now: Buffer | null): Promise<void> {
  const old = openUrl(ctx, before, 'imap')
  const next = now ? openUrl(ctx, { ...before, imap: now }, 'imap') : null
  const place = (url: string | null) => { if (!url) return ''; const { host, user } = readServerUrl(url, 'imap', 'imap'); return `${user}@${host}` }
  if (place(old) !== place(next)) await tables(ctx).deleteFrom('mailbox_folder').where('mailbox_id', '=', id).execute()
}

const WORDS = { name: 'name', teamId: 'team_id', lineId: 'line_id', language: 'language', kind: 'kind', folders: 'folders', after: 'after', moveTo: 'move_to', firstFetch: 'first_fetch', acknowledge: 'acknowledge', active: 'active', address: 'address', aliases: 'aliases' } as const
function changed(before: MailboxRow, wish: Partial<ChangeMailbox>): Record<string, { from: never; to: never }> {
  const entries = Object.entries(WORDS).flatMap(([field, column]) => {
    const to = wish[field as keyof typeof WORDS]
    return to === undefined || JSON.stringify(to) === JSON.stringify(before[column]) ? [] : [[field, { from: before[column] as never, to: to as never }] as const]
  })
  // That a server was changed is told, its URL is not.
  const servers = (['imap', 'smtp'] as const).flatMap((which) => wish[which] === undefined ? [] : [[which, { from: (before[which] !== null) as never, to: Boolean(wish[which]) as never }] as const])
  return Object.fromEntries([...entries, ...servers])
}

function oneAddress(text: string, path: string): string {
  const email = normaliseEmail(text)
  if (!email) throw invalid(path, 'mailbox.bad-address')
  return email.key
}

async function requireUnits(ctx: Ctx, { teamId, lineId }: { teamId?: string | null | undefined; lineId?: string | null | undefined }): Promise<void> {
  if (teamId && !await tables(ctx).selectFrom('team_ref').select('id').where('id', '=', teamId).executeTakeFirst()) throw invalid('teamId', 'team.not-found')
  if (lineId && !await tables(ctx).selectFrom('line_ref').select('id').where('id', '=', lineId).executeTakeFirst()) throw invalid('lineId', 'line.not-found')
}

async function nameAddresses(ctx: Ctx, id: string, addresses: readonly string[]): Promise<void> {
  const all = [...new Set(addresses)]
  const kept = await tables(ctx).insertInto('mailbox_address').values(all.map((address) => ({ address, mailbox_id: id }))).onConflict((c) => c.doNothing()).returning('address').execute()
  if (kept.length < all.length) throw new AppError('conflict', 'mailbox.address-taken', { params: { address: all.find((one) => !kept.some(({ address }) => address === one)) ?? '' } })
}
