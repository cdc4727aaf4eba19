import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { filesOf, report, root } from './found.ts'
import { house, settings } from './house.ts'
import { wordsIn } from './words-in-code.ts'

/** Whatever the product can say, it can say in Chinese and in English, and the two say it with the same values. */

const LOCALES = ['zh-CN', 'en'] as const
type Locale = (typeof LOCALES)[number]
/** Keys whose Chinese is rightly without a Han character: names and signs that are the same in both languages. */
const SAME_IN_CHINESE = new Set<string>(['unit.kilobytes', 'unit.megabytes', 'unit.gigabytes'])
/** Keys whose English rightly holds Han characters. */
const CHINESE_IN_ENGLISH = new Set<string>([])

const faults: string[] = []
const catalogues: Record<Locale, Map<string, { text: string; file: string }>> = { 'zh-CN': new Map(), en: new Map() }

/** JSON itself keeps the last of two equal keys and says nothing, so the text is read as it stands. */
function readCatalogue(locale: Locale, file: string): void {
  const source = ts.parseJsonText(file, readFileSync(join(root, file), 'utf8'))
  const body = source.statements[0]?.expression
  if (!body || !ts.isObjectLiteralExpression(body)) return void faults.push(`${file}: not a JSON object`)
  for (const property of body.properties) {
    if (!ts.isPropertyAssignment(property) || !ts.isStringLiteral(property.name)) continue
    const key = property.name.text
    if (!ts.isStringLiteral(property.initializer)) { faults.push(`${file}: ${key} is not a text; keys are flat`); continue }
    const before = catalogues[locale].get(key)
    if (before) faults.push(`${file}: ${key} is said twice${before.file === file ? '' : `, also in ${before.file}`}`)
    catalogues[locale].set(key, { text: property.initializer.text, file })
  }
}
for (const locale of LOCALES) for (const file of filesOf(`src/kernel/i18n/locale/${locale}.json`, `src/modules/*/locale/${locale}.json`)) readCatalogue(locale, file)

// A name that is known in both languages comes as `zh` and `en`, and each sentence takes its own.
const placesOf = (text: string) => [...new Set([...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map((match) => (match[1] as string).replace(/^(zh|en)$/, 'name')))].toSorted().join(', ')
const spoken = (text: string) => text.replace(/\{\{.*?\}\}/g, '')
for (const locale of LOCALES) {
  const other = locale === 'en' ? 'zh-CN' : 'en'
  for (const [key, { text, file }] of catalogues[locale]) {
    const fault = (what: string) => faults.push(`${file}: ${key} ${what}`)
    if (!text.trim()) fault('is empty')
    const twin = catalogues[other].get(key)
    if (!twin) fault(`has no ${other} beside it`)
    else if (twin.file.replace(`/${other}.json`, '') !== file.replace(`/${locale}.json`, '')) fault(`is in another module in ${other}: ${twin.file}`)
    else if (locale === 'en' && placesOf(text) !== placesOf(twin.text)) fault(`has other places than in Chinese: {${placesOf(text)}} and {${placesOf(twin.text)}}`)
    if (/\{\{|\}\}/.test(spoken(text))) fault('has a broken place')
    if (locale === 'zh-CN' && /\p{L}/u.test(spoken(text)) && !/\p{Script=Han}/u.test(text) && !SAME_IN_CHINESE.has(key)) fault(`is not Chinese: ${text}`)
    if (locale === 'en' && /\p{Script=Han}/u.test(text) && !CHINESE_IN_ENGLISH.has(key)) fault(`is not English: ${text}`)
  }
}

/** Asked for by key, by whom; `*` stands for what is known only when it runs. */
const asked = new Map<string, string>()
const ask = (key: string, where: string) => { if (!asked.has(key)) asked.set(key, where) }
for (const { key, where } of filesOf('src/**/*.{ts,tsx}').filter((path) => !/\.test\.tsx?$|^src\/pure\/|\/fixtures[/.]/.test(path)).flatMap((path) => wordsIn(path, readFileSync(join(root, path), 'utf8')))) ask(key, where)
for (const module of house) {
  for (const event of module.events ?? []) ask(`event.${event.kind}`, `event of ${module.name}`)
  for (const permission of module.permissions ?? []) ask(`permission.${permission}`, `permission of ${module.name}`)
}
for (const module of house) {
  if (module.settings?.length) ask(`setting.group.${module.name}`, `settings of ${module.name}`)
  for (const { kind } of module.kinds ?? []) ask(`definition.kind.${kind}`, `kind of definitions of ${module.name}`)
}
for (const { key, unit } of settings) {
  ask(`setting.${key}`, 'setting')
  ask(`setting.${key}.about`, 'setting')
  if (unit) ask(`unit.${unit}`, `unit of setting ${key}`)
}
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
for (const [key, where] of asked) {
  const pattern = key.includes('*') && new RegExp(`^${key.split('*').map(escaped).join('.+')}$`)
  const missing = LOCALES.filter((locale) => pattern ? ![...catalogues[locale].keys()].some((known) => pattern.test(known)) : !catalogues[locale].has(key))
  if (missing.length) faults.push(`${where}: ${key} has no sentence in ${missing.join(' and ')}`)
}
report(faults.toSorted())
