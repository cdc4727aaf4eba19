import { z } from 'zod'
import { Day, Id, Instant, endpoint, event, line, question } from '../../kernel/contract.ts'

/** Assignment by rule: who takes work, which case goes to whom, and why. */

const Named = z.object({ id: z.uuid(), name: z.string() })

/** Whether somebody takes work: declared by them, apart from whether their browser is there. */
export const AgentState = z.object({
  staff: Named, available: z.boolean(), reason: z.string().nullable(), since: Instant, connected: z.boolean(),
  /** By the roster; null while none is kept. */
  onDuty: z.boolean().nullable(),
  /** Open cases in hand, and how many they may have before they are given no more. */
  load: z.int(), capacity: z.int(),
  givenToday: z.int(), may: z.array(z.enum(['steer'])), version: z.int(),
}).meta({ id: 'AgentState' })
export type AgentState = z.output<typeof AgentState>

/** Why somebody was not given a case; `chosen` and `possible` speak for themselves. */
export const VERDICTS = ['chosen', 'possible', 'absent', 'not-connected', 'off-duty', 'other-team', 'lacks-skill', 'skill-expired', 'above-grade', 'full', 'let-it-lie', 'refused'] as const
export const Candidate = z.object({ staff: Named, verdict: z.enum(VERDICTS), detail: z.string().nullable(), load: z.int(), capacity: z.int() })
export type Candidate = z.output<typeof Candidate>
export const Decision = z.object({
  id: z.uuid(), caseId: z.uuid(), at: Instant, queue: z.object({ key: z.string(), name: z.object({ zh: z.string(), en: z.string() }), by: z.enum(['load', 'turn']) }), version: z.int(),
  staff: Named, candidates: z.array(Candidate), answerBy: Instant.nullable(), actedAt: Instant.nullable(), endedAt: Instant.nullable(), endedWhy: z.enum(['no-answer', 'absent', 'taken-over']).nullable(),
}).meta({ id: 'RoutingDecision' })
export type Decision = z.output<typeof Decision>

export const Waiting = z.object({ case: z.object({ id: z.uuid(), number: z.string(), subject: z.string() }), since: Instant, tries: z.int(), nextAt: Instant }).meta({ id: 'RoutingWaiting' })
export type Waiting = z.output<typeof Waiting>
/** How work was spread: `share` of what was given, beside the share of the decisions in which they could have been chosen. */
export const Fairness = z.object({ staff: Named, given: z.int(), possible: z.int(), unanswered: z.int() }).meta({ id: 'RoutingFairness' })
export type Fairness = z.output<typeof Fairness>

const items = <T extends z.ZodType>(of: T) => z.object({ items: z.array(of) })
export const routing = {
  mine: endpoint('GET', '/routing/me', { response: AgentState.nullable(), access: 'routing.take', about: 'Whether one takes work now; null before one has ever said so.' }),
  declare: endpoint('PATCH', '/routing/me', { body: z.strictObject({ available: z.boolean(), reason: line(120).optional() }), response: AgentState, access: 'routing.take', about: 'Says that one takes work, or why not; what was given and not yet begun goes back to the queue.' }),
  agents: endpoint('GET', '/routing/agents', { response: items(AgentState), access: 'routing.read', about: 'Who takes work, who is there, and how much each has in hand.' }),
  steer: endpoint('PATCH', '/routing/agents/:id', { params: Id, body: z.strictObject({ version: z.int(), available: z.boolean().optional(), reason: line(120).optional(), capacity: z.int().min(0).max(500).nullable().optional() }), response: AgentState, access: 'routing.steer', about: 'Sets somebody’s capacity (null: the company’s), or takes them out of assignment.' }),
  waiting: endpoint('GET', '/routing/waiting', { response: items(Waiting), access: 'routing.read', about: 'Cases that nobody could be given to yet, the most pressing first; at most 200.' }),
  explain: endpoint('GET', '/cases/:id/routing', { params: Id, response: z.object({ items: z.array(Decision), now: z.array(Candidate) }), access: 'case.read', about: 'Why a case went to whom, with every candidate; and, while it waits, what speaks against each now.' }),
  fairness: endpoint('GET', '/routing/fairness', { query: z.strictObject({ from: Day, to: Day }), response: items(Fairness), access: 'routing.read', about: 'How assignment spread the work over these days, both included.' }),
}
/** Apart from the log: that a browser is open is nobody's history. */
export const connection = {
  beat: endpoint('PATCH', '/routing/me/connection', { body: z.strictObject({}), response: z.object({ seen: z.boolean() }), access: 'routing.take', about: 'Says that one’s browser is there; holds for some minutes.' }),
}

const Changed = z.record(z.string(), z.object({ from: z.json(), to: z.json() }))
export const AvailabilityDeclared = event('agent.declared', z.object({ available: z.boolean(), changed: Changed }))
export const AgentSteered = event('agent.steered', z.object({ available: z.boolean(), changed: Changed }))
export const CaseRouted = event('routing.given', z.object({ caseId: z.uuid(), staffId: z.uuid(), queue: z.string() }))
export const RoutingEnded = event('routing.ended', z.object({ caseId: z.uuid(), staffId: z.uuid(), why: z.enum(['no-answer', 'absent', 'taken-over']) }))

/** May these people be given this case? Modules above answer with whom they refuse, and why: a certificate that has expired, an accused. */
export const MayBeGiven = question('routing.may-be-given', z.object({ caseId: z.uuid(), staffIds: z.array(z.uuid()) }), z.object({ staffId: z.uuid(), code: z.string() }))
