import { maskPersonal } from '../../../pure/text/index.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, invalid, refused } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { on } from '../../../kernel/module.ts'
import { notify, requireStaff } from '../../people/index.ts'
import { addTask, cancelTask, finishTask } from '../../tasks/index.ts'
import { TaskOverdue } from '../../tasks/contract.ts'
import type { Memo, SendMemo } from '../contract.ts'
import { MemoConfirmed, MemoCorrected, MemoFedBack, MemoRead, MemoSent, MemoUnconfirmed, MemoWithdrawn } from '../contract.ts'
import { tables } from '../tables.ts'
import { findMemo, memosById } from './queries.ts'

/** A message goes out, is read back in the receiver's own words, corrected where it was misunderstood, and told of when done. What is not read back in time goes up. */

/** Titles of tasks are short. */
const short = (text: string) => text.length > 80 ? `${text.slice(0, 79)}…` : text
const taskKey = (id: string, round: number) => `memo:${id}:${round}`
const askBack = (ctx: Ctx, { id, round, matter, receiverId, replyBy }: { id: string; round: number; matter: string; receiverId: string; replyBy: Date }) => addTask(ctx, {
  key: taskKey(id, round), title: { zh: `复述确认：${short(matter)}`, en: `Read back: ${short(matter)}` }, ownerId: receiverId, dueAt: replyBy, about: { kind: 'memo', id }, source: { kind: 'memo', id }, path: `/memos/${id}`, byHand: false,
})

/** Sends a message to each receiver, who has to read it back by the moment. @throws AppError invalid `memo.reply-by-past`, `memo.done-by-past`, refused `memo.to-oneself`, `staff.has-left` */
export async function sendMemo(ctx: Ctx, { receivers, matter, why, expected, doneBy, replyBy }: SendMemo): Promise<Memo[]> {
  if (replyBy <= ctx.now) throw invalid('replyBy', 'memo.reply-by-past')
  if (doneBy && doneBy <= ctx.now) throw invalid('doneBy', 'memo.done-by-past')
  const me = ctx.actor.id as string
  const to = [...new Set(receivers)]
  if (to.includes(me)) throw refused('memo.to-oneself', [{ path: 'receivers', code: 'memo.to-oneself' }])
  for (const id of to) await requireStaff(ctx, id, 'receivers')
  const batch = newId()
  const rows = to.map((receiver) => ({
    id: newId(), batch_id: batch, sender_id: me, receiver_id: receiver, matter: maskPersonal(matter), why: why ? maskPersonal(why) : null, expected: maskPersonal(expected), done_by: doneBy ?? null, reply_by: replyBy,
    state: 'waiting' as const, read_at: null, overdue_at: null, round: 1, confirmed_at: null, late: null, sent_at: ctx.now, version: 1,
  }))
  await tables(ctx).insertInto('memo').values(rows).execute()
  for (const row of rows) {
    await askBack(ctx, { id: row.id, round: 1, matter: row.matter, receiverId: row.receiver_id, replyBy })
    await ctx.emit(MemoSent, row.id, { receiverId: row.receiver_id, replyBy: replyBy.toISOString() })
  }
  return memosById(ctx, rows.map((row) => row.id))
}

async function allowed(ctx: Ctx, id: string, deed: Memo['may'][number]): Promise<Memo> {
  const before = await findMemo(ctx, id)
  if (!before.may.includes(deed)) throw deed === 'read-back' && before.state === 'confirmed' ? conflict('memo.confirmed-already', before) : new AppError('forbidden', 'memo.not-yours')
  return before
}
const word = (ctx: Ctx, memoId: string, kind: 'read-back' | 'correction' | 'feedback', text: string) => tables.insert(ctx, 'memo_word', { id: newId(), memo_id: memoId, staff_id: ctx.actor.id as string, kind, text: maskPersonal(text), at: ctx.now })

/** Marks it as seen; seen is not confirmed. */
export async function readMemo(ctx: Ctx, id: string): Promise<Memo> {
  const before = await findMemo(ctx, id)
  if (before.receiver.id === ctx.actor.id && !before.readAt) await tables(ctx).updateTable('memo').set({ read_at: ctx.now }).where('id', '=', id).where('read_at', 'is', null).execute()
  await ctx.emit(MemoRead, id, {})
  return findMemo(ctx, id)
}

