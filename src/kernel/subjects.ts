import type { FieldType, Fields } from '../pure/conditions/index.ts'
import type { Resource } from './access.ts'
import type { Bilingual, Event } from './contract.ts'

/** What a field of a record or an event is, to whoever builds conditions on it. */
export interface SubjectField {
  readonly type: FieldType
  readonly words: Bilingual
  /** The values a choice knows. */
  readonly options?: readonly string[]
  /** The beginning of the catalogue's keys for its values: `case.priority` for `case.priority.high`. */
  readonly catalogue?: string
  /** Of a field of type id: the kind of what it names (`staff`, `team`, `customer`), for a picker, and the subject whose fields are in reach through it. */
  readonly names?: string
  /** May stand in what leaves the house without being asked for. Ids always may. */
  readonly open?: true
  /** Where it lies in the view, when not in the column of its name in snake_case. */
  readonly column?: string
}
/** An event that rules may wait for, with those of its fields that conditions may name. */
export interface SubjectEvent { readonly event: Event; readonly words: Bilingual; readonly fields: Readonly<Record<string, SubjectField>> }

/**
 * A kind of record that rules speak of: a view of its owner's with a row a record, its fields in words, and the events that happen to it.
 * Records that are gone (in the bin) are not in the view.
 */
export interface Subject {
  /** The word of its events: `case`. */
  readonly kind: string
  readonly noun: Bilingual
  /** With the column `id` and the columns of the fields. */
  readonly view: string
  readonly fields: Readonly<Record<string, SubjectField>>
  /** Fields of type id that name staff who have to do with the record, for whoever is to be told. */
  readonly people?: readonly string[]
  readonly events: readonly SubjectEvent[]
  /** Who sees which records. */
  readonly permission: `${string}.${string}`
  readonly legs: Resource['legs']
  readonly legFields: Fields
  /** The beginning of the address of a record's page: `/cases/`. */
  readonly path?: string
  /** The field that a list shows for a record, such as its number. */
  readonly label?: string
}

const byKind = new Map<string, Subject>()

/** Declares it, at the module's import. @throws Error when the kind has been declared by another */
export function subject(of: Subject): Subject {
  if (byKind.has(of.kind)) throw new Error(`the subject ${of.kind} is declared twice`)
  byKind.set(of.kind, of)
  return of
}
export const subjectOf = (kind: string): Subject | undefined => byKind.get(kind)
export const subjects = (): readonly Subject[] => [...byKind.values()]
