import type { Language } from '../../contract.ts'

/** The sentences of the customer's pages, in the reader's language; one language is loaded. */

type Catalogue = Readonly<Record<string, string>>
const loaders: Record<Language, () => Promise<{ default: Catalogue }>> = {
  'zh-CN': () => import('../../locale/zh-CN.json'),
  en: () => import('../../locale/en.json'),
}
const KEPT = 'portal.language'
let words: Catalogue = {}
let spoken: Language = 'zh-CN'
let zone: string | undefined

export const language = (): Language => spoken
/** Moments are told in the company's zone, whose offices keep the promises. */
export const tellIn = (of: string) => { zone = of }

/** A sentence of the pages with its places filled. */
export function t(key: string, values: Readonly<Record<string, string | number>> = {}): string {
  return (words[key] ?? key).replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''))
}
/** The words of a text that is written in both languages. */
export const inWords = (of: { zh: string; en: string }): string => spoken === 'en' ? of.en || of.zh : of.zh || of.en

const known = (tag: string | null): Language | undefined => tag?.toLowerCase().startsWith('zh') ? 'zh-CN' : tag?.toLowerCase().startsWith('en') ? 'en' : undefined
/** What the reader chose before, else what the browser asks for. */
export function preferred(): Language {
  let kept: string | null = null
  try { kept = localStorage.getItem(KEPT) } catch { /* storage refused: the browser decides */ }
  return known(kept) ?? navigator.languages.map(known).find((one) => one !== undefined) ?? 'zh-CN'
}
export async function speak(wanted: Language, chosen = false): Promise<void> {
  words = (await loaders[wanted]()).default
  spoken = wanted
  document.documentElement.lang = wanted
  if (chosen) try { localStorage.setItem(KEPT, wanted) } catch { /* storage refused: it holds for this page */ }
}

/** `3月2日 17:00`, with the year when it is another. */
export function moment(iso: string): string {
  const at = new Date(iso)
  const year = at.getFullYear() === new Date().getFullYear() ? undefined : 'numeric'
  return new Intl.DateTimeFormat(spoken, { ...(year ? { year } : {}), month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hour12: false, ...(zone ? { timeZone: zone } : {}) }).format(at)
}
/** `2.5 MB` */
export const size = (bytes: number): string => bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${Math.round(bytes / 1024 / 102.4) / 10} MB`
