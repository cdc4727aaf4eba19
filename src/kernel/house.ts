import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import type pg from 'pg'
import type { Clock } from './clock.ts'
import { systemClock } from './clock.ts'
import { appRole } from './database/app-role.ts'
import { openPool } from './database/connect.ts'
import { customFieldsModule } from './custom-fields/index.ts'
import { DEFINITION_PERMISSIONS, definitionsModule } from './definition-desk.ts'
import type { ShippedDefinition } from './definitions.ts'
import { EXPORT_PERMISSIONS, exportsModule } from './exports/index.ts'
import { openDefinitions, ship } from './definitions.ts'
import { drain, startEngine } from './engine.ts'
import type { LogRow } from './events.ts'
import { registerListeners } from './events.ts'
import { FRAME_PERMISSIONS, frameModule, frameSettings } from './frame.ts'
import { HEALTH_PERMISSIONS, healthModule } from './health.ts'
import { listAt, mount } from './http.ts'
import type { OpenIdentity } from './identity.ts'
import { forgetAnswers } from './idempotency.ts'
import { startWorker } from './jobs.ts'
import { openLive, whisperIn } from './live.ts'
import type { Module } from './module.ts'
import { gauge, metricsText, metricsType } from './observe.ts'
import { openapi } from './openapi.ts'
import { guardOrigin, openServer, openSocket } from './server.ts'
import type { Secret } from './secret.ts'
import { openSettings } from './settings.ts'
import { readVaultKeys } from './vault-keys.ts'
import { SubjectKeyDestroyed, openVault } from './vault.ts'
import { systemActor } from './actors.ts'
import { openWork } from './work.ts'
import { release } from './release.ts'
import { rightsOf } from './rights.ts'

export interface HouseOptions {
  databaseUrl: string
  /** Past a pooler; the same as `databaseUrl` when there is none. */
  directUrl?: string
  secret: Secret
  publicUrl?: string
  trustProxy?: boolean
  clock?: Clock
  logger: Logger
  /** Connections that requests share. */
  connections?: number
}
export interface HousePlan { modules: readonly Module[]; openIdentity: OpenIdentity }
export type App = Awaited<ReturnType<typeof buildHouse>>

