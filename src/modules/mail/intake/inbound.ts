import type { Ctx } from '../../../kernel/context.ts'
import { conflict, notFound, refused } from '../../../kernel/errors.ts'
import { inOrder, listIds } from '../../../kernel/listing.ts'
import type { Download } from '../../../kernel/module.ts'
import { maskPersonal } from '../../../pure/text/index.ts'
import { readBytes } from '../../files/index.ts'
import type { InboundLook, InboundMail, InboundState, Outcome } from '../contract.ts'
import { InboundDiscarded, InboundReplayed } from '../contract.ts'
import { readMailIsolated } from '../reading/read-mail-isolated.ts'
import { UnreadableMail } from '../reading/read-mail-shape.ts'
import type { InboundRow } from '../tables.ts'
import { inboundResource, tables } from '../tables.ts'

/** What arrived, and what was kept back: looked at, let go, or put away. */

const LIST = { table: 'inbound_mail', resource: inboundResource, permission: 'inbound-mail.read', sort: '-at', sorts: { at: { column: 'id', type: 'uuid' } } } as const
interface InboundQuery { limit: number; cursor?: string | undefined; sort?: string | undefined; state?: InboundState | undefined; mailboxId?: string | undefined; outcome?: Outcome | undefined }

export async function listInbound(ctx: Ctx, query: InboundQuery): Promise<{ items: InboundMail[]; nextCursor: string | null }> {
  const same = (field: string, value: string | undefined) => value ? [{ field, is: 'equal', value } as const] : []
  const page = await listIds(ctx, LIST, query, { all: [...same('state', query.state), ...same('mailboxId', query.mailboxId), ...same('outcome', query.outcome)] })
  return { items: await inboundById(ctx, page.ids), nextCursor: page.nextCursor }
}

async function inboundById(ctx: Ctx, ids: readonly string[]): Promise<InboundMail[]> {
  if (!ids.length) return []
  const rows = await tables(ctx).selectFrom('inbound_mail as i').innerJoin('mailbox as m', 'm.id', 'i.mailbox_id').leftJoin('case_ref as c', 'c.id', 'i.case_id').selectAll('i').select(['m.address', 'c.number']).where('i.id', 'in', ids).execute()
  return inOrder(ids, rows).map((row) => ({
    id: row.id, mailbox: { id: row.mailbox_id, address: row.address }, source: row.source, size: row.size, at: row.at, state: row.state, outcome: row.outcome, reason: row.reason,
    interactionId: row.interaction_id, case: row.case_id && row.number ? { id: row.case_id, number: row.number } : null, doneAt: row.done_at, attempts: row.attempts, version: row.version,
  }))
}
async function shown(ctx: Ctx, id: string): Promise<InboundMail> {
  const [found] = await inboundById(ctx, [id])
  if (!found) throw notFound('inbound-mail')
  return found
}
async function rowOf(ctx: Ctx, id: string): Promise<InboundRow> {
  const row = await tables(ctx).selectFrom('inbound_mail').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('inbound-mail')
  return row
}

const HEADER_BYTES = 16_384
const MOST_TEXT = 20_000
/** A look that lets nothing run and loads nothing: the header as it stands, and as text what could be read. Whoever may not read personal values sees the words masked. */
export async function lookAt(ctx: Ctx, id: string): Promise<InboundLook> {
  const [is, row] = [await shown(ctx, id), await rowOf(ctx, id)]
  const raw = await readBytes(row.raw_hash)
  const whole = ctx.actor.can('personal.read')
  const words = (text: string) => whole ? text : maskPersonal(text)
  const end = raw.subarray(0, HEADER_BYTES).toString('latin1').search(/\r?\n\r?\n/)
  const header = raw.subarray(0, end < 0 ? HEADER_BYTES : end).toString('utf8').toWellFormed().replace(/[^\P{Cc}\n\t]/gu, '')
  const seen = await readMailIsolated(raw, { milliseconds: 5_000 }).catch((error: unknown) => { if (error instanceof UnreadableMail) return null; throw error })
  return {
    ...is, header,
    seen: seen && {
      from: seen.from.slice(0, 20), to: seen.to.slice(0, 50), subject: words(seen.subject), sentAt: seen.sentAt, messageId: whole ? seen.messageId : '', text: words(seen.text.slice(0, MOST_TEXT)),
      attachments: seen.attachments.map(({ name, type, size }) => ({ name, type, size })), problems: seen.problems,
    },
  }
}

export async function rawOf(ctx: Ctx, id: string): Promise<Download> {
  const row = await rowOf(ctx, id)
  return { bytes: await readBytes(row.raw_hash), type: 'application/octet-stream', name: `${id}.eml` }
}

/** Lets a mail that was kept back go the usual way, past the check that held it. */
export async function replay(ctx: Ctx, id: string, version?: number): Promise<InboundMail> {
  const row = await rowOf(ctx, id)
  // Of what is too large only the header was fetched.
  if (row.reason === 'too-large') throw refused('inbound-mail.not-whole')
  await leave(ctx, row, version, { state: 'waiting', reason: null, done_at: null, attempts: 0, past: row.reason })
  await ctx.emit(InboundReplayed, id, { reason: row.reason ?? '' })
  return shown(ctx, id)
}

/** Takes it from the list of what waits for a decision; its bytes stay. */
export async function discard(ctx: Ctx, id: string, { version, reason }: { version?: number | undefined; reason?: string | undefined }): Promise<InboundMail> {
  const row = await rowOf(ctx, id)
  await leave(ctx, row, version, { state: 'discarded' })
  await ctx.emit(InboundDiscarded, id, { reason: row.reason ?? '', remark: reason ? maskPersonal(reason) : null })
  return shown(ctx, id)
}

async function leave(ctx: Ctx, row: InboundRow, version: number | undefined, changes: Partial<Pick<InboundRow, 'state' | 'reason' | 'done_at' | 'attempts' | 'past'>>): Promise<void> {
  const won = await tables(ctx).updateTable('inbound_mail').set({ ...changes, version: row.version + 1 }).where('id', '=', row.id).where('version', '=', version ?? row.version).where('state', '=', 'quarantined').returning('id').executeTakeFirst()
  if (!won) throw conflict(row.state === 'quarantined' ? 'record.stale' : 'inbound-mail.not-kept-back', await shown(ctx, row.id))
}

