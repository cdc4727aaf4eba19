import type { Condition } from '../../pure/conditions/index.ts'
import type { Resource } from '../../kernel/access.ts'
import type { Ctx } from '../../kernel/context.ts'
import type { Event } from '../../kernel/contract.ts'
import type { Sort } from '../../kernel/listing.ts'
import type { Happened } from '../../kernel/module.ts'
import type { Shown } from './contract.ts'
import type { Findable } from './words.ts'

/** A kind of record that can be found by its words. */
export interface Searchable {
  /** The word of its records: `case`. */
  kind: string
  /** After which events a record's words may be other ones. */
  events: readonly Event[]
  /** The records that these events speak of; their subjects when absent. */
  idsOf?: (ctx: Ctx, events: readonly Happened[]) => Promise<readonly string[]>
  /** What these records are found by, at most 100 at once; a record that is missing in the answer leaves the index. */
  textOf: (ctx: Ctx, ids: readonly string[]) => Promise<readonly Findable[]>
  /** The table that holds the records, with a column `id`; the same word as `kind` when absent. */
  table?: string
  /** What somebody may mean who types this whole: the codes of `Findable`, beside the words that were typed. */
  codesOf?: (ctx: Ctx, typed: string) => readonly Code[]
  /** How the search of everything shows it; absent where only lists of its own module search it. */
  found?: FoundBy
}
/** A code of a `Findable`, or with `begins` every code that begins so. */
export interface Code { code: string; begins?: boolean }

export interface FoundBy {
  /** Its place among the kinds; lower stands first. */
  order: number
  /** Who may see it is told by this record: the same one, or where `Findable.home` names another, that one. */
  seen: Seen
  /** The kind whose text holds this one's too: then it is left out where no kind is asked for. */
  partOf?: string
  /** What is shown of these records, whoever asks has looked at sight already; missing ones are left out. */
  show: (ctx: Ctx, ids: readonly string[]) => Promise<readonly Shown[]>
}
export interface Seen {
  table: string
  resource: Pick<Resource, 'legs' | 'fields'>
  permission: string
  /** What is never found, such as what lies in the bin. */
  filter?: Condition
  /** The order in which the indexes of its legs end; `id` when absent. */
  order?: Sort
}

const declared = new Map<string, Searchable>()
export const searchableKinds = (): readonly Searchable[] => [...declared.values()]
export const searchableKind = (kind: string): Searchable | undefined => declared.get(kind)

export function declare(of: Searchable): void {
  if (declared.has(of.kind)) throw new Error(`search: the kind ${of.kind} is declared twice`)
  declared.set(of.kind, of)
}
