import type { FieldType } from './condition.ts'

/** A value in the form in which it is compared: an instant is milliseconds since 1970, an id is lower-case. */
export type Scalar = string | number | boolean

export type ScalarType = Exclude<FieldType, 'tags' | 'ids'>

/** The type of one member of a field that holds a list, and of any other field itself. */
export function memberType(type: FieldType): ScalarType {
  if (type === 'tags') return 'text'
  return type === 'ids' ? 'id' : type
}

/** Reads a value that a record carries, which is not null; undefined when it does not fit the type. */
export const readers: Record<ScalarType, (value: unknown) => Scalar | undefined> = {
  text: value => typeof value === 'string' ? value : undefined,
  choice: value => typeof value === 'string' ? value : undefined,
  id: value => typeof value === 'string' ? value.toLowerCase() : undefined,
  boolean: value => typeof value === 'boolean' ? value : undefined,
  number: value => typeof value === 'number' && Number.isFinite(value) ? value : undefined,
  date: value => typeof value === 'string' && DATE.test(value) ? value : undefined,
  instant: value => {
    if (value instanceof Date) return finite(value.getTime())
    return typeof value === 'string' && INSTANT.test(value) ? finite(Date.parse(value)) : undefined
  },
}

const DATE = /^\d{4}-\d\d-\d\d$/
// An offset is demanded: without one the moment would depend on the zone of the machine that reads it.
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const FIRST_INSTANT = Date.parse('0001-01-01T00:00:00Z')
const LAST_INSTANT = Date.parse('9999-12-31T23:59:59.999Z')

/** Reads a value of a condition or a variable, which PostgreSQL must be able to hold as well; undefined when it cannot. */
export function readLiteral(type: ScalarType, value: unknown): Scalar | undefined {
  const read = readers[type](value)
  if (typeof read === 'string') {
    if (type === 'date') return isCalendarDate(read) ? read : undefined
    if (type === 'id') return UUID.test(read) ? read : undefined
    return read.isWellFormed() && !read.includes('\0') ? read : undefined
  }
  if (type === 'instant' && read !== undefined) {
    const real = typeof value !== 'string' || isCalendarDate(value.slice(0, 10))
    return real && Number(read) >= FIRST_INSTANT && Number(read) <= LAST_INSTANT ? read : undefined
  }
  return read
}

/** The date so many days later. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10)
}

function isCalendarDate(text: string): boolean {
  if (text < '0001') return false
  const time = Date.parse(text)
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(text)
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined
}
