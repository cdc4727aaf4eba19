import { z } from 'zod'
import { Day, Id, Instant, endpoint, event, line, prose } from '../../../kernel/contract.ts'
import { History } from '../../../kernel/shell.ts'
import { Answers } from '../../forms/contract.ts'
import { Inspection, MakeInspection } from '../inspections/contract.ts'

/** Audits of processes: a calendar of them, a checklist each, and non-conformities that somebody else verifies. */

export const AUDIT_STATES = ['planned', 'held', 'closed', 'cancelled'] as const
export const AUDIT_EVERY = ['month', 'quarter', 'half-year', 'year'] as const
const Named = z.object({ id: z.uuid(), name: z.string() })
export const AUDIT_DEEDS = ['change', 'hold', 'find', 'close', 'cancel'] as const
export const Audit = z.object({
  id: z.uuid(), title: z.string(), scope: z.string(), flow: z.string().nullable(), auditor: Named, owner: Named, dueOn: Day, every: z.enum(AUDIT_EVERY).nullable(),
  form: z.object({ key: z.string(), id: z.uuid(), name: z.object({ zh: z.string(), en: z.string() }) }).nullable(), state: z.enum(AUDIT_STATES),
  /** Not held, and its day is over. */
  overdue: z.boolean(), heldOn: Day.nullable(), submissionId: z.uuid().nullable(), score: z.number().nullable(), conclusion: z.string().nullable(), closedBy: Named.nullable(), closedAt: Instant.nullable(), nextId: z.uuid().nullable(),
  /** Non-conformities, and how many of them are verified or were none. */
  findings: z.int(), settled: z.int(), version: z.int(), may: z.array(z.enum(AUDIT_DEEDS)),
}).meta({ id: 'ProcessAudit' })
export type Audit = z.output<typeof Audit>
const fields = { title: line(200), scope: prose(2_000), flowKey: line(120).nullable(), auditorId: z.uuid(), ownerId: z.uuid(), dueOn: Day, every: z.enum(AUDIT_EVERY).nullable(), formKey: line(120) }
export const PlanAudit = z.strictObject({ ...fields, flowKey: fields.flowKey.optional(), every: fields.every.optional(), formKey: fields.formKey.default('process-audit') })
export type PlanAudit = z.output<typeof PlanAudit>
export const ChangeAudit = z.strictObject({ ...z.object(fields).omit({ formKey: true }).partial().shape, version: z.int() })
export type ChangeAudit = z.output<typeof ChangeAudit>
export const HoldAudit = z.strictObject({ version: z.int(), answers: Answers, conclusion: prose(4_000), heldOn: Day.optional() })
export type HoldAudit = z.output<typeof HoldAudit>
export const AuditFinding = MakeInspection.omit({ about: true, staffId: true }).extend({ staffId: z.uuid().optional() })
export type AuditFinding = z.output<typeof AuditFinding>
const version = z.int()

export const audits = {
  audits: endpoint('GET', '/process-audits', { query: z.strictObject({ from: Day.optional(), to: Day.optional(), overdue: z.enum(['true']).optional() }), response: z.object({ items: z.array(Audit) }), access: 'process-audit.read', about: 'Audits due between two days, the year of today when absent, in their order; at most 500.' }),
  audit: endpoint('GET', '/process-audits/:id', { params: Id, response: Audit.extend({ items: z.array(Inspection) }), access: 'process-audit.read', about: 'One audit with its non-conformities, as far as one may see them.' }),
  planAudit: endpoint('POST', '/process-audits', { body: PlanAudit, response: Audit, status: 201, access: 'process-audit.write', about: 'Plans an audit for a day; the auditor gets a task. Nobody audits their own process.' }),
  changeAudit: endpoint('PATCH', '/process-audits/:id', { params: Id, body: ChangeAudit, response: Audit, access: 'process-audit.write', about: 'Changes an audit that was not held.' }),
  holdAudit: endpoint('POST', '/process-audits/:id/hold', { params: Id, body: HoldAudit, response: Audit, access: 'process-audit.read', about: 'Hands in the checklist and the conclusion, by the auditor; where it comes round, the next is planned.' }),
  findInAudit: endpoint('POST', '/process-audits/:id/findings', { params: Id, body: AuditFinding, response: Audit, status: 201, access: 'inspection.write', about: 'Writes a non-conformity down, for the owner of the process when nobody else is named, with a deadline to put it right.' }),
  closeAudit: endpoint('POST', '/process-audits/:id/close', { params: Id, body: z.strictObject({ version }), response: Audit, access: 'process-audit.write', about: 'Closes an audit; refused while a non-conformity is not verified.' }),
  cancelAudit: endpoint('POST', '/process-audits/:id/cancel', { params: Id, body: z.strictObject({ version, reason: prose(1_000) }), response: Audit, access: 'process-audit.write', about: 'Takes an audit off the calendar, with the reason.' }),
  auditEvents: endpoint('GET', '/process-audits/:id/events', { params: Id, response: History, access: 'process-audit.read', about: 'The history of an audit, oldest first.' }),
}
const Changed = z.record(z.string(), z.object({ from: z.json(), to: z.json() }).partial())
export const AuditPlanned = event('process-audit.planned', z.object({ auditorId: z.uuid(), ownerId: z.uuid(), dueOn: Day }))
export const AuditChanged = event('process-audit.changed', z.object({ changed: Changed }))
export const AuditHeld = event('process-audit.held', z.object({ score: z.number().nullable(), late: z.boolean(), nextId: z.uuid().nullable(), changed: Changed }))
export const AuditFound = event('process-audit.found', z.object({ inspectionId: z.uuid() }))
export const AuditClosed = event('process-audit.closed', z.object({ findings: z.int(), changed: Changed }))
export const AuditCancelled = event('process-audit.cancelled', z.object({ changed: Changed }))
export const auditEvents = [AuditPlanned, AuditChanged, AuditHeld, AuditFound, AuditClosed, AuditCancelled]
