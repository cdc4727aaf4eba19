import { z } from 'zod'
import { Id, Instant, endpoint, event, prose } from '../../kernel/contract.ts'
import { APOLOGY_WAYS, LIABILITIES } from './rules.ts'

export { complaintCourse } from './course/contract.ts'
export { complaintBook } from './ledger-book/contract.ts'
export { complaintFigures } from './figures/contract.ts'
export { RecurrenceFound, recurrences } from './recurrence/contract.ts'
export type { ComplaintCourse } from './course/contract.ts'

/** Complaints: what is judged of a case in which somebody is dissatisfied. */

const Named = z.object({ id: z.uuid(), name: z.string() })
export const LiabilityWord = z.enum(LIABILITIES)
export const Complaint = z.object({
  caseId: z.uuid(), liability: LiabilityWord, basis: z.string().nullable(), judge: Named.nullable(), judgedAt: Instant.nullable(),
  /** Every judgement, latest first. */
  judgements: z.array(z.object({ id: z.uuid(), liability: LiabilityWord, basis: z.string(), judge: Named, at: Instant })),
  /** Whom the complaint is about: they neither judge nor handle it. */
  accused: z.array(Named),
  /** Somebody's yes to an apology where the fault is shared. */
  approval: z.object({ by: Named, at: Instant }).nullable(),
  /** Latest first: messages of ours that apologise, and what was noted of apologies made otherwise. */
  apologies: z.array(z.object({ how: z.enum(['message', ...APOLOGY_WAYS]), note: z.string().nullable(), by: Named, at: Instant })),
  /** Somebody has to judge it before it is closed, and the reader may. */
  toJudge: z.boolean(),
  may: z.array(z.enum(['judge', 'approve-apology', 'note-apology', 'name-accused'])), version: z.int(),
}).meta({ id: 'Complaint' })
export type Complaint = z.output<typeof Complaint>

export const complaints = {
  get: endpoint('GET', '/cases/:id/complaint', { params: Id, response: Complaint, access: 'complaint.read', about: 'What is judged of a complaint: liability with judge and basis, who is accused, apologies. 422 for a case that is none.' }),
  judge: endpoint('POST', '/cases/:id/liability', { params: Id, body: z.strictObject({ liability: LiabilityWord, basis: prose(5_000) }), response: Complaint, access: 'complaint.judge', about: 'Judges who is liable, with the basis. Only on complaints and grumbles, and never by whom it is about.' }),
  approveApology: endpoint('POST', '/cases/:id/apology-approval', { params: Id, body: z.strictObject({}).default({}), response: Complaint, access: 'complaint.approve-apology', about: 'Allows an apology where the fault is shared; holds until liability is judged again.' }),
  noteApology: endpoint('POST', '/cases/:id/apologies', { params: Id, body: z.strictObject({ how: z.enum(APOLOGY_WAYS), note: prose(2_000) }), response: Complaint, status: 201, access: 'complaint.judge', about: 'Notes an apology that was made by telephone, in person or by letter.' }),
  nameAccused: endpoint('POST', '/cases/:id/accused', { params: Id, body: z.strictObject({ staffIds: z.array(z.uuid()).max(20) }), response: Complaint, access: 'complaint.judge', about: 'Says whom the complaint is about; they can’t be given the case.' }),
}

const Changed = z.record(z.string(), z.object({ from: z.json(), to: z.json() }))
/** The case is the subject; the basis may name anybody and stays with the judgement. */
export const LiabilityJudged = event('complaint.judged', z.object({ judgementId: z.uuid(), changed: Changed }))
export const ApologyApproved = event('complaint.apology-approved', z.object({}))
export const ApologyNoted = event('complaint.apology-noted', z.object({ how: z.enum(APOLOGY_WAYS) }))
export const AccusedNamed = event('complaint.accused-named', z.object({ staffIds: z.array(z.uuid()) }))
