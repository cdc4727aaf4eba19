import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, refused } from '../../../kernel/errors.ts'
import { dropUndefined } from '../../../kernel/frame.ts'
import { among } from '../../../kernel/transaction.ts'
import { linkable, seenLinks } from '../../library/index.ts'
import { namesOf } from '../../people/index.ts'
import { AnswerMayStand } from '../contract.ts'
import { findCase } from '../queries.ts'
import type { CaseRow } from '../tables.ts'
import { analysesOf, openAnalysis } from './analyses.ts'
import type { Course, KeepCourse } from './contract.ts'
import { CourseKept, StageChanged } from './contract.ts'
import { followUpsOf } from './follow-up-queries.ts'
import { causesInTree, inWords } from './causes.ts'
import type { Stage } from './fields/contract.ts'
import { closingMissing, phaseOf } from './rules.ts'
import { closingChecklist, stageOfKind, triagePriorities } from './settings.ts'
import type { CourseRow } from './tables.ts'
import { tables } from './tables.ts'

/** The rows of these cases; a case of whose course nothing was written yet has none. */
export async function courseRows(ctx: Ctx, caseIds: readonly string[]): Promise<ReadonlyMap<string, Omit<CourseRow, 'thanked' | 'offered_help' | 'version'> & { thanked: boolean; offered_help: boolean; version: number }>> {
  if (!caseIds.length) return new Map()
  return new Map((await tables(ctx).selectFrom('case_course').selectAll().where(among('case_id', caseIds)).execute()).map((row) => [row.case_id, row]))
}
export const isTriaged = (row: { causes: string[] | null; emergency_measure: string | null } | undefined): boolean => Boolean(row?.causes?.length && row.emergency_measure)
export const stageIs = (ctx: Ctx, kind: string, row: { stage: Stage | null } | undefined): Stage => row?.stage ?? ctx.settings.get(stageOfKind).find((one) => one.kind === kind)?.stage ?? 'use'
export const closingOf = (row: Pick<CourseRow, 'feedback' | 'follow_channel'> & { thanked: boolean; offered_help: boolean } | undefined): Course['closing'] =>
  ({ thanked: row?.thanked ?? false, offeredHelp: row?.offered_help ?? false, feedback: row?.feedback ?? null, followChannel: row?.follow_channel ?? null })

/** The course of a case that the reader may see. */
export async function getCourse(ctx: Ctx, caseId: string): Promise<Course> {
  const found = await findCase(ctx, caseId)
  const mayWrite = found.may_write && !found.removed_at && !found.merged_into_id
  const [rows, followUps, analyses] = await Promise.all([courseRows(ctx, [caseId]), followUpsOf(ctx, caseId, mayWrite), analysesOf(ctx, caseId, mayWrite)])
  const row = rows.get(caseId)
  const names = await namesOf(ctx, [row?.need_by, row?.need_confirmed_by, row?.answered_by, row?.triaged_by].filter((id) => id !== null && id !== undefined))
  const named = (id: string | null | undefined) => id ? { id, name: names.get(id) ?? '' } : null
  const closing = closingOf(row)
  const [document] = row?.answer_document ? await seenLinks(ctx, [{ kind: 'document', key: row.answer_document }]) : []
  const isOpen = found.status_class !== 'closed'
  return {
    caseId, need: row?.need ?? null, needBy: named(row?.need_by), needAt: row?.need_at ?? null, needConfirmedBy: named(row?.need_confirmed_by), needConfirmedAt: row?.need_confirmed_at ?? null,
    phase: found.kind === 'consultation' ? phaseOf({ need: Boolean(row?.need), answer: Boolean(row?.answer), followedUp: followUps.some(({ state }) => state === 'answered') }) : null,
    answer: row?.answer ?? null, answerDocument: document ? { key: document.key, name: document.name, path: document.path } : null, answeredBy: named(row?.answered_by), answeredAt: row?.answered_at ?? null,
    suspectedCauses: inWords(ctx, row?.causes), emergencyMeasure: row?.emergency_measure ?? null, triagedBy: named(row?.triaged_by), triagedAt: row?.triaged_at ?? null,
    triageMissing: isOpen && found.status_class !== 'resolved' && ctx.settings.get(triagePriorities).includes(found.priority) && !isTriaged(row),
    closing, closingMissing: closingMissing(closing), closingRule: ctx.settings.get(closingChecklist), stage: stageIs(ctx, found.kind, row), followUps, analyses,
    causeTree: causesInTree(ctx),
    may: mayWrite ? [...(isOpen ? ['change'] as const : []), 'close-out', ...(!isOpen || found.status_class === 'resolved' ? ['follow-up'] as const : [])] : [], version: row?.version ?? 0,
  }
}

