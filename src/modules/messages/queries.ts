import { sql } from 'kysely'
import type { z } from 'zod'
import type { Condition } from '../../pure/conditions/index.ts'
import { inSight, legsSql } from '../../kernel/access.ts'
import type { Ctx } from '../../kernel/context.ts'
import { notFound } from '../../kernel/errors.ts'
import { momentOf } from '../../kernel/id.ts'
import { inOrder, listIds } from '../../kernel/listing.ts'
import { lookUp } from '../../kernel/transaction.ts'
import { filesOf } from '../files/index.ts'
import type { Address } from './addresses.ts'
import type { Content } from './content.ts'
import { openContents } from './content.ts'
import type { OutboxQuery, OutgoingMessage, WholeMessage, outbox } from './contract.ts'
import type { MessageState } from './rules.ts'
import { deedsOf } from './rules.ts'
import { messageResource, tables } from './tables.ts'
import type { OutgoingRow } from './tables.ts'

const LIST = { table: 'outgoing_message', resource: messageResource, permission: 'message.read', sort: '-id', sorts: { id: { column: 'id', type: 'uuid' }, changedAt: { column: 'changed_at', type: 'timestamptz' } } } as const

/** A page of the messages in the reader's sight, newest first. */
export async function listOutbox(ctx: Ctx, query: OutboxQuery): Promise<{ items: OutgoingMessage[]; nextCursor: string | null }> {
  const among = (field: string, values: readonly string[] | undefined): Condition[] => values ? [{ field, is: 'one-of', value: values as string[] }] : []
  const same = (field: string, value: string | boolean | undefined): Condition[] => value === undefined ? [] : [{ field, is: 'equal', value: value === 'me' ? { var: 'me' } : value }]
  const filter: Condition = { all: [
    ...among('state', query.state), ...among('channel', query.channel), ...among('purpose', query.purpose), ...same('automatic', query.automatic === undefined ? undefined : query.automatic === 'true'),
    ...same('aboutId', query.aboutId), ...same('customerId', query.customerId), ...same('authorId', query.author),
  ] }
  const page = await listIds(ctx, LIST, query, filter)
  return { items: await messagesById(ctx, page.ids), nextCursor: page.nextCursor }
}

const WAITING: readonly MessageState[] = ['queued', 'sending', 'held', 'unknown', 'failed', 'bounced', 'refused']
const MOST_COUNTED = 100
/** How many stand in each state that waits for something; counting stops at a hundred. */
export async function countWaiting(ctx: Ctx): Promise<z.output<typeof outbox.counts.spec.response>> {
  const legs = legsSql(ctx, messageResource, 'message.read', 't')
  if (!legs.length) return { items: [] }
  const sight = sql.join(legs, sql` or `)
  const parts = WAITING.map((state) => sql`select ${state}::text as state, count(*)::int as n from (select from outgoing_message t where t.state = ${state} and (${sight}) limit ${sql.lit(MOST_COUNTED + 1)}) counted`)
  const { rows } = await sql<{ state: MessageState; n: number }>`${sql.join(parts, sql` union all `)}`.execute(ctx.db)
  return { items: rows.filter((row) => row.n > 0).map(({ state, n }) => ({ state, count: Math.min(n, MOST_COUNTED), more: n > MOST_COUNTED })) }
}

const addressee = ({ kind, value, name, contactPointId }: Address) => ({ kind, value, name, contactPointId })
const rowsOf = (ctx: Ctx) => tables(ctx).selectFrom('outgoing_message as t').leftJoin('staff_ref as s', 's.id', 't.author_id').selectAll('t').select('s.name as author_name')
type Found = OutgoingRow & { author_name: string | null }

function shown(ctx: Ctx, row: Found, content: Content | undefined): OutgoingMessage {
  return {
    id: row.id, channel: row.channel, state: row.state, about: { kind: row.about_kind, id: row.about_id }, customerId: row.customer_id,
    author: row.author_id ? { id: row.author_id, name: row.author_name ?? '' } : null, automatic: row.automatic, purpose: row.purpose, template: row.template_key,
    subject: content?.subject ?? null, to: content?.to.map(addressee) ?? [], reason: row.reason, remark: row.remark, attempts: row.attempts,
    queuedAt: momentOf(row.id), dueAt: row.due_at, sentAt: row.sent_at, changedAt: row.changed_at, may: deedsOf(row.state, ctx.actor.can('message.steer')), version: row.version,
  }
}

