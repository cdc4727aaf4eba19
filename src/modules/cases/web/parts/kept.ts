import { useQueryClient } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { call } from '../../../../kernel/client.ts'
import { useSession } from '../../../../kernel/web/session.tsx'
import { cases } from '../../contract.ts'
import { askAgain, CASE_READS, keepMessage } from './case-cache.ts'
import { openDrafts } from './drafts.ts'
import type { Draft, Drafts } from './drafts.ts'
import { openOutbox } from './outbox.ts'
import type { Outbox } from './outbox.ts'
import { openSeen } from './seen.ts'
import type { Seen } from './seen.ts'

/** What the desk keeps beside the server, for the person signed in: drafts, what is on its way, what was looked at. */
interface Kept { staffId: string; drafts: Drafts; outbox: Outbox; seen: Seen }

function openKept(staffId: string, cache: QueryClient): Kept {
  const drafts = openDrafts(localStorage, staffId)
  addEventListener('storage', (event) => drafts.elsewhere(event.key))
  const outbox = openOutbox(drafts,
    (caseId, { key, mode, body, files }) => call(cases.say, { params: { id: caseId }, body: { body, visibility: mode === 'reply' ? 'public' : 'internal', ...(files.length ? { attachments: files.map(({ id }) => id) } : {}) } }, { idempotencyKey: key }),
    (caseId, message) => {
      keepMessage(cache, caseId, message)
      void askAgain(cache, [...CASE_READS, cases.messages])
    })
  return { staffId, drafts, outbox, seen: openSeen(localStorage, staffId) }
}

// One for a page, so that what is under way arrives wherever the reader has gone meanwhile.
const ofPage = new WeakMap<QueryClient, Kept>()
export function useKept(): Kept {
  const cache = useQueryClient()
  const staffId = useSession().staff?.id ?? ''
  let kept = ofPage.get(cache)
  if (kept?.staffId !== staffId) ofPage.set(cache, kept = openKept(staffId, cache))
  return kept
}

export function useDraft(caseId: string): Draft {
  const { drafts } = useKept()
  return useSyncExternalStore(drafts.hear, () => drafts.of(caseId))
}
const isBegun = ({ reply, note, unsent }: Draft) => reply.trim() !== '' || note.trim() !== '' || unsent.length > 0
/** True while something for this case is written and not sent. */
export function useHasDraft(caseId: string): boolean {
  const { drafts } = useKept()
  return useSyncExternalStore(drafts.hear, () => isBegun(drafts.of(caseId)))
}
export function useIsNews(of: { id: string; changedAt: Date }): boolean {
  const { seen } = useKept()
  return useSyncExternalStore(seen.hear, () => seen.isNews(of))
}
