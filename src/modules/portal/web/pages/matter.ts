import { announce, fill, h, icon, ICONS } from './dom.ts'
import { busyButton, inputField } from './fields.ts'
import { filesField, newFileList } from './files-field.ts'
import type { Stage } from './place.ts'
import { ratingForm, ratingGiven } from './rating.ts'
import { complaintView } from './complaint.ts'
import { knownVisitor } from './visitor.ts'
import { Refusal, getMatter, newKey, sendDecision, sendPulse, sendRating, sendReply } from './wire.ts'
import type { Matter } from './wire.ts'
import { inWords, moment, size, t } from './words.ts'

/** How often an open page asks whether something has happened. */
const EVERY_MS = 30_000

/** One matter: how far it is, what is promised, what was said, and what its customer can say to it. */
export function matterView(stage: Stage, code: string, first: Matter, other: () => void): void {
  const { main, page } = stage
  let matter = first
  const status = h('section', { class: 'card status' })
  const course = h('section', { class: 'card' })
  const rate = h('section', { class: 'card' })
  const talk = h('section', { class: 'card' })
  const answer = h('section', { class: 'card' })
  const heading = h('h1', { tabindex: '-1' }, '')
  stage.name(t('portal.page.track.number', { number: matter.number }))

  const draw = (next: Matter, before?: Matter) => {
    matter = next
    heading.textContent = t('portal.page.track.number', { number: matter.number })
    fill(status, statusOf(matter))
    if (!before || JSON.stringify(before.complaint) !== JSON.stringify(matter.complaint)) drawComplaint()
    fill(talk, h('h2', {}, t('portal.page.talk.title')), matter.earlier ? h('p', { class: 'about' }, t('portal.page.talk.earlier')) : null, h('ol', { class: 'talk' }, matter.conversation.map((word) => wordOf(word, page.sender))))
    // What somebody is about to fill in is not taken from under their hands.
    if (!before || JSON.stringify([before.rating, before.may]) !== JSON.stringify([matter.rating, matter.may])) drawRating()
  }
  const drawComplaint = () => {
    course.hidden = !matter.complaint
    if (matter.complaint) fill(course, complaintView(matter.complaint, matter.may.includes('answer-decision') ? async (said) => { draw(await sendDecision({ code, ...said }, newKey()), matter); announce(t('portal.page.decision.thanks')) } : null, matter.may.includes('tell-pulse') ? async (said) => { draw(await sendPulse({ code, ...said }, newKey()), matter); announce(t('portal.page.pulse.thanks')) } : null))
  }
  const drawRating = () => {
    const { rating } = matter
    rate.hidden = !rating
    if (rating) fill(rate, h('h2', {}, t('portal.page.rate.title')), matter.may.includes('rate') ? ratingForm(rating, async (answers) => {
      draw(await sendRating({ code, formId: rating.formId, answers }, newKey()), undefined)
      announce(t('portal.page.rate.thanks'))
    }) : ratingGiven(rating))
  }

  let body = ''
  let key = newKey()
  let files = newFileList()
  const drawAnswer = () => {
    const field = inputField('reply', { label: t('portal.page.reply.label'), about: ['solved', 'closed'].includes(matter.state) ? t('portal.page.reply.reopens') : null }, h('textarea', { rows: '4', value: body, maxlength: '20000' }), (typed) => { body = typed })
    const general = h('p', { class: 'fault general', role: 'alert', hidden: true })
    const say = (text: string) => { general.textContent = text; general.hidden = false }
    const send = async () => {
      general.hidden = true
      if (files.isSending()) return say(t('portal.page.files.wait'))
      if (!body.trim()) { field.fault(t('portal.page.fault.required')); field.focus(); return }
      try {
        const next = await sendReply({ code, body, attachments: files.ids(), visitor: knownVisitor() }, key)
        body = ''
        files = newFileList()
        key = newKey()
        draw(next, matter)
        drawAnswer()
        announce(t('portal.page.reply.sent'))
        talk.querySelector('li:last-child')?.scrollIntoView({ block: 'center', behavior: 'smooth' })
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        const wrong = error.faults.find(({ path }) => path === 'body')
        if (wrong) field.fault(wrong.message)
        else say(error.faults[0]?.message ?? error.message)
      }
    }
    answer.hidden = !matter.may.includes('reply')
    fill(answer, h('h2', {}, t('portal.page.reply.title')), field.element, page.mostFiles ? filesField(files, page, async () => ({ code })).element : null, general, h('div', { class: 'acts' }, busyButton(t('portal.page.reply.send'), t('portal.page.sending'), send)))
  }

  const refresh = async (said: boolean) => {
    const next = await getMatter(code).catch(() => undefined)
    if (!next) return
    const news = next.conversation.length !== matter.conversation.length || next.state !== matter.state
    if (JSON.stringify({ ...next, conversation: next.conversation.length }) !== JSON.stringify({ ...matter, conversation: matter.conversation.length })) draw(next, matter)
    if (said || news) announce(news ? `${t(`portal.state.${next.state}`)}。${t('portal.page.track.updated')}` : t('portal.page.track.updated'))
  }
  const timer = setInterval(() => { if (document.visibilityState === 'visible') void refresh(false) }, EVERY_MS)
  stage.leaving(() => clearInterval(timer))

  draw(matter)
  drawAnswer()
  fill(main, h('div', { class: 'head' }, heading, h('button', { type: 'button', class: 'link', onclick: () => void refresh(true) }, t('portal.page.track.again')), h('button', { type: 'button', class: 'link', onclick: () => { clearInterval(timer); other() } }, t('portal.page.track.other'))),
    status, course, rate, talk, answer)
  heading.focus()
}

