import { sql } from 'kysely'
import type { Condition } from '../../pure/conditions/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { inOrder, listIds } from '../../kernel/listing.ts'
import { clocksOf } from '../clocks/index.ts'
import { filesOf } from '../files/index.ts'
import { namesOf, roleName, standInsOf } from '../people/index.ts'
import type { Run, RunQuery, RunStep, RunSummary } from './contract.ts'
import type { Flow } from './definition.ts'
import { flowKind } from './definition.ts'
import { exceptionsOf } from './exceptions.ts'
import { mayBeLeftOut } from './rules.ts'
import type { Subject } from './sight.ts'
import { findRun, isTheirs, mayCancel, tellSubject, tellSubjects } from './sight.ts'
import type { LiveStep } from './steps.ts'
import { doersBefore } from './steps.ts'
import type { RunRow } from './tables.ts'
import { runResource, tables } from './tables.ts'

const LIST = { table: 'flow_run', resource: runResource, permission: 'run.read', sort: '-startedAt', sorts: { startedAt: { column: 'id', type: 'uuid' } } } as const

/** Runs one may see, newest first; of one record all of its runs, for whoever sees the record. */
export async function listRuns(ctx: Ctx, query: RunQuery): Promise<{ items: RunSummary[]; nextCursor: string | null }> {
  const same = (field: string, value: string | undefined): Condition[] => value ? [{ field, is: 'equal', value: value === 'me' ? { var: 'me' } : value }] : []
  const ofRecord = query.aboutId ? await tables(ctx).selectFrom('flow_run').select(['id', 'about_kind']).where('about_id', '=', query.aboutId).orderBy('id', 'desc').limit(50).execute() : []
  const [first] = ofRecord
  const seen = first && first.about_kind !== 'free' && (await tellSubject(ctx, { kind: first.about_kind, id: query.aboutId as string })).seen
  const page = seen ? { ids: ofRecord.map(({ id }) => id), nextCursor: null }
    : await listIds(ctx, LIST, query, { all: [...same('flowKey', query.flow), ...same('flowId', query.flowId), ...same('aboutId', query.aboutId), ...same('state', query.state), ...same('startedBy', query.startedBy)] })
  if (!page.ids.length) return { items: [], nextCursor: null }
  const rows = inOrder(page.ids, await tables(ctx).selectFrom('flow_run').selectAll().where('id', 'in', page.ids).execute())
  const wanted = rows.filter((row) => (!query.state || row.state === query.state) && (!query.flow || row.flow_key === query.flow))
  return { items: await summaries(ctx, wanted), nextCursor: page.nextCursor }
}

type Stepped = LiveStep & { owner_id: string | null; role_key: string | null; task_team_id: string | null; task_due: Date | number | null }
/** The live steps of runs, with whose task each is. */
const stepsOf = async (ctx: Ctx, runIds: readonly string[]): Promise<Stepped[]> => await tables(ctx).selectFrom('flow_step as s')
  .leftJoin('task_ref as t', (join) => join.on('t.key', '=', sql<string>`'flow-step:' || s.id || ':' || s.hand`)).selectAll('s').select(['t.owner_id', 't.role_key', 't.team_id as task_team_id', 't.due_at as task_due'])
  .where('s.run_id', 'in', runIds).where('s.live', '=', true).orderBy('s.id').execute() as Stepped[]

const named = (names: ReadonlyMap<string, string>, id: string | null | undefined) => id ? { id, name: names.get(id) ?? '' } : null
const isOverdue = (ctx: Ctx, step: LiveStep) => step.state === 'ready' && step.due_at !== null && step.due_at < ctx.now

function head(ctx: Ctx, row: RunRow, steps: readonly LiveStep[], subject: Pick<Subject, 'label' | 'path' | 'seen'>, names: ReadonlyMap<string, string>) {
  const flow = ctx.definitions.version(flowKind, row.flow_id)
  return {
    id: row.id, flow: { key: row.flow_key, id: row.flow_id, version: flow.version, name: flow.is.body.name },
    about: { kind: row.about_kind, id: row.about_id, label: subject.seen && subject.label ? subject.label : null, path: subject.path || null },
    state: row.state, startedBy: named(names, row.started_by), startedAt: row.started_at, endedAt: row.ended_at, reason: row.reason,
    settled: steps.filter((step) => step.state !== 'ready').length, of: flow.is.body.steps.length, overdue: steps.some((step) => isOverdue(ctx, step)), version: row.version,
  }
}

async function summaries(ctx: Ctx, rows: readonly RunRow[]): Promise<RunSummary[]> {
  const byRun = Map.groupBy(rows.length ? await stepsOf(ctx, rows.map(({ id }) => id)) : [], (step) => step.run_id)
  const names = await namesOf(ctx, [...new Set(rows.flatMap((row) => [row.started_by, ...(byRun.get(row.id) ?? []).map((step) => step.owner_id)].filter((id) => id !== null)))])
  const told = await tellSubjects(ctx, rows.map((row) => ({ kind: row.about_kind, id: row.about_id })))
  return rows.map((row) => {
    const steps = byRun.get(row.id) ?? []
    const { body } = ctx.definitions.version(flowKind, row.flow_id).is
    return {
      ...head(ctx, row, steps, told({ kind: row.about_kind, id: row.about_id }), names),
      ready: body.steps.flatMap(({ key, name }) => steps.filter((step) => step.key === key && step.state === 'ready').map((step) => ({ key, name, owner: named(names, step.owner_id), dueAt: step.due_at }))),
    }
  })
}

