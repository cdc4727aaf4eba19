/** How an entry of a history reads: what changed, and the sentence's values. */

export interface Change { field: string; from: unknown; to: unknown }

/** The changed fields of an event: `data.changes` is `{field: {from, to}}` or a list of `{field, from, to}`. Fields whose values are equal are left out. */
export function changesOf(data: Readonly<Record<string, unknown>>): readonly Change[] {
  const { changes } = data
  const all: Change[] = Array.isArray(changes)
    ? changes.filter(isChange)
    : Object.entries(isRecord(changes) ? changes : {}).flatMap(([field, pair]) => isRecord(pair) ? [{ field, from: pair['from'], to: pair['to'] }] : [])
  return all.filter(({ from, to }) => JSON.stringify(from ?? null) !== JSON.stringify(to ?? null))
}
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const isChange = (value: unknown): value is Change => isRecord(value) && typeof value['field'] === 'string'

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/
interface Say { word: (key: string) => string | undefined; moment: (at: Date) => string; empty: string; yes: string; no: string }

/** One value in words: the catalogue's for a key (`case.priority.high`), a moment in the company's zone, a list with commas. */
export function valueText(value: unknown, field: string, subject: string, say: Say): string {
  if (value === null || value === undefined || value === '') return say.empty
  if (typeof value === 'boolean') return value ? say.yes : say.no
  if (Array.isArray(value)) return value.map((one) => valueText(one, field, subject, say)).join(', ')
  if (typeof value === 'object') return 'name' in value ? String(value.name) : JSON.stringify(value)
  const text = String(value)
  if (MOMENT.test(text)) return say.moment(new Date(text))
  return say.word(`${subject}.${field}.${text}`) ?? text
}
/** The values an event's sentence may name, each in words. */
export const sentenceValues = (data: Readonly<Record<string, unknown>>, subject: string, say: Say): Record<string, string> =>
  Object.fromEntries(Object.entries(data).filter(([key]) => key !== 'changes').map(([key, value]) => [key, valueText(value, key, subject, say)]))
