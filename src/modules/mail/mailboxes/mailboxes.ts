import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { AppError, notFound } from '../../../kernel/errors.ts'
import { inOrder, listIds } from '../../../kernel/listing.ts'
import { normaliseEmail } from '../../../pure/text/index.ts'
import type { Mailbox } from '../contract.ts'
import { splitPlus } from '../rules.ts'
import type { MailboxFetchRow, MailboxRow } from '../tables.ts'
import { mailboxResource, tables } from '../tables.ts'
import { readServerUrl } from './server-url.ts'

/** The form by which an address is known: lower case, without what stands behind a `+`. */
export const keyOfAddress = (address: string): string | undefined => normaliseEmail(splitPlus(address.trim()).base)?.key

/** The mailbox that an address leads to: its own, an alias, or either with something behind a `+`. */
export async function mailboxAt(ctx: Ctx, address: string): Promise<MailboxRow | undefined> {
  const whole = normaliseEmail(address.trim())?.key
  const key = keyOfAddress(address)
  if (!key || !whole) return undefined
  // An alias may itself have a plus: the whole address comes first.
  const found = await tables(ctx).selectFrom('mailbox_address as a').innerJoin('mailbox as m', 'm.id', 'a.mailbox_id').selectAll('m').select('a.address as matched').where('a.address', 'in', [...new Set([whole, key])]).execute()
  return found.find((row) => row.matched === whole) ?? found[0]
}
/** @throws AppError not-found `mailbox.not-found` */
export async function requireMailboxAt(ctx: Ctx, address: string): Promise<MailboxRow> {
  const found = await mailboxAt(ctx, address)
  if (!found) throw notFound('mailbox')
  if (!found.active) throw new AppError('conflict', 'mailbox.disabled')
  return found
}

/** Every address of ours, mailboxes out of use too: who writes from one of them is ourselves. */
export async function ownAddresses(ctx: Ctx): Promise<ReadonlySet<string>> {
  return new Set((await tables(ctx).selectFrom('mailbox_address').select('address').execute()).map((row) => row.address))
}

type Which = 'imap' | 'smtp'
const bound = (id: string, which: Which) => `mailbox ${id} ${which}`
export const sealUrl = (ctx: Ctx, id: string, which: Which, url: string): Buffer => ctx.vault.sealHouse(url, bound(id, which))
/** The URL of a mailbox's server with its password; null when it has none. */
export function openUrl(ctx: Pick<Ctx, 'vault'>, row: Pick<MailboxRow, 'id' | 'imap' | 'smtp'>, which: Which): string | null {
  const sealed = row[which]
  return sealed ? ctx.vault.openHouse(sealed, bound(row.id, which)) : null
}

function shownServer(ctx: Ctx, row: MailboxRow, which: Which): Mailbox['imap'] {
  const url = openUrl(ctx, row, which)
  if (!url) return null
  const { host, port, secure, user } = readServerUrl(url, which, which)
  return { host, port, secure, user }
}

const LIST = { table: 'mailbox', resource: mailboxResource, permission: 'mailbox.read', sort: 'address', sorts: { address: { column: 'address', type: 'text' }, createdAt: { column: 'id', type: 'uuid' } } } as const

export async function listMailboxes(ctx: Ctx, query: { limit: number; cursor?: string | undefined; sort?: string | undefined; active?: 'true' | 'false' | undefined }): Promise<{ items: Mailbox[]; nextCursor: string | null }> {
  const page = await listIds(ctx, LIST, query, query.active ? { field: 'active', is: 'equal', value: query.active === 'true' } : undefined)
  return { items: await mailboxesById(ctx, page.ids), nextCursor: page.nextCursor }
}

export async function mailboxesById(ctx: Ctx, ids: readonly string[]): Promise<Mailbox[]> {
  if (!ids.length) return []
  const { rows } = await sql<MailboxRow & { team_name: string | null; line_name: string | null; waiting: number; kept_back: number; incidents: number }>`
    select m.*, t.name as team_name, l.name as line_name,
      (select count(*)::int from (select from inbound_mail i where i.mailbox_id = m.id and i.state = 'waiting' limit 10000) w) as waiting,
      (select count(*)::int from (select from inbound_mail i where i.mailbox_id = m.id and i.state = 'quarantined' limit 10000) q) as kept_back,
      (select count(*)::int from mail_incident n where n.mailbox_id = m.id and n.closed_at is null) as incidents
    from mailbox m left join team_ref t on t.id = m.team_id left join line_ref l on l.id = m.line_id where m.id = any(${ids}::uuid[])`.execute(ctx.db)
  const fetching = new Map((await tables(ctx).selectFrom('mailbox_fetch').selectAll().where('mailbox_id', 'in', ids).execute()).map((row) => [row.mailbox_id, row]))
  return inOrder(ids, rows).map((row) => ({
    id: row.id, address: row.address, aliases: row.aliases, name: row.name, language: row.language, kind: row.kind,
    team: row.team_id ? { id: row.team_id, name: row.team_name ?? '' } : null, line: row.line_id ? { id: row.line_id, name: row.line_name ?? '' } : null,
    imap: shownServer(ctx, row, 'imap'), smtp: shownServer(ctx, row, 'smtp'), folders: row.folders, after: row.after, moveTo: row.move_to, firstFetch: row.first_fetch,
    acknowledge: row.acknowledge, active: row.active, fetching: row.imap && row.active ? shownFetching(fetching.get(row.id)) : null,
    waiting: row.waiting, quarantined: row.kept_back, incidents: row.incidents, createdAt: row.created_at, version: row.version,
  }))
}
const shownFetching = (row: MailboxFetchRow | undefined): Mailbox['fetching'] => row
  ? { state: row.state, since: row.since, fetchedAt: row.fetched_at, failures: row.failures, error: row.error, failedAt: row.failed_at, retryAt: row.retry_at } : null

/** @throws AppError not-found `mailbox.not-found` */
export async function getMailbox(ctx: Ctx, id: string): Promise<Mailbox> {
  const [found] = await mailboxesById(ctx, [id])
  if (!found) throw notFound('mailbox')
  return found
}
