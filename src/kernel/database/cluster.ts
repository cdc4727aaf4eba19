import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, closeSync, existsSync, fsyncSync, mkdirSync, mkdtempSync, openSync, readFileSync, readdirSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { chooseLaunch, findBinaries } from './binaries.ts'
import type { Binaries, Launch } from './binaries.ts'
import { diskFull, refusalOf, StartError } from './start-error.ts'
import type { StartLog } from './start-error.ts'

const run = promisify(execFile)
const PORT = 5432
/** The longest path of a socket, in bytes, that every system takes (Linux 107, macOS 103). */
const LONGEST_SOCKET = 103

/** A database folder that is ready to be started. */
export interface Cluster {
  readonly data: string
  readonly logFile: string
  readonly url: string
  readonly binaries: Binaries
  readonly launch: Launch
  /** The arguments of `postgres` that depend on where the folder lies today. */
  readonly args: readonly string[]
  /** The folder of its socket, which holds nothing else; none when it listens on a port. */
  readonly sockets?: string
  /** Takes away what was made for this run only. */
  tidy(): void
}

/**
 * The database folder inside the data folder: made at the first start, checked at each.
 * @throws StartError start.database-version, start.disk-full, start.no-right-to-write, start.database-failed
 */
export async function openCluster(home: string, { log, tcp }: { log: StartLog; tcp: boolean }): Promise<Cluster> {
  const folder = join(home, 'postgres')
  const data = join(folder, 'data')
  const links = join(folder, 'lib')
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const binaries = findBinaries(links)
    const launch = chooseLaunch(folder)
    if (launch.owner) {
      // That user must be able to walk through the data folder, not to read it.
      chmodSync(home, 0o711)
      chownSync(folder, launch.owner.uid, launch.owner.gid)
    }
    if (existsSync(data)) refuseOtherVersion(data, binaries.major)
    else await makeData(folder, data, binaries, launch, log)
    writeConfiguration(join(data, 'shouwen.conf'), launch)

    const listen = tcp ? await onPort(folder) : onSocket(folder, launch)
    return { data, logFile: join(folder, 'postgres.log'), binaries, launch, ...listen }
  } catch (error) {
    throw error instanceof StartError ? error : refusalOf(error, folder) ?? failed(error, folder)
  }
}

function refuseOtherVersion(data: string, ours: string) {
  const version = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim()
  if (version === ours) return
  throw new StartError('start.database-version', {
    en: `The database in ${data} was made by PostgreSQL ${version}; this release brings PostgreSQL ${ours} and can't read it. Start the release that made it, back up there, and restore the back-up into an empty SHOUWEN_HOME with this one.`,
    zh: `${data} 中的数据库由 PostgreSQL ${version} 创建，当前版本自带 PostgreSQL ${ours}，无法读取。请用原来的版本启动并备份，再用当前版本恢复到空的 SHOUWEN_HOME。`,
  })
}

/** Made beside its place and moved there when it is whole, so that a start cut short leaves nothing that looks like a database. */
async function makeData(folder: string, data: string, binaries: Binaries, launch: Launch, log: StartLog) {
  const since = performance.now()
  for (const name of readdirSync(folder)) if (name.startsWith('new-')) rmSync(join(folder, name), { recursive: true, force: true })
  const half = join(folder, `new-${randomBytes(4).toString('hex')}`)
  const password = join(folder, 'password')
  writeFileSync(password, randomBytes(24).toString('base64url'), { mode: 0o600 })
  if (launch.owner) chownSync(password, launch.owner.uid, launch.owner.gid)

  const initdb = (...args: string[]) => program(binaries, launch, 'initdb', ['-D', half, ...args])
  // Order by code point and Unicode's own upper and lower case, the same on every machine: an index never depends on the system's C library.
  // Word characters (pg_trgm) still come from LC_CTYPE, which must know Chinese; not every system has C.UTF-8.
  const make = (ctype: string) => initdb('--username=shouwen', `--pwfile=${password}`, '--auth-local=trust', '--auth-host=scram-sha-256', '--encoding=UTF8',
    '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', `--lc-ctype=${ctype}`, '--data-checksums', '--no-instructions', '--no-sync')
  await make('C.UTF-8').catch((error) => {
    if (!/invalid locale/i.test(String(error))) throw error
    rmSync(half, { recursive: true, force: true })
    return make('C')
  })
  writeFileSync(join(half, 'postgresql.conf'), "include 'shouwen.conf'\n# shouwen.conf is written at each start. Settings of your own go below and win.\n")
  await initdb('--sync-only')
  renameSync(half, data)
  syncFolder(folder)
  log.info({ ms: Math.round(performance.now() - since) }, 'database created')
}

function syncFolder(folder: string) {
  if (process.platform === 'win32') return
  const fd = openSync(folder, 'r')
  fsyncSync(fd)
  closeSync(fd)
}

/** Runs one of PostgreSQL's own programs to its end. */
export async function program(binaries: Binaries, launch: Launch, name: string, args: readonly string[]) {
  const [file, ...rest] = [...launch.prefix, join(binaries.native, 'bin', name), ...args]
  const running = run(file!, rest, { env: binaries.env, cwd: binaries.native })
  running.child.stdin?.end()
  return running
}

