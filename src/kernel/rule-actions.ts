import type { z } from 'zod'
import type { Bilingual } from './contract.ts'
import type { Ctx } from './context.ts'

/** How a screen asks for one part of an action's input. `person-field` is a field that names staff; `people` is `{fields, staff, roles, superiors}`. */
export interface ActionInput {
  readonly words: Bilingual
  readonly as: 'line' | 'prose' | 'number' | 'choice' | 'staff' | 'person-field' | 'team' | 'role' | 'people' | 'definition' | 'duration' | 'webhook' | 'yes' | 'values'
  readonly options?: readonly string[]
  /** The beginning of the catalogue's keys for the options. */
  readonly catalogue?: string
  /** The kind of definition that is picked. It is a reference: it must exist, and a published rule keeps its version. */
  readonly kind?: string
  readonly required?: true
}
/** The moment an action is done in. */
export interface Acting {
  /** The same for the same firing and place: makes what is done idempotent. */
  readonly key: string
  readonly firingId: string
  readonly rule: { readonly key: string; readonly name: Bilingual }
  readonly about: { readonly kind: string; readonly id: string }
  readonly event: { readonly id: string; readonly kind: string; readonly at: Date } | null
  /** The fields in reach, by their names in conditions: `case.priority`, `event.to`. */
  readonly facts: Readonly<Record<string, unknown>>
  /** A text with its `{{case.number}}` places filled, from fields that hold no free text. */
  readonly fill: (text: string) => string
}
/** What came of an action; `did` is the record it made or changed. */
export interface Done { readonly did?: { readonly kind: string; readonly id: string } }

/** A deed that rules may do. The module that owns the deed declares it; rules find it by its name. */
export interface RuleAction<S extends z.ZodType = z.ZodType> {
  /** `case.set`, `task.add`. */
  readonly name: string
  readonly words: Bilingual
  /** Kinds of records it can be done to; any when absent. */
  readonly subjects?: readonly string[]
  readonly input: S
  readonly inputs: Readonly<Record<string, ActionInput>>
  /** Throws an AppError when it can't be done: what it wrote is then taken back, and the firing says why. */
  readonly run: (ctx: Ctx, at: Acting, input: z.output<S>) => Promise<Done>
}

const byName = new Map<string, RuleAction>()

/** Declares it, at the module's import. @throws Error when the name is taken */
export function ruleAction<S extends z.ZodType>(of: RuleAction<S>): RuleAction<S> {
  if (byName.has(of.name)) throw new Error(`the rule action ${of.name} is declared twice`)
  byName.set(of.name, of as unknown as RuleAction)
  return of
}
export const ruleActionOf = (name: string): RuleAction | undefined => byName.get(name)
export const ruleActions = (): readonly RuleAction[] => [...byName.values()]
