import type { Ctx } from '../../../kernel/context.ts'
import { conflict, refused } from '../../../kernel/errors.ts'
import { say } from '../../../kernel/i18n/catalogue.ts'
import { openContents } from '../content.ts'
import type { OutgoingMessage } from '../contract.ts'
import { MessageCancelled, MessageQueued, MessageSentAgain, MessageSettled } from '../contract.ts'
import { findMessage, keyOf, messagesById } from '../queries.ts'
import type { MessageDeed } from '../rules.ts'
import { deedsOf } from '../rules.ts'
import type { OutgoingRow } from '../tables.ts'
import { tables } from '../tables.ts'
import { moved, told } from '../tell.ts'
import { standingOf } from './queue-message.ts'

/** What a person does with a message that does not go by itself. */

async function hold(ctx: Ctx, id: string, version: number, deed: MessageDeed): Promise<OutgoingRow> {
  await findMessage(ctx, id, 'message.steer')
  const row = await tables(ctx).selectFrom('outgoing_message').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow()
  const now = async () => (await messagesById(ctx, [id]))[0]
  if (row.version !== version) throw conflict('record.stale', await now())
  if (!deedsOf(row.state, true).includes(deed)) throw conflict('message.not-now', await now(), { state: row.state })
  return row
}
const change = (ctx: Ctx, row: OutgoingRow, set: Partial<OutgoingRow>) =>
  tables(ctx).updateTable('outgoing_message').set({ ...set, changed_at: ctx.now, version: row.version + 1 }).where('id', '=', row.id).execute()
const answer = async (ctx: Ctx, id: string): Promise<OutgoingMessage> => (await messagesById(ctx, [id]))[0] as OutgoingMessage

/** Sends it once more, now. What may still not leave, or has nobody to carry it, stays as it is and says why. */
export async function sendAgain(ctx: Ctx, id: string, version: number): Promise<OutgoingMessage> {
  const row = await hold(ctx, id, version, 'send-again')
  const content = (await openContents(ctx, [row])).get(id)
  if (!content) throw refused('message.erased')
  const { channel, customer_id: customerId, purpose, author_id: authorId } = row
  // A person has looked: neither the hour nor the count of automatic messages keeps it.
  const { state, reason, carrierRef } = await standingOf(ctx, { ...content, channel, about: { kind: row.about_kind, id: row.about_id }, customerId, automatic: false, purpose, authorId, isJudged: !row.reason?.startsWith('text-guard.') })
  if (state !== 'queued' && reason) throw refused(reason, [{ path: '', code: reason, message: say(ctx.actor.locale, reason) }])
  const key = await keyOf(ctx, id)
  await change(ctx, row, { state: 'queued', due_at: ctx.now, reason: null, remark: null, carrier_ref: carrierRef })
  await ctx.emit(MessageSentAgain, id, { ...told(key, row), ...moved(row.state, 'queued') })
  await ctx.emit(MessageQueued, id, { ...told(key, row), messageId: id, template: null, carrierRef, dueAt: ctx.now.toISOString() })
  return answer(ctx, id)
}

export async function cancelMessage(ctx: Ctx, id: string, version: number): Promise<OutgoingMessage> {
  const row = await hold(ctx, id, version, 'cancel')
  await change(ctx, row, { state: 'cancelled', due_at: null, reason: null })
  await ctx.emit(MessageCancelled, id, { ...told(await keyOf(ctx, id), row), ...moved(row.state, 'cancelled') })
  return answer(ctx, id)
}

/** A person says that it did leave. */
export async function settleMessage(ctx: Ctx, id: string, version: number, reason: string): Promise<OutgoingMessage> {
  const row = await hold(ctx, id, version, 'settle')
  await settle(ctx, row, reason)
  return answer(ctx, id)
}

/** It is proven that a message left: a copy of it was found, or somebody answered it. What is known already stays. */
export async function provenSent(ctx: Ctx, id: string, proof: string): Promise<boolean> {
  const row = await tables(ctx).selectFrom('outgoing_message').selectAll().where('id', '=', id).where('state', '=', 'unknown').forUpdate().executeTakeFirst()
  if (!row) return false
  await settle(ctx, row, proof)
  return true
}

/** It is proven that a message did not leave: it goes once more, by itself. A second doubt about the same message waits for a person, whatever is proven. */
export async function provenLost(ctx: Ctx, id: string): Promise<boolean> {
  const row = await tables(ctx).selectFrom('outgoing_message').selectAll().where('id', '=', id).where('state', '=', 'unknown').forUpdate().executeTakeFirst()
  if (!row) return false
  const doubts = await tables(ctx).selectFrom('outgoing_attempt').select('attempt').where('message_id', '=', id).where('outcome', '=', 'unknown').execute()
  if (doubts.length > 1) return false
  const key = await keyOf(ctx, id)
  await change(ctx, row, { state: 'queued', due_at: ctx.now, reason: 'message.not-found-there' })
  await ctx.emit(MessageSettled, id, { ...told(key, row), reason: 'message.not-found-there', ...moved('unknown', 'queued') })
  await ctx.emit(MessageQueued, id, { ...told(key, row), messageId: id, template: null, carrierRef: row.carrier_ref, dueAt: ctx.now.toISOString() })
  return true
}

async function settle(ctx: Ctx, row: OutgoingRow, reason: string): Promise<void> {
  await change(ctx, row, { state: 'sent', sent_at: row.sent_at ?? ctx.now, due_at: null, reason: null })
  await ctx.emit(MessageSettled, row.id, { ...told(await keyOf(ctx, row.id), row), reason, ...moved('unknown', 'sent') })
}

const MOST_RELEASED = 100
/** Lets messages go that a carrier which now stands ready had to leave lying. Answers where to go on, or null when that was the last. */
export async function releaseHeld(ctx: Ctx, channel: OutgoingRow['channel'], after: string | null = null): Promise<string | null> {
  let held = tables(ctx).selectFrom('outgoing_message').selectAll().where('state', '=', 'held').where('channel', '=', channel)
  if (after) held = held.where('id', '>', after)
  const rows = await held.orderBy('id').limit(MOST_RELEASED).forUpdate().skipLocked().execute()
  const contents = await openContents(ctx, rows)
  for (const row of rows) {
    const content = contents.get(row.id)
    if (!content) continue
    const { state, carrierRef } = await standingOf(ctx, { ...content, channel, about: { kind: row.about_kind, id: row.about_id }, customerId: row.customer_id, automatic: false, purpose: row.purpose, authorId: row.author_id })
    if (state !== 'queued') continue
    const dueAt = row.due_at && row.due_at > ctx.now ? row.due_at : ctx.now
    const key = await keyOf(ctx, row.id)
    await change(ctx, row, { state: 'queued', due_at: dueAt, reason: null, carrier_ref: carrierRef })
    await ctx.emit(MessageQueued, row.id, { ...told(key, row), messageId: row.id, template: null, carrierRef, dueAt: dueAt.toISOString() })
  }
  return rows.length === MOST_RELEASED ? (rows.at(-1) as OutgoingRow).id : null
}
