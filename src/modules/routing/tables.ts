import type { Resource } from '../../kernel/access.ts'
import { tablesOf } from '../../kernel/context.ts'
import type { CustomerRef } from '../customers/index.ts'
import type { StaffRefRow, StaffSkillRefRow, TeamMemberRefRow } from '../people/index.ts'
import type { Candidate, Decision } from './contract.ts'

interface AgentStateRow { staff_id: string; available: boolean; reason: string | null; since: Date; seen_at: Date; capacity: number | null; last_given_at: Date | null; version: number }
export interface DecisionRow {
  id: string; case_id: string; at: Date; definition_id: string; queue: string; staff_id: string; candidates: unknown; made_first: boolean; acted_at: Date | null; ended_at: Date | null; ended_why: Decision['endedWhy']
}
/** A candidate as a decision keeps it: names are looked up when it is shown. */
export interface KeptCandidate { staffId: string; verdict: Candidate['verdict']; detail: string | null; load: number; capacity: number }
/** Rows of the view `case_waiting`. */
export interface WaitingCase { id: string; number: string; subject: string; kind: string; channel: string; priority: string; customer_id: string | null; team_id: string | null; rank_at: Date; created_at: Date; version: number; severity: string | null; service: string | null; customer_grade: string | null }
export const tables = tablesOf<{
  agent_state: AgentStateRow
  routing_waiting: { case_id: string; since: Date; next_at: Date; tries: number }
  routing_decision: DecisionRow
  staff_ref: StaffRefRow
  team_member_ref: TeamMemberRefRow
  staff_skill_ref: StaffSkillRefRow
  case_waiting: WaitingCase
  customer_ref: CustomerRef
  case_in_hand_ref: { id: string; staff_id: string }
}>()

/** Who takes work, for the board: pushed to whoever may see it. Whoever leads a team sees its people, and no others. */
export const agentResource: Resource = {
  name: 'agent', read: 'routing.read', fields: { id: { type: 'id' } },
  legs: { led: [{ field: 'id', is: 'one-of', value: { var: 'members' } }, { field: 'id', is: 'one-of', value: { var: 'reports' } }, { field: 'id', is: 'equal', value: { var: 'me' } }], line: [{ field: 'id', is: 'one-of', value: { var: 'linePeople' } }, { field: 'id', is: 'equal', value: { var: 'me' } }] },
  load: async (ctx, ids) => (await tables(ctx).selectFrom('agent_state').select(['staff_id as id', 'version']).where('staff_id', 'in', ids).execute()),
}
/** What waits for somebody: of the teams one leads or of one's business line, and what no team has been given. */
export const waitingSight: Pick<Resource, 'fields' | 'legs'> = {
  fields: { teamId: { type: 'id' } },
  legs: { led: [{ field: 'teamId', is: 'one-of', value: { var: 'ledTeams' } }, { field: 'teamId', is: 'empty' }], line: [{ field: 'teamId', is: 'one-of', value: { var: 'lineTeams' } }, { field: 'teamId', is: 'empty' }] },
}
