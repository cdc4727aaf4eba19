import { z } from 'zod'
import { Bilingual, endpoint, line } from '../contract.ts'

/** Fields that a company adds to its records: what they are, and the values they hold. Runs on both sides. */

export const FIELD_TYPES = ['text', 'number', 'date', 'boolean', 'choice', 'choices', 'tags'] as const
export const FieldType = z.enum(FIELD_TYPES)
export type FieldType = z.output<typeof FieldType>
/** Records that bear custom fields; a module that wants them for its own adds their word here. Empty kinds of a field mean all of them. */
export const FIELD_OWNERS = ['case', 'customer'] as const

const Key = z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/, { error: 'custom-field.bad-key' })
const Body = {
  name: Bilingual, of: z.enum(FIELD_OWNERS), type: FieldType,
  options: z.array(z.strictObject({ key: Key, name: Bilingual, /** No longer offered; records that bear it keep it. */ retired: z.boolean().default(false) })).max(200).default([]),
  kinds: z.array(line(60)).max(40).default([]),
  /** When it must have been filled in. */
  required: z.enum(['no', 'opening', 'solving']).default('no'),
  /** Shown whole only to holders of `personal.read`. */
  personal: z.boolean().default(false),
  /** Found by the search. */
  searchable: z.boolean().default(false),
  order: z.int().min(0).max(10_000).default(100),
}
type HasOptions = { type: FieldType; options: readonly { key: string }[] }
const fits = ({ type, options }: HasOptions) => (type === 'choice' || type === 'choices') === options.length > 0
const unique = ({ options }: HasOptions) => new Set(options.map(({ key }) => key)).size === options.length
export const CustomFieldBody = z.strictObject(Body).refine(fits, { error: 'custom-field.options', path: ['options'] }).refine(unique, { error: 'custom-field.option-twice', path: ['options'] })
export type CustomFieldBody = z.output<typeof CustomFieldBody>
export const CustomField = z.object({ key: z.string(), ...Body, version: z.int() }).meta({ id: 'CustomField' })
export type CustomField = z.output<typeof CustomField>

/** Values by the field's key: a text, a number, a day, yes or no, an option's key or several; null empties one. */
export const FieldValue = z.union([z.string().max(4_000), z.number(), z.boolean(), z.array(z.string().max(60)).max(200), z.null()])
export type FieldValue = z.output<typeof FieldValue>
export const FieldValues = z.record(z.string().max(60), FieldValue)
export type FieldValues = z.output<typeof FieldValues>
/** A list's filter: `key:value` pairs joined by `;`, each value URI-encoded; several values by commas, a range of numbers or days as `from..to`. */
export const FieldFilter = z.string().max(2_000)

const OfKey = z.strictObject({ key: Key })
export const customFields = {
  list: endpoint('GET', '/custom-fields', { query: z.strictObject({ of: z.enum(FIELD_OWNERS).optional() }), response: z.object({ items: z.array(CustomField) }), access: 'signed-in', about: 'The custom fields in force, in the order of forms.' }),
  add: endpoint('POST', '/custom-fields', { body: z.strictObject({ ...Body, key: Key.optional() }).refine(fits, { error: 'custom-field.options', path: ['options'] }).refine(unique, { error: 'custom-field.option-twice', path: ['options'] }), response: CustomField, status: 201, access: 'definition.publish', about: 'Adds a field; without a key it gets one from its name. It is in force at once.' }),
  change: endpoint('PATCH', '/custom-fields/:key', { params: OfKey, body: z.strictObject({ version: z.int(), name: Bilingual, options: Body.options, kinds: Body.kinds, required: Body.required, personal: Body.personal, searchable: Body.searchable, order: Body.order }), response: CustomField, access: 'definition.publish', about: 'Changes a field as its next version. What it belongs to and its type stay.' }),
  drop: endpoint('DELETE', '/custom-fields/:key', { params: OfKey, response: z.null(), access: 'definition.publish', about: 'Takes a field out of use; the values that records bear stay in the database.' }),
}

/** The fields that a record of this kind bears. */
export const fieldsOfKind = <F extends Pick<CustomField, 'kinds'>>(fields: readonly F[], kind: string): F[] => fields.filter(({ kinds }) => !kinds.length || kinds.includes(kind))

/** Reads a list's filter; pairs that say nothing are left out. */
export function readFieldFilter(text: string): { key: string; values: string[] }[] {
  return text.split(';').flatMap((pair) => {
    const at = pair.indexOf(':')
    const values = at < 1 ? [] : pair.slice(at + 1).split(',').filter(Boolean).map((one) => { try { return decodeURIComponent(one) } catch { return one } })
    return values.length ? [{ key: pair.slice(0, at), values }] : []
  })
}
export const writeFieldFilter = (pairs: readonly { key: string; values: readonly string[] }[]): string =>
  pairs.filter(({ values }) => values.length).map(({ key, values }) => `${key}:${values.map(encodeURIComponent).join()}`).join(';')
