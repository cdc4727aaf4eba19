import { seesRow } from '../../../kernel/access.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { AppError, invalid, refused } from '../../../kernel/errors.ts'
import { on } from '../../../kernel/module.ts'
import { notify, readActor, requireStaff } from '../../people/index.ts'
import { CaseMoved, MessageAdded } from '../contract.ts'
import { findCase } from '../queries.ts'
import { caseResource } from '../tables.ts'
import type { Watcher } from './contract.ts'
import { WatcherAdded, WatcherDropped } from './contract.ts'
import { tables } from './tables.ts'

/** Who follows a case without working on it: told of every word and of its end, as long as they may see it. */

/** Who of these people sees the case, by the grants they hold now. */
export async function whoSees(ctx: Ctx, caseId: string, staffIds: readonly string[]): Promise<Set<string>> {
  const [row] = await caseResource.load(ctx, [caseId])
  if (!row) return new Set()
  const actors = await Promise.all([...new Set(staffIds)].map((id) => readActor(ctx, id)))
  return new Set(actors.flatMap((actor) => actor && seesRow(actor, caseResource, row) ? [actor.id as string] : []))
}

export const watchersOf = async (ctx: Ctx, caseId: string): Promise<Watcher[]> =>
  (await tables(ctx).selectFrom('case_watcher as w').innerJoin('staff_ref as s', 's.id', 'w.staff_id').select(['s.id', 's.name', 'w.how', 'w.at']).where('w.case_id', '=', caseId).where('s.active', '=', true).orderBy('w.at').orderBy('s.id').execute())

/** Adds somebody without a word where they follow it already. Whether they see it is for the caller to have looked. */
export async function addWatcher(ctx: Ctx, caseId: string, staffId: string, how: Watcher['how']): Promise<boolean> {
  const added = await tables(ctx).insertInto('case_watcher').values({ case_id: caseId, staff_id: staffId, how, by_id: ctx.actor.id as string, at: ctx.now }).onConflict((on) => on.doNothing()).returning('staff_id').executeTakeFirst()
  if (added) await ctx.emit(WatcherAdded, caseId, { staffId, how })
  return added !== undefined
}

/** Follows a case, or lets somebody follow it. @throws AppError refused `watcher.no-sight` for somebody who may not see it; forbidden `case.not-yours` */
export async function watchCase(ctx: Ctx, caseId: string, staffId?: string): Promise<{ items: Watcher[] }> {
  const found = await findCase(ctx, caseId)
  const who = staffId ?? ctx.actor.id as string
  const isOther = who !== ctx.actor.id
  if (isOther) {
    if (!found.may_write) throw new AppError('forbidden', 'case.not-yours')
    await requireStaff(ctx, who)
    if (!(await whoSees(ctx, caseId, [who])).has(who)) throw refused('watcher.no-sight', [{ path: 'staffId', code: 'watcher.no-sight' }])
  }
  if (!await addWatcher(ctx, caseId, who, isOther ? 'added' : 'self')) await ctx.emit(WatcherAdded, caseId, { staffId: who, how: isOther ? 'added' : 'self' })
  else if (isOther) await notify(ctx, [who], { code: 'case.notice-watching', subjectKind: 'case', subjectId: caseId, params: { number: found.number } })
  return { items: await watchersOf(ctx, caseId) }
}

export async function unwatchCase(ctx: Ctx, caseId: string, staffId: string): Promise<{ items: Watcher[] }> {
  const found = await findCase(ctx, caseId)
  if (staffId !== ctx.actor.id && !found.may_write) throw new AppError('forbidden', 'case.not-yours')
  const gone = await tables(ctx).deleteFrom('case_watcher').where('case_id', '=', caseId).where('staff_id', '=', staffId).returning('staff_id').executeTakeFirst()
  if (!gone) throw invalid('itemId', 'watcher.not-there')
  await ctx.emit(WatcherDropped, caseId, { staffId })
  return { items: await watchersOf(ctx, caseId) }
}

type Told = { caseId: string; by: string | null; code: string; messageId?: string }
/** Tells those who follow; whoever may not see the case any more stops following instead. */
async function tellAll(ctx: Ctx, told: readonly Told[]): Promise<void> {
  if (!told.length) return
  const ids = [...new Set(told.map((one) => one.caseId))]
  const watchers = await tables(ctx).selectFrom('case_watcher as w').innerJoin('case as c', 'c.id', 'w.case_id').select(['w.case_id', 'w.staff_id', 'c.number', 'c.handler_id']).where('w.case_id', 'in', ids).where('c.removed_at', 'is', null).execute()
  if (!watchers.length) return
  const byCase = Map.groupBy(watchers, (row) => row.case_id)
  const named = await tables(ctx).selectFrom('case_mention').select(['message_id', 'staff_id']).where('message_id', 'in', [...told.flatMap((one) => one.messageId ?? []), ids[0] as string]).execute()
  for (const { caseId, by, code, messageId } of told) {
    const rows = byCase.get(caseId)
    const [row] = rows ?? []
    if (!rows || !row) continue
    const sees = await whoSees(ctx, caseId, rows.map((one) => one.staff_id))
    for (const { staff_id: staffId } of rows) if (!sees.has(staffId)) {
      await tables(ctx).deleteFrom('case_watcher').where('case_id', '=', caseId).where('staff_id', '=', staffId).execute()
      await ctx.emit(WatcherDropped, caseId, { staffId })
    }
    const told = new Set(named.filter((one) => one.message_id === messageId).map((one) => one.staff_id))
    await notify(ctx, [...sees].filter((id) => id !== by && !told.has(id)), { code, subjectKind: 'case', subjectId: caseId, params: { number: row.number } })
  }
}
export const tellWatchers = on([MessageAdded, CaseMoved], 'cases.tell-watchers', (ctx, events) => tellAll(ctx, events.flatMap(({ kind, subjectId, actor, data }): Told[] => {
  if (kind === MessageAdded.kind && 'messageId' in data) return [{ caseId: subjectId, by: actor.id, code: data.author === 'customer' ? 'case.notice-watched-customer' : data.visibility === 'internal' ? 'case.notice-watched-note' : 'case.notice-watched-reply', messageId: data.messageId }]
  const { fromClass, toClass } = data as { fromClass?: string; toClass?: string }
  return toClass && fromClass !== toClass && ['resolved', 'closed'].includes(toClass) ? [{ caseId: subjectId, by: actor.id, code: 'case.notice-watched-ended' }] : []
})))
