import type { Resource } from '../../kernel/access.ts'
import { tablesOf } from '../../kernel/context.ts'
import type { ContactKind } from '../customers/contract.ts'
import type { CustomerRef } from '../customers/index.ts'
import type { StaffRefRow } from '../people/index.ts'
import type { Behaviour } from './behaviours/contract.ts'
import type { Channel, Direction } from './contract.ts'

export interface InteractionRow {
  id: string; channel: Channel; direction: Direction; customer_id: string | null; agent_id: string | null; subject_kind: string | null; subject_id: string | null
  at: Date; started_at: Date | null; ended_at: Date | null; topic: string | null; outcome: string | null
}
/** A customer's contact point, or a value that is nobody's, sealed under a key of the interaction. */
export interface InteractionPartyRow { interaction_id: string; place: number; role: 'from' | 'to' | 'cc'; contact_point_id: string | null; kind: ContactKind | null; value: Buffer | null; name: Buffer | null }

export interface BehaviourRow { id: string; customer_id: string; kind: Behaviour['kind']; label: string; amount: string | null; source: string; external_id: string; at: Date; taken_in_at: Date }

export const tables = tablesOf<{ interaction: InteractionRow; behaviour: BehaviourRow; interaction_party: InteractionPartyRow; customer_ref: CustomerRef; staff_ref: StaffRefRow }>()

/** What one had oneself, or all of them. Each leg has an index that ends in the order of the list (migrations/0008). */
export const interactionResource: Resource = {
  name: 'interaction', read: 'interaction.read',
  fields: { channel: { type: 'choice' }, direction: { type: 'choice' }, customerId: { type: 'id' }, agentId: { type: 'id' }, subjectId: { type: 'id' }, at: { type: 'instant' } },
  legs: { own: [{ field: 'agentId', is: 'equal', value: { var: 'me' } }] },
  load: async (ctx, ids) => (await tables(ctx).selectFrom('interaction').select(['id', 'agent_id as agentId']).where('id', 'in', ids).execute()).map((row) => ({ ...row, version: 1 })),
}
