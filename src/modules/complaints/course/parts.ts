import { serve } from '../../../kernel/module.ts'
import { severityMatrix } from '../definitions/matrix.ts'
import { complaintPolicy } from '../definitions/policy.ts'
import { assess } from './assess.ts'
import { ComplaintAssessed, ComplaintEscalated, ComplaintRecorded, complaintCourse } from './contract.ts'
import { getComplaintCourse } from './get-course.ts'
import { matrixKind } from './matrix-kind.ts'
import { keepRecord } from './record.ts'

/** What the course adds to the module. */
export const courseParts = {
  events: [ComplaintRecorded, ComplaintAssessed, ComplaintEscalated],
  kinds: [matrixKind],
  definitions: [severityMatrix, complaintPolicy],
  serves: [serve(complaintCourse, {
    course: (ctx, { params }) => getComplaintCourse(ctx, params.id),
    keepRecord: (ctx, { params, body }) => keepRecord(ctx, params.id, body),
    assess: (ctx, { params, body }) => assess(ctx, params.id, body),
  })],
}
