import { ReportItem } from './ReportItem.tsx'
import { useReports } from './use-reports.ts'

/** Under an answer of ours: what came back for it. */
export function ReportsOfMessage({ caseId, messageId }: { caseId: string; messageId: string }) {
  const own = useReports(caseId).filter((one) => one.messageId === messageId)
  return own.length ? <ul className="mail-reports">{own.map((one) => <ReportItem key={one.interactionId} of={one} />)}</ul> : null
}
