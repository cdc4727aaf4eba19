import type { Condition, Fields, FieldType } from '../../pure/conditions/index.ts'
import { holds } from '../../pure/conditions/index.ts'
import type { Answer, Answers, Form, Question } from './contract.ts'

/** Pure reading of a form: which questions are asked, what is wrong with answers, what they come to. Runs on both sides. */

const FIELD: Record<Question['kind'], FieldType> = { single: 'choice', multiple: 'tags', scale: 'number', number: 'number', text: 'text', date: 'date', 'yes-no': 'boolean' }

/** Every question of a form, in its order. */
export const questionsOf = (form: Form): Question[] => form.sections.flatMap((section) => section.questions)
/** The answers as fields that conditions may ask of. */
export const fieldsOf = (questions: readonly Question[]): Fields => Object.fromEntries(questions.map((question) => [question.key, { type: FIELD[question.kind] }]))

const isNotApplicable = (answer: Answer | undefined): answer is { notApplicable: true } => typeof answer === 'object' && answer !== null && !Array.isArray(answer)
/** Whether an answer says something: not nothing, not blank, not an empty list. “Does not apply” says something. */
export const isGiven = (answer: Answer | undefined): boolean => answer != null && !(typeof answer === 'string' && !answer.trim()) && !(Array.isArray(answer) && !answer.length)

/** What is wrong with one answer. `path` is the question's key under `answers`. */
export interface AnswerFault { path: string; code: string; params?: Record<string, unknown> }

/** The questions that are asked, given the answers so far: a condition looks at those before it that are asked themselves. */
export function shownQuestions(form: Form, answers: Answers): Question[] {
  const shown: Question[] = []
  const record: Record<string, unknown> = {}
  const holdsNow = (when: Condition | undefined) => !when || holds(fieldsOf(questionsOf(form)), when, record)
  for (const section of form.sections) {
    if (!holdsNow(section.when)) continue
    for (const question of section.questions) {
      if (!holdsNow(question.when)) continue
      shown.push(question)
      const answer = answers[question.key]
      if (isGiven(answer) && !isNotApplicable(answer) && !faultOf(question, answer)) record[question.key] = answer
    }
  }
  return shown
}

/** The answers to questions that are asked; what was answered and then hidden by another answer is left out. */
export function shownAnswers(form: Form, answers: Answers): Answers {
  return Object.fromEntries(shownQuestions(form, answers).flatMap(({ key }) => isGiven(answers[key]) ? [[key, answers[key] as Answer]] : []))
}

/** Everything that is wrong with the answers, each at its question; empty when they may be taken. */
export function checkAnswers(form: Form, answers: Answers): AnswerFault[] {
  const known = new Set(questionsOf(form).map((question) => question.key))
  const strange = Object.keys(answers).filter((key) => !known.has(key)).map((key): AnswerFault => ({ path: `answers.${key}`, code: 'answer.unknown-question' }))
  return [...strange, ...shownQuestions(form, answers).flatMap((question) => {
    const answer = answers[question.key]
    const fault = isGiven(answer) ? faultOf(question, answer as NonNullable<Answer>) : question.required ? { code: 'answer.required' } : undefined
    return fault ? [{ path: `answers.${question.key}`, ...fault }] : []
  })]
}

type Fault = Omit<AnswerFault, 'path'>
const wrongKind: Fault = { code: 'answer.wrong-kind' }

function faultOf(question: Question, answer: Answer | undefined): Fault | undefined {
  if (isNotApplicable(answer)) return question.notApplicable ? undefined : wrongKind
  switch (question.kind) {
    case 'single': return typeof answer !== 'string' ? wrongKind : question.options.some(({ key }) => key === answer) ? undefined : { code: 'answer.unknown-option' }
    case 'multiple': return faultOfSome(question, answer)
    case 'scale': return typeof answer !== 'number' ? wrongKind : Number.isInteger(answer) && answer >= question.from && answer <= question.to ? undefined : { code: 'answer.off-the-scale', params: { from: question.from, to: question.to } }
    case 'yes-no': return typeof answer === 'boolean' ? undefined : wrongKind
    case 'number': return faultOfNumber(question, answer)
    case 'text': return typeof answer !== 'string' ? wrongKind : answer.length > question.most ? { code: 'answer.too-long', params: { most: question.most } } : !question.many && /[\r\n]/.test(answer) ? { code: 'text.one-line' } : UNPRINTABLE.test(answer) ? { code: 'text.control-characters' } : undefined
    case 'date': return typeof answer !== 'string' || !isDay(answer) ? { code: 'answer.no-date' } : (question.from && answer < question.from) || (question.to && answer > question.to) ? { code: 'answer.date-out-of-range', params: { from: question.from ?? '…', to: question.to ?? '…' } } : undefined
  }
}
// Controls but tab and line ends, and halves of characters: the database and other programs could not hold them.
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

function faultOfSome({ options, least = 0, most = options.length }: Extract<Question, { kind: 'multiple' }>, answer: Answer | undefined): Fault | undefined {
  if (!Array.isArray(answer)) return wrongKind
  if (new Set(answer).size < answer.length || answer.some((key) => !options.some((option) => option.key === key))) return { code: 'answer.unknown-option' }
  return answer.length < least ? { code: 'answer.too-few', params: { least } } : answer.length > most ? { code: 'answer.too-many', params: { most } } : undefined
}
function faultOfNumber({ min = -Infinity, max = Infinity, whole }: Extract<Question, { kind: 'number' }>, answer: Answer | undefined): Fault | undefined {
  if (typeof answer !== 'number' || !Number.isFinite(answer)) return wrongKind
  if (whole && !Number.isInteger(answer)) return { code: 'answer.not-whole' }
  return answer < min ? { code: 'answer.too-low', params: { min } } : answer > max ? { code: 'answer.too-high', params: { max } } : undefined
}
const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text)

/**
 * What good answers come to: the weighted mean of the scores of questions that are asked, answered and apply, from 0 to 100.
 * Null when none of them counts.
 */
export function scoreAnswers(form: Form, answers: Answers): number | null {
  let sum = 0
  let weights = 0
  for (const question of shownQuestions(form, answers)) {
    const answer = answers[question.key]
    const score = !isGiven(answer) || isNotApplicable(answer) ? null : scoreOf(question, answer as NonNullable<Answer>)
    if (score === null || !('weight' in question)) continue
    sum += score * question.weight
    weights += question.weight
  }
  return weights > 0 ? sum / weights : null
}

/** The score of one good answer; null for questions that have none. */
function scoreOf(question: Question, answer: Answer): number | null {
  switch (question.kind) {
    case 'single': return question.options.find(({ key }) => key === answer)?.score ?? null
    case 'multiple': return Array.isArray(answer) ? Math.min(100, question.options.reduce((sum, { key, score }) => sum + (answer.includes(key) ? score ?? 0 : 0), 0)) : null
    case 'scale': {
      const share = (Number(answer) - question.from) / (question.to - question.from) * 100
      return question.reversed ? 100 - share : share
    }
    case 'yes-no': return answer === true ? question.scores.yes : question.scores.no
    default: return null
  }
}
