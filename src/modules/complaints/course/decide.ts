import type { Ctx } from '../../../kernel/context.ts'
import { conflict, refused } from '../../../kernel/errors.ts'
import { say } from '../../../kernel/i18n/catalogue.ts'
import { companyLanguage } from '../../../kernel/frame.ts'
import { addMessage } from '../../cases/index.ts'
import { signalClocks } from '../../clocks/index.ts'
import { addTask } from '../../tasks/index.ts'
import { complaintClocks } from '../deadlines.ts'
import { findComplaint } from '../queries.ts'
import { recourseWords } from '../settings.ts'
import { holdSheet, writeSheet } from '../sheet.ts'
import { ComplaintAnswered, ComplaintCarriedOut, ComplaintDecided, RecourseTold } from './contract.ts'
import type { ComplaintCourse } from './contract.ts'
import { getComplaintCourse } from './get-course.ts'
import { stillOpen } from './investigate.ts'
import { languageOf } from './language.ts'
import type { ToldHow } from './rules.ts'

/** What was decided of a complaint: told, accepted or not, and carried out (ISO 10002, 7.7 to 7.9). */

/**
 * Tells the customer what was decided; another decision takes the place of an earlier one, which the history keeps, and is answered anew.
 * @throws AppError as `holdSheet`; refused `complaint.still-listening`, `complaint.not-formal`; those of an answer where it leaves as one
 */
export async function decide(ctx: Ctx, caseId: string, { text, how, guardReason }: { text: string; how: ToldHow; guardReason?: string | undefined }): Promise<ComplaintCourse> {
  const row = await holdSheet(ctx, caseId)
  await stillOpen(ctx, caseId)
  const { status, kind } = await findComplaint(ctx, caseId)
  if (kind !== 'complaint') throw refused('complaint.not-formal', [{ path: '', code: 'complaint.not-formal' }])
  if (status === 'listening') throw refused('complaint.still-listening', [{ path: 'text', code: 'complaint.still-listening' }])
  const message = how === 'message' ? await addMessage(ctx, caseId, { body: text, visibility: 'public', ...(guardReason ? { guardReason } : {}) }) : null
  await writeSheet(ctx, row, { decision: text, decided_how: how, decided_by: ctx.actor.id, decided_at: ctx.now, accepted: null, answer_words: null, answered_by: null, answered_at: null, recourse: null, recourse_at: null })
  await signalClocks(ctx, complaintClocks, [{ subjectId: row.id, facts: {}, signal: 'decided' }])
  await ctx.emit(ComplaintDecided, caseId, { how, messageId: message?.id ?? null })
  return getComplaintCourse(ctx, caseId)
}

/**
 * Takes down what the customer said to the decision. Who declines is told where else to turn, within the company and outside, and whoever leads looks at it again.
 * @throws AppError as `holdSheet`; conflict `complaint.not-decided`
 */
export async function answerDecision(ctx: Ctx, caseId: string, { accepted, words }: { accepted: boolean; words?: string | undefined }): Promise<ComplaintCourse> {
  const row = await holdSheet(ctx, caseId)
  await stillOpen(ctx, caseId)
  if (!row.decided_at) throw conflict('complaint.not-decided', await getComplaintCourse(ctx, caseId))
  const recourse = accepted ? null : ctx.settings.get(recourseWords).trim() || say(await languageOf(ctx, await findComplaint(ctx, caseId), row.words), 'complaint.recourse-text')
  await writeSheet(ctx, row, { accepted, answer_words: words ?? null, answered_by: ctx.actor.id, answered_at: ctx.now, recourse, recourse_at: recourse ? ctx.now : null })
  await ctx.emit(ComplaintAnswered, caseId, { accepted, changed: { accepted: { from: row.accepted, to: accepted } } })
  if (recourse) {
    // It is the company's own wording: nobody is asked to defend it at the guard.
    // Who answers on their own page reads it there.
    const message = ctx.actor.kind !== 'staff' ? null : await addMessage(ctx, caseId, { body: recourse, visibility: 'public', guardReason: say(ctx.settings.get(companyLanguage), 'complaint.recourse') })
    await ctx.emit(RecourseTold, caseId, { messageId: message?.id ?? null })
    const { number } = await findComplaint(ctx, caseId)
    await addTask(ctx, { key: `complaint-review:${caseId}:${row.decided_at.getTime()}`, title: { zh: `复核客户不接受的处理决定：${number}`, en: `Look again at a decision the customer declined: ${number}` }, roleKey: 'cs_manager', dueAt: new Date(ctx.now.getTime() + REVIEW_MS), about: { kind: 'case', id: caseId }, source: { kind: 'case', id: caseId }, path: `/cases/${caseId}` })
  }
  return getComplaintCourse(ctx, caseId)
}
/** So long whoever leads has to look at it again. */
const REVIEW_MS = 3 * 86_400_000

/** @throws AppError as `holdSheet`; conflict `complaint.not-decided`; refused `complaint.declined-not-carried-out` while the customer has declined it */
export async function carryOut(ctx: Ctx, caseId: string, { what }: { what: string }): Promise<ComplaintCourse> {
  const row = await holdSheet(ctx, caseId)
  await stillOpen(ctx, caseId)
  if (!row.decided_at) throw conflict('complaint.not-decided', await getComplaintCourse(ctx, caseId))
  if (row.accepted === false) throw refused('complaint.declined-not-carried-out', [{ path: '', code: 'complaint.declined-not-carried-out' }])
  await writeSheet(ctx, row, { carried_out: what, carried_out_by: ctx.actor.id, carried_out_at: ctx.now })
  await ctx.emit(ComplaintCarriedOut, caseId, {})
  return getComplaintCourse(ctx, caseId)
}