/** One run with every step of its version, those to come as well. @throws AppError 404 run.not-found */
export async function getRun(ctx: Ctx, id: string): Promise<Run> {
  const { subject, ...row } = await findRun(ctx, id)
  const live = await stepsOf(ctx, [id])
  const approvals = live.length ? await tables(ctx).selectFrom('flow_approval').selectAll().where('step_id', 'in', tables(ctx).selectFrom('flow_step').select('id').where('run_id', '=', id)).orderBy('at').orderBy('id').execute() : []
  const past = new Map((await tables(ctx).selectFrom('flow_step').select(['id', 'key']).where('run_id', '=', id).execute()).map((step) => [step.id, step.key]))
  const exceptions = await exceptionsOf(ctx, id)
  const clocks = await clocksOf(ctx, live.map((step) => step.id))
  const files = await filesOf(ctx, live.map((step) => step.id))
  const owners = live.flatMap((step) => step.state === 'ready' && step.owner_id ? [step.owner_id] : [])
  const standIns = await standInsOf(ctx, owners)
  const names = await namesOf(ctx, [...new Set([row.started_by, ...live.flatMap((step) => [step.owner_id, step.settled_by, step.begun_by]), ...approvals.flatMap((one) => [one.by_id, one.for_id]), ...standIns.values()].filter((one) => one !== null))])
  const teams = live.flatMap((step) => step.task_team_id ?? [])
  const teamNames = new Map(teams.length ? (await tables(ctx).selectFrom('team_ref').selectAll().where('id', 'in', teams).execute()).map((team) => [team.id, team.name]) : [])
  const flow = ctx.definitions.version(flowKind, row.flow_id)
  const newest = ctx.definitions.keys(flowKind, ctx.now).includes(row.flow_key) ? ctx.definitions.current(flowKind, row.flow_key, ctx.now) : undefined
  const running = row.state === 'running'
  return {
    ...head(ctx, row, live, subject, names), exceptions,
    newer: newest && newest.id !== row.flow_id ? { id: newest.id, version: newest.version } : null,
    may: [...(running && mayCancel(ctx, row) ? ['cancel' as const] : []), ...(running && ctx.actor.can('run.move') && newest && newest.id !== row.flow_id ? ['move' as const] : [])],
    steps: flow.is.body.steps.map((step): RunStep => {
      const found = live.find((one) => one.key === step.key)
      const common = { key: step.key, name: step.name, guide: step.guide ?? null, kind: step.kind, optional: step.optional, evidence: step.evidence, outputs: step.outputs }
      const here = approvals.filter((one) => past.get(one.step_id) === step.key).map((one) => ({ level: one.level, by: named(names, one.by_id) as { id: string; name: string }, standsFor: named(names, one.for_id), decision: one.decision, note: one.note, at: one.at }))
      if (!found) return { ...common, id: null, state: 'waiting', round: 1, owner: null, role: null, team: null, standIn: null, substitute: false, level: 1, levels: 1, approvals: here, form: null, submissionId: null, files: [], readyAt: null, begunAt: null, begunBy: null, dueAt: null, clock: null, overdue: false, settledAt: null, settledBy: null, note: null, may: [] }
      const open = found.state === 'ready'
      return {
        ...common, id: found.id, state: found.state, round: found.round, owner: open ? named(names, found.owner_id) : null,
        role: open && !found.owner_id && found.role_key ? { key: found.role_key, name: roleName(ctx, found.role_key) } : null, team: open && !found.owner_id && found.task_team_id ? { id: found.task_team_id, name: teamNames.get(found.task_team_id) ?? '' } : null,
        standIn: open ? named(names, standIns.get(found.owner_id ?? '')) : null, substitute: found.substitute, level: found.level, levels: found.levels, approvals: here,
        form: step.form && found.form_id ? { key: step.form, id: found.form_id } : null, submissionId: found.submission_id, files: files.get(found.id) ?? [],
        readyAt: found.ready_at, begunAt: found.begun_at, begunBy: named(names, found.begun_by), dueAt: found.due_at, clock: clocks.get(found.id)?.[0] ?? null, overdue: isOverdue(ctx, found), settledAt: found.settled_at, settledBy: named(names, found.settled_by), note: found.note,
        may: running && open ? deedsOf(ctx, flow.is, found, live, exceptions.some((one) => one.state === 'asked' && one.step.key === step.key)) : [],
      }
    }),
  }
}

/** What the reader may do with an open step: the same rules the commands check. */
function deedsOf(ctx: Ctx, { body }: Flow, step: Stepped, live: readonly LiveStep[], asked: boolean): RunStep['may'] {
  const defined = body.steps.find(({ key }) => key === step.key)
  if (!defined || !ctx.actor.can('run.work') || !isTheirs(ctx, { ...step, team_id: step.task_team_id })) return []
  if (defined.kind === 'approval') return ctx.actor.id && doersBefore(live, defined).includes(ctx.actor.id) ? [] : ['approve', 'reject']
  return ['finish', ...(mayBeLeftOut(defined) ? ['skip' as const] : asked ? [] : ['ask-exception' as const])]
}
