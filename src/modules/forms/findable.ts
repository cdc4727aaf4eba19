import { SubjectKeyDestroyed } from '../../kernel/vault.ts'
import type { Ctx } from '../../kernel/context.ts'
import { searchable } from '../search/index.ts'
import { wholeAnswers } from './answers.ts'
import { SubmissionChanged, SubmissionMade } from './contract.ts'
import { formKind } from './definition.ts'
import type { Answer, Answers, Form } from './questions/contract.ts'
import { OTHER, inLanguage, keysIn } from './questions/rules.ts'
import { walk } from './rules.ts'
import { submissionResource, tables } from './tables.ts'

/** Submissions are found by what was written and chosen in them; answers of a field class stay out of the index, and so do anonymous forms. */
const MOST_CHARACTERS = 40_000

/** The words of answers, in the languages of the options. */
function wordsIn(form: Form, answers: Answers): string[] {
  return walk(form, answers).flatMap(({ question, answer, other }) => {
    if ('fieldClass' in question && question.fieldClass) return []
    const chosen = 'options' in question ? question.options.filter(({ key }) => answer === key || keysIn(answer).includes(key)).flatMap(({ text }) => [text.zh, text.en]) : []
    return [...chosen, ...(question.kind === 'text' || question.kind === 'hidden' ? [written(answer)] : []), ...('other' in question && question.other ? [written(other)] : [])].filter((text) => text !== '')
  })
}
const written = (answer: Answer | undefined): string => typeof answer === 'string' && answer !== OTHER ? answer : ''

async function read(ctx: Ctx, ids: readonly string[]) {
  const rows = await tables(ctx).selectFrom('submission').selectAll().where('id', 'in', ids).execute()
  const answers = await wholeAnswers(ctx, rows)
  return rows.flatMap((row) => {
    const form = ctx.definitions.version(formKind, row.form_id).is
    return form.anonymous ? [] : [{ row, form, words: wordsIn(form, answers.get(row.id) ?? {}) }]
  })
}

export const findableSubmissions = searchable({
  kind: 'submission', events: [SubmissionMade, SubmissionChanged, SubjectKeyDestroyed],
  idsOf: async (ctx, events) => {
    const lost = events.filter(({ kind }) => kind === SubjectKeyDestroyed.kind).map(({ subjectId }) => subjectId)
    const told = events.filter(({ kind }) => kind !== SubjectKeyDestroyed.kind).map(({ subjectId }) => subjectId)
    return lost.length ? [...told, ...(await tables(ctx).selectFrom('submission').select('id').where((eb) => eb.or([eb('id', 'in', lost), eb('customer_id', 'in', lost)])).execute()).map(({ id }) => id)] : told
  },
  textOf: async (ctx, ids) => (await read(ctx, ids)).map(({ row, form, words }) => ({ id: row.id, at: row.at, text: [form.name.zh, form.name.en, ...words].join('\n').slice(0, MOST_CHARACTERS) })),
  found: {
    order: 60, seen: { table: 'submission', resource: submissionResource, permission: 'submission.read', order: { column: 'at', type: 'timestamptz' } },
    show: async (ctx, ids) => (await read(ctx, ids)).map(({ row, form, words }) => ({ id: row.id, at: row.at, path: `/submissions/${row.id}`, title: inLanguage(form.name, ctx.actor.locale === 'en' ? 'en' : 'zh'), texts: words.length ? [words.join(' · ')] : [] })),
  },
})
