import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import { call, query } from '../../../../kernel/client.ts'
import type { Line } from '../../../../kernel/client.ts'
import { useSession } from '../../../../kernel/web/session.tsx'
import { toast } from '../../../../kernel/web/toast.tsx'
import { cases, desk } from '../../contract.ts'
import type { Case, Draft as ServerDraft } from '../../contract.ts'
import { workspace } from '../../desk/contract.ts'
import { askAgain, CASE_READS, keepMessage, keepReadAt } from './case-cache.ts'
import { openDrafts } from './drafts.ts'
import type { Draft, Drafts, Mode } from './drafts.ts'
import { openDraftSync } from './draft-sync.ts'
import type { DraftSync, SyncState } from './draft-sync.ts'
import { openOutbox } from './outbox.ts'
import type { Outbox } from './outbox.ts'
import { openSeen } from './seen.ts'
import type { Seen } from './seen.ts'

/** What the desk keeps for the person signed in, whatever page is open: drafts, what is on its way, what was looked at. */
interface Kept { staffId: string; drafts: Drafts; sync: DraftSync; outbox: Outbox; seen: Seen }

export const visibilityOf = (mode: Mode): ServerDraft['visibility'] => mode === 'reply' ? 'public' : 'internal'
export const modeOf = (visibility: ServerDraft['visibility']): Mode => visibility === 'public' ? 'reply' : 'note'
/** A request that is finished although its page is being left. */
const lasting: Line = { send: (url, init) => fetch(url, { ...init, keepalive: true }), headers: () => ({ 'x-shouwen-csrf': '1' }) }
const KEEPALIVE_MOST = 60_000

function openKept(staffId: string, cache: QueryClient): Kept {
  const drafts = openDrafts(localStorage, staffId)
  addEventListener('storage', (event) => drafts.elsewhere(event.key))
  const sync = openDraftSync(drafts, (caseId, mode, { body, attachments, version }) =>
    call(desk.saveDraft, { params: { id: caseId }, body: { visibility: visibilityOf(mode), body, attachments: [...attachments], version } }, body.length < KEEPALIVE_MOST / 4 ? { own: lasting } : {}))
  // Which draft of the server goes with a message is known once what was being saved has arrived.
  const versions = new Map<string, Promise<number>>()
  const outbox = openOutbox(drafts,
    async (caseId, { key, mode, body, files, mentions, draftVersion, guardReason }) => {
      const version = await versions.get(key) ?? draftVersion
      const message = await call(cases.say, { params: { id: caseId }, body: { body, visibility: visibilityOf(mode), ...(files.length ? { attachments: files.map(({ id }) => id) } : {}), ...(mentions?.length ? { mentions: [...mentions] } : {}), ...(version ? { draftVersion: version } : {}), ...(guardReason ? { guardReason } : {}) } }, { idempotencyKey: key, ...(body.length < KEEPALIVE_MOST / 4 ? { own: lasting } : {}) })
      versions.delete(key)
      if (version) sync.wasSent(caseId, mode, version)
      return message
    },
    (caseId, message) => {
      for (const warning of message.warnings ?? []) toast.warn(warning.message)
      keepMessage(cache, caseId, message)
      void askAgain(cache, [...CASE_READS, cases.messages, workspace.beside])
    },
    {
      begun: (caseId, unsent) => {
        const version = sync.versionSent(caseId, unsent.mode)
        versions.set(unsent.key, version)
        void version.then((draftVersion) => drafts.keep(caseId, { unsent: drafts.of(caseId).unsent.map((one) => one.key === unsent.key ? { ...one, draftVersion } : one) }))
      },
    })
  outbox.resume()
  addEventListener('online', () => { outbox.resume(); void sync.flush() })
  addEventListener('pagehide', () => { sync.leave(); void outbox.hurry(); void sync.flush() })
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') void sync.flush() })
  const seen = openSeen(staffId, async (caseId, changedAt, messageId) => {
    const { readAt } = await call(desk.read, { params: { id: caseId }, body: { changedAt: changedAt.toISOString(), messageId } })
    keepReadAt(cache, caseId, readAt)
  })
  return { staffId, drafts, sync, outbox, seen }
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
/** Whether what is written stands on the server, and the other draft where it was written elsewhere meanwhile. */
export function useDraftState(caseId: string, mode: Mode): { state: SyncState; conflict: ReturnType<DraftSync['conflictOf']> } {
  const { drafts, sync } = useKept()
  const hear = useCallback((listener: () => void) => {
    const stops = [drafts.hear(listener), sync.hear(listener)]
    return () => { for (const stop of stops) stop() }
  }, [drafts, sync])
  return { state: useSyncExternalStore(hear, () => sync.stateOf(caseId, mode)), conflict: useSyncExternalStore(sync.hear, () => sync.conflictOf(caseId, mode)) }
}
const isBegun = ({ reply, note, unsent }: Draft) => reply.trim() !== '' || note.trim() !== '' || unsent.length > 0
/** True while something for this case is written and not sent: here, or on another device as far as the server tells. */
export function useHasDraft(caseId: string): boolean {
  const { drafts } = useKept()
  const elsewhere = useQuery({ ...query(desk.drafts, {}), staleTime: 60_000, refetchInterval: 120_000 }).data?.items
  return useSyncExternalStore(drafts.hear, () => {
    const here = drafts.of(caseId)
    return isBegun(here) || (elsewhere?.some((one) => one.caseId === caseId && one.version > here.synced[modeOf(one.visibility)].version) ?? false)
  })
}
export function useIsNews(of: Case): boolean {
  const { seen } = useKept()
  return useSyncExternalStore(seen.hear, () => seen.isNews(of))
}
