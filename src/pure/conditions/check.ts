import type { Condition, Field, FieldType, Fields } from './condition.ts'
import { allows, operators } from './operators.ts'
import { memberType, readLiteral } from './values.ts'

export type ProblemCode =
  | 'condition.malformed' | 'condition.too-deep' | 'condition.too-large'
  | 'field.unknown' | 'operator.unknown' | 'operator.not-for-type'
  | 'value.missing' | 'value.unexpected' | 'value.wrong-type' | 'value.not-an-option' | 'value.list-too-long'
  | 'variable.unknown' | 'variable.wrong-type'

export interface Problem {
  /** Where, as keys and places joined by dots: `all.0.value`; empty for the condition itself. */
  path: string
  /** Stable; the key of a translated sentence. */
  code: ProblemCode
  /** For developers, in English. */
  message: string
}

/** The variables a condition may use, with their types: `{ me: 'id', teams: 'ids', now: 'instant' }`. */
export type Variables = Readonly<Record<string, FieldType>>

export const limits = { depth: 10, nodes: 200, list: 1000 } as const

/**
 * Finds everything that is wrong with a condition from outside: its form, fields, operators, values and size (at most
 * 10 levels, 200 nodes, 1,000 members of a list). An empty answer means that it can be evaluated and printed.
 * With `variables`, names that are not among them, and variables of another type, are problems as well.
 */
export function checkCondition(fields: Fields, condition: unknown, variables?: Variables): Problem[] {
  return findProblems(fields, condition, variables, limits)
}

/** As `checkCondition`, without the limits of size, for conditions that code has put together from checked ones. */
export function findProblems(
  fields: Fields, condition: unknown, variables?: Variables,
  bounds: { depth: number; nodes: number; list: number } = { depth: Infinity, nodes: Infinity, list: Infinity },
): Problem[] {
  const problems: Problem[] = []
  let nodes = 0
  const report = (path: string, code: ProblemCode, message: string) => { problems.push({ path, code, message }) }

  function visit(node: unknown, path: string, depth: number): void {
    if (nodes > bounds.nodes) return
    nodes += 1
    if (nodes > bounds.nodes) return report(path, 'condition.too-large', `more than ${bounds.nodes} nodes`)
    if (depth > bounds.depth) return report(path, 'condition.too-deep', `nested more than ${bounds.depth} levels deep`)
    if (!isObject(node)) return report(path, 'condition.malformed', 'a condition is an object')
    const keys = Object.keys(node).filter(key => node[key] !== undefined)
    if ('field' in node) return visitTest(node, keys, path)
    const [key] = keys
    if (keys.length !== 1 || (key !== 'all' && key !== 'any' && key !== 'not')) {
      return report(path, 'condition.malformed', 'a condition has one of all, any, not, or field and is')
    }
    const inner = node[key]
    if (key === 'not') return visit(inner, join(path, key), depth + 1)
    if (!Array.isArray(inner)) return report(join(path, key), 'condition.malformed', `${key} is a list of conditions`)
    inner.forEach((part: unknown, at) => visit(part, join(path, key, at), depth + 1))
  }

  function visitTest(node: Record<string, unknown>, keys: string[], path: string): void {
    const stray = keys.find(key => key !== 'field' && key !== 'is' && key !== 'value')
    if (stray !== undefined) return report(join(path, stray), 'condition.malformed', `a test has no ${stray}`)
    const field = typeof node['field'] === 'string' && Object.hasOwn(fields, node['field']) ? fields[node['field']] : undefined
    if (!field) return report(join(path, 'field'), 'field.unknown', `there is no field ${String(node['field'])}`)
    const is = node['is']
    if (!isOperator(is)) return report(join(path, 'is'), 'operator.unknown', `there is no operator ${String(is)}`)
    if (!allows(is, field.type)) return report(join(path, 'is'), 'operator.not-for-type', `${is} is not for ${field.type}`)
    const { arity } = operators[is]
    const value = node['value']
    const at = join(path, 'value')
    if (arity === 'none') {
      if (value !== undefined) report(at, 'value.unexpected', `${is} takes no value`)
    } else if (value === undefined) {
      report(at, 'value.missing', `${is} needs a value`)
    } else if (arity === 'one') {
      visitValue(field, value, at)
    } else if (arity === 'pair') {
      if (!Array.isArray(value) || value.length !== 2) return report(at, 'value.wrong-type', `${is} needs two values`)
      value.forEach((bound: unknown, place) => visitValue(field, bound, join(at, place)))
    } else {
      visitList(field, value, at)
    }
  }

  function visitValue(field: Field, value: unknown, path: string): void {
    if (!isObject(value)) return visitLiteral(field, value, path)
    const [key, second] = Object.keys(value)
    const content = key === undefined ? undefined : value[key]
    if (second !== undefined) return report(path, 'value.wrong-type', 'a value that is an object has one key')
    if (key === 'var') return visitVariable(content, memberType(field.type), path)
    if ((key === 'ago' || key === 'ahead') && field.type === 'instant') {
      if (!isWhole(content, 100 * 366 * 86_400)) report(path, 'value.wrong-type', `${key} is whole seconds, at most 100 years`)
      return visitVariable('now', 'instant', path)
    }
    if ((key === 'daysAgo' || key === 'daysAhead') && field.type === 'date') {
      if (!isWhole(content, 100 * 366)) report(path, 'value.wrong-type', `${key} is whole days, at most 100 years`)
      return visitVariable('today', 'date', path)
    }
    report(path, 'value.wrong-type', `not a ${field.type}`)
  }

  function visitList(field: Field, value: unknown, path: string): void {
    if (isObject(value) && Object.keys(value).join() === 'var') {
      const member = memberType(field.type)
      return visitVariable(value['var'], member === 'id' ? 'ids' : member === 'text' || member === 'choice' ? 'tags' : undefined, path)
    }
    if (!Array.isArray(value)) return report(path, 'value.wrong-type', 'not a list')
    if (value.length > bounds.list) return report(path, 'value.list-too-long', `more than ${bounds.list} members`)
    value.forEach((member: unknown, at) => { if (member !== null) visitLiteral(field, member, join(path, at)) })
  }

  function visitLiteral(field: Field, value: unknown, path: string): void {
    const type = memberType(field.type)
    if (readLiteral(type, value) === undefined) return report(path, 'value.wrong-type', `not a ${type}`)
    if (field.options && !field.options.includes(value as string)) {
      report(path, 'value.not-an-option', `${String(value)} is not one of the options`)
    }
  }

  function visitVariable(name: unknown, wanted: FieldType | undefined, path: string): void {
    if (typeof name !== 'string') return report(path, 'value.wrong-type', 'a variable has a name')
    if (!variables) return
    const type = Object.hasOwn(variables, name) ? variables[name] : undefined
    if (type === undefined) return report(path, 'variable.unknown', `there is no variable ${name}`)
    const same = type === wanted || (wanted === 'choice' && type === 'text') || (wanted === 'text' && type === 'choice')
    if (!same) report(path, 'variable.wrong-type', `the variable ${name} is a ${type}`)
  }

  visit(condition, '', 1)
  return problems
}

/** Says of a value from outside whether it is a condition that has no problem. */
export function isCondition(fields: Fields, condition: unknown, variables?: Variables): condition is Condition {
  return checkCondition(fields, condition, variables).length === 0
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isOperator(value: unknown): value is keyof typeof operators {
  return typeof value === 'string' && Object.hasOwn(operators, value)
}

function isWhole(value: unknown, most: number): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= most
}

function join(...parts: (string | number)[]): string {
  return parts.filter(part => part !== '').join('.')
}
