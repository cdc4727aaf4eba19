import { useNavigate, useRouterState } from '@tanstack/react-router'
import { useCallback, useMemo, useState } from 'react'
import { FIRST, type PlaceInList } from './place.ts'
import type { ListQuery } from './list-types.ts'

export interface ListState {
  /** Filters, `q` and `sort` as they stand. */
  query: ListQuery
  /** The saved view chosen, if one is. */
  view: string | undefined
  place: PlaceInList
  /** Changes the query and goes to the first page. Undefined takes a key out. */
  narrow: (patch: Readonly<Record<string, string | undefined>>) => void
  /** Replaces the whole query. */
  show: (query: ListQuery, view?: string) => void
  move: (place: PlaceInList) => void
}
type Kept = { search: Record<string, string>; before: readonly string[] }

/** A list's state stands in the address (the pages before in the history entry), so that a link shows the same and "back" finds the place again. Within another record's page it stands in the page. */
export function useListState(keys: readonly string[], stateIn: 'address' | 'page'): ListState {
  const inAddress = useAddress()
  const inPage = useState<Kept>({ search: {}, before: [] })
  const [kept, keep] = stateIn === 'address' ? inAddress : inPage
  const { search, before } = kept
  const query = useMemo(() => Object.fromEntries(keys.flatMap((key) => search[key] ? [[key, String(search[key])]] : [])), [keys, search])
  const view = search['view']
  const put = (next: Record<string, string | undefined>, stack: readonly string[] = []) =>
    keep({ search: Object.fromEntries(Object.entries({ ...foreign(search, keys), ...next }).filter((entry): entry is [string, string] => !!entry[1])), before: stack })
  return {
    query, view, place: search['cursor'] ? { cursor: search['cursor'], before } : FIRST,
    narrow: (patch) => put({ ...query, view, ...patch }),
    show: (whole, chosen) => put({ ...whole, view: chosen }),
    move: (place) => put({ ...query, view, cursor: place.cursor }, place.before),
  }
}
/** What stands in the address and is not the list's. */
const foreign = (search: Record<string, string>, keys: readonly string[]) =>
  Object.fromEntries(Object.entries(search).filter(([key]) => key !== 'cursor' && key !== 'view' && !keys.includes(key)))

const NONE: readonly string[] = []
function useAddress(): [Kept, (next: Kept) => void] {
  const search = useRouterState({ select: (state) => state.location.search as Record<string, string> })
  const before = useRouterState({ select: (state) => state.location.state.cursors ?? NONE })
  const navigate = useNavigate()
  const keep = useCallback((next: Kept) => void navigate({ to: '.', search: next.search as never, state: (was) => ({ ...was, cursors: next.before }), resetScroll: next.search['cursor'] !== search['cursor'] }), [navigate, search])
  return [useMemo(() => ({ search, before }), [search, before]), keep]
}
