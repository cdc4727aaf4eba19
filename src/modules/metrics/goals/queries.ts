import { systemActor } from '../../../kernel/actors.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { dayIn } from '../../../kernel/days.ts'
import { notFound } from '../../../kernel/errors.ts'
import { companyZone } from '../../../kernel/frame.ts'
import type { Goal, Value } from '../contract.ts'
import type { Window } from '../counted.ts'
import type { Metric } from '../definition.ts'
import { metricKind } from '../definition.ts'
import { noneOf } from '../queries.ts'
import { goalState } from '../rules.ts'
import { valuesOf } from '../value.ts'
import type { GoalRow } from './tables.ts'
import { tables } from './tables.ts'

const MOST = 200

const rowsOf = (ctx: Ctx) => tables(ctx).selectFrom('metric_goal as g').leftJoin('staff_ref as s', 's.id', 'g.owner_id').leftJoin('team_ref as t', 't.id', 'g.team_id').leftJoin('metric_goal as p', 'p.id', 'g.parent_id')
  .selectAll('g').select(['s.name as owner_name', 't.name as team_name', 'p.name as parent_name'])
type Found = Awaited<ReturnType<ReturnType<typeof rowsOf>['executeTakeFirstOrThrow']>>

/** Goals whose metric is in force, the last to end first; those given up apart. */
export async function listGoals(ctx: Ctx, withdrawn: boolean): Promise<Goal[]> {
  const rows = await rowsOf(ctx).where('g.withdrawn_at', withdrawn ? 'is not' : 'is', null).orderBy('g.ends_on', 'desc').orderBy('g.id', 'desc').limit(MOST).execute()
  return (await Promise.all(rows.map((row) => shown(ctx, row)))).filter((goal) => goal !== null)
}
/** @throws AppError 404 goal.not-found */
export async function getGoal(ctx: Ctx, id: string): Promise<Goal> {
  const row = await rowsOf(ctx).where('g.id', '=', id).executeTakeFirst()
  const goal = row ? await shown(ctx, row) : null
  if (!goal) throw notFound('goal')
  return goal
}

/** The goals whose days include this one, the company's and the teams': what a screen of many figures holds values against. */
export async function goalsInForce(ctx: Ctx, day: string): Promise<{ id: string; name: string; metric: string; direction: Goal['direction']; target: number; teamId: string | null }[]> {
  return tables(ctx).selectFrom('metric_goal').select(['id', 'name', 'metric', 'direction', 'target', 'team_id as teamId']).where('withdrawn_at', 'is', null).where('starts_on', '<=', day).where('ends_on', '>=', day).orderBy('set_at', 'desc').limit(MOST).execute()
}

/** A metric's value over all records, whoever asks: a goal is the company's. */
export async function wholeValue(ctx: Ctx, metric: Metric, window: Window): Promise<Value> {
  return (await valuesOf({ ...ctx, actor: systemActor }, metric, window, null)).get(null) ?? noneOf(metric)
}
/** The days of a goal, of its team's records alone when it has one. */
export const windowOfGoal = (from: string, to: string, teamId: string | null): Window => ({ from, to, ...(teamId ? { by: 'teamId', group: teamId } : {}) })

async function shown(ctx: Ctx, row: Found): Promise<Goal | null> {
  if (!ctx.definitions.keys(metricKind, ctx.now).includes(row.metric)) return null
  const { is } = ctx.definitions.current(metricKind, row.metric, ctx.now)
  const today = dayIn(ctx.settings.get(companyZone), ctx.now)
  const hasBegun = row.starts_on <= today
  const value: Value = hasBegun ? await wholeValue(ctx, is, windowOfGoal(row.starts_on, row.ends_on < today ? row.ends_on : today, row.team_id)) : { ...noneOf(is), value: null }
  return {
    ...textsOf(row), id: row.id, metric: row.metric, metricName: is.name, unit: is.unit, direction: row.direction, target: row.target, from: row.starts_on, deadline: row.ends_on,
    owner: { id: row.owner_id, name: row.owner_name ?? '' }, team: row.team_id ? { id: row.team_id, name: row.team_name ?? '' } : null, parent: row.parent_id ? { id: row.parent_id, name: row.parent_name ?? '' } : null,
    baseline: row.baseline, standing: { ...value, ...goalState(row, value) }, withdrawnAt: row.withdrawn_at, withdrawnReason: row.withdrawn_reason, setAt: row.set_at, version: row.version,
    may: ctx.actor.can('metric.goal') && !row.withdrawn_at ? ['change', 'withdraw'] : [],
  }
}
const textsOf = ({ name, specific, attainable, relevant }: GoalRow) => ({ name, specific, attainable, relevant })
