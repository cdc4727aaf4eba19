import { Logger, makeWorkerUtils, run, runOnce } from 'graphile-worker'
import type { Runner, TaskList } from 'graphile-worker'
import { sql } from 'kysely'
import type pg from 'pg'
import type { z } from 'zod'
import type { Ctx } from './context.ts'
import type { Beat, Job } from './module.ts'
import type { Work } from './work.ts'
import { systemActor } from './actors.ts'

/** Adds jobs in one call, for listeners: commands never schedule, they emit. A job of the same key that still waits is replaced. */
export async function schedule<S extends z.ZodType>(ctx: Ctx, job: Job & { payload: S }, items: readonly { payload: z.input<S>; key?: string; runAt?: Date }[]): Promise<void> {
  if (!items.length) return
  const specs = items.map(({ payload, key, runAt }) => ({
    identifier: job.name, payload: job.payload.parse(payload), max_attempts: job.attempts ?? 25, job_key: key ? `${job.name}:${key}` : null, run_at: runAt?.toISOString() ?? null,
  }))
  await sql`select schedule_jobs(${JSON.stringify(specs)}::json)`.execute(ctx.db)
}

const tasksOf = (work: Work, jobs: readonly Job[]): TaskList => Object.fromEntries(jobs.map((job) => [job.name, async (payload: unknown) => {
  const checked = job.payload.parse(payload) as never
  if (job.outside) await job.outside(work, checked)
  else await work.unit(systemActor, job.name, (ctx) => job.run(ctx, checked))
}]))

// Failures of jobs are told through `onError`; the worker's own chatter is not for the log.
const quietLogger = new Logger(() => () => {})

/** Lays the job tables and the one door to them: the worker's tables are closed to the application's role, adding jobs is not. Part of migrating. */
export async function migrateJobs(pool: pg.Pool): Promise<void> {
  const utils = await makeWorkerUtils({ pgPool: pool, logger: quietLogger })
  try { await utils.migrate() } finally { await utils.release() }
  await pool.query(`create or replace function schedule_jobs(specs json) returns void language sql security definer set search_path = public as $$
    select graphile_worker.add_jobs(array(select spec from json_populate_recordset(null::graphile_worker.job_spec, specs) spec))
  $$;
  create or replace function job_counts(out waiting int, out failing int) language sql security definer set search_path = public as $$
    select count(*)::int, (count(*) filter (where attempts > 0 and last_error is not null))::int from graphile_worker.jobs
  $$`)
}

/** Works off jobs until the process stops; `pool` goes past any pooler, for workers listen. */
export function startWorker(work: Work, pool: pg.Pool, jobs: readonly Job[], onError: (job: string, error: unknown) => void): Promise<Runner> {
  return run({ pgPool: pool, taskList: tasksOf(work, jobs), concurrency: 4, noHandleSignals: true, pollInterval: 2_000, logger: quietLogger }).then((runner) => {
    runner.events.on('job:error', ({ job, error }) => onError(job.task_identifier, error))
    return runner
  })
}

/** Works off every job that is due, once: tests call it. */
export const workOff = (work: Work, pool: pg.Pool, jobs: readonly Job[]) => runOnce({ pgPool: pool, taskList: tasksOf(work, jobs), noHandleSignals: true, logger: quietLogger })

/** One stroke of a beat: on one node at a time, again at once while it says there is more. */
export async function strike(work: Work, beat: Beat): Promise<void> {
  for (let more: boolean | void = true; more;) {
    more = await work.unit(systemActor, beat.name, async (ctx) => {
      const { rows: [lock] } = await sql<{ got: boolean }>`select pg_try_advisory_xact_lock(7200002, hashtext(${beat.name})) as got`.execute(ctx.db)
      return lock?.got ? beat.run(ctx) : false
    })
  }
}
