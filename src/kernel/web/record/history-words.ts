/** How an entry of a history reads: what changed, and the sentence's values. */

/** `named` says that only the field is known: its values are not for the log. */
export interface Change { field: string; from?: unknown; to?: unknown; named?: true }

/** The changed fields of an event: `data.changed` is `{field: {from, to}}`, where a value that is no such pair is what the field became. Fields whose values are equal are left out. */
export function changesOf(data: Readonly<Record<string, unknown>>): readonly Change[] {
  const { changed } = data
  return Object.entries(isRecord(changed) ? changed : {}).flatMap(([field, value]): Change[] => {
    if (!isRecord(value)) return [{ field, to: value }]
    if (!('from' in value) && !('to' in value)) return [{ field, named: true }]
    const { from = null, to = null } = value
    return JSON.stringify(from) === JSON.stringify(to) ? [] : [{ field, ...('from' in value ? { from } : {}), ...('to' in value ? { to } : {}) }]
  })
}
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/
export interface Say { word: (key: string) => string | undefined; named: (name: { zh: string; en: string }) => string; moment: (at: Date) => string; empty: string; yes: string; no: string }

/** What a field is called: by its own word, else as the form of the record calls it. */
export const fieldName = (field: string, subject: string, say: Pick<Say, 'word'>): string => say.word(`${subject}.${field}`) ?? say.word(`${subject}.field.${field}`) ?? field
/** One value in words: the catalogue's for a key (`case.priority.high`), a moment in the company's zone, a list with commas. */
export function valueText(value: unknown, field: string, subject: string, say: Say): string {
  if (value === null || value === undefined || value === '') return say.empty
  if (typeof value === 'boolean') return value ? say.yes : say.no
  if (Array.isArray(value)) return value.map((one) => valueText(one, field, subject, say)).join(', ')
  if (typeof value === 'object') return !('name' in value) ? JSON.stringify(value) : isRecord(value.name) ? say.named(value.name as { zh: string; en: string }) : String(value.name)
  const text = String(value)
  if (MOMENT.test(text)) return say.moment(new Date(text))
  return say.word(`${subject}.${field}.${text}`) ?? text
}
/** The values an event's sentence may name, each in words. */
export const sentenceValues = (data: Readonly<Record<string, unknown>>, subject: string, say: Say): Record<string, string> =>
  Object.fromEntries(Object.entries(data).filter(([key]) => key !== 'changed').map(([key, value]) => [key, valueText(value, key, subject, say)]))
