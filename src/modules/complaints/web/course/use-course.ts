import { useQuery } from '@tanstack/react-query'
import { query } from '../../../../kernel/client.ts'
import { useLive } from '../../../../kernel/web/live.tsx'
import { cases } from '../../../cases/contract.ts'
import { complaintCourse, complaints } from '../../contract.ts'

/** The course of a complaint, kept true while it is looked at. */
export function useCourse(caseId: string) {
  const found = useQuery(query(complaintCourse.course, { params: { id: caseId } }))
  useLive('case', () => void found.refetch(), caseId)
  return found
}
/** What a deed in the course changes on the screen. */
export const COURSE_READS = [complaintCourse.course, complaints.get, cases.get, cases.events, cases.messages, cases.list]
