import type { EntryKind } from '../../contract.ts'
import type { Answers, Form } from '../../../forms/contract.ts'
import { ICONS, announce, fill, h, icon } from './dom.ts'
import { busyButton, groupField, inputField, newId, summary } from './fields.ts'
import type { Field } from './fields.ts'
import { filesField, newFileList } from './files-field.ts'
import type { Stage } from './place.ts'
import { questionList } from './questions.ts'
import type { QuestionList } from './questions.ts'
import { isPreview } from './preview.ts'
import { showReceipt } from './receipt.ts'
import { solve } from './solve.ts'
import { knownVisitor } from './visitor.ts'
import { Refusal, getTicket, sendEntry } from './wire.ts'
import type { GivenTicket } from './wire.ts'
import { t } from './words.ts'

/** The form. What was typed outlives a change of language and a refusal; it is forgotten when it has been sent. */

const empty = () => ({ kind: null as EntryKind | null, service: null as string | null, answers: {} as Answers, name: '', phone: '', email: '', description: '', wish: '', consent: false, anonymous: false, website: '' })
let draft = empty()
let files = newFileList()
type Held = GivenTicket & { /** By this machine's clock, which may go wrong. */ readyAt: number }
let given: Promise<Held> | undefined
/** The ticket of this form: fetched when its page is opened, so that the seconds count from there. It begins with the moment it was made. */
const ticket = (): Promise<Held> => given ??= getTicket().then(
  (fresh) => ({ ...fresh, readyAt: Date.now() + Date.parse(fresh.earliestAt) - parseInt(fresh.ticket, 36) }),
  (error: unknown) => { given = undefined; throw error },
)
const forget = () => { draft = empty(); files = newFileList(); given = undefined }
/** Chooses the kind before the form is shown. */
export const beginWith = (kind: EntryKind): void => { draft.kind = kind }

