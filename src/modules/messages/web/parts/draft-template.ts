import type { FieldType, TemplateFieldBody } from '../../templates/rules.ts'
import { placesIn } from '../../templates/rules.ts'

/** A template as it is being written. */
export interface TemplateDraft {
  name: { zh: string; en: string }; category: string; channels: string[]; purpose: string
  fields: TemplateFieldBody[]; subject: { zh: string; en: string }; text: { zh: string; en: string }
}
export const newTemplate = (): TemplateDraft => ({ name: { zh: '', en: '' }, category: 'other', channels: ['email'], purpose: 'service', fields: [], subject: { zh: '', en: '' }, text: { zh: '', en: '' } })
export const newField = (key: string): TemplateFieldBody => ({ key, name: { zh: '', en: '' }, type: 'text', required: true, example: { zh: '', en: '' } })

/** Placeholders that no field stands for, by name. */
export function strayPlaces({ fields, subject, text }: TemplateDraft): string[] {
  const known = new Set(fields.map((field) => field.key))
  return [...new Set([subject.zh, subject.en, text.zh, text.en].flatMap(placesIn))].filter((name) => !known.has(name))
}

/** An example of a type, for a field that has none yet. */
export function exampleOf(type: FieldType): string {
  switch (type) {
    case 'number': return '100'
    case 'day': return '2026-11-23'
    case 'moment': return '2026-11-23T09:00:00+08:00'
    case 'url': return 'https://example.com'
    default: return ''
  }
}

/** Puts a placeholder where the cursor stands. */
export const inserted = (text: string, at: number, key: string): string => `${text.slice(0, at)}{{${key}}}${text.slice(at)}`
