import { ICONS, announce, fill, h, icon } from './dom.ts'
import { helpPathOf } from './place.ts'
import type { Stage } from './place.ts'
import { prose } from './prose.ts'
import { visitor } from './visitor.ts'
import { Refusal, countHelp, findHelp, missHelp, readHelp, voteHelp } from './wire.ts'
import type { FoundHelp, ReadHelp } from './wire.ts'
import { t } from './words.ts'

/** What customers find out by themselves: questions with answers, and how to do things. */

const QUIET_MS = 250
/** Whoever typed no further for so long has looked for it. */
const MISSED_MS = 2_000

/** The list, with a search that answers while one types. */
export function showHelp(stage: Stage): void {
  const { main, page } = stage
  stage.name(t('portal.page.help'))
  let q = new URLSearchParams(location.search).get('q') ?? ''
  let timer: ReturnType<typeof setTimeout> | undefined
  let missing: ReturnType<typeof setTimeout> | undefined
  const list = h('div', { class: 'help-list', 'aria-live': 'polite' })
  const field = h('input', { type: 'search', id: 'help-q', value: q, maxlength: '200', placeholder: t('portal.page.help.search'), autocomplete: 'off', enterkeyhint: 'search' })
  let turn = 0
  const load = async (cursor?: string) => {
    const mine = ++turn
    clearTimeout(missing)
    try {
      const found = await findHelp({ ...(q ? { q } : {}), ...(cursor ? { cursor } : {}) })
      if (mine === turn) draw(found, cursor !== undefined)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (mine === turn) fill(list, h('p', { class: 'fault general', role: 'alert' }, error.message), h('button', { type: 'button', class: 'button plain', onclick: () => void load() }, t('portal.page.again')))
    }
  }
  const draw = ({ items, nextCursor }: { items: readonly FoundHelp[]; nextCursor: string | null }, more: boolean) => {
    const rows = items.map((one) => h('li', {}, h('a', { href: helpPathOf(page.slug, one.key), onclick: (event: MouseEvent) => { if (!event.metaKey && !event.ctrlKey) { event.preventDefault(); stage.toHelp(one.key) } } }, h('strong', {}, one.title), h('span', { class: 'help-text' }, one.excerpt.map((piece) => piece.hit ? h('mark', {}, piece.text) : piece.text)), one.product ? h('span', { class: 'about' }, one.product) : null)))
    const next = nextCursor ? h('button', { type: 'button', class: 'button plain', onclick: () => void load(nextCursor) }, t('portal.page.help.more')) : null
    const who = q && !items.length ? visitor() : ''
    // That nothing was found is for those who write help; a fault there is not the reader's matter.
    if (who) missing = setTimeout(() => void missHelp(q, who).catch(() => {}), MISSED_MS)
    if (more) { list.querySelector('.button')?.remove(); list.querySelector('ol')?.append(...rows); if (next) list.append(next) } else if (!items.length) fill(list, h('p', { class: 'help-none' }, t(q ? 'portal.page.help.none-found' : 'portal.page.help.none')), h('div', { class: 'acts' }, h('button', { type: 'button', class: 'button primary', onclick: () => stage.go('entry') }, t('portal.page.help.ask'))))
    else fill(list, h('h2', {}, t(q ? 'portal.page.help.found' : 'portal.page.help.often')), h('ol', {}, rows), next)
  }
  const search = (now: boolean) => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      const typed = field.value.trim()
      if (typed === q) return
      q = typed
      history.replaceState(null, '', `${helpPathOf(page.slug)}${q ? `?q=${encodeURIComponent(q)}` : ''}`)
      void load()
    }, now ? 0 : QUIET_MS)
  }
  let isComposing = false
  field.addEventListener('compositionstart', () => { isComposing = true })
  field.addEventListener('compositionend', () => { isComposing = false; search(false) })
  field.addEventListener('input', () => { if (!isComposing) search(false) })
  stage.leaving(() => { clearTimeout(timer); clearTimeout(missing) })
  fill(main, h('h1', { tabindex: '-1' }, t('portal.page.help')), h('p', { class: 'intro' }, t('portal.page.help.about')),
    h('form', { class: 'help-search', role: 'search', onsubmit: (event: Event) => { event.preventDefault(); search(true) } }, h('label', { class: 'unseen', for: 'help-q' }, t('portal.page.help.search')), field), list)
  void load()
}

