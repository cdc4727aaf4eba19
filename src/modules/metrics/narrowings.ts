import type { RawBuilder } from 'kysely'
import type { Bilingual } from '../../kernel/contract.ts'
import type { Facts } from './facts.ts'

/** What a module above knows of the records of others, by which a figure is narrowed and never divided: one case may follow several flows, and the parts would be more than the whole. */
export interface Narrowing {
  /** As a reader asks for it in `by`. A field of the facts that is called so goes before it. */
  readonly field: string
  readonly name: Bilingual
  /** Whether it can be known of such records. */
  readonly fits: (facts: Facts) => boolean
  /** Whether the record, the row `f`, is within this value. */
  readonly within: (facts: Facts, value: string) => RawBuilder<boolean>
}

const byField = new Map<string, Narrowing>()

/** Declares it. @throws Error when the field has been declared by another */
export function narrowing(of: Narrowing): void {
  if (byField.has(of.field)) throw new Error(`figures are narrowed by ${of.field} twice`)
  byField.set(of.field, of)
}

/** What narrows these facts beside their own fields. */
export const narrowingsOf = (facts: Facts, over: Facts | null): readonly Narrowing[] =>
  [...byField.values()].filter(({ field, fits }) => [facts, ...(over ? [over] : [])].every((one) => !one.fields[field] && fits(one)))
/** Undefined for a field of the facts themselves. */
export const narrowingOf = (facts: Facts, field: string): Narrowing | undefined => facts.fields[field] ? undefined : byField.get(field)
