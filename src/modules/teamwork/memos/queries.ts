import { inSight } from '../../../kernel/access.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { startOfDay } from '../../../kernel/days.ts'
import { notFound } from '../../../kernel/errors.ts'
import { companyZone } from '../../../kernel/frame.ts'
import { inOrder, listIds } from '../../../kernel/listing.ts'
import type { Condition } from '../../../pure/conditions/index.ts'
import type { z } from 'zod'
import type { Memo, MemoQuery, MemoWord } from '../contract.ts'
import { memoResource, tables } from '../tables.ts'

const LIST = { table: 'memo', resource: memoResource, permission: 'memo.read', sort: '-sentAt', sorts: { sentAt: { column: 'id', type: 'uuid' }, replyBy: { column: 'reply_by', type: 'timestamptz' } } } as const

/** A page of messages with receipt in the reader's sight, newest first. */
export async function listMemos(ctx: Ctx, { state, box, overdue, from, to, ...page }: MemoQuery): Promise<{ items: Memo[]; nextCursor: string | null }> {
  const zone = ctx.settings.get(companyZone)
  const me = { var: 'me' } as const
  const filter: Condition = { all: [
    ...(state ? [{ field: 'state', is: 'equal' as const, value: state }] : []),
    ...(box === 'in' ? [{ any: [{ field: 'receiverId', is: 'equal' as const, value: me }, { field: 'receiverId', is: 'one-of' as const, value: { var: 'standsFor' } }] }] : box === 'out' ? [{ field: 'senderId', is: 'equal' as const, value: me }] : []),
    ...(overdue ? [{ field: 'state', is: 'equal' as const, value: 'waiting' }, { field: 'replyBy', is: 'until' as const, value: { ago: 0 } }] : []),
    ...(from ? [{ field: 'sentAt', is: 'from' as const, value: startOfDay(zone, from).toISOString() }] : []), ...(to ? [{ field: 'sentAt', is: 'before' as const, value: startOfDay(zone, to, 1).toISOString() }] : []),
  ] }
  const { ids, nextCursor } = await listIds(ctx, LIST, page, filter)
  return { items: await memosById(ctx, ids), nextCursor }
}

export async function memosById(ctx: Ctx, ids: readonly string[]): Promise<Memo[]> {
  if (!ids.length) return []
  const rows = await tables(ctx).selectFrom('memo as m').innerJoin('staff_ref as s', 's.id', 'm.sender_id').innerJoin('staff_ref as r', 'r.id', 'm.receiver_id').selectAll('m').select(['s.name as sender_name', 'r.name as receiver_name'])
    .where('m.id', 'in', ids).where(inSight(ctx, memoResource, 'memo.read', 'm')).execute()
  return inOrder(ids, rows).map((row) => ({
    id: row.id, sender: { id: row.sender_id, name: row.sender_name }, receiver: { id: row.receiver_id, name: row.receiver_name }, matter: row.matter, why: row.why, expected: row.expected, doneBy: row.done_by, replyBy: row.reply_by, state: row.state,
    overdue: row.state === 'waiting' && row.reply_by <= ctx.now, round: row.round, readAt: row.read_at, confirmedAt: row.confirmed_at, late: row.late, sentAt: row.sent_at, version: row.version, may: deeds(ctx, row),
  }))
}

function deeds(ctx: Ctx, { state, sender_id, receiver_id }: { state: Memo['state']; sender_id: string; receiver_id: string }): Memo['may'] {
  const standsFor = (ctx.actor.vars['standsFor'] as readonly string[] | undefined) ?? []
  const receives = receiver_id === ctx.actor.id || standsFor.includes(receiver_id)
  const sent = sender_id === ctx.actor.id
  return [...(receives && state === 'waiting' ? ['read-back'] as const : []), ...(sent && state === 'confirmed' ? ['correct'] as const : []), ...((receives || sent) && state === 'confirmed' ? ['feed-back'] as const : []), ...(sent && state === 'waiting' ? ['withdraw'] as const : [])]
}

/** One message in the reader's sight. @throws AppError not-found `memo.not-found` */
export async function findMemo(ctx: Ctx, id: string): Promise<Memo> {
  const [found] = await memosById(ctx, [id])
  if (!found) throw notFound('memo')
  return found
}
export async function getMemo(ctx: Ctx, id: string): Promise<Memo & { words: z.output<typeof MemoWord>[] }> {
  const found = await findMemo(ctx, id)
  const words = await tables(ctx).selectFrom('memo_word as w').innerJoin('staff_ref as s', 's.id', 'w.staff_id').selectAll('w').select('s.name').where('w.memo_id', '=', id).orderBy('w.id').limit(500).execute()
  return { ...found, words: words.map((row) => ({ id: row.id, by: { id: row.staff_id, name: row.name }, kind: row.kind, text: row.text, at: row.at })) }
}
