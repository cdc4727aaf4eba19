/** What a template says once its fields are filled. Pure: the editor's preview and the server make the same text. */

/** The words templates are sorted by. */
export const CATEGORIES = ['receipt', 'progress', 'explanation', 'solution', 'apology', 'follow-up', 'care', 'notice', 'other'] as const

export const FIELD_TYPES = ['text', 'lines', 'number', 'day', 'moment', 'url'] as const
export type FieldType = (typeof FIELD_TYPES)[number]
export interface Words { zh: string; en: string }
export interface TemplateFieldBody { key: string; name: Words; type: FieldType; required: boolean; example: Words }
export interface TemplateText { fields: readonly TemplateFieldBody[]; subject: Words; text: Words }
export type FieldValues = Readonly<Record<string, string | number | null | undefined>>
export type Language = 'zh-CN' | 'en'

/** A field that was not given, or whose value is none of its type. */
export interface FieldFault { field: string; code: 'template.field-missing' | 'template.field-wrong' | 'template.field-unknown' }

const PLACE = /\{\{\s*([^{}]*?)\s*\}\}/g
/** The names of the fields that a text asks for, each once. */
export const placesIn = (text: string): string[] => [...new Set([...text.matchAll(PLACE)].map(([, name]) => name as string))]

const in_ = (language: Language) => language === 'zh-CN' ? 'zh' as const : 'en' as const

/** What is wrong with the values: missing, of another type, or of no field. Empty when the template can be filled. */
export function faultsIn({ fields }: Pick<TemplateText, 'fields'>, values: FieldValues): FieldFault[] {
  const known = new Set(fields.map((field) => field.key))
  return [
    ...Object.keys(values).filter((key) => !known.has(key)).map((field) => ({ field, code: 'template.field-unknown' as const })),
    ...fields.flatMap((field): FieldFault[] => {
      const value = values[field.key]
      if (value === undefined || value === null || String(value).trim() === '') return field.required ? [{ field: field.key, code: 'template.field-missing' }] : []
      return isOf(field.type, String(value)) ? [] : [{ field: field.key, code: 'template.field-wrong' }]
    }),
  ]
}

function isOf(type: FieldType, value: string): boolean {
  switch (type) {
    case 'number': return Number.isFinite(Number(value))
    case 'day': return /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))
    case 'moment': return /^\d{4}-\d{2}-\d{2}T/.test(value) && !Number.isNaN(Date.parse(value))
    case 'url': return webAddress(value) !== null
    default: return true
  }
}

/** An address that a browser may open: http and https only. Null for anything else, scripts among it. */
export function webAddress(text: string): string | null {
  try {
    const url = new URL(text)
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null
  } catch { return null }
}

function shown(type: FieldType, value: string, language: Language, zone: string): string {
  switch (type) {
    case 'number': return new Intl.NumberFormat(language).format(Number(value))
    case 'day': return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(value))
    case 'moment': return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: zone }).format(new Date(value))
    case 'url': return webAddress(value) ?? ''
    case 'text': return value.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
    case 'lines': return value.replace(/\r\n?/g, '\n').replace(/(?!\n)[\p{Cc}]/gu, '')
  }
}

/**
 * The filled text, in three forms. A value is never read as anything but text: placeholders in it stay, line ends in it can't break out of a
 * subject, markup in it is escaped. Call `faultsIn` first; what is missing is left empty.
 */
export function fill(template: TemplateText, values: FieldValues, language: Language, zone: string): { subject: string; text: string; html: string } {
  const byKey = new Map(template.fields.map((field) => [field.key, field]))
  const valueOf = (name: string): string => {
    const field = byKey.get(name)
    const value = values[name]
    return !field || value === undefined || value === null || String(value).trim() === '' ? '' : shown(field.type, String(value), language, zone)
  }
  const put = (text: string) => text.replace(PLACE, (_, name: string) => valueOf(name))
  const text = put(template.text[in_(language)])
  return { subject: put(template.subject[in_(language)]).replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim(), text, html: htmlOf(text) }
}

/** The values that show what a template looks like. */
export const examplesOf = ({ fields }: Pick<TemplateText, 'fields'>, language: Language): Record<string, string> =>
  Object.fromEntries(fields.map((field) => [field.key, field.example[in_(language)]]))

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] as string)

const LINK = /https?:\/\/[^\s<>"'`，。；、！？（）《》【】“”‘’]+/g
/** Plain text as safe HTML: paragraphs, line breaks, web addresses as links, and nothing else. */
export function htmlOf(text: string): string {
  const paragraphs = text.replace(/\r\n?/g, '\n').trim().split(/\n{2,}/)
  return paragraphs.filter((part) => part !== '').map((part) => `<p>${part.split('\n').map(linked).join('<br>')}</p>`).join('\n')
}
function linked(line: string): string {
  let html = ''
  let from = 0
  for (const match of line.matchAll(LINK)) {
    const found = match[0].replace(/[.,;:!?)\]}]+$/, '')
    const address = webAddress(found)
    html += escapeHtml(line.slice(from, match.index))
    html += address ? `<a href="${escapeHtml(address)}">${escapeHtml(found)}</a>` : escapeHtml(found)
    from = match.index + found.length
  }
  return html + escapeHtml(line.slice(from))
}
