import type { Ctx } from '../../../kernel/context.ts'
import { invalid } from '../../../kernel/errors.ts'
import type { Compiled } from '../../../kernel/definitions.ts'
import { decodeCursor, encodeCursor } from '../../../kernel/listing.ts'
import { describe as described, wilson } from '../../../pure/stats/index.ts'
import { sql } from 'kysely'
import { wholeAnswers } from '../answers.ts'
import type { FigureQuery } from '../contract.ts'
import { formKind } from '../definition.ts'
import { filtersOf, seenWhere } from '../queries.ts'
import type { Answers, Form, Question, Section } from '../questions/contract.ts'
import { OTHER, entriesIn, isGiven } from '../questions/rules.ts'
import { leastAnswers } from '../settings.ts'
import { formVersion } from '../subjects.ts'
import { tables } from '../tables.ts'
import type { CrosstabFigures, FormFigures } from './contract.ts'
import { countedQuestions, crossed, figuresOf, isSame, levelsOf, numbersOf } from './figures.ts'
import type { Given } from './figures.ts'

/** Reports over the submissions that the reader may see. */

/** Of so many, the newest are counted. */
export const MOST = 50_000

/** The versions of a form whose answers are asked for: one, or every one that has answers. */
export async function versionsOf(ctx: Ctx, form: Compiled<Form>, across: boolean): Promise<Compiled<Form>[]> {
  if (!across) return [form]
  const rows = await tables(ctx).selectFrom('submission').select('form_id').distinct().where('form_key', '=', form.key).execute()
  const others = rows.map(({ form_id }) => form_id).filter((id) => id !== form.id).map((id) => ctx.definitions.version(formKind, id))
  return [form, ...others].toSorted((a, b) => Number(a.origin === 'company') - Number(b.origin === 'company') || a.version - b.version)
}
export const conditionsOf = (ctx: Ctx, versions: readonly Compiled<Form>[], query: FigureQuery) => [{ field: 'formId', is: 'one-of', value: versions.map(({ id }) => id) } as const, ...filtersOf(ctx, query)]

interface Read { versions: Compiled<Form>[]; rows: { form_id: string; answers: unknown; score: number | null; passed: boolean | null }[]; complete: boolean; least: number }
async function read(ctx: Ctx, form: Compiled<Form>, query: FigureQuery): Promise<Read> {
  const versions = await versionsOf(ctx, form, query.across === 'true')
  const rows = await tables(ctx).selectFrom('submission as s').select(['s.form_id', 's.answers', 's.score', 's.passed']).where(seenWhere(ctx, conditionsOf(ctx, versions, query), 's')).orderBy('s.at', 'desc').limit(MOST + 1).execute()
  return { versions, rows: rows.slice(0, MOST), complete: rows.length <= MOST, least: form.is.anonymous ? ctx.settings.get(leastAnswers) : 0 }
}
const givenOf = ({ versions, rows }: Read): Given[] => {
  const byForm = Map.groupBy(rows, (row) => row.form_id)
  return versions.map(({ id, version, is }) => ({ version, form: is, answers: (byForm.get(id) ?? []).map((row) => row.answers as Answers) }))
}

/** What was answered to each question of a version. @throws AppError 404 form.not-found */
export async function figuresOfForm(ctx: Ctx, id: string, query: FigureQuery): Promise<FormFigures> {
  const form = formVersion(ctx, id)
  const found = await read(ctx, form, query)
  const { rows, versions, least, complete } = found
  const given = givenOf(found)
  const tooFew = rows.length < least
  const scores = tooFew ? [] : rows.flatMap(({ score }) => score === null ? [] : [score])
  const judged = tooFew ? [] : rows.flatMap(({ passed }) => passed === null ? [] : [passed])
  const numbers = scores.length ? numbersOf(scores) : null
  const count = judged.filter(Boolean).length
  const share = judged.length ? wilson(count, judged.length) : undefined
  return {
    form: { id: form.id, key: form.key, version: form.version, name: form.is.name }, n: rows.length, least, tooFew, complete,
    versions: versions.map((one, at) => ({ id: one.id, version: one.version, n: given[at]?.answers.length ?? 0 })),
    score: numbers ? { n: scores.length, mean: numbers.mean, median: described(scores).median, lower: numbers.lower, upper: numbers.upper } : null,
    passed: share ? { n: judged.length, count, share: share.p, lower: share.lower, upper: share.upper } : null,
    questions: countedQuestions(form.is).map(({ section, question }) => figuresOf(section, question, given, least)),
  }
}

