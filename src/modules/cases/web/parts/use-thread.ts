import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { call } from '../../../../kernel/client.ts'
import { useLive } from '../../../../kernel/web/live.tsx'
import { cases } from '../../contract.ts'
import { threadKey } from './case-cache.ts'
import type { ThreadPage } from './case-cache.ts'

const PAGE = 50
/** Who reads further back reads more at once. */
const OLDER = 200

/** A conversation, oldest first; older pages are read on demand. */
export function useThread(caseId: string) {
  const cache = useQueryClient()
  const thread = useInfiniteQuery({
    queryKey: threadKey(caseId), initialPageParam: '', getNextPageParam: (page: ThreadPage) => page.nextCursor,
    queryFn: ({ pageParam }): Promise<ThreadPage> => call(cases.messages, { params: { id: caseId }, query: { limit: pageParam ? OLDER : PAGE, ...(pageParam ? { cursor: pageParam } : {}) } }),
  })
  const messages = useMemo(() => thread.data?.pages.flatMap((page) => page.items).toReversed() ?? [], [thread.data])
  // How answers fare on their way out is told of the outbox's messages, whatever case they belong to.
  useLive('message', ({ id }) => { if (!id || messages.some(({ delivery }) => delivery?.messageId === id)) void cache.invalidateQueries({ queryKey: threadKey(caseId) }) })
  return {
    messages, isPending: thread.isPending, error: thread.data ? null : thread.error, again: () => void thread.refetch(),
    /** True when the first of them is the very first. */
    whole: !thread.hasNextPage, older: thread.fetchNextPage, isReadingOlder: thread.isFetchingNextPage,
  }
}
