import { useQuery } from '@tanstack/react-query'
import { query } from '../../../../kernel/client.ts'
import type { Answer } from '../../../../kernel/contract.ts'
import { cases } from '../../contract.ts'
import { workspace } from '../../desk/contract.ts'
import { CASE_READS } from './case-cache.ts'

type Beside = Answer<typeof workspace.beside.spec>
const NOTHING: Beside = { scheduled: [], watchers: [], watching: false, work: { mine: 0, all: 0, people: 0 }, canBlock: false }
/** What is stale after a deed of the workspace. */
export const WORKSPACE_READS = [...CASE_READS, cases.messages, workspace.beside, workspace.macros]

/** Answers that wait, followers and the time taken, of the case that is open. */
export function useWorkspace(caseId: string | undefined): Beside {
  return useQuery({ ...query(workspace.beside, { params: { id: caseId ?? '' } }), enabled: caseId !== undefined, staleTime: 10_000 }).data ?? NOTHING
}
