import { z } from 'zod'
import { systemActor } from '../../../kernel/actors.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, invalid, notFound } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { schedule } from '../../../kernel/jobs.ts'
import { beat, on, outsideJob } from '../../../kernel/module.ts'
import { notify, readActor } from '../../people/index.ts'
import { checkText } from '../../messages/index.ts'
import { addMessage } from '../commands/add-message.ts'
import { dropSent } from '../commands/save-draft.ts'
import { MessageAdded } from '../contract.ts'
import { findCase, getCase, mayWith } from '../queries.ts'
import type { ScheduledReply } from './contract.ts'
import { ReplyScheduled, ScheduledCancelled, ScheduledHeld, ScheduledSent } from './contract.ts'
import { momentFault } from './rules.ts'
import type { ScheduledRow } from './tables.ts'
import { tables } from './tables.ts'

/** Answers that leave at their moment, in their writer's name, exactly once. */

const VIA = 'cases.send-scheduled'
type Found = ScheduledRow & { name: string | null }
const rowsOf = (ctx: Ctx) => tables(ctx).selectFrom('case_scheduled as s').leftJoin('staff_ref as w', 'w.id', 's.staff_id').selectAll('s').select('w.name')
const shown = (ctx: Ctx, row: Found, mayReply: boolean): ScheduledReply => ({
  id: row.id, caseId: row.case_id, body: row.body, attachments: row.attachments as ScheduledReply['attachments'], sendAt: row.send_at, unlessWritten: row.unless_written, state: row.state === 'held' ? 'held' : 'waiting', reason: row.reason,
  by: { id: row.staff_id, name: row.name ?? '' },
  // Files belong to whoever uploaded them, so only the writer can send them off early.
  may: !mayReply ? [] : row.staff_id === ctx.actor.id ? ['cancel', 'send'] : ['cancel'], version: row.version,
})

/** What waits to leave on a case, or did not, the nearest first. Who may see the case is for the caller to have decided. */
export const scheduledOf = async (ctx: Ctx, caseId: string, mayReply: boolean): Promise<ScheduledReply[]> =>
  (await rowsOf(ctx).where('s.case_id', '=', caseId).where('s.state', 'in', ['waiting', 'held']).orderBy('s.send_at').execute()).map((row) => shown(ctx, row, mayReply))

async function answerable(ctx: Ctx, caseId: string) {
  const found = await findCase(ctx, caseId)
  if (!found.may_write) throw new AppError('forbidden', 'case.not-yours')
  if (!mayWith(ctx, found).includes('reply')) throw conflict('case.is-closed', await getCase(ctx, caseId))
  return found
}

/** Writes an answer that leaves later; its words are judged now, and again when it leaves. @throws AppError invalid `moment.in-the-past`, `moment.too-far`; conflict `case.is-closed`; refused `text-guard.*` */
export async function scheduleReply(ctx: Ctx, caseId: string, { body, attachments, sendAt, unlessWritten, draftVersion, guardReason }: { body: string; attachments: ScheduledReply['attachments']; sendAt: Date; unlessWritten: boolean; draftVersion?: number | undefined; guardReason?: string | undefined }): Promise<ScheduledReply> {
  await answerable(ctx, caseId)
  const fault = momentFault(sendAt, ctx.now)
  if (fault) throw invalid('sendAt', fault)
  await checkText(ctx, { text: body, about: { kind: 'case', id: caseId }, reason: guardReason })
  const row: ScheduledRow = { id: newId(), case_id: caseId, staff_id: ctx.actor.id as string, body, attachments: JSON.stringify(attachments), send_at: sendAt, unless_written: unlessWritten, state: 'waiting', reason: null, message_id: null, guard_reason: guardReason ?? null, made_at: ctx.now, settled_at: null, version: 1 }
  tables.insert(ctx, 'case_scheduled', row)
  if (draftVersion !== undefined) await dropSent(ctx, caseId, 'public', draftVersion)
  await ctx.emit(ReplyScheduled, caseId, { scheduledId: row.id, sendAt: sendAt.toISOString() })
  return shown(ctx, { ...row, attachments, name: ctx.actor.name }, true)
}

async function settle(ctx: Ctx, caseId: string, id: string, version: number | undefined, to: Pick<ScheduledRow, 'state' | 'message_id'>): Promise<Found> {
  const before = await rowsOf(ctx).where('s.id', '=', id).where('s.case_id', '=', caseId).executeTakeFirst()
  if (!before) throw notFound('scheduled')
  const won = await tables(ctx).updateTable('case_scheduled').set({ ...to, settled_at: ctx.now, version: before.version + 1 }).where('id', '=', id).where('version', '=', version ?? before.version).where('state', 'in', ['waiting', 'held']).returning('id').executeTakeFirst()
  if (!won) throw conflict('scheduled.gone', { state: before.state, version: before.version })
  return before
}

