import { bind } from './bind.ts'
import type { Bound, BoundTest, Order } from './bind.ts'
import type { Condition, Field, Fields, Vars } from './condition.ts'
import { asciiLower } from './text.ts'
import { memberType } from './values.ts'
import type { Scalar, ScalarType } from './values.ts'

/** A value for the driver: instants as ISO text, numbers as numbers, a list as one array. */
export type SqlValue = Scalar | null | (Scalar | null)[]

export interface SqlText {
  /** A boolean expression that can stand next to `and`, `or` and `not` as it is. */
  text: string
  values: SqlValue[]
}

/**
 * Prints a condition as a PostgreSQL (15 or newer) expression with numbered, cast parameters. Its truth for a row is
 * what `evaluate` says of the same values. `firstParameter` (1) is the number of its first parameter, `alias` the table
 * its plain columns belong to. Throws a ConditionError when the condition does not fit its fields or variables.
 */
export function toSql(
  fields: Fields, condition: Condition, vars: Vars = {}, options: { firstParameter?: number; alias?: string } = {},
): SqlText {
  const { firstParameter = 1, alias } = options
  const values: SqlValue[] = []
  const parameter = (value: SqlValue, type: string) => `$${firstParameter + values.push(value) - 1}::${type}`

  function print(node: Bound): string {
    if (node.kind === 'test') return printTest(node, column(node.name, node.field, alias), parameter)
    if (node.kind === 'not') return `not (${print(node.part)})`
    const [first, ...rest] = node.parts.map(print)
    if (first === undefined) return String(node.kind === 'all')
    return rest.length === 0 ? first : `(${[first, ...rest].join(node.kind === 'all' ? ' and ' : ' or ')})`
  }

  return { text: print(bind(fields, condition, vars)), values }
}

type Parameter = (value: SqlValue, type: string) => string

// A bare column on the left keeps its index usable, so every conversion is done to the parameter.
function printTest(test: BoundTest, column: string, parameter: Parameter): string {
  const type = memberType(test.field.type)
  switch (test.is) {
    case 'empty':
      if (test.field.type === 'text') return `(${column} is null or ${column} = '')`
      return type === test.field.type ? `${column} is null` : `coalesce(cardinality(${column}), 0) = 0`
    case 'equal': return `${column} = ${scalar(test.value, type, parameter)}`
    case 'one-of': return `${column} = any(${list(test.list, type, parameter)})`
    case 'has-any': return `${column} && ${list(test.list, type, parameter)}`
    case 'has-all': return `${column} @> ${list(test.list, type, parameter)}`
    case 'contains': return `lower(${column} collate "C") like ${parameter(pattern('%', test.value), 'text')}`
    case 'starts-with': return `lower(${column} collate "C") like ${parameter(pattern('', test.value), 'text')}`
    default:
      if (type === 'instant') return printInstantOrder(column, test.is, test.value, parameter)
      return `${column}${type === 'text' ? ' collate "C"' : ''} ${SIGNS[test.is]} ${scalar(test.value, type, parameter)}`
  }
}

const SIGNS: Record<Order, string> = { 'less': '<', 'at-most': '<=', 'more': '>', 'at-least': '>=' }

// Columns keep microseconds, records and conditions milliseconds: 10.000123 s is not after 10.000 s. Comparing with the
// next millisecond says so and leaves the column bare.
function printInstantOrder(column: string, is: Order, value: Scalar | null, parameter: Parameter): string {
  const next = is === 'more' || is === 'at-most' ? 1 : 0
  const sign = is === 'more' || is === 'at-least' ? '>=' : '<'
  return `${column} ${sign} ${scalar(value === null ? null : Number(value) + next, 'instant', parameter)}`
}

const CASTS = { text: 'text', choice: 'text', id: 'uuid', boolean: 'boolean', date: 'date', instant: 'timestamptz' } as const

function scalar(value: Scalar | null, type: ScalarType, parameter: Parameter): string {
  if (type === 'instant') return parameter(value === null ? null : instantText(Number(value)), CASTS.instant)
  return parameter(value, type === 'number' ? numberCast([value]) : CASTS[type])
}

// The millisecond after the last of the year 9999 is '+010000-…' to JavaScript, of which PostgreSQL reads '10000-…'.
function instantText(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('+0', '')
}

function list(values: (Scalar | null)[] | null, type: ScalarType, parameter: Parameter): string {
  return parameter(values, `${type === 'number' ? numberCast(values ?? []) : CASTS[type]}[]`)
}

// An integer column compared with a numeric would be converted row by row, past its index; with a bigint it is not.
function numberCast(values: (Scalar | null)[]): string {
  return values.every(value => value === null || Number.isSafeInteger(value)) ? 'bigint' : 'numeric'
}

function pattern(before: string, value: Scalar | null): string | null {
  return value === null ? null : `${before}${asciiLower(String(value)).replace(/[\\%_]/g, '\\$&')}%`
}

function column(name: string, { sql }: Field, alias: string | undefined): string {
  const own = sql ?? name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
  if (sql !== undefined && !/^\w+$/.test(sql)) return `(${sql})`
  return alias === undefined ? quote(own) : `${quote(alias)}.${quote(own)}`
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
