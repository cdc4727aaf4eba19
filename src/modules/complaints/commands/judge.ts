import type { Ctx } from '../../../kernel/context.ts'
import { refused } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { barFrom } from '../../cases/index.ts'
import { requireStaff } from '../../people/index.ts'
import type { Complaint } from '../contract.ts'
import { AccusedNamed, ApologyApproved, ApologyNoted, LiabilityJudged } from '../contract.ts'
import { getComplaint } from '../queries.ts'
import { askOthers } from '../redress/commands/propose.ts'
import type { ApologyWay, Liability } from '../rules.ts'
import { holdSheet, writeSheet } from '../sheet.ts'
import { tables } from '../tables.ts'

/** Says who is liable and why; what was judged before stays in the history. A yes to an apology was given to what stood then. */
export async function judgeLiability(ctx: Ctx, caseId: string, { liability, basis }: { liability: Liability; basis: string }): Promise<Complaint> {
  const row = await holdSheet(ctx, caseId)
  const id = newId()
  tables.insert(ctx, 'complaint_judgement', { id, case_id: caseId, liability, basis, judge_id: ctx.actor.id as string, at: ctx.now })
  await writeSheet(ctx, row, { liability, basis, judge_id: ctx.actor.id, judged_at: ctx.now, approved_by: null, approved_at: null })
  await ctx.emit(LiabilityJudged, caseId, { judgementId: id, changed: { liability: { from: row.liability, to: liability } } })
  return getComplaint(ctx, caseId)
}
/** Allows an apology where the fault is shared. @throws AppError refused `complaint.not-shared` */
export async function approveApology(ctx: Ctx, caseId: string): Promise<Complaint> {
  const row = await holdSheet(ctx, caseId)
  if (row.liability !== 'shared') throw refused('complaint.not-shared', [{ path: 'liability', code: 'complaint.not-shared' }])
  await writeSheet(ctx, row, { approved_by: ctx.actor.id, approved_at: ctx.now })
  await ctx.emit(ApologyApproved, caseId, {})
  return getComplaint(ctx, caseId)
}
/** Notes an apology that no message shows. @throws AppError refused `complaint.apology-not-ours` when it was judged not to be our fault */
export async function noteApology(ctx: Ctx, caseId: string, { how, note }: { how: ApologyWay; note: string }): Promise<Complaint> {
  const row = await holdSheet(ctx, caseId)
  if (row.liability === 'not-ours') throw refused('complaint.apology-not-ours', [{ path: 'how', code: 'complaint.apology-not-ours' }])
  tables.insert(ctx, 'complaint_apology', { id: newId(), case_id: caseId, how, note, by_id: ctx.actor.id as string, at: ctx.now })
  await ctx.emit(ApologyNoted, caseId, { how })
  return getComplaint(ctx, caseId)
}
/** Says whom a complaint is about, who then only reads it; nobody when the list is empty. Solutions that wait for their decision go to somebody else. @throws AppError refused `case.barred-handles` when one of them handles it now, `remedy.nobody-decides` */
export async function nameAccused(ctx: Ctx, caseId: string, staffIds: readonly string[]): Promise<Complaint> {
  const row = await holdSheet(ctx, caseId)
  for (const id of staffIds) await requireStaff(ctx, id, 'staffIds')
  if (staffIds.includes(ctx.actor.id ?? '')) throw refused('complaint.accused-never-judges', [{ path: 'staffIds', code: 'complaint.accused-never-judges' }])
  await barFrom(ctx, caseId, staffIds)
  await writeSheet(ctx, row, { accused: [...new Set(staffIds)] })
  await askOthers(ctx, caseId, staffIds)
  await ctx.emit(AccusedNamed, caseId, { staffIds: [...new Set(staffIds)] })
  return getComplaint(ctx, caseId)
}
