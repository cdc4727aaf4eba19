import { cpSync, createReadStream, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import type pg from 'pg'
import pgCopy from 'pg-copy-streams'
import { connectDirect, waitForDatabase } from '../database/connect.ts'
import { startEmbedded } from '../database/embedded.ts'
import { openHome } from '../database/home.ts'
import { knownMigrations, migrate } from '../database/migrate.ts'
import { StartError } from '../database/start-error.ts'
import type { StartLog } from '../database/start-error.ts'
import { defaultHome, filesFolderOf, migrationsFolder, prepareJobs } from '../ground.ts'
import type { Environment } from '../ground.ts'
import { keepSecret, openSecret } from '../secret.ts'
import { quotedColumns } from './backup.ts'
import type { Manifest } from './backup.ts'
import { foreignKeysOf, partitionsOf, quoted, tablesOf } from './contents.ts'
import { checkSums } from './sums.ts'

export interface RestoreReport { from: string; at: string; tables: number; rows: number; files: number; seconds: number }

/**
 * Brings a backup back into an empty home, and into the database that came along or the empty one that DATABASE_URL names. Checksums first; then
 * the schema as it was, all rows in one transaction, the migrations that came since, the files. When it fails, what was made is removed again.
 * @throws StartError start.backup-incomplete, start.backup-damaged, start.backup-newer, start.home-not-empty, start.wrong-secret
 */
export async function restore(source: string, env: Environment, { log, say }: { log: StartLog; say: (text: string) => void }): Promise<RestoreReport> {
  const begun = performance.now()
  const folder = resolve(source)
  await checkSums(folder)
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest
  refuseNewer(manifest)
  const homePath = resolve(env.SHOUWEN_HOME ?? defaultHome)
  refuseFull(homePath)
  const filesFolder = filesFolderOf(env, homePath)
  if (existsSync(filesFolder) && readdirSync(filesFolder).length) throw notEmpty(filesFolder)
  const secret = secretFor(folder, manifest, env)
  const home = openHome(homePath)
  let embedded: Awaited<ReturnType<typeof startEmbedded>> | undefined
  let own: string | undefined
  try {
    if (!env.SHOUWEN_SECRET) keepSecret(homePath, secret)
    openSecret(home, env)
    embedded = env.DATABASE_URL ? undefined : await startEmbedded(home, { log })
    const url = env.DATABASE_DIRECT_URL ?? env.DATABASE_URL ?? embedded!.url
    await waitForDatabase(url, { log })
    if (!embedded) { await refuseFullDatabase(url); own = url }
    await migrate(url, migrationsFolder, { log, upTo: manifest.migrations.at(-1)!.name })
    await prepareJobs(url)
    await load(url, folder, manifest, say)
    await migrate(url, migrationsFolder, { log })
    mkdirSync(filesFolder, { recursive: true, mode: 0o700 })
    cpSync(join(folder, 'files'), filesFolder, { recursive: true })
    await embedded?.stop()
    home.release()
  } catch (error) {
    if (own) await emptied(own)
    await embedded?.stop()
    home.release()
    for (const made of [filesFolder, ...['postgres', 'secret', 'lock', 'files'].map((name) => join(homePath, name))]) rmSync(made, { recursive: true, force: true })
    throw error
  }
  return { from: manifest.release, at: manifest.at, tables: manifest.tables.length, rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0), files: manifest.files, seconds: Math.round((performance.now() - begun) / 100) / 10 }
}

