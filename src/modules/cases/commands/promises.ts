import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, invalid, notFound } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { maskPersonal } from '../../../pure/text/index.ts'
import type { CasePromise } from '../contract.ts'
import { PromiseBroken, PromiseKept, PromiseMade, PromiseWithdrawn } from '../contract.ts'
import { findCase, getCase, mayWith } from '../queries.ts'
import { keptState, promiseDeeds } from '../rules.ts'
import type { PromiseRow } from '../tables.ts'
import { tables } from '../tables.ts'
import { keepRead } from './mark-read.ts'

const rowsOf = (ctx: Ctx) => tables(ctx).selectFrom('case_promise as p').leftJoin('staff_ref as m', 'm.id', 'p.made_by').leftJoin('staff_ref as s', 's.id', 'p.settled_by').selectAll('p').select(['m.name as maker_name', 's.name as settler_name'])
type Found = Awaited<ReturnType<ReturnType<typeof rowsOf>['executeTakeFirstOrThrow']>>
const shown = (row: Found, mayWrite: boolean): CasePromise => ({
  id: row.id, caseId: row.case_id, what: row.what, toWhom: row.to_whom, dueAt: row.due_at, state: row.state, by: { id: row.made_by, name: row.maker_name ?? '' }, madeAt: row.made_at,
  settledAt: row.settled_at, settledBy: row.settled_by ? { id: row.settled_by, name: row.settler_name ?? '' } : null, reason: row.reason, may: promiseDeeds(row.state, mayWrite), version: row.version,
})
/** What an event tells of a promise: everything but its words. */
const toldOf = (row: Pick<PromiseRow, 'id' | 'to_whom' | 'due_at'>) => ({ promiseId: row.id, toWhom: row.to_whom, dueAt: row.due_at.toISOString() })

/** The promises on a case, the nearest first, to be shown once it is known whether the reader works on it. Who may see the case is for the caller to have decided. */
export const promisesOf = async (ctx: Ctx, caseId: string): Promise<(mayWrite: boolean) => CasePromise[]> => {
  const rows = await rowsOf(ctx).where('p.case_id', '=', caseId).orderBy('p.due_at').orderBy('p.id').execute()
  return (mayWrite) => rows.map((row) => shown(row, mayWrite))
}

/** Stores when the next of the open promises is due; a promise is news of its case. */
async function refreshCase(ctx: Ctx, caseId: string): Promise<void> {
  await tables(ctx).updateTable('case').set({ changed_at: ctx.now, promise_due_at: sql<Date | null>`(select min(p.due_at) from case_promise p where p.case_id = ${caseId} and p.state = 'open')` }).where('id', '=', caseId).execute()
}
async function workable(ctx: Ctx, caseId: string) {
  const found = await findCase(ctx, caseId)
  if (!found.may_write) throw new AppError('forbidden', 'case.not-yours')
  return found
}

/** Writes down what was promised. @throws AppError invalid `promise.in-the-past`, conflict `case.is-closed` */
export async function makePromise(ctx: Ctx, caseId: string, { what, toWhom, dueAt }: Pick<CasePromise, 'what' | 'toWhom' | 'dueAt'>): Promise<CasePromise> {
  const found = await workable(ctx, caseId)
  if (!mayWith(ctx, found).includes('change')) throw conflict('case.is-closed', await getCase(ctx, caseId))
  if (dueAt <= ctx.now) throw invalid('dueAt', 'promise.in-the-past')
  const row = { id: newId(), case_id: caseId, what, to_whom: toWhom, due_at: dueAt, made_by: ctx.actor.id as string, made_at: ctx.now, state: 'open' as const, warned_at: null, settled_at: null, settled_by: null, reason: null, version: 1 }
  await tables(ctx).insertInto('case_promise').values(row).execute()
  await refreshCase(ctx, caseId)
  await ctx.emit(PromiseMade, caseId, toldOf(row))
  keepRead(ctx, found)
  return shown({ ...row, maker_name: ctx.actor.name, settler_name: null }, true)
}

async function settle(ctx: Ctx, caseId: string, promiseId: string, version: number, deed: 'keep' | 'withdraw', reason: string | null): Promise<CasePromise> {
  const found = await workable(ctx, caseId)
  const before = await rowsOf(ctx).where('p.id', '=', promiseId).where('p.case_id', '=', caseId).executeTakeFirst()
  if (!before) throw notFound('promise')
  if (before.version !== version || !promiseDeeds(before.state, true).includes(deed)) throw conflict('promise.settled', shown(before, true))
  const state = deed === 'withdraw' ? 'withdrawn' : keptState(before.state, before.due_at, ctx.now)
  const won = await tables(ctx).updateTable('case_promise').set({ state, settled_at: ctx.now, settled_by: ctx.actor.id, reason, version: version + 1 }).where('id', '=', promiseId).where('version', '=', version).returning('id').executeTakeFirst()
  if (!won) throw conflict('promise.settled', shown(before, true))
  await refreshCase(ctx, caseId)
  if (deed === 'withdraw') await ctx.emit(PromiseWithdrawn, caseId, { ...toldOf(before), reason: maskPersonal(reason ?? '') })
  else await ctx.emit(PromiseKept, caseId, { ...toldOf(before), late: state === 'kept-late' })
  keepRead(ctx, found)
  return shown({ ...before, state, settled_at: ctx.now, settled_by: ctx.actor.id, settler_name: ctx.actor.name, reason, version: version + 1 }, true)
}
/** Says that a promise was kept. @throws AppError conflict `promise.settled` */
export const keepPromise = (ctx: Ctx, caseId: string, promiseId: string, version: number): Promise<CasePromise> => settle(ctx, caseId, promiseId, version, 'keep', null)
/** Takes a promise back. @throws AppError conflict `promise.settled` */
export const withdrawPromise = (ctx: Ctx, caseId: string, promiseId: string, { version, reason }: { version: number; reason: string }): Promise<CasePromise> => settle(ctx, caseId, promiseId, version, 'withdraw', reason)

const BATCH = 200
/** Marks promises whose moment has passed as broken, each once. @returns the rows with who handles their cases, and whether there may be more */
export async function breakPromises(ctx: Ctx): Promise<{ broken: PromiseRow[]; more: boolean }> {
  const due = await tables(ctx).selectFrom('case_promise').selectAll().where('state', '=', 'open').where('due_at', '<', ctx.now).orderBy('due_at').limit(BATCH).forUpdate().skipLocked().execute()
  for (const row of due) {
    await tables(ctx).updateTable('case_promise').set({ state: 'broken', version: row.version + 1 }).where('id', '=', row.id).execute()
    await refreshCase(ctx, row.case_id)
    await ctx.emit(PromiseBroken, row.case_id, toldOf(row))
  }
  return { broken: due, more: due.length === BATCH }
}
