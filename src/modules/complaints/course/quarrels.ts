import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { conflict, notFound } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { keepApart, separation } from '../../../kernel/separation.ts'
import { findCase } from '../../cases/index.ts'
import { notify, requireStaff, superiorsOf } from '../../people/index.ts'
import { addTask, finishTask } from '../../tasks/index.ts'
import { findComplaint } from '../queries.ts'
import { holdSheet, writeSheet } from '../sheet.ts'
import { tables } from '../tables.ts'
import { QuarrelReported, QuarrelSettled } from './contract.ts'
import type { ComplaintCourse } from './contract.ts'
import { getComplaintCourse } from './get-course.ts'
import type { QuarrelSource } from './rules.ts'

/** Quarrels with customers are not tolerated (CMP-28): each report is looked into by somebody else, and a confirmed one fails the evaluation of that contact. */

export const ownQuarrel = separation('quarrel.own', 'complaint.write', 'quarrel.settle')
const DAY_MS = 86_400_000
const taskKey = (id: string) => `quarrel:${id}`

/** @throws AppError as `holdSheet`; conflict `quarrel.already`; those of `requireStaff` */
export async function reportQuarrel(ctx: Ctx, caseId: string, { staffId, what, source }: { staffId: string; what: string; source: QuarrelSource }): Promise<ComplaintCourse> {
  const row = await holdSheet(ctx, caseId)
  await requireStaff(ctx, staffId, 'staffId')
  const { number, team_id } = await findCase(ctx, caseId)
  const id = newId()
  const made = await tables(ctx).insertInto('complaint_quarrel').values({ id, case_id: caseId, staff_id: staffId, what, source, state: 'reported', reported_by: ctx.actor.id as string, at: ctx.now })
    .onConflict((on) => on.columns(['case_id', 'staff_id']).where(sql<boolean>`state = 'reported'`).doNothing()).returning('id').executeTakeFirst()
  if (!made) throw conflict('quarrel.already', await getComplaintCourse(ctx, caseId))
  const { supervisors, managers } = await superiorsOf(ctx, { staffId, teamId: team_id })
  const ownerId = [...supervisors, ...managers].find((one) => one !== staffId && one !== ctx.actor.id)
  const about = { kind: 'case', id: caseId }
  await addTask(ctx, { key: taskKey(id), title: { zh: `核实与客户争吵的报告：${number}`, en: `Look into a reported quarrel: ${number}` }, ...(ownerId ? { ownerId } : { roleKey: 'cs_manager' }), dueAt: new Date(ctx.now.getTime() + DAY_MS), about, source: about, path: `/cases/${caseId}`, byHand: false })
  await writeSheet(ctx, row, {})
  await ctx.emit(QuarrelReported, caseId, { quarrelId: id, staffId, source })
  return getComplaintCourse(ctx, caseId)
}

/** Confirms or dismisses a report. @throws AppError not-found `quarrel.not-found`, forbidden `quarrel.own`, conflict `quarrel.over`, `record.stale` */
export async function settleQuarrel(ctx: Ctx, id: string, { confirmed, reason, version }: { confirmed: boolean; reason: string; version: number }): Promise<ComplaintCourse> {
  const before = await tables(ctx).selectFrom('complaint_quarrel').selectAll().where('id', '=', id).executeTakeFirst()
  if (!before) throw notFound('quarrel')
  const { number } = await findComplaint(ctx, before.case_id)
  keepApart(ctx, ownQuarrel, [before.staff_id, before.reported_by])
  if (before.state !== 'reported') throw conflict('quarrel.over', await getComplaintCourse(ctx, before.case_id))
  const state = confirmed ? 'confirmed' as const : 'dismissed' as const
  const won = await tables(ctx).updateTable('complaint_quarrel').set({ state, reason, settled_by: ctx.actor.id, settled_at: ctx.now, version: version + 1 }).where('id', '=', id).where('version', '=', version).where('state', '=', 'reported').returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', await getComplaintCourse(ctx, before.case_id))
  await finishTask(ctx, { key: taskKey(id) }, state)
  if (confirmed) {
    const about = { kind: 'case', id: before.case_id }
    await addTask(ctx, { key: `quarrel-talk:${id}`, title: { zh: `争吵事件面谈复盘：${number}`, en: `Talk through the quarrel: ${number}` }, ownerId: ctx.actor.id as string, dueAt: new Date(ctx.now.getTime() + 3 * DAY_MS), about, source: about, path: `/cases/${before.case_id}` })
    await notify(ctx, [before.staff_id], { code: 'complaint.notice-quarrel-confirmed', subjectKind: 'case', subjectId: before.case_id, params: { number } })
  }
  await ctx.emit(QuarrelSettled, before.case_id, { quarrelId: id, staffId: before.staff_id, evaluation: confirmed ? 'fail' : null, changed: { quarrel: { from: 'reported', to: state } } })
  return getComplaintCourse(ctx, before.case_id)
}
