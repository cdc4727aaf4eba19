import type { Condition, ListOperand, Literal, Operand, Operator, Test } from './condition.ts'

/**
 * The sentences a catalogue must have. Each operator has one, with the places `field` and `value`; `between` has `field`,
 * `low` and `high`, `empty` and `not-empty` only `field`; `and` and `or` have `left` and `right`; `not` and `group` (a part
 * that stands in brackets) have `part`; `ago` and `ahead` have `seconds`, `days-ago` and `days-ahead` have `days`;
 * `comma` stands between the members of a list; `always` and `never` are said of an empty `all` and `any`.
 */
export type SentenceKey =
  | Operator | 'and' | 'or' | 'not' | 'group' | 'ago' | 'ahead' | 'days-ago' | 'days-ahead' | 'comma' | 'always' | 'never'

export interface Words {
  say(key: SentenceKey, places: Readonly<Record<string, string | number>>): string
  /** The field as the reader knows it. */
  field(name: string): string
  /** A value as the reader knows it: the label of an option, a person's name, a date in his zone. */
  value(field: string, value: Literal | null): string
  variable(name: string): string
}

/** The names of the fields a condition speaks of, each once, in the order of their first mention. */
export function mentions(condition: Condition): string[] {
  const names = new Set<string>()
  const visit = (node: Condition): void => {
    if ('all' in node) node.all.forEach(visit)
    else if ('any' in node) node.any.forEach(visit)
    else if ('not' in node) visit(node.not)
    else names.add(node.field)
  }
  visit(condition)
  return [...names]
}

/** Says a condition as a sentence in the reader's language. */
export function describe(condition: Condition, words: Words): string {
  const { say } = words
  if ('not' in condition) return say('not', { part: describe(condition.not, words) })
  if ('field' in condition) return describeTest(condition, words)
  const parts = 'all' in condition ? condition.all : condition.any
  if (parts.length === 0) return say('all' in condition ? 'always' : 'never', {})
  if (parts.length === 1) return describe(parts[0]!, words)
  return parts
    .map(part => {
      const sentence = describe(part, words)
      return isGroup(part) ? say('group', { part: sentence }) : sentence
    })
    .reduce((left, right) => say('all' in condition ? 'and' : 'or', { left, right }))
}

function isGroup(condition: Condition): boolean {
  if ('not' in condition || 'field' in condition) return false
  const parts = 'all' in condition ? condition.all : condition.any
  return parts.length === 1 ? isGroup(parts[0]!) : parts.length > 1
}

function describeTest(test: Test, words: Words): string {
  const field = words.field(test.field)
  const one = (operand: Operand) => describeOperand(test.field, operand, words)
  switch (test.is) {
    case 'empty': case 'not-empty': return words.say(test.is, { field })
    case 'between': return words.say(test.is, { field, low: one(test.value[0]), high: one(test.value[1]) })
    case 'one-of': case 'none-of': case 'has-any': case 'has-all':
      return words.say(test.is, { field, value: describeList(test.field, test.value, words) })
    default: return words.say(test.is, { field, value: one(test.value) })
  }
}

function describeOperand(field: string, operand: Operand, words: Words): string {
  if (typeof operand !== 'object') return words.value(field, operand)
  if ('var' in operand) return words.variable(operand.var)
  if ('ago' in operand) return words.say('ago', { seconds: operand.ago })
  if ('ahead' in operand) return words.say('ahead', { seconds: operand.ahead })
  if ('daysAgo' in operand) return words.say('days-ago', { days: operand.daysAgo })
  return words.say('days-ahead', { days: operand.daysAhead })
}

function describeList(field: string, list: ListOperand, words: Words): string {
  if ('var' in list) return words.variable(list.var)
  return list.map(member => words.value(field, member)).join(words.say('comma', {}))
}
