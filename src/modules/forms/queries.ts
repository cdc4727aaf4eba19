import type { Condition } from '../../pure/conditions/index.ts'
import { inSight } from '../../kernel/access.ts'
import type { Ctx } from '../../kernel/context.ts'
import { startOfDay } from '../../kernel/days.ts'
import { notFound } from '../../kernel/errors.ts'
import { companyZone } from '../../kernel/frame.ts'
import { inOrder, listIds } from '../../kernel/listing.ts'
import { wholeAnswers } from './answers.ts'
import type { Answers, Form, Submission, SubmissionQuery, WholeSubmission } from './contract.ts'
import { formKind } from './definition.ts'
import { submissionResource, tables } from './tables.ts'

const LIST = { table: 'submission', resource: submissionResource, permission: 'submission.read', sort: '-at', sorts: { at: { column: 'at', type: 'timestamptz' } } } as const

/** The forms in force, by key. */
export const listForms = (ctx: Ctx) => ctx.definitions.keys(formKind, ctx.now).map((key) => refOf(ctx.definitions.current(formKind, key, ctx.now)))
const refOf = ({ id, key, version, is }: { id: string; key: string; version: number; is: Form }) => ({ id, key, version, name: is.name })

/** One version of a form. @throws AppError 404 form.not-found */
export function getForm(ctx: Ctx, id: string) {
  try {
    const found = ctx.definitions.version(formKind, id)
    return { ...refOf(found), questions: found.is }
  } catch { throw notFound('form') }
}

/** A page of the submissions in the reader's sight, newest first. */
export async function listSubmissions(ctx: Ctx, query: SubmissionQuery): Promise<{ items: Submission[]; nextCursor: string | null }> {
  const same = (field: string, value: string | undefined): Condition[] => value ? [{ field, is: 'equal', value: value === 'me' ? { var: 'me' } : value }] : []
  const moment = (day: string, later: number) => startOfDay(ctx.settings.get(companyZone), day, later).toISOString()
  const page = await listIds(ctx, LIST, query, { all: [
    ...same('formKey', query.form), ...same('aboutId', query.aboutId), ...same('customerId', query.customerId), ...same('via', query.via), ...same('staffId', query.staff), ...same('teamId', query.team),
    ...(query.atFrom ? [{ field: 'at', is: 'from', value: moment(query.atFrom, 0) } as const] : []), ...(query.atTo ? [{ field: 'at', is: 'before', value: moment(query.atTo, 1) } as const] : []),
  ] })
  return { items: page.ids.length ? inOrder(page.ids, await rowsOf(ctx).where('s.id', 'in', page.ids).execute()).map((row) => shown(ctx, row)) : [], nextCursor: page.nextCursor }
}

const rowsOf = (ctx: Ctx) => tables(ctx).selectFrom('submission as s').leftJoin('staff_ref as p', 'p.id', 's.staff_id').leftJoin('team_ref as t', 't.id', 's.team_id').selectAll('s').select(['p.name as staff_name', 't.name as team_name'])
type Found = Awaited<ReturnType<ReturnType<typeof rowsOf>['executeTakeFirstOrThrow']>>
const shown = (ctx: Ctx, row: Found): Submission => ({
  id: row.id, form: refOf(ctx.definitions.version(formKind, row.form_id)), about: { kind: row.about_kind, id: row.about_id }, customerId: row.customer_id,
  staff: row.staff_id ? { id: row.staff_id, name: row.staff_name ?? '' } : null, team: row.team_id ? { id: row.team_id, name: row.team_name ?? '' } : null,
  score: row.score, by: { kind: row.by_kind, id: row.by_id }, via: row.via, at: row.at, changedAt: row.changed_at, version: row.version,
})

/** One submission in the reader's sight, with its answers. @throws AppError 404 submission.not-found */
export async function getSubmission(ctx: Ctx, id: string): Promise<WholeSubmission> {
  const row = await rowsOf(ctx).where('s.id', '=', id).where(inSight(ctx, submissionResource, 'submission.read', 's')).executeTakeFirst()
  if (!row) throw notFound('submission')
  return { ...shown(ctx, row), answers: (await wholeAnswers(ctx, [row])).get(id) ?? {}, questions: ctx.definitions.version(formKind, row.form_id).is }
}

/** Answers by the ids of their submissions, for modules that made them and have looked at sight themselves. */
export async function answersOf(ctx: Ctx, ids: readonly string[]): Promise<Map<string, { formId: string; answers: Answers; score: number | null; version: number; at: Date; changedAt: Date }>> {
  if (!ids.length) return new Map()
  const rows = await tables(ctx).selectFrom('submission').selectAll().where('id', 'in', ids).execute()
  const answers = await wholeAnswers(ctx, rows)
  return new Map(rows.map((row) => [row.id, { formId: row.form_id, answers: answers.get(row.id) ?? {}, score: row.score, version: row.version, at: row.at, changedAt: row.changed_at }]))
}
