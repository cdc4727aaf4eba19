import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, notFound } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { maskPersonal } from '../../../pure/text/index.ts'
import { namesOf } from '../../people/index.ts'
import { applyAssignments } from '../commands/apply-assignments.ts'
import { requireMayHandle } from '../commands/may-handle.ts'
import type { Case } from '../contract.ts'
import { findCase, getCase, mayWith } from '../queries.ts'
import type { HelpCall } from './contract.ts'
import { CaseSteppedIn, HelpAsked, HelpSettled } from './contract.ts'
import type { HelpRow } from './tables.ts'
import { tables } from './tables.ts'

/** Calls as readers see them; `mayAssign` says of which cases the reader decides. */
export async function shownCalls(ctx: Ctx, rows: readonly HelpRow[], mayAssign: (caseId: string) => boolean): Promise<HelpCall[]> {
  const names = await namesOf(ctx, [...new Set(rows.flatMap(({ asked_by, settled_by }) => settled_by ? [asked_by, settled_by] : [asked_by]))])
  const named = (id: string) => ({ id, name: names.get(id) ?? '' })
  return rows.map((row) => ({
    id: row.id, caseId: row.case_id, askedBy: named(row.asked_by), askedAt: row.asked_at, why: row.why, state: row.state, settledBy: row.settled_by ? named(row.settled_by) : null, settledAt: row.settled_at, version: row.version,
    may: row.state !== 'open' ? [] : [...(row.asked_by === ctx.actor.id ? ['withdraw' as const] : mayAssign(row.case_id) ? ['advise' as const] : []), ...(mayAssign(row.case_id) ? ['step-in' as const] : [])],
  }))
}

/** Calls for help with a case, newest first. */
export async function callsOf(ctx: Ctx, caseId: string): Promise<HelpCall[]> {
  const found = await findCase(ctx, caseId)
  const rows = await tables(ctx).selectFrom('case_help').selectAll().where('case_id', '=', caseId).orderBy('id', 'desc').limit(20).execute()
  return shownCalls(ctx, rows, () => mayWith(ctx, found).includes('assign'))
}
async function shownCall(ctx: Ctx, { id, case_id }: Pick<HelpRow, 'id' | 'case_id'>): Promise<HelpCall> {
  const call = (await callsOf(ctx, case_id)).find((one) => one.id === id)
  if (!call) throw notFound('help')
  return call
}

/** @throws AppError forbidden `case.not-yours`, conflict `help.already`, `case.is-closed` */
export async function callForHelp(ctx: Ctx, caseId: string, { why }: { why: string }): Promise<HelpCall> {
  const found = await findCase(ctx, caseId)
  if (!found.may_write) throw new AppError('forbidden', 'case.not-yours')
  if (found.status_class === 'closed' || found.removed_at) throw conflict('case.is-closed', await getCase(ctx, caseId))
  const row: HelpRow = { id: newId(), case_id: caseId, asked_by: ctx.actor.id as string, asked_at: ctx.now, why: maskPersonal(why), state: 'open', settled_by: null, settled_at: null, version: 1 }
  const made = await tables(ctx).insertInto('case_help').values(row).onConflict((on) => on.column('case_id').where(sql<boolean>`state = 'open'`).doNothing()).returning('id').executeTakeFirst()
  if (!made) throw conflict('help.already', (await callsOf(ctx, caseId)).find((one) => one.state === 'open'))
  await ctx.emit(HelpAsked, caseId, { helpId: row.id })
  return shownCall(ctx, row)
}

/** @throws AppError conflict `help.over`, `record.stale`, forbidden `case.not-yours` */
export async function settleCall(ctx: Ctx, id: string, { version }: { version?: number | undefined }): Promise<HelpCall> {
  const row = await tables(ctx).selectFrom('case_help').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('help')
  const call = await shownCall(ctx, row)
  if (row.state !== 'open') throw conflict('help.over', call)
  const how = call.may.includes('withdraw') ? 'withdrawn' : call.may.includes('advise') ? 'advised' : null
  if (!how) throw new AppError('forbidden', 'case.not-yours')
  if (!await settle(ctx, row, how, version ?? row.version)) throw conflict('record.stale', await shownCall(ctx, row))
  return shownCall(ctx, row)
}
async function settle(ctx: Ctx, { id, case_id }: HelpRow, how: 'stepped-in' | 'advised' | 'withdrawn', version: number): Promise<boolean> {
  const won = await tables(ctx).updateTable('case_help').set({ state: how, settled_by: ctx.actor.id, settled_at: ctx.now, version: version + 1 }).where('id', '=', id).where('version', '=', version).where('state', '=', 'open').returning('id').executeTakeFirst()
  if (won) await ctx.emit(HelpSettled, case_id, { helpId: id, how, changed: { help: { from: 'open', to: how } } })
  return won !== undefined
}

/**
 * Takes a case over, whoever has it: they stay its first responder where they were, and hear of it.
 * @throws AppError forbidden `case.not-yours`, conflict `case.not-assignable`, `help.is-yours`, `record.stale`
 */
export async function stepIn(ctx: Ctx, caseId: string, { reason, version }: { reason: string; version?: number | undefined }): Promise<Case> {
  const before = await findCase(ctx, caseId)
  if (!before.may_assign) throw new AppError('forbidden', 'case.not-yours')
  if (!mayWith(ctx, before).includes('assign')) throw conflict('case.not-assignable', await getCase(ctx, caseId))
  if (before.handler_id === ctx.actor.id) throw conflict('help.is-yours', await getCase(ctx, caseId))
  if (version !== undefined && before.version !== version) throw conflict('record.stale', await getCase(ctx, caseId))
  await requireMayHandle(ctx, caseId, ctx.actor.id as string)
  const still = await applyAssignments(ctx, [before], { handlerId: ctx.actor.id as string, isStepIn: true })
  if (!still.has(caseId)) throw conflict('record.stale', await getCase(ctx, caseId))
  const open = await tables(ctx).selectFrom('case_help').selectAll().where('case_id', '=', caseId).where('state', '=', 'open').executeTakeFirst()
  if (open) await settle(ctx, open, 'stepped-in', open.version)
  await ctx.emit(CaseSteppedIn, caseId, { from: before.handler_id, helpId: open?.id ?? null, reason: maskPersonal(reason) })
  return getCase(ctx, caseId)
}
