import { tablesOf } from '../../kernel/context.ts'
import type { ClockState } from './contract.ts'

/** The versions a clock is bound to; `policy_row` is -1 while no row of the policy fits its record. */
export interface Pins { policy_id: string; policy_row: number; calendar_id: string; zone: string }
export interface ClockRow extends Pins {
  id: string; subject_kind: string; subject_id: string; key: string
  state: ClockState; started_at: Date; changed_at: Date; used_seconds: number; paused_seconds: number; due_at: Date | null; pause_reason: string | null
  breached_at: Date | null; stopped_at: Date | null; ring_at: Date | null; version: number
}
export interface ClockEventRow {
  clock_id: string; version: number; kind: 'start' | 'pause' | 'resume' | 'stop' | 'revise'; at: Date; reason: string | null
  policy_id: string | null; policy_row: number | null; calendar_id: string | null; zone: string | null
}
export const tables = tablesOf<{ clock: ClockRow; clock_event: ClockEventRow }>()
