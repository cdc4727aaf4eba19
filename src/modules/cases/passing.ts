import { sql } from 'kysely'
import type { Ctx } from '../../kernel/context.ts'
import { CasePassedAround } from './contract.ts'
import { passedHow } from './rules.ts'
import { mostTransfers } from './settings.ts'
import { tables } from './tables.ts'

interface Passing { caseId: string; from: string; to: string; handoverId?: string | null }

/** Writes down that cases went to another handler, and tells when the course of one begins to look like passing the buck (CAS-12), each way once. */
export async function recordTransfers(ctx: Ctx, passings: readonly Passing[]): Promise<void> {
  if (!passings.length) return
  const ids = passings.map(({ caseId }) => caseId)
  tables.insert(ctx, 'case_transfer', passings.map(({ caseId, from, to, handoverId = null }) => ({ case_id: caseId, at: ctx.now, from_id: from, to_id: to, handover_id: handoverId })))
  const courses = Map.groupBy(await tables(ctx).selectFrom('case_transfer').select(['case_id', 'from_id as from', 'to_id as to']).where('case_id', 'in', ids).orderBy('nth').execute(), (one) => one.case_id)
  const before = new Map((await tables(ctx).selectFrom('case').select(['id', 'passed']).where('id', 'in', ids).execute()).map((row) => [row.id, row.passed]))
  const now = ids.map((id) => {
    const course = courses.get(id) ?? []
    return { id, transfers: course.length, how: passedHow(course, ctx.settings.get(mostTransfers)), was: before.get(id) ?? null }
  })
  await sql`update "case" c set transfers = v.transfers, passed = coalesce(v.how, c.passed) from json_to_recordset(${JSON.stringify(now)}::json) as v (id uuid, transfers int, how text) where c.id = v.id`.execute(ctx.db)
  for (const { id, transfers, how, was } of now) if (how && how !== was) await ctx.emit(CasePassedAround, id, { how, transfers, changed: { passed: { from: was, to: how } } })
}

export const recordTransfer = (ctx: Ctx, caseId: string, passing: Omit<Passing, 'caseId'>): Promise<void> => recordTransfers(ctx, [{ caseId, ...passing }])
