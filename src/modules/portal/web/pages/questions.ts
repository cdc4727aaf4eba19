import { scaleOf, walk } from '../../../forms/web/index.ts'
import type { Asked } from '../../../forms/web/index.ts'
import type { Answer, Answers, Form, Question } from '../../../forms/contract.ts'
import { ASKED_HERE } from '../../rules.ts'
import { h } from './dom.ts'
import { groupField, inputField, newId } from './fields.ts'
import type { Field } from './fields.ts'
import { inWords, t } from './words.ts'

/** The questions of a form as a customer is asked them. */
export interface QuestionList {
  element: HTMLElement
  /** What was answered of what is asked now. */
  given: () => Answers
  /** Required questions without an answer, with what to say at each. */
  missing: () => { field: Field; text: string }[]
  /** The question that a fault of the server's speaks of: `answers.KEY`. */
  at: (path: string) => Field | undefined
}

/** Draws a form's questions: what another answer hides goes, and the cursor stays where it is. `answers` is written into. */
export function questionList(form: Form, answers: Answers): QuestionList {
  const fields = new Map<string, Field>()
  const element = h('div', { class: 'questions' })
  const give = (key: string, answer: Answer) => {
    answers[key] = answer
    fields.get(key)?.fault(null)
    draw()
  }
  /** Only what has to come or go is touched, so that the cursor stays where it is. */
  const draw = () => {
    const shown = askedOf(form, answers).map(({ question }) => question)
    for (const [key, field] of fields) if (!shown.some((one) => one.key === key)) { field.element.remove(); fields.delete(key) }
    let before: HTMLElement | null = null
    for (const question of shown) {
      const field = fields.get(question.key) ?? questionField(question, answers[question.key], (answer) => give(question.key, answer))
      fields.set(question.key, field)
      if (field.element.parentElement !== element) element.insertBefore(field.element, before ? before.nextSibling : element.firstChild)
      before = field.element
    }
  }
  const isEmpty = (key: string) => answers[key] == null || answers[key] === ''
  draw()
  return {
    element,
    given: () => Object.fromEntries(askedOf(form, answers).flatMap(({ question: { key } }) => isEmpty(key) ? [] : [[key, answers[key] as Answer]])),
    missing: () => askedOf(form, answers).filter(({ required, question }) => required && isEmpty(question.key)).flatMap(({ question }) => { const field = fields.get(question.key); return field ? [{ field, text: t('portal.page.fault.required') }] : [] }),
    at: (path) => fields.get(path.split('.')[1] ?? ''),
  }
}

function questionField(question: Question, answer: Answer | undefined, give: (answer: Answer) => void): Field {
  const look = { label: inWords(question.text), about: 'about' in question && question.about ? inWords(question.about) : null, optional: 'required' in question && !question.required && !question.requiredWhen }
  const name = newId(question.key)
  const choice = (value: string, words: (Node | string)[], isChosen: boolean, to: () => Answer, type = 'radio') => h('label', { class: 'choice' }, h('input', { type, name, value, checked: isChosen, onchange: () => give(to()) }), ...words)
  const applies = 'notApplicable' in question && question.notApplicable ? choice('-', [t('portal.page.rate.na')], typeof answer === 'object' && answer !== null && 'notApplicable' in answer, () => ({ notApplicable: true as const })) : null
  switch (question.kind) {
    case 'scale': case 'nps': case 'csat': {
      const { from, to } = scaleOf(question)
      const { low, high } = question.kind === 'csat' ? {} : question
      const isStars = question.kind === 'csat' || (question.kind === 'scale' && question.look === 'stars')
      const points = Array.from({ length: to - from + 1 }, (_, at) => from + at)
      const words = (point: number) => point === from && low ? `${point} · ${inWords(low)}` : point === to && high ? `${point} · ${inWords(high)}` : String(point)
      const row = h('div', { class: isStars ? 'scale stars' : 'scale' }, points.map((point) => h('label', { title: words(point) },
        h('input', { type: 'radio', name, value: String(point), checked: answer === point, 'aria-label': words(point), onchange: () => give(point) }), h('span', { 'aria-hidden': 'true' }, isStars ? '★' : String(point)))))
      return groupField(look, row, low || high ? h('p', { class: 'ends', 'aria-hidden': 'true' }, h('span', {}, low ? inWords(low) : ''), h('span', {}, high ? inWords(high) : '')) : null, applies)
    }
    case 'slider': return inputField(question.key, look, h('input', { type: 'range', min: String(question.min), max: String(question.max), step: String(question.step), value: typeof answer === 'number' ? String(answer) : String(question.min) }), (typed) => give(Number(typed)))
    case 'time': return inputField(question.key, look, h('input', { type: 'time', value: typeof answer === 'string' ? answer : '' }), (typed) => give(typed || null))
    case 'date-time': return inputField(question.key, look, h('input', { type: 'datetime-local' }), (typed) => give(typed ? new Date(typed).toISOString() : null))
    case 'info': return groupField({ label: inWords(question.text), about: question.about ? inWords(question.about) : null })
    case 'single': return groupField(look, question.options.map((option) => choice(option.key, [inWords(option.text)], answer === option.key, () => option.key)), applies)
    case 'multiple': {
      const chosen = new Set(Array.isArray(answer) ? answer as string[] : [])
      return groupField(look, question.options.map((option) => choice(option.key, [inWords(option.text)], chosen.has(option.key), () => { if (!chosen.delete(option.key)) chosen.add(option.key); return [...chosen] }, 'checkbox')))
    }
    case 'yes-no': return groupField(look, choice('yes', [t('portal.page.rate.yes')], answer === true, () => true), choice('no', [t('portal.page.rate.no')], answer === false, () => false), applies)
    case 'number': return inputField(question.key, look, h('input', { type: 'text', inputmode: 'decimal', value: typeof answer === 'number' ? String(answer) : '' }), (typed) => give(typed.trim() === '' ? null : Number.isNaN(Number(typed)) ? typed : Number(typed)))
    case 'date': return inputField(question.key, look, h('input', { type: 'date', value: typeof answer === 'string' ? answer : '', ...(question.from ? { min: question.from } : {}), ...(question.to ? { max: question.to } : {}) }), (typed) => give(typed || null))
    case 'text': {
      const given = { value: typeof answer === 'string' ? answer : '', maxlength: String(question.most) }
      return inputField(question.key, look, question.many ? h('textarea', { rows: '3', ...given }) : h('input', { type: 'text', ...given }), (typed) => give(typed))
    }
    default: throw new Error(`a customer is not asked for '${question.kind}' here`)
  }
}
/** What of a form a customer is asked here. */
export const askedOf = (form: Form, answers: Answers): Asked[] => walk(form, answers).filter(({ question, entry }) => entry === null && ASKED_HERE.has(question.kind))