function writeConfiguration(file: string, launch: Launch) {
  writeFileSync(file, configuration(), { mode: 0o600 })
  if (launch.owner) chownSync(file, launch.owner.uid, launch.owner.gid)
}

function configuration(): string {
  const MB = 1024 * 1024
  const memory = Math.min(totalmem(), process.constrainedMemory() || Infinity) / MB
  // Pages are taken from the system only when first used, so an idle database stays small whatever stands here.
  const buffers = Math.round(Math.min(512, Math.max(64, memory / 16)))
  const settings: Record<string, string | number> = {
    max_connections: 100, shared_buffers: `${buffers}MB`, effective_cache_size: `${Math.round(memory / 2)}MB`, work_mem: '8MB', maintenance_work_mem: '128MB',
    fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on', wal_compression: 'on', max_wal_size: '2GB', min_wal_size: '128MB',
    random_page_cost: 1.1, jit: 'off', io_workers: 2,
    // Most tables are only inserted into: without early vacuum and analyze their index-only scans and estimates go stale.
    autovacuum_naptime: '20s', autovacuum_vacuum_insert_scale_factor: 0.05, autovacuum_vacuum_scale_factor: 0.05, autovacuum_analyze_scale_factor: 0.02, autovacuum_vacuum_cost_limit: 1000,
    // Statements and details bear personal data: the log says what happened, not to whom.
    log_error_verbosity: 'terse', log_min_error_statement: 'panic', log_parameter_max_length: 0, log_parameter_max_length_on_error: 0,
    log_line_prefix: '%m [%p] %a ', log_lock_waits: 'on', logging_collector: 'off', log_destination: 'stderr',
    timezone: 'UTC', log_timezone: 'UTC', datestyle: 'iso', lc_messages: 'C', client_encoding: 'utf8', default_text_search_config: 'pg_catalog.simple',
    dynamic_shared_memory_type: sharedMemory(),
  }
  return Object.entries(settings).map(([name, value]) => `${name} = '${value}'\n`).join('')
}

/** Containers give /dev/shm 64 MB by default, which one parallel query can overrun. */
function sharedMemory(): string {
  if (process.platform === 'win32') return 'windows'
  if (process.platform !== 'linux') return 'posix'
  try {
    const { blocks, bsize } = statfsSync('/dev/shm')
    return blocks * bsize >= 256 * 1024 * 1024 ? 'posix' : 'mmap'
  } catch { return 'mmap' }
}

function onSocket(folder: string, launch: Launch): Pick<Cluster, 'url' | 'args' | 'sockets' | 'tidy'> {
  const own = join(folder, 'run')
  const fits = Buffer.byteLength(join(own, `.s.PGSQL.${PORT}`)) <= LONGEST_SOCKET
  if (fits) mkdirSync(own, { recursive: true, mode: 0o700 })
  const place = fits ? own : mkdtempSync(join(tmpdir(), 'shouwen-'))
  if (launch.owner) chownSync(place, launch.owner.uid, launch.owner.gid)
  return {
    url: `postgres://shouwen@${encodeURIComponent(place)}:${PORT}/shouwen`,
    sockets: place,
    args: ['-c', 'listen_addresses=', '-c', `unix_socket_directories="${place.replaceAll('"', '""')}"`, '-c', 'unix_socket_permissions=0700', '-c', `port=${PORT}`],
    tidy: () => { if (!fits) rmSync(place, { recursive: true, force: true }) },
  }
}

async function onPort(folder: string): Promise<Pick<Cluster, 'url' | 'args' | 'tidy'>> {
  const password = readFileSync(join(folder, 'password'), 'utf8')
  const server = createServer()
  const port = await new Promise<number>((done, fail) => server.once('error', fail).listen(0, '127.0.0.1', () => done((server.address() as { port: number }).port)))
  await new Promise((done) => server.close(done))
  return {
    url: `postgres://shouwen:${password}@127.0.0.1:${port}/shouwen`,
    args: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', `port=${port}`],
    tidy: () => {},
  }
}

/** What PostgreSQL's own last words mean to the operator. */
export function failed(error: unknown, folder: string, said = String((error as { stderr?: string }).stderr ?? error)): StartError {
  if (/No space left on device|Disk quota exceeded/i.test(said)) return diskFull(folder, error)
  const lines = said.split('\n').map((line) => line.replace(/^.*? \[\d+\] +(?=[A-Z]+: )/, '').trim()).filter((line) => line && !line.startsWith('HINT'))
  const last = lines.slice(-2).join('; ')
  const closed = /Permission denied/i.test(said)
  return new StartError(closed ? 'start.no-right-to-write' : 'start.database-failed', {
    en: `The database did not start: ${last}${closed ? '. The user it runs as must be able to reach the data folder and the program folder: move them out of closed folders such as /root, or start Shouwen as an ordinary user.' : ''}`,
    zh: `数据库未能启动：${last}${closed ? '。数据库所用的用户必须能访问数据目录和程序目录：请将其移出 /root 等受限目录，或以普通用户启动首问。' : ''}`,
  }, error)
}
