import type { z } from 'zod'

/** From what stands in a form to the body an endpoint takes. */

export type Values = Record<string, unknown>
export type BodySchema = z.ZodObject

const isEmpty = (value: unknown) => value === '' || value === null || value === undefined
const fieldIn = (schema: BodySchema, name: string) => schema.shape[name] as z.ZodType | undefined
/** True for a field that has to stand in the body; of a record that is changed (`was`), one that holds something and can't be emptied. */
export function isRequired(schema: BodySchema, name: string, was?: Values): boolean {
  const field = fieldIn(schema, name)
  if (!field) return false
  return was ? !isEmpty(was[name]) && !field.safeParse(null).success && !field.safeParse('').success : !field.safeParse(undefined).success
}
const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** The names of the fields that stand otherwise than at first. Nothing, null and an empty text count as the same. */
export const changedNames = (names: readonly string[], at: Values, now: Values): string[] =>
  names.filter((name) => !same(at[name] === '' ? null : at[name], now[name] === '' ? null : now[name]))

/** An emptied field is null where the schema takes null, else left out; an empty text only where the schema takes one. */
function said(schema: BodySchema, name: string, value: unknown): unknown {
  if (!isEmpty(value)) return value
  const field = fieldIn(schema, name)
  if (value === '' && field?.safeParse('').success) return ''
  return field?.safeParse(null).success ? null : undefined
}

/** The body for a new record: every field, with the schema's own defaults for what the form doesn't ask. */
export function newBody(schema: BodySchema, names: readonly string[], values: Values): Values {
  const body: Values = {}
  for (const name of new Set([...Object.keys(schema.shape), ...names])) {
    const value = said(schema, name, values[name])
    const filled = value ?? fieldIn(schema, name)?.safeParse(undefined).data
    if (filled !== undefined) body[name] = filled
  }
  return body
}
/** The body for a change: the version it was read at, and only what is different. A field that can't be emptied is sent empty, for the schema to refuse. */
export const changeBody = (schema: BodySchema, names: readonly string[], at: Values, now: Values, version: number): Values =>
  ({ version, ...Object.fromEntries(changedNames(names, at, now).map((name) => [name, said(schema, name, now[name]) ?? (fieldIn(schema, name)?.safeParse(null).success ? null : '')])) })

/** The form's field that a fault's path means: `body.subject`, `/subject` and `subject` are one; the longest name that fits wins. */
export function fieldOf(path: string, names: readonly string[]): string | undefined {
  const plain = path.replace(/^(\$\.|body[./]|\/)+/, '').replaceAll('/', '.')
  return [...names].sort((a, b) => b.length - a.length).find((name) => plain === name || plain.startsWith(`${name}.`) || plain.startsWith(`${name}[`))
}
