import type { Generated } from 'kysely'
import { tablesOf } from '../../kernel/context.ts'
import type { BecausePart, Deed, Firing } from './contract.ts'

export interface FiringRow {
  id: string; rule_key: string; rule_id: string; once_key: string; event_pos: number | null; event_kind: string | null; subject_kind: string; subject_id: string; at: Date
  chain: string[]; state: Firing['state']; because: BecausePart[]; deeds: Deed[]; error: Firing['error']; replays: number; version: number
}
export interface WebhookRow {
  id: string; name: string; url: string
  /** Sealed for the house. The one before signs beside it until its moment. */
  secret: Buffer; old_secret: Buffer | null; old_until: Date | null
  grants: string[]; is_on: boolean; off_reason: string | null; failing_since: Date | null; made_by: string | null; made_at: Date; changed_at: Date; version: number
}
export interface DeliveryRow {
  id: string; webhook_id: string; firing_id: string | null; key: string; type: string; payload: string; subject_kind: string | null; subject_id: string | null
  state: 'waiting' | 'sending' | 'delivered' | 'given-up' | 'stopped'; attempts: number; due_at: Date | null; leased_until: Date | null; queued_at: Date; settled_at: Date | null; version: number
}
interface AttemptRow { id: string; delivery_id: string; attempt: number; at: Date; took_ms: number; status: number | null; error: string | null }

export const tables = tablesOf<{
  rule_switch: { key: string; is_on: boolean; since: Date; version: number }
  rule_place: { key: string; place: number }
  rule_firing: FiringRow
  rule_round: { rule_key: string; period: string; begun_at: Date; ended_at: Date | null; fired: Generated<number> }
  webhook: WebhookRow
  webhook_delivery: DeliveryRow
  webhook_attempt: AttemptRow
}>()
