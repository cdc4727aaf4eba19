import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, notFound, refused } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { on } from '../../../kernel/module.ts'
import { flowKind } from '../../flows/index.ts'
import { addTask, cancelTask, finishTask } from '../../tasks/index.ts'
import { moveCase } from '../commands/move-case.ts'
import { CaseMerged, CaseMoved, CaseRemoved } from '../contract.ts'
import { findCase } from '../queries.ts'
import { statusAfterWord } from '../rules.ts'
import type { CaseRow } from '../tables.ts'
import { openAnalysis } from './analyses.ts'
import type { FollowUp } from './contract.ts'
import { followUpsOf } from './follow-up-queries.ts'
import { FollowUpAnswered, FollowUpCancelled, FollowUpPlanned } from './contract.ts'
import { dissatisfiedAt, followUpDays, followUpKinds, laterFollowUps } from './settings.ts'
import type { FollowUpRow } from './tables.ts'
import { tables } from './tables.ts'

/** After the solution the customer is asked whether it is one (CAS-17). */

const DAY_MS = 86_400_000
const taskKey = (id: string) => `case-follow-up:${id}`
const ended = (of: string) => of === 'resolved' || of === 'closed'

/** Plans one unless one of its round is open already; the task is the first responder's, who answers for the case to the end. @param afterDays the round: 0 for the first @returns its id, undefined when one is open */
async function plan(ctx: Ctx, of: Pick<CaseRow, 'id' | 'number' | 'handler_id' | 'first_responder_id' | 'team_id'>, dueAt: Date, afterDays = 0): Promise<string | undefined> {
  const id = newId()
  const owner = of.first_responder_id ?? of.handler_id
  // The word stands in the text: a plan kept for any value would find no index for it.
  const made = await tables(ctx).insertInto('case_follow_up').values({ id, case_id: of.id, owner_id: owner, due_at: dueAt, state: 'open', outcome: null, satisfaction: null, note: null, answered_by: null, answered_at: null, created_at: ctx.now, after_days: afterDays, version: 1 })
    .onConflict((at) => at.columns(['case_id', 'after_days']).where(sql<boolean>`state = 'open'`).doNothing()).returning('id').executeTakeFirst()
  if (!made) return undefined
  const here = owner && await tables(ctx).selectFrom('staff_ref').select('id').where('id', '=', owner).where('active', '=', true).executeTakeFirst()
  const about = { kind: 'case', id: of.id }
  await addTask(ctx, { key: taskKey(id), title: afterDays ? { zh: `第 ${afterDays} 天回访：工单 ${of.number} 的方案是否落实`, en: `Day ${afterDays}: does the solution of case ${of.number} hold?` } : { zh: `回访：工单 ${of.number} 是否已解决`, en: `Follow up: is case ${of.number} solved?` }, ...(here ? { ownerId: here.id } : of.team_id ? { teamId: of.team_id } : { roleKey: 'agent' }), dueAt, about, source: about, path: `/cases/${of.id}`, byHand: false })
  await ctx.emit(FollowUpPlanned, of.id, { followUpId: id, dueAt: dueAt.toISOString() })
  return id
}

/** Plans a follow-up by hand. @throws AppError forbidden `case.not-yours`; refused `follow-up.not-solved-yet`, `follow-up.in-the-past`; conflict `follow-up.open` */
export async function planFollowUp(ctx: Ctx, caseId: string, { dueAt = new Date(ctx.now.getTime() + ctx.settings.get(followUpDays) * DAY_MS) }: { dueAt?: Date | undefined }): Promise<FollowUp> {
  const found = await findCase(ctx, caseId)
  if (!found.may_write || found.removed_at || found.merged_into_id) throw new AppError('forbidden', 'case.not-yours')
  if (!ended(found.status_class)) throw refused('follow-up.not-solved-yet')
  if (dueAt < ctx.now) throw refused('follow-up.in-the-past', [{ path: 'dueAt', code: 'follow-up.in-the-past' }])
  const id = await plan(ctx, found, dueAt)
  const latest = (await followUpsOf(ctx, caseId, true)).find((one) => one.afterDays === 0)
  if (!id) throw conflict('follow-up.open', latest)
  return latest as FollowUp
}

async function openOne(ctx: Ctx, id: string): Promise<{ row: FollowUpRow; of: Awaited<ReturnType<typeof findCase>> }> {
  const row = await tables(ctx).selectFrom('case_follow_up').selectAll().where('id', '=', id).executeTakeFirst()
  const of = row && await findCase(ctx, row.case_id).catch(() => undefined)
  if (!row || !of) throw notFound('follow-up')
  if (!of.may_write) throw new AppError('forbidden', 'case.not-yours')
  return { row, of }
}
const shown = async (ctx: Ctx, row: Pick<FollowUpRow, 'id' | 'case_id'>): Promise<FollowUp> => (await followUpsOf(ctx, row.case_id, true)).find((one) => one.id === row.id) as FollowUp

