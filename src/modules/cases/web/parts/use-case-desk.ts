import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect } from 'react'
import { query } from '../../../../kernel/client.ts'
import { useLive } from '../../../../kernel/web/live.tsx'
import { desk } from '../../contract.ts'
import type { CasePromise, Handover, Merge } from '../../contract.ts'
import { modeOf, useKept } from './kept.ts'

const NO_PROMISES: readonly CasePromise[] = []
const NO_HANDOVERS: readonly Handover[] = []
const NO_MERGES: readonly Merge[] = []

/** What the server has beside a case, and when it was asked. */
const workQuery = (caseId: string) => {
  const { queryKey, queryFn } = query(desk.work, { params: { id: caseId } })
  return { queryKey, queryFn: async () => {
    const askedAt = Date.now()
    return { ...await queryFn(), askedAt }
  } }
}
/** What the server knows beside a case: promises, handovers, merges, and how long a message can be taken back. */
export function useDeskWork(caseId: string | undefined): { promises: readonly CasePromise[]; handovers: readonly Handover[]; merges: readonly Merge[]; undoSeconds: number } {
  const work = useQuery({ ...workQuery(caseId ?? ''), enabled: caseId !== undefined })
  return { promises: work.data?.promises ?? NO_PROMISES, handovers: work.data?.handovers ?? NO_HANDOVERS, merges: work.data?.merges ?? NO_MERGES, undoSeconds: work.data?.undoSeconds ?? 0 }
}

/** Keeps what is written on a case one with what the server has of it, while the case is open. */
export function useDraftsOfCase(caseId: string): void {
  const cache = useQueryClient()
  const { sync } = useKept()
  const work = useQuery(workQuery(caseId))
  const again = useCallback(() => void cache.invalidateQueries({ queryKey: workQuery(caseId).queryKey }), [cache, caseId])
  useLive('draft', again)
  useEffect(() => {
    if (work.data && !sync.adopt(caseId, work.data.drafts.map((draft) => ({ ...draft, mode: modeOf(draft.visibility) })), work.data.askedAt)) again()
  }, [again, caseId, sync, work.data])
  useEffect(() => () => void sync.flush(caseId), [caseId, sync])
}
