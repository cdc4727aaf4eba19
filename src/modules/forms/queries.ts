import { sql } from 'kysely'
import type { Condition } from '../../pure/conditions/index.ts'
import { conditionSql, inSight } from '../../kernel/access.ts'
import type { Ctx } from '../../kernel/context.ts'
import { startOfDay } from '../../kernel/days.ts'
import type { Compiled } from '../../kernel/definitions.ts'
import { notFound } from '../../kernel/errors.ts'
import { companyZone } from '../../kernel/frame.ts'
import { inOrder, listIds } from '../../kernel/listing.ts'
import { filesOf } from '../files/index.ts'
import { matching } from '../search/index.ts'
import { forReader, wholeAnswers } from './answers.ts'
import type { FormSummary, Submission, SubmissionQuery, WholeSubmission } from './contract.ts'
import { formKind } from './definition.ts'
import type { Answers, Form } from './questions/contract.ts'
import { isAsked, questionsOf } from './questions/rules.ts'
import { changeHours, leastAnswers } from './settings.ts'
import { formVersion, pickedNames, subjectIfSeen } from './subjects.ts'
import { submissionResource, tables } from './tables.ts'

const LIST = { table: 'submission', resource: submissionResource, permission: 'submission.read', sort: '-at', sorts: { at: { column: 'at', type: 'timestamptz' } } } as const

const refOf = ({ id, key, version, is }: Compiled<Form>) => ({ id, key, version, name: is.name })
const summaryOf = (form: Compiled<Form>): FormSummary => ({
  ...refOf(form), origin: form.origin, about: form.is.about ?? null, for: form.is.for ?? [], questions: questionsOf(form.is).filter(isAsked).length, minutes: form.is.minutes ?? null,
  scored: questionsOf(form.is).some((question) => 'weight' in question && !!question.weight), anonymous: form.is.anonymous ?? false,
})
/** The forms in force, by key. */
export const listForms = (ctx: Ctx): FormSummary[] => ctx.definitions.keys(formKind, ctx.now).map((key) => summaryOf(ctx.definitions.current(formKind, key, ctx.now)))
/** One version of a form. @throws AppError 404 form.not-found */
export function getForm(ctx: Ctx, id: string) {
  const found = formVersion(ctx, id)
  return { ...summaryOf(found), questions: found.is }
}

type Filters = Partial<Pick<SubmissionQuery, 'via' | 'staff' | 'team' | 'atFrom' | 'atTo'>>
/** The filters that lists and figures share, as conditions over a submission's fields. */
export function filtersOf(ctx: Ctx, { via, staff, team, atFrom, atTo }: Filters): Condition[] {
  const moment = (day: string, later: number) => startOfDay(ctx.settings.get(companyZone), day, later).toISOString()
  return [
    ...same('via', via), ...same('staffId', staff), ...same('teamId', team),
    ...(atFrom ? [{ field: 'at', is: 'from', value: moment(atFrom, 0) } as const] : []), ...(atTo ? [{ field: 'at', is: 'before', value: moment(atTo, 1) } as const] : []),
  ]
}
const same = (field: string, value: string | undefined): Condition[] => value ? [{ field, is: 'equal', value: value === 'me' ? { var: 'me' } : value }] : []
/** The submissions in the reader's sight that answer all conditions, as a fragment over `alias`. */
export const seenWhere = (ctx: Ctx, conditions: readonly Condition[], alias: string) =>
  sql<boolean>`${inSight(ctx, submissionResource, 'submission.read', alias)} and ${conditionSql(submissionResource.fields, { all: conditions }, ctx.actor, ctx.now, alias)}`

/** A page of the submissions in the reader's sight, newest first. */
export async function listSubmissions(ctx: Ctx, query: SubmissionQuery): Promise<{ items: Submission[]; nextCursor: string | null }> {
  const filter: Condition = { all: [
    ...same('formKey', query.form), ...same('aboutKind', query.aboutKind), ...same('aboutId', query.aboutId), ...same('customerId', query.customerId), ...same('byId', query.by), ...filtersOf(ctx, query),
    ...(query.passed ? [{ field: 'passed', is: 'equal', value: query.passed === 'true' } as const] : []),
  ] }
  const page = await (query.q ? matching(ctx, 'submission', query.q, LIST, query, filter) : listIds(ctx, LIST, query, filter))
  return { items: page.ids.length ? inOrder(page.ids, await rowsOf(ctx).where('s.id', 'in', page.ids).execute()).map((row) => shown(ctx, row)) : [], nextCursor: page.nextCursor }
}

const rowsOf = (ctx: Ctx) => tables(ctx).selectFrom('submission as s').leftJoin('staff_ref as p', 'p.id', 's.staff_id').leftJoin('team_ref as t', 't.id', 's.team_id').leftJoin('staff_ref as b', 'b.id', 's.by_id')
  .selectAll('s').select(['p.name as staff_name', 't.name as team_name', 'b.name as by_name'])
