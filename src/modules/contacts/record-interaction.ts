import type { Ctx } from '../../kernel/context.ts'
import { newId } from '../../kernel/id.ts'
import { maskPersonal } from '../../pure/text/index.ts'
import type { ContactKind } from '../customers/contract.ts'
import type { Channel, Direction } from './contract.ts'
import { InteractionRecorded } from './contract.ts'
import { tables } from './tables.ts'
import type { InteractionPartyRow, InteractionRow } from './tables.ts'

/** A sender or receiver: a customer's contact point, or the value of somebody who is no customer. */
export type NewParty = { role: 'from' | 'to' | 'cc'; /** As they call themselves. */ name?: string } & ({ contactPointId: string } | { kind: ContactKind; value: string })
export interface NewInteraction {
  /** Made by whoever has to name it before it is there. */
  id?: string
  channel: Channel; direction: Direction
  customerId?: string | null; agentId?: string | null
  /** The record it belongs to: both or neither. */
  subjectKind?: string | null; subjectId?: string | null
  /** When it happened; now when absent. */
  at?: Date; startedAt?: Date; endedAt?: Date
  /** One line each. Numbers and addresses in them are masked, for they are kept in the clear. */
  topic?: string; outcome?: string
  parties?: readonly NewParty[]
}

/** Keeps that we met, and tells it. Sends its rows and asks the database nothing; answers the interaction's id. */
export async function recordInteraction(ctx: Ctx, told: NewInteraction): Promise<string> {
  const { id = newId(), channel, direction, customerId = null, agentId = null, subjectKind = null, subjectId = null, at = ctx.now, startedAt = null, endedAt = null, topic, outcome, parties = [] } = told
  const row: InteractionRow = {
    id, channel, direction, customer_id: customerId, agent_id: agentId, subject_kind: subjectKind, subject_id: subjectId,
    at, started_at: startedAt, ended_at: endedAt, topic: topic ? maskPersonal(topic) : null, outcome: outcome ? maskPersonal(outcome) : null,
  }
  tables.insert(ctx, 'interaction', row)
  if (parties.length) tables.insert(ctx, 'interaction_party', partyRows(ctx, id, parties))
  await ctx.emit(InteractionRecorded, id, { channel, direction, customerId, agentId, subjectKind, subjectId })
  return id
}

function partyRows(ctx: Ctx, id: string, parties: readonly NewParty[]): InteractionPartyRow[] {
  const seal = parties.some((party) => 'value' in party || party.name) ? ctx.vault.newborn(ctx, [id]) : undefined
  return parties.map((party, place) => {
    const name = party.name && seal ? seal(id, party.name) : null
    return 'value' in party
      ? { interaction_id: id, place, role: party.role, contact_point_id: null, kind: party.kind, value: seal?.(id, party.value) ?? null, name }
      : { interaction_id: id, place, role: party.role, contact_point_id: party.contactPointId, kind: null, value: null, name }
  })
}