const placeOf = (form: Form, key: string): { section: Section; question: Question } | undefined => countedQuestions(form).find(({ question }) => question.key === key)

/** Two questions against each other. @throws AppError 400 for a question that sorts nothing */
export async function crosstabOf(ctx: Ctx, id: string, { rows: rowKey, columns: columnKey, ...query }: FigureQuery & { rows: string; columns: string }): Promise<CrosstabFigures> {
  const form = formVersion(ctx, id)
  const [row, column] = ([['rows', rowKey], ['columns', columnKey]] as const).map(([name, key]) => {
    const place = placeOf(form.is, key)
    if (!place || place.section.repeat || !levelsOf(place.question)) throw invalid(name, 'form.not-for-crosstab')
    return place.question
  }) as [Question, Question]
  const found = await read(ctx, form, query)
  const pairs = givenOf(found).flatMap(({ form: theirs, answers }) => {
    const same = [row, column].every((one) => { const other = placeOf(theirs, one.key); return other && !other.section.repeat && isSame(one, other.question) })
    return same ? answers.map((one) => ({ row: one[row.key], column: one[column.key] })) : []
  })
  return crossed(row, column, pairs, found.least)
}

/** What was written to one question, a page at a time, newest first. Personal answers are not for reports. @throws AppError 400 for another question */
export async function wordsOf(ctx: Ctx, id: string, { question: key, cursor, limit, ...query }: FigureQuery & { question: string; cursor?: string | undefined; limit: number }) {
  const form = formVersion(ctx, id)
  const isOther = key.endsWith(`.${OTHER}`)
  const place = placeOf(form.is, isOther ? key.slice(0, -OTHER.length - 1) : key)
  if (!place || (!isOther && place.question.kind !== 'text') || ('fieldClass' in place.question && place.question.fieldClass)) throw invalid('question', 'form.no-words-to-it')
  const versions = await versionsOf(ctx, form, query.across === 'true')
  const conditions = conditionsOf(ctx, versions, query)
  const mark = cursor ? decodeCursor(cursor, '-at', 'timestamptz') : undefined
  const least = form.is.anonymous ? ctx.settings.get(leastAnswers) : 0
  const items: { submissionId: string | null; at: Date; text: string }[] = []
  if (least && (await tables(ctx).selectFrom('submission as s').select('s.id').where(seenWhere(ctx, conditions, 's')).limit(least).execute()).length < least) return { items, nextCursor: null }
  const rows = await tables(ctx).selectFrom('submission as s').select(['s.id', 's.at', 's.answers', 's.texts', 's.sealed_under']).where(seenWhere(ctx, conditions, 's')).where('s.texts', 'is not', null)
    .where(mark ? sql<boolean>`(s.at, s.id) < (${mark.v}::timestamptz, ${mark.id}::uuid)` : sql<boolean>`true`).orderBy('s.at', 'desc').orderBy('s.id', 'desc').limit(limit + 1).execute()
  const page = rows.slice(0, limit)
  const answers = await wholeAnswers(ctx, page)
  for (const row of page) {
    const all = answers.get(row.id) ?? {}
    const said = place.section.repeat ? entriesIn(all[place.section.key]).map((entry) => entry[key]) : [all[key]]
    for (const text of said) if (typeof text === 'string' && isGiven(text)) items.push({ submissionId: form.is.anonymous ? null : row.id, at: row.at, text })
  }
  const last = page.at(-1)
  return { items, nextCursor: rows.length > limit && last ? encodeCursor({ s: '-at', v: last.at.toISOString(), id: last.id }) : null }
}