function statusOf(matter: Matter): HTMLElement {
  const kind = matter.kind && t(`portal.kind.${matter.kind}`)
  return h('div', {},
    h('p', { class: `state ${matter.state}` }, t(`portal.state.${matter.state}`)),
    h('p', {}, t(`portal.state.${matter.state}.about`)),
    h('p', { class: 'about' }, kind && `${kind} · `, `${t('portal.page.track.opened')} ${moment(matter.openedAt)}`, matter.follows.length ? ` · ${t('portal.page.track.follows', { numbers: matter.follows.join('、') })}` : null),
    matter.deadlines.length ? h('div', { class: 'promised' }, h('h2', {}, t('portal.page.track.deadlines')), h('ul', {}, matter.deadlines.map(({ name, dueAt, late, paused }) =>
      h('li', { class: late ? 'late' : null }, t(paused ? 'portal.page.track.deadline.paused' : late ? 'portal.page.track.deadline.late' : 'portal.page.track.deadline', { name: inWords(name), due: moment(dueAt) }))))) : null,
    matter.nextNoticeAt ? h('p', { class: 'about' }, t('portal.page.track.next-notice', { at: moment(matter.nextNoticeAt) })) : null,
    h('h2', {}, t('portal.page.track.steps')),
    h('ol', { class: 'steps' }, matter.steps.map(({ state, at }, place) => h('li', place === matter.steps.length - 1 ? { 'aria-current': 'step' } : {}, h('span', {}, t(`portal.state.${state}`)), h('time', { datetime: at }, moment(at))))))
}

function wordOf({ from, name, body, at, attachments }: Matter['conversation'][number], company: string): HTMLElement {
  return h('li', { class: from },
    h('p', { class: 'who' }, h('strong', {}, from === 'you' ? t('portal.page.talk.you') : name ? t('portal.page.talk.us-named', { company, name }) : t('portal.page.talk.us', { company })), ' ', h('time', { datetime: at }, moment(at))),
    h('p', { class: 'body' }, body),
    attachments.length ? h('ul', { class: 'files' }, attachments.map((file) => h('li', {}, icon(ICONS.paper), h('a', { href: file.href, class: 'file-name', download: file.name, 'aria-label': t('portal.page.download', { name: file.name }) }, file.name), h('span', { class: 'file-size' }, size(file.size))))) : null)
}
