import { h } from './dom.ts'
import { busyButton, groupField, inputField, newId } from './fields.ts'
import { Refusal } from './wire.ts'
import type { Matter } from './wire.ts'
import { moment, t } from './words.ts'

/** A complaint as its customer sees it: the stages, what was decided, their answer to it, and where else they can turn. */
export function complaintView(of: NonNullable<Matter['complaint']>, answer: ((said: { accepted: boolean; words?: string }) => Promise<void>) | null, pulse: ((said: { score: number; words?: string }) => Promise<void>) | null): HTMLElement {
  return h('div', {},
    h('h2', {}, t('portal.page.complaint.title')),
    h('ol', { class: 'steps' }, of.stages.map(({ key, state, at }) => h('li', { class: state, ...(state === 'now' ? { 'aria-current': 'step' } : {}) }, h('span', {}, t(`portal.page.complaint.${key}`)), at ? h('time', { datetime: at }, moment(at)) : null))),
    pulse ? pulseForm(pulse) : of.pulse?.score ? h('p', { class: 'thanks' }, t('portal.page.pulse.thanks')) : null,
    of.decision ? h('div', { class: 'decision' }, h('h2', {}, t('portal.page.decision.title')), h('p', { class: 'body' }, of.decision.text), of.decision.accepted === null ? null : h('p', { class: 'thanks' }, t(of.decision.accepted ? 'portal.page.decision.accepted' : 'portal.page.decision.declined'))) : null,
    answer ? decisionForm(answer) : null,
    of.recourse ? h('div', { class: 'decision' }, h('h2', {}, t('portal.page.recourse.title')), h('p', { class: 'body' }, of.recourse)) : null)
}

function decisionForm(answer: (said: { accepted: boolean; words?: string }) => Promise<void>): HTMLElement {
  let words = ''
  const field = inputField('decision-words', { label: t('portal.page.decision.words'), optional: true }, h('textarea', { rows: '2', maxlength: '2000' }), (typed) => { words = typed })
  const general = h('p', { class: 'fault general', role: 'alert', hidden: true })
  const say = async (accepted: boolean) => {
    general.hidden = true
    try { await answer({ accepted, ...(words.trim() ? { words: words.trim() } : {}) }) } catch (error) {
      if (!(error instanceof Refusal)) throw error
      general.textContent = error.faults[0]?.message ?? error.message
      general.hidden = false
    }
  }
  const decline = busyButton(t('portal.page.decision.decline'), t('portal.page.sending'), () => say(false))
  decline.classList.replace('primary', 'plain')
  return h('div', { class: 'rating' }, field.element, general, h('div', { class: 'acts' }, busyButton(t('portal.page.decision.accept'), t('portal.page.sending'), () => say(true)), decline))
}

/** How content they are so far: five figures with their words, one press each. */
function pulseForm(send: (said: { score: number; words?: string }) => Promise<void>): HTMLElement {
  let words = ''
  let score = 0
  const group = newId('pulse')
  const general = h('p', { class: 'fault general', role: 'alert', hidden: true })
  const choices = groupField({ label: t('portal.page.pulse.title') }, h('div', { class: 'pulse' }, [5, 4, 3, 2, 1].map((value) => h('label', { class: 'choice' }, h('input', { type: 'radio', name: group, value: String(value), onchange: () => { score = value; choices.fault(null) } }), h('span', {}, t(`portal.page.pulse.${value}`))))))
  const field = inputField('pulse-words', { label: t('portal.page.pulse.words'), optional: true }, h('textarea', { rows: '2', maxlength: '2000' }), (typed) => { words = typed })
  const save = async () => {
    if (!score) { choices.fault(t('portal.page.fault.required')); choices.focus(); return }
    general.hidden = true
    try { await send({ score, ...(words.trim() ? { words: words.trim() } : {}) }) } catch (error) {
      if (!(error instanceof Refusal)) throw error
      general.textContent = error.faults[0]?.message ?? error.message
      general.hidden = false
    }
  }
  return h('div', { class: 'rating' }, choices.element, field.element, general, h('div', { class: 'acts' }, busyButton(t('portal.page.pulse.send'), t('portal.page.sending'), save)))
}
