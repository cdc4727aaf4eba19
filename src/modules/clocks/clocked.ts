import type { Ctx } from '../../kernel/context.ts'
import type { Bilingual } from '../../kernel/contract.ts'
import type { Fields } from '../../pure/conditions/index.ts'

/**
 * What a module says once about a kind of record that has deadlines: which policy decides them, which facts its
 * conditions may ask about, which words the module tells. A policy that uses another word is refused before it is published.
 */
export interface Clocked<F extends Fields = Fields, S extends string = string, W extends string = string> {
  /** The kind of the record, as in its events: `case`. */
  readonly subject: string
  /** Key of the policy definition. */
  readonly policy: string
  /** The facts that rows of the policy may ask about. Conditions on clocks know no variables. */
  readonly fields: F
  /** What the facts are called, by field; the page of the policy needs them. */
  readonly words?: { readonly [field in keyof F]?: Bilingual }
  /** Prefix of the catalogue's keys for the values of a field: `case.kind` for `case.kind.complaint`. */
  readonly catalogue?: { readonly [field in keyof F]?: string }
  /** Fields whose values the company keeps itself: what they are now. */
  readonly drawnFrom?: { readonly [field in keyof F]?: (ctx: Pick<Ctx, 'definitions' | 'now'>) => readonly { value: string; name: Bilingual }[] }
  /** What may happen to such a record that starts or stops clocks: `opened`, `answered`. */
  readonly signals: readonly S[]
  /** States of the record that may pause clocks, such as classes of statuses: `waiting-customer`. They are also the reasons of pauses. */
  readonly waits: readonly W[]
}

/** The part of a declaration that starting and turning clocks look at. */
export type Kind<S extends string = string, W extends string = string> = Pick<Clocked<Fields, S, W>, 'subject' | 'policy' | 'signals' | 'waits'>

const byPolicy = new Map<string, Clocked>()

/** Declares it; the answer is what `startClocks` and `signalClocks` are called with. @throws Error when the policy has been declared by another */
export function clocked<const F extends Fields, const S extends string, const W extends string>(of: Clocked<F, S, W>): Clocked<F, S, W> {
  if (byPolicy.has(of.policy)) throw new Error(`the policy ${of.policy} is declared twice`)
  byPolicy.set(of.policy, of)
  return of
}
/** Everything that has deadlines by a policy of its own. */
export const allClocked = (): readonly Clocked[] => [...byPolicy.values()]
export const clockedBy = (policy: string): Clocked | undefined => byPolicy.get(policy)
