import { Block } from '../../../../kernel/web/record/RecordPage.tsx'
import { ReportItem } from './ReportItem.tsx'
import { useReports } from './use-reports.ts'

/** Beside a case: what came back for mails that stand nowhere in the conversation, such as a confirmation. */
export function OtherReports({ caseId }: { caseId: string }) {
  const others = useReports(caseId).filter((one) => !one.messageId)
  return others.length ? <Block title="mail-report.plural"><ul className="mail-reports">{others.map((one) => <ReportItem key={one.interactionId} of={one} />)}</ul></Block> : null
}
