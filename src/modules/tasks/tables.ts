import type { ColumnType, Generated } from 'kysely'
import type { Resource } from '../../kernel/access.ts'
import { tablesOf } from '../../kernel/context.ts'
import type { StaffRefRow, TeamRefRow } from '../people/index.ts'
import type { Task } from './contract.ts'

export interface TaskRow {
  id: string; key: string; title: unknown; note: string | null
  owner_id: string | null; role_key: string | null; team_id: string | null
  state: Generated<Task['state']>
  /** `infinity` when it has none, so that it can be sorted by. */
  due_at: ColumnType<Date | number, Date | string, Date | string>
  /** The next reminder, the end of being put off, the next step up: what the beat takes up. */
  remind_at: Date | null; snoozed_until: Date | null; overdue_at: Date | null; escalates: boolean; escalation_level: Generated<number>; escalate_at: Date | null
  about_kind: string; about_id: string; source_kind: string; source_id: string
  path: string | null; by_hand: boolean; outcome: string | null
  made_by: string | null; finished_by: string | null; finished_at: Date | null
  created_at: Date; changed_at: Date; version: number
}
export const tables = tablesOf<{ task: TaskRow; staff_ref: StaffRefRow; team_ref: TeamRefRow }>()

/** Rows of the view `task_ref`, which modules above may join. */
export interface TaskRefRow {
  id: string; key: string; title: unknown; state: Task['state']; owner_id: string | null; role_key: string | null; team_id: string | null; due_at: Date | number; overdue_at: Date | null
  about_kind: string; about_id: string; source_kind: string; source_id: string; outcome: string | null; made_by: string | null; finished_by: string | null; finished_at: Date | null; created_at: Date
}

const me = { var: 'me' } as const
/** What nobody of a role or team has claimed yet. */
export const CLAIMABLE = [
  { all: [{ field: 'ownerId', is: 'empty' }, { field: 'roleKey', is: 'one-of', value: { var: 'roles' } }] },
  { all: [{ field: 'ownerId', is: 'empty' }, { field: 'teamId', is: 'one-of', value: { var: 'teams' } }] },
] as const

/** Who sees which tasks. Each leg has an index by due moment and one by age (migrations/0020). */
export const taskResource: Resource = {
  name: 'task',
  read: 'task.read',
  fields: {
    id: { type: 'id' }, state: { type: 'choice' }, ownerId: { type: 'id' }, roleKey: { type: 'choice' }, teamId: { type: 'id' }, madeBy: { type: 'id' }, dueAt: { type: 'instant' }, overdueAt: { type: 'instant' },
    snoozedUntil: { type: 'instant' }, aboutId: { type: 'id' }, sourceKind: { type: 'choice' }, sourceId: { type: 'id' }, createdAt: { type: 'instant' },
  },
  legs: {
    /** One's own, those of whom one stands in for, what one gave away, and what one's roles and teams have. */
    own: [
      { field: 'ownerId', is: 'equal', value: me }, { field: 'ownerId', is: 'one-of', value: { var: 'standsFor' } }, { field: 'madeBy', is: 'equal', value: me },
      CLAIMABLE[0], { field: 'teamId', is: 'one-of', value: { var: 'teams' } },
    ],
    /** Of the people and teams of one business line, with one's own: where a role that sees all is held on that line. */
    line: [
      { field: 'ownerId', is: 'equal', value: me }, { field: 'ownerId', is: 'one-of', value: { var: 'standsFor' } }, { field: 'madeBy', is: 'equal', value: me }, CLAIMABLE[0],
      { field: 'ownerId', is: 'one-of', value: { var: 'linePeople' } }, { field: 'teamId', is: 'one-of', value: { var: 'lineTeams' } },
    ],
    /** Of whoever one leads, in a team or in the line. Nobody who leads nobody sees more by it. */
    led: [{ field: 'ownerId', is: 'one-of', value: { var: 'reports' } }, { field: 'ownerId', is: 'one-of', value: { var: 'members' } }, { field: 'teamId', is: 'one-of', value: { var: 'ledTeams' } }],
  },
  load: (ctx, ids) => tables(ctx).selectFrom('task').select(['id', 'version', 'owner_id as ownerId', 'role_key as roleKey', 'team_id as teamId', 'made_by as madeBy']).where('id', 'in', ids).execute(),
}
