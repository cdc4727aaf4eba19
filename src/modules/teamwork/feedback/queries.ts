import type { Resource } from '../../../kernel/access.ts'
import { inSight } from '../../../kernel/access.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { notFound } from '../../../kernel/errors.ts'
import { inOrder, listIds } from '../../../kernel/listing.ts'
import type { Condition } from '../../../pure/conditions/index.ts'
import { caseRefs, findCase, withMerged } from '../../cases/index.ts'
import { customerRefs } from '../../customers/index.ts'
import { namesOf, readDepartments } from '../../people/index.ts'
import { tables } from '../tables.ts'
import type { FeedbackRow } from '../tables.ts'
import type { Feedback, FeedbackQuery } from './contract.ts'
import { tellingsOf } from './tell.ts'

const id = { type: 'id' } as const
/** What was said is its person's, its department's, of whoever wrote it down, and of those who lead the person. */
export const feedbackResource: Resource = {
  name: 'feedback', read: 'feedback.read', fields: { tone: { type: 'choice' }, source: { type: 'choice' }, state: { type: 'choice' }, staffId: id, departmentId: id, takenBy: id, dueAt: { type: 'instant' } },
  legs: {
    own: [{ field: 'staffId', is: 'equal', value: { var: 'me' } }, { field: 'takenBy', is: 'equal', value: { var: 'me' } }, { field: 'departmentId', is: 'one-of', value: { var: 'departments' } }],
    led: [{ field: 'staffId', is: 'one-of', value: { var: 'reports' } }, { field: 'staffId', is: 'one-of', value: { var: 'members' } }],
  },
  load: (ctx, ids) => tables(ctx).selectFrom('feedback').select(['id', 'version', 'staff_id as staffId', 'department_id as departmentId', 'taken_by as takenBy']).where('id', 'in', ids).execute(),
}
const LIST = { table: 'feedback', resource: feedbackResource, permission: 'feedback.read', sort: '-createdAt', sorts: { createdAt: { column: 'id', type: 'uuid' }, dueAt: { column: 'due_at', type: 'timestamptz' } } } as const

export async function listFeedback(ctx: Ctx, { mine, overdue, limit, cursor, sort, ...fields }: FeedbackQuery): Promise<{ items: Feedback[]; nextCursor: string | null }> {
  const me = { var: 'me' } as const
  const filter: Condition = { all: [
    ...Object.entries(fields).flatMap(([field, value]) => value === undefined ? [] : [{ field, is: 'equal' as const, value }]),
    ...(mine ? [{ field: mine === 'taken' ? 'takenBy' : 'staffId', is: 'equal' as const, value: me }] : []), ...(overdue ? [{ field: 'state', is: 'equal' as const, value: 'open' }, { field: 'dueAt', is: 'until' as const, value: { ago: 0 } }] : []),
  ] }
  const { ids, nextCursor } = await listIds(ctx, LIST, { limit, cursor, sort }, filter)
  return { items: await feedbackById(ctx, ids), nextCursor }
}

