import { sql } from 'kysely'
import { inSight } from '../../kernel/access.ts'
import type { Ctx } from '../../kernel/context.ts'
import { notFound } from '../../kernel/errors.ts'
import { FlowSubjectTold } from './contract.ts'
import type { RunRow } from './tables.ts'
import { runResource, tables } from './tables.ts'

/** What a run knows of the record it is about, and who may see the run. */

export type Subject = Omit<(typeof FlowSubjectTold)['answers']['_zod']['output'], 'id'>
export interface About { kind: string; id: string }

const NOTHING: Subject = { seen: true, label: '', path: '', firstResponderId: null, handlerId: null, teamId: null, customerId: null, facts: {} }
/** What the owners of these records tell, by their ids; of a record that is gone, that nobody sees it. One question a kind. */
export async function tellSubjects(ctx: Ctx, abouts: readonly About[]): Promise<(about: About) => Subject> {
  const told = new Map<string, Subject>()
  for (const [kind, of] of Map.groupBy(abouts, (one) => one.kind)) {
    if (kind !== 'free') for (const { id, ...subject } of await ctx.ask(FlowSubjectTold, { kind, ids: [...new Set(of.map((one) => one.id))] })) told.set(id, subject)
  }
  // A free flow that no record gave cause for is about itself.
  return (about) => about.kind === 'free' ? NOTHING : told.get(about.id) ?? { ...NOTHING, seen: false }
}
export const tellSubject = async (ctx: Ctx, about: About): Promise<Subject> => (await tellSubjects(ctx, [about]))(about)

const list = (ctx: Ctx, name: string) => { const value = ctx.actor.vars[name]; return Array.isArray(value) ? value as string[] : [] }
/** Whether a task is the actor's to do: their own, one of an absent colleague whom they stand in for, or one that nobody of their role or team has claimed. */
export function isTheirs(ctx: Ctx, task: { owner_id: string | null; role_key: string | null; team_id: string | null }): boolean {
  if (ctx.actor.kind === 'system') return true
  if (task.owner_id) return task.owner_id === ctx.actor.id || list(ctx, 'standsFor').includes(task.owner_id)
  return (task.role_key !== null && list(ctx, 'roles').includes(task.role_key)) || (task.team_id !== null && list(ctx, 'teams').includes(task.team_id))
}

/** One run that the actor may see: by their grants, because they have had or have to do with a step of it, or because they see what it is about. @throws AppError 404 run.not-found */
export async function findRun(ctx: Ctx, id: string): Promise<RunRow & { subject: Subject }> {
  const row = await tables(ctx).selectFrom('flow_run as r').selectAll('r').select(inSight(ctx, runResource, 'run.read', 'r').as('granted')).where('r.id', '=', id).executeTakeFirst()
  if (!row) throw notFound('run')
  const subject = await tellSubject(ctx, { kind: row.about_kind, id: row.about_id })
  if (row.granted || (row.about_kind !== 'free' && subject.seen) || await takesPart(ctx, id)) return { ...row, subject }
  throw notFound('run')
}
async function takesPart(ctx: Ctx, runId: string): Promise<boolean> {
  const rows = await tables(ctx).selectFrom('flow_step as s').leftJoin('task_ref as t', (join) => join.on('t.key', '=', sql<string>`'flow-step:' || s.id || ':' || s.hand`))
    .select(['s.settled_by', 't.owner_id', 't.role_key', 't.team_id']).where('s.run_id', '=', runId).execute()
  return rows.some((row) => row.settled_by === ctx.actor.id || isTheirs(ctx, row))
}

/** Whoever holds the permission for all, and for their own runs whoever holds it for those. */
export const mayCancel = (ctx: Ctx, row: { started_by: string | null }): boolean =>
  ctx.actor.kind === 'system' || ctx.actor.grants.some(({ permission, scope }) => permission === 'run.cancel' && (scope === 'all' || (scope === 'own' && row.started_by === ctx.actor.id)))
