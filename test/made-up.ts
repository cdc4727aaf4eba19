import { randomUUID } from 'node:crypto'
import { z } from 'zod'

/** Requests made up from schemas: as good as a stranger could write who has only the API's description. */

interface JsonSchema {
  type?: string | readonly string[]; enum?: readonly unknown[]; const?: unknown; default?: unknown; anyOf?: readonly JsonSchema[]; oneOf?: readonly JsonSchema[]; allOf?: readonly JsonSchema[]
  properties?: Record<string, JsonSchema>; required?: readonly string[]; items?: JsonSchema | boolean; minItems?: number; prefixItems?: readonly JsonSchema[]
  minLength?: number; minimum?: number; exclusiveMinimum?: number; format?: string; pattern?: string; $ref?: string; $defs?: Record<string, JsonSchema>
}
export const schemaOf = (schema: unknown): JsonSchema => z.toJSONSchema(schema as z.ZodType, { io: 'input', unrepresentable: 'any', cycles: 'ref' }) as JsonSchema

/** A value that the schema should take; `full` gives the optional fields too. */
export function madeUp(schema: unknown, full = false): unknown {
  const whole = schemaOf(schema)
  return value(whole, whole, full, 0)
}

function value(given: JsonSchema, whole: JsonSchema, full: boolean, depth: number): unknown {
  const schema = given.$ref ? whole.$defs?.[given.$ref.split('/').at(-1) as string] ?? {} : given
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const choice = schema.anyOf ?? schema.oneOf
  if (choice) return value(choice.find((one) => one.type !== 'null') ?? {}, whole, full, depth + 1)
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((one) => value(one, whole, full, depth + 1))) as unknown
  const type = Array.isArray(schema.type) ? schema.type[0] as string : schema.type as string | undefined
  if (type === 'object' || schema.properties) {
    return Object.fromEntries(Object.entries(schema.properties ?? {}).filter(([name]) => (full && depth < 4) || schema.required?.includes(name)).map(([name, one]) => [name, value(one, whole, full, depth + 1)]))
  }
  if (type === 'array') return Array.from({ length: Math.max(schema.minItems ?? 0, full && depth < 4 ? 1 : 0) }, () => value(typeof schema.items === 'object' ? schema.items : {}, whole, full, depth + 1))
  if (type === 'integer' || type === 'number') return Math.max(schema.minimum ?? 1, (schema.exclusiveMinimum ?? 0) + 1)
  if (type === 'boolean') return true
  if (type === 'null') return null
  return text(schema)
}

function text({ format, minLength = 1, pattern = '' }: JsonSchema): string {
  if (format === 'uuid') return randomUUID()
  if (format === 'date-time') return '2026-03-02T01:00:00Z'
  if (format === 'date') return '2026-03-02'
  if (format === 'email') return `${randomUUID().slice(0, 8)}@example.com`
  if (/\\d\{6\}|\[0-9\]\{6\}/.test(pattern)) return '123456'
  return 'made up '.padEnd(minLength, 'x').trim()
}

/** Values that no careful program sends, by what they are. */
export const hostile: Readonly<Record<string, unknown>> = {
  'a number': 7.5, 'a large number': 1e308, 'a negative number': -1, 'a truth': true, 'nothing': null, 'a list': [1, 'two', null], 'an object': { a: { b: 1 } },
  'an empty text': '', 'a NUL': 'a\u0000b', 'control characters': '\u0007\u001b[2J\u009f', 'half a character': '\ud800 x', 'a bidi override': '\u202e\u2066abc', 'a huge text': '首'.repeat(300_000), 'SQL': `'; drop table staff; --`, 'a path': '../../../etc/passwd',
  'a template': '{{constructor.constructor("return 1")()}}', 'a script': '<script>alert(1)</script>', 'a date that is none': '2026-02-30T25:61:00Z', 'a far date': '+275760-09-13T00:00:00Z',
}

/** Bodies that are no body at all, as text. */
export const broken: Readonly<Record<string, string>> = {
  'half a JSON': '{"a": [1, ', 'no JSON': 'hello', 'a list': '[]', 'a list of objects': '[{"id":1}]', 'a text': '"text"', 'a number': '12', 'a truth': 'true',
  'a prototype': '{"__proto__": {"polluted": true}}', 'a constructor': '{"constructor": {"prototype": {"polluted": true}}}', 'an unknown field': '{"no-such-field": 1}',
  'deep lists': '['.repeat(50_000) + ']'.repeat(50_000), 'a deep object': `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
}
/** One field of a body so deep that no program that walks it by itself comes back; as text, for writing it would end the test first. */
export const withDeep = (body: object, field: string): string => JSON.stringify({ ...body, [field]: '@deep' }).replace('"@deep"', '['.repeat(20_000) + ']'.repeat(20_000))
