import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { closeSync, copyFileSync, openSync, readdirSync, readFileSync, readSync, rmSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { failed, openCluster, program } from './cluster.ts'
import type { Cluster } from './cluster.ts'
import { connectDirect } from './connect.ts'
import { exists, postgresIn } from './process-table.ts'
import { StartError } from './start-error.ts'
import type { StartLog } from './start-error.ts'

/** The database that came with the product, running as long as this process does. */
export interface Embedded {
  readonly url: string
  /** Shuts down cleanly and resolves when the last of its processes is gone. */
  stop(): Promise<void>
  /** Null after `stop()`. The reason, when it died and could not be started again: the product can't go on. */
  readonly exited: Promise<StartError | null>
}

const LONGEST_LOG = 10 * 1024 * 1024
/** So many failed starts in a row, about half a minute, and the supervisor gives up. */
const MOST_FAILURES = 10
/** A database that lived so long, in ms, died of something new: it is started again at once. */
const LONG_LIFE = 30_000

/**
 * Starts PostgreSQL in the data folder, making it at the first start, and keeps it running: when it dies it is started again.
 * It listens on a socket in the data folder, which only the folder's owner can open.
 *
 * @param options.tcp listen on a free port of 127.0.0.1 with a password instead; Windows has no other way.
 * @throws StartError start.database-missing, start.database-version, start.database-failed, start.disk-full, start.no-right-to-write
 */
export async function startEmbedded(home: { readonly path: string }, { log, tcp = process.platform === 'win32' }: { log: StartLog; tcp?: boolean }): Promise<Embedded> {
  const cluster = await openCluster(home.path, { log, tcp })
  const stopping = new AbortController()
  let child: ChildProcess | undefined
  const tidying = setInterval(() => shortenLog(cluster.logFile), 600_000).unref()
  const atExit = () => child?.kill('SIGINT')
  process.once('exit', atExit)

  async function launch() {
    await clear(cluster, log)
    shortenLog(cluster.logFile)
    stopping.signal.throwIfAborted()
    const [file, ...args] = [...cluster.launch.prefix, join(cluster.binaries.native, 'bin', 'postgres'), '-D', cluster.data, ...cluster.args]
    const output = openSync(cluster.logFile, 'a', 0o600)
    const { size } = statSync(cluster.logFile)
    // A process group of its own: Ctrl-C in a terminal reaches us alone, and we end the database last.
    child = spawn(file!, args, { env: cluster.binaries.env, stdio: ['ignore', output, output], detached: process.platform !== 'win32', windowsHide: true })
    // Without a listener a program that can't even be started would end us too; ready() tells what happened.
    child.once('error', () => {})
    closeSync(output)
    await ready(child, cluster, size)
  }

  function close() {
    clearInterval(tidying)
    process.off('exit', atExit)
    cluster.tidy()
  }

  async function keep(): Promise<StartError | null> {
    let failures = 0
    for (;;) {
      const since = performance.now()
      await ended(child!)
      if (stopping.signal.aborted) return null
      log.error({ code: child!.exitCode, signal: child!.signalCode }, 'the database ended by itself and is started again')
      if (performance.now() - since > LONG_LIFE) failures = 0
      for (let up = false; !up;) {
        try {
          await pause(Math.min(5000, 50 * 2 ** failures++), undefined, { signal: stopping.signal })
          await launch()
          up = true
          log.info({}, 'the database is back')
        } catch (error) {
          if (stopping.signal.aborted) return null
          log.error({ error: String(error) }, 'the database could not be started again')
          if (failures >= MOST_FAILURES) return error instanceof StartError ? error : failed(error, cluster.data)
        }
      }
    }
  }

  try {
    await launch()
    await ensureDatabase(cluster.url)
  } catch (error) {
    stopping.abort()
    if (child) await end(child, cluster)
    close()
    throw error instanceof StartError ? error : failed(error, cluster.data)
  }
  const exited = keep().finally(close)
  return {
    url: cluster.url,
    exited,
    async stop() {
      stopping.abort()
      if (child) await end(child, cluster)
      await exited
    },
  }
}

/** Resolves when the child is gone, also when it already is. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  await new Promise<void>((done) => child.once('exit', () => done()).once('error', () => done()))
}

/** Fast shutdown: sessions are cut, what they had not committed is rolled back, everything else is on the disk. */
async function end(child: ChildProcess, cluster: Cluster) {
  if (process.platform === 'win32') await program(cluster.binaries, cluster.launch, 'pg_ctl', ['stop', '-m', 'fast', '-D', cluster.data]).catch(() => child.kill())
  else child.kill('SIGINT')
  const harder = setTimeout(() => child.kill('SIGQUIT'), 60_000)
  await ended(child)
  clearTimeout(harder)
}

/** Resolves when PostgreSQL takes connections; recovery after a crash takes as long as it takes. Throws when it ends instead. */
async function ready(child: ChildProcess, cluster: Cluster, logFrom: number) {
  let gone = false
  const end = ended(child).then(() => { gone = true })
  // PostgreSQL tells its state in the eighth line of this file and nowhere else before it takes connections.
  while (!gone) {
    const lines = readLines(join(cluster.data, 'postmaster.pid'))
    if (Number(lines[0]) === child.pid && /^(ready|standby)/.test(lines[7] ?? '')) return
    await Promise.race([end, pause(10)])
  }
  throw failed(new Error(`postgres ended with ${child.exitCode ?? child.signalCode ?? 'no process'}`), cluster.data, tail(cluster.logFile, logFrom))
}

/**
 * Waits until nothing works in the data folder any more. After a `kill -9` of the server the database is still shutting down;
 * after one of the database its orphans notice within milliseconds; without `setpriv` a whole database may have outlived its server and is stopped here.
 */
async function clear(cluster: Cluster, log: StartLog) {
  const file = join(cluster.data, 'postmaster.pid')
  const master = Number(readLines(file)[0])
  if (process.platform !== 'linux') {
    const running = master > 0 && await program(cluster.binaries, cluster.launch, 'pg_ctl', ['status', '-D', cluster.data]).then(() => true, () => false)
    if (running) await program(cluster.binaries, cluster.launch, 'pg_ctl', ['stop', '-m', 'fast', '-w', '-D', cluster.data])
    return
  }
  const since = performance.now()
  let asked: NodeJS.Signals | undefined
  for (let left = postgresIn(cluster.data); left.length; left = postgresIn(cluster.data)) {
    const waited = performance.now() - since
    if (waited > 50_000) throw failed(new Error(`old database processes do not end: ${left.join(', ')}`), cluster.data)
    const signal = waited < 40_000 ? 'SIGINT' : 'SIGQUIT'
    if (asked !== signal && left.includes(master)) {
      asked = signal
      log.warn({ pid: master }, 'a database of an earlier run is still there and is stopped first')
      try { process.kill(master, signal) } catch { /* it ended by itself meanwhile */ }
    }
    await pause(10)
  }
  // No PostgreSQL is here, yet the number in a lock file may live, given to another program since, and PostgreSQL would refuse to start because of it.
  if (master > 0 && exists(master)) rmSync(file, { force: true })
  for (const name of cluster.sockets ? readdirSync(cluster.sockets) : []) rmSync(join(cluster.sockets!, name), { force: true })
}

async function ensureDatabase(url: string) {
  try {
    await (await connectDirect(url, { applicationName: 'shouwen start' })).end()
  } catch (error) {
    if ((error as { code?: string }).code !== '3D000') throw error
    const client = await connectDirect(url.replace(/shouwen$/, 'postgres'), { applicationName: 'shouwen start' })
    try {
      await client.query('create database shouwen')
    } finally { await client.end() }
  }
}

/** PostgreSQL appends, so the file can be emptied under it: what it writes next begins at the top again. */
function shortenLog(file: string) {
  try {
    if (statSync(file).size <= LONGEST_LOG) return
    copyFileSync(file, `${file}.1`)
    truncateSync(file)
  } catch { /* no log yet, or a full disk: neither may stop the database */ }
}

function tail(file: string, from: number): string {
  const fd = openSync(file, 'r')
  try {
    const buffer = Buffer.alloc(64 * 1024)
    return buffer.toString('utf8', 0, readSync(fd, buffer, 0, buffer.length, from))
  } finally { closeSync(fd) }
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n')
  } catch { return [] }
}
