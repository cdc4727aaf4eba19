import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import { query } from '../../../../kernel/client.ts'
import type { Endpoint } from '../../../../kernel/contract.ts'
import type { Case, Message } from '../../contract.ts'
import { cases } from '../../contract.ts'
import { workspace } from '../../desk/contract.ts'

/** What the server just told goes into everything that shows it, before anything is asked again. */

/** Everything that a deed on a case changes. */
export const CASE_READS: readonly Endpoint[] = [cases.list, cases.get, cases.events, workspace.recent, cases.why]
export const askAgain = (cache: QueryClient, endpoints: readonly Endpoint[] = CASE_READS) => Promise.all(endpoints.map(({ path }) => cache.invalidateQueries({ queryKey: [path] })))

interface Page { items: readonly Case[] }
export function keepCase(cache: QueryClient, it: Case): void {
  const within = (page: Page) => page.items.some(({ id }) => id === it.id) ? { ...page, items: page.items.map((row) => row.id === it.id ? it : row) } : page
  cache.setQueryData(query(cases.get, { params: { id: it.id } }).queryKey, it)
  cache.setQueriesData<Page | InfiniteData<Page>>({ queryKey: [cases.list.path] }, (found) => !found ? found : 'pages' in found ? { ...found, pages: found.pages.map(within) } : within(found))
}
/** How far the reader has read a case, in everything that shows it. */
export function keepReadAt(cache: QueryClient, id: string, readAt: Date): void {
  const known = cache.getQueryData<Case>(query(cases.get, { params: { id } }).queryKey) ?? caseInLists(cache, id)
  if (known) keepCase(cache, { ...known, readAt })
}
/** A case as some list has it: shown while the case itself is being read. */
export function caseInLists(cache: QueryClient, id: string): Case | undefined {
  for (const [, found] of cache.getQueriesData<Page | InfiniteData<Page>>({ queryKey: [cases.list.path] })) {
    const row = (!found ? [] : 'pages' in found ? found.pages : [found]).flatMap(({ items }) => items).find((one) => one.id === id)
    if (row) return row
  }
  return undefined
}

/** One page of a conversation, newest first. */
export interface ThreadPage { items: Message[]; nextCursor: string | null }
export const threadKey = (caseId: string) => [cases.messages.path, { params: { id: caseId } }, 'thread'] as const
export function keepMessage(cache: QueryClient, caseId: string, message: Message): void {
  cache.setQueryData<InfiniteData<ThreadPage>>(threadKey(caseId), (thread) => {
    const [newest, ...older] = thread?.pages ?? []
    if (!thread || !newest || newest.items.some(({ id }) => id === message.id)) return thread
    return { ...thread, pages: [{ ...newest, items: [message, ...newest.items] }, ...older] }
  })
}
/** The customer's last word, as far as the conversation is at hand. */
export const lastWordOf = (cache: QueryClient, caseId: string): Message | undefined =>
  cache.getQueryData<InfiniteData<ThreadPage>>(threadKey(caseId))?.pages.flatMap(({ items }) => items).find(({ author, visibility }) => author.kind === 'customer' && visibility === 'public')
