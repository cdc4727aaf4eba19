/** Which input a setting is edited with, told by its JSON schema. */

export interface JsonSchema {
  type?: string; format?: string; enum?: unknown[]; const?: unknown; anyOf?: JsonSchema[]; items?: JsonSchema; properties?: Record<string, JsonSchema>; required?: string[]
  minimum?: number; maximum?: number; exclusiveMinimum?: number; exclusiveMaximum?: number; multipleOf?: number; minLength?: number; maxLength?: number; minItems?: number; maxItems?: number
}
export type SettingForm =
  | { form: 'switch' }
  | { form: 'number'; whole: boolean; least?: number; most?: number }
  | { form: 'text'; most?: number; mayBeEmpty: boolean }
  | { form: 'choice'; options: string[] }
  | { form: 'zone' }
  | { form: 'country'; options: string[] }
  | { form: 'words'; options?: string[]; most?: number }
  | { form: 'rows'; columns: { key: string; form: Extract<SettingForm, { form: 'switch' | 'number' | 'text' | 'choice' }> }[]; least: number; most: number }
  /** A shape that no input is made for: edited as JSON. */
  | { form: 'json' }

/** JSON has no numbers beyond these; the schema says them for every integer. */
const bound = (value: number | undefined) => value === undefined || Math.abs(value) >= Number.MAX_SAFE_INTEGER ? undefined : value
const some = <K extends string>(key: K, value: number | undefined) => (value === undefined ? {} : { [key]: value }) as { [P in K]?: number }

export function formOf(schema: JsonSchema): SettingForm {
  const options = optionsOf(schema)
  if (options) return { form: schema.format === 'country' ? 'country' : 'choice', options }
  if (schema.anyOf) {
    // Empty or a text of some form: an address that may be left out.
    const texts = schema.anyOf.filter((one) => one.const !== '')
    const form = texts.length === 1 && texts.length < schema.anyOf.length ? formOf(texts[0] as JsonSchema) : undefined
    return form?.form === 'text' ? { ...form, mayBeEmpty: true } : { form: 'json' }
  }
  switch (schema.type) {
    case 'boolean': return { form: 'switch' }
    case 'integer': case 'number': return {
      form: 'number', whole: schema.type === 'integer',
      ...some('least', bound(schema.minimum ?? (schema.exclusiveMinimum === undefined ? undefined : schema.exclusiveMinimum + (schema.type === 'integer' ? 1 : 0)))),
      ...some('most', bound(schema.maximum ?? (schema.exclusiveMaximum === undefined ? undefined : schema.exclusiveMaximum - (schema.type === 'integer' ? 1 : 0)))),
    }
    case 'string': return schema.format === 'time-zone' ? { form: 'zone' } : { form: 'text', mayBeEmpty: !schema.minLength, ...some('most', schema.maxLength) }
    case 'array': return schema.items ? listOf(schema.items, schema) : { form: 'json' }
    default: return { form: 'json' }
  }
}

function optionsOf({ enum: values, const: only, anyOf }: JsonSchema): string[] | undefined {
  const all = values ?? (only === undefined ? anyOf?.every((one) => one.const !== undefined) ? anyOf.map((one) => one.const) : undefined : [only])
  return all?.every((one) => typeof one === 'string') ? all as string[] : undefined
}

function listOf(items: JsonSchema, { minItems, maxItems }: JsonSchema): SettingForm {
  const options = optionsOf(items)
  if (options) return { form: 'words', options, ...some('most', maxItems) }
  if (items.type === 'string') return { form: 'words', ...some('most', maxItems) }
  const columns = Object.entries(items.properties ?? {}).map(([key, schema]) => ({ key, form: formOf(schema) }))
  const simple = columns.every(({ form }) => ['switch', 'number', 'text', 'choice'].includes(form.form))
  return items.type === 'object' && columns.length && simple ? { form: 'rows', columns: columns as Extract<SettingForm, { form: 'rows' }>['columns'], least: minItems ?? 0, most: maxItems ?? Infinity } : { form: 'json' }
}

export const sameValue = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

const BYTES = [['gigabytes', 2 ** 30], ['megabytes', 2 ** 20], ['kilobytes', 2 ** 10], ['bytes', 1]] as const
export type ByteUnit = (typeof BYTES)[number][0]
export const BYTE_UNITS: readonly ByteUnit[] = BYTES.map(([unit]) => unit).reverse()
export const bytesIn = (unit: ByteUnit): number => BYTES.find(([name]) => name === unit)![1]
/** Bytes in the largest unit that leaves a short figure: 26,214,400 are 25 megabytes. */
export function inByteUnit(bytes: number): { amount: number; unit: ByteUnit } {
  const [unit, size] = BYTES.find(([, one]) => bytes >= one && Number.isInteger(bytes / one * 10)) ?? ['bytes', 1]
  return { amount: bytes / size, unit }
}
