import { maskPersonal } from '../../../pure/text/index.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, refused } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { on } from '../../../kernel/module.ts'
import { ClockBreached } from '../../clocks/contract.ts'
import { signalClocks, startClocks } from '../../clocks/index.ts'
import { attachFiles } from '../../files/index.ts'
import { commonSuperior, notify, notifyInHours, standInsOf, staffWithRoles } from '../../people/index.ts'
import { addTask, cancelTask, finishTask } from '../../tasks/index.ts'
import type { Request } from '../contract.ts'
import { RequestAnswered, RequestAsked, RequestEscalated, RequestWithdrawn } from '../contract.ts'
import { requestClocks } from '../deadlines.ts'
import { tables } from '../tables.ts'
import { asksFor, getAgreement, getRequest } from './queries.ts'

export const taskKey = (id: string) => `department-request:${id}`
export const NEW_REQUEST = { state: 'open' as const, answer: null, answered_by: null, answered_at: null, escalated_to: null, asked_back_at: null, told_customer: false, version: 1 }

/** Asks another department by an agreement; the clock runs from now on. @throws AppError forbidden `agreement.not-yours`, conflict `agreement.over`, refused `agreement.unknown-request`, `agreement.no-liaison` */
export async function askDepartment(ctx: Ctx, { agreementId, request: key, subject, details }: { agreementId: string; request: string; subject: string; details?: string | undefined }): Promise<Request> {
  const of = await getAgreement(ctx, agreementId)
  if (of.state !== 'active') throw conflict('agreement.over', of)
  if (!asksFor(ctx, of.asking.id)) throw new AppError('forbidden', 'agreement.not-yours')
  const type = of.requests.find((one) => one.key === key)
  if (!type) throw refused('agreement.unknown-request', [{ path: 'request', code: 'agreement.unknown-request' }])
  if (!of.contact) throw refused('agreement.no-liaison')
  const id = newId()
  const [{ dueAt }] = await startClocks(ctx, requestClocks, [{ subjectId: id, facts: { within: type.within }, signal: 'asked' }])
  if (!dueAt) throw refused('agreement.no-time', [{ path: 'request', code: 'agreement.no-time' }])
  const row = {
    id, agreement_id: of.id, request_key: type.key, request_name: JSON.stringify(type.name), within: type.within, asking_id: of.asking.id, answering_id: of.answering.id, asked_by: ctx.actor.id as string, contact_id: of.contact.id,
    subject: maskPersonal(subject), details: details ? maskPersonal(details) : null, about_kind: null, about_id: null, ...NEW_REQUEST, due_at: dueAt, created_at: ctx.now,
  }
  await tables(ctx).insertInto('department_request').values(row).execute()
  const about = { kind: 'department-request', id }
  // The superior of both is told here, so nobody else is told further up.
  await addTask(ctx, { key: taskKey(id), title: { zh: `答复${of.asking.name}：${row.subject.slice(0, 60)}`, en: `Reply to ${of.asking.name}: ${row.subject.slice(0, 60)}` }, ownerId: of.contact.id, dueAt, about, source: about, path: `/department-requests/${id}`, byHand: false, escalate: false })
  await ctx.emit(RequestAsked, id, { agreementId: of.id, answeringId: of.answering.id, request: type.key, about: null, dueAt: dueAt.toISOString() })
  return getRequest(ctx, id)
}

/** A request that is still open and that the reader may do this with. */
export async function openRequest(ctx: Ctx, id: string, deed: Request['may'][number]): Promise<Request> {
  const before = await getRequest(ctx, id)
  if (before.state !== 'open') throw conflict('department-request.over', before)
  if (!before.may.includes(deed)) throw new AppError('forbidden', 'department-request.not-yours')
  return before
}

/** Answers for one's department; the clock stops. @throws AppError forbidden `department-request.not-yours`, conflict `department-request.over`, `record.stale` */
export async function answerRequest(ctx: Ctx, id: string, { version, answer, attachments = [] }: { version: number; answer: string; attachments?: readonly string[] }): Promise<Request> {
  const before = await openRequest(ctx, id, 'answer')
  const won = await tables(ctx).updateTable('department_request').set({ state: 'answered', answer: maskPersonal(answer), answered_by: ctx.actor.id, answered_at: ctx.now, asked_back_at: null, version: version + 1 }).where('id', '=', id).where('version', '=', version).where('state', '=', 'open').returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', before)
  await signalClocks(ctx, requestClocks, [{ subjectId: id, facts: { within: before.within }, signal: 'answered', state: 'open' }])
  if (attachments.length) await attachFiles(ctx, attachments, { kind: 'department-request', id })
  await finishTask(ctx, { key: taskKey(id) })
  await ctx.emit(RequestAnswered, id, { late: ctx.now > before.dueAt })
  await notify(ctx, [...new Set([before.askedBy.id, ...(before.keeper ? [before.keeper.id] : [])])].filter((who) => who !== ctx.actor.id), { code: 'department-request.notice-answered', subjectKind: 'department-request', subjectId: id, params: { subject: before.subject } })
  return getRequest(ctx, id)
}

/** Takes one's own request back. @throws as `answerRequest` */
export async function withdrawRequest(ctx: Ctx, id: string, version: number): Promise<Request> {
  const before = await openRequest(ctx, id, 'withdraw')
  const won = await tables(ctx).updateTable('department_request').set({ state: 'withdrawn', version: version + 1 }).where('id', '=', id).where('version', '=', version).where('state', '=', 'open').returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', before)
  await signalClocks(ctx, requestClocks, [{ subjectId: id, facts: { within: before.within }, signal: 'withdrawn' }])
  await cancelTask(ctx, { key: taskKey(id) }, '')
  await ctx.emit(RequestWithdrawn, id, {})
  return getRequest(ctx, id)
}

/** A request that is not answered in time goes to whoever is above both departments; where their lines never meet, to the managers. */
export const escalateRequests = on(ClockBreached, 'teamwork.late-requests', async (ctx, events) => {
  for (const { subjectId, data } of events) {
    if (data.subjectKind !== 'department-request') continue
    const row = await tables(ctx).selectFrom('department_request').selectAll().where('id', '=', subjectId).where('state', '=', 'open').where('escalated_to', 'is', null).executeTakeFirst()
    if (!row) continue
    const above = await commonSuperior(ctx, row.asked_by, row.contact_id)
    const responsible = above ? [above] : await staffWithRoles(ctx, ['cs_manager'])
    const away = await standInsOf(ctx, responsible)
    const told = [...new Set(responsible.map((id) => away.get(id) ?? id))]
    if (!told.length) continue
    await tables(ctx).updateTable('department_request').set({ escalated_to: told[0] ?? null, version: row.version + 1 }).where('id', '=', row.id).execute()
    await notifyInHours(ctx, told, { code: 'department-request.notice-escalated', subjectKind: 'department-request', subjectId: row.id, params: { subject: row.subject } }, { about: { kind: 'clock', id: data.clocks[0]?.id ?? subjectId } })
    await ctx.emit(RequestEscalated, row.id, { told })
  }
})
