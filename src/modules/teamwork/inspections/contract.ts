import { z } from 'zod'
import { Day, Id, Instant, Listing, endpoint, event, line, pageOf, prose } from '../../../kernel/contract.ts'
import { History } from '../../../kernel/shell.ts'

/** Inspections of somebody's work: a finding, a deadline to put it right, and somebody else who verifies that it is. */

export const INSPECTION_STATES = ['open', 'corrected', 'verified', 'withdrawn'] as const
export const INSPECTION_GRADES = ['minor', 'serious'] as const
const Named = z.object({ id: z.uuid(), name: z.string() })
export const Inspection = z.object({
  id: z.uuid(), staff: Named, inspector: Named, area: z.string(), finding: z.string(), expected: z.string(), grade: z.enum(INSPECTION_GRADES),
  about: z.object({ kind: z.string(), id: z.uuid() }).nullable(), inspectedOn: Day, dueAt: Instant, state: z.enum(INSPECTION_STATES), overdue: z.boolean(),
  /** How often it was put right; more than once where a correction was returned. */
  round: z.int(), correctedAt: Instant.nullable(), verifiedBy: Named.nullable(), verifiedAt: Instant.nullable(), late: z.boolean().nullable(),
  createdAt: Instant, version: z.int(), may: z.array(z.enum(['correct', 'verify', 'return', 'withdraw'])),
}).meta({ id: 'Inspection' })
export type Inspection = z.output<typeof Inspection>
const InspectionWord = z.object({ id: z.uuid(), by: Named, kind: z.enum(['correction', 'return']), text: z.string(), at: Instant })
export const InspectionQuery = Listing.extend({ state: z.enum(INSPECTION_STATES).optional(), staffId: z.uuid().optional(), mine: z.enum(['to-correct', 'to-verify']).optional(), overdue: z.enum(['true']).optional() })
export type InspectionQuery = z.output<typeof InspectionQuery>
export const MakeInspection = z.strictObject({
  staffId: z.uuid(), area: line(120), finding: prose(4_000), expected: prose(4_000), grade: z.enum(INSPECTION_GRADES).default('minor'), inspectedOn: Day.optional(), dueAt: Instant,
  about: z.strictObject({ kind: z.string().regex(/^[a-z][a-z-]{0,39}$/), id: z.uuid() }).optional(),
})
export type MakeInspection = z.output<typeof MakeInspection>
const version = z.int()
const word = z.strictObject({ version, text: prose(4_000) })
export const inspections = {
  inspections: endpoint('GET', '/inspections', { query: InspectionQuery, response: pageOf(Inspection), access: 'inspection.read', about: 'Findings of inspections, the newest first.' }),
  inspection: endpoint('GET', '/inspections/:id', { params: Id, response: Inspection.extend({ words: z.array(InspectionWord) }), access: 'inspection.read', about: 'One finding, with what was done about it.' }),
  inspect: endpoint('POST', '/inspections', { body: MakeInspection, response: Inspection, status: 201, access: 'inspection.write', about: 'Writes a finding down and gives the person a deadline to put it right.' }),
  putRight: endpoint('POST', '/inspections/:id/correction', { params: Id, body: word, response: Inspection, access: 'inspection.read', about: 'Says how it was put right; the inspector then verifies it.' }),
  verify: endpoint('POST', '/inspections/:id/verification', { params: Id, body: z.strictObject({ version }), response: Inspection, access: 'inspection.write', about: 'Closes it. Never by whoever it was about.' }),
  sendBack: endpoint('POST', '/inspections/:id/return', { params: Id, body: word.extend({ dueAt: Instant }), response: Inspection, access: 'inspection.write', about: 'It is not right yet: says why, with another deadline.' }),
  withdrawInspection: endpoint('POST', '/inspections/:id/withdraw', { params: Id, body: z.strictObject({ version }), response: Inspection, access: 'inspection.write', about: 'Takes back a finding that was none.' }),
  inspectionEvents: endpoint('GET', '/inspections/:id/events', { params: Id, response: History, access: 'inspection.read', about: 'The history, oldest first.' }),
}
export const InspectionMade = event('inspection.made', z.object({ staffId: z.uuid(), grade: z.enum(INSPECTION_GRADES), dueAt: z.string() }))
export const InspectionCorrected = event('inspection.corrected', z.object({ round: z.int(), late: z.boolean() }))
export const InspectionVerified = event('inspection.verified', z.object({ round: z.int(), late: z.boolean() }))
export const InspectionReturned = event('inspection.returned', z.object({ round: z.int(), dueAt: z.string() }))
export const InspectionWithdrawn = event('inspection.withdrawn', z.object({}))
export const inspectionEvents = [InspectionMade, InspectionCorrected, InspectionVerified, InspectionReturned, InspectionWithdrawn]
