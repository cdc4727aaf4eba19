import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useMemo, useRef } from 'react'
import { call } from '../../../../kernel/client.ts'
import { useLive } from '../../../../kernel/web/live.tsx'
import { cases } from '../../contract.ts'
import type { Case } from '../../contract.ts'

/** The tabs that always stand there, and those that come when they are asked for. */
export const TABS = ['mine', 'unclaimed', 'first'] as const
export const BESIDES = ['snoozed', 'watching'] as const
export const QUEUES = [...TABS, ...BESIDES] as const
export type QueueKey = (typeof QUEUES)[number]
export const QUEUE_ORDERS = ['rank', 'dueAt', '-createdAt'] as const
/** The words of the orders in the catalogue. */
export const ORDER_WORDS: Readonly<Record<(typeof QUEUE_ORDERS)[number], string>> = { rank: 'case.order.rank', dueAt: 'case.order.due', '-createdAt': 'case.order.newest' }
export type QueueOrder = (typeof QUEUE_ORDERS)[number]

const WORKING = 'open,waiting-customer,waiting-third'
/** What each tab asks for; the list's shipped views ask the same. */
export const QUEUE_QUERY: Readonly<Record<QueueKey, Readonly<Record<string, string>>>> = {
  mine: { handler: 'me', statusClass: WORKING, snoozed: 'false' },
  unclaimed: { handler: 'none', statusClass: WORKING },
  first: { firstResponder: 'me', statusClass: `${WORKING},resolved` },
  snoozed: { handler: 'me', snoozed: 'true' },
  watching: { watching: 'me', statusClass: `${WORKING},resolved` },
}
const PAGE = 40
const QUIET = 900
/** How often the tabs that are not open are read again, for their counts. */
const BESIDE = 60_000
const FRESH = 3_000

export interface Queue {
  rows: readonly Case[]
  isPending: boolean
  /** Shown while the answer for another search is on its way. */
  isOld: boolean
  error: unknown
  again: () => void
  /** Reads the next page; undefined at the end. */
  more: (() => void) | undefined
  isReadingMore: boolean
}

/** One tab of the queue, page by page by cursor. The open one follows the live socket, the others are read now and then. */
export function useQueue(key: QueueKey, order: QueueOrder, q: string, isOpen: boolean): Queue {
  const cache = useQueryClient()
  const asked = { ...QUEUE_QUERY[key], limit: PAGE, ...(q ? { q } : { sort: order }) }
  const queryKey = [cases.list.path, { query: asked }, 'queue']
  const queue = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => call(cases.list, { query: { ...asked, ...(pageParam ? { cursor: pageParam } : {}) } as never }),
    initialPageParam: '', getNextPageParam: (page) => page.nextCursor, placeholderData: keepPreviousData, enabled: isOpen || (TABS as readonly string[]).includes(key),
    ...(isOpen ? {} : { refetchInterval: BESIDE, staleTime: BESIDE }),
  })
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useLive(isOpen ? 'case' : undefined, () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      void cache.invalidateQueries({ queryKey })
    }, QUIET)
  })
  useEffect(() => () => clearTimeout(timer.current), [])
  // A tab that was beside until now may be a minute old.
  const freshen = useEffectEvent(() => { if (queue.data && Date.now() - queue.dataUpdatedAt > FRESH) void queue.refetch() })
  useEffect(() => { if (isOpen) freshen() }, [isOpen])
  const rows = useMemo(() => queue.data?.pages.flatMap((page) => page.items) ?? [], [queue.data])
  return {
    rows, isPending: queue.isPending, isOld: queue.isPlaceholderData, error: queue.data ? null : queue.error,
    again: () => void queue.refetch(), more: queue.hasNextPage ? () => void queue.fetchNextPage() : undefined, isReadingMore: queue.isFetchingNextPage,
  }
}
