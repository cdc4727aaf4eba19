import type { Generated } from 'kysely'
import type { Resource } from '../../kernel/access.ts'
import { tablesOf } from '../../kernel/context.ts'
import type { StaffRefRow, TeamRefRow } from '../people/index.ts'
import type { TaskRefRow } from '../tasks/index.ts'
import type { FlowException, Run, RunStep } from './contract.ts'

export interface RunRow {
  id: string; key: string; flow_key: string; flow_id: string; about_kind: string; about_id: string; team_id: string | null
  state: Run['state']; started_by: string | null; started_at: Date; changed_at: Date; ended_at: Date | null; ended_by: string | null; reason: string | null; version: number
}
export interface StepRow {
  id: string; run_id: string; key: string; round: number; live: Generated<boolean>; state: Exclude<RunStep['state'], 'waiting'>
  level: Generated<number>; levels: Generated<number>; hand: Generated<number>; substitute: Generated<boolean>
  form_id: string | null; submission_id: string | null; note: string | null
  ready_at: Date; due_at: Date | null; overdue_at: Date | null; settled_at: Date | null; settled_by: string | null; begun_at: Date | null; begun_by: string | null; deviation: 'skipped' | 'late' | null; version: Generated<number>
}
export interface ExceptionRow {
  id: string; run_id: string; step_id: string; flow_key: string; step_key: string; reason: string; asked_by: string; asked_at: Date; state: FlowException['state']
  decided_by: string | null; decided_at: Date | null; note: string | null
  review_due_at: Date | null; finding: FlowException['finding']; reviewed_by: string | null; reviewed_at: Date | null; review_note: string | null; version: number
}
export interface ApprovalRow { id: string; step_id: string; level: number; by_id: string; for_id: string | null; decision: 'approved' | 'rejected'; note: string | null; at: Date }
interface FlowTables {
  flow_run: RunRow
  flow_step: StepRow
  flow_approval: ApprovalRow
  flow_exception: ExceptionRow
  flow_sign_off: { definition_id: string; body_hash: Buffer; reviewer_id: string; notes: unknown; at: Date }
  staff_ref: StaffRefRow
  team_ref: TeamRefRow
  task_ref: TaskRefRow
}
export const tables = tablesOf<FlowTables>()

/** Who sees runs in lists. Whoever sees the record that a run is about, or has a step of it to do, sees that run beside. */
export const runResource: Resource = {
  name: 'run', read: 'run.read',
  fields: { id: { type: 'id' }, flowKey: { type: 'choice' }, flowId: { type: 'id' }, aboutId: { type: 'id' }, startedBy: { type: 'id' }, teamId: { type: 'id' }, state: { type: 'choice' }, startedAt: { type: 'instant' } },
  legs: {
    own: [{ field: 'startedBy', is: 'equal', value: { var: 'me' } }],
    team: [{ field: 'teamId', is: 'one-of', value: { var: 'teams' } }],
  },
  load: async (ctx, ids) => await tables(ctx).selectFrom('flow_run').select(['id', 'version', 'started_by as startedBy', 'team_id as teamId']).where('id', 'in', ids).execute(),
}