async function feedbackById(ctx: Ctx, ids: readonly string[]): Promise<Feedback[]> {
  if (!ids.length) return []
  const rows = await tables(ctx).selectFrom('feedback').selectAll().where('id', 'in', ids).execute()
  const [told, names, cases, customers, departments] = await Promise.all([
    tellingsOf(ctx, rows.flatMap((row) => row.reply === null ? [] : [row.id])), namesOf(ctx, [...new Set(rows.flatMap((row) => [row.staff_id, row.replied_by, row.changed_by, row.taken_by].filter((one) => one !== null)))]), caseRefs(ctx, rows.flatMap(({ case_id }) => case_id ?? [])),
    ctx.actor.can('customer.read') ? customerRefs(ctx, rows.flatMap(({ customer_id }) => customer_id ?? [])) : new Map<string, { id: string; root_id: string; name: string }>(), rows.some(({ department_id }) => department_id) ? readDepartments(ctx) : [],
  ])
  const named = (who: string | null) => who ? { id: who, name: names.get(who) ?? '' } : null
  return inOrder(ids, rows).map((row) => {
    const of = row.case_id ? cases.get(row.case_id) : undefined
    const customer = row.customer_id ? customers.get(row.customer_id) : undefined
    const department = departments.find((one) => one.id === row.department_id)
    return {
      id: row.id, tone: row.tone, source: row.source, words: row.words, staff: named(row.staff_id), department: department ? { id: department.id, name: department.name } : null, case: of ? { id: of.id, number: of.number, seen: of.seen } : null,
      customer: customer ? { id: customer.root_id, name: customer.name } : null, saidAt: row.said_at, state: row.state, dueAt: row.due_at, overdue: row.state === 'open' && row.due_at <= ctx.now, inTime: row.replied_at ? row.replied_at <= row.due_at : null,
      reply: row.reply, repliedBy: named(row.replied_by), repliedAt: row.replied_at, change: row.change, changedBy: named(row.changed_by), changedAt: row.changed_at, told: told.get(row.id) ?? null, takenBy: named(row.taken_by), createdAt: row.created_at, version: row.version, may: deeds(ctx, row, department?.liaisonId === ctx.actor.id),
    }
  })
}
const scopesOf = (ctx: Ctx) => new Set(ctx.actor.grants.filter(({ permission }) => permission === 'feedback.answer').map(({ scope }) => scope))
const has = (ctx: Ctx, name: string, one: string | null) => one !== null && (ctx.actor.vars[name] as readonly string[] | undefined)?.includes(one) === true
/** Whether the actor leads this person: as their manager, their team's leader or the head of their business line. */
export function leads(ctx: Ctx, staffId: string | null): boolean {
  const scopes = scopesOf(ctx)
  return scopes.has('all') || (scopes.has('led') && ['reports', 'members', 'linePeople'].some((name) => has(ctx, name, staffId)))
}
function deeds(ctx: Ctx, { tone, state, staff_id, department_id, taken_by }: Pick<FeedbackRow, 'tone' | 'state' | 'staff_id' | 'department_id' | 'taken_by'>, isLiaison: boolean): Feedback['may'] {
  const scopes = scopesOf(ctx)
  const isLed = leads(ctx, staff_id)
  const isCoaching = tone === 'coaching'
  const answers = (isLed && !isCoaching) || (scopes.has('own') && (staff_id === ctx.actor.id || isLiaison || has(ctx, 'departments', department_id)))
  if (state === 'withdrawn') return []
  return [...(state === 'open' && answers ? ['reply'] as const : []), ...(answers ? ['note-change'] as const : []), ...(isLed && !isCoaching && state === 'open' ? ['assign'] as const : []), ...(state === 'open' && taken_by !== null && (taken_by === ctx.actor.id || scopes.has('all')) ? ['withdraw'] as const : [])]
}

/** One in the reader's sight, also by its department's liaison or its case. @throws AppError not-found `feedback.not-found` */
export async function findFeedback(ctx: Ctx, feedbackId: string): Promise<Feedback> {
  const row = await tables(ctx).selectFrom('feedback as f').select(['f.case_id', 'f.department_id', 'f.tone', inSight(ctx, feedbackResource, 'feedback.read', 'f').as('seen')]).where('f.id', '=', feedbackId).executeTakeFirst()
  const answers = async () => row?.department_id != null && (await readDepartments(ctx)).some((one) => one.id === row.department_id && one.liaisonId === ctx.actor.id)
  const inCase = async () => row?.case_id != null && row.tone !== 'coaching' && ctx.actor.can('case.read') && await findCase(ctx, row.case_id).then(() => true, () => false)
  const [found] = row && (row.seen || await answers() || await inCase()) ? await feedbackById(ctx, [feedbackId]) : []
  if (!found) throw notFound('feedback')
  return found
}
/** What was said in a case. @throws AppError not-found `case.not-found` */
export async function feedbackOfCase(ctx: Ctx, caseId: string): Promise<Feedback[]> {
  await findCase(ctx, caseId)
  const rows = await tables(ctx).selectFrom('feedback').select('id').where('case_id', 'in', await withMerged(ctx, caseId)).where('state', '<>', 'withdrawn').where('tone', '<>', 'coaching').orderBy('id', 'desc').limit(50).execute()
  return feedbackById(ctx, rows.map((row) => row.id))
}
