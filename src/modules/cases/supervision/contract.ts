import { z } from 'zod'
import { Id, Instant, endpoint, event, line, prose } from '../../../kernel/contract.ts'
import { Case } from '../contract.ts'

/** What whoever leads looks at while work goes on, and how they step in. */

const Named = z.object({ id: z.uuid(), name: z.string() })
export const HelpCall = z.object({
  id: z.uuid(), caseId: z.uuid(), askedBy: Named, askedAt: Instant, why: z.string(), state: z.enum(['open', 'stepped-in', 'advised', 'withdrawn']), settledBy: Named.nullable(), settledAt: Instant.nullable(),
  may: z.array(z.enum(['advise', 'withdraw', 'step-in'])), version: z.int(),
}).meta({ id: 'HelpCall' })
export type HelpCall = z.output<typeof HelpCall>

export const CONCERNS = ['help', 'overdue', 'silent', 'unaccepted', 'waiting'] as const
export type Concern = typeof CONCERNS[number]
const Concerned = z.object({ case: Case, /** Since when: asked, due, silent, offered, or waiting. */ since: Instant, help: HelpCall.nullable() })
export type Concerned = z.output<typeof Concerned>
export const Supervision = z.object({
  at: Instant,
  counts: z.object({ open: z.int(), help: z.int(), overdue: z.int(), silent: z.int(), unaccepted: z.int(), waiting: z.int() }),
  /** The most pressing of each, at most twenty. */
  help: z.array(Concerned), overdue: z.array(Concerned), silent: z.array(Concerned), unaccepted: z.array(Concerned), waiting: z.array(Concerned),
  /** Who has open cases, those with the most overdue first; at most a hundred. */
  people: z.array(z.object({ staff: Named, open: z.int(), overdue: z.int(), silent: z.int(), oldest: Instant.nullable() })),
}).meta({ id: 'Supervision' })
export type Supervision = z.output<typeof Supervision>

export const supervision = {
  board: endpoint('GET', '/supervision', { query: z.strictObject({ teamId: z.uuid().optional() }), response: Supervision, access: 'case.assign', about: 'Of the cases one may assign: calls for help, what is overdue, silent, not accepted, unclaimed, and how much each person has.' }),
  calls: endpoint('GET', '/cases/:id/help-calls', { params: Id, response: z.object({ items: z.array(HelpCall) }), access: 'case.read', about: 'Calls for help with a case, newest first.' }),
  call: endpoint('POST', '/cases/:id/help-calls', { params: Id, body: z.strictObject({ why: line(300) }), response: HelpCall, status: 201, access: 'case.write', about: 'Asks whoever leads to help with a case; they hear it at once.' }),
  settle: endpoint('POST', '/help-calls/:id/settle', { params: Id, body: z.strictObject({ version: z.int().optional() }).default({}), response: HelpCall, access: 'case.write', about: 'Ends a call: whoever asked takes it back; whoever may assign the case has advised.' }),
  stepIn: endpoint('POST', '/cases/:id/step-in', { params: Id, body: z.strictObject({ reason: prose(500), version: z.int().optional() }), response: Case, access: 'case.assign', about: 'Takes a case over from whoever handles it, with a reason. It counts as no handing around, and ends an open call for help.' }),
}

export const HelpAsked = event('case.help-asked', z.object({ helpId: z.uuid() }))
export const HelpSettled = event('case.help-settled', z.object({ helpId: z.uuid(), how: z.enum(['stepped-in', 'advised', 'withdrawn']), changed: z.record(z.string(), z.object({ from: z.unknown(), to: z.unknown() })) }))
export const CaseSteppedIn = event('case.stepped-in', z.object({ from: z.uuid().nullable(), helpId: z.uuid().nullable(), reason: z.string() }))
