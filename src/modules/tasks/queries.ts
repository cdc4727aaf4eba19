import { sql } from 'kysely'
import { inSight } from '../../kernel/access.ts'
import type { Ctx } from '../../kernel/context.ts'
import { startOfDay } from '../../kernel/days.ts'
import { notFound } from '../../kernel/errors.ts'
import { companyZone } from '../../kernel/frame.ts'
import { inOrder, listIds } from '../../kernel/listing.ts'
import { among, lookUp } from '../../kernel/transaction.ts'
import type { Condition } from '../../pure/conditions/index.ts'
import { namesOf, roleName, standInsOf } from '../people/index.ts'
import { matching } from '../search/index.ts'
import type { Task, TaskDeed, TaskQuery, TaskTitle } from './contract.ts'
import { deedsOf } from './rules.ts'
import { CLAIMABLE, taskResource, tables } from './tables.ts'

const LIST = { table: 'task', resource: taskResource, permission: 'task.read', sort: 'dueAt', sorts: { dueAt: { column: 'due_at', type: 'timestamptz' }, createdAt: { column: 'id', type: 'uuid' } } } as const

/** A page of tasks in the reader's sight, the nearest due first. */
export async function listTasks(ctx: Ctx, query: TaskQuery): Promise<{ items: Task[]; nextCursor: string | null }> {
  const filter: Condition = { all: filtersOf(ctx, query) }
  const page = query.q ? await matching(ctx, 'task', query.q, LIST, query, filter) : await listIds(ctx, LIST, query, filter)
  return { items: await tasksById(ctx, page.ids), nextCursor: page.nextCursor }
}

const equal = (field: string, value: string | undefined): Condition[] => value === undefined ? [] : [{ field, is: 'equal', value }]
function filtersOf(ctx: Ctx, query: TaskQuery): Condition[] {
  const zone = ctx.settings.get(companyZone)
  const states = query.state ?? ['open']
  return [
    ...(states.length === 3 ? [] : states.length === 1 ? equal('state', states[0]) : [{ field: 'state', is: 'one-of', value: states } as const]),
    ...(query.whose ? [whoseOf(query.whose)] : []),
    ...equal('ownerId', query.ownerId), ...equal('teamId', query.teamId), ...equal('roleKey', query.role), ...equal('aboutId', query.aboutId), ...equal('sourceKind', query.sourceKind), ...equal('sourceId', query.sourceId),
    ...(query.overdue ? [{ all: [...equal('state', 'open'), query.overdue === 'true' ? { field: 'dueAt', is: 'until', value: { ago: 0 } } as const : { field: 'dueAt', is: 'after', value: { ago: 0 } } as const] }] : []),
    ...(query.snoozed === 'true' ? [{ field: 'snoozedUntil', is: 'not-empty' } as const] : query.snoozed === 'false' ? [{ field: 'snoozedUntil', is: 'empty' } as const] : []),
    ...(query.dueFrom ? [{ field: 'dueAt', is: 'from', value: startOfDay(zone, query.dueFrom).toISOString() } as const] : []),
    ...(query.dueTo ? [{ field: 'dueAt', is: 'before', value: startOfDay(zone, query.dueTo, 1).toISOString() } as const] : []),
  ]
}
function whoseOf(whose: NonNullable<TaskQuery['whose']>): Condition {
  if (whose === 'mine') return { any: [{ field: 'ownerId', is: 'equal', value: { var: 'me' } }, { field: 'ownerId', is: 'one-of', value: { var: 'standsFor' } }, ...CLAIMABLE] }
  if (whose === 'claimable') return { any: CLAIMABLE }
  if (whose === 'standing-in') return { field: 'ownerId', is: 'one-of', value: { var: 'standsFor' } }
  if (whose === 'handed-out') return { all: [{ field: 'madeBy', is: 'equal', value: { var: 'me' } }, { any: [{ field: 'ownerId', is: 'empty' }, { field: 'ownerId', is: 'not-equal', value: { var: 'me' } }] }] }
  return { any: [...taskResource.legs['led'] ?? [], { field: 'teamId', is: 'one-of', value: { var: 'teams' } }] }
}

const rowsOf = (ctx: Ctx) => tables(ctx).selectFrom('task as k').leftJoin('staff_ref as o', 'o.id', 'k.owner_id').leftJoin('team_ref as t', 't.id', 'k.team_id')
  .modifyFront(lookUp).selectAll('k').select(['o.name as owner_name', 't.name as team_name']).select(inSight(ctx, taskResource, 'task.assign', 'k').as('leads'))
