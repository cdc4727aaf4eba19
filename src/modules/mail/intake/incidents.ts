import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { conflict, notFound } from '../../../kernel/errors.ts'
import { inOrder, listIds } from '../../../kernel/listing.ts'
import { maskPersonal } from '../../../pure/text/index.ts'
import { namesOf } from '../../people/index.ts'
import type { Incident } from '../contract.ts'
import { IncidentClosed } from '../contract.ts'
import type { IncidentRow } from '../tables.ts'
import { incidentResource, tables } from '../tables.ts'
import { replay } from './inbound.ts'

/** Loops: seen, looked at, and ended by a person. */

const LIST = { table: 'mail_incident', resource: incidentResource, permission: 'mailbox.read', sort: '-at', sorts: { at: { column: 'id', type: 'uuid' } } } as const
interface IncidentQuery { limit: number; cursor?: string | undefined; sort?: string | undefined; open?: 'true' | 'false' | undefined; mailboxId?: string | undefined }

export async function listIncidents(ctx: Ctx, query: IncidentQuery): Promise<{ items: Incident[]; nextCursor: string | null }> {
  const page = await listIds(ctx, LIST, query, { all: [
    ...(query.open ? [{ field: 'closedAt', is: query.open === 'true' ? 'empty' : 'not-empty' } as const] : []), ...(query.mailboxId ? [{ field: 'mailboxId', is: 'equal', value: query.mailboxId } as const] : []),
  ] })
  return { items: await incidentsById(ctx, page.ids), nextCursor: page.nextCursor }
}

async function incidentsById(ctx: Ctx, ids: readonly string[]): Promise<Incident[]> {
  if (!ids.length) return []
  const { rows } = await sql<IncidentRow & { address: string; held: number }>`select n.*, m.address, (select count(*)::int from inbound_mail i where i.incident_id = n.id and i.state = 'quarantined') as held
    from mail_incident n join mailbox m on m.id = n.mailbox_id where n.id = any(${ids}::uuid[])`.execute(ctx.db)
  const senders = await ctx.vault.open(ctx, rows.map((row) => ({ subjectId: row.id, value: row.sender })))
  const sender = new Map(rows.map((row, at) => [row.id, senders[at] ?? null]))
  const names = await namesOf(ctx, [...new Set(rows.flatMap((row) => row.closed_by ?? []))])
  return inOrder(ids, rows).map((row) => ({
    id: row.id, mailbox: { id: row.mailbox_id, address: row.address }, kind: row.kind, sender: sender.get(row.id) ?? null, mails: row.mails, heldBack: row.held, firstAt: row.first_at, lastAt: row.last_at,
    closedAt: row.closed_at, closedBy: row.closed_by ? { id: row.closed_by, name: names.get(row.closed_by) ?? '' } : null, remark: row.remark, version: row.version,
  }))
}

/** Those of a mailbox that nobody has closed yet, newest first. */
export async function openIncidents(ctx: Ctx, mailboxId: string): Promise<Incident[]> {
  const rows = await tables(ctx).selectFrom('mail_incident').select('id').where('mailbox_id', '=', mailboxId).where('closed_at', 'is', null).orderBy('id', 'desc').limit(100).execute()
  return incidentsById(ctx, rows.map((row) => row.id))
}

const MOST_RELEASED = 1_000
/** Ends a loop: the sender’s mails go the usual way again, and their count begins anew. */
export async function closeIncident(ctx: Ctx, id: string, { remark, release, version }: { remark?: string | undefined; release: boolean; version: number }): Promise<Incident> {
  const shown = async () => { const [found] = await incidentsById(ctx, [id]); if (!found) throw notFound('mail-incident'); return found }
  const won = await tables(ctx).updateTable('mail_incident').set({ closed_at: ctx.now, closed_by: ctx.actor.id, remark: remark ? maskPersonal(remark) : null, version: version + 1 })
    .where('id', '=', id).where('version', '=', version).where('closed_at', 'is', null).returning(['mailbox_id', 'kind', 'token']).executeTakeFirst()
  if (!won) throw conflict('record.stale', await shown())
  await tables(ctx).deleteFrom('mail_rate').where('mailbox_id', '=', won.mailbox_id).where('token', '=', won.token).execute()
  const held = release ? await tables(ctx).selectFrom('inbound_mail').select('id').where('incident_id', '=', id).where('state', '=', 'quarantined').orderBy('id').limit(MOST_RELEASED).execute() : []
  for (const row of held) await replay(ctx, row.id)
  await ctx.emit(IncidentClosed, id, { mailboxId: won.mailbox_id, kind: won.kind, released: held.length })
  return shown()
}