/** Takes an answer back that has not left. @throws AppError conflict `scheduled.gone` when it has */
export async function cancelScheduled(ctx: Ctx, caseId: string, id: string, version?: number): Promise<ScheduledReply> {
  await answerable(ctx, caseId)
  const before = await settle(ctx, caseId, id, version, { state: 'cancelled', message_id: null })
  await ctx.emit(ScheduledCancelled, caseId, { scheduledId: id })
  return { ...shown(ctx, before, true), may: [], version: before.version + 1 }
}

/** Sends it before its moment, or after it was held. @throws AppError forbidden `scheduled.not-yours`, those of `addMessage` */
export async function sendScheduled(ctx: Ctx, caseId: string, id: string, version?: number): Promise<{ messageId: string }> {
  const before = await rowsOf(ctx).where('s.id', '=', id).where('s.case_id', '=', caseId).executeTakeFirst()
  if (before && before.staff_id !== ctx.actor.id) throw new AppError('forbidden', 'scheduled.not-yours')
  return { messageId: await leave(ctx, caseId, await settle(ctx, caseId, id, version, { state: 'sent', message_id: null })) }
}

async function leave(ctx: Ctx, caseId: string, row: ScheduledRow): Promise<string> {
  const files = (row.attachments as ScheduledReply['attachments']).map((one) => one.id)
  const message = await addMessage(ctx, caseId, { body: row.body, visibility: 'public', ...(row.guard_reason ? { guardReason: row.guard_reason } : {}), ...(files.length ? { attachments: files } : {}) })
  await tables(ctx).updateTable('case_scheduled').set({ message_id: message.id }).where('id', '=', row.id).execute()
  await ctx.emit(ScheduledSent, caseId, { scheduledId: row.id, messageId: message.id })
  return message.id
}

/** Keeps an answer from leaving; its writer hears why. */
async function holdBack(ctx: Ctx, row: Pick<ScheduledRow, 'id' | 'case_id' | 'staff_id'>, reason: string): Promise<void> {
  const held = await tables(ctx).updateTable('case_scheduled').set((eb) => ({ state: 'held' as const, reason, version: eb('version', '+', 1) })).where('id', '=', row.id).where('state', '=', 'waiting').returning('id').executeTakeFirst()
  if (!held) return
  await ctx.emit(ScheduledHeld, row.case_id, { scheduledId: row.id, reason })
  const of = await tables(ctx).selectFrom('case').select(['number', 'handler_id']).where('id', '=', row.case_id).executeTakeFirst()
  if (of) await notify(ctx, [row.staff_id, ...(reason === 'scheduled.writer-gone' && of.handler_id ? [of.handler_id] : [])], { code: reason === 'scheduled.customer-wrote' ? 'case.notice-scheduled-written' : 'case.notice-scheduled-held', subjectKind: 'case', subjectId: row.case_id, params: { number: of.number } })
}

const leaveOne = outsideJob(VIA, { payload: z.object({ id: z.uuid() }) }, async (work, { id }) => {
  const row = await work.read(systemActor, VIA, (ctx) => tables(ctx).selectFrom('case_scheduled').selectAll().where('id', '=', id).where('state', '=', 'waiting').executeTakeFirst())
  if (!row) return
  const writer = await work.read(systemActor, VIA, (ctx) => readActor(ctx, row.staff_id))
  const hold = (reason: string) => work.unit(systemActor, VIA, (ctx) => holdBack(ctx, row, reason))
  if (!writer) return hold('scheduled.writer-gone')
  try {
    await work.unit(writer, VIA, async (ctx) => {
      const mine = await tables(ctx).updateTable('case_scheduled').set({ state: 'sent', settled_at: ctx.now, version: row.version + 1 }).where('id', '=', id).where('version', '=', row.version).where('state', '=', 'waiting').returningAll().executeTakeFirst()
      if (mine) await leave(ctx, row.case_id, mine)
    })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    await hold(error.details.errors?.[0]?.code ?? error.code)
  }
})

const BATCH = 200
const sendDue = beat('cases.send-scheduled', 5, async (ctx) => {
  const due = await tables(ctx).selectFrom('case_scheduled').select('id').where('state', '=', 'waiting').where('send_at', '<=', ctx.now).orderBy('send_at').limit(BATCH).execute()
  await schedule(ctx, leaveOne, due.map(({ id }) => ({ payload: { id }, key: id })))
  return due.length === BATCH
})

/** What the customer writes makes old words wrong: answers that wait are held, and their writers look. */
const holdWritten = on(MessageAdded, 'cases.hold-scheduled', async (ctx, events) => {
  const spoken = events.filter(({ data }) => data.author === 'customer').map(({ subjectId }) => subjectId)
  if (!spoken.length) return
  const waiting = await tables(ctx).selectFrom('case_scheduled').select(['id', 'case_id', 'staff_id']).where('case_id', 'in', spoken).where('state', '=', 'waiting').where('unless_written', '=', true).execute()
  for (const row of waiting) await holdBack(ctx, row, 'scheduled.customer-wrote')
})

export const scheduling = { jobs: [leaveOne], beats: [sendDue], listeners: [holdWritten] }
