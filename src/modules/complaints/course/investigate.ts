import type { Ctx } from '../../../kernel/context.ts'
import { refused } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { attachFiles } from '../../files/index.ts'
import { findComplaint } from '../queries.ts'
import { holdSheet, writeSheet } from '../sheet.ts'
import { tables } from '../tables.ts'
import { ComplaintInvestigated, FindingAdded } from './contract.ts'
import type { AddFinding, ComplaintCourse } from './contract.ts'
import { getComplaintCourse } from './get-course.ts'

/** The investigation: what was found, by whom and from what, in the order it was found. Whom the complaint is about has no hand in it. */

/** @throws AppError as `holdSheet`; those of `attachFiles` */
export async function addFinding(ctx: Ctx, caseId: string, { kind, what, source, attachments = [] }: AddFinding): Promise<ComplaintCourse> {
  const row = await holdSheet(ctx, caseId)
  await stillOpen(ctx, caseId)
  const id = newId()
  await tables(ctx).insertInto('complaint_finding').values({ id, case_id: caseId, kind, what, source: source ?? null, by_id: ctx.actor.id as string, at: ctx.now }).execute()
  if (attachments.length) await attachFiles(ctx, attachments, { kind: 'complaint-finding', id })
  await writeSheet(ctx, row, {})
  await ctx.emit(FindingAdded, caseId, { findingId: id, kind, files: attachments.length })
  return getComplaintCourse(ctx, caseId)
}
/** Sums the investigation up. @throws AppError as `holdSheet`; refused `complaint.nothing-found` while no finding stands */
export async function conclude(ctx: Ctx, caseId: string, { summary }: { summary: string }): Promise<ComplaintCourse> {
  const row = await holdSheet(ctx, caseId)
  await stillOpen(ctx, caseId)
  const { n } = await tables(ctx).selectFrom('complaint_finding').select((eb) => eb.fn.countAll<number>().as('n')).where('case_id', '=', caseId).executeTakeFirstOrThrow()
  if (!Number(n)) throw refused('complaint.nothing-found', [{ path: 'summary', code: 'complaint.nothing-found' }])
  await writeSheet(ctx, row, { findings: summary, investigated_by: ctx.actor.id, investigated_at: ctx.now })
  await ctx.emit(ComplaintInvestigated, caseId, { findings: Number(n) })
  return getComplaintCourse(ctx, caseId)
}
/** @throws AppError refused `complaint.is-closed` */
export async function stillOpen(ctx: Ctx, caseId: string): Promise<void> {
  if ((await findComplaint(ctx, caseId)).status_class === 'closed') throw refused('complaint.is-closed', [{ path: '', code: 'complaint.is-closed' }])
}