function refuseNewer({ migrations, release }: Manifest): void {
  const known = new Map(knownMigrations(migrationsFolder).map(({ name, checksum }) => [name, checksum]))
  const strange = migrations.find(({ name, checksum }) => known.get(name) !== checksum)
  if (strange) {
    throw new StartError('start.backup-newer', {
      en: `The backup is of release ${release} with the migration ${strange.name}, which this release does not have. Restore it with that release or a later one.`,
      zh: `该备份来自版本 ${release}，含本版本没有的迁移 ${strange.name}。请使用该版本或更新的版本恢复。`,
    })
  }
}
function refuseFull(homePath: string): void {
  const full = existsSync(homePath) && readdirSync(homePath).find((name) => name !== 'lock')
  if (full) throw notEmpty(join(homePath, full))
}
const notEmpty = (path: string) => new StartError('start.home-not-empty', {
  en: `${path} exists already: a backup is restored into an empty place only. Set SHOUWEN_HOME to a new folder, or move the old one away.`,
  zh: `${path} 已存在：备份只能恢复到空的位置。请将 SHOUWEN_HOME 设为新目录，或先移走旧目录。`,
})
async function refuseFullDatabase(url: string): Promise<void> {
  const client = await connectDirect(url, { applicationName: 'shouwen restore' })
  try {
    const { rows: [full] } = await client.query<{ name: string }>("select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname in ('public', 'auth', 'graphile_worker') and c.relkind in ('r', 'p') limit 1")
    if (full) throw notEmpty(`DATABASE_URL: ${full.name}`)
  } finally { await client.end() }
}
function secretFor(folder: string, { holdsSecret }: Manifest, env: Environment): string {
  const kept = holdsSecret ? readFileSync(join(folder, 'secret'), 'utf8').trim() : undefined
  const given = env.SHOUWEN_SECRET?.trim()
  if (kept && given && kept !== given) throw new StartError('start.wrong-secret', { en: 'SHOUWEN_SECRET differs from the secret in the backup: what is encrypted could not be read. Unset it.', zh: 'SHOUWEN_SECRET 与备份中的密钥不一致，已加密的内容将无法读取。请取消该变量。' })
  const secret = given ?? kept
  if (!secret) throw new StartError('start.wrong-secret', { en: 'The backup was made without the secret. Set SHOUWEN_SECRET to the secret of the house it was made in.', zh: '该备份不含密钥。请将 SHOUWEN_SECRET 设为备份时所用的密钥。' })
  return secret
}
/** All rows in one transaction; foreign keys are dropped before and made again after, which checks every one of them. */
async function load(url: string, folder: string, manifest: Manifest, say: (text: string) => void): Promise<void> {
  const client = await connectDirect(url, { applicationName: 'shouwen restore' })
  try {
    await client.query('begin; set local search_path = public')
    await makePartitions(client, manifest)
    const tables = await tablesOf(client)
    const keys = await foreignKeysOf(client)
    for (const { table, name } of keys) await client.query(`alter table ${table} drop constraint ${quoted(name)}`)
    const parts = await partitionsOf(client)
    const every = [...tables, ...parts].map(({ schema, name }) => quoted(schema, name))
    for (const table of every) await client.query(`alter table ${table} disable trigger user`)
    await client.query(`truncate ${tables.map(({ schema, name }) => quoted(schema, name)).join()}`)
    for (const table of manifest.tables) {
      const copy = client.query(pgCopy.from(`copy ${quoted(table.schema, table.name)} (${quotedColumns(table)}) from stdin`))
      await pipeline(createReadStream(join(folder, table.file)), createGunzip(), copy)
      if (copy.rowCount !== table.rows) throw new Error(`${table.name}: ${copy.rowCount} rows of ${table.rows} came back`)
      if (table.rows > 100_000) say(`${table.name}: ${table.rows}`)
    }
    for (const { schema, name, value, called } of manifest.sequences) await client.query('select setval($1::regclass, $2, $3)', [quoted(schema, name), value, called])
    for (const table of every) await client.query(`alter table ${table} enable trigger user`)
    for (const { table, name, made } of keys) await client.query(`alter table ${table} add constraint ${quoted(name)} ${made}`)
    // Nobody is at work on a job any more.
    await client.query('update graphile_worker._private_jobs set locked_at = null, locked_by = null where locked_at is not null; update graphile_worker._private_job_queues set locked_at = null, locked_by = null where locked_at is not null')
    await client.query('commit; analyze')
  } finally { await client.end() }
}

async function makePartitions(client: pg.Client, manifest: Manifest): Promise<void> {
  const there = new Set((await partitionsOf(client)).map(({ schema, name }) => `${schema}.${name}`))
  for (const { schema, name, parent, bound } of manifest.partitions) {
    if (!there.has(`${schema}.${name}`)) await client.query(`create table ${quoted(schema, name)} partition of ${parent} ${bound}`)
  }
}

/** Only ever called for a database that was empty when the restoring began. */
async function emptied(url: string): Promise<void> {
  const client = await connectDirect(url, { applicationName: 'shouwen restore' })
  try { await client.query('drop schema if exists graphile_worker cascade; drop schema if exists auth cascade; drop schema public cascade; create schema public') } finally { await client.end() }
}
