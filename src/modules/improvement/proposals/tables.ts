import type { Resource } from '../../../kernel/access.ts'
import { tablesOf } from '../../../kernel/context.ts'
import type { Opinion, Proposal, ProposalEvidence, ProposalFinding } from './contract.ts'

export interface ProposalRow {
  id: string; title: string; problem: string; root_cause: string; measure: string; flow_key: string | null; finding: ProposalFinding | null; evidence: ProposalEvidence | null
  specific: string | null; metric: string | null; target: number | null; attainable: string | null; relevant: string | null; deadline: string | null
  owner_id: string; state: Proposal['state']; opinions_due: Date | null
  decided_by: string | null; decided_at: Date | null; note: string | null; change_id: string | null; made_by: string; made_at: Date; changed_at: Date; version: number
}
export interface OpinionRow { id: string; proposal_id: string; department_id: string; asked_of: string; stance: Opinion['stance']; words: string | null; feasibility: number | null; answered_by: string | null; answered_at: Date | null }
export const tables = tablesOf<{ improvement_proposal: ProposalRow; improvement_opinion: OpinionRow; department_ref: { id: string; name: string } }>()

/** Whoever may read proposals reads all of them; whoever owns one writes on it. */
export const proposalResource: Resource = {
  name: 'improvement', read: 'improvement.read',
  fields: { id: { type: 'id' }, state: { type: 'choice' }, ownerId: { type: 'id' } },
  legs: { own: [{ field: 'ownerId', is: 'equal', value: { var: 'me' } }] },
  load: async (ctx, ids) => await tables(ctx).selectFrom('improvement_proposal').select(['id', 'version', 'state', 'owner_id as ownerId']).where('id', 'in', ids).execute(),
}
