import { ICONS, announce, fill, h, icon } from './dom.ts'
import type { Stage } from './place.ts'
import { keepCode, pathOf } from './place.ts'
import type { GivenReceipt } from './wire.ts'
import { moment, t } from './words.ts'

/** What the customer takes home: number and code, to print or to keep. */
export function showReceipt(stage: Stage, receipt: GivenReceipt, { name, again }: { name: string; again: () => void }): void {
  const { main, page, go } = stage
  const title = t('portal.page.receipt.title', { kind: t(`portal.kind.${receipt.kind}`) })
  stage.name(title)
  keepCode(receipt.code)
  const heading = h('h1', { tabindex: '-1' }, title)
  const copy = h('button', { type: 'button', class: 'button plain' }, t('portal.page.receipt.copy'))
  copy.addEventListener('click', () => {
    void navigator.clipboard.writeText(receipt.code).then(() => { copy.textContent = t('portal.page.receipt.copied'); announce(t('portal.page.receipt.copied')) })
  })
  const qr = h('figure', { class: 'qr' })
  const fact = (label: string, value: string) => h('div', {}, h('dt', {}, label), h('dd', {}, value))
  fill(main, h('div', { class: 'receipt' },
    h('div', { class: 'mark' }, icon(ICONS.done)), heading, h('p', { class: 'print-only' }, page.name),
    h('div', { class: 'code' }, h('span', { id: 'code-label' }, t('portal.page.receipt.code')), h('output', { 'aria-labelledby': 'code-label', class: 'code-text', translate: 'no' }, receipt.code),
      // Over plain http a browser lends no clipboard.
      'clipboard' in navigator && isSecureContext ? copy : null),
    h('p', { class: 'about' }, t('portal.page.receipt.code.about')),
    h('div', { class: 'beside' }, h('dl', { class: 'facts' }, fact(t('portal.page.receipt.number'), receipt.number), fact(t('portal.page.receipt.at'), moment(receipt.at)), fact(t('portal.page.field.name'), name), receipt.answerDueAt ? fact(t('portal.page.receipt.due'), moment(receipt.answerDueAt)) : null), qr),
    receipt.mailed ? h('p', {}, t('portal.page.receipt.mailed')) : null,
    h('p', { class: 'print-only' }, `${location.origin}${pathOf(page.slug, 'track')}`),
    h('div', { class: 'acts' },
      h('button', { type: 'button', class: 'button primary', onclick: () => go('track') }, t('portal.page.receipt.follow')),
      h('button', { type: 'button', class: 'button plain', onclick: () => print() }, t('portal.page.receipt.print')),
      h('button', { type: 'button', class: 'button plain', onclick: again }, t('portal.page.receipt.another')))))
  const link = `${location.origin}${pathOf(page.slug, 'track')}#${receipt.code}`
  // Fetched only here; a receipt without it is good as well.
  void import('qrcode').then((library) => library.toString(link, { type: 'svg', margin: 1, errorCorrectionLevel: 'M' })).then((svg) => {
    qr.append(h('img', { src: `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`, alt: t('portal.page.receipt.qr'), width: '132', height: '132' }), h('figcaption', {}, t('portal.page.receipt.qr')))
  }, () => undefined)
  heading.focus()
  scrollTo(0, 0)
}
