import type { Ctx } from '../../kernel/context.ts'
import type { Answers, Form } from './contract.ts'
import { questionsOf } from './rules.ts'
import type { SubmissionRow } from './tables.ts'

/** Answers at rest: what is chosen or counted lies in the clear for figures, what is written in one's own words is sealed. */

const textKeys = (form: Form) => new Set(questionsOf(form).filter((question) => question.kind === 'text').map(({ key }) => key))
const split = (form: Form, answers: Answers, texts: boolean): Answers => {
  const keys = textKeys(form)
  return Object.fromEntries(Object.entries(answers).filter(([key]) => keys.has(key) === texts))
}
/** The answers in one's own words; null when there are none. */
export const textsOf = (form: Form, answers: Answers): Answers | null => {
  const texts = split(form, answers, true)
  return Object.keys(texts).length ? texts : null
}
export const withoutTexts = (form: Form, answers: Answers): Answers => split(form, answers, false)

/** The answers of submissions, with their texts where the key of their person still stands. */
export async function wholeAnswers(ctx: Ctx, rows: readonly Pick<SubmissionRow, 'id' | 'answers' | 'texts' | 'sealed_under'>[]): Promise<Map<string, Answers>> {
  const sealed = rows.flatMap(({ id, texts, sealed_under }) => texts ? [{ id, subjectId: sealed_under, value: texts }] : [])
  const opened = await ctx.vault.open(ctx, sealed)
  const texts = new Map(sealed.map(({ id }, at) => [id, opened[at]]))
  return new Map(rows.map((row) => [row.id, { ...row.answers as Answers, ...JSON.parse(texts.get(row.id) ?? '{}') as Answers }]))
}
