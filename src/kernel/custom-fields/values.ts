import type { CustomField, FieldValue } from './contract.ts'

/** Pure: what a value of a field is, and how it lies in the database. */

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/
const MOST_TEXT = 4_000
const isDay = (text: string) => DAY.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text)

/**
 * A value as the field takes it: trimmed, in its own type; undefined when it is none of that. Text that says a number, a day or an option, as tables and forms bring it, is understood.
 * @param held what the record bears already: options that are no longer offered stay where they are
 */
export function valueOf(field: Pick<CustomField, 'type' | 'options'>, given: FieldValue, held: FieldValue = null): FieldValue | undefined {
  if (given === null || given === '' || (Array.isArray(given) && given.length === 0)) return null
  const text = typeof given === 'string' ? given.trim() : ''
  const optionOf = (word: string) => {
    const option = field.options.find(({ key, name }) => key === word || name.zh === word || name.en === word)
    return option && (!option.retired || held === option.key || (Array.isArray(held) && held.includes(option.key))) ? option.key : undefined
  }
  switch (field.type) {
    case 'text': return typeof given === 'string' ? (text.length <= MOST_TEXT ? text || null : undefined) : undefined
    case 'number': {
      const number = typeof given === 'number' ? given : /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : NaN
      return Number.isFinite(number) ? number : undefined
    }
    case 'date': return isDay(text) ? text : undefined
    case 'boolean': return typeof given === 'boolean' ? given : ['true', '是', 'yes', '1'].includes(text.toLowerCase()) ? true : ['false', '否', 'no', '0'].includes(text.toLowerCase()) ? false : undefined
    case 'choice': return typeof given === 'string' ? optionOf(text) : undefined
    case 'tags': {
      const words = [...new Set(wordsIn(given, text))]
      return words.length > MOST_TAGS || words.some((word) => word.length > MOST_TAG || /[\r\n\t]/.test(word)) ? undefined : words.length ? words : null
    }
    case 'choices': {
      const words = wordsIn(given, text)
      const keys = words.map(optionOf)
      return keys.includes(undefined) || !keys.length ? undefined : [...new Set(keys as string[])]
    }
  }
}

export const MOST_TAGS = 30
const MOST_TAG = 40
const wordsIn = (given: FieldValue, text: string): string[] => (Array.isArray(given) ? given : text.split(/[,，;；、]/)).map((one) => one.trim()).filter(Boolean)

export interface StoredValue { value: string; number: number | null }
const DAY_MS = 86_400_000
/** The rows in which a value lies. */
export function storedOf(type: CustomField['type'], value: FieldValue): StoredValue[] {
  if (value === null) return []
  if (Array.isArray(value)) return value.map((one) => ({ value: one, number: null }))
  return [{ value: String(value), number: typeof value === 'number' ? value : type === 'date' ? Date.parse(`${String(value)}T00:00:00Z`) / DAY_MS : null }]
}
/** The value that lies in these rows, which stand in their order. */
export function valueIn(type: CustomField['type'], rows: readonly StoredValue[]): FieldValue {
  const [first] = rows
  if (!first) return null
  return type === 'choices' || type === 'tags' ? rows.map(({ value }) => value) : type === 'number' ? first.number : type === 'boolean' ? first.value === 'true' : first.value
}
/** What a bound of a range means to numbers and days; undefined when it is neither. */
export const boundOf = (type: CustomField['type'], text: string): number | undefined =>
  type === 'date' ? (isDay(text) ? Date.parse(`${text}T00:00:00Z`) / DAY_MS : undefined) : text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined
