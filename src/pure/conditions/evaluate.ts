import { bind, ConditionError } from './bind.ts'
import type { Bound, BoundTest, Order } from './bind.ts'
import type { Condition, Fact, Field, Fields, Truth, Vars } from './condition.ts'
import { asciiLower, compareText } from './text.ts'
import { memberType, readers } from './values.ts'
import type { Scalar } from './values.ts'

/**
 * Prepares a condition for many records. The variables, `now` among them, are those of this moment.
 * Throws a ConditionError when the condition does not fit its fields or variables; the function it returns throws one
 * when a record holds a value that is not of its field's type.
 */
export function compile(fields: Fields, condition: Condition, vars: Vars = {}): (record: Fact) => Truth {
  return compileNode(bind(fields, condition, vars))
}

/** The truth of a condition about one record: true, false, or null where a missing value leaves it unknown. Throws as `compile` does. */
export function evaluate(fields: Fields, condition: Condition, record: Fact, vars: Vars = {}): Truth {
  return compile(fields, condition, vars)(record)
}

/** Whether a condition is true of a record; unknown is not. Throws as `compile` does. */
export function holds(fields: Fields, condition: Condition, record: Fact, vars: Vars = {}): boolean {
  return evaluate(fields, condition, record, vars) === true
}

type Judge = (record: Fact) => Truth

function compileNode(node: Bound): Judge {
  if (node.kind === 'test') return compileTest(node)
  if (node.kind !== 'not') return group(node.parts.map(compileNode), node.kind === 'any')
  const judge = compileNode(node.part)
  return record => {
    const truth = judge(record)
    return truth === null ? null : !truth
  }
}

/** `decisive` is the truth that settles the group: false for all, true for any. */
function group(judges: Judge[], decisive: boolean): Judge {
  return record => {
    let result: Truth = !decisive
    for (const judge of judges) {
      const truth = judge(record)
      if (truth === decisive) return decisive
      if (truth === null) result = null
    }
    return result
  }
}

function compileTest(test: BoundTest): Judge {
  const { name, field } = test
  if (test.is === 'empty') return isEmpty(name, field)
  if ('list' in test) {
    if (test.is === 'one-of') return oneOf(test.list, scalarOf(name, field))
    return hasMembers(test.list, test.is, listOf(name, field))
  }
  const valueOf = scalarOf(name, field)
  const { value } = test
  // A null operand leaves the test unknown, whatever the record says.
  if (value === null) return () => null
  switch (test.is) {
    case 'equal': return known(valueOf, actual => actual === value)
    case 'contains': {
      const part = asciiLower(String(value))
      return known(valueOf, actual => asciiLower(String(actual)).includes(part))
    }
    case 'starts-with': {
      const start = asciiLower(String(value))
      return known(valueOf, actual => asciiLower(String(actual)).startsWith(start))
    }
    default: {
      const accepts = ORDERS[test.is]
      if (typeof value === 'string' && field.type === 'text') {
        return known(valueOf, actual => accepts(compareText(String(actual), value)))
      }
      return known(valueOf, actual => accepts(actual < value ? -1 : actual > value ? 1 : 0))
    }
  }
}

const ORDERS: Record<Order, (sign: number) => boolean> = {
  'less': sign => sign < 0,
  'at-most': sign => sign <= 0,
  'more': sign => sign > 0,
  'at-least': sign => sign >= 0,
}

function known(valueOf: (record: Fact) => Scalar | null, test: (value: Scalar) => Truth): Judge {
  return record => {
    const value = valueOf(record)
    return value === null ? null : test(value)
  }
}

function oneOf(list: (Scalar | null)[] | null, valueOf: (record: Fact) => Scalar | null): Judge {
  if (list === null) return () => null
  if (list.length === 0) return () => false
  const otherwise = list.includes(null) ? null : false
  const wanted = new Set(list)
  return known(valueOf, value => wanted.has(value) || otherwise)
}

function hasMembers(list: (Scalar | null)[] | null, is: 'has-any' | 'has-all', membersOf: (record: Fact) => Scalar[] | null): Judge {
  if (list === null) return () => null
  const wanted = list.filter(member => member !== null)
  // PostgreSQL finds no null in an array, not even in one that has a null.
  const impossible = is === 'has-all' && wanted.length < list.length
  return record => {
    const members = membersOf(record)
    if (members === null) return null
    if (impossible) return false
    return is === 'has-any' ? wanted.some(member => members.includes(member)) : wanted.every(member => members.includes(member))
  }
}

function isEmpty(name: string, { type }: Field): Judge {
  if (type === 'text') return record => (record[name] ?? '') === ''
  if (type === 'tags' || type === 'ids') {
    return record => {
      const members = record[name] ?? []
      return Array.isArray(members) && members.length === 0
    }
  }
  return record => (record[name] ?? null) === null
}

function scalarOf(name: string, { type }: Field): (record: Fact) => Scalar | null {
  const read = readers[memberType(type)]
  return record => {
    const raw = record[name]
    if (raw === null || raw === undefined) return null
    const value = read(raw)
    if (value === undefined) throw new ConditionError(`the record's ${name} is not a ${type}`)
    return value
  }
}

function listOf(name: string, { type }: Field): (record: Fact) => Scalar[] | null {
  const read = readers[memberType(type)]
  return record => {
    const raw = record[name]
    if (raw === null || raw === undefined) return null
    if (!Array.isArray(raw)) throw new ConditionError(`the record's ${name} is not a list`)
    return raw.filter(member => member !== null).map(member => {
      const value = read(member)
      if (value === undefined) throw new ConditionError(`the record's ${name} holds something that is not of its type`)
      return value
    })
  }
}
