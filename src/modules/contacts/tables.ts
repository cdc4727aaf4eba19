import type { Resource } from '../../kernel/access.ts'
import { tablesOf } from '../../kernel/context.ts'
import type { ContactKind } from '../customers/contract.ts'
import type { CustomerRef } from '../customers/index.ts'
import type { StaffRefRow, TeamMemberRefRow } from '../people/index.ts'
import type { Behaviour } from './behaviours/contract.ts'
import type { Channel, Direction } from './contract.ts'

export interface InteractionRow {
  id: string; channel: Channel; direction: Direction; customer_id: string | null; agent_id: string | null; subject_kind: string | null; subject_id: string | null
  at: Date; started_at: Date | null; ended_at: Date | null; topic: string | null; outcome: string | null
}
/** A customer's contact point, or a value that is nobody's, sealed under a key of the interaction. */
export interface InteractionPartyRow { interaction_id: string; place: number; role: 'from' | 'to' | 'cc'; contact_point_id: string | null; kind: ContactKind | null; value: Buffer | null; name: Buffer | null }

export interface TalkRow {
  id: string; interaction_id: string; agent_id: string | null; stretches: number; interruptions: number; overlap_seconds: number; venting_seconds: number; customer_seconds: number; agent_seconds: number; flagged: boolean
  greeting: boolean | null; please: boolean | null; thanks: boolean | null; broke_in_at: number[]; told_by: string | null; told_at: Date; version: number
}

export interface BehaviourRow { id: string; customer_id: string; kind: Behaviour['kind']; label: string; amount: string | null; source: string; external_id: string; at: Date; taken_in_at: Date }

export const tables = tablesOf<{ interaction: InteractionRow; behaviour: BehaviourRow; interaction_talk: TalkRow; interaction_party: InteractionPartyRow; customer_ref: CustomerRef; staff_ref: StaffRefRow; team_member_ref: TeamMemberRefRow }>()

/** What one had oneself, or all of them. Each leg has an index that ends in the order of the list (migrations/0008). */
export const interactionResource: Resource = {
  name: 'interaction', read: 'interaction.read',
  fields: { channel: { type: 'choice' }, direction: { type: 'choice' }, customerId: { type: 'id' }, agentId: { type: 'id' }, subjectId: { type: 'id' }, at: { type: 'instant' } },
  legs: { own: [{ field: 'agentId', is: 'equal', value: { var: 'me' } }] },
  load: async (ctx, ids) => (await tables(ctx).selectFrom('interaction').select(['id', 'agent_id as agentId']).where('id', 'in', ids).execute()).map((row) => ({ ...row, version: 1 })),
}
