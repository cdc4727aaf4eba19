import type { Condition } from '../../pure/conditions/index.ts'
import { evaluate, holds } from '../../pure/conditions/index.ts'
import { readFormula, rounded } from './formula/rules.ts'
import type { Value } from './formula/rules.ts'
import { END } from './questions/contract.ts'
import type { Answer, Answers, Form, Of, Question, Section } from './questions/contract.ts'
import { OTHER, entriesIn, factsOfAnswer, faultOf, faultOfOther, fieldsOf, isAsked, isGiven, isNotApplicable, keysIn, questionsOf } from './questions/rules.ts'
import type { Fault } from './questions/rules.ts'

/** Pure reading of a form: which questions are asked, what is wrong with answers, what is kept of them. The same on both sides. */

/** What is wrong with one answer. `path` is the question's key under `answers`. */
export interface AnswerFault extends Fault { path: string }

/** A question that is asked, with its answer. Of a repeated section `entry` is the place in its list. */
export interface Asked {
  section: Section; question: Question; entry: number | null
  /** `answers.KEY`, in a repeated section `answers.SECTION.0.KEY`. */
  path: string
  /** What stands there; of a calculated question what it comes to. */
  answer: Answer | undefined
  /** What was said in one's own words beside it. */
  other: Answer | undefined
  required: boolean
  /** The first of its checks that is false. */
  failed: { zh: string; en: string } | undefined
}

const formulas = new Map<string, ReturnType<typeof readFormula>>()
const formulaOf = (text: string) => {
  let found = formulas.get(text)
  if (!found) {
    if (formulas.size > 5_000) formulas.clear()
    formulas.set(text, found = readFormula(text))
  }
  return found
}

/**
 * The questions that are asked, in their order, given the answers so far. A condition sees the good answers before it to questions that are asked
 * themselves; what a skip jumps over or an end cuts off is not asked.
 */
export function walk(form: Form, answers: Answers): Asked[] {
  const fields = fieldsOf(form)
  const found: Asked[] = []
  const said: Record<string, unknown> = {}
  const lists = new Map<string, number[]>()
  let target: string | undefined
  const isSkipped = (key: string) => {
    if (target === key) target = undefined
    return target !== undefined
  }
  const visit = (section: Section, question: Question, entry: number | null, given: Answers, record: Record<string, unknown>) => {
    const holdsNow = (when: Condition | undefined) => !when || holds(fields, when, record)
    if ('when' in question && !holdsNow(question.when)) return
    const { key } = question
    const answer = question.kind === 'calculated' ? computed(question, record, lists) : question.kind === 'hidden' ? given[key] ?? question.value ?? null : given[key]
    const isGood = isGiven(answer) && !isNotApplicable(answer) && !faultOf(question, answer as Answer)
    if (isGood) {
      Object.assign(record, factsOfAnswer(question, answer as Answer))
      if (entry !== null && typeof answer === 'number') lists.set(`${section.key}.${key}`, [...lists.get(`${section.key}.${key}`) ?? [], answer])
    }
    const asked = isAsked(question) ? question : undefined
    const failed = isGood ? asked?.checks?.find((check) => evaluate(fields, check.holds, record) === false)?.message : undefined
    const required = asked !== undefined && (asked.required || (asked.requiredWhen !== undefined && holdsNow(asked.requiredWhen)))
    found.push({ section, question, entry, path: `answers.${entry === null ? '' : `${section.key}.${entry}.`}${key}`, answer, other: given[`${key}.${OTHER}`], required, failed })
    if (entry === null) target = asked?.skips?.find(({ when }) => holds(fields, when, record))?.go
  }
  for (const section of form.sections) {
    if (target === END) break
    const jumpsInto = section.questions.some(({ key }) => key === target)
    if (isSkipped(section.key) && !jumpsInto) continue
    if (section.when && !holds(fields, section.when, said)) {
      // What was to be gone on with is not asked: on with what comes after it.
      if (jumpsInto) target = undefined
      continue
    }
    if (section.repeat) {
      for (const [entry, given] of entriesIn(answers[section.key]).slice(0, section.repeat.most).entries()) {
        const record = { ...said }
        for (const question of section.questions) visit(section, question, entry, given, record)
      }
      continue
    }
    for (const question of section.questions) {
      if (target === END) break
      if (!isSkipped(question.key)) visit(section, question, null, answers, said)
    }
  }
  return found
}

function computed(question: Of<'calculated'>, record: Record<string, unknown>, lists: ReadonlyMap<string, number[]>): number | null {
  const read = (name: string): Value => {
    const list = lists.get(name)
    if (list) return list
    const value = record[name]
    return typeof value === 'number' ? value : typeof value === 'boolean' ? Number(value) : null
  }
  const value = formulaOf(question.formula).value(read)
  return value === null ? null : rounded(value, question.decimals)
}

