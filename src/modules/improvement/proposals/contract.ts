import { z } from 'zod'
import { Bilingual, Day, Id, Instant, Listing, endpoint, event, line, pageOf, prose } from '../../../kernel/contract.ts'
import { History } from '../../../kernel/shell.ts'
import { SMART, Unit } from '../../metrics/contract.ts'

/** Proposals to make something better: root cause, measure, what the departments concerned say, and the decision. */

export const PROPOSAL_STATES = ['draft', 'consulting', 'approved', 'rejected', 'withdrawn'] as const
export const STANCES = ['agree', 'condition', 'oppose'] as const
export const FINDINGS = ['add-staff-or-automate', 'shorten-wait', 'shorten-work', 'right-first-time', 'fewer-hands', 'without-step'] as const
const Named = z.object({ id: z.uuid(), name: z.string() })

/** What somebody says they found in a log: the figure as their browser worked it out. It proves nothing, for nobody counted it here. */
export const ProposalFinding = z.strictObject({
  kind: z.enum(FINDINGS), from: line(200).nullable(), step: line(200).nullable(),
  /** 0 to 1. */
  share: z.number().min(0).max(1), cases: z.int().min(0), of: z.int().min(0),
  /** Seconds a case. */
  seconds: z.number().min(0),
  /** Which log: its file, or what of the house with its days. */
  log: line(200),
})
export type ProposalFinding = z.output<typeof ProposalFinding>

/** The figure of a metric, as it was counted here when the proposal was made. */
export const ProposalEvidence = z.object({ metric: z.string(), name: Bilingual, unit: Unit, definitionVersion: z.int(), from: Day, to: Day, value: z.number(), n: z.int() })
export type ProposalEvidence = z.output<typeof ProposalEvidence>

export const Opinion = z.object({ id: z.uuid(), department: Named, askedOf: Named, stance: z.enum(STANCES).nullable(), words: z.string().nullable(), feasibility: z.int().nullable(), answeredBy: Named.nullable(), answeredAt: Instant.nullable(), mine: z.boolean() })
export type Opinion = z.output<typeof Opinion>
export const PROPOSAL_DEEDS = ['change', 'consult', 'decide', 'withdraw', 'begin'] as const
const Head = {
  id: z.uuid(), title: z.string(), state: z.enum(PROPOSAL_STATES), owner: Named, flow: z.string().nullable(), opinionsDue: Instant.nullable(), overdue: z.boolean(), answered: z.int(), asked: z.int(),
  /** Mean of what the departments gave, 1 to 5; null before the first. */
  feasibility: z.number().nullable(), madeAt: Instant, version: z.int(),
}
export const ProposalItem = z.object(Head).meta({ id: 'ImprovementItem' })
export type ProposalItem = z.output<typeof ProposalItem>
export const Proposal = z.object({
  ...Head, problem: z.string(), rootCause: z.string(), measure: z.string(), finding: ProposalFinding.extend({ unproven: z.literal(true) }).nullable(), evidence: ProposalEvidence.nullable(),
  specific: z.string().nullable(), metric: z.string().nullable(), /** Of a metric that is in force. */ metricIs: z.object({ name: Bilingual, unit: Unit }).nullable(), target: z.number().nullable(),
  attainable: z.string().nullable(), relevant: z.string().nullable(), deadline: Day.nullable(), /** The letters of SMART it can’t be approved without. */ lacks: z.array(z.enum(SMART)),
  madeBy: Named, opinions: z.array(Opinion),
  decidedBy: Named.nullable(), decidedAt: Instant.nullable(), note: z.string().nullable(), changeId: z.uuid().nullable(), may: z.array(z.enum(PROPOSAL_DEEDS)),
}).meta({ id: 'Improvement' })
export type Proposal = z.output<typeof Proposal>

export const ProposalQuery = Listing.extend({ state: z.string().max(100).regex(/^[a-z]+(,[a-z]+)*$/).optional(), owner: z.union([z.uuid(), z.literal('me')]).optional(), mine: z.enum(['to-answer']).optional() }).omit({ q: true })
export type ProposalQuery = z.output<typeof ProposalQuery>
/** A proposal may be worked out step by step; `metric` and `target` go together. */
const smart = { specific: prose(1_000).nullish(), metric: line(60).nullish(), target: z.number().nullish(), attainable: prose(1_000).nullish(), relevant: prose(1_000).nullish(), deadline: Day.nullish() }
export const SMART_FIELDS = ['specific', 'metric', 'target', 'attainable', 'relevant', 'deadline'] as const satisfies readonly (keyof typeof smart)[]
const fields = { title: line(200), problem: prose(5_000), rootCause: prose(5_000), measure: prose(5_000), flowKey: line(120).nullable(), ownerId: z.uuid() }
export const MakeProposal = z.strictObject({ ...fields, flowKey: fields.flowKey.optional(), ownerId: fields.ownerId.optional(), ...smart, finding: ProposalFinding.optional(),
  /** The metric it rests on and the days, the last thirty when absent; its value is counted, never typed. */
  evidence: z.strictObject({ metric: line(60), from: Day.optional(), to: Day.optional() }).optional() })
