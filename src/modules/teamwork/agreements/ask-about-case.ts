import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, refused } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { answer } from '../../../kernel/module.ts'
import { among } from '../../../kernel/transaction.ts'
import { maskPersonal } from '../../../pure/text/index.ts'
import { CasesMayMove } from '../../cases/contract.ts'
import { addMessage, caseRefs, findCase, withMerged } from '../../cases/index.ts'
import { signalClocks, startClocks } from '../../clocks/index.ts'
import { FileMayBeRead } from '../../files/contract.ts'
import { attachFiles } from '../../files/index.ts'
import { notify, readDepartments } from '../../people/index.ts'
import { addTask, rescheduleTask } from '../../tasks/index.ts'
import type { AskAboutCase, Askable, Request } from '../contract.ts'
import { RequestAdded, RequestAsked, RequestAskedBack } from '../contract.ts'
import { requestClocks } from '../deadlines.ts'
import { answersWithin } from '../settings.ts'
import { tables } from '../tables.ts'
import { NEW_REQUEST, openRequest, taskKey } from './ask.ts'
import { getRequest, listAgreements, requestsById } from './queries.ts'

/** What is asked about a case where no agreement names a type for it. */
const COLLABORATION = { key: 'collaboration', name: { zh: '工单协办', en: 'Help with a case' } }

/** The reader's own department: of theirs the one that none of the others stands above. */
async function ownDepartment(ctx: Ctx): Promise<{ id: string; name: string } | null> {
  const mine = new Set((ctx.actor.vars['departments'] ?? []) as readonly string[])
  return mine.size ? (await readDepartments(ctx)).find(({ id, parentId }) => mine.has(id) && (parentId === null || !mine.has(parentId))) ?? null : null
}
const withinOf = (ctx: Ctx, priority: string) => ctx.settings.get(answersWithin).find((row) => row.priority === priority)?.within ?? '1d'

/** Departments that can be asked, each with its liaison and what the reader's own department has agreed with it. */
async function askable(ctx: Ctx): Promise<Askable[]> {
  const [departments, own, agreements] = await Promise.all([readDepartments(ctx), ownDepartment(ctx), listAgreements(ctx)])
  return departments.flatMap(({ id, name, liaison }) => liaison && id !== own?.id
    ? [{ id, name, contact: liaison, requests: (agreements.find((one) => one.state === 'active' && one.asking.id === own?.id && one.answering.id === id)?.requests ?? []).map(({ key, name: words, within }) => ({ key, name: words, within })) }] : [])
}

/** What departments were asked about a case. */
export async function requestsAboutCase(ctx: Ctx, caseId: string): Promise<{ items: Request[]; departments: Askable[]; within: ReturnType<typeof withinOf>; keeper: { id: string; name: string } | null; mayAsk: boolean }> {
  const found = await findCase(ctx, caseId)
  const rows = await tables(ctx).selectFrom('department_request').select('id').where('about_id', 'in', await withMerged(ctx, caseId)).where('about_kind', '=', 'case').orderBy('id', 'desc').limit(200).execute()
  const mayAsk = found.may_write && !found.removed_at && !found.merged_into_id && found.status_class !== 'closed' && ctx.actor.can('agreement.ask')
  const [items, departments, refs] = await Promise.all([requestsById(ctx, rows.map(({ id }) => id)), mayAsk ? askable(ctx) : [], caseRefs(ctx, [caseId])])
  return { items, departments, within: withinOf(ctx, found.priority), keeper: refs.get(caseId)?.keeper ?? null, mayAsk }
}

/**
 * Asks a department to help with a case (CAS-09). The case stays with whoever has it: nobody hands anything over, and the customer keeps one contact, whom `guidance` may tell them.
 * The department's liaison gets a task with a deadline, and a page that shows what is asked and nothing of the customer.
 * @throws AppError forbidden `case.not-yours`; conflict `case.is-closed`; refused `department.unknown`, `agreement.no-liaison`, `agreement.one-department`, `agreement.unknown-request`, `agreement.no-time`, and those of `addMessage`
 */
