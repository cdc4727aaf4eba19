import type { Condition, Operator, Test } from '../../../../pure/conditions/index.ts'
import { operators, operatorsFor } from '../../../../pure/conditions/index.ts'
import type { FieldShown, RuleDefinition, Vocabulary } from '../../contract.ts'

/** A rule as the form holds it; the same JSON that is stored. */
export type RuleDraft = Omit<RuleDefinition, 'when'> & { when: Condition }
export type Mode = 'all' | 'any' | 'none'
export interface Group { mode: Mode; parts: readonly Condition[] }

export const newRule = (vocabulary: Vocabulary): RuleDraft => {
  const subject = vocabulary.subjects.find((one) => one.kind === 'case') ?? vocabulary.subjects[0]
  return { name: { zh: '', en: '' }, subject: subject?.kind ?? '', trigger: { on: [subject?.events[0]?.kind ?? ''] }, when: { all: [] }, then: [], stop: false, on: true, place: 100 }
}

export const isTest = (node: Condition): node is Test => 'field' in node
/** A node as a group: `none` is what the JSON writes as not any. */
export function groupOf(node: Condition): Group {
  if ('all' in node) return { mode: 'all', parts: node.all }
  if ('any' in node) return { mode: 'any', parts: node.any }
  if ('not' in node) return { mode: 'none', parts: 'any' in node.not ? node.not.any : [node.not] }
  return { mode: 'all', parts: [node] }
}
export const conditionOf = ({ mode, parts }: Group): Condition => mode === 'all' ? { all: parts } : mode === 'any' ? { any: parts } : { not: { any: parts } }

/** The fields in reach of what the rule waits for. */
export function fieldsFor(vocabulary: Vocabulary, draft: Pick<RuleDraft, 'subject' | 'trigger'>): FieldShown[] {
  const subject = vocabulary.subjects.find((one) => one.kind === draft.subject)
  const on = 'on' in draft.trigger ? draft.trigger.on : []
  return (subject?.fields ?? []).filter((field) => field.events === null || field.events.some((kind) => on.includes(kind)))
}

/** A test of this field that only wants its value. */
export function testOf(field: FieldShown, is: Operator = operatorsFor(field.type).find((one) => one !== 'empty' && one !== 'not-empty') ?? 'not-empty'): Test {
  const { arity } = operators[is]
  const one = field.type === 'boolean' ? true : field.type === 'number' ? 0 : field.type === 'instant' ? { ago: 3_600 } : field.type === 'date' ? { daysAgo: 0 } : field.type === 'choice' ? field.options?.[0] ?? '' : ''
  return { field: field.name, is, ...(arity === 'none' ? {} : { value: arity === 'list' ? [] : arity === 'pair' ? [one, one] : one }) } as Test
}
/** What still wants a value, as paths into the condition. */
export function unfinished(node: Condition, path = ''): string[] {
  if (!isTest(node)) {
    const { parts } = groupOf(node)
    return parts.flatMap((part, at) => unfinished(part, `${path}.${at}`))
  }
  if (!('value' in node)) return []
  const { value } = node
  const empty = value === '' || (Array.isArray(value) && (value.length === 0 || value.some((one) => one === '')))
  return empty ? [path] : []
}
/** A key from the English name, for a new rule. */
export const keyFrom = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-+$/g, '').slice(0, 60)
