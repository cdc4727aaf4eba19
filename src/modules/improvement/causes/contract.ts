import { z } from 'zod'
import { Day, Id, Instant, endpoint, event, line, prose } from '../../../kernel/contract.ts'
import { Change, ChangeState, PlanChange } from '../contract.ts'

/** Why a way of working is changed: the dissatisfaction of customers, case by case, with the cause that was found. */

const Named = z.object({ id: z.uuid(), name: z.string() })
export const ChangeCause = z.object({
  id: z.uuid(), /** `seen` says whether the reader may open the case. */ case: z.object({ id: z.uuid(), number: z.string(), kind: z.string(), seen: z.boolean() }).nullable(), finding: z.string(), addedBy: Named.nullable(), at: Instant,
}).meta({ id: 'ProcessChangeCause' })
export type ChangeCause = z.output<typeof ChangeCause>
/** One change in the history of a flow: what it was for, and the version it brought. */
export const FlowChange = z.object({
  id: z.uuid(), title: z.string(), reason: z.string(), state: ChangeState, plannedOn: Day, liveAt: Instant.nullable(), owner: Named,
  version: z.object({ id: z.uuid(), version: z.int(), origin: z.enum(['shipped', 'company']) }).nullable(), causes: z.array(ChangeCause),
}).meta({ id: 'FlowChange' })
export type FlowChange = z.output<typeof FlowChange>
const finding = prose(2_000)
export const AskChange = PlanChange.extend({ finding })
export type AskChange = z.output<typeof AskChange>
export const causes = {
  causesOf: endpoint('GET', '/process-changes/:id/causes', { params: Id, response: z.object({ items: z.array(ChangeCause) }), access: 'process-change.read', about: 'The dissatisfaction a change answers, newest first.' }),
  addCause: endpoint('POST', '/process-changes/:id/causes', { params: Id, body: z.strictObject({ caseId: z.uuid(), finding }), response: z.object({ items: z.array(ChangeCause) }), status: 201, access: 'process-change.write', about: 'Links a case in which a customer was dissatisfied, with the cause that was found.' }),
  changesOfCase: endpoint('GET', '/cases/:id/process-changes', { params: Id, response: z.object({ items: z.array(z.object({ id: z.uuid(), title: z.string(), state: ChangeState, finding: z.string() })) }), access: 'process-change.read', about: 'The changes of processes that a case called for.' }),
  askChange: endpoint('POST', '/cases/:id/process-changes', { params: Id, body: AskChange, response: Change, status: 201, access: 'process-change.write', about: 'Asks for a change of a process because of what made a customer dissatisfied.' }),
  historyOfFlow: endpoint('GET', '/flow-changes/:key', { params: z.strictObject({ key: line(120) }), response: z.object({ items: z.array(FlowChange) }), access: 'process-change.read', about: 'Why a flow is as it is: its changes, newest first, each with the version it brought and the dissatisfaction behind it.' }),
}
export const CauseAdded = event('process-change.cause-added', z.object({ caseId: z.uuid() }))
