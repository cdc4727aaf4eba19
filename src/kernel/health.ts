import { sql } from 'kysely'
import { z } from 'zod'
import type { Ctx } from './context.ts'
import { event } from './contract.ts'
import { AppError, notFound } from './errors.ts'
import { replayParked } from './events.ts'
import { health } from './health-contract.ts'
import type { Health, ParkedEvent } from './health-contract.ts'
import type { Listener, Module } from './module.ts'
import { serve } from './module.ts'

export const EventReplayed = event('parked-event.replayed', z.object({ listener: z.string(), pos: z.int() }))
export const HEALTH_PERMISSIONS = ['system.read', 'system.write'] as const

/** What an administrator looks at when something seems stuck, and where a parked event is heard again. */
export const healthModule = (listeners: () => readonly Listener[]): Module => ({
  name: 'health',
  permissions: HEALTH_PERMISSIONS,
  grants: { system_admin: HEALTH_PERMISSIONS.map((permission) => ({ permission, scope: 'all' })) },
  events: [EventReplayed],
  serves: [serve(health, {
    read: readHealth,
    replay: async (ctx, { params }) => {
      const replayed = await replayParked(ctx, listeners(), params.id).catch((error: unknown) => {
        throw new AppError('refused', 'parked-event.still-fails', { params: { reason: (error as Error).message } })
      })
      if (!replayed) throw notFound('parked-event')
      await ctx.emit(EventReplayed, params.id, replayed)
      return null
    },
  })],
})

async function readHealth(ctx: Ctx): Promise<Health> {
  const [head, lag, jobs, parked] = await Promise.all([
    sql<{ head: number; unsealed: number }>`select (select coalesce(max(pos), 0) from event_log) as head, (select count(*) from event_inbox) as unsealed`.execute(ctx.db),
    sql<Health['listeners'][number]>`select name, greatest((select coalesce(max(pos), 0) from event_log) - pos, 0) as behind, attempts, error from listener_cursor order by 2 desc, name`.execute(ctx.db),
    sql<Health['jobs']>`select waiting, failing from job_counts()`.execute(ctx.db),
    sql<ParkedEvent>`select p.id, p.listener, p.pos, l.kind, l.subject_id as "subjectId", p.error, p.at from parked_event p join event_log l on l.pos = p.pos order by p.id desc limit 200`.execute(ctx.db),
  ])
  return { events: head.rows[0] as Health['events'], listeners: lag.rows, jobs: jobs.rows[0] as Health['jobs'], parked: parked.rows }
}