/** Builds the whole from a list of modules, ground floor first. Nothing runs by itself until `start`. */
export async function buildHouse({ modules, openIdentity }: HousePlan, { databaseUrl, directUrl = databaseUrl, secret, publicUrl, trustProxy = false, clock = systemClock, logger, connections = 16 }: HouseOptions) {
  const pooled = directUrl !== databaseUrl
  const onError = (error: Error) => logger.warn({ err: error }, 'database connection')
  const directPool = openPool(directUrl, { max: 6, applicationName: 'shouwen-worker', pipeline: false, onError })
  const role = pooled ? undefined : await appRole(directUrl)
  const pool = openPool(databaseUrl, { max: connections, applicationName: 'shouwen', pipeline: true, onError, ...(role ? { role } : {}) })

  const settings = openSettings()
  const definitions = openDefinitions()
  const vault = openVault(await readVaultKeys(directPool, secret))
  let ring: () => void = () => {}
  let settle: (kinds: ReadonlySet<string>) => Promise<void> | undefined = () => undefined
  const work = openWork({ pool, clock, vault, settings, definitions, answerers: modules.flatMap((m) => m.answers ?? []), ring: () => ring(), settle: (kinds) => settle(kinds), namedStatements: !pooled })
  const identity = await openIdentity({ work, directUrl, secret, logger, ...(publicUrl ? { publicUrl } : {}) })

  // The lists it reads are those of the whole house, which is still being put together here.
  const exports = exportsModule({ namesOf: identity.namesOf, staff: identity.staff, work, listOf: (path) => listAt(house, path) })
  const house: Module[] = [
    frameModule({
      release, needsSetup: identity.needsSetup, namesOf: identity.namesOf,
      permissions: [...new Set([...FRAME_PERMISSIONS, ...DEFINITION_PERMISSIONS, ...HEALTH_PERMISSIONS, ...EXPORT_PERMISSIONS, ...modules.flatMap((m) => m.permissions ?? [])])],
      rights: rightsOf([{ name: 'kernel', permissions: FRAME_PERMISSIONS }, { name: 'definitions', permissions: DEFINITION_PERMISSIONS }, { name: 'health', permissions: HEALTH_PERMISSIONS }, { name: 'exports', permissions: EXPORT_PERMISSIONS }, ...modules]),
      settings: [...[...frameSettings, ...exports.settings ?? []].map((setting) => ({ module: 'kernel', setting })), ...modules.flatMap((m) => (m.settings ?? []).map((setting) => ({ module: m.name, setting })))],
    }),
    definitionsModule([...customFieldsModule.kinds ?? [], ...modules.flatMap((m) => m.kinds ?? [])], identity.namesOf),
    customFieldsModule,
    exports,
    healthModule(() => modules.flatMap((m) => m.listeners ?? [])),
    ...modules,
  ]
  // One after the other, so that what was read later is what stays.
  let loading = Promise.resolve()
  const load = () => work.read(systemActor, 'start', async (ctx) => { await settings.load(ctx); await definitions.load(ctx) })
  const loadAll = () => loading = loading.then(load, load)
  await loadAll()
  await work.unit(systemActor, 'start.ship', async (ctx) => ship(ctx, house.flatMap((m) => m.kinds ?? []), withGrants(house)))
  await loadAll()
  const listeners = house.flatMap((m) => m.listeners ?? [])
  const jobs = house.flatMap((m) => m.jobs ?? [])
  const beats = [forgetAnswers, ...house.flatMap((m) => m.beats ?? [])]
  await registerListeners(directPool, listeners)

  // Whoever changed a setting or a definition finds it changed with their next request; other processes hear of it.
  settle = (kinds) => changesMemory(kinds) ? loadAll().catch((error: unknown) => logger.warn({ err: error }, 'settle')) : undefined

  const live = openLive(work, house.flatMap((m) => m.resources ?? []), identity.fresh)
  async function hear(rows: readonly LogRow[]): Promise<void> {
    const kinds = new Set(rows.map((row) => row.kind))
    if (changesMemory(kinds)) await loadAll()
    for (const row of rows) if (row.kind === SubjectKeyDestroyed.kind) vault.forget(row.subject_id)
    if (identity.changedBy.some((kind) => kinds.has(kind))) { identity.forget(); await live.refresh() }
    await live.tell(rows)
  }

  const app: FastifyInstance = await openServer({ logger, trustProxy, publicUrl })
  guardOrigin(app, publicUrl)
  for (const module of house) for (const served of module.serves ?? []) mount(app, { work, actorOf: identity.actorOf }, module.name, served)
  await identity.routes?.(app)
  openSocket(app, live, identity, publicUrl)
  app.get('/api/openapi.json', async () => openapi(house, release))
  app.get('/metrics', async (_, reply) => reply.type(metricsType).send(await metricsText()))
  gauge('shouwen_live_connections', 'Browsers connected to the live socket', () => live.size)
  gauge('shouwen_events_unsealed', 'Events that wait for the sealer', async () => Number((await directPool.query<{ n: number }>('select count(*) as n from event_inbox')).rows[0]?.n))
  gauge('shouwen_events_parked', 'Events that a listener could not take', async () => Number((await directPool.query<{ n: number }>('select count(*) as n from parked_event')).rows[0]?.n))

  return {
    app, work, house, identity, live, pool, directPool,
    /** Starts what turns by itself. `notify` tells other nodes; `listen` hears them. */
    async start() {
      const engine = startEngine({ work, listeners, beats, hear, onError: (what, error) => logger.error({ err: error, what }, 'engine'), notify: async () => { await directPool.query('notify shouwen') } }, { seals: true, listens: true })
      ring = engine.ring
      const runner = await startWorker(work, directPool, jobs, (what, error) => logger.error({ err: error, what }, 'job'))
      const bell = await hearBell(directPool, (payload) => {
        const whispered = whisperIn(payload)
        if (whispered) live.whispered(...whispered).catch((error: unknown) => logger.warn({ err: error }, 'live'))
        else engine.ring()
      }, onError)
      const watches = house.flatMap((m) => m.watches ?? []).map((watch) => watch.start(work, (error) => logger.warn({ err: error, what: watch.name }, 'watch')))
      // A session that has simply run out tells nobody: its socket is looked at once a minute.
      const sockets = setInterval(() => void live.refresh().catch((error: unknown) => logger.warn({ err: error }, 'live')), 60_000)
      return { stop: async () => { clearInterval(sockets); bell(); await Promise.all(watches.map((watch) => watch.stop())); await runner.stop(); await engine.stop() } }
    },
    drain: (() => { const from = { place: 0 }; return () => drain({ work, listeners, hear, jobs, workerPool: directPool }, from) })(),
    async close() {
      await app.close()
      await identity.close?.()
      await Promise.all([pool.end(), directPool.end()])
    },
  }
}

/** The shipped definitions, the roles among them with what each module lets them do. */
function withGrants(house: readonly Module[]): ShippedDefinition[] {
  return house.flatMap((m) => m.definitions ?? []).map((definition) => definition.kind !== 'role' ? definition : {
    ...definition, body: { ...definition.body as object, grants: house.flatMap((m) => m.grants?.[definition.key] ?? []) },
  })
}

/** Listens for other nodes' bell on a connection of its own; a lost one is opened again at the next poll, the bell only hastens. */
async function hearBell(pool: pg.Pool, ring: (payload?: string) => void, onError: (error: Error) => void): Promise<() => void> {
  let stopped = false
  let client: pg.PoolClient | undefined
  const open = async (): Promise<void> => {
    if (stopped) return
    try {
      client = await pool.connect()
      client.on('notification', ({ payload }) => ring(payload))
      client.once('error', (error) => { onError(error); client?.release(true); client = undefined; setTimeout(() => void open(), 1_000).unref() })
      await client.query('listen shouwen')
    } catch (error) { onError(error as Error); setTimeout(() => void open(), 1_000).unref() }
  }
  await open()
  return () => { stopped = true; client?.removeAllListeners('error'); client?.on('error', () => {}); client?.release(true) }
}
const changesMemory = (kinds: ReadonlySet<string>) => kinds.has('setting.changed') || kinds.has('definition.changed') || kinds.has('definition.shipped')
