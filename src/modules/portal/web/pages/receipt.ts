import { ICONS, announce, fill, h, icon } from './dom.ts'
import type { Stage } from './place.ts'
import { keepCode, pathOf } from './place.ts'
import type { GivenReceipt } from './wire.ts'
import { moment, t } from './words.ts'

/** What the customer takes home: number and code, to print or to keep. */
export function showReceipt(stage: Stage, receipt: GivenReceipt, { name, again }: { name: string; again: () => void }): void {
  const { main, page, go } = stage
  const title = t('receipt.title', { kind: t(`portal.kind.${receipt.kind}`) })
  stage.name(title)
  keepCode(receipt.code)
  const heading = h('h1', { tabindex: '-1' }, title)
  const copy = h('button', { type: 'button', class: 'button plain' }, t('receipt.copy'))
  copy.addEventListener('click', () => {
    void navigator.clipboard.writeText(receipt.code).then(() => { copy.textContent = t('receipt.copied'); announce(t('receipt.copied')) })
  })
  const fact = (label: string, value: string) => h('div', {}, h('dt', {}, label), h('dd', {}, value))
  fill(main, h('div', { class: 'receipt' },
    h('div', { class: 'mark' }, icon(ICONS.done)), heading, h('p', { class: 'print-only' }, page.name),
    h('div', { class: 'code' }, h('span', { id: 'code-label' }, t('receipt.code')), h('output', { 'aria-labelledby': 'code-label', class: 'code-text', translate: 'no' }, receipt.code),
      // Over plain http a browser lends no clipboard.
      'clipboard' in navigator && isSecureContext ? copy : null),
    h('p', { class: 'about' }, t('receipt.code.about')),
    h('dl', { class: 'facts' }, fact(t('receipt.number'), receipt.number), fact(t('receipt.at'), moment(receipt.at)), fact(t('field.name'), name), receipt.answerDueAt ? fact(t('receipt.due'), moment(receipt.answerDueAt)) : null),
    receipt.mailed ? h('p', {}, t('receipt.mailed')) : null,
    h('p', { class: 'print-only' }, `${location.origin}${pathOf(page.slug, 'track')}`),
    h('div', { class: 'acts' },
      h('button', { type: 'button', class: 'button primary', onclick: () => go('track') }, t('receipt.follow')),
      h('button', { type: 'button', class: 'button plain', onclick: () => print() }, t('receipt.print')),
      h('button', { type: 'button', class: 'button plain', onclick: again }, t('receipt.another')))))
  heading.focus()
  scrollTo(0, 0)
}
