import { scaleOf, walk } from '../../../forms/web/index.ts'
import type { Asked } from '../../../forms/web/index.ts'
import type { Answer, Answers, Form, Question } from '../../../forms/contract.ts'
import { fill, h } from './dom.ts'
import { busyButton, groupField, inputField, newId, summary } from './fields.ts'
import type { Field } from './fields.ts'
import { Refusal } from './wire.ts'
import type { Matter } from './wire.ts'
import { inWords, moment, t } from './words.ts'

/** A form of questions as a customer answers it: what another answer hides goes, what is wrong stands at its question. */
export function ratingForm(rating: NonNullable<Matter['rating']>, send: (answers: Answers) => Promise<void>): HTMLElement {
  const form = rating.questions as Form
  const answers: Answers = { ...rating.answers as Answers | null }
  const fields = new Map<string, Field>()
  const told = summary()
  const general = h('p', { class: 'fault general', role: 'alert', hidden: true })
  const questions = h('div', { class: 'questions' })

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
      if (field.element.parentElement !== questions) questions.insertBefore(field.element, before ? before.nextSibling : questions.firstChild)
      before = field.element
    }
  }
  const save = async () => {
    const asked = askedOf(form, answers)
    const shown = asked.map(({ question }) => question)
    const missing = asked.filter(({ required, question }) => required && (answers[question.key] == null || answers[question.key] === '')).flatMap(({ question: one }) => { const field = fields.get(one.key); return field ? [{ field, text: t('portal.page.fault.required') }] : [] })
    for (const { field, text } of missing) field.fault(text)
    told.show(missing)
    if (missing.length) return
    general.hidden = true
    try { await send(Object.fromEntries(shown.flatMap(({ key }) => answers[key] == null || answers[key] === '' ? [] : [[key, answers[key] as Answer]]))) } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const found = error.faults.flatMap(({ path, message }) => { const field = fields.get(path.split('.')[1] ?? ''); field?.fault(message); return field ? [{ field, text: message }] : [] })
      told.show(found)
      if (!found.length) { general.textContent = error.message; general.hidden = false }
    }
  }
  draw()
  return h('div', { class: 'rating', oninput: told.mended, onchange: told.mended },
    rating.answers ? h('p', { class: 'thanks' }, t('portal.page.rate.thanks'), ' ', rating.changeableUntil ? t('portal.page.rate.until', { at: moment(rating.changeableUntil) }) : null) : null,
    told.element, questions, general, h('div', { class: 'acts' }, busyButton(t(rating.answers ? 'portal.page.rate.change' : 'portal.page.rate.send'), t('portal.page.sending'), save)))
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
/** The kinds a customer is asked here: what needs a pointer, files or a table is for forms of their own. */
const ASKED_HERE: ReadonlySet<Question['kind']> = new Set(['scale', 'nps', 'csat', 'slider', 'single', 'multiple', 'yes-no', 'number', 'date', 'time', 'date-time', 'text', 'info'])
const askedOf = (form: Form, answers: Answers): Asked[] => walk(form, answers).filter(({ question, entry }) => entry === null && ASKED_HERE.has(question.kind))

/** What was said, when it can no longer be changed. */
export function ratingGiven(rating: NonNullable<Matter['rating']>): HTMLElement {
  const form = rating.questions as Form
  const answers = rating.answers as Answers
  const place = h('dl', { class: 'facts given' })
  fill(place, askedOf(form, answers).map(({ question }) => question).filter(({ key }) => answers[key] != null).map((question) => {
    const answer = answers[question.key]
    const said = (question.kind === 'scale' || question.kind === 'nps' || question.kind === 'csat') && typeof answer === 'number' ? `${answer} / ${scaleOf(question).to}`
      : question.kind === 'yes-no' ? t(answer ? 'portal.page.rate.yes' : 'portal.page.rate.no')
        : 'options' in question ? question.options.filter(({ key }) => answer === key || (Array.isArray(answer) && (answer as string[]).includes(key))).map((option) => inWords(option.text)).join('、')
          : typeof answer === 'object' ? t('portal.page.rate.na') : String(answer)
    return h('div', {}, h('dt', {}, inWords(question.text)), h('dd', {}, said))
  }))
  return h('div', { class: 'rating' }, h('p', { class: 'thanks' }, t('portal.page.rate.thanks')), place)
}
