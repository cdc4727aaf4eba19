import { serve } from '../../../kernel/module.ts'
import { severityMatrix } from '../definitions/matrix.ts'
import { complaintPolicy } from '../definitions/policy.ts'
import { complaintTemplates } from '../definitions/templates.ts'
import { acknowledge, followComplaints, takeUpComplaints } from './acknowledge.ts'
import { archiveComplaint, complaintFiles } from './archive.ts'
import { assess } from './assess.ts'
import { askAssistance, settleAssistance } from './assistance.ts'
import { complaintCourse, courseEvents } from './contract.ts'
import { answerDecision, carryOut, decide } from './decide.ts'
import { getComplaintCourse } from './get-course.ts'
import { courseMayMove, noAnswerYet, noExplaining, noExplainingWords } from './guards.ts'
import { addFinding, conclude } from './investigate.ts'
import { matrixKind } from './matrix-kind.ts'
import { tellNewTimes, tellProgressOfComplaints } from './notices.ts'
import { tellOverdueComplaints } from './overdue.ts'
import { downloadPack } from './pack.ts'
import { askPulses, hearPulses, planPulse, tellPulse } from './pulse.ts'
import { ownQuarrel, reportQuarrel, settleQuarrel } from './quarrels.ts'
import { keepRecord } from './record.ts'
import { upgradeGrumble } from './upgrade.ts'

/** What the course adds to the module. */
export const courseParts = {
  events: courseEvents,
  separations: [ownQuarrel],
  kinds: [matrixKind],
  definitions: [severityMatrix, complaintPolicy, ...complaintTemplates],
  listeners: [takeUpComplaints, followComplaints, tellOverdueComplaints, tellProgressOfComplaints, tellNewTimes, planPulse, hearPulses],
  beats: [askPulses],
  answers: [courseMayMove, noAnswerYet, noExplaining, noExplainingWords, complaintFiles],
  invariants: [
    { name: 'a complaint in the archive is closed and keeps its pack', sql: `select s.case_id as id from complaint s join "case" c on c.id = s.case_id where s.archived_at is not null and (c.status_class <> 'closed' or s.archive_hash is null)` },
    { name: 'nobody settled a quarrel of their own', sql: 'select id from complaint_quarrel where settled_by in (staff_id, reported_by)' },
    { name: 'nobody investigated a complaint about themselves', sql: 'select f.id from complaint_finding f join complaint s on s.case_id = f.case_id where f.by_id = any (s.accused) and f.at > coalesce(s.assessed_at, f.at)' },
  ],
  serves: [serve(complaintCourse, {
    course: (ctx, { params }) => getComplaintCourse(ctx, params.id),
    keepRecord: (ctx, { params, body }) => keepRecord(ctx, params.id, body),
    assess: (ctx, { params, body }) => assess(ctx, params.id, body),
    acknowledge: (ctx, { params, body }) => acknowledge(ctx, params.id, body),
    addFinding: (ctx, { params, body }) => addFinding(ctx, params.id, body),
    conclude: (ctx, { params, body }) => conclude(ctx, params.id, body),
    decide: (ctx, { params, body }) => decide(ctx, params.id, body),
    answer: (ctx, { params, body }) => answerDecision(ctx, params.id, body),
    carryOut: (ctx, { params, body }) => carryOut(ctx, params.id, body),
    upgrade: (ctx, { params, body }) => upgradeGrumble(ctx, params.id, body),
    tellPulse: (ctx, { params, body }) => tellPulse(ctx, params.id, body),
    askAssistance: (ctx, { params, body }) => askAssistance(ctx, params.id, body),
    settleAssistance: (ctx, { params, body }) => settleAssistance(ctx, params.id, params.assistanceId, body),
    reportQuarrel: (ctx, { params, body }) => reportQuarrel(ctx, params.id, body),
    settleQuarrel: (ctx, { params, body }) => settleQuarrel(ctx, params.id, body),
    archive: (ctx, { params }) => archiveComplaint(ctx, params.id),
    pack: (ctx, { params }) => downloadPack(ctx, params.id),
  })],
}