export async function askAboutCase(ctx: Ctx, caseId: string, { departmentId, subject, details, request, guidance, attachments }: AskAboutCase): Promise<Request> {
  const found = await findCase(ctx, caseId)
  if (!found.may_write) throw new AppError('forbidden', 'case.not-yours')
  if (found.removed_at || found.merged_into_id || found.status_class === 'closed') throw conflict('case.is-closed', { id: caseId })
  const refuse = (path: string, code: string) => refused(code, [{ path, code }])
  const [departments, own] = await Promise.all([readDepartments(ctx), ownDepartment(ctx)])
  const department = departments.find(({ id }) => id === departmentId)
  if (!department) throw refuse('departmentId', 'department.unknown')
  if (!department.liaisonId) throw refuse('departmentId', 'agreement.no-liaison')
  if (department.id === own?.id) throw refuse('departmentId', 'agreement.one-department')
  const agreement = request === undefined ? undefined : (await listAgreements(ctx)).find((one) => one.state === 'active' && one.asking.id === own?.id && one.answering.id === departmentId)
  const type = agreement?.requests.find((one) => one.key === request)
  if (request !== undefined && !type) throw refuse('request', 'agreement.unknown-request')

  const id = newId()
  const within = type?.within ?? withinOf(ctx, found.priority)
  const [{ dueAt }] = await startClocks(ctx, requestClocks, [{ subjectId: id, facts: { within }, signal: 'asked' }])
  if (!dueAt) throw refuse('request', 'agreement.no-time')
  const is = type ?? COLLABORATION
  const row = {
    id, agreement_id: agreement?.id ?? null, request_key: is.key, request_name: JSON.stringify(is.name), within, asking_id: own?.id ?? null, answering_id: departmentId, asked_by: ctx.actor.id as string, contact_id: department.liaisonId,
    subject: maskPersonal(subject), details: details ? maskPersonal(details) : null, about_kind: 'case', about_id: caseId, ...NEW_REQUEST, told_customer: guidance !== undefined, due_at: dueAt, created_at: ctx.now,
  }
  await tables(ctx).insertInto('department_request').values(row).execute()
  if (attachments.length) await attachFiles(ctx, attachments, { kind: 'department-request', id })
  const short = row.subject.slice(0, 60)
  await addTask(ctx, { key: taskKey(id), title: { zh: `协办工单 ${found.number}：${short}`, en: `Help with case ${found.number}: ${short}` }, ownerId: row.contact_id, dueAt, about: { kind: 'department-request', id }, source: { kind: 'department-request', id }, path: `/department-requests/${id}`, byHand: false, escalate: false })
  await ctx.emit(RequestAsked, id, { agreementId: row.agreement_id, answeringId: departmentId, request: is.key, about: { kind: 'case', id: caseId }, dueAt: dueAt.toISOString() })
  if (guidance !== undefined) await addMessage(ctx, caseId, { body: guidance, visibility: 'public' })
  return getRequest(ctx, id)
}

/** A word between the two sides of a request: the department asks back and its clock waits, the asker adds what was missing and it goes on. @throws AppError forbidden `department-request.not-yours`, conflict `department-request.over`, `record.stale` */
export async function addRequestWord(ctx: Ctx, id: string, { version, text }: { version: number; text: string }): Promise<Request> {
  const before = await getRequest(ctx, id)
  const isQuestion = before.may.includes('ask-back')
  await openRequest(ctx, id, isQuestion ? 'ask-back' : 'add')
  const [signalled] = await signalClocks(ctx, requestClocks, [{ subjectId: id, facts: { within: before.within }, state: isQuestion ? 'asked-back' : 'open' }])
  const won = await tables(ctx).updateTable('department_request').set({ asked_back_at: isQuestion ? ctx.now : null, ...(!isQuestion && signalled.dueAt ? { due_at: signalled.dueAt } : {}), version: version + 1 }).where('id', '=', id).where('version', '=', version).where('state', '=', 'open').returning('due_at').executeTakeFirst()
  if (!won) throw conflict('record.stale', before)
  const word = { id: newId(), request_id: id, staff_id: ctx.actor.id as string, kind: isQuestion ? 'question' as const : 'addition' as const, text: maskPersonal(text), at: ctx.now }
  await tables(ctx).insertInto('department_request_word').values(word).execute()
  await rescheduleTask(ctx, { key: taskKey(id) }, isQuestion ? null : won.due_at)
  await ctx.emit(isQuestion ? RequestAskedBack : RequestAdded, id, { wordId: word.id })
  await notify(ctx, [isQuestion ? before.askedBy.id : before.contact.id].filter((who) => who !== ctx.actor.id), { code: isQuestion ? 'department-request.notice-asked-back' : 'department-request.notice-added-to', subjectKind: 'department-request', subjectId: id, params: { subject: before.subject } })
  return getRequest(ctx, id)
}

/** Cases are not solved over the head of a department that still works on them: its answer is awaited, or the request taken back. */
export const casesWaitForDepartments = answer(CasesMayMove, 'teamwork.cases-may-move', async (ctx, { moves }) => {
  const ids = moves.filter(({ toClass }) => toClass === 'resolved' || toClass === 'closed').map(({ caseId }) => caseId)
  if (!ids.length) return []
  const open = await tables(ctx).selectFrom('department_request as r').innerJoin('department_ref as d', 'd.id', 'r.answering_id').select(['r.about_id', 'd.name']).where(among('r.about_id', ids)).where('r.about_kind', '=', 'case').where('r.state', '=', 'open').execute()
  return [...Map.groupBy(open, (row) => row.about_id as string)].map(([caseId, rows]) => ({ caseId, reason: { code: 'department-request.open-on-case', message: rows.map(({ name }) => name).join('、') } }))
})

/** What hangs on a request is read by whoever may read the request. */
export const requestFiles = answer(FileMayBeRead, 'teamwork.request-files', async (ctx, { ownerKind, ownerId }) =>
  ownerKind !== 'department-request' ? [] : await getRequest(ctx, ownerId).then(() => [{ may: true }], () => []))