export function showEntry(stage: Stage): void {
  const { page, main } = stage
  stage.name(t('portal.page.home.title'))
  if (draft.kind && !page.kinds.includes(draft.kind)) draft.kind = null
  const only = page.kinds.length === 1 ? page.kinds[0] : undefined
  if (only) draft.kind = only
  // A picture of the page shows all of it, and sends nothing.
  if (isPreview()) draft.kind ??= page.kinds[0] ?? null
  else ticket().catch(() => undefined)

  const fields: Record<string, Field> = {}
  const rest = h('div', { class: 'rest' })
  let questions: QuestionList | null = null
  const kindName = newId('kind')
  fields['kind'] = groupField({ label: t('portal.page.choose-kind') }, h('div', { class: 'kinds' }, page.kinds.map((kind) => h('label', { class: 'kind' },
    h('input', { type: 'radio', name: kindName, value: kind, checked: draft.kind === kind, onchange: () => { draft.kind = kind; draft.service = null; fields['kind']?.fault(null); drawRest() } }),
    h('span', { class: 'kind-mark' }, icon(ICONS[kind])), h('span', { class: 'kind-words' }, h('strong', {}, t(`portal.kind.${kind}`)), h('span', {}, t(`portal.kind.${kind}.about`)))))))

  const input = (name: 'name' | 'phone' | 'email', attributes: object) => fields[name] = inputField(name, { label: t(`portal.page.field.${name}`) }, h('input', { value: draft[name], ...attributes }), (value) => { draft[name] = value })
  const area = (name: 'description' | 'wish', label: string, rows: number, more: object = {}) => fields[name] = inputField(name, { label, ...more }, h('textarea', { rows: String(rows), value: draft[name], maxlength: name === 'wish' ? '2000' : '20000' }), (value) => { draft[name] = value })

  /** What of the catalogue is asked for; none of it when the matter is told in one's own words. */
  const catalogue = (): HTMLElement | null => {
    if (draft.kind !== 'request' || !page.services.length) return null
    const group = newId('service')
    const one = (key: string | null, name: string, about: string | null) => h('label', { class: 'choice' },
      h('input', { type: 'radio', name: group, value: key ?? '', checked: draft.service === key, onchange: () => { draft.service = key; draft.answers = {}; drawRest(group) } }), h('span', { class: 'service-words' }, h('strong', {}, name), about ? h('span', {}, about) : null))
    return (fields['service'] = groupField({ label: t('portal.page.choose-service') }, ...page.services.map(({ key, name, about }) => one(key, name, about)), one(null, t('portal.page.other-service'), null))).element
  }
  const drawRest = (from?: string) => {
    const { kind } = draft
    const service = kind === 'request' ? page.services.find(({ key }) => key === draft.service) : undefined
    questions = service?.form ? questionList(service.form.questions as Form, draft.answers) : null
    fill(rest, !kind ? null : [
      catalogue(), questions?.element ?? null,
      area('description', service ? t('portal.page.field.more') : t(`portal.page.field.description.${kind}`), service ? 3 : 6, service ? { optional: true } : { about: kind === 'suggestion' ? null : t('portal.page.field.description.about') }).element,
      kind === 'complaint' ? area('wish', t('portal.page.field.wish'), 2, { optional: true }).element : null,
      page.mostFiles ? (fields['attachments'] = filesField(files, page, async () => ({ ticket: (await ticket()).ticket }))).element : null,
      kind === 'complaint' ? unnamed() : null,
      isUnnamed() ? null : input('name', { type: 'text', autocomplete: 'name', maxlength: '80' }).element,
      isUnnamed() ? null : h('fieldset', { class: 'reach' }, h('legend', {}, t('portal.page.field.reach')), h('p', { class: 'about' }, t('portal.page.field.reach.about')), h('div', { class: 'pair' },
        input('phone', { type: 'tel', autocomplete: 'tel', inputmode: 'tel', maxlength: '60' }).element,
        input('email', { type: 'email', autocomplete: 'email', inputmode: 'email', maxlength: '320', spellcheck: 'false' }).element)),
      // For programs that fill whatever they find; people and screen readers never come here.
      h('div', { class: 'trap', 'aria-hidden': 'true' }, h('label', {}, 'Website', h('input', { type: 'text', name: 'website', tabindex: '-1', autocomplete: 'off', oninput: (event: Event) => { draft.website = (event.target as HTMLInputElement).value } }))),
      consent().element,
      told.element,
      h('div', { class: 'acts' }, busyButton(t('portal.page.send'), t('portal.page.sending'), send)),
    ])
    // What was chosen is drawn anew; the cursor goes back to it.
    if (from) rest.querySelector<HTMLInputElement>(`input[type=radio][value="${draft.service ?? ''}"]`)?.focus()
  }
  const isUnnamed = () => draft.kind === 'complaint' && draft.anonymous
  /** Whoever complains need not say who they are: the code alone leads them back. */
  const unnamed = (): HTMLElement => {
    const id = newId('unnamed')
    const box = h('input', { type: 'checkbox', id, checked: draft.anonymous, onchange: () => { draft.anonymous = box.checked; delete fields['name']; delete fields['phone']; delete fields['email']; drawRest(); document.getElementById(rest.querySelector('.unnamed input')?.id ?? '')?.focus() } })
    return h('div', { class: 'field unnamed' }, h('label', { class: 'check', for: id }, box, h('span', {}, t('portal.page.anonymous'))), draft.anonymous ? h('p', { class: 'about' }, t('portal.page.anonymous.about')) : null)
  }
  const consent = (): Field => {
    const id = newId('consent')
    const box = h('input', { type: 'checkbox', id, checked: draft.consent, onchange: () => { draft.consent = box.checked; field.fault(null) } })
    const fault = h('p', { class: 'fault', id: `${id}-fault`, hidden: true })
    box.setAttribute('aria-describedby', fault.id)
    const field: Field = {
      element: h('div', { class: 'field consent' }, h('details', {}, h('summary', {}, t('portal.page.consent.read')), h('div', { class: 'notice' }, page.notice.split(/\n{2,}/).map((part) => h('p', {}, part)))), fault, h('label', { class: 'check', for: id }, box, h('span', {}, t('portal.page.consent')))),
      focus: () => box.focus(),
      fault: (text) => { fault.textContent = text ?? ''; fault.hidden = !text; if (text) box.setAttribute('aria-invalid', 'true'); else box.removeAttribute('aria-invalid') },
      isWrong: () => !fault.hidden, label: t('portal.page.consent.read'),
    }
    return fields['consent'] = field
  }

  const told = summary()
  const general = h('p', { class: 'fault general', role: 'alert', hidden: true })
  const say = (text: string | null) => { general.textContent = text ?? ''; general.hidden = !text }
  const mark = (faults: readonly { path: string; message: string }[], unanswered: readonly { field: Field; text: string }[] = []) => {
    for (const field of Object.values(fields)) field.fault(null)
    const found = faults.flatMap(({ path, message }) => { const field = path.startsWith('answers.') ? questions?.at(path) : fields[path.split('.')[0] ?? '']; field?.fault(message); return field ? [{ field, text: message }] : [] })
    for (const { field, text } of unanswered) field.fault(text)
    told.show([...unanswered, ...found])
    say(faults.length > found.length ? faults.map(({ message }) => message).join(' ') : null)
  }

  const isService = () => draft.kind === 'request' && page.services.some(({ key }) => key === draft.service)
  /** What can be seen without asking the server. */
  const missing = () => [
    ...(draft.description.trim() || isService() ? [] : ['description']), ...(draft.name.trim() || isUnnamed() ? [] : ['name']),
  ].map((path) => ({ path, message: t('portal.page.fault.required') })).concat(isUnnamed() || draft.phone.trim() || draft.email.trim() ? [] : [{ path: 'phone', message: t('portal.phone-or-email') }], draft.consent ? [] : [{ path: 'consent', message: t('portal.consent-needed') }])

  async function send(): Promise<void> {
    say(null)
    if (files.isSending()) return say(t('portal.page.files.wait'))
    const faults = missing()
    const unanswered = questions?.missing() ?? []
    if (faults.length || unanswered.length) return mark(faults, unanswered)
    mark([])
    try {
      const receipt = await sent()
      const { phone: _phone, ...kept } = draft
      forget()
      showReceipt(stage, receipt, { name: kept.name, again: () => showEntry(stage) })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (['portal.ticket-bad', 'portal.already-sent'].includes(error.code)) given = undefined
      if (error.faults.length) mark(error.faults)
      else say(error.message)
    }
  }
  /** Sends the form; where a sum is asked for by now, solves it and sends once more. */
  async function sent(again = true): Promise<Awaited<ReturnType<typeof sendEntry>>> {
    const { ticket: text, bits, readyAt } = await ticket()
    const early = readyAt - Date.now()
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early + 50))
    if (bits) announce(t('portal.page.checking'))
    const found = bits ? await solve(text, bits) : undefined
    const { kind, name, phone, email, description, wish, consent, website } = draft
    const service = isService() ? page.services.find(({ key }) => key === draft.service) : undefined
    try {
      const browser = knownVisitor()
      return await sendEntry({
        ...(browser ? { visitor: browser } : {}),
        brand: page.slug, kind, ...(isUnnamed() ? { anonymous: true } : { name }), description: description.trim() || !service ? description : service.name, consent, ticket: text, attachments: files.ids(), ...(phone.trim() && !isUnnamed() ? { phone } : {}), ...(email.trim() && !isUnnamed() ? { email } : {}), ...(wish.trim() && kind === 'complaint' ? { wish } : {}), ...(service ? { service: service.key, answers: questions?.given() ?? {} } : {}), ...(website ? { website } : {}), ...(found === undefined ? {} : { found }),
      }, text)
    } catch (error) {
      // The files came in with the ticket that is given up: with files the reader sends again.
      if (!(error instanceof Refusal) || error.code !== 'portal.challenge-needed' || !again) throw error
      given = undefined
      if (files.ids().length) { files = newFileList(); drawRest(); throw error }
      return sent(false)
    }
  }

  drawRest()
  fill(main, h('h1', {}, t('portal.page.home.title')), page.intro ? h('p', { class: 'intro' }, page.intro) : null,
    h('form', { novalidate: true, onsubmit: (event: Event) => event.preventDefault(), oninput: told.mended, onchange: told.mended }, only ? null : fields['kind'].element, rest, general))
}
