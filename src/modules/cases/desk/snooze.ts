import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, invalid } from '../../../kernel/errors.ts'
import { beat, on } from '../../../kernel/module.ts'
import { ClockBreached, ClockWarned } from '../../clocks/contract.ts'
import { notify } from '../../people/index.ts'
import { keepRead } from '../commands/mark-read.ts'
import { CaseAssigned, CaseMoved, HandoverAccepted, MessageAdded } from '../contract.ts'
import { findCase, getCase, mayWith } from '../queries.ts'
import { CaseSnoozed, CaseWoken } from './contract.ts'
import type { SnoozeEnd } from './rules.ts'
import { momentFault } from './rules.ts'
import { tables } from './tables.ts'

/** A case put aside is out of its handler's way and of nobody else's: its deadlines go on, and whatever presses brings it back. */

/** Puts a case aside. @throws AppError invalid `moment.in-the-past`, `moment.too-far`; conflict `case.is-closed` */
export async function snoozeCase(ctx: Ctx, id: string, until: Date | null): Promise<{ until: Date | null; at: Date }> {
  const found = await findCase(ctx, id)
  if (!found.may_write) throw new AppError('forbidden', 'case.not-yours')
  if (!mayWith(ctx, found).includes('change')) throw conflict('case.is-closed', await getCase(ctx, id))
  const fault = until && momentFault(until, ctx.now)
  if (fault) throw invalid('until', fault)
  await tables(ctx).updateTable('case').set({ snoozed_at: ctx.now, snoozed_until: until, snoozed_by: ctx.actor.id, changed_at: ctx.now }).where('id', '=', id).execute()
  await ctx.emit(CaseSnoozed, id, { until: until?.toISOString() ?? null })
  keepRead(ctx, found)
  return { until, at: ctx.now }
}

/** Takes it up again by hand; what was not put aside stays as it is. */
export async function wakeCase(ctx: Ctx, id: string): Promise<{ woken: boolean }> {
  const found = await findCase(ctx, id)
  if (!found.may_write) throw new AppError('forbidden', 'case.not-yours')
  const woken = (await wake(ctx, [id], 'by-hand')).length > 0
  if (!woken) await ctx.emit(CaseWoken, id, { why: 'by-hand' })
  keepRead(ctx, found)
  return { woken }
}

const NONE = { snoozed_at: null, snoozed_until: null, snoozed_by: null }
async function wake(ctx: Ctx, ids: readonly string[], why: SnoozeEnd): Promise<{ id: string; number: string; handler_id: string | null }[]> {
  if (!ids.length) return []
  const rows = await tables(ctx).updateTable('case').set({ ...NONE, changed_at: ctx.now }).where('id', 'in', [...new Set(ids)]).where('snoozed_at', 'is not', null).returning(['id', 'number', 'handler_id']).execute()
  for (const { id } of rows) await ctx.emit(CaseWoken, id, { why })
  return rows
}
async function wakeAndTell(ctx: Ctx, ids: readonly string[], why: 'moment' | 'customer' | 'deadline'): Promise<void> {
  for (const { id, number, handler_id } of await wake(ctx, ids, why)) if (handler_id) await notify(ctx, [handler_id], { code: `case.notice-woken-${why}`, subjectKind: 'case', subjectId: id, params: { number } })
}

const BATCH = 200
const wakeDue = beat('cases.wake', 5, async (ctx) => {
  const due = await tables(ctx).selectFrom('case').select('id').where('snoozed_until', '<=', ctx.now).orderBy('snoozed_until').limit(BATCH).forUpdate().skipLocked().execute()
  await wakeAndTell(ctx, due.map(({ id }) => id), 'moment')
  return due.length === BATCH
})
const wakeSpoken = on(MessageAdded, 'cases.wake-spoken', (ctx, events) => wakeAndTell(ctx, events.filter(({ data }) => data.author === 'customer').map(({ subjectId }) => subjectId), 'customer'))
const wakePressed = on([ClockWarned, ClockBreached], 'cases.wake-pressed', (ctx, events) => wakeAndTell(ctx, events.filter(({ data }) => data.subjectKind === 'case').map(({ subjectId }) => subjectId), 'deadline'))
/** Whoever is given a case is not to find it hidden, and what is closed needs no reminder. */
const wakeGiven = on([CaseAssigned, HandoverAccepted, CaseMoved], 'cases.wake-given', async (ctx, events) => {
  await wake(ctx, events.filter(({ data }) => 'handlerId' in data.changed).map(({ subjectId }) => subjectId), 'handed-on')
  await wake(ctx, events.filter(({ kind, data }) => kind === CaseMoved.kind && ['resolved', 'closed'].includes((data as { toClass?: string }).toClass ?? '')).map(({ subjectId }) => subjectId), 'closed')
})

export const snoozing = { beats: [wakeDue], listeners: [wakeSpoken, wakePressed, wakeGiven] }
