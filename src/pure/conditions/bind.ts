import { findProblems } from './check.ts'
import type { Condition, Field, FieldType, Fields, ListOperand, Operand, Test, Vars } from './condition.ts'
import { addDays, memberType, readLiteral } from './values.ts'
import type { Scalar, ScalarType } from './values.ts'

/**
 * A condition reduced to a few operators, with its variables filled in. Evaluation and SQL both start from this form,
 * so the meaning of the other operators is said once, here.
 */
export type Bound =
  | { kind: 'all' | 'any'; parts: Bound[] }
  | { kind: 'not'; part: Bound }
  | BoundTest

export type BoundTest = { kind: 'test'; name: string; field: Field } & (
  | { is: 'empty' }
  | { is: 'equal' | 'contains' | 'starts-with' | Order; value: Scalar | null }
  | { is: 'one-of'; list: (Scalar | null)[] | null }
  | { is: 'has-any' | 'has-all'; list: (Scalar | null)[] | null }
)

export type Order = 'less' | 'at-most' | 'more' | 'at-least'

/** A condition that does not fit its fields, or a variable that is missing or of another type. */
export class ConditionError extends TypeError {
  override name = 'ConditionError'
}

/** Throws a ConditionError where the condition has a problem or a variable it uses is missing or does not fit. */
export function bind(fields: Fields, condition: Condition, vars: Vars): Bound {
  const [problem] = findProblems(fields, condition)
  if (problem) throw new ConditionError(`${problem.path}: ${problem.message} (${problem.code})`)
  return bindNode(fields, condition, vars)
}

function bindNode(fields: Fields, node: Condition, vars: Vars): Bound {
  if ('all' in node) return { kind: 'all', parts: node.all.map(part => bindNode(fields, part, vars)) }
  if ('any' in node) return { kind: 'any', parts: node.any.map(part => bindNode(fields, part, vars)) }
  if ('not' in node) return { kind: 'not', part: bindNode(fields, node.not, vars) }
  return bindTest(node, fields[node.field]!, vars)
}

function bindTest(test: Test, field: Field, vars: Vars): Bound {
  const about = { kind: 'test', name: test.field, field } as const
  const not = (part: Bound): Bound => ({ kind: 'not', part })
  const scalar = (value: Operand) => bindOperand(value, memberType(field.type), vars)
  const order = (is: Order, value: Operand): Bound => ({ ...about, is, value: scalar(value) })
  switch (test.is) {
    case 'empty': return { ...about, is: 'empty' }
    case 'not-empty': return not({ ...about, is: 'empty' })
    case 'equal': case 'contains': case 'starts-with': return { ...about, is: test.is, value: scalar(test.value) }
    case 'not-equal': return not({ ...about, is: 'equal', value: scalar(test.value) })
    case 'less': case 'before': return order('less', test.value)
    case 'at-most': case 'until': return order('at-most', test.value)
    case 'more': case 'after': return order('more', test.value)
    case 'at-least': case 'from': return order('at-least', test.value)
    case 'between': return { kind: 'all', parts: [order('at-least', test.value[0]), order('at-most', test.value[1])] }
    case 'one-of': return { ...about, is: 'one-of', list: bindList(test.value, field.type, vars) }
    case 'has-any': case 'has-all': return { ...about, is: test.is, list: bindList(test.value, field.type, vars) }
    case 'none-of': return not({ ...about, is: 'one-of', list: bindList(test.value, field.type, vars) })
  }
}

function bindOperand(operand: Operand, type: ScalarType, vars: Vars): Scalar | null {
  if (typeof operand !== 'object') return readLiteral(type, operand)!
  if ('var' in operand) return scalarVariable(operand.var, type, vars)
  if ('ago' in operand || 'ahead' in operand) {
    const now = scalarVariable('now', 'instant', vars)
    if (now === null) return null
    return fitting('now', 'instant', new Date(Number(now) + 1000 * ('ago' in operand ? -operand.ago : operand.ahead)))
  }
  const today = scalarVariable('today', 'date', vars)
  if (today === null) return null
  return fitting('today', 'date', addDays(String(today), 'daysAgo' in operand ? -operand.daysAgo : operand.daysAhead))
}

function bindList(operand: ListOperand, type: FieldType, vars: Vars): (Scalar | null)[] | null {
  const member = memberType(type)
  if (!('var' in operand)) return operand.map(value => value === null ? null : readLiteral(member, value)!)
  const list = variable(operand.var, vars)
  if (list === null) return null
  if (!Array.isArray(list)) throw new ConditionError(`the variable ${operand.var} is not a list`)
  return list.map((value: unknown) => value === null ? null : fitting(operand.var, member, value))
}

function scalarVariable(name: string, type: ScalarType, vars: Vars): Scalar | null {
  const value = variable(name, vars)
  return value === null ? null : fitting(name, type, value)
}

function fitting(name: string, type: ScalarType, value: unknown): Scalar {
  const read = readLiteral(type, value)
  if (read === undefined) throw new ConditionError(`the variable ${name} is not a ${type}`)
  return read
}

function variable(name: string, vars: Vars): Vars[string] {
  // A missing variable is a fault of the program, unlike one that is null because there is nobody or nothing.
  const value = Object.hasOwn(vars, name) ? vars[name] : undefined
  if (value === undefined) throw new ConditionError(`the variable ${name} is not given`)
  return value
}
