import './pages.css'
import type { Language } from '../../contract.ts'
import { ICONS, fill, h, icon } from './dom.ts'
import { showEntry } from './entry.ts'
import { showHelp, showHelpArticle } from './help.ts'
import { showHowToComplain } from './how.ts'
import { lookOf, wear } from './look.ts'
import { helpPathOf, pathOf, whereFrom } from './place.ts'
import type { Stage, View } from './place.ts'
import { hearDesign, isPreview } from './preview.ts'
import { showSos } from './sos.ts'
import { showTrack } from './track.ts'
import { Refusal, getPage } from './wire.ts'
import type { PageLook } from './wire.ts'
import { NAMES } from '../language-names.ts'
import { language, preferred, speak, t, tellIn } from './words.ts'

/** The customer's pages: light, for a telephone first, for the eye and for the ear. */

const root = document.getElementById('root') as HTMLElement
const dark = matchMedia('(prefers-color-scheme: dark)')
let page: PageLook | undefined
let end: (() => void) | undefined

const isDark = () => document.documentElement.dataset['appearance'] === 'dark'
function dress(): void {
  if (page) wear(document.documentElement, lookOf(page, isDark()))
  document.querySelector('meta[name=theme-color]')?.setAttribute('content', getComputedStyle(document.documentElement).getPropertyValue('--portal-banner').trim() || '#ffffff')
}
function appear(dark: boolean, chosen: boolean): void {
  document.documentElement.dataset['appearance'] = dark ? 'dark' : 'light'
  if (chosen) try { localStorage.setItem('shouwen.appearance', dark ? 'dark' : 'light') } catch { /* storage refused: it holds for this page */ }
  dress()
}
const chosen = () => { try { return localStorage.getItem('shouwen.appearance') } catch { return null } }
dark.addEventListener('change', () => { if (!chosen() || chosen() === 'system') appear(dark.matches, false) })

function draw(): void {
  end?.()
  end = undefined
  const { slug, view, key } = whereFrom(location.pathname)
  if (!page) return
  const it = page
  dress()
  const main = h('main', { id: 'main', tabindex: '-1' })
  const open = (path: string) => { history.pushState(null, '', path); draw(); document.getElementById('main')?.focus(); scrollTo(0, 0) }
  const go = (to: View) => open(pathOf(slug, to))
  const link = (to: View, words: string) => h('a', { href: pathOf(slug, to), ...(to === view ? { 'aria-current': 'page' } : {}), onclick: (event: MouseEvent) => { if (!event.metaKey && !event.ctrlKey) { event.preventDefault(); go(to) } } }, words)
  const other = it.languages.find((one) => one !== language())
  const toggle = h('button', { type: 'button', class: 'icon' })
  const drawToggle = () => { toggle.setAttribute('aria-label', t(isDark() ? 'portal.page.appearance.light' : 'portal.page.appearance.dark')); fill(toggle, icon(isDark() ? ICONS.sun : ICONS.moon)) }
  toggle.addEventListener('click', () => { appear(!isDark(), true); drawToggle() })
  drawToggle()
  fill(root,
    h('a', { class: 'skip', href: '#main', onclick: (event: Event) => { event.preventDefault(); main.focus() } }, t('portal.page.skip')),
    h('header', {}, h('div', { class: 'bar' },
      h('span', { class: 'brand' }, it.logo ? h('img', { src: it.logo, alt: '' }) : null, h('span', {}, it.name)),
      h('nav', { 'aria-label': t('portal.page.title') }, link('entry', t('portal.page.ask')), link('help', t('portal.page.help')), link('track', t('portal.page.track'))),
      h('span', { class: 'tools' }, other ? h('button', { type: 'button', class: 'link', lang: other, onclick: () => void turn(other) }, NAMES[other]) : null, toggle))),
    main,
    h('footer', {}, it.others.length ? h('p', {}, h('strong', {}, t('portal.page.others')), it.others.map((one) => [' ', h('a', { href: pathOf(one.slug, 'entry') }, one.name)])) : null, it.contact ? h('p', {}, h('strong', {}, t('portal.page.contact')), ' ', it.contact) : null, it.kinds.includes('complaint') ? h('p', {}, link('complain', t('portal.page.how.title'))) : null, h('p', {}, it.sender)))
  const stage: Stage = { page: it, language: language(), main, go, toHelp: (to) => open(helpPathOf(slug, to)), name: (title) => { document.title = `${title} · ${it.name}` }, leaving: (run) => { end = run } }
  if (view === 'sos' && key) showSos(stage, key)
  else if (view === 'track') showTrack(stage)
  else if (view === 'complain') showHowToComplain(stage)
  else if (view === 'help') { if (key) showHelpArticle(stage, key); else showHelp(stage) }
  else if (it.open) showEntry(stage)
  else fill(main, h('h1', {}, t('portal.page.closed.title')), h('p', { class: 'intro' }, t('portal.page.closed.about')))
}

/** Speaks another language; what was typed stays. */
async function turn(to: Language): Promise<void> {
  await speak(to, true)
  await load()
}

async function load(): Promise<void> {
  const { slug } = whereFrom(location.pathname)
  try {
    page = await getPage(slug)
    tellIn(page.zone)
    if (!page.languages.includes(language())) await speak(page.languages[0] ?? 'zh-CN')
    draw()
  } catch (error) {
    const isGone = error instanceof Refusal && error.status === 404
    document.title = t(isGone ? 'portal.page.lost.title' : 'portal.page.title')
    fill(root, h('main', { id: 'main', class: 'lost' }, h('h1', {}, isGone ? t('portal.page.lost.title') : (error as Error).message), isGone ? h('p', {}, t('portal.page.lost.about')) : h('button', { type: 'button', class: 'button primary', onclick: () => void load() }, t('portal.page.again'))))
  }
}

addEventListener('popstate', draw)
addEventListener('hashchange', draw)
// Of all systems only these come without a Chinese face, and would show boxes: what is drawn before its face is known stays so.
const lacksFace = /Linux|CrOS/.test(navigator.userAgent) && !/Android/.test(navigator.userAgent)
await Promise.all([speak(preferred()), lacksFace ? import('./faces.ts') : undefined])
if (isPreview()) {
  // Nothing is sent from a picture of the page.
  root.inert = true
  hearDesign((told) => void speak(told.language).then(() => { page = told.page; tellIn(told.page.zone); appear(told.dark, false); draw() }))
} else await load()
