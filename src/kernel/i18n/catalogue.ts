import { existsSync, readFileSync, readdirSync } from 'node:fs'
import type { Locale } from '../context.ts'

/** Every sentence of the product, by language and flat key: the kernel's own and each module's, read once at start. */
export type Catalogues = Record<Locale, Record<string, string>>

const src = new URL('../../', import.meta.url)
const folders = () => [new URL('kernel/i18n/locale/', src), ...readdirSync(new URL('modules/', src), { withFileTypes: true }).filter((d) => d.isDirectory()).map((d) => new URL(`modules/${d.name}/locale/`, src))]

let loaded: Catalogues | undefined
export function catalogues(): Catalogues {
  if (loaded) return loaded
  const read = (locale: Locale) => Object.assign({}, ...folders().map((folder) => new URL(`${locale}.json`, folder)).filter((file) => existsSync(file)).map((file) => JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)) as Record<string, string>
  return loaded = { 'zh-CN': read('zh-CN'), en: read('en') }
}

/** The sentence of a key with its placeholders filled; the key itself when no catalogue has it. */
export function say(locale: Locale, key: string, params: Record<string, unknown> = {}): string {
  const text = catalogues()[locale][key] ?? catalogues().en[key] ?? key
  return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, name: string) => name in params ? String(params[name]) : whole)
}

/** The first language of an `Accept-Language` header that the product speaks; Chinese when it names none. */
export function localeOf(header: string | undefined): Locale {
  const wanted = (header ?? '').split(',').map((part) => {
    const [tag = '', q] = part.trim().split(';q=')
    return { tag: tag.toLowerCase(), q: q === undefined ? 1 : Number(q) || 0 }
  }).filter(({ q }) => q > 0).sort((a, b) => b.q - a.q)
  for (const { tag } of wanted) {
    if (tag.startsWith('zh')) return 'zh-CN'
    if (tag.startsWith('en')) return 'en'
  }
  return 'zh-CN'
}
