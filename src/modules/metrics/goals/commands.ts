import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { conflict, invalid, notFound, refused } from '../../../kernel/errors.ts'
import { dropUndefined } from '../../../kernel/frame.ts'
import { newId } from '../../../kernel/id.ts'
import { windowBefore } from '../comparison.ts'
import type { ChangeGoal, Goal, SetGoal } from '../contract.ts'
import { GoalChanged, GoalSet, GoalWithdrawn } from '../contract.ts'
import { metricKind } from '../definition.ts'
import { getGoal, wholeValue, windowOfGoal } from './queries.ts'
import type { GoalRow } from './tables.ts'
import { tables } from './tables.ts'

/** What may stand in the log; of texts only that they changed. */
const TOLD = new Set(['direction', 'target', 'starts_on', 'ends_on', 'owner_id', 'parent_id'])
const NAMES: Readonly<Record<string, string>> = { starts_on: 'from', ends_on: 'deadline', owner_id: 'owner', parent_id: 'parent' }

/** Sets a goal and keeps what the metric was in as many days just before. @throws AppError 400 metric.not-found, goal.not-by-team, goal.ends-before-it-begins, staff.unknown, team.not-found, goal.not-found */
export async function setGoal(ctx: Ctx, wish: SetGoal): Promise<Goal> {
  if (!ctx.definitions.keys(metricKind, ctx.now).includes(wish.metric)) throw invalid('metric', 'metric.not-found')
  const { is } = ctx.definitions.current(metricKind, wish.metric, ctx.now)
  const teamId = wish.teamId ?? null
  if (teamId && !is.by.includes('teamId')) throw invalid('teamId', 'goal.not-by-team')
  if (teamId && !await tables(ctx).selectFrom('team_ref').select('id').where('id', '=', teamId).executeTakeFirst()) throw invalid('teamId', 'team.not-found')
  if (wish.deadline < wish.from) throw invalid('deadline', 'goal.ends-before-it-begins')
  await requireRefs(ctx, wish.ownerId, wish.parentId ?? null)
  const baseline = (await wholeValue(ctx, is, windowBefore(windowOfGoal(wish.from, wish.deadline, teamId), 'previous'))).value
  const id = newId()
  const target = wish.target as number
  await tables(ctx).insertInto('metric_goal').values({
    id, name: wish.name, specific: wish.specific, metric: wish.metric, direction: wish.direction, target, attainable: wish.attainable, relevant: wish.relevant, starts_on: wish.from, ends_on: wish.deadline,
    owner_id: wish.ownerId, team_id: teamId, parent_id: wish.parentId ?? null, baseline, set_at: ctx.now, withdrawn_at: null, withdrawn_reason: null, version: 1,
  }).execute()
  await ctx.emit(GoalSet, id, { metric: wish.metric, direction: wish.direction, target, from: wish.from, deadline: wish.deadline, ownerId: wish.ownerId, teamId })
  return getGoal(ctx, id)
}

async function requireRefs(ctx: Ctx, ownerId: string | undefined, parentId: string | null): Promise<void> {
  if (ownerId && !await tables(ctx).selectFrom('staff_ref').select('id').where('id', '=', ownerId).where('active', '=', true).executeTakeFirst()) throw invalid('ownerId', 'staff.unknown')
  if (parentId && !await tables(ctx).selectFrom('metric_goal').select('id').where('id', '=', parentId).executeTakeFirst()) throw invalid('parentId', 'goal.not-found')
}

/** One at a time, so that two changes at once can't close a ring either. @throws AppError invalid `goal.serves-itself` where the other one serves this one already */
async function refuseRing(ctx: Ctx, id: string, parentId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('metric-goal-parents'))`.execute(ctx.db)
  const { rows } = await sql<{ id: string }>`with recursive up as (select id, parent_id from metric_goal where id = ${parentId} union select g.id, g.parent_id from metric_goal g join up on g.id = up.parent_id) select id from up where id = ${id}`.execute(ctx.db)
  if (rows.length) throw invalid('parentId', 'goal.serves-itself')
}

/** @throws AppError 404, 409 record.stale, 422 goal.withdrawn, and what `setGoal` refuses */
export async function changeGoal(ctx: Ctx, id: string, { version, from, deadline, ownerId, parentId, ...same }: ChangeGoal): Promise<Goal> {
  const before = await openRow(ctx, id)
  await requireRefs(ctx, ownerId, parentId ?? null)
  if (parentId) await refuseRing(ctx, id, parentId)
  const changes: Partial<GoalRow> = dropUndefined({ ...same, target: same.target ?? undefined, starts_on: from, ends_on: deadline, owner_id: ownerId, parent_id: parentId })
  if ((deadline ?? before.ends_on) < (from ?? before.starts_on)) throw invalid('deadline', 'goal.ends-before-it-begins')
  await write(ctx, id, version, changes)
  const was = before as unknown as Record<string, unknown>
  const changed = Object.entries(changes).filter(([key, to]) => was[key] !== to)
  await ctx.emit(GoalChanged, id, { changed: Object.fromEntries(changed.map(([key, to]) => [NAMES[key] ?? key, TOLD.has(key) ? { from: was[key], to } : {}])) })
  return getGoal(ctx, id)
}

/** Gives a goal up. @throws AppError 404, 409 record.stale, 422 goal.withdrawn */
export async function withdrawGoal(ctx: Ctx, id: string, { version, reason }: { version: number; reason: string }): Promise<Goal> {
  await openRow(ctx, id)
  await write(ctx, id, version, { withdrawn_at: ctx.now, withdrawn_reason: reason })
  await ctx.emit(GoalWithdrawn, id, {})
  return getGoal(ctx, id)
}

async function openRow(ctx: Ctx, id: string): Promise<GoalRow> {
  const row = await tables(ctx).selectFrom('metric_goal').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('goal')
  if (row.withdrawn_at) throw refused('goal.withdrawn')
  return row
}
async function write(ctx: Ctx, id: string, version: number, changes: Partial<GoalRow>): Promise<void> {
  const won = await tables(ctx).updateTable('metric_goal').set({ ...changes, version: version + 1 }).where('id', '=', id).where('version', '=', version).returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', await getGoal(ctx, id))
}
