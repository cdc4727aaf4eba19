import type { Ctx } from '../../kernel/context.ts'
import type { Answer, Answers, Form, Question } from './questions/contract.ts'
import { OTHER, entriesIn } from './questions/rules.ts'

/** Answers at rest: what is chosen or counted lies in the clear for figures, what is written in one's own words or is personal is sealed. */

const isSealed = (question: Question) => question.kind === 'text' || question.kind === 'hidden' || ('fieldClass' in question && question.fieldClass !== undefined)
type Pick = (question: Question | undefined, isOther: boolean) => boolean

/** The answers of questions that are wanted, those of repeated sections in their places. */
function picked(form: Form, answers: Answers, wanted: Pick): Answers {
  const kept: Answers = {}
  const within = (questions: readonly Question[], from: Answers, to: Answers) => {
    const byKey = new Map(questions.map((question) => [question.key, question]))
    for (const [key, answer] of Object.entries(from)) {
      const isOther = key.endsWith(`.${OTHER}`)
      if (wanted(byKey.get(isOther ? key.slice(0, -OTHER.length - 1) : key), isOther)) to[key] = answer
    }
  }
  const groups = new Map(form.sections.filter((section) => section.repeat).map((section) => [section.key, section]))
  within(form.sections.flatMap((section) => section.repeat ? [] : section.questions), Object.fromEntries(Object.entries(answers).filter(([key]) => !groups.has(key))), kept)
  for (const [key, section] of groups) {
    if (!answers[key]) continue
    kept[key] = entriesIn(answers[key]).map((entry) => { const to: Answers = {}; within(section.questions, entry, to); return to }) as Answer
  }
  return kept
}
const hasAny = (answers: Answers): boolean => Object.values(answers).some((answer) => Array.isArray(answer) && typeof answer[0] === 'object' ? entriesIn(answer).some(hasAny) : answer !== undefined)

/** The answers to be sealed; null when there are none. */
export function sealedPart(form: Form, answers: Answers): Answers | null {
  const part = picked(form, answers, (question, isOther) => isOther || !question || isSealed(question))
  return hasAny(part) ? part : null
}
export const openPart = (form: Form, answers: Answers): Answers => picked(form, answers, (question, isOther) => !isOther && !!question && !isSealed(question))

/** Both parts as they were answered. */
function joined(open: Answers, sealed: Answers): Answers {
  const whole: Answers = { ...open }
  for (const [key, answer] of Object.entries(sealed)) {
    const [theirs, ours] = [entriesIn(answer), entriesIn(whole[key])]
    whole[key] = theirs.length ? Array.from({ length: Math.max(theirs.length, ours.length) }, (_, at) => ({ ...ours[at], ...theirs[at] })) as Answer : answer
  }
  return whole
}

interface Kept { id: string; answers: unknown; texts: Buffer | null; sealed_under: string }
/** The answers of rows whole, with what was sealed where the key of their person still stands. `id` only tells them apart. */
export async function wholeAnswers(ctx: Ctx, rows: readonly Kept[]): Promise<Map<string, Answers>> {
  const sealed = rows.flatMap(({ id, texts, sealed_under }) => texts ? [{ id, subjectId: sealed_under, value: texts }] : [])
  const opened = await ctx.vault.open(ctx, sealed)
  const texts = new Map(sealed.map(({ id }, at) => [id, opened[at]]))
  return new Map(rows.map((row) => [row.id, joined(row.answers as Answers, JSON.parse(texts.get(row.id) ?? '{}') as Answers)]))
}

/** Both parts ready for their columns. */
export async function atRest(ctx: Ctx, form: Form, answers: Answers, sealedUnder: string): Promise<{ answers: string; texts: Buffer | null }> {
  const sealed = sealedPart(form, answers)
  return { answers: JSON.stringify(openPart(form, answers)), texts: sealed && await ctx.vault.seal(ctx, sealedUnder, JSON.stringify(sealed)) }
}

/** What the reader may see of answers; the paths of the others. */
export function forReader(ctx: Ctx, form: Form, answers: Answers): { answers: Answers; masked: string[] } {
  const hidden = new Set(form.sections.flatMap((section) => section.questions).flatMap((question) => 'fieldClass' in question && question.fieldClass && !ctx.actor.can(`${question.fieldClass}.read`) ? [question.key] : []))
  if (!hidden.size) return { answers, masked: [] }
  const masked: string[] = []
  const without = (from: Answers, under: string): Answers => Object.fromEntries(Object.entries(from).flatMap(([key, answer]): [string, Answer][] => {
    if (hidden.has(key) || (key.endsWith(`.${OTHER}`) && hidden.has(key.slice(0, -OTHER.length - 1)))) { masked.push(`${under}${key}`); return [] }
    const entries = entriesIn(answer)
    return [[key, entries.length ? entries.map((entry, at) => without(entry, `${under}${key}.${at}.`)) as Answer : answer]]
  }))
  return { answers: without(answers, 'answers.'), masked }
}
