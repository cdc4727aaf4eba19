import { beginWith } from './entry.ts'
import { ICONS, fill, h, icon } from './dom.ts'
import type { Stage } from './place.ts'
import { prose } from './prose.ts'
import { Refusal, getHowToComplain } from './wire.ts'
import type { HowTo } from './wire.ts'
import { t } from './words.ts'

/** How to complain: the ways, what happens then and by when, and where else to turn; from what is in force (ISO 10002, 7.1). */
export function showHowToComplain(stage: Stage): void {
  const { main } = stage
  stage.name(t('portal.page.how.title'))
  const head = h('h1', { tabindex: '-1' }, t('portal.page.how.title'))
  fill(main, head)
  main.ariaBusy = 'true'
  getHowToComplain(stage.page.slug).finally(() => { main.ariaBusy = null }).then((it) => draw(stage, head, it), (error: unknown) => {
    if (!(error instanceof Refusal)) throw error
    fill(main, head, h('p', { class: 'fault general', role: 'alert' }, error.message), h('div', { class: 'acts' }, h('button', { type: 'button', class: 'button plain', onclick: () => showHowToComplain(stage) }, t('portal.page.again'))))
  })
}

function draw(stage: Stage, head: HTMLElement, it: HowTo): void {
  const { main, page } = stage
  const time = (of: HowTo['decision']) => of ? t(`portal.page.how.within.${of.unit}`, { n: of.n }) : ''
  const step = (key: string, values: Record<string, string> = {}) => h('li', {}, t(`portal.page.how.step.${key}`, values))
  const complain = h('button', { type: 'button', class: 'button primary', onclick: () => { beginWith('complaint'); stage.go('entry') } }, t('portal.page.how.begin'))
  fill(main, head, h('p', { class: 'intro' }, t('portal.page.how.about')),
    h('section', { class: 'card how' }, h('h2', {}, t('portal.page.how.ways')),
      h('ul', {}, it.here ? h('li', {}, h('strong', {}, t('portal.page.how.way.here')), ' ', t('portal.page.how.way.here.about')) : null,
        it.contact ? h('li', {}, h('strong', {}, t('portal.page.how.way.contact')), ' ', it.contact) : null,
        h('li', {}, h('strong', {}, t('portal.page.how.way.answer')), ' ', t('portal.page.how.way.answer.about')),
        h('li', {}, h('strong', {}, t('portal.page.how.way.staff')), ' ', t('portal.page.how.way.staff.about'))),
      it.here ? h('div', { class: 'acts' }, complain) : null),
    h('section', { class: 'card how' }, h('h2', {}, t('portal.page.how.then')),
      h('ol', {}, step('receipt'), it.acknowledgement ? step('acknowledged', { within: time(it.acknowledgement) }) : null, step('heard'), step('fair'), it.decision ? step('decided', { within: time(it.decision) }) : null, step('answer'))),
    h('section', { class: 'card how' }, h('h2', {}, t('portal.page.how.yours')),
      h('ul', { class: 'how-rights' }, ['free', 'unnamed', 'private', 'follow'].map((key) => h('li', {}, icon(ICONS.done), h('span', {}, t(`portal.page.how.right.${key}`)))))),
    h('section', { class: 'card how' }, h('h2', {}, t('portal.page.recourse.title')), prose(it.recourse)),
    h('p', { class: 'how-foot' }, t('portal.page.how.version', { n: it.version }), ' ', h('button', { type: 'button', class: 'link', onclick: () => print() }, t('portal.page.how.print')), ' · ', h('button', { type: 'button', class: 'link', onclick: () => stage.go('track') }, t('portal.page.track'))),
    page.kinds.includes('complaint') ? null : h('p', { class: 'about' }, t('portal.page.how.elsewhere')))
}