export type MakeProposal = z.output<typeof MakeProposal>
export const EditProposal = z.strictObject({ ...z.object(fields).partial().shape, ...smart, version: z.int() })
export type EditProposal = z.output<typeof EditProposal>
export const Consult = z.strictObject({ version: z.int(), departments: z.array(z.uuid()).min(1).max(50), dueAt: Instant })
export type Consult = z.output<typeof Consult>
export const GiveOpinion = z.strictObject({ stance: z.enum(STANCES), feasibility: z.int().min(1).max(5), words: prose(4_000).optional() }).refine(({ stance, words }) => stance === 'agree' || !!words, { error: 'improvement.words-needed', path: ['words'] })
export type GiveOpinion = z.output<typeof GiveOpinion>
const version = z.int()

export const proposals = {
  proposals: endpoint('GET', '/improvements', { query: ProposalQuery, response: pageOf(ProposalItem), access: 'improvement.read', about: 'Proposals for improvement, newest first.' }),
  proposal: endpoint('GET', '/improvements/:id', { params: Id, response: Proposal, access: 'improvement.read', about: 'One proposal with what the departments say to it.' }),
  propose: endpoint('POST', '/improvements', { body: MakeProposal, response: Proposal, status: 201, access: 'improvement.propose', about: 'Proposes an improvement with its root cause and the metric it rests on, whose value is counted at that moment. What was found in a log is kept as an unproven statement.' }),
  editProposal: endpoint('PATCH', '/improvements/:id', { params: Id, body: EditProposal, response: Proposal, access: 'improvement.propose', about: 'Changes a proposal before departments are asked; while they are, what it lacks of SMART can still be filled in.' }),
  consult: endpoint('POST', '/improvements/:id/consultation', { params: Id, body: Consult, response: Proposal, access: 'improvement.propose', about: 'Asks departments for their opinion until a moment; their liaisons get a task.' }),
  giveOpinion: endpoint('POST', '/improvements/:id/opinions/:opinionId', { params: Id.extend({ opinionId: z.uuid() }), body: GiveOpinion, response: Proposal, access: 'improvement.read', about: 'Agrees, agrees on a condition, or opposes for one’s department, and says how feasible it is from 1 to 5.' }),
  decide: endpoint('POST', '/improvements/:id/decision', { params: Id, body: z.strictObject({ version, decision: z.enum(['approved', 'rejected']), note: prose(2_000) }), response: Proposal, access: 'improvement.decide', about: 'Approves or rejects it. Nobody decides their own, and none is approved before all departments asked have answered or their time is over, nor without all five letters of SMART.' }),
  withdraw: endpoint('POST', '/improvements/:id/withdraw', { params: Id, body: z.strictObject({ version, note: prose(2_000) }), response: Proposal, access: 'improvement.propose', about: 'Takes a proposal back.' }),
  begin: endpoint('POST', '/improvements/:id/change', { params: Id, body: z.strictObject({ version, flowKey: line(120).optional(), plannedOn: Day }), response: Proposal, access: 'process-change.write', about: 'Plans the change of a flow that an approved proposal calls for.' }),
  proposalEvents: endpoint('GET', '/improvements/:id/events', { params: Id, response: History, access: 'improvement.read', about: 'The history of a proposal, oldest first.' }),
}

const Changed = z.record(z.string(), z.object({ from: z.json(), to: z.json() }).partial())
export const ImprovementProposed = event('improvement.proposed', z.object({ ownerId: z.uuid(), finding: z.enum(FINDINGS).nullable() }))
export const ImprovementChanged = event('improvement.changed', z.object({ changed: Changed }))
export const ImprovementConsulted = event('improvement.consulted', z.object({ departments: z.array(z.uuid()), dueAt: z.string(), changed: Changed }))
export const OpinionGiven = event('improvement.opinion-given', z.object({ departmentId: z.uuid(), stance: z.enum(STANCES), feasibility: z.int() }))
export const ImprovementDecided = event('improvement.decided', z.object({ changed: Changed }))
export const ImprovementWithdrawn = event('improvement.withdrawn', z.object({ changed: Changed }))
export const ImprovementBegun = event('improvement.begun', z.object({ changeId: z.uuid() }))
export const proposalEvents = [ImprovementProposed, ImprovementChanged, ImprovementConsulted, OpinionGiven, ImprovementDecided, ImprovementWithdrawn, ImprovementBegun]
