import type { AnyRoute } from '@tanstack/react-router'
import type { ComponentType, ReactNode } from 'react'
import type { CustomField } from '../custom-fields/contract.ts'

/** The blocks of the side navigation, in this order; their words are `frame.group.NAME`. */
export const MENU_GROUPS = ['daily', 'quality', 'team', 'insight', 'settings'] as const
export type MenuGroup = (typeof MENU_GROUPS)[number]

/** One line of the side navigation. `label` is a catalogue key. The lowest orders stand in the phone's bottom bar. */
export interface MenuItem { to: string; label: string; icon: ReactNode; permission?: string; group: MenuGroup; order: number }

/** One line of the command palette: it goes somewhere, or does something. `label` is a catalogue key. */
export type Command = { key: string; label: string; icon?: ReactNode; permission?: string } & ({ to: string; run?: never } | { run: () => void; to?: never })

export interface RecordHit { key: string; title: string; hint?: string; icon?: ReactNode; to: string }
/** Finds records for the command palette; asked when at least two characters stand there. `label` heads the block, a lower `order` stands first (0 when absent). */
export interface RecordSearch { key: string; label: string; permission?: string; order?: number; search: (q: string) => Promise<readonly RecordHit[]> }

/** A place on a screen that modules above fill; `P` is what the place tells whoever stands in it. */
export interface Place<P extends object = object> { name: string; readonly tells?: (props: P) => void }
export interface FillOptions {
  permission?: string
  /** Lower stands first. */
  order?: number
  /** Catalogue key of its heading or tab, where the place shows one. */
  label?: string
  /** Its name in the address, where the place is a row of tabs. */
  key?: string
}
export interface Fill extends FillOptions { place: string; component: ComponentType<never> }

/** A deed with the chosen rows of another module's list, such as `cases`: it leads to an address made of their ids. `label` is a catalogue key. */
export interface RowDeed { list: string; key: string; label: string; icon?: ReactNode; permission?: string; to: (ids: readonly string[]) => string }

/** What a module brings to the browser. Routes are made with `createRoute`, below `frame` (signed in) or `bare` (public). */
export interface WebModule {
  /** The kinds of its records that bear custom fields, with the beginning of their words in the catalogues: fields are laid out by kind. */
  fieldKinds?: { of: CustomField['of']; kinds: readonly string[]; words: string }
  name: string
  routes?: readonly AnyRoute[]
  bareRoutes?: readonly AnyRoute[]
  menu?: readonly MenuItem[]
  slots?: readonly Fill[]
  commands?: readonly Command[]
  searches?: readonly RecordSearch[]
  rowDeeds?: readonly RowDeed[]
  /** Where the address alone leads whoever holds the permission; the first module that has one is taken. */
  home?: { to: string; permission: string }
  /** Ends the session on the server; exactly one module brings it. */
  signOut?: () => Promise<void>
}