export type TaskFound = Awaited<ReturnType<ReturnType<typeof rowsOf>['executeTakeFirstOrThrow']>>

async function tasksById(ctx: Ctx, ids: readonly string[]): Promise<Task[]> {
  return ids.length ? shownTasks(ctx, inOrder(ids, await rowsOf(ctx).where(among('k.id', ids)).execute())) : []
}

/** One task in the reader's sight. @throws AppError not-found `task.not-found` */
export async function findTask(ctx: Ctx, id: string): Promise<TaskFound> {
  const row = await rowsOf(ctx).where('k.id', '=', id).where(inSight(ctx, taskResource, 'task.read', 'k')).executeTakeFirst()
  if (!row) throw notFound('task')
  return row
}
export async function getTask(ctx: Ctx, id: string): Promise<Task> {
  const [task] = await shownTasks(ctx, [await findTask(ctx, id)])
  return task as Task
}

export const dueOf = (row: Pick<TaskFound, 'due_at'>): Date | null => row.due_at instanceof Date ? row.due_at : null
/** Whether a variable of the reader holds this value. */
export const has = (ctx: Ctx, name: string, value: string | null) => value !== null && (ctx.actor.vars[name] as readonly string[] | undefined)?.includes(value) === true

/** What the reader may do with this task. */
export function mayWith(ctx: Ctx, row: TaskFound): TaskDeed[] {
  if (!ctx.actor.can('task.work')) return []
  return deedsOf({
    state: row.state, byHand: row.by_hand, sourced: row.source_kind !== 'task', unclaimed: row.owner_id === null, isOwner: row.owner_id !== null && row.owner_id === ctx.actor.id, standsIn: has(ctx, 'standsFor', row.owner_id),
    isInvited: has(ctx, 'roles', row.role_key) || has(ctx, 'teams', row.team_id), isMaker: row.made_by !== null && row.made_by === ctx.actor.id, leads: row.leads, overdue: (dueOf(row) ?? Infinity) <= ctx.now,
  })
}

async function shownTasks(ctx: Ctx, rows: readonly TaskFound[]): Promise<Task[]> {
  const away = await standInsOf(ctx, rows.flatMap((row) => row.state === 'open' && row.owner_id ? [row.owner_id] : []))
  const names = await namesOf(ctx, [...away.values(), ...rows.flatMap((row) => [row.made_by, row.finished_by].filter((id) => id !== null))])
  const named = (id: string | null | undefined) => id ? { id, name: names.get(id) ?? '' } : null
  return rows.map((row) => {
    const dueAt = dueOf(row)
    return {
      id: row.id, title: row.title as TaskTitle, note: row.note, owner: row.owner_id ? { id: row.owner_id, name: row.owner_name ?? '' } : null,
      role: row.role_key ? { key: row.role_key, name: roleName(ctx, row.role_key) } : null, team: row.team_id ? { id: row.team_id, name: row.team_name ?? '' } : null,
      standIn: row.owner_id ? named(away.get(row.owner_id)) : null,
      state: row.state, dueAt, overdue: row.state === 'open' && dueAt !== null && dueAt <= ctx.now, snoozedUntil: row.snoozed_until, escalationLevel: row.escalation_level,
      about: { kind: row.about_kind, id: row.about_id }, source: { kind: row.source_kind, id: row.source_id }, path: row.path, byHand: row.by_hand,
      outcome: row.outcome, madeBy: named(row.made_by), finishedBy: named(row.finished_by), finishedAt: row.finished_at, createdAt: row.created_at, version: row.version, may: mayWith(ctx, row),
    }
  })
}

const MOST_COUNTED = 100
/** What waits for the reader, each counted to 100 at most. */
export async function countTasks(ctx: Ctx): Promise<{ mine: number; claimable: number; standingIn: number; overdue: number }> {
  const list = (name: string) => (ctx.actor.vars[name] as readonly string[] | undefined) ?? []
  const owned = sql`state = 'open' and snoozed_until is null and owner_id`
  const count = async (where: ReturnType<typeof sql>) => (await sql`select 1 from task where ${where} limit ${sql.lit(MOST_COUNTED)}`.execute(ctx.db)).rows.length
  return {
    mine: await count(sql`${owned} = ${ctx.actor.id}`),
    claimable: await count(sql`state = 'open' and owner_id is null and (role_key = any(${list('roles')}::text[]) or team_id = any(${list('teams')}::uuid[]))`),
    standingIn: await count(sql`${owned} = any(${list('standsFor')}::uuid[])`),
    overdue: await count(sql`${owned} = ${ctx.actor.id} and due_at <= ${ctx.now}`),
  }
}
