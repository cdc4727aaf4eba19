import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { grantApp } from './app-role.ts'
import { connectDirect } from './connect.ts'
import { diskFull, StartError } from './start-error.ts'
import type { StartLog } from './start-error.ts'

interface Migration { name: string; text: string; checksum: string }

/** Any number that is always the same: the name of the lock that one migrator holds. */
const LOCK = 7_470_021_118
/** A change that can't get its lock within this time lets the others pass and tries again, so that requests never queue behind it for long. */
const LOCK_TIMEOUT = '5s'
const MOST_TRIES = 6
const CAN_TRY_AGAIN = ['55P03', '40P01']

/**
 * Brings the database to the state of the files `NNNN_module_what.sql`, in the order of their numbers, each in one transaction.
 * `NNNN_module_what.concurrent.sql` holds one repeatable statement that PostgreSQL runs outside a transaction.
 * Of several nodes one migrates, the others wait and find the work done. Afterwards the application's role has its rights (see `grantApp`).
 *
 * @param url must lead to PostgreSQL itself, not through PgBouncer
 * @param options.upTo the last file to apply, for a database that is to be as an older release left it
 * @returns the names of the files applied now
 * @throws StartError start.migration-changed, start.migration-order, start.migration-failed, start.disk-full
 */
export async function migrate(url: string, folder: string, { log, upTo }: { log: StartLog; upTo?: string }): Promise<string[]> {
  const files = knownMigrations(folder).filter(({ name }) => upTo === undefined || name <= upTo)
  const client = await connectDirect(url, { applicationName: 'shouwen migrate' })
  try {
    await lock(client, log)
    // Another program's tables may come first in the user's search path.
    await client.query('set search_path = public')
    await client.query('create table if not exists migration (name text primary key, checksum text not null, at timestamptz not null default now())')
    const todo = compare(files, await applied(client))
    for (const file of todo) {
      const since = performance.now()
      await apply(client, file)
      log.info({ migration: file.name, ms: Math.round(performance.now() - since) }, 'migrated')
    }
    if (!await grantApp(client)) {
      log.warn({}, 'the database user may not create roles: the event log is not protected from this user. Create the role shouwen_app, or let a user with CREATEROLE migrate')
    }
    return todo.map((file) => file.name)
  } finally { await client.end() }
}

/** The files that this database has not seen yet, for a readiness check: none when the database is ready for this release. */
export async function pendingMigrations(pool: pg.Pool, folder: string): Promise<string[]> {
  const done = await applied(pool).catch((error) => {
    if (error.code === '42P01') return new Map<string, string>()
    throw error
  })
  return knownMigrations(folder).map((file) => file.name).filter((name) => !done.has(name))
}

async function applied(db: pg.Pool | pg.ClientBase): Promise<Map<string, string>> {
  const { rows } = await db.query<{ name: string; checksum: string }>('select name, checksum from public.migration')
  return new Map(rows.map((row) => [row.name, row.checksum]))
}

/** The files of a folder in the order of their numbers. @throws StartError start.migration-order */
export function knownMigrations(folder: string): Migration[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql')).sort()
  const numbers = new Map<string, string>()
  for (const name of names) {
    const number = /^(\d{4})_[a-z0-9-]+_[a-z0-9_-]+(\.concurrent)?\.sql$/.exec(name)?.[1]
    if (!number) throw order(`${name} is not named NNNN_module_what.sql`, `${name} 的名称应为 NNNN_module_what.sql`)
    const twin = numbers.get(number)
    if (twin) throw order(`${twin} and ${name} bear the same number`, `${twin} 与 ${name} 编号相同`)
    numbers.set(number, name)
  }
  return names.map((name) => {
    // A checkout on Windows may end its lines otherwise; the file is the same.
    const text = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n')
    return { name, text, checksum: createHash('sha256').update(text).digest('hex') }
  })
}

