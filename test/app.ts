import { createHash, createSecretKey } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import pino from 'pino'
import { inject } from 'vitest'
import type { Actor, Grant } from '../src/kernel/context.ts'
import type { Answer, Endpoint, Sent, Spec } from '../src/kernel/contract.ts'
import type { Line } from '../src/kernel/client.ts'
import { call } from '../src/kernel/client.ts'
import { migrate } from '../src/kernel/database/migrate.ts'
import { buildHouse } from '../src/kernel/house.ts'
import type { HousePlan } from '../src/kernel/house.ts'
import { migrateJobs } from '../src/kernel/jobs.ts'
import { createDatabase } from './postgres.ts'

const folder = fileURLToPath(new URL('../migrations/', import.meta.url))
const quiet = { info: () => {}, warn: () => {}, error: () => {} }
export const testSecret = createSecretKey('a secret that only tests know, 0123456789', 'utf8')

/** A database cloned from the migrated template; the template is made by whichever test comes first. */
export async function freshDatabase(extra = ''): Promise<{ url: string; drop: () => Promise<void> }> {
  const server = inject('databaseUrl')
  const template = `template_${createHash('sha256').update(extra + folder).digest('hex').slice(0, 12)}`
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(hashtext($1))', [template])
    const { rowCount } = await client.query('select from pg_database where datname = $1', [template])
    if (!rowCount) {
      const url = new URL(server)
      url.pathname = `/${template}_making`
      await client.query(`drop database if exists ${template}_making`)
      await client.query(`create database ${template}_making`)
      await migrate(url.href, folder, { log: quiet })
      const pool = new pg.Pool({ connectionString: url.href, max: 2 })
      await migrateJobs(pool)
      if (extra) await pool.query(extra)
      await pool.query('grant select, insert, update, delete on all tables in schema public to shouwen_app')
      await pool.end()
      await client.query(`alter database ${template}_making rename to ${template}`)
    }
    await client.query('select pg_advisory_unlock(hashtext($1))', [template])
  } finally { await client.end() }
  return createDatabase(server, { template })
}

/** Time that stands still until a test moves it. */
export function testClock(start = '2026-03-02T01:00:00Z') {
  let at = new Date(start)
  return { now: () => new Date(at), set: (to: string | Date) => { at = new Date(to) }, pass: (seconds: number) => { at = new Date(at.getTime() + seconds * 1_000) } }
}

/** Somebody who may exactly what the test says, named by the header `x-test-actor`; only for plans without `people`. */
export interface TestActor { id: string; grants: readonly Grant[]; vars?: Actor['vars'] }
const asActor = ({ id, grants, vars = {} }: TestActor): Actor => {
  const permissions = new Set<string>(grants.map((grant) => grant.permission))
  return { kind: 'staff', id, name: `staff ${id.slice(0, 4)}`, grants, vars: { me: id, teams: [], departments: [], ...vars }, locale: 'en', can: (permission) => permissions.has(permission) }
}
export function testIdentity(actors: Map<string, TestActor>): HousePlan['openIdentity'] {
  return async () => ({
    actorOf: async (request) => { const found = actors.get(String(request.headers['x-test-actor'])); return found && asActor(found) },
    fresh: async (actor) => { const found = actors.get(actor.id as string); return found && asActor(found) },
    staff: async (_, id) => { const found = actors.get(id); return found && asActor(found) },
    needsSetup: async () => false, namesOf: async (_, ids) => new Map(ids.map((id) => [id, `staff ${id.slice(0, 4)}`])), forget: () => {}, changedBy: [],
  })
}

/** A whole house on a database of its own, entered through its real HTTP door with the typed client. */
export async function openTestHouse(plan: HousePlan, { extra = '', clock = testClock(), connections = 8 }: { extra?: string; clock?: ReturnType<typeof testClock>; connections?: number } = {}) {
  const database = await freshDatabase(extra)
  const log: string[] = []
  const logger = pino({ level: 'info' }, { write: (text: string) => void log.push(text) })
  const house = await buildHouse(plan, { databaseUrl: database.url, secret: testSecret, clock, logger, connections })
  await house.app.ready()
  /** A way in with the given headers: a token, a cookie, or a test actor. */
  const line = (headers: Record<string, string>): Line => ({
    headers: () => headers,
    send: (async (url: string, init: { method: string; body?: string; headers: Record<string, string> }) => {
      const answer = await house.app.inject({ method: init.method as 'GET', url, headers: init.headers, ...(init.body === undefined ? {} : { payload: init.body }) })
      return new Response(answer.statusCode === 204 ? null : answer.rawPayload as unknown as BodyInit, { status: answer.statusCode, headers: answer.headers as Record<string, string> })
    }) as unknown as typeof fetch,
  })
  const through = (own: Line) => <S extends Spec>(endpoint: Endpoint<S>, request: Sent<S>, options: { idempotencyKey?: string } = {}): Promise<Answer<S>> => call(endpoint, request, { ...options, own })
  return {
    ...house, clock, database, log, line, through,
    actor: (who: TestActor) => through(line({ 'x-test-actor': who.id })),
    close: async () => { await house.close(); await database.drop() },
  }
}
