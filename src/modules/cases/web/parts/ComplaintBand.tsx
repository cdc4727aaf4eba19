import { Slot, useFills } from '../../../../kernel/web/slot.tsx'
import type { Case } from '../../contract.ts'
import { complaintBand } from '../places.ts'

/** Whether a case has the course of a complaint. */
export const hasComplaintCourse = ({ kind }: Pick<Case, 'kind'>): boolean => kind === 'complaint' || kind === 'grumble'

/** How far a complaint has come, across its page; its height is kept while it is being read. */
export function ComplaintBand({ of }: { of: Case }) {
  const isFilled = useFills(complaintBand).length > 0
  return isFilled && hasComplaintCourse(of) ? <div className="complaint-band" data-kind={of.kind} data-status={of.status.key}><Slot of={complaintBand} props={{ caseId: of.id }} /></div> : null
}