/** The questions that are asked outside repeated sections, given the answers so far. */
export const shownQuestions = (form: Form, answers: Answers): Question[] => walk(form, answers).flatMap(({ question, entry }) => entry === null ? [question] : [])

/** What is kept: the answers to questions that are asked; what was answered and then hidden by another answer is left out. */
export function shownAnswers(form: Form, answers: Answers): Answers {
  const kept: Answers = {}
  for (const { section, question, entry, answer, other } of walk(form, answers)) {
    if (entry !== null) {
      const list = (kept[section.key] ??= []) as Answers[]
      while (list.length <= entry) list.push({})
    }
    if (!isGiven(answer)) continue
    const place = entry === null ? kept : (kept[section.key] as unknown as Answers[])[entry] as Answers
    place[question.key] = answer as Answer
    if (saysOther(question, answer) && isGiven(other)) place[`${question.key}.${OTHER}`] = other as Answer
  }
  return kept
}
/** Whether an answer chose the option in one's own words. */
export const saysOther = (question: Question, answer: Answer | undefined): boolean => 'other' in question && !!question.other && (answer === OTHER || keysIn(answer).includes(OTHER))

/** Everything that is wrong with the answers, each at its question; empty when they may be taken. */
export function checkAnswers(form: Form, answers: Answers): AnswerFault[] {
  const asked = walk(form, answers)
  return [...strangers(form, answers), ...entriesFaults(form, answers, asked), ...asked.flatMap(({ question, path, answer, other, required, failed }) => {
    if (!isAsked(question) && question.kind !== 'hidden') return []
    const fault = isGiven(answer) ? faultOf(question, answer as Answer) : required ? { code: 'answer.required' } : undefined
    const wrong = fault ?? (failed ? { code: 'answer.told', params: { zh: failed.zh || failed.en, en: failed.en || failed.zh } } : undefined)
    const wrongOther = !wrong && saysOther(question, answer) ? faultOfOther(other) : undefined
    return wrong ? [{ path, ...wrong }] : wrongOther ? [{ path: `${path}.${OTHER}`, ...wrongOther }] : []
  })]
}

function strangers(form: Form, answers: Answers): AnswerFault[] {
  const names = (questions: readonly Question[]) => new Set(questions.flatMap((question) => [question.key, ...('other' in question && question.other ? [`${question.key}.${OTHER}`] : [])]))
  const known = names(form.sections.flatMap((section) => section.repeat ? [] : section.questions))
  const unknown = (path: string): AnswerFault => ({ path, code: 'answer.unknown-question' })
  return Object.entries(answers).flatMap(([key, answer]) => {
    const section = form.sections.find((one) => one.repeat && one.key === key)
    if (!section) return known.has(key) ? [] : [unknown(`answers.${key}`)]
    if (answer !== null && (!Array.isArray(answer) || answer.some((one) => typeof one === 'string'))) return [{ path: `answers.${key}`, code: 'answer.wrong-kind' }]
    const inner = names(section.questions)
    return entriesIn(answer).flatMap((entry, at) => Object.keys(entry).filter((one) => !inner.has(one)).map((one) => unknown(`answers.${key}.${at}.${one}`)))
  })
}

/** A repeated section that is asked has as many entries as it wants. */
function entriesFaults(form: Form, answers: Answers, asked: readonly Asked[]): AnswerFault[] {
  return form.sections.flatMap((section): AnswerFault[] => {
    if (!section.repeat) return []
    const { least, most } = section.repeat
    const n = entriesIn(answers[section.key]).length
    const path = `answers.${section.key}`
    if (n > most) return [{ path, code: 'answer.too-many-entries', params: { most } }]
    return n < least && isReached(form, section, asked, answers) ? [{ path, code: 'answer.too-few-entries', params: { least } }] : []
  })
}
/** Whether a section is asked: an empty repeated one has no question that could tell, so that one entry is supposed. */
export function isReached(form: Form, section: Section, asked: readonly Asked[], answers: Answers): boolean {
  if (asked.some((one) => one.section.key === section.key)) return true
  return !!section.repeat && walk(form, { ...answers, [section.key]: [{}] }).some((one) => one.section.key === section.key)
}

/** The keys of questions whose answers are files. */
export const fileQuestions = (form: Form): Of<'file' | 'signature'>[] => questionsOf(form).filter((question): question is Of<'file' | 'signature'> => question.kind === 'file' || question.kind === 'signature')
