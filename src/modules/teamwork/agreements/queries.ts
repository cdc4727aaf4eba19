import type { Ctx } from '../../../kernel/context.ts'
import { inSight } from '../../../kernel/access.ts'
import { notFound } from '../../../kernel/errors.ts'
import { inOrder, listIds } from '../../../kernel/listing.ts'
import type { Condition } from '../../../pure/conditions/index.ts'
import { caseRefs, findCase } from '../../cases/index.ts'
import { filesOf } from '../../files/index.ts'
import { namesOf, readDepartments } from '../../people/index.ts'
import type { Agreement, Request, RequestQuery, RequestType } from '../contract.ts'
import { requestDeeds } from '../rules.ts'
import { requestResource, tables } from '../tables.ts'

/** Every agreement, those in force first: few, and always all of them. */
export async function listAgreements(ctx: Ctx, id?: string): Promise<Agreement[]> {
  let asked = tables(ctx).selectFrom('agreement as g').innerJoin('department_ref as a', 'a.id', 'g.asking_id').innerJoin('department_ref as b', 'b.id', 'g.answering_id').selectAll('g').select(['a.name as asking_name', 'b.name as answering_name'])
  if (id) asked = asked.where('g.id', '=', id)
  const rows = await asked.orderBy('g.state').orderBy('g.name').orderBy('g.id').limit(1_000).execute()
  const liaisons = new Map((await readDepartments(ctx)).map((one) => [one.id, one.liaison]))
  return rows.map((row) => {
    const active = row.state === 'active'
    const contact = liaisons.get(row.answering_id) ?? null
    return {
      id: row.id, name: row.name, asking: { id: row.asking_id, name: row.asking_name }, answering: { id: row.answering_id, name: row.answering_name }, contact, requests: row.requests as RequestType[], state: row.state, createdAt: row.created_at, version: row.version,
      may: active ? [...(ctx.actor.can('agreement.write') ? ['change', 'end'] as const : []), ...(asksFor(ctx, row.asking_id) && contact ? ['ask'] as const : [])] : [],
    }
  })
}
/** @throws AppError not-found `agreement.not-found` */
export async function getAgreement(ctx: Ctx, id: string): Promise<Agreement> {
  const [found] = await listAgreements(ctx, id)
  if (!found) throw notFound('agreement')
  return found
}

const mine = (ctx: Ctx, department: string) => (ctx.actor.vars['departments'] as readonly string[] | undefined)?.includes(department) === true
/** Whether the reader may ask for this department: it is theirs, or they look after agreements. */
export const asksFor = (ctx: Ctx, department: string): boolean => ctx.actor.can('agreement.ask') && (mine(ctx, department) || ctx.actor.can('agreement.write'))

const LIST = { table: 'department_request', resource: requestResource, permission: 'department-request.read', sort: '-createdAt', sorts: { createdAt: { column: 'id', type: 'uuid' }, dueAt: { column: 'due_at', type: 'timestamptz' } } } as const
/** A page of requests between departments, newest first. */
export async function listRequests(ctx: Ctx, { state, answeringId, askingId, mine: whose, overdue, ...page }: RequestQuery): Promise<{ items: Request[]; nextCursor: string | null }> {
  const me = { var: 'me' } as const
  const filter: Condition = { all: [
    ...Object.entries({ state, answeringId, askingId }).flatMap(([field, value]) => value === undefined ? [] : [{ field, is: 'equal' as const, value }]),
    ...(whose === 'asked' ? [{ field: 'askedBy', is: 'equal' as const, value: me }] : whose === 'to-answer' ? [{ field: 'state', is: 'equal' as const, value: 'open' }, { any: [{ field: 'contactId', is: 'equal' as const, value: me }, { field: 'answeringId', is: 'one-of' as const, value: { var: 'departments' } }] }] : []),
    ...(overdue ? [{ field: 'state', is: 'equal' as const, value: 'open' }, { field: 'dueAt', is: 'until' as const, value: { ago: 0 } }, { field: 'askedBackAt', is: 'empty' as const }] : []),
  ] }
  const { ids, nextCursor } = await listIds(ctx, LIST, page, filter)
  return { items: await requestsById(ctx, ids), nextCursor }
}

