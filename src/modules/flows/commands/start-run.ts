import type { Ctx } from '../../../kernel/context.ts'
import { conflict, invalid, notFound } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import type { Run } from '../contract.ts'
import { RunStarted } from '../contract.ts'
import { flowKind } from '../definition.ts'
import { getRun } from '../queries.ts'
import type { About } from '../sight.ts'
import { tellSubject } from '../sight.ts'
import { proceed, toldRun } from '../steps.ts'
import type { RunRow } from '../tables.ts'
import { tables } from '../tables.ts'

export interface FlowToStart {
  /** Key of a flow in force that has steps. */
  flow: string
  about: About
  /** The same key twice starts one run. At most 200 characters. */
  key: string
  startedBy?: string | null
}

/**
 * Starts a flow on a record, in the version in force now; the run keeps it. Who may see the record is for the caller to have decided.
 * @returns the run's id; the one that is there when the key has been used
 * @throws AppError 404 `flow.not-found`, 400 `flow.no-steps` or `flow.other-subject`
 */
export async function startFlow(ctx: Ctx, { flow: key, about, key: once, startedBy = ctx.actor.id }: FlowToStart): Promise<{ runId: string }> {
  if (!ctx.definitions.keys(flowKind, ctx.now).includes(key)) throw notFound('flow')
  const flow = ctx.definitions.current(flowKind, key, ctx.now)
  if (!flow.is.body.steps.length) throw invalid('flow', 'flow.no-steps')
  if (flow.is.body.subject !== 'free' && flow.is.body.subject !== about.kind) throw invalid('about', 'flow.other-subject')
  const subject = await tellSubject(ctx, about)
  const row: RunRow = {
    id: about.kind === 'free' ? about.id : newId(), key: once, flow_key: key, flow_id: flow.id, about_kind: about.kind, about_id: about.id, team_id: subject.teamId,
    state: 'running', started_by: startedBy, started_at: ctx.now, changed_at: ctx.now, ended_at: null, ended_by: null, reason: null, version: 1,
  }
  const made = await tables(ctx).insertInto('flow_run').values(row).onConflict((on) => on.column('key').doNothing()).returning('id').executeTakeFirst()
  if (!made) return { runId: (await tables(ctx).selectFrom('flow_run').select('id').where('key', '=', once).executeTakeFirstOrThrow()).id }
  await ctx.emit(RunStarted, row.id, { ...toldRun(row), startedBy })
  await proceed(ctx, { row, flow, subject, live: [] })
  return { runId: row.id }
}

/** Starts a flow by hand. One that runs on this record already is not started twice. @throws AppError 404, 409 `run.runs-already`, as `startFlow` */
export async function startByHand(ctx: Ctx, { flow, about }: { flow: string; about?: About | undefined }): Promise<Run> {
  const id = newId()
  const on = about ?? { kind: 'free', id }
  if (about && !(await tellSubject(ctx, about)).seen) throw notFound('record')
  // Two who start the same flow on one record wait for each other.
  if (about) {
    ctx.send({ text: 'select pg_advisory_xact_lock(hashtextextended($1, 0))', values: [`run ${flow} ${about.id}`] })
    const running = await tables(ctx).selectFrom('flow_run').select('id').where('about_id', '=', about.id).where('flow_key', '=', flow).where('state', '=', 'running').executeTakeFirst()
    if (running) throw conflict('run.runs-already', await getRun(ctx, running.id))
  }
  const { runId } = await startFlow(ctx, { flow, about: on, key: `by-hand:${id}` })
  return getRun(ctx, runId)
}
