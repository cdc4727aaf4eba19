import type { Ctx } from '../../../kernel/context.ts'
import { conflict, notFound, refused } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { callForHelp } from '../../cases/index.ts'
import { holdSheet, writeSheet } from '../sheet.ts'
import { tables } from '../tables.ts'
import { AssistanceAsked, AssistanceSettled } from './contract.ts'
import type { ComplaintCourse } from './contract.ts'
import { getComplaintCourse } from './get-course.ts'
import { stillOpen } from './investigate.ts'
import type { AssistanceKind } from './rules.ts'

/** Help from somebody who is no party to it (CMP-23). Whoever leads is called as for any case, and steps in there. */

/** @throws AppError as `holdSheet`; conflict `help.already`; refused `complaint.assistance-needs-who` */
export async function askAssistance(ctx: Ctx, caseId: string, { kind, who, why }: { kind: AssistanceKind; who?: string | undefined; why: string }): Promise<ComplaintCourse> {
  const row = await holdSheet(ctx, caseId)
  await stillOpen(ctx, caseId)
  if (kind !== 'supervisor' && !who) throw refused('complaint.assistance-needs-who', [{ path: 'who', code: 'complaint.assistance-needs-who' }])
  const help = kind === 'supervisor' ? await callForHelp(ctx, caseId, { why: why.replace(/\s+/g, ' ').trim() }) : null
  const id = newId()
  await tables(ctx).insertInto('complaint_assistance').values({ id, case_id: caseId, kind, who: who ?? null, why, help_id: help?.id ?? null, by_id: ctx.actor.id as string, at: ctx.now }).execute()
  await writeSheet(ctx, row, {})
  await ctx.emit(AssistanceAsked, caseId, { assistanceId: id, kind })
  return getComplaintCourse(ctx, caseId)
}
/** @throws AppError as `holdSheet`; not-found `assistance.not-found`; conflict `complaint.assistance-over` */
export async function settleAssistance(ctx: Ctx, caseId: string, assistanceId: string, { outcome }: { outcome: string }): Promise<ComplaintCourse> {
  const row = await holdSheet(ctx, caseId)
  const before = await tables(ctx).selectFrom('complaint_assistance').selectAll().where('id', '=', assistanceId).where('case_id', '=', caseId).where('kind', '<>', 'supervisor').executeTakeFirst()
  if (!before) throw notFound('assistance')
  const won = await tables(ctx).updateTable('complaint_assistance').set({ outcome, settled_by: ctx.actor.id, settled_at: ctx.now }).where('id', '=', assistanceId).where('settled_at', 'is', null).returning('id').executeTakeFirst()
  if (!won) throw conflict('complaint.assistance-over', await getComplaintCourse(ctx, caseId))
  await writeSheet(ctx, row, {})
  await ctx.emit(AssistanceSettled, caseId, { assistanceId })
  return getComplaintCourse(ctx, caseId)
}
