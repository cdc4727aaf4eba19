import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, notFound } from '../../../kernel/errors.ts'
import { findCase } from '../queries.ts'
import type { WorkTime } from './contract.ts'
import { WorkCorrected, WorkNoted } from './contract.ts'
import { tables } from './tables.ts'

/** The time a case was in hand: measured by the page, said by visits, correctable with a reason. */

/** Clocks of browsers and ours differ by so much; in seconds. */
const SKEW_SECONDS = 60

/** Notes a visit. The same visit with more seconds grows; more than has passed since it began is not believed, and what was corrected stands. */
export async function noteWork(ctx: Ctx, caseId: string, { visitId, beganAt, seconds }: { visitId: string; beganAt: Date; seconds: number }): Promise<{ seconds: number }> {
  await findCase(ctx, caseId)
  const began = beganAt < ctx.now ? beganAt : ctx.now
  const passed = Math.floor((ctx.now.getTime() - began.getTime()) / 1_000) + SKEW_SECONDS
  const measured = Math.min(seconds, passed)
  const row = await tables(ctx).insertInto('case_work_time')
    .values({ id: visitId, case_id: caseId, staff_id: ctx.actor.id as string, began_at: began, ended_at: ctx.now, measured, seconds: measured, reason: null, corrected_by: null, corrected_at: null, version: 1 })
    .onConflict((on) => on.column('id').doUpdateSet({ ended_at: ctx.now, measured: sql`greatest(case_work_time.measured, excluded.measured)`, seconds: sql`case when case_work_time.corrected_at is null then greatest(case_work_time.seconds, excluded.seconds) else case_work_time.seconds end` })
      .where('case_work_time.case_id', '=', caseId).where('case_work_time.staff_id', '=', ctx.actor.id as string))
    .returning('seconds').executeTakeFirst()
  if (!row) throw new AppError('forbidden', 'work-time.not-yours')
  await ctx.emit(WorkNoted, visitId, { caseId, seconds: row.seconds })
  return { seconds: row.seconds }
}

const rowsOf = (ctx: Ctx) => tables(ctx).selectFrom('case_work_time as w').leftJoin('staff_ref as s', 's.id', 'w.staff_id').leftJoin('staff_ref as b', 'b.id', 'w.corrected_by').selectAll('w').select(['s.name', 'b.name as corrector_name'])
type Found = Awaited<ReturnType<ReturnType<typeof rowsOf>['executeTakeFirstOrThrow']>>
const shown = (ctx: Ctx, row: Found, leads: boolean): WorkTime => ({
  id: row.id, staff: { id: row.staff_id, name: row.name ?? '' }, beganAt: row.began_at, endedAt: row.ended_at, measured: row.measured, seconds: row.seconds, reason: row.reason,
  correctedBy: row.corrected_by ? { id: row.corrected_by, name: row.corrector_name ?? '' } : null, may: leads || row.staff_id === ctx.actor.id ? ['correct'] : [], version: row.version,
})

const MOST = 500
export async function workTimesOf(ctx: Ctx, caseId: string): Promise<{ items: WorkTime[] }> {
  const found = await findCase(ctx, caseId)
  return { items: (await rowsOf(ctx).where('w.case_id', '=', caseId).orderBy('w.began_at', 'desc').limit(MOST).execute()).map((row) => shown(ctx, row, found.may_assign)) }
}

/** Seconds so far: one's own, everybody's, and of how many people. */
export async function workOn(ctx: Ctx, caseId: string): Promise<{ mine: number; all: number; people: number }> {
  const { rows: [sum] } = await sql<{ mine: number; all: number; people: number }>`
    select coalesce(sum(seconds) filter (where staff_id = ${ctx.actor.id}), 0)::int as mine, coalesce(sum(seconds), 0)::int as "all", (count(distinct staff_id))::int as people from case_work_time where case_id = ${caseId}`.execute(ctx.db)
  return sum ?? { mine: 0, all: 0, people: 0 }
}

/** Corrects a visit: one's own, or anybody's for whoever assigns the case. @throws AppError forbidden `work-time.not-yours`, conflict `record.stale` */
export async function correctWork(ctx: Ctx, caseId: string, id: string, { seconds, reason, version }: { seconds: number; reason: string; version: number }): Promise<WorkTime> {
  const found = await findCase(ctx, caseId)
  const before = await rowsOf(ctx).where('w.id', '=', id).where('w.case_id', '=', caseId).executeTakeFirst()
  if (!before) throw notFound('work-time')
  if (before.staff_id !== ctx.actor.id && !found.may_assign) throw new AppError('forbidden', 'work-time.not-yours')
  const won = await tables(ctx).updateTable('case_work_time').set({ seconds, reason, corrected_by: ctx.actor.id, corrected_at: ctx.now, version: version + 1 }).where('id', '=', id).where('version', '=', version).returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', shown(ctx, before, found.may_assign))
  await ctx.emit(WorkCorrected, id, { caseId, staffId: before.staff_id, changed: { seconds: { from: before.seconds, to: seconds } } })
  return shown(ctx, { ...before, seconds, reason, corrected_by: ctx.actor.id, corrector_name: ctx.actor.name, version: version + 1 }, found.may_assign)
}
