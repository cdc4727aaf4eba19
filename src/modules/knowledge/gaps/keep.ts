import { systemActor } from '../../../kernel/actors.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { refused } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { addTask } from '../../tasks/index.ts'
import { bestEntries } from '../queries.ts'
import { gapTaskAfter, reviewWithinDays } from '../settings.ts'
import { tables } from '../tables.ts'
import type { GapRow } from '../tables.ts'
import { GapSearched } from './contract.ts'
import { isOnTheWay, keepable } from './rules.ts'

const DAY_MS = 86_400_000
/** So long somebody is held to be typing the same question. */
const TYPING_MS = 120_000
/** Who sees to knowledge that nobody has written. */
const CARER = 'cs_manager'

type Seeker = { staff_id: string; visitor: null } | { staff_id: null; visitor: Buffer }

/**
 * Keeps that somebody's search found nothing. The same person counts once a day, and what was typed on the way to a longer question is given up for it.
 * @throws AppError refused `gap.nothing-to-keep` where all of it is personal, `gap.is-found` where a search finds it
 */
export async function keepMiss(ctx: Ctx, typed: string, seeker: Seeker, { unhelpful = false }: { unhelpful?: boolean } = {}): Promise<{ id: string }> {
  const kept = keepable(typed)
  if (!kept) throw refused('gap.nothing-to-keep', [{ path: 'q', code: 'gap.nothing-to-keep' }])
  const byCustomer = seeker.visitor !== null
  if (!unhelpful) {
    const asked: Ctx = byCustomer ? { ...ctx, actor: { ...systemActor, locale: ctx.actor.locale } } : ctx
    const { ids } = await bestEntries(asked, typed, byCustomer ? { audience: 'customers' } : {}, 1)
    if (ids.length) throw refused('gap.is-found', [{ path: 'q', code: 'gap.is-found' }])
  }
  const before = await ofSeeker(ctx, seeker)
  for (const one of before) if (one.at.getTime() > ctx.now.getTime() - TYPING_MS && isOnTheWay(one.folded, kept.folded)) await giveUp(ctx, one, byCustomer)
  const gap = await holdGap(ctx, kept)
  const counts = !before.some((one) => one.gap_id === gap.id)
  const searches = gap.searches + (counts ? 1 : 0)
  // What was answered and is looked for in vain again has no answer.
  const again = gap.state === 'answered' ? { state: 'open' as const, document_id: null, decided_by: null, decided_at: null, reason: null } : {}
  await tables(ctx).updateTable('knowledge_gap').set({ ...again, last_at: ctx.now, searches, by_staff: gap.by_staff + (counts && !byCustomer ? 1 : 0), by_customers: gap.by_customers + (counts && byCustomer ? 1 : 0), version: gap.version + 1 }).where('id', '=', gap.id).execute()
  if (counts) await tables(ctx).insertInto('knowledge_miss').values({ id: newId(), gap_id: gap.id, ...seeker, at: ctx.now }).execute()
  await ctx.emit(GapSearched, gap.id, { by: byCustomer ? 'customer' : 'staff', searches })
  const limit = ctx.settings.get(gapTaskAfter)
  if (limit > 0 && searches >= limit && gap.state !== 'dismissed' && !gap.asked) {
    await tables(ctx).updateTable('knowledge_gap').set({ asked: true }).where('id', '=', gap.id).execute()
    const words = kept.words.slice(0, 60)
    await addTask(ctx, {
      key: gapTask(gap.id), title: { zh: `补写知识：${searches} 人次没搜到“${words}”`, en: `Write what ${searches} searches did not find: “${words}”` }, roleKey: CARER,
      about: { kind: 'knowledge-gap', id: gap.id }, source: { kind: 'knowledge-gap', id: gap.id }, dueAt: new Date(ctx.now.getTime() + ctx.settings.get(reviewWithinDays) * DAY_MS), path: '/knowledge/gaps', byHand: false,
    })
  }
  return { id: gap.id }
}
export const gapTask = (id: string): string => `knowledge.gap:${id}`

/** What the same person looked for in vain within a day. */
async function ofSeeker(ctx: Ctx, { staff_id, visitor }: Seeker) {
  return tables(ctx).selectFrom('knowledge_miss as m').innerJoin('knowledge_gap as g', 'g.id', 'm.gap_id').select(['m.id', 'm.gap_id', 'm.at', 'g.folded'])
    .where((of) => visitor ? of('m.visitor', '=', visitor) : of('m.staff_id', '=', staff_id)).where('m.at', '>', new Date(ctx.now.getTime() - DAY_MS)).orderBy('m.at', 'desc').limit(200).execute()
}
/** Takes back what was only half a question; a gap that nobody else looked for is none. */
async function giveUp(ctx: Ctx, { id, gap_id: gapId }: { id: string; gap_id: string }, byCustomer: boolean): Promise<void> {
  await tables(ctx).deleteFrom('knowledge_miss').where('id', '=', id).execute()
  const left = await tables(ctx).updateTable('knowledge_gap').set((of) => ({ searches: of('searches', '-', 1), ...(byCustomer ? { by_customers: of('by_customers', '-', 1) } : { by_staff: of('by_staff', '-', 1) }), version: of('version', '+', 1) })).where('id', '=', gapId).returning(['searches', 'state', 'asked']).executeTakeFirst()
  if (left && left.searches <= 0 && left.state === 'open' && !left.asked) await tables(ctx).deleteFrom('knowledge_gap').where('id', '=', gapId).execute()
}
/** The gap of this wording, made where there is none, held until the unit ends. */
async function holdGap(ctx: Ctx, { words, folded }: { words: string; folded: string }): Promise<GapRow> {
  await tables(ctx).insertInto('knowledge_gap').values({ id: newId(), words, folded, state: 'open', searches: 0, by_staff: 0, by_customers: 0, first_at: ctx.now, last_at: ctx.now, checked_at: null, asked: false, document_id: null, decided_by: null, decided_at: null, reason: null, version: 1 })
    .onConflict((on) => on.column('folded').doNothing()).execute()
  return tables(ctx).selectFrom('knowledge_gap').selectAll().where('folded', '=', folded).forUpdate().executeTakeFirstOrThrow()
}
