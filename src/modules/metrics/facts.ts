import type { Bilingual } from '../../kernel/contract.ts'
import type { Resource } from '../../kernel/access.ts'
import type { Fields } from '../../pure/conditions/index.ts'

/**
 * A kind of record that figures are made of: a view of the owner's, a row a record, with the moments by which a record
 * falls into a window. A metric that names another field is refused before it is published.
 */
export interface Facts<F extends Fields = Fields> {
  readonly name: string
  readonly noun: Bilingual
  /** Where they come from, in words: which deeds make such a record. */
  readonly source?: Bilingual
  /** A view with the column `id` and the columns of the fields. */
  readonly view: string
  readonly fields: F
  readonly words: { readonly [K in keyof F]: Bilingual }
  /** Fields of type instant: a metric counts a record on the day of one of them. */
  readonly moments: readonly (keyof F & string)[]
  /** Fields of type id whose values have names, each with the view (`id`, `name`) that knows them. */
  readonly named?: { readonly [K in keyof F]?: string }
  /** Fields whose values the catalogues name, each with the beginning of its keys: `case.channel` for `case.channel.phone`. */
  readonly catalogue?: { readonly [K in keyof F]?: string }
  /** Fields that divide every metric of these records though its definition doesn't name them. What they say may change without the record (a team's line), so they are never kept counted. */
  readonly live?: readonly (keyof F & string)[]
  /** The permission whose scopes say which records a reader's figures count, and the conditions of those scopes. */
  readonly permission: `${string}.${string}`
  readonly legs: Resource['legs']
  /** The column that a list of records shows for one, such as its number. */
  readonly label?: string
  /** The record that a row leads to when it is not the row itself, such as the case of a rating: its kind and the column with its id. */
  readonly record: { readonly kind: string; readonly column: string }
  /** Whether the owner marks days whose records have changed (`figuresFollow`). Only such days are kept counted; all others are counted whenever they are asked for. */
  readonly followed?: boolean
}

const byName = new Map<string, Facts>()

/** Declares it. @throws Error when the name has been declared by another */
export function facts<const F extends Fields>(of: Facts<F>): Facts<F> {
  if (byName.has(of.name)) throw new Error(`the facts ${of.name} are declared twice`)
  byName.set(of.name, of as unknown as Facts)
  return of
}
export const factsOf = (name: string): Facts | undefined => byName.get(name)