/** Requests by id, in that order; whoever calls has looked at sight already. */
export async function requestsById(ctx: Ctx, ids: readonly string[]): Promise<Request[]> {
  if (!ids.length) return []
  const [rows, words, files] = await Promise.all([
    tables(ctx).selectFrom('department_request as r').leftJoin('agreement as g', 'g.id', 'r.agreement_id').leftJoin('department_ref as a', 'a.id', 'r.asking_id').innerJoin('department_ref as b', 'b.id', 'r.answering_id')
      .selectAll('r').select(['g.name as agreement_name', 'a.name as asking_name', 'b.name as answering_name']).where('r.id', 'in', ids).execute(),
    tables(ctx).selectFrom('department_request_word').selectAll().where('request_id', 'in', ids).orderBy('id').execute(), filesOf(ctx, ids),
  ])
  const [names, cases] = await Promise.all([
    namesOf(ctx, [...rows.flatMap((row) => [row.asked_by, row.contact_id, ...[row.answered_by, row.escalated_to].filter((id) => id !== null)]), ...words.map((word) => word.staff_id)]),
    caseRefs(ctx, rows.flatMap((row) => row.about_kind === 'case' && row.about_id ? [row.about_id] : [])),
  ])
  const named = (id: string) => ({ id, name: names.get(id) ?? '' })
  const wordsOf = Map.groupBy(words, (word) => word.request_id)
  return inOrder(ids, rows).map((row) => {
    const about = row.about_kind === 'case' && row.about_id ? cases.get(row.about_id) : undefined
    return {
      id: row.id, agreement: row.agreement_id ? { id: row.agreement_id, name: row.agreement_name ?? '' } : null, request: { key: row.request_key, name: row.request_name as Request['request']['name'] }, within: row.within, asking: row.asking_id ? { id: row.asking_id, name: row.asking_name ?? '' } : null, answering: { id: row.answering_id, name: row.answering_name },
      askedBy: named(row.asked_by), contact: named(row.contact_id), subject: row.subject, details: row.details, state: row.state, dueAt: row.due_at, overdue: row.state === 'open' && row.asked_back_at === null && row.due_at <= ctx.now, inTime: row.answered_at ? row.answered_at <= row.due_at : null,
      about: about ? { kind: 'case', id: about.id, number: about.number, caseKind: about.kind, priority: about.priority, seen: about.seen } : null, record: row.about_kind && row.about_kind !== 'case' && row.about_id ? { kind: row.about_kind, id: row.about_id } : null, keeper: about?.keeper ?? null, toldCustomer: row.told_customer, attachments: files.get(row.id) ?? [],
      words: (wordsOf.get(row.id) ?? []).map((word) => ({ id: word.id, by: named(word.staff_id), kind: word.kind, text: word.text, at: word.at })), askedBackAt: row.asked_back_at,
      answer: row.answer, answeredBy: row.answered_by ? named(row.answered_by) : null, answeredAt: row.answered_at, escalatedTo: row.escalated_to ? named(row.escalated_to) : null, createdAt: row.created_at, version: row.version,
      may: requestDeeds({ state: row.state, askedBack: row.asked_back_at !== null }, { acts: ctx.actor.can('agreement.ask'), answers: answersFor(ctx, row), asked: row.asked_by === ctx.actor.id || (about?.keeper?.id === ctx.actor.id && about.seen) }),
    }
  })
}
const answersFor = (ctx: Ctx, { contact_id, answering_id }: { contact_id: string; answering_id: string }): boolean =>
  contact_id === ctx.actor.id || (ctx.actor.vars['standsFor'] as readonly string[] | undefined)?.includes(contact_id) === true || mine(ctx, answering_id)

/** One request that the reader may see: theirs, their department's, or about a case in their sight. @throws AppError not-found `department-request.not-found` */
export async function getRequest(ctx: Ctx, id: string): Promise<Request> {
  const row = await tables(ctx).selectFrom('department_request as r').select(['r.about_kind', 'r.about_id', inSight(ctx, requestResource, 'department-request.read', 'r').as('seen')]).where('r.id', '=', id).executeTakeFirst()
  const seen = row && (row.seen || (row.about_kind === 'case' && row.about_id !== null && ctx.actor.can('case.read') && await findCase(ctx, row.about_id).then(() => true, () => false)))
  const [found] = seen ? await requestsById(ctx, [id]) : []
  if (!found) throw notFound('department-request')
  return found
}