/** Closes the loop: the receiver says in their own words what is to be done. @throws AppError forbidden `memo.not-yours`, conflict `memo.confirmed-already`, `record.stale` */
export async function readBack(ctx: Ctx, id: string, { version, text }: { version: number; text: string }): Promise<Memo> {
  const before = await allowed(ctx, id, 'read-back')
  const late = ctx.now > before.replyBy
  const won = await tables(ctx).updateTable('memo').set((eb) => ({ state: 'confirmed', confirmed_at: ctx.now, late, read_at: eb.fn.coalesce('read_at', eb.val(ctx.now)), version: version + 1 })).where('id', '=', id).where('version', '=', version).where('state', '=', 'waiting').returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', await findMemo(ctx, id))
  word(ctx, id, 'read-back', text)
  await finishTask(ctx, { key: taskKey(id, before.round) })
  await ctx.emit(MemoConfirmed, id, { late, round: before.round })
  await tell(ctx, before.sender.id, 'memo.notice-confirmed', before)
  return findMemo(ctx, id)
}

/** The sender finds it misunderstood: the loop is open again until the receiver reads back once more. @throws AppError invalid `memo.reply-by-past`, forbidden `memo.not-yours`, conflict `record.stale` */
export async function correctMemo(ctx: Ctx, id: string, { version, text, replyBy }: { version: number; text: string; replyBy: Date }): Promise<Memo> {
  const before = await allowed(ctx, id, 'correct')
  if (replyBy <= ctx.now) throw invalid('replyBy', 'memo.reply-by-past')
  const round = before.round + 1
  const won = await tables(ctx).updateTable('memo').set({ state: 'waiting', confirmed_at: null, late: null, overdue_at: null, reply_by: replyBy, round, version: version + 1 }).where('id', '=', id).where('version', '=', version).where('state', '=', 'confirmed').returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', await findMemo(ctx, id))
  word(ctx, id, 'correction', text)
  await askBack(ctx, { id, round, matter: before.matter, receiverId: before.receiver.id, replyBy })
  await ctx.emit(MemoCorrected, id, { round, replyBy: replyBy.toISOString() })
  return findMemo(ctx, id)
}

/** Tells how it goes or that it is done. @throws AppError forbidden `memo.not-yours` */
export async function feedBack(ctx: Ctx, id: string, text: string): Promise<Memo> {
  const before = await allowed(ctx, id, 'feed-back')
  word(ctx, id, 'feedback', text)
  await ctx.emit(MemoFedBack, id, {})
  await tell(ctx, before.sender.id === ctx.actor.id ? before.receiver.id : before.sender.id, 'memo.notice-feedback', before)
  return findMemo(ctx, id)
}

/** Takes back what nobody has confirmed. @throws AppError forbidden `memo.not-yours`, conflict `record.stale` */
export async function withdrawMemo(ctx: Ctx, id: string, version: number): Promise<Memo> {
  const before = await allowed(ctx, id, 'withdraw')
  const won = await tables(ctx).updateTable('memo').set({ state: 'withdrawn', version: version + 1 }).where('id', '=', id).where('version', '=', version).where('state', '=', 'waiting').returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', before)
  await cancelTask(ctx, { key: taskKey(id, before.round) }, '')
  await ctx.emit(MemoWithdrawn, id, {})
  return findMemo(ctx, id)
}

const tell = (ctx: Ctx, whom: string, code: string, { id, matter, receiver }: Pick<Memo, 'id' | 'matter' | 'receiver'>) => notify(ctx, [whom], { code, subjectKind: 'memo', subjectId: id, params: { matter, name: receiver.name } })

/** A message that nobody has read back in time: the inbox tells it up the receiver's line, here its sender hears of it. */
export const escalateMemos = on(TaskOverdue, 'teamwork.unconfirmed', async (ctx, events) => {
  const own = events.filter((one) => one.data.source.kind === 'memo')
  for (const { data } of own) {
    const row = await tables(ctx).updateTable('memo').set({ overdue_at: ctx.now }).where('id', '=', data.source.id).where('state', '=', 'waiting').where('overdue_at', 'is', null).returning(['id', 'sender_id', 'receiver_id', 'matter', 'reply_by']).executeTakeFirst()
    if (!row) continue
    const receiver = await tables(ctx).selectFrom('staff_ref').select(['id', 'name']).where('id', '=', row.receiver_id).executeTakeFirstOrThrow()
    await ctx.emit(MemoUnconfirmed, row.id, { replyBy: row.reply_by.toISOString() })
    await tell(ctx, row.sender_id, 'memo.notice-unconfirmed', { id: row.id, matter: row.matter, receiver })
  }
})