/** What is still to be applied. Files that a newer release has applied and this one doesn't know are its business: it may run beside us. */
function compare(files: Migration[], done: Map<string, string>): Migration[] {
  for (const { name, checksum } of files) {
    const then = done.get(name)
    if (then !== undefined && then !== checksum) {
      throw new StartError('start.migration-changed', {
        en: `The migration ${name} was changed after this database had applied it. Put the file back as it was, and write the change as a new migration.`,
        zh: `迁移文件 ${name} 在应用到本数据库之后被修改。请恢复原文件，并将改动写成新的迁移。`,
      })
    }
  }
  const todo = files.filter((file) => !done.has(file.name))
  const last = files.findLast((file) => done.has(file.name))
  const late = last && todo.find((file) => file.name < last.name)
  if (late) throw order(`${late.name} comes before ${last.name}, which is applied already: give it a higher number`, `${late.name} 排在已应用的 ${last.name} 之前：请改用更大的编号`)
  return todo
}

const order = (en: string, zh: string) => new StartError('start.migration-order', { en: `The migrations are not in order: ${en}.`, zh: `迁移文件的顺序不正确：${zh}。` })

/** Asks again and again instead of waiting in one statement: a waiting statement would hold up `create index concurrently` of the one that migrates. */
async function lock(client: pg.Client, log: StartLog) {
  for (let told = false; ; told = true) {
    const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [LOCK])
    if (rows[0]!.got) return
    if (!told) log.info({}, 'another node migrates the database: waiting for it')
    await pause(100)
  }
}

async function apply(client: pg.Client, file: Migration) {
  for (let tries = 1; ; tries++) {
    try {
      return file.name.endsWith('.concurrent.sql') ? await applyConcurrently(client, file) : await applyWhole(client, file)
    } catch (error) {
      const { code = '', position } = error as { code?: string; position?: string }
      if (!CAN_TRY_AGAIN.includes(code) || tries === MOST_TRIES) throw refused(file, error as Error, code, position)
      await pause(200 * tries)
    }
  }
}

async function applyWhole(client: pg.Client, file: Migration) {
  await client.query(`begin; set local lock_timeout = '${LOCK_TIMEOUT}'`)
  try {
    await client.query(file.text)
    if (client.getTransactionStatus() !== 'T') throw new Error('a migration may not begin or end a transaction itself')
    await record(client, file)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}

async function applyConcurrently(client: pg.Client, file: Migration) {
  await dropHalfMade(client, file.text)
  await client.query(file.text)
  await record(client, file)
}

/** An index whose making was cut short stays behind, unusable, and `if not exists` would be content with it. */
async function dropHalfMade(client: pg.Client, text: string) {
  const name = /create\s+(?:unique\s+)?index\s+concurrently\s+if\s+not\s+exists\s+("[^"]+"|\w+)/i.exec(text)?.[1]
  if (!name) return
  const { rows } = await client.query("select from pg_index where indexrelid = to_regclass($1) and not indisvalid", [name])
  if (rows.length) await client.query(`drop index concurrently ${name}`)
}

const record = (client: pg.Client, file: Migration) => client.query('insert into migration (name, checksum) values ($1, $2)', [file.name, file.checksum])

function refused(file: Migration, error: Error, code: string, position: string | undefined): StartError {
  if (code === '53100') return diskFull('the database', error)
  const line = position ? file.text.slice(0, Number(position) - 1).split('\n').length : undefined
  const place = line ? `${file.name}:${line}` : file.name
  const busy = CAN_TRY_AGAIN.includes(code)
  const whole = !file.name.endsWith('.concurrent.sql')
  return new StartError('start.migration-failed', {
    en: `The migration ${place} failed${whole ? ' and left nothing behind' : ''}: ${error.message}.${busy ? ' Another program holds the table: end its long transactions and start again.' : ''}`,
    zh: `迁移 ${place} 失败${whole ? '，未留下任何改动' : ''}：${error.message}。${busy ? '有其他程序占用该表：请结束其长事务后重新启动。' : ''}`,
  }, error)
}
