import { h } from './dom.ts'
import type { Child } from './dom.ts'
import { t } from './words.ts'

/** Fields of a form: each with its label, what it is for, and its fault where the reader looks for it. */

export interface Field {
  /** The whole, label and fault included. */
  element: HTMLElement
  /** Where the cursor goes when this one is wrong. */
  focus: () => void
  /** Shows what is wrong; null when nothing is. */
  fault: (text: string | null) => void
  isWrong: () => boolean
  /** What the field is called where its fault is told away from it. */
  label: string
}

let count = 0
export const newId = (name: string): string => `${name}-${++count}`

interface Look { label: string; about?: string | null; optional?: boolean }
const labelWords = ({ label, optional }: Look): Child[] => [label, optional ? h('span', { class: 'optional' }, t('portal.page.field.optional')) : null]

type Control = HTMLInputElement | HTMLTextAreaElement
/** A labelled input; what is typed is told to `typed`. */
export function inputField(name: string, look: Look, control: Control, typed: (value: string) => void): Field {
  const id = newId(name)
  const about = look.about ? h('p', { class: 'about', id: `${id}-about` }, look.about) : null
  const fault = h('p', { class: 'fault', id: `${id}-fault`, hidden: true })
  control.id = id
  control.setAttribute('aria-describedby', [about?.id, fault.id].filter(Boolean).join(' '))
  control.addEventListener('input', () => { typed(control.value); show(null) })
  const show = (text: string | null) => {
    fault.textContent = text ?? ''
    fault.hidden = !text
    if (text) control.setAttribute('aria-invalid', 'true')
    else control.removeAttribute('aria-invalid')
  }
  return { element: h('div', { class: 'field' }, h('label', { for: id }, ...labelWords(look)), about, fault, control), focus: () => control.focus(), fault: show, isWrong: () => !fault.hidden, label: look.label }
}

/** A group of fields under one heading: choices, a question. */
export function groupField(look: Look, ...children: Child[]): Field & { element: HTMLFieldSetElement } {
  const id = newId('group')
  const about = look.about ? h('p', { class: 'about', id: `${id}-about` }, look.about) : null
  const fault = h('p', { class: 'fault', id: `${id}-fault`, hidden: true })
  const element = h('fieldset', { class: 'field', 'aria-describedby': [about?.id, fault.id].filter(Boolean).join(' ') }, h('legend', {}, ...labelWords(look)), about, fault, ...children)
  return {
    element, focus: () => element.querySelector<HTMLElement>('input, textarea, button')?.focus(),
    fault: (text) => { fault.textContent = text ?? ''; fault.hidden = !text; element.classList.toggle('wrong', text !== null) },
    isWrong: () => !fault.hidden, label: look.label,
  }
}

/** The faults of a form in one place: how many, which, each a way to its field. One that is mended goes. */
export function summary(): { element: HTMLElement; show: (faults: readonly { field: Field; text: string }[]) => void; mended: () => void } {
  const element = h('div', { class: 'summary', role: 'alert', tabindex: '-1', hidden: true })
  let faults: readonly { field: Field; text: string }[] = []
  const draw = () => {
    element.hidden = !faults.length
    element.replaceChildren(...faults.length ? [h('h2', {}, t('portal.page.fault.summary', { count: faults.length })), h('ul', {}, faults.map(({ field, text }) => h('li', {}, h('a', { href: '#', onclick: (event: Event) => { event.preventDefault(); field.focus() } }, t('portal.page.fault.named', { field: field.label, fault: text })))))] : [])
  }
  return {
    element,
    show: (found) => {
      faults = found
      draw()
      if (!faults.length) return
      element.focus()
      element.scrollIntoView({ block: 'center' })
    },
    mended: () => {
      const left = faults.filter(({ field }) => field.isWrong())
      if (left.length === faults.length) return
      faults = left
      draw()
    },
  }
}

/** A button that says what it does while it does it, and is pressed once. */
export function busyButton(words: string, busyWords: string, run: () => Promise<void>, kind = 'primary'): HTMLButtonElement {
  const button = h('button', { type: 'button', class: `button ${kind}` }, words)
  button.addEventListener('click', () => {
    if (button.getAttribute('aria-disabled') === 'true') return
    // Not `disabled`: that would throw the cursor of whoever moves by keyboard out of the form.
    button.setAttribute('aria-disabled', 'true')
    button.textContent = busyWords
    void run().finally(() => { button.removeAttribute('aria-disabled'); button.textContent = words })
  })
  return button
}
