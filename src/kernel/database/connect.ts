import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { StartError } from './start-error.ts'
import type { StartLog } from './start-error.ts'

/** The oldest PostgreSQL that has what we use, as `server_version_num` counts. */
export const OLDEST_SERVER = 150_000

/** How long, in ms, a request waits for a database that is being started again or is changing its leader, before it fails. */
const PATIENCE = 5_000

export interface PoolOptions {
  /** Connections at most. */
  max: number
  /** Shown in pg_stat_activity. */
  applicationName: string
  /** A connection broke; it is replaced by itself. To be logged. */
  onError: (error: Error) => void
  /** Statements are sent without waiting for the answer of the one before (default true). */
  pipeline?: boolean | undefined
  /** The role that every session takes on; see `appRole`. Not through PgBouncer. */
  role?: string | undefined
}

/**
 * One URL for each server of a URL that names several (`postgres://u:p@h1:5432,h2:5433/db`), as libpq writes them.
 * @throws StartError start.database-url
 */
export function urlPerHost(url: string): string[] {
  const parts = /^(postgres(?:ql)?:\/\/(?:[^/?#]*@)?)([^/?#@]*)(.*)$/is.exec(url)
  if (!parts) {
    throw new StartError('start.database-url', {
      en: 'DATABASE_URL is not of the form postgres://user:password@host:5432/database (several hosts: host1:5432,host2:5432).',
      zh: 'DATABASE_URL 的格式应为 postgres://用户:密码@主机:5432/数据库（多台主机：主机1:5432,主机2:5432）。',
    })
  }
  return parts[2]!.split(',').map((host) => `${parts[1]}${host}${parts[3]}`)
}

/** The URL as it may be shown: without its password. */
export const withoutPassword = (url: string) => url.replace(/^([^:]+:\/\/[^:@/]*):[^/]*@/, '$1@').replace(/([?&]password=)[^&#]*/g, '$1…')

const INT8 = 20, INT8_ARRAY = 1016, DATE = 1082, DATE_ARRAY = 1182, TEXT_ARRAY = 1009

const wholeNumber = (text: string) => {
  const number = Number(text)
  return Number.isSafeInteger(number) ? number : BigInt(text)
}
type Nested<T> = (T | null | Nested<T>)[]
const deep = <T>(list: Nested<string>, each: (text: string) => T): Nested<T> => list.map((item) => item === null ? null : Array.isArray(item) ? deep(item, each) : each(item))
const parserOf = pg.types.getTypeParser as (oid: number, format: 'text' | 'binary') => (source: string) => unknown
const texts = (source: string) => parserOf(TEXT_ARRAY, 'text')(source) as Nested<string>

/** bigint is a number while it is exact (a BigInt beyond), a date stays the text YYYY-MM-DD, timestamptz is a Date. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (format === 'binary') return parserOf(oid, format)
    if (oid === INT8) return wholeNumber
    if (oid === INT8_ARRAY) return (source: string) => deep(texts(source), wholeNumber)
    if (oid === DATE) return (text: string) => text
    if (oid === DATE_ARRAY) return texts
    return parserOf(oid, 'text')
  }) as typeof pg.types.getTypeParser,
}

function configOf(url: string, { applicationName, pipeline = true, role }: Pick<PoolOptions, 'applicationName' | 'pipeline' | 'role'>): pg.ClientConfig {
  const set = role ? `-c role=${role}` : ''
  // What the URL says wins over the configuration beside it, so the role must stand where the URL has options already.
  const own = /([?&]options=)([^&#]*)/
  const connectionString = role && own.test(url) ? url.replace(own, (_, key, value) => `${key}${value}${encodeURIComponent(` ${set}`)}`) : url
  return { connectionString, application_name: applicationName, pipeline, types, keepAlive: true, connectionTimeoutMillis: 10_000, ...(set ? { options: set } : {}) }
}

/** Whether the same attempt may succeed a moment later, or at another host. */
function passes(error: unknown): boolean {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  return ['ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN', 'ENOTFOUND', '57P01', '57P02', '57P03', '53300', READ_ONLY].includes(code)
    || /^Connection terminated|timeout expired/.test(message)
}

const READ_ONLY = '25006'
async function refuseStandby(client: pg.ClientBase) {
  const { rows } = await client.query<{ standby: boolean }>('select pg_is_in_recovery() as standby')
  if (rows[0]?.standby) throw Object.assign(new Error('this server only reads: it follows another one'), { code: READ_ONLY })
}

/**
 * A pool of connections. Of several hosts it uses the one that takes writes, and finds the new one after a change of leader.
 * A database that is just starting is waited for, five seconds at most, so that a restart is a pause and not a shower of errors.
 *
 * @throws StartError start.database-url
 */
export function openPool(url: string, { max, onError, ...options }: PoolOptions): pg.Pool {
  const configs = urlPerHost(url).map((one) => configOf(one, options))
  let current = 0
  const Client = function () { return new pg.Client(configs[current]) } as unknown as new () => pg.ClientBase
  const pool = new pg.Pool({ max, Client, idleTimeoutMillis: 30_000, connectionTimeoutMillis: 10_000, ...(configs.length > 1 ? { onConnect: refuseStandby } : {}) })
  pool.on('connect', (client) => client.on('error', onError))
  // pg repeats here what the client has told; without a listener it would end the process.
  pool.on('error', () => {})

  const connectOnce = pool.connect.bind(pool) as () => Promise<pg.PoolClient>
  async function connect(): Promise<pg.PoolClient> {
    const until = performance.now() + PATIENCE
    for (;;) {
      const tried = current
      try {
        return await connectOnce()
      } catch (error) {
        if (!passes(error) || pool.ending || performance.now() > until) throw error
        // Many requests fail together; only the first of them may move on to the next host.
        if (tried === current) current = (current + 1) % configs.length
        await pause(25)
      }
    }
  }
  pool.connect = ((done?: (error: Error | undefined, client?: pg.PoolClient, release?: () => void) => void) => {
    if (!done) return connect()
    connect().then((client) => done(undefined, client, client.release), (error: Error) => done(error, undefined, () => {}))
    return undefined
  }) as typeof pool.connect
  return pool
}

/**
 * One connection beside the pools, to the host that takes writes: for LISTEN, migrations and locks of a session. Not through PgBouncer.
 * The caller ends it.
 * @throws the last host's error when none will do
 */
export async function connectDirect(url: string, options: Pick<PoolOptions, 'applicationName' | 'role'> & { onError?: (error: Error) => void }): Promise<pg.Client> {
  const urls = urlPerHost(url)
  let last: unknown
  for (const one of urls) {
    const client = new pg.Client(configOf(one, { ...options, pipeline: false }))
    client.on('error', options.onError ?? (() => {}))
    try {
      await client.connect()
      if (urls.length > 1) await refuseStandby(client)
      return client
    } catch (error) {
      last = error
      await client.end()
      if (!passes(error)) break
    }
  }
  throw last
}

/**
 * Waits until the database answers and sees that it is new enough.
 * @param options.timeoutMs how long an unreachable one is waited for (default 30 s); a refusal (password, unknown database) is told at once.
 * @returns the server's version as `server_version_num` counts: 180004.
 * @throws StartError start.database-unreachable, start.database-version, start.database-url
 */
export async function waitForDatabase(url: string, { log, timeoutMs = 30_000 }: { log: StartLog; timeoutMs?: number }): Promise<number> {
  const shown = withoutPassword(url)
  const until = performance.now() + timeoutMs
  for (let told = false; ; told = true) {
    try {
      const client = await connectDirect(url, { applicationName: 'shouwen start' })
      try {
        const { rows } = await client.query<{ version: number }>("select current_setting('server_version_num')::int as version")
        const { version } = rows[0]!
        refuseOldServer(version)
        return version
      } finally { await client.end() }
    } catch (error) {
      if (error instanceof StartError) throw error
      const reason = (error as Error).message || String((error as { code?: string }).code)
      if (!passes(error) || performance.now() > until) {
        throw new StartError('start.database-unreachable', {
          en: `The database ${shown} can't be used: ${reason}. Check that it runs, that this machine may connect to it, and the user, password and database in DATABASE_URL.`,
          zh: `无法使用数据库 ${shown}：${reason}。请确认数据库正在运行、本机可以连接，以及 DATABASE_URL 中的用户、密码和库名正确。`,
        }, error)
      }
      if (!told) log.warn({ database: shown, reason }, 'waiting for the database')
      await pause(100)
    }
  }
}

/** @throws StartError start.database-version */
export function refuseOldServer(version: number) {
  if (version >= OLDEST_SERVER) return
  const has = Math.floor(version / 10_000)
  const needs = OLDEST_SERVER / 10_000
  throw new StartError('start.database-version', {
    en: `The database server is PostgreSQL ${has}; Shouwen needs ${needs} or newer. Upgrade it, or unset DATABASE_URL to use the one that comes with Shouwen.`,
    zh: `数据库服务器为 PostgreSQL ${has}，首问需要 ${needs} 或更新版本。请升级，或取消 DATABASE_URL 以使用首问自带的数据库。`,
  })
}
