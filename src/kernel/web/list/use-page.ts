import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { query } from '../../client.ts'
import type { Endpoint } from '../../contract.ts'
import { useLive } from '../live.tsx'
import type { Row } from './Rows.tsx'

interface Paged<T> { items: T[]; nextCursor: string | null }
const QUIET = 1200

/** One page of a list. Live signals are gathered for a moment, then the same page is asked again; what is shown stays until the answer is there. */
export function usePage<T extends Row>(endpoint: Endpoint, params: object | undefined, asked: Readonly<Record<string, string>>, entity: string | undefined) {
  const cache = useQueryClient()
  const request = { ...(params ? { params } : {}), query: asked }
  const page = useQuery({ ...query(endpoint, request as never), placeholderData: keepPreviousData }) as ReturnType<typeof useQuery<Paged<T>>>
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set())
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const quiet = useRef(false)
  const versions = useRef(new Map<string, unknown>())

  useLive(entity, () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      quiet.current = true
      void cache.invalidateQueries({ queryKey: [endpoint.path] })
    }, QUIET)
  })
  useEffect(() => () => clearTimeout(timer.current), [])

  const items = page.data?.items
  useEffect(() => {
    if (!items || page.isPlaceholderData) return
    const known = versions.current
    versions.current = new Map(items.map((row) => [row.id, 'version' in row ? row.version : undefined]))
    if (!quiet.current) return
    quiet.current = false
    const changed = items.filter((row) => !known.has(row.id) || known.get(row.id) !== versions.current.get(row.id)).map(({ id }) => id)
    if (changed.length === 0) return
    setFresh(new Set(changed))
    const off = setTimeout(() => setFresh(new Set()), 2500)
    return () => clearTimeout(off)
  }, [items, page.isPlaceholderData])
  return { ...page, fresh }
}