/** Writes parts of a case's course. @throws AppError forbidden `case.not-yours`; conflict `record.stale`; invalid `request.nothing-to-change`; refused as `writeCourse` */
export async function keepCourse(ctx: Ctx, caseId: string, { version, ...parts }: KeepCourse): Promise<Course> {
  const found = await findCase(ctx, caseId)
  if (!found.may_write || found.removed_at || found.merged_into_id) throw new AppError('forbidden', 'case.not-yours')
  if (!Object.values(parts).some((value) => value !== undefined)) throw new AppError('invalid', 'request.nothing-to-change')
  await writeCourse(ctx, found, parts, version)
  return getCourse(ctx, caseId)
}

/**
 * Writes parts of a case's course, and what follows: another wording of the need is confirmed anew; a dissatisfied customer is a cause analysis.
 * @throws AppError conflict `record.stale`; refused `course.need-first`, `course.unknown-document`
 */
export async function writeCourse(ctx: Ctx, of: Pick<CaseRow, 'id' | 'kind' | 'status_class' | 'team_id' | 'handler_id' | 'first_responder_id' | 'number'>, { need, needConfirmed, suspectedCauses, emergencyMeasure, closing, answer, answerDocument, stage }: Omit<KeepCourse, 'version'>, version?: number): Promise<void> {
  const me = ctx.actor.id
  await tables(ctx).insertInto('case_course').values({ case_id: of.id } as never).onConflict((on) => on.column('case_id').doNothing()).execute()
  const before = await tables(ctx).selectFrom('case_course').selectAll().where('case_id', '=', of.id).forUpdate().executeTakeFirstOrThrow()
  // Nothing written yet is version 0 to its reader, though the row just made has 1.
  if (version !== undefined && version !== before.version && !(version === 0 && before.version === 1)) throw conflict('record.stale', { id: of.id, version: before.version })
  const needNow = need ?? before.need
  if ((answer !== undefined || answerDocument || needConfirmed) && !needNow) throw refused('course.need-first', [{ path: 'need', code: 'course.need-first' }])
  if (answer !== undefined || answerDocument) {
    const against = await ctx.ask(AnswerMayStand, { caseId: of.id })
    if (against[0]) throw refused(against[0].code, against.map(({ code, field }) => ({ path: field ?? 'answer', code })))
  }
  if (answerDocument && !(await linkable(ctx, 'document')).some(({ key }) => key === answerDocument)) throw refused('course.unknown-document', [{ path: 'answerDocument', code: 'course.unknown-document' }])
  const reworded = need !== undefined && need !== before.need
  const causes = suspectedCauses ?? before.causes
  const measure = emergencyMeasure ?? before.emergency_measure
  const triages = (suspectedCauses !== undefined || emergencyMeasure !== undefined) && isTriaged({ causes, emergency_measure: measure })
  await tables(ctx).updateTable('case_course').set((eb) => ({
    ...(reworded ? { need, need_by: me, need_at: ctx.now, need_confirmed_by: null, need_confirmed_at: null } : {}),
    ...(needConfirmed === undefined ? {} : { need_confirmed_by: needConfirmed ? me : null, need_confirmed_at: needConfirmed ? ctx.now : null }),
    ...(answer === undefined ? {} : { answer, answered_by: me, answered_at: ctx.now }), ...dropUndefined({ answer_document: answerDocument, stage }),
    causes, emergency_measure: measure, ...(triages ? { triaged_by: me, triaged_at: ctx.now } : {}),
    ...dropUndefined({ thanked: closing?.thanked, offered_help: closing?.offeredHelp, feedback: closing?.feedback, follow_channel: closing?.followChannel }), version: eb('version', '+', 1),
  })).where('case_id', '=', of.id).execute()
  const parts = Object.entries({ need, needConfirmed, suspectedCauses, emergencyMeasure, closing, answer, answerDocument, stage }).flatMap(([key, value]) => value === undefined ? [] : [key])
  await ctx.emit(CourseKept, of.id, { parts, changed: closing?.feedback !== undefined && closing.feedback !== before.feedback ? { feedback: { from: before.feedback, to: closing.feedback } } : {} })
  const was = stageIs(ctx, of.kind, before)
  if (stage && stage !== was) await ctx.emit(StageChanged, of.id, { from: was, to: stage })
  if (closing?.feedback === 'dissatisfied' && before.feedback !== 'dissatisfied') await openAnalysis(ctx, of, 'closing')
}
