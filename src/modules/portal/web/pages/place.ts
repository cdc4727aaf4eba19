import type { Language } from '../../contract.ts'
import type { PageLook } from './wire.ts'

/** Where the reader is: `/portal/SLUG` to write, `/portal/SLUG/track` to see how far it is, `/portal/SLUG/help` and `…/help/KEY` to find out by oneself, `/portal/SLUG/complain` for how to complain, `/portal/sos/CODE` where a code on a wall leads. */
export type View = 'entry' | 'track' | 'help' | 'complain' | 'sos'
export const MAIN = 'main'

export function whereFrom(path: string): { slug: string; view: View; key: string | null } {
  const [first = '', second = '', third = ''] = path.replace(/^\/portal(\.html)?\/?/, '').split('/').filter(Boolean)
  if (first === 'sos' && second) return { slug: MAIN, view: 'sos', key: second }
  if (first === 'track') return { slug: MAIN, view: 'track', key: null }
  if (first === 'complain') return { slug: MAIN, view: 'complain', key: null }
  if (first === 'help') return { slug: MAIN, view: 'help', key: second || null }
  return { slug: first || MAIN, view: second === 'track' || second === 'help' || second === 'complain' ? second : 'entry', key: second === 'help' && third ? third : null }
}
export const pathOf = (slug: string, view: View): string => `/portal/${slug}${view === 'entry' ? '' : `/${view}`}`
export const helpPathOf = (slug: string, key?: string): string => `${pathOf(slug, 'help')}${key ? `/${key}` : ''}`

/** What every view is given. */
export interface Stage {
  page: PageLook
  language: Language
  /** Where it draws. */
  main: HTMLElement
  go: (view: View) => void
  /** To an article, or to the list of them. */
  toHelp: (key?: string) => void
  /** Heading of the window. */
  name: (title: string) => void
  /** Runs when the reader leaves the view. */
  leaving: (end: () => void) => void
}

/** The code the reader looked up last, until the window is closed: never in the address, which others may see later. */
const CODE = 'portal.code'
export const keptCode = (): string => { try { return sessionStorage.getItem(CODE) ?? '' } catch { return '' } }
export function keepCode(code: string | null): void {
  try { if (code) sessionStorage.setItem(CODE, code); else sessionStorage.removeItem(CODE) } catch { /* storage refused: it holds for this view */ }
}
