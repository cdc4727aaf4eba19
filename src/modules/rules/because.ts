import type { Condition, Fact, Fields, Vars } from '../../pure/conditions/index.ts'
import { evaluate } from '../../pure/conditions/index.ts'
import type { BecausePart } from './contract.ts'
import type { Reach } from './reach.ts'

/** Kinds of values that can't name anybody: they stand in the reason, all others are only pointed at. */
const PLAIN = new Set<Reach['type']>(['choice', 'boolean', 'number', 'instant', 'date', 'id', 'ids'])
/** Where the values lie: the record and the event. */
export interface Origin { subject: { kind: string; id: string }; eventId: string | null }

/**
 * The parts of a condition that made it true of these facts: of `all` every part, of `any` those that held, of `not` what did not hold.
 * Each with where its value lies, and the value itself where it can hold nothing personal.
 */
export function becauseOf(reach: ReadonlyMap<string, Reach>, fields: Fields, condition: Condition, facts: Fact, vars: Vars, { subject, eventId }: Origin): BecausePart[] {
  const found: BecausePart[] = []
  const visit = (node: Condition, path: string, held: boolean): void => {
    if ('not' in node) return visit(node.not, join(path, 'not'), !held)
    if ('field' in node) {
      const one = reach.get(node.field)
      const value = facts[node.field] ?? null
      const alias = one && 'alias' in one.from ? one.from.alias : null
      const isEvent = alias === null
      const id = isEvent ? eventId : alias === 'r' ? subject.id : relatedId(node.field, facts, subject.kind)
      found.push({
        path, field: node.field, is: node.is, held, from: { kind: isEvent ? 'event' : node.field.slice(0, node.field.indexOf('.')), id },
        ...(one && PLAIN.has(one.type) ? { value: (value instanceof Date ? value.toISOString() : value) as never } : {}),
      })
      return
    }
    const key = 'all' in node ? 'all' : 'any'
    const parts = 'all' in node ? node.all : node.any
    parts.forEach((part, at) => {
      const truth = evaluate(fields, part, facts, vars)
      // Of what was to be false the parts that are unknown decided as little as those that are true.
      if (truth === held) visit(part, join(path, key, at), held)
    })
  }
  visit(condition, '', true)
  return found
}
const relatedId = (field: string, facts: Fact, kind: string): string | null => {
  const id = facts[`${kind}.${field.slice(0, field.indexOf('.'))}Id`]
  return typeof id === 'string' ? id : null
}
const join = (...parts: (string | number)[]) => parts.filter((part) => part !== '').join('.')
