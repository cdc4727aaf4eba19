import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, invalid, refused } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import type { Merge } from '../contract.ts'
import { CaseMerged, CaseTookIn, CaseUnmerged } from '../contract.ts'
import { tellClocks } from '../deadlines.ts'
import { getMerge, seenMerge } from '../merges.ts'
import type { CaseFound } from '../queries.ts'
import { findCase, getCase } from '../queries.ts'
import { rankIn } from '../rank.ts'
import { tables } from '../tables.ts'
import { setBarred } from './bar.ts'
import { dropOffer } from './hand-over-case.ts'

const NEVER = 'infinity'
/** Stores when the nearest open promise of these cases is due. */
async function refreshPromises(ctx: Ctx, ids: readonly string[]): Promise<void> {
  await tables(ctx).updateTable('case as c').set({ promise_due_at: sql<Date | null>`(select min(p.due_at) from case_promise p where p.case_id = c.id and p.state = 'open')` }).where('c.id', 'in', ids).execute()
}
async function writable(ctx: Ctx, id: string): Promise<CaseFound> {
  const found = await findCase(ctx, id)
  if (!found.may_write) throw new AppError('forbidden', 'case.not-yours')
  return found
}

/**
 * Makes two cases about one matter one. The conversation of the merged case is read in the other one, its open promises go along, its deadlines end, and what its
 * customer writes from now on arrives there. Nothing is moved that could not be given back: `undoMerge` does.
 * Cases of two different customers are never merged, for each would read the other's words.
 * @throws AppError forbidden `case.not-yours`; invalid `merge.with-itself`; conflict `merge.already`, `record.stale`, `case.is-closed`; refused `merge.two-customers`, `merge.handler-barred`
 */
export async function mergeCase(ctx: Ctx, id: string, { intoCaseId, version }: { intoCaseId: string; version?: number | undefined }): Promise<Merge> {
  if (id === intoCaseId) throw invalid('intoCaseId', 'merge.with-itself')
  // Both rows are held, in one order whoever merges which into which, so that two merges at once can't make a ring.
  await tables(ctx).selectFrom('case').select('id').where('id', 'in', [id, intoCaseId]).orderBy('id').forUpdate().execute()
  const before = await writable(ctx, id)
  const into = await writable(ctx, intoCaseId)
  if (before.merged_into_id) throw conflict('merge.already', await getCase(ctx, id))
  if (into.merged_into_id) throw invalid('intoCaseId', 'merge.already', { number: into.merged_number ?? '' })
  if (before.removed_at || into.removed_at || into.status_class === 'closed') throw conflict('case.is-closed', await getCase(ctx, into.status_class === 'closed' ? intoCaseId : id))
  if (before.customer_root_id && into.customer_root_id && before.customer_root_id !== into.customer_root_id) throw refused('merge.two-customers', [{ path: 'intoCaseId', code: 'merge.two-customers' }])
  const kept = new Set(into.barred)
  const barred = (before.barred ?? []).filter((one) => !kept.has(one))
  if (into.handler_id && barred.includes(into.handler_id)) throw refused('merge.handler-barred', [{ path: 'intoCaseId', code: 'merge.handler-barred' }])
  if (version !== undefined && version !== before.version) throw conflict('record.stale', await getCase(ctx, id))

  if (before.offered_staff_id || before.offered_team_id) await dropOffer(ctx, id)
  const carried = (await tables(ctx).updateTable('case').set({ merged_into_id: intoCaseId }).where('merged_into_id', '=', id).returning('id').execute()).map((row) => row.id)
  const promises = (await tables(ctx).updateTable('case_promise').set({ case_id: intoCaseId }).where('case_id', '=', id).where('state', 'in', ['open', 'broken']).returning('id').execute()).map((row) => row.id)
  const mergeId = newId()
  await tables(ctx).insertInto('case_merge').values({ id: mergeId, from_id: id, into_id: intoCaseId, by_id: ctx.actor.id as string, at: ctx.now, status: before.status, status_class: before.status_class, classified: before.classified, closed_at: before.closed_at, carried, promises, barred, undone_at: null, undone_by: null, version: 1 }).execute()
  const isOpen = before.status_class !== 'resolved' && before.status_class !== 'closed'
  if (isOpen) await tellClocks(ctx, before, { signal: 'solved', state: 'closed' })
  await tables(ctx).updateTable('case').set((eb) => ({ merged_into_id: intoCaseId, status: 'closed', status_class: 'closed', classified: true, closed_at: ctx.now, due_at: NEVER, rank_at: NEVER, offered_staff_id: null, offered_team_id: null, version: eb('version', '+', 1), changed_at: ctx.now })).where('id', '=', id).execute()
  const customer = into.customer_id ?? before.customer_id
  await tables(ctx).updateTable('case').set((eb) => ({ changed_at: ctx.now, version: eb('version', '+', 1), customer_id: customer })).where('id', '=', intoCaseId).execute()
  if (barred.length) await setBarred(ctx, intoCaseId, [...kept, ...barred])
  await refreshPromises(ctx, [id, intoCaseId])
  await ctx.emit(CaseMerged, id, { mergeId, intoId: intoCaseId, number: into.number, changed: { status: { from: before.status, to: 'closed' } } })
  await ctx.emit(CaseTookIn, intoCaseId, { mergeId, fromId: id, number: before.number, changed: customer === into.customer_id ? {} : { customerId: { from: into.customer_id, to: customer } } })
  return getMerge(ctx, mergeId)
}