export async function messagesById(ctx: Ctx, ids: readonly string[]): Promise<OutgoingMessage[]> {
  if (!ids.length) return []
  const rows = inOrder(ids, await rowsOf(ctx).where('t.id', 'in', ids).execute())
  const contents = await openContents(ctx, rows)
  return rows.map((row) => shown(ctx, row, contents.get(row.id)))
}

/** One row in the reader's sight. @throws AppError not-found `message.not-found` */
export async function findMessage(ctx: Ctx, id: string, permission: 'message.read' | 'message.steer' = 'message.read'): Promise<OutgoingRow> {
  const row = await tables(ctx).selectFrom('outgoing_message as t').selectAll().where('id', '=', id).where(inSight(ctx, messageResource, permission, 't')).executeTakeFirst()
  if (!row) throw notFound('message')
  return row
}

/** @throws AppError not-found `message.not-found` */
export async function getMessage(ctx: Ctx, id: string): Promise<WholeMessage> {
  await findMessage(ctx, id)
  const row = await rowsOf(ctx).where('t.id', '=', id).executeTakeFirstOrThrow()
  const [contents, files, tries] = await Promise.all([
    openContents(ctx, [row]), filesOf(ctx, [id]),
    tables(ctx).selectFrom('outgoing_attempt').selectAll().where('message_id', '=', id).orderBy('attempt').execute(),
  ])
  const content = contents.get(id)
  return {
    ...shown(ctx, row, content), cc: content?.cc.map(addressee) ?? [], text: content?.text ?? null, files: files.get(id) ?? [],
    tries: tries.map((one) => ({ attempt: one.attempt, beganAt: one.began_at, endedAt: one.ended_at, outcome: one.outcome, code: one.code, remark: one.remark })),
  }
}

/** One message with what it says, for whoever carries it; undefined when it is not there or its values were destroyed. */
export async function messageFor(ctx: Ctx, id: string): Promise<{ row: OutgoingRow; content: Content } | undefined> {
  const row = await tables(ctx).selectFrom('outgoing_message').selectAll().where('id', '=', id).executeTakeFirst()
  const content = row && (await openContents(ctx, [row])).get(id)
  return row && content ? { row, content } : undefined
}

/** The key a message was wished with. */
export async function keyOf(ctx: Ctx, id: string): Promise<string> {
  const row = await tables(ctx).selectFrom('outgoing_key').select('key').where('message_id', '=', id).executeTakeFirst()
  return row?.key ?? ''
}

/** The keys that messages were wished with, by message. */
export async function keysOf(ctx: Ctx, ids: readonly string[]): Promise<Map<string, string>> {
  if (!ids.length) return new Map()
  const rows = await tables(ctx).selectFrom('outgoing_key').selectAll().where('message_id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.message_id, row.key]))
}

export interface Delivery { messageId: string; state: MessageState; at: Date; reason: string | null; sentAt: Date | null; dueAt: Date | null }
/** How the messages of these keys fare; keys of nothing are missing. For whoever shows deliveries beside records of its own. */
export async function deliveriesOf(ctx: Ctx, keys: readonly string[]): Promise<Map<string, Delivery>> {
  if (!keys.length) return new Map()
  const rows = await tables(ctx).selectFrom('outgoing_key as k').innerJoin('outgoing_message as m', 'm.id', 'k.message_id').modifyFront(lookUp).select(['k.key', 'm.id', 'm.state', 'm.changed_at', 'm.reason', 'm.sent_at', 'm.due_at']).where('k.key', 'in', keys).execute()
  return new Map(rows.map((row) => [row.key, { messageId: row.id, state: row.state, at: row.changed_at, reason: row.reason, sentAt: row.sent_at, dueAt: row.due_at }]))
}
