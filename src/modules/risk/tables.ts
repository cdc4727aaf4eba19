import type { Resource } from '../../kernel/access.ts'
import { tablesOf } from '../../kernel/context.ts'
import type { StaffRefRow, TeamMemberRefRow, TeamRefRow } from '../people/index.ts'
import type { Alarm } from './contract.ts'

export interface PlaceRow { id: string; name: string; location: string; code: string; team_id: string | null; tree: { staffIds: string[] }[]; active: boolean; made_at: Date; changed_at: Date; version: number }
export interface AlarmRow {
  id: string; place_id: string; state: Alarm['state']; presses: number; token_hash: Buffer; words: Buffer | null; phone: Buffer | null; pressed_at: Date; step: number; told: string[]; next_at: Date | null
  answered_by: string | null; answered_at: Date | null; ended_by: string | null; ended_at: Date | null; outcome: string | null; version: number
}
export const tables = tablesOf<{ sos_place: PlaceRow; sos_alarm: AlarmRow; staff_ref: StaffRefRow; team_ref: TeamRefRow; team_member_ref: TeamMemberRefRow }>()

/** Whoever may read calls for help reads all of them: in an emergency nobody asks whose it is. */
export const alarmResource: Resource = {
  name: 'sos', read: 'sos.read', fields: { id: { type: 'id' } }, legs: {},
  load: async (ctx, ids) => await tables(ctx).selectFrom('sos_alarm').select(['id', 'version']).where('id', 'in', ids).execute(),
}
