import { maskPersonal } from '../../../pure/text/index.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, invalid } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { attachFiles } from '../../files/index.ts'
import { notify, requireRole, requireStaff } from '../../people/index.ts'
import { addTask, cancelTask, finishTask } from '../../tasks/index.ts'
import { tables } from '../tables.ts'
import type { AskPaper, DeliverPaper, Paper } from './contract.ts'
import { PaperAsked, PaperDelivered, PaperWithdrawn } from './contract.ts'
import { findPaper } from './queries.ts'

/** Who writes papers when nobody is named. */
const CLERKS = 'clerk'
const keyOf = (id: string) => `paper-request:${id}`

/** Asks for a paper. @throws AppError invalid `task.due-in-the-past`; refused `staff.*`, `role.unknown` */
export async function askPaper(ctx: Ctx, { title, note, dueAt, ownerId, roleKey = ownerId ? undefined : CLERKS }: AskPaper): Promise<Paper> {
  if (dueAt <= ctx.now) throw invalid('dueAt', 'task.due-in-the-past')
  if (ownerId) await requireStaff(ctx, ownerId, 'ownerId')
  if (roleKey) requireRole(ctx, roleKey)
  const row = { id: newId(), title: maskPersonal(title), note: note ? maskPersonal(note) : null, asked_by: ctx.actor.id as string, owner_id: ownerId ?? null, role_key: roleKey ?? null, due_at: dueAt, state: 'open' as const, delivered_by: null, delivered_at: null, late: null, delivery: null, created_at: ctx.now, version: 1 }
  await tables(ctx).insertInto('paper_request').values(row).execute()
  const about = { kind: 'paper-request', id: row.id }
  await addTask(ctx, { key: keyOf(row.id), title: { zh: `提交材料：${row.title}`, en: `Deliver: ${row.title}` }, ...(ownerId ? { ownerId } : { roleKey }), dueAt, about, source: about, path: `/paper-requests/${row.id}`, byHand: false })
  await ctx.emit(PaperAsked, row.id, { ownerId: row.owner_id, roleKey: row.role_key, dueAt: dueAt.toISOString() })
  return findPaper(ctx, row.id)
}

/** Delivers it, once: of two who deliver at the same moment one does. @throws AppError forbidden `paper-request.not-yours`; conflict `paper-request.over`, `record.stale` */
export async function deliverPaper(ctx: Ctx, id: string, { version, text, files }: DeliverPaper): Promise<Paper> {
  const before = await findPaper(ctx, id)
  if (!before.may.includes('deliver')) throw before.state === 'open' ? new AppError('forbidden', 'paper-request.not-yours') : conflict('paper-request.over', before)
  const late = ctx.now > before.dueAt
  const won = await tables(ctx).updateTable('paper_request').set({ state: 'delivered', delivered_by: ctx.actor.id, delivered_at: ctx.now, late, delivery: text ? maskPersonal(text) : null, version: version + 1 }).where('id', '=', id).where('version', '=', version).where('state', '=', 'open').returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', await findPaper(ctx, id))
  await attachFiles(ctx, files, { kind: 'paper-request', id })
  await finishTask(ctx, { key: keyOf(id) }, text)
  await ctx.emit(PaperDelivered, id, { late, files: files.length })
  await notify(ctx, [before.askedBy.id], { code: 'paper-request.delivered-notice', subjectKind: 'paper-request', subjectId: id, params: { title: before.title } })
  return findPaper(ctx, id)
}

/** Takes the wish back. @throws AppError forbidden `paper-request.not-yours`; conflict `paper-request.over`, `record.stale` */
export async function withdrawPaper(ctx: Ctx, id: string, version: number): Promise<Paper> {
  const before = await findPaper(ctx, id)
  if (!before.may.includes('withdraw')) throw before.state === 'open' ? new AppError('forbidden', 'paper-request.not-yours') : conflict('paper-request.over', before)
  const won = await tables(ctx).updateTable('paper_request').set({ state: 'withdrawn', version: version + 1 }).where('id', '=', id).where('version', '=', version).where('state', '=', 'open').returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', await findPaper(ctx, id))
  await cancelTask(ctx, { key: keyOf(id) }, '')
  await ctx.emit(PaperWithdrawn, id, {})
  return findPaper(ctx, id)
}
