import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { query } from '../../../../kernel/client.ts'
import { hasWord, language, useT } from '../../../../kernel/web/words.ts'
import { flows } from '../../../flows/contract.ts'
import type { StatusClass } from '../../../flows/contract.ts'
import { flowOfKind } from '../../rules.ts'

const flowsQuery = { ...query(flows.list, {}), staleTime: 300_000 }

/** The name of a status in the flow that a kind of case runs on: the company's own, else the catalogue's. */
export function useStatusName(): (status: string, kind: string) => string {
  const t = useT()
  const all = useQuery(flowsQuery).data?.items
  return useCallback((status, kind) => {
    const found = all?.find(({ key }) => key === flowOfKind(kind))?.statuses.find(({ key }) => key === status)
    if (found) return language() === 'zh-CN' ? found.name.zh : found.name.en
    return hasWord(`case.status.${status}`) ? t(`case.status.${status}`) : status
  }, [all, t])
}
/** The class of a status, as far as the flows in force tell it. */
export function useStatusClass(): (status: string, kind: string) => StatusClass | undefined {
  const all = useQuery(flowsQuery).data?.items
  return useCallback((status, kind) => all?.find(({ key }) => key === flowOfKind(kind))?.statuses.find(({ key }) => key === status)?.class, [all])
}
