import { sql } from 'kysely'
import type { z } from 'zod'
import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, invalid, refused } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { requireStaff } from '../../people/index.ts'
import { CaseQuery } from '../contract.ts'
import { idsOfCases } from '../queries.ts'
import { BulkCancelled, BulkPrepared, BulkStarted } from './contract.ts'
import type { Bulk, BulkChoice, BulkDeed } from './contract.ts'
import { judge } from './judge.ts'
import { findBulk, getBulk } from './queries.ts'
import { mostInBulk } from './settings.ts'
import type { Outlook } from './tables.ts'
import { tables } from './tables.ts'

/** What one must be allowed at all; which cases it holds for is judged case by case. */
const PERMISSION = { solve: 'case.write', close: 'case.write', reopen: 'case.write', assign: 'case.assign', claim: 'case.claim', prioritise: 'case.write', tag: 'case.write', 'renew-deadlines': 'case.assign', merge: 'case.write' } as const
/** Filters of a list that choose; its place and order choose nothing. */
const View = CaseQuery.omit({ limit: true, cursor: true, sort: true })
/** Judged at once when shown. */
const JUDGED = 2_000

/**
 * Freezes the cases that a deed is for, and judges each: how many it would be done to, and who is refused why. Nothing is done yet.
 * @throws AppError forbidden `auth.forbidden`; invalid `bulk.*`, `staff.not-found`, `team.not-found`; refused `bulk.no-merge`
 */
export async function prepareBulk(ctx: Ctx, { deed, choice }: { deed: BulkDeed; choice: z.output<typeof BulkChoice> }): Promise<Bulk> {
  if (deed.kind === 'merge') throw refused('bulk.no-merge', [{ path: 'deed.kind', code: 'bulk.no-merge' }])
  await mayAtAll(ctx, deed)
  const most = ctx.settings.get(mostInBulk)
  const found = choice.ids ? [...new Set(choice.ids)] : await idsOfCases(ctx, viewOf(choice.view ?? {}), most + 1)
  const ids = found.slice(0, most).sort()
  if (!ids.length) throw invalid(choice.ids ? 'choice.ids' : 'choice.view', 'bulk.nothing-chosen')
  const id = newId()
  const refusals = new Map<string, string>()
  const foreseen = new Map<string, { from: Date | null; to: Date | null }>()
  for (let from = 0; from < ids.length; from += JUDGED) {
    const judged = await judge(ctx, deed, ids.slice(from, from + JUDGED), false)
    for (const [one, code] of judged.refusals) refusals.set(one, code)
    for (const [one, change] of judged.foreseen) if (!judged.refusals.has(one)) foreseen.set(one, change)
  }
  await tables(ctx).insertInto('case_bulk').values({
    id, deed: JSON.stringify(deed) as never, by_id: ctx.actor.id as string, state: 'prepared', total: ids.length, more: found.length > most, refused: refusals.size, prepared_at: ctx.now, started_at: null, touched_at: ctx.now, ended_at: null, fault: null, outlook: deed.kind === 'renew-deadlines' ? JSON.stringify(outlookOf(foreseen)) as never : null, version: 1,
  }).execute()
  await sql`insert into case_bulk_item (bulk_id, nth, case_id, refusal) select ${id}, i.nth, i.case_id, i.refusal
    from unnest(${ids}::uuid[], ${ids.map((one) => refusals.get(one) ?? null)}::text[]) with ordinality i (case_id, refusal, nth)`.execute(ctx.db)
  await ctx.emit(BulkPrepared, id, { kind: deed.kind, total: ids.length })
  return getBulk(ctx, id)
}

const EXAMPLES = 5
/** How the due moments would move, with the first few that do. A deadline that falls away or comes to stand counts as later. */
function outlookOf(foreseen: ReadonlyMap<string, { from: Date | null; to: Date | null }>): Outlook {
  const moved = [...foreseen].map(([id, { from, to }]) => ({ id, from: from?.toISOString() ?? null, to: to?.toISOString() ?? null, by: (to?.getTime() ?? Infinity) - (from?.getTime() ?? Infinity) }))
  const [earlier, later] = [moved.filter(({ by }) => by < 0), moved.filter(({ by }) => by > 0)]
  return { earlier: earlier.length, later: later.length, same: moved.length - earlier.length - later.length, examples: [...earlier, ...later].slice(0, EXAMPLES).map(({ by: _, ...one }) => one) }
}

/** Starts what was shown: the set stays, rights and rules are looked at again as each case has its turn. @throws AppError conflict `bulk.not-prepared`, `record.stale` */
export async function startBulk(ctx: Ctx, id: string, version: number): Promise<Bulk> {
  const before = await findBulk(ctx, id)
  await mayAtAll(ctx, before.deed)
  const won = before.state === 'prepared' && await tables(ctx).updateTable('case_bulk').set({ state: 'running', started_at: ctx.now, touched_at: ctx.now, version: version + 1 }).where('id', '=', id).where('version', '=', version).where('state', '=', 'prepared').returning('id').executeTakeFirst()
  if (!won) throw conflict(before.state === 'prepared' ? 'record.stale' : 'bulk.not-prepared', await getBulk(ctx, id))
  await ctx.emit(BulkStarted, id, toldOf(before))
  return getBulk(ctx, id)
}

/** Throws away what is only shown, and stops what runs: the slice under way is finished, nothing more is begun. @throws AppError conflict `bulk.over` */
export async function cancelBulk(ctx: Ctx, id: string): Promise<Bulk> {
  await findBulk(ctx, id)
  // Waits for the slice under way, which holds this row: what is told as done is exactly what is.
  const won = await tables(ctx).updateTable('case_bulk').set((eb) => ({ state: 'cancelled', ended_at: ctx.now, touched_at: ctx.now, version: eb('version', '+', 1) })).where('id', '=', id).where('state', 'in', ['prepared', 'running']).returning(['done', 'deed', 'total']).executeTakeFirst()
  if (!won) throw conflict('bulk.over', await getBulk(ctx, id))
  await ctx.emit(BulkCancelled, id, { ...toldOf(won), done: won.done })
  return getBulk(ctx, id)
}

export const toldOf = ({ deed, total }: { deed: BulkDeed; total: number }) => ({ kind: deed.kind as Exclude<BulkDeed['kind'], 'merge'>, total })

async function mayAtAll(ctx: Ctx, deed: BulkDeed): Promise<void> {
  if (ctx.actor.kind !== 'staff' || !ctx.actor.can(PERMISSION[deed.kind])) throw new AppError('forbidden', 'auth.forbidden', { params: { permission: PERMISSION[deed.kind] } })
  if (deed.kind === 'tag' && !deed.add.length && !deed.remove.length) throw invalid('deed.add', 'bulk.no-tags')
  if (deed.kind !== 'assign') return
  if (deed.handlerId === undefined && deed.teamId === undefined) throw invalid('deed.handlerId', 'case.nothing-to-assign')
  if (deed.handlerId) await requireStaff(ctx, deed.handlerId, 'deed.handlerId')
  if (deed.teamId && !await tables(ctx).selectFrom('team_ref').select('id').where('id', '=', deed.teamId).executeTakeFirst()) throw invalid('deed.teamId', 'team.not-found')
}

function viewOf(view: Readonly<Record<string, string>>): z.output<typeof View> {
  const asked = View.safeParse(view)
  if (!asked.success) throw new AppError('invalid', 'request.invalid', { errors: asked.error.issues.map((issue) => ({ path: ['choice', 'view', ...issue.path].join('.'), code: issue.code === 'custom' ? issue.message : 'list.unknown-choice' })) })
  return asked.data
}
