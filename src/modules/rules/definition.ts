import type { z } from 'zod'
import type { Named } from '../../kernel/definitions.ts'
import { definitionKind } from '../../kernel/definitions.ts'
import { ruleActionOf } from '../../kernel/rule-actions.ts'
import type { RuleAction } from '../../kernel/rule-actions.ts'
import type { Subject } from '../../kernel/subjects.ts'
import { subjectOf } from '../../kernel/subjects.ts'
import { checkCondition, mentions } from '../../pure/conditions/index.ts'
import type { Condition } from '../../pure/conditions/index.ts'
import { RuleDefinition } from './contract.ts'
import { ownKeyOf } from './own-fields.ts'
import type { Reach } from './reach.ts'
import { fieldsIn, reachOf } from './reach.ts'
import { placesIn } from './rules.ts'

type Body = z.output<typeof RuleDefinition>
/** The variables that conditions may use. */
const VARIABLES = { now: 'instant', today: 'date' } as const

/** A rule made ready: everything it names has been found. */
export interface Rule {
  body: Body
  subject: Subject
  /** The kinds of events it waits for; null for a rule by the clock. */
  events: readonly string[] | null
  condition: Condition
  reach: ReadonlyMap<string, Reach>
  /** The calendars whose hours it asks. */
  calendars: readonly string[]
  actions: readonly { action: RuleAction; input: unknown }[]
}

const calendarsIn = (condition: Condition): string[] => mentions(condition).flatMap((name) => name.startsWith('hours.') ? [name.slice('hours.'.length)] : [])
/** Names of fields are asked for before the condition has been checked: whatever it is, this answers. */
const calendarsOf = (when: unknown): string[] => { try { return calendarsIn(when as Condition) } catch { return [] } }

/** Fields of the company's own that a condition names, whatever it is. */
const ownNamesIn = (when: unknown): string[] => { try { return mentions(when as Condition).filter((name) => ownKeyOf(name) !== undefined) } catch { return [] } }

/** @throws Error naming everything that nothing in the house bears */
export function compileRule(body: Body): Rule {
  const faults: string[] = []
  const subject = subjectOf(body.subject)
  if (!subject) throw new Error(`subject: no module has records of the kind '${body.subject}'`)
  const events = 'on' in body.trigger ? body.trigger.on : null
  events?.forEach((kind, at) => { if (!subject.events.some(({ event }) => event.kind === kind)) faults.push(`trigger.on.${at}: '${kind}' does not happen to a ${subject.kind}`) })
  const calendars = calendarsOf(body.when)
  const reach = reachOf(subject, events, calendars.map((key) => ({ key, name: { zh: key, en: key } })), ownNamesIn(body.when))
  for (const fault of checkCondition(fieldsIn(reach), body.when, VARIABLES)) faults.push(`when${fault.path && `.${fault.path}`}: ${fault.message}`)
  const actions = body.then.flatMap((step, at) => {
    const action = ruleActionOf(step.do)
    if (!action) { faults.push(`then.${at}.do: no module has the action '${step.do}'`); return [] }
    if (action.subjects && !action.subjects.includes(subject.kind)) faults.push(`then.${at}.do: '${step.do}' is not done to a ${subject.kind}`)
    const input = action.input.safeParse(step.with)
    if (!input.success) for (const issue of input.error.issues) faults.push(`then.${at}.with${issue.path.length ? `.${issue.path.join('.')}` : ''}: ${issue.message}`)
    for (const name of placesIn(JSON.stringify(step.with))) if (!reach.has(name)) faults.push(`then.${at}.with: there is no field ${name}`)
    return [{ action, input: input.data as unknown }]
  })
  if (faults.length) throw new Error(faults.join('; '))
  return { body, subject, events, condition: body.when as Condition, reach, calendars, actions }
}

const listIn = (value: unknown, part: string): string[] => {
  const list = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[part] : undefined
  return Array.isArray(list) ? list.filter((one): one is string => typeof one === 'string') : []
}
/** The teams and people its actions name. */
export const peopleIn = (body: Body): { of: 'team' | 'staff'; id: string; path: string }[] => body.then.flatMap((step, at) => Object.entries(ruleActionOf(step.do)?.inputs ?? {}).flatMap(([key, input]) => {
  const value = step.with[key]
  const path = `then.${at}.with.${key}`
  if ((input.as === 'team' || input.as === 'staff') && typeof value === 'string') return [{ of: input.as, id: value, path }]
  return input.as === 'people' ? listIn(value, 'staff').map((id) => ({ of: 'staff' as const, id, path: `${path}.staff` })) : []
}))
/** Calendars whose hours it asks, the definitions its actions pick, and the roles they are for. */
function namesIn(body: Body): Named[] {
  return [
    ...calendarsOf(body.when).map((key): Named => ({ kind: 'calendar', key, path: 'when' })),
    ...ownNamesIn(body.when).map((name): Named => ({ kind: 'custom-field', key: ownKeyOf(name) as string, path: 'when' })),
    ...body.then.flatMap((step, at) => Object.entries(ruleActionOf(step.do)?.inputs ?? {}).flatMap(([key, input]): Named[] =>
      (input.as === 'definition' || input.as === 'role') && typeof step.with[key] === 'string' ? [{ kind: input.as === 'role' ? 'role' : input.kind ?? '', key: step.with[key], path: `then.${at}.with.${key}` }]
        : input.as === 'people' ? listIn(step.with[key], 'roles').map((role): Named => ({ kind: 'role', key: role, path: `then.${at}.with.${key}.roles` })) : [])),
  ]
}
export const ruleKind = definitionKind<Body, Rule>('rule', RuleDefinition as unknown as z.ZodType<Body>, compileRule, namesIn)