/**
 * Writes down what the customer says. “Not solved” opens the case again, which no figure of first contact counts as solved any more; who is not satisfied calls for a cause analysis.
 * @throws AppError not-found `follow-up.not-found`; forbidden `case.not-yours`; conflict `follow-up.over`, and those of `moveCase`
 */
export async function answerFollowUp(ctx: Ctx, id: string, { outcome, satisfaction, note, version }: { outcome: NonNullable<FollowUp['outcome']>; satisfaction?: number | undefined; note?: string | undefined; version?: number | undefined }): Promise<FollowUp> {
  const { row, of } = await openOne(ctx, id)
  const won = await tables(ctx).updateTable('case_follow_up').set((eb) => ({ state: 'answered', outcome, satisfaction: satisfaction ?? null, note: note ?? null, answered_by: ctx.actor.id, answered_at: ctx.now, version: eb('version', '+', 1) })).where('id', '=', id).where('state', '=', 'open').where('version', '=', version ?? row.version).returning('id').executeTakeFirst()
  if (!won) throw conflict('follow-up.over', await shown(ctx, row))
  await finishTask(ctx, { key: taskKey(id) })
  await ctx.emit(FollowUpAnswered, row.case_id, { followUpId: id, outcome, satisfaction: satisfaction ?? null })
  if (outcome === 'not-solved' && ended(of.status_class)) await moveCase(ctx, of.id, { to: statusAfterWord(ctx.definitions.version(flowKind, of.flow_id).is, of.status), version: of.version })
  if (outcome === 'not-solved' || (satisfaction !== undefined && satisfaction <= ctx.settings.get(dissatisfiedAt))) await openAnalysis(ctx, of, 'follow-up')
  return shown(ctx, row)
}
async function drop(ctx: Ctx, id: string, caseId: string, version?: number): Promise<boolean> {
  let update = tables(ctx).updateTable('case_follow_up').set((eb) => ({ state: 'cancelled', version: eb('version', '+', 1) })).where('id', '=', id).where('state', '=', 'open')
  if (version !== undefined) update = update.where('version', '=', version)
  if (!await update.returning('id').executeTakeFirst()) return false
  await cancelTask(ctx, { key: taskKey(id) }, '')
  await ctx.emit(FollowUpCancelled, caseId, { followUpId: id })
  return true
}
/** @throws AppError conflict `follow-up.over` */
export async function cancelFollowUp(ctx: Ctx, id: string, version: number | undefined): Promise<FollowUp> {
  const { row } = await openOne(ctx, id)
  if (!await drop(ctx, id, row.case_id, version ?? row.version)) throw conflict('follow-up.over', await shown(ctx, row))
  return shown(ctx, row)
}

/** What is solved is followed up; what is open again, in the bin or part of another case needs no follow-up of its own. */
export const planFollowUps = on([CaseMoved, CaseMerged, CaseRemoved], 'cases.plan-follow-ups', async (ctx, events) => {
  const kinds = ctx.settings.get(followUpKinds)
  for (const { kind, subjectId, data } of events) {
    const moved = kind === CaseMoved.kind && 'toClass' in data ? data : undefined
    if (moved && ended(moved.fromClass) === ended(moved.toClass)) continue
    if (moved && ended(moved.toClass)) {
      if (!kinds.includes(moved.kind)) continue
      const row = await tables(ctx).selectFrom('case').select(['id', 'number', 'handler_id', 'first_responder_id', 'team_id']).where('id', '=', subjectId).where('status_class', 'in', ['resolved', 'closed']).where('removed_at', 'is', null).where('merged_into_id', 'is', null).executeTakeFirst()
      if (!row) continue
      await plan(ctx, row, new Date(ctx.now.getTime() + ctx.settings.get(followUpDays) * DAY_MS))
      for (const { kind: of, days } of ctx.settings.get(laterFollowUps)) if (of === moved.kind) await plan(ctx, row, new Date(ctx.now.getTime() + days * DAY_MS), days)
    } else {
      const rows = await tables(ctx).selectFrom('case_follow_up').select('id').where('case_id', '=', subjectId).where('state', '=', 'open').execute()
      for (const { id } of rows) await drop(ctx, id, subjectId)
    }
  }
})
