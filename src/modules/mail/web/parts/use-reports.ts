import { useQuery, useQueryClient } from '@tanstack/react-query'
import { query } from '../../../../kernel/client.ts'
import { useLive } from '../../../../kernel/web/live.tsx'
import { mailReports } from '../../reports/contract.ts'
import type { MailReport } from '../../reports/contract.ts'

/** What came back for the mails of a case, asked again when the case or a message changes. */
export function useReports(caseId: string): readonly MailReport[] {
  const cache = useQueryClient()
  const found = useQuery({ ...query(mailReports.reports, { params: { id: caseId } }), staleTime: 30_000 })
  const again = () => void cache.invalidateQueries({ queryKey: [mailReports.reports.path] })
  useLive('case', again, caseId)
  useLive('message', again)
  return found.data?.items ?? []
}