type Found = Awaited<ReturnType<ReturnType<typeof rowsOf>['executeTakeFirstOrThrow']>>
const shown = (ctx: Ctx, row: Found): Submission => ({
  id: row.id, form: refOf(ctx.definitions.version(formKind, row.form_id)), about: { kind: row.about_kind, id: row.about_id }, customerId: row.customer_id,
  staff: row.staff_id ? { id: row.staff_id, name: row.staff_name ?? '' } : null, team: row.team_id ? { id: row.team_id, name: row.team_name ?? '' } : null,
  score: row.score, passed: row.passed, by: { kind: row.by_kind, id: row.by_id, name: row.by_name }, via: row.via, at: row.at, changedAt: row.changed_at, version: row.version,
})

async function seen(ctx: Ctx, id: string): Promise<Found> {
  const row = await rowsOf(ctx).where('s.id', '=', id).where(inSight(ctx, submissionResource, 'submission.read', 's')).executeTakeFirst()
  if (!row) throw notFound('submission')
  return row
}
/** Whether so many have answered an anonymous form that a single answer tells nobody's name. */
const areEnough = async (ctx: Ctx, formKey: string): Promise<boolean> => {
  const least = ctx.settings.get(leastAnswers)
  return (await tables(ctx).selectFrom('submission').select('id').where('form_key', '=', formKey).limit(least).execute()).length >= least
}
/** One submission in the reader's sight, with its answers. Of an anonymous form they are told from a number of answers on.  @throws AppError 404 submission.not-found */
export async function submissionOf(ctx: Ctx, id: string): Promise<WholeSubmission> {
  const row = await seen(ctx, id)
  const form = formVersion(ctx, row.form_id).is
  const { answers, masked } = form.anonymous && !await areEnough(ctx, row.form_key) ? { answers: {}, masked: ['answers'] } : forReader(ctx, form, (await wholeAnswers(ctx, [row])).get(id) ?? {})
  const isOwn = row.by_id !== null && row.by_id === ctx.actor.id && ctx.now.getTime() < row.at.getTime() + ctx.settings.get(changeHours) * 3_600_000
  // What was said to a customer's face or by them through a channel is not ours to rewrite; an exam is over when it is sent.
  const may = row.by_kind === 'staff' && !form.minutes && ctx.actor.can('submission.fill') && (isOwn || ctx.actor.can('submission.change')) ? ['change' as const] : []
  return {
    ...shown(ctx, row), answers, masked, questions: form, sections: row.sections as WholeSubmission['sections'], failed: row.failed, seed: row.seed, begunAt: row.begun_at,
    files: (await filesOf(ctx, [id])).get(id) ?? [], names: await pickedNames(ctx, form, answers), subject: await subjectIfSeen(ctx, { kind: row.about_kind, id: row.about_id }), may,
  }
}
/** What stood in it before it was changed, newest first. @throws AppError 404 submission.not-found */
export async function pastOf(ctx: Ctx, id: string) {
  const now = await seen(ctx, id)
  const form = formVersion(ctx, now.form_id).is
  const rows = await tables(ctx).selectFrom('submission_past as p').leftJoin('staff_ref as b', 'b.id', 'p.by_id').selectAll('p').select('b.name as by_name').where('p.submission_id', '=', id).orderBy('p.version', 'desc').execute()
  const answers = await wholeAnswers(ctx, rows.map((row) => ({ id: String(row.version), answers: row.answers, texts: row.texts, sealed_under: now.sealed_under })))
  return { items: rows.map((row) => ({ version: row.version, ...forReader(ctx, form, answers.get(String(row.version)) ?? {}), score: row.score, at: row.at, by: { kind: row.by_kind, name: row.by_name } })) }
}
/** Whether the reader may see a submission. */
export const maySee = (ctx: Ctx, id: string): Promise<boolean> => ctx.actor.can('submission.read') ? seen(ctx, id).then(() => true, () => false) : Promise.resolve(false)

/** Answers by the ids of their submissions, for modules that made them and have looked at sight themselves. */
export async function answersOf(ctx: Ctx, ids: readonly string[]): Promise<Map<string, { formId: string; answers: Answers; score: number | null; version: number; at: Date; changedAt: Date }>> {
  if (!ids.length) return new Map()
  const rows = await tables(ctx).selectFrom('submission').selectAll().where('id', 'in', ids).execute()
  const answers = await wholeAnswers(ctx, rows)
  return new Map(rows.map((row) => [row.id, { formId: row.form_id, answers: answers.get(row.id) ?? {}, score: row.score, version: row.version, at: row.at, changedAt: row.changed_at }]))
}

/** Which of these records a form has been handed in about, for modules that have looked at sight themselves. */
export async function recordsWithForm(ctx: Ctx, formKey: string, kind: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (!ids.length) return new Set()
  return new Set((await tables(ctx).selectFrom('submission').select('about_id').distinct().where('about_id', 'in', ids).where('about_kind', '=', kind).where('form_key', '=', formKey).execute()).map((row) => row.about_id))
}
