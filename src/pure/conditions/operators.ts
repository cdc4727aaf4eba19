import type { FieldType, Operator } from './condition.ts'

/** What an operator is given: nothing, one value, a lower and an upper bound (both included), or a list. */
export type Arity = 'none' | 'one' | 'pair' | 'list'

/** Every operator with its operand and the field types it is for. A screen that builds conditions offers exactly these. */
export const operators = {
  'empty': { arity: 'none', types: ['text', 'number', 'boolean', 'instant', 'date', 'id', 'choice', 'tags', 'ids'] },
  'not-empty': { arity: 'none', types: ['text', 'number', 'boolean', 'instant', 'date', 'id', 'choice', 'tags', 'ids'] },
  'equal': { arity: 'one', types: ['text', 'number', 'boolean', 'date', 'id', 'choice'] },
  'not-equal': { arity: 'one', types: ['text', 'number', 'boolean', 'date', 'id', 'choice'] },
  'one-of': { arity: 'list', types: ['text', 'number', 'date', 'id', 'choice'] },
  'none-of': { arity: 'list', types: ['text', 'number', 'date', 'id', 'choice'] },
  'less': { arity: 'one', types: ['text', 'number'] },
  'at-most': { arity: 'one', types: ['text', 'number'] },
  'more': { arity: 'one', types: ['text', 'number'] },
  'at-least': { arity: 'one', types: ['text', 'number'] },
  'before': { arity: 'one', types: ['instant', 'date'] },
  'until': { arity: 'one', types: ['instant', 'date'] },
  'after': { arity: 'one', types: ['instant', 'date'] },
  'from': { arity: 'one', types: ['instant', 'date'] },
  'between': { arity: 'pair', types: ['text', 'number', 'instant', 'date'] },
  'contains': { arity: 'one', types: ['text'] },
  'starts-with': { arity: 'one', types: ['text'] },
  'has-any': { arity: 'list', types: ['tags', 'ids'] },
  'has-all': { arity: 'list', types: ['tags', 'ids'] },
} as const satisfies Record<Operator, { arity: Arity; types: readonly FieldType[] }>

/** The operators that go with a field of this type, in the order a reader would expect them. */
export function operatorsFor(type: FieldType): Operator[] {
  return (Object.keys(operators) as Operator[]).filter(is => allows(is, type))
}

export function allows(is: Operator, type: FieldType): boolean {
  return (operators[is].types as readonly FieldType[]).includes(type)
}
