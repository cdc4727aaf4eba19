import type { Generated } from 'kysely'
import { tablesOf } from '../../kernel/context.ts'
import type { Locale } from '../../kernel/context.ts'
import type { StaffGrade, Tier } from './contract.ts'

interface StaffRow {
  id: string; name: string; email: string; phone: string | null; locale: Locale; tier: Tier | null; position: string | null; work_number: Generated<string | null>; grade: StaffGrade | null
  department_id: string | null; line_id: string | null; manager_id: string | null; active: boolean; must_change_password: boolean; two_factor: boolean
  joined_at: Date; left_at: Date | null; version: number
}
export interface PeopleTables {
  staff: StaffRow
  department: { id: string; name: string; parent_id: string | null; liaison_id: string | null; version: number }
  business_line: { id: string; name: string; calendar: Generated<string | null>; version: number }
  team: { id: string; name: string; channel: string | null; department_id: string | null; line_id: string | null; calendar: Generated<string | null>; version: number }
  team_member: { team_id: string; staff_id: string; leader: boolean }
  skill: { id: string; key: string; name: string; version: number }
  staff_skill: { staff_id: string; skill_id: string; level: number; evidence: string; expires_on: string | null; set_by: string | null; set_at: Date }
  shift: { id: string; staff_id: string; day: string; kind: string; name: unknown; works: boolean; from_at: Date; until_at: Date; made_by: string | null; made_at: Date; version: number }
  role_assignment: { id: string; staff_id: string; role_key: string; line_id: string | null; at: Date }
  staff_delegate: { id: string; staff_id: string; delegate_id: string; from_at: Date; until_at: Date; reason: string | null; made_by: string | null; made_at: Date; version: number }
  api_token: { id: string; staff_id: string; name: string; hash: Buffer; tail: string; scope: string[] | null; made_at: Date; expires_at: Date | null; used_on: string | null; revoked_at: Date | null }
  sign_in_guard: { fingerprint: Buffer; failures: number; at: Date; locked_until: Date | null }
  used_code: { fingerprint: Buffer; at: Date }
  setup_link: { hash: Buffer; made_at: Date; used_at: Date | null }
  notification: { id: string; batch_id: string; staff_id: string; code: string; subject_kind: string; subject_id: string; params: unknown; at: Date; read_at: Date | null }
  notification_held: { id: string; staff_id: string; code: string; subject_kind: string; subject_id: string; params: unknown; about_kind: string; about_id: string; calendar: string | null; at: Date }
}
export const tables = tablesOf<PeopleTables>()

/** Rows of the view `staff_ref`, which other modules may join. */
export interface StaffRefRow { id: string; name: string; active: boolean; line_id: string | null }
/** Rows of the view `team_member_ref`, which other modules may join. */
export interface TeamMemberRefRow { team_id: string; staff_id: string; leader: boolean }
/** Rows of the view `staff_skill_ref`, which other modules may join. */
export interface StaffSkillRefRow { staff_id: string; key: string; level: number; expires_on: string | null }
/** Rows of the view `team_ref`, which other modules may join. */
export interface TeamRefRow { id: string; name: string; line_id: string | null }
