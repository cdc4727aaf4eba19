import type { SettingEntry } from '../../shell.ts'
import { hasWord, language, t } from '../words.ts'
import { formOf, inByteUnit, type JsonSchema } from './setting-form.ts'

/** What a setting, its value and its parts are called. */

export const settingName = (key: string) => hasWord(`setting.${key}`) ? t(`setting.${key}`) : key
export const settingAbout = (key: string) => hasWord(`setting.${key}.about`) ? t(`setting.${key}.about`) : undefined
export const groupName = (module: string) => hasWord(`setting.group.${module}`) ? t(`setting.group.${module}`) : module
/** The name of a column or of a choice, else the word itself. */
export const partName = (key: string, part: string) => hasWord(`setting.${key}.${part}`) ? t(`setting.${key}.${part}`) : part
export const unitName = (unit: string) => hasWord(`unit.${unit}`) ? t(`unit.${unit}`) : unit
export const figure = (value: number) => new Intl.NumberFormat(language(), { maximumFractionDigits: 10 }).format(value)

/** A figure with its unit: `25 MB`, `15 minutes`. */
export function amountText(value: number, unit: string | null): string {
  if (unit === 'bytes') {
    const { amount, unit: size } = inByteUnit(value)
    return t('unit.amount', { n: figure(amount), unit: unitName(size) })
  }
  return unit ? t('unit.amount', { n: figure(value), unit: unitName(unit) }) : figure(value)
}

export function countryName(code: string): string {
  try { return new Intl.DisplayNames([language()], { type: 'region' }).of(code) ?? code } catch { return code }
}

/** A row of a list in one word: its name in the reader's language, else its first text. */
const rowText = (row: unknown): string => {
  if (!row || typeof row !== 'object') return String(row)
  const { zh, en, name, key } = row as Record<string, unknown>
  return String((language() === 'en' ? en ?? zh : zh ?? en) ?? name ?? key ?? Object.values(row)[0] ?? '')
}
/** The members of a list, each in a word; undefined for what is no list. */
export const membersOf = (value: unknown): string[] | undefined => Array.isArray(value) ? value.map(rowText) : undefined

/** A value of a setting in words, on one line. */
export function valueWords({ key, schema, unit }: Pick<SettingEntry, 'key' | 'schema' | 'unit'>, value: unknown): string {
  if (typeof value === 'boolean') return t(value ? 'setting.on' : 'setting.off')
  if (typeof value === 'number') return amountText(value, unit)
  if (typeof value === 'string') {
    if (value === '') return t('setting.nothing')
    const { form } = formOf(schema as JsonSchema)
    return form === 'country' ? countryName(value) : form === 'choice' ? partName(key, value) : value
  }
  const members = membersOf(value)
  return members ? members.length ? members.join(t('list.comma')) : t('setting.nothing') : JSON.stringify(value)
}