/** One article, and the word whether it helped. */
export function showHelpArticle(stage: Stage, key: string): void {
  const { main, page } = stage
  const back = h('a', { href: helpPathOf(page.slug), class: 'help-back', onclick: (event: MouseEvent) => { if (!event.metaKey && !event.ctrlKey) { event.preventDefault(); stage.toHelp() } } }, `← ${t('portal.page.help')}`)
  fill(main, back)
  const draw = (it: ReadHelp) => {
    stage.name(it.title)
    const alone = it.sections.length === 1
    fill(main, back,
      h('article', { class: 'help-article', lang: it.language === 'en' ? 'en' : 'zh-CN' }, h('h1', { tabindex: '-1' }, it.title), it.product ? h('p', { class: 'about' }, it.product) : null,
        it.sections.map(({ name, text }) => h('section', {}, alone ? null : h('h2', {}, name), prose(text)))),
      helped(key),
      it.others.length ? h('section', { class: 'help-others' }, h('h2', {}, t('portal.page.help.others')), h('ul', {}, it.others.map((one) => h('li', {}, h('a', { href: helpPathOf(page.slug, one.key), onclick: (event: MouseEvent) => { if (!event.metaKey && !event.ctrlKey) { event.preventDefault(); stage.toHelp(one.key) } } }, one.title))))) : null,
      h('p', { class: 'help-else' }, t('portal.page.help.else'), ' ', h('button', { type: 'button', class: 'link', onclick: () => stage.go('entry') }, t('portal.page.help.ask'))))
    const who = visitor()
    // That it was read is counted; a fault there is not the reader's matter.
    if (who) void countHelp(key, who).catch(() => {})
  }
  readHelp(key).then(draw, (error: unknown) => {
    if (!(error instanceof Refusal)) throw error
    fill(main, back, h('h1', {}, error.status === 404 ? t('portal.page.help.gone') : error.message), h('div', { class: 'acts' }, h('button', { type: 'button', class: 'button primary', onclick: () => stage.go('entry') }, t('portal.page.help.ask'))))
  })
}

function helped(key: string): HTMLElement {
  const box = h('section', { class: 'card help-vote', 'aria-label': t('portal.page.help.did-it-help') })
  const send = async (helpful: boolean, note?: string) => {
    const who = visitor()
    if (!who) return
    try {
      await voteHelp(key, { visitor: who, helpful, ...(note ? { note } : {}) })
      if (helpful || note !== undefined) { fill(box, h('p', {}, icon(ICONS.done), ' ', t('portal.page.help.thanks'))); announce(t('portal.page.help.thanks')) }
    } catch (error) { if (error instanceof Refusal) fill(box, h('p', { class: 'fault general', role: 'alert' }, error.message)); else throw error }
  }
  const why = () => {
    const field = h('textarea', { rows: '3', maxlength: '1000', id: 'help-why' })
    fill(box, h('label', { for: 'help-why' }, t('portal.page.help.what-lacked')), field, h('div', { class: 'acts' }, h('button', { type: 'button', class: 'button primary', onclick: () => void send(false, field.value.trim()) }, t('portal.page.help.send'))))
    field.focus()
    void send(false)
  }
  fill(box, h('strong', {}, t('portal.page.help.did-it-help')), h('div', { class: 'help-votes' }, h('button', { type: 'button', class: 'button plain', onclick: () => void send(true) }, t('portal.page.help.yes')), h('button', { type: 'button', class: 'button plain', onclick: why }, t('portal.page.help.no'))))
  return box
}
