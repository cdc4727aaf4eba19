import type { Ctx } from '../../../kernel/context.ts'
import { addressOf, tokenOf } from '../addresses.ts'
import type { AddressKind } from '../contract.ts'
import { AddressBlocked, MessageBounced } from '../contract.ts'
import { keyOf } from '../queries.ts'
import { blockDays } from '../settings.ts'
import { tables } from '../tables.ts'
import { moved, told } from '../tell.ts'

/** What came back: the address it could not reach, and whether for good. */
export interface Returned { kind?: AddressKind; address: string | null; permanent: boolean }

/**
 * A message came back. For good: it stands as bounced, and the address is left alone for a setting's days. For now: only told in the log of
 * the mail; the other side still tries. True when the message was ours and changed.
 */
export async function markBounced(ctx: Ctx, id: string, { kind = 'email', address, permanent }: Returned): Promise<boolean> {
  if (!permanent) return false
  if (address) await blockAddress(ctx, id, kind, address, 'message.bounced-permanent')
  const row = await tables(ctx).selectFrom('outgoing_message').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row || (row.state !== 'sent' && row.state !== 'unknown')) return false
  await tables(ctx).updateTable('outgoing_message').set({ state: 'bounced', reason: 'message.bounced-permanent', due_at: null, changed_at: ctx.now, version: row.version + 1 }).where('id', '=', id).execute()
  await ctx.emit(MessageBounced, id, { ...told(await keyOf(ctx, id), row), reason: 'message.bounced-permanent', ...moved(row.state, 'bounced') })
  return true
}

/** Writes no more to an address until its days are over; `id` is the message that could not be delivered. */
export async function blockAddress(ctx: Ctx, id: string, kind: AddressKind, address: string, reason: string): Promise<void> {
  const known = addressOf(ctx, kind, address)
  if (!known) return
  const until = new Date(ctx.now.getTime() + ctx.settings.get(blockDays) * 86_400_000)
  await tables(ctx).insertInto('blocked_address').values({ token: tokenOf(ctx, kind, known.key), kind, reason, message_id: id, at: ctx.now, until })
    .onConflict((c) => c.column('token').doUpdateSet({ reason, message_id: id, at: ctx.now, until })).execute()
  await ctx.emit(AddressBlocked, id, { kind, reason, until: until.toISOString() })
}
