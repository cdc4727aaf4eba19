import type { Call, SosPage } from '../../../risk/contract.ts'
import { announce, fill, h } from './dom.ts'
import { busyButton, inputField } from './fields.ts'
import type { Stage } from './place.ts'
import { Refusal, getCall, getSosPage, pressSos, saySos } from './wire.ts'
import type { Wire } from './wire.ts'
import { inWords, t } from './words.ts'

/** The page a code on the wall leads to: one button that calls for help, then how far help is. */

const EVERY_MS = 3_000
const KEPT = (code: string) => `portal.sos.${code}`
const kept = (code: string): string | null => { try { return sessionStorage.getItem(KEPT(code)) } catch { return null } }
const keep = (code: string, token: string | null) => { try { if (token) sessionStorage.setItem(KEPT(code), token); else sessionStorage.removeItem(KEPT(code)) } catch { /* storage refused: it holds for this view */ } }
const clock = (seconds: number) => `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`

export function showSos(stage: Stage, code: string): void {
  const { main } = stage
  let timer: ReturnType<typeof setInterval> | undefined
  let asking: ReturnType<typeof setInterval> | undefined
  const stop = () => { clearInterval(timer); clearInterval(asking) }
  stage.leaving(stop)
  stage.name(t('portal.sos.title'))
  fill(main, h('div', { class: 'sos' }))
  const hold = main.firstElementChild as HTMLElement
  let place: Wire<SosPage> | undefined

  const numbers = () => h('div', { class: 'sos-numbers' }, (place?.numbers ?? []).map((one) => h('a', { class: 'button', href: `tel:${one.number}` }, `${inWords(one)} ${one.number}`)))
  const head = () => [h('h1', {}, t('portal.sos.title')), h('p', { class: 'intro' }, h('strong', {}, place?.name ?? ''), ' · ', place?.location ?? '')]

  function ready(fault: string | null = null): void {
    stop()
    const button = h('button', { type: 'button', class: 'sos-button', onclick: () => void press() }, h('strong', {}, t('portal.sos.press')), h('span', {}, t('portal.sos.press-about')))
    fill(hold, head(), fault ? h('p', { class: 'fault general', role: 'alert' }, fault) : null, button, h('p', { class: 'about' }, t('portal.sos.numbers')), numbers())
    async function press() {
      button.disabled = true
      button.setAttribute('aria-busy', 'true')
      try { called(await pressSos(code), true) } catch (error) { ready(error instanceof Refusal ? error.message : t('portal.page.fault.unexpected')) }
    }
  }

  function called(call: Wire<Call>, isNew = false): void {
    stop()
    keep(code, call.token)
    const isOver = call.state === 'over' || call.state === 'false'
    if (isOver) keep(code, null)
    const since = Date.parse(call.pressedAt)
    const until = call.answeredAt ? Date.parse(call.answeredAt) : null
    const time = h('span', { class: 'sos-time num', role: 'timer' })
    const tick = () => { time.textContent = clock(Math.max(0, Math.round(((until ?? Date.now()) - since) / 1_000))) }
    tick()
    if (!until && !isOver) timer = setInterval(tick, 1_000)
    const said = isOver ? t('portal.sos.over') : call.state === 'answered' ? t('portal.sos.answered') : t('portal.sos.told', { n: call.told })
    fill(hold, head(), h('div', { class: 'sos-state', 'data-state': call.state }, h('p', {}, said), isOver ? null : time), isOver ? h('button', { type: 'button', class: 'button', onclick: () => ready() }, t('portal.sos.again')) : more(call), isOver ? null : [h('p', { class: 'about' }, t('portal.sos.numbers')), numbers()])
    if (isNew || call.state !== 'pressed') announce(said)
    if (!isOver) asking = setInterval(() => void ask(call), EVERY_MS)
  }
  /** Looks again; what is being typed stays unless something has changed. */
  async function ask(before: Wire<Call>): Promise<void> {
    try {
      const now = await getCall(before.token)
      if (now.state !== before.state || now.told !== before.told) called(now)
    } catch (error) {
      if (error instanceof Refusal && error.status === 404) { keep(code, null); ready() }
    }
  }

  let draft = { words: '', phone: '' }
  function more(call: Wire<Call>): HTMLElement {
    const words = inputField('words', { label: t('portal.sos.words'), optional: true }, h('textarea', { rows: '2', maxlength: '1000', value: draft.words }), (value) => { draft.words = value })
    const phone = inputField('phone', { label: t('portal.sos.phone'), optional: true }, h('input', { type: 'tel', autocomplete: 'tel', inputmode: 'tel', maxlength: '40', value: draft.phone }), (value) => { draft.phone = value })
    const send = async () => {
      if (!draft.words.trim() && !draft.phone.trim()) return words.focus()
      try {
        const now = await saySos(call.token, { ...(draft.words.trim() ? { words: draft.words.trim() } : {}), ...(draft.phone.trim() ? { phone: draft.phone.trim() } : {}) })
        draft = { words: '', phone: '' }
        called(now)
        announce(t('portal.sos.said'))
      } catch (error) { words.fault(error instanceof Refusal ? error.message : t('portal.page.fault.unexpected')) }
    }
    return h('form', { class: 'sos-more', novalidate: true, onsubmit: (event: Event) => event.preventDefault() }, call.saidWords ? h('p', { class: 'about' }, t('portal.sos.said')) : null, words.element, phone.element, h('div', { class: 'acts' }, busyButton(t('portal.sos.send'), t('portal.page.sending'), send)))
  }

  void (async () => {
    try {
      place = await getSosPage(code)
      const token = kept(code)
      const call = token ? await getCall(token).catch(() => undefined) : undefined
      if (call && call.state !== 'over' && call.state !== 'false') called(call)
      else ready()
    } catch (error) {
      const isGone = error instanceof Refusal && error.status === 404
      fill(hold, h('h1', {}, isGone ? t('portal.sos.lost') : t('portal.sos.title')), h('p', { class: 'intro' }, isGone ? t('portal.sos.lost-about') : (error as Error).message), h('div', { class: 'sos-numbers' }, h('a', { class: 'button', href: 'tel:120' }, '120'), h('a', { class: 'button', href: 'tel:110' }, '110'), h('a', { class: 'button', href: 'tel:119' }, '119')))
    }
  })()
}
