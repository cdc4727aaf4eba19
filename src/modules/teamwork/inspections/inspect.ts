import { maskPersonal } from '../../../pure/text/index.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { dayIn } from '../../../kernel/days.ts'
import { AppError, conflict, invalid, refused } from '../../../kernel/errors.ts'
import { companyZone } from '../../../kernel/frame.ts'
import { newId } from '../../../kernel/id.ts'
import { keepApart, separation } from '../../../kernel/separation.ts'
import { requireStaff } from '../../people/index.ts'
import { addTask, cancelTask, finishTask } from '../../tasks/index.ts'
import { tables } from '../tables.ts'
import type { Inspection, MakeInspection } from './contract.ts'
import { InspectionCorrected, InspectionMade, InspectionReturned, InspectionVerified, InspectionWithdrawn } from './contract.ts'
import { findInspection, mayInspect } from './queries.ts'

/** Whose work was inspected doesn't verify that it was put right. */
export const ownCorrection = separation('inspection.own-correction', 'inspection.read', 'inspection.write')

const correctKey = (id: string, round: number) => `inspection:${id}:${round}`
const verifyKey = (id: string, round: number) => `inspection-verify:${id}:${round}`
const about = (id: string) => ({ about: { kind: 'inspection', id }, source: { kind: 'inspection', id }, path: `/inspections/${id}`, byHand: false })
/** The person's task; overdue, it goes up the line like every other. */
const askCorrection = (ctx: Ctx, { id, round, area, staffId, dueAt }: { id: string; round: number; area: string; staffId: string; dueAt: Date }) =>
  addTask(ctx, { key: correctKey(id, round), title: { zh: `整改：${area}`, en: `Put right: ${area}` }, ownerId: staffId, dueAt, ...about(id) })

/** Writes a finding down. @throws AppError refused `inspection.oneself`, `staff.*`, forbidden `inspection.not-yours`, invalid `inspection.due-past`, `inspection.day-ahead` */
export async function inspect(ctx: Ctx, { staffId, area, finding, expected, grade, inspectedOn, dueAt, about: of }: MakeInspection): Promise<Inspection> {
  const me = ctx.actor.id as string
  const today = dayIn(ctx.settings.get(companyZone), ctx.now)
  if (staffId === me) throw refused('inspection.oneself', [{ path: 'staffId', code: 'inspection.oneself' }])
  await requireStaff(ctx, staffId, 'staffId')
  if (!mayInspect(ctx, staffId)) throw new AppError('forbidden', 'inspection.not-yours')
  if (dueAt <= ctx.now) throw invalid('dueAt', 'inspection.due-past')
  if (inspectedOn && inspectedOn > today) throw invalid('inspectedOn', 'inspection.day-ahead')
  const row = { id: newId(), staff_id: staffId, inspector_id: me, area: maskPersonal(area), finding: maskPersonal(finding), expected: maskPersonal(expected), grade, about_kind: of?.kind ?? null, about_id: of?.id ?? null, inspected_on: inspectedOn ?? today, due_at: dueAt, state: 'open' as const, round: 1, created_at: ctx.now, version: 1 }
  await tables(ctx).insertInto('inspection').values(row).execute()
  await askCorrection(ctx, { id: row.id, round: 1, area: row.area, staffId, dueAt })
  await ctx.emit(InspectionMade, row.id, { staffId, grade, dueAt: dueAt.toISOString() })
  return findInspection(ctx, row.id)
}

const word = (ctx: Ctx, id: string, kind: 'correction' | 'return', text: string) => tables.insert(ctx, 'inspection_word', { id: newId(), inspection_id: id, staff_id: ctx.actor.id as string, kind, text: maskPersonal(text), at: ctx.now })
async function step(ctx: Ctx, before: Inspection, version: number, set: Record<string, unknown>): Promise<void> {
  const won = await tables(ctx).updateTable('inspection').set({ ...set, version: version + 1 }).where('id', '=', before.id).where('version', '=', version).where('state', '=', before.state).returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', await findInspection(ctx, before.id))
}
function need(before: Inspection, deed: Inspection['may'][number]): void {
  if (before.may.includes(deed)) return
  throw deed === 'correct' && before.state !== 'open' || deed !== 'correct' && before.state !== 'corrected' ? conflict('inspection.not-now', before) : new AppError('forbidden', 'inspection.not-yours')
}

/** The person says how it was put right. @throws AppError forbidden `inspection.not-yours`, conflict `inspection.not-now`, `record.stale` */
export async function correct(ctx: Ctx, id: string, { version, text }: { version: number; text: string }): Promise<Inspection> {
  const before = await findInspection(ctx, id)
  need(before, 'correct')
  const late = ctx.now > before.dueAt
  await step(ctx, before, version, { state: 'corrected', correction: maskPersonal(text), corrected_at: ctx.now, late: before.late === true || late })
  word(ctx, id, 'correction', text)
  await finishTask(ctx, { key: correctKey(id, before.round) })
  await addTask(ctx, { key: verifyKey(id, before.round), title: { zh: `核验整改：${before.area}`, en: `Verify: ${before.area}` }, ownerId: before.inspector.id, ...about(id) })
  await ctx.emit(InspectionCorrected, id, { round: before.round, late })
  return findInspection(ctx, id)
}

/** Closes it. @throws AppError forbidden `inspection.own-correction`, `inspection.not-yours`, conflict `inspection.not-now`, `record.stale` */
export async function verify(ctx: Ctx, id: string, version: number): Promise<Inspection> {
  const before = await findInspection(ctx, id)
  keepApart(ctx, ownCorrection, [before.staff.id])
  need(before, 'verify')
  await step(ctx, before, version, { state: 'verified', verified_by: ctx.actor.id, verified_at: ctx.now })
  await finishTask(ctx, { key: verifyKey(id, before.round) })
  await ctx.emit(InspectionVerified, id, { round: before.round, late: before.late === true })
  return findInspection(ctx, id)
}

/** It is not right yet. @throws AppError as `verify`, invalid `inspection.due-past` */
export async function sendBack(ctx: Ctx, id: string, { version, text, dueAt }: { version: number; text: string; dueAt: Date }): Promise<Inspection> {
  const before = await findInspection(ctx, id)
  keepApart(ctx, ownCorrection, [before.staff.id])
  need(before, 'return')
  if (dueAt <= ctx.now) throw invalid('dueAt', 'inspection.due-past')
  const round = before.round + 1
  await step(ctx, before, version, { state: 'open', round, due_at: dueAt })
  word(ctx, id, 'return', text)
  await finishTask(ctx, { key: verifyKey(id, before.round) }, text)
  await askCorrection(ctx, { id, round, area: before.area, staffId: before.staff.id, dueAt })
  await ctx.emit(InspectionReturned, id, { round, dueAt: dueAt.toISOString() })
  return findInspection(ctx, id)
}

/** Takes back a finding that was none. @throws AppError forbidden `inspection.not-yours`, conflict `inspection.not-now`, `record.stale` */
export async function withdraw(ctx: Ctx, id: string, version: number): Promise<Inspection> {
  const before = await findInspection(ctx, id)
  if (!before.may.includes('withdraw')) throw before.state === 'verified' || before.state === 'withdrawn' ? conflict('inspection.not-now', before) : new AppError('forbidden', 'inspection.not-yours')
  await step(ctx, before, version, { state: 'withdrawn' })
  for (const key of [correctKey(id, before.round), verifyKey(id, before.round)]) await cancelTask(ctx, { key }, '')
  await ctx.emit(InspectionWithdrawn, id, {})
  return findInspection(ctx, id)
}
