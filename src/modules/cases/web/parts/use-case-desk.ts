import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { query } from '../../../../kernel/client.ts'
import { useLive } from '../../../../kernel/web/live.tsx'
import { desk } from '../../contract.ts'
import type { CasePromise } from '../../contract.ts'
import { modeOf, useKept } from './kept.ts'

/** What is pushed so soon after this browser has saved a draft is its own echo. */
const ECHO_MS = 3_000
const NO_PROMISES: readonly CasePromise[] = []

const workQuery = (caseId: string) => query(desk.work, { params: { id: caseId } })
/** What the server knows beside a case: promises, and how long a message can be taken back. */
export function useDeskWork(caseId: string | undefined): { promises: readonly CasePromise[]; undoSeconds: number } {
  const work = useQuery({ ...workQuery(caseId ?? ''), enabled: caseId !== undefined })
  return { promises: work.data?.promises ?? NO_PROMISES, undoSeconds: work.data?.undoSeconds ?? 0 }
}

/** Keeps what is written on a case one with what the server has of it, while the case is open. */
export function useDraftsOfCase(caseId: string): void {
  const cache = useQueryClient()
  const { sync } = useKept()
  const work = useQuery(workQuery(caseId))
  const again = () => void cache.invalidateQueries({ queryKey: workQuery(caseId).queryKey })
  useLive('draft', () => { if (Date.now() - sync.lastSavedAt() > ECHO_MS) again() })
  useEffect(() => {
    if (work.data) sync.adopt(caseId, work.data.drafts.map((draft) => ({ ...draft, mode: modeOf(draft.visibility) })))
  }, [caseId, sync, work.data])
  useEffect(() => () => void sync.flush(caseId), [caseId, sync])
}
