import type { Ctx } from '../../kernel/context.ts'
import { dayIn } from '../../kernel/days.ts'
import { AppError, invalid } from '../../kernel/errors.ts'
import { companyZone } from '../../kernel/frame.ts'
import { newId } from '../../kernel/id.ts'
import { namesOf } from '../people/index.ts'
import { checkGrade } from './grade.ts'
import { findCustomer } from './queries.ts'
import { tables } from './tables.ts'

/** Grade and VIP mark as they are written: both of the grade's columns, or none. */
interface Standing { grade?: string | null | undefined; gradeFrom?: string | null | undefined; vip?: boolean | undefined }
export interface StandingRow { grade?: string | null; grade_from?: string | null; vip?: boolean }

/**
 * What changes of a customer's grade and VIP mark; nothing when nothing changes. `keepGrading` writes the history once the row is there.
 * @throws AppError forbidden `auth.forbidden` without customer.grade; invalid `customer.grade-unknown`, `customer.grade-not-yet`
 */
export function standingOf(ctx: Ctx, before: { grade: string | null; grade_from: string | null; vip: boolean }, { grade: wanted, gradeFrom, vip }: Standing): StandingRow {
  const grade = wanted === undefined ? before.grade : wanted
  const today = dayIn(ctx.settings.get(companyZone), ctx.now)
  const from = grade === null ? null : gradeFrom ?? (grade === before.grade ? before.grade_from : today)
  const row: StandingRow = { ...(grade !== before.grade || from !== before.grade_from ? { grade, grade_from: from } : {}), ...(vip !== undefined && vip !== before.vip ? { vip } : {}) }
  if (!Object.keys(row).length) return row
  if (!ctx.actor.can('customer.grade')) throw new AppError('forbidden', 'auth.forbidden', { params: { permission: 'customer.grade' } })
  if (grade !== null && grade !== before.grade) checkGrade(ctx, grade)
  if (gradeFrom && gradeFrom > today) throw invalid('gradeFrom', 'customer.grade-not-yet')
  return row
}
/** Writes down which grade holds since which day, where the grade or its day changed; one that ends does so today. */
export function keepGrading(ctx: Ctx, customerId: string, { grade, grade_from: from }: StandingRow): void {
  if (grade === undefined) return
  const day = from ?? dayIn(ctx.settings.get(companyZone), ctx.now)
  tables.insert(ctx, 'customer_grading', { id: newId(), customer_id: customerId, grade, day, by_id: ctx.actor.id, at: ctx.now })
}

/** Which grade held since which day, newest first. */
export async function gradingsOf(ctx: Ctx, customerId: string) {
  await findCustomer(ctx, customerId)
  const rows = await tables(ctx).selectFrom('customer_grading').selectAll().where('customer_id', '=', customerId).orderBy('day', 'desc').orderBy('id', 'desc').limit(200).execute()
  const names = await namesOf(ctx, rows.flatMap((row) => row.by_id ?? []))
  return { items: rows.map((row) => ({ id: row.id, grade: row.grade, from: row.day, by: row.by_id && names.has(row.by_id) ? { id: row.by_id, name: names.get(row.by_id) as string } : null, at: row.at })) }
}

/** The grade that held on a day, for whoever reckons with what was then: null when the customer had none. `day` is YYYY-MM-DD in the company's zone. */
export async function gradeOn(ctx: Ctx, customerId: string, day: string): Promise<string | null> {
  const row = await tables(ctx).selectFrom('customer_grading').select('grade').where('customer_id', '=', customerId).where('day', '<=', day).orderBy('day', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst()
  return row?.grade ?? null
}
