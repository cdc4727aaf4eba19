import type { Ctx } from '../../../kernel/context.ts'
import { addressOf, tokenOf } from '../addresses.ts'
import type { AddressKind } from '../contract.ts'
import { AddressBlocked, MessageBounced } from '../contract.ts'
import { keyOf } from '../queries.ts'
import { blockDays } from '../settings.ts'
import { tables } from '../tables.ts'
import { moved, told } from '../tell.ts'
import { clean } from './deliver.ts'

/** What came back of a message. */
export interface Returned {
  kind?: AddressKind
  /** Null where nobody was named: then it speaks of all. */
  address: string | null
  /** `failed`: it was not delivered. `delayed`: the other side still tries. `complaint`: it was delivered, and the receiver called it unwanted. */
  outcome: 'failed' | 'delayed' | 'complaint'
  /** The field's word for why, such as `userunknown`; `message.returned.WORD` stands in the catalogues. */
  reason: string
  /** The address itself is dead. */
  hard: boolean
  /** What the other side said. */
  remark?: string | null
}

const NOBODY = Buffer.alloc(16)

/**
 * A message came back. Once nobody it went to has it, it stands as bounced with the reason; while some have, it stays sent and says so. A dead address, and
 * one whose holder complained, is left alone for a setting's days; a full box or a refused text is no reason to. True when the message changed its state.
 */
export async function markBounced(ctx: Ctx, id: string, { kind = 'email', address, outcome, reason, hard, remark = null }: Returned): Promise<boolean> {
  const code = `message.returned.${reason}`
  const known = address ? addressOf(ctx, kind, address) : undefined
  const row = await tables(ctx).selectFrom('outgoing_message').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) return false
  const token = known ? tokenOf(ctx, kind, known.key) : NOBODY
  const of = { outcome, reason, hard, at: ctx.now }
  await tables(ctx).insertInto('outgoing_return').values({ message_id: id, token, ...of }).onConflict((c) => c.columns(['message_id', 'token']).doUpdateSet(of)).execute()
  if (address && outcome !== 'delayed' && (hard || outcome === 'complaint')) await blockAddress(ctx, id, kind, address, outcome === 'complaint' ? 'message.returned.feedback' : code)
  if (outcome !== 'failed' || (row.state !== 'sent' && row.state !== 'unknown')) return false
  const said = clean(remark)
  if (known && await somebodyHas(ctx, id)) {
    await tables(ctx).updateTable('outgoing_message').set({ reason: 'message.some-returned', remark: said, changed_at: ctx.now, version: row.version + 1 }).where('id', '=', id).execute()
    return false
  }
  await tables(ctx).updateTable('outgoing_message').set({ state: 'bounced', reason: code, remark: said, due_at: null, changed_at: ctx.now, version: row.version + 1 }).where('id', '=', id).execute()
  await ctx.emit(MessageBounced, id, { ...told(await keyOf(ctx, id), row), reason: code, ...moved(row.state, 'bounced') })
  return true
}

/** Whether it went to somebody from whom nothing came back. */
async function somebodyHas(ctx: Ctx, id: string): Promise<boolean> {
  const [receivers, returned] = await Promise.all([
    tables(ctx).selectFrom('outgoing_recipient').select('token').where('message_id', '=', id).execute(),
    tables(ctx).selectFrom('outgoing_return').select('token').where('message_id', '=', id).where('outcome', '=', 'failed').execute(),
  ])
  // An address that we did not write to is where one of ours was sent on to.
  const elsewhere = returned.filter((one) => !receivers.some((receiver) => receiver.token.equals(one.token))).length
  return receivers.filter((one) => !returned.some((other) => other.token.equals(one.token))).length > elsewhere
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
