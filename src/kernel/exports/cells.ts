import type { Locale } from '../context.ts'
import type { CustomField } from '../custom-fields/contract.ts'
import { catalogues, say } from '../i18n/catalogue.ts'
import type { Cell } from '../../pure/csv/index.ts'
import type { ExportColumn } from './contract.ts'

/** What a record's values look like in a cell. */

export interface Wording { language: Locale; zone: string; fields: ReadonlyMap<string, CustomField> }
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/
const KEY = /^[a-z][\w-]*$/i
/** Fields by which a record within a record is called, the first that it has. */
const NAMES = ['name', 'title', 'number', 'subject', 'value', 'label', 'key'] as const

const at = (row: unknown, place: string): unknown => place.split('.').reduce<unknown>((value, part) => typeof value === 'object' && value !== null && Object.hasOwn(value, part) ? (value as Record<string, unknown>)[part] : undefined, row)

/** A moment in the company's zone, `2026-11-22 14:05`; `exact` text is what it was. */
export function momentCell(text: string, zone: string): string {
  const moment = new Date(text)
  return Number.isNaN(moment.getTime()) ? text : new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(moment)
}

function plain(value: unknown, words: readonly string[], of: Wording): Cell {
  if (value === null || value === undefined) return null
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return say(of.language, value ? 'frame.yes' : 'frame.no')
  if (typeof value === 'string') {
    if (MOMENT.test(value)) return momentCell(value, of.zone)
    const key = KEY.test(value) ? words.map((begin) => `${begin}.${value}`).find((one) => catalogues()[of.language][one] !== undefined) : undefined
    return key ? say(of.language, key) : value
  }
  if (Array.isArray(value)) return value.map((one) => plain(one, words, of)).filter((one) => one !== null && one !== '').join(say(of.language, 'list.comma')) || null
  const record = value as Record<string, unknown>
  if (typeof record['zh'] === 'string' && typeof record['en'] === 'string') return of.language === 'en' ? record['en'] : record['zh']
  const name = NAMES.find((one) => record[one] !== undefined && record[one] !== null)
  return name ? plain(record[name], words, of) : null
}

/** A company's own field: options by their names. */
function ownField(field: CustomField, value: unknown, { language }: Wording): Cell {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean') return say(language, value ? 'custom-field.yes' : 'custom-field.no')
  const named = (key: unknown) => { const option = field.options.find((one) => one.key === key); return option ? option.name[language === 'en' ? 'en' : 'zh'] : String(key) }
  if (Array.isArray(value)) return value.map(named).join(say(language, 'list.comma'))
  return typeof value === 'number' ? value : field.type === 'choice' ? named(value) : String(value)
}

/** What one column says of one row. What is overdue is called so in the place of its state, where the catalogue has a word for it (`task.overdue`). */
export function cellOf(row: unknown, { key, title, of, words, between }: Omit<ExportColumn, 'asked'>, wording: Wording): Cell {
  const field = key.startsWith('fields.') ? wording.fields.get(key.slice('fields.'.length)) : undefined
  if (field) return ownField(field, at(row, key), wording)
  const noun = title.slice(0, title.lastIndexOf('.'))
  const late = `${noun}.overdue`
  if (!of && key === 'state' && at(row, 'overdue') === true && catalogues()[wording.language][late] !== undefined) return say(wording.language, late)
  const cells = [of ?? key].flat().map((place) => plain(at(row, place), [words ?? title, `${noun}.${place.slice(place.lastIndexOf('.') + 1)}`], wording)).filter((cell) => cell !== null && cell !== '')
  return between === undefined ? cells[0] ?? null : cells.length ? cells.join(between) : null
}
