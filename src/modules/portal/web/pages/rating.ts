import { scaleOf } from '../../../forms/web/index.ts'
import type { Answers, Form } from '../../../forms/contract.ts'
import { fill, h } from './dom.ts'
import { busyButton, summary } from './fields.ts'
import { askedOf, questionList } from './questions.ts'
import { Refusal } from './wire.ts'
import type { Matter } from './wire.ts'
import { inWords, moment, t } from './words.ts'

/** A form of questions as a customer answers it: what another answer hides goes, what is wrong stands at its question. */
export function ratingForm(rating: NonNullable<Matter['rating']>, send: (answers: Answers) => Promise<void>): HTMLElement {
  const questions = questionList(rating.questions as Form, { ...rating.answers as Answers | null })
  const told = summary()
  const general = h('p', { class: 'fault general', role: 'alert', hidden: true })
  const save = async () => {
    const missing = questions.missing()
    for (const { field, text } of missing) field.fault(text)
    told.show(missing)
    if (missing.length) return
    general.hidden = true
    try { await send(questions.given()) } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const found = error.faults.flatMap(({ path, message }) => { const field = questions.at(path); field?.fault(message); return field ? [{ field, text: message }] : [] })
      told.show(found)
      if (!found.length) { general.textContent = error.message; general.hidden = false }
    }
  }
  return h('div', { class: 'rating', oninput: told.mended, onchange: told.mended },
    rating.answers ? h('p', { class: 'thanks' }, t('portal.page.rate.thanks'), ' ', rating.changeableUntil ? t('portal.page.rate.until', { at: moment(rating.changeableUntil) }) : null) : null,
    told.element, questions.element, general, h('div', { class: 'acts' }, busyButton(t(rating.answers ? 'portal.page.rate.change' : 'portal.page.rate.send'), t('portal.page.sending'), save)))
}

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
