import type { Bilingual } from '../../kernel/contract.ts'
import type { Fields } from '../../pure/conditions/index.ts'

/** What a module says once about a kind of record that flows run on. */
export interface FlowSubject<F extends Fields = Fields> {
  /** The kind of the record, as in its events: `case`. */
  readonly key: string
  readonly name: Bilingual
  /** What conditions of steps may ask for; the values are told by an answer to `FlowSubjectTold`. */
  readonly fields: F
  readonly words: { readonly [K in keyof F]: Bilingual }
  /** Beginnings of the catalogue keys of a choice's values: `case.channel` for `case.channel.phone`. */
  readonly catalogue?: { readonly [K in keyof F]?: string }
  /** The kinds of such a record that a flow may start on, with the beginning of their catalogue keys: `case.kind` for `case.kind.complaint`. */
  readonly kinds: readonly string[]
  readonly kindWords: string
  /** Guards that steps and transitions may name. */
  readonly guards: readonly string[]
}

const byKey = new Map<string, FlowSubject>()

/** Declares it. @throws Error when the subject has been declared by another */
export function flowSubject<const F extends Fields>(of: FlowSubject<F>): FlowSubject<F> {
  if (byKey.has(of.key)) throw new Error(`the subject ${of.key} of flows is declared twice`)
  byKey.set(of.key, of as unknown as FlowSubject)
  return of
}
export const subjectOf = (key: string): FlowSubject | undefined => byKey.get(key)
export const subjects = (): FlowSubject[] => [...byKey.values()]
