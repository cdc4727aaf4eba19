import type { ComponentType, ReactNode } from 'react'
import type { ColumnSource } from '../../exports/contract.ts'

/** A place in a row, as `ColumnSource` of the exports names it. */
type Place<T> = keyof T & string | `${keyof T & string}.${string}`
/** What an export writes of a column whose key is not the name of its field; null when it writes nothing, because the column holds buttons. */
export type Out<T> = null | (Omit<ColumnSource, 'of'> & { of?: Place<T> | readonly Place<T>[] })
/** One column of a list. An export, which the server writes, takes the field of the row that is called like the column, unless `out` says what. */
export type Column<T> = ColumnLooks<T> & ({ key: keyof T & string; out?: Out<T> } | { key: string; out: Out<T> })
interface ColumnLooks<T> {
  /** Catalogue key of its heading. */
  title: string
  /** What it says in plain words: shown when there is no `cell`. */
  text: (row: T) => string | number | null | undefined
  cell?: (row: T) => ReactNode
  /** Pixels at first; the reader may change it. */
  width: number
  /** Whether the width is the reader's own. */
  isDrawn?: boolean
  /** Takes the room that is left; one column of a list. */
  grow?: true
  /** The server's name of it for sorting; absent when the list can't be ordered by it. */
  sort?: string
  /** Not shown until the reader chooses it. */
  optional?: true
  /** Figures stand to the right. */
  figures?: true
  /** Its place in the card of a phone; a column without one is not on the card. */
  card?: 'top' | 'title' | 'corner' | 'foot'
  /** Its heading stands before it on the card, where nothing else says what it is. */
  captioned?: true
}

export interface Choice { value: string; label: ReactNode; text?: string }
interface Named { key: string; /** Catalogue key. */ label: string }
/** How a list can be narrowed; values stand in the address under `key`. `choices` writes several as `a,b`. */
export type Filter = Named & (
  | { kind: 'choice' | 'choices'; options: readonly Choice[] }
  /** A picker that another module lends, and how one chosen is shown. */
  | { kind: 'pick'; Picker: ComponentType<{ value?: string; onChange: (value: string | undefined) => void }>; Name: ComponentType<{ id: string }>; /** What is chosen may be chosen further: the panel stays open. */ stays?: true }
  /** Calendar days in the company's zone, written under `from` and `to`, both inclusive. */
  | { kind: 'days'; from: string; to: string }
)
export const choice = (key: string, label: string, options: readonly Choice[]): Filter => ({ kind: 'choice', key, label, options })
export const choices = (key: string, label: string, options: readonly Choice[]): Filter => ({ kind: 'choices', key, label, options })
export const pick = (key: string, label: string, Picker: Extract<Filter, { kind: 'pick' }>['Picker'], Name: ComponentType<{ id: string }>): Filter => ({ kind: 'pick', key, label, Picker, Name })
export const days = (key: string, label: string, from: string, to: string): Filter => ({ kind: 'days', key, label, from, to })

/** The names under which a filter stands in the address. */
export const keysOf = (filter: Filter): readonly string[] => filter.kind === 'days' ? [filter.from, filter.to] : [filter.key]

/** Something done to the chosen rows. It runs to its end before the rows are let go. */
export interface BulkAction<T> {
  key: string
  /** Catalogue key. */
  label: string
  icon?: ReactNode
  permission?: string
  danger?: true
  /** It can also be done to everything that the list's filters show, which `run` is then told instead of rows. */
  whole?: true
  run: (rows: readonly T[], whole?: ListQuery) => Promise<unknown> | void
}

/** What a list is asked for: filters, `q` and `sort`, without the place in it. */
export type ListQuery = Readonly<Record<string, string>>

/** A view that comes with the product: a tab beside the saved ones, which nobody renames or removes. */
export interface ShippedView { key: string; /** Catalogue key. */ label: string; query: ListQuery }
