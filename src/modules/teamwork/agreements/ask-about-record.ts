import type { Ctx } from '../../../kernel/context.ts'
import type { Bilingual } from '../../../kernel/contract.ts'
import { refused } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { among } from '../../../kernel/transaction.ts'
import { maskPersonal } from '../../../pure/text/index.ts'
import { startClocks } from '../../clocks/index.ts'
import { readDepartments } from '../../people/index.ts'
import { addTask } from '../../tasks/index.ts'
import type { RecordRef, TaskTitle } from '../../tasks/contract.ts'
import type { Request, WITHIN } from '../contract.ts'
import { RequestAsked } from '../contract.ts'
import { requestClocks } from '../deadlines.ts'
import { tables } from '../tables.ts'
import { NEW_REQUEST, taskKey } from './ask.ts'
import { requestsById } from './queries.ts'

/** What a department is asked about a record of a module above. */
export interface AskAboutRecord {
  about: RecordRef
  departmentId: string
  /** In whose name it is asked: who hears the answer. */
  askedBy: string
  within: (typeof WITHIN)[number]
  type: { key: string; name: Bilingual }
  subject: string
  details: string | null
  /** Of the liaison's task. */
  title: TaskTitle
}

/** Asks a department about a record; its liaison gets a task with a deadline. @throws AppError refused `department.unknown`, `agreement.no-liaison`, `agreement.no-time` */
export async function askAboutRecord(ctx: Ctx, { about, departmentId, askedBy, within, type, subject, details, title }: AskAboutRecord): Promise<{ id: string; dueAt: Date }> {
  const refuse = (code: string) => refused(code, [{ path: 'departmentId', code }])
  const department = (await readDepartments(ctx)).find(({ id }) => id === departmentId)
  if (!department) throw refuse('department.unknown')
  if (!department.liaisonId) throw refuse('agreement.no-liaison')
  const id = newId()
  const [{ dueAt }] = await startClocks(ctx, requestClocks, [{ subjectId: id, facts: { within }, signal: 'asked' }])
  if (!dueAt) throw refuse('agreement.no-time')
  await tables(ctx).insertInto('department_request').values({
    id, agreement_id: null, request_key: type.key, request_name: JSON.stringify(type.name), within, asking_id: null, answering_id: departmentId, asked_by: askedBy, contact_id: department.liaisonId,
    subject: maskPersonal(subject), details: details ? maskPersonal(details) : null, about_kind: about.kind, about_id: about.id, ...NEW_REQUEST, due_at: dueAt, created_at: ctx.now,
  }).execute()
  await addTask(ctx, { key: taskKey(id), title, ownerId: department.liaisonId, dueAt, about: { kind: 'department-request', id }, source: { kind: 'department-request', id }, path: `/department-requests/${id}`, byHand: false, escalate: false })
  await ctx.emit(RequestAsked, id, { agreementId: null, answeringId: departmentId, request: type.key, about, dueAt: dueAt.toISOString() })
  return { id, dueAt }
}

/** What departments were asked about these records, the newest first; whoever calls has looked at their sight. */
export async function requestsAboutRecords(ctx: Ctx, kind: string, ids: readonly string[]): Promise<Map<string, Request[]>> {
  if (!ids.length) return new Map()
  const rows = await tables(ctx).selectFrom('department_request').select(['id', 'about_id']).where(among('about_id', ids)).where('about_kind', '=', kind).orderBy('id', 'desc').limit(1_000).execute()
  const found = new Map((await requestsById(ctx, rows.map(({ id }) => id))).map((one) => [one.id, one]))
  return Map.groupBy(rows.flatMap(({ id }) => found.get(id) ?? []), (one) => rows.find(({ id }) => id === one.id)?.about_id as string)
}