/**
 * Takes a merge back: the case stands as it stood, with what it had taken in and its promises, and its deadlines count again from when it was opened.
 * What was said in the other case meanwhile stays there.
 * @throws AppError conflict `merge.undone`
 */
export async function undoMerge(ctx: Ctx, mergeId: string, version: number | undefined): Promise<Merge> {
  const merge = await seenMerge(ctx, mergeId)
  await tables(ctx).selectFrom('case').select('id').where('id', 'in', [merge.from_id, merge.into_id]).orderBy('id').forUpdate().execute()
  const from = await findCase(ctx, merge.from_id)
  // Merged further since: the last merge is taken back first.
  if (merge.undone_at || from.merged_into_id !== merge.into_id) throw conflict('merge.undone', await getMerge(ctx, mergeId))
  await writable(ctx, merge.into_id)
  const won = await tables(ctx).updateTable('case_merge').set((eb) => ({ undone_at: ctx.now, undone_by: ctx.actor.id as string, version: eb('version', '+', 1) })).where('id', '=', mergeId).where('undone_at', 'is', null).where('version', '=', version ?? merge.version).returning('id').executeTakeFirst()
  if (!won) throw conflict('merge.undone', await getMerge(ctx, mergeId))
  const { barred: kept } = await tables(ctx).selectFrom('case').select('barred').where('id', '=', merge.into_id).executeTakeFirstOrThrow()
  if (kept && merge.barred.length) await setBarred(ctx, merge.into_id, kept.filter((one) => !merge.barred.includes(one)))
  if (merge.carried.length) await tables(ctx).updateTable('case').set({ merged_into_id: merge.from_id }).where('id', 'in', merge.carried).where('merged_into_id', '=', merge.into_id).execute()
  if (merge.promises.length) await tables(ctx).updateTable('case_promise').set({ case_id: merge.from_id }).where('id', 'in', merge.promises).execute()
  const isOpen = merge.status_class !== 'resolved' && merge.status_class !== 'closed'
  const answered = await tables(ctx).selectFrom('message').select('id').where('case_id', '=', merge.from_id).where('author_kind', '=', 'staff').where('visibility', '=', 'public').limit(1).executeTakeFirst()
  const dueAt = isOpen ? await tellClocks(ctx, from, { signal: answered ? 'reopened' : 'opened', state: merge.status_class, at: from.created_at }) : NEVER
  await tables(ctx).updateTable('case').set((eb) => ({
    merged_into_id: null, status: merge.status, status_class: merge.status_class, classified: merge.classified, closed_at: merge.closed_at, due_at: dueAt, rank_at: rankIn(ctx, { class: merge.status_class, priority: from.priority, turnAt: from.turn_at }),
    version: eb('version', '+', 1), changed_at: ctx.now,
  })).where('id', '=', merge.from_id).execute()
  await tables(ctx).updateTable('case').set((eb) => ({ changed_at: ctx.now, version: eb('version', '+', 1) })).where('id', '=', merge.into_id).execute()
  await refreshPromises(ctx, [merge.from_id, merge.into_id])
  await ctx.emit(CaseUnmerged, merge.from_id, { mergeId, intoId: merge.into_id, changed: { status: { from: 'closed', to: merge.status } } })
  await ctx.emit(CaseUnmerged, merge.into_id, { mergeId, intoId: merge.into_id, changed: {} })
  return getMerge(ctx, mergeId)
}
