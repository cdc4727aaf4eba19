import { randomBytes } from 'node:crypto'
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { beforeEach, expect, inject, test } from 'vitest'
import { createDatabase } from '../../../test/postgres.ts'
import { grantApp } from './app-role.ts'
import { openPool } from './connect.ts'
import { quiet } from './fixtures/quiet.ts'
import { ask } from './fixtures/temporary-database.ts'
import { migrate, pendingMigrations } from './migrate.ts'

let url: string
let folder: string
beforeEach(async () => {
  const database = await createDatabase(inject('databaseUrl'))
  url = database.url
  folder = mkdtempSync(join(tmpdir(), 'shouwen-migrations-'))
  return async () => {
    rmSync(folder, { recursive: true, force: true })
    await database.drop()
  }
})

const file = (name: string, text: string) => writeFileSync(join(folder, name), text)
const run = () => migrate(url, folder, { log: quiet })
const tables = async () => (await ask<{ name: string }>(url, "select tablename as name from pg_tables where schemaname = 'public' order by 1")).map((row) => row.name)
const three = () => {
  file('0010_cases_index.concurrent.sql', 'create index concurrently if not exists thing_name on thing (name);')
  file('0002_cases_name.sql', 'alter table thing add name text;\ninsert into thing (name) values ($$一$$);')
  file('0001_kernel_start.sql', 'create table thing (id int generated always as identity);')
}

test('files are applied in the order of their numbers, once', async () => {
  three()
  const pool = openPool(url, { max: 1, applicationName: 'test', onError: () => {} })
  const all = ['0001_kernel_start.sql', '0002_cases_name.sql', '0010_cases_index.concurrent.sql']
  expect(await pendingMigrations(pool, folder)).toEqual(all)
  expect(await run()).toEqual(all)
  expect(await pendingMigrations(pool, folder)).toEqual([])
  await pool.end()
  expect(await run()).toEqual([])
  expect(await ask(url, 'select id, name from thing')).toEqual([{ id: 1, name: '一' }])
  expect(await ask(url, "select indisvalid as valid from pg_index where indexrelid = 'thing_name'::regclass")).toEqual([{ valid: true }])
})

test('a file that was changed after it was applied is refused by name, and nothing else is done; other line ends are no change', async () => {
  three()
  await run()
  file('0001_kernel_start.sql', 'create table thing (id int generated always as identity);\r\n'.trim())
  file('0002_cases_name.sql', 'alter table thing add name text;\r\ninsert into thing (name) values ($$一$$);')
  file('0011_cases_more.sql', 'create table more ();')
  expect(await run()).toEqual(['0011_cases_more.sql'])
  file('0002_cases_name.sql', 'alter table thing add name varchar;')
  file('0012_cases_last.sql', 'create table last ();')
  await expect(run()).rejects.toMatchObject({ code: 'start.migration-changed', message: expect.stringContaining('0002_cases_name.sql'), zh: expect.stringContaining('0002_cases_name.sql') })
  expect(await tables()).not.toContain('last')
})

test('a failing file leaves nothing behind and names its line; put right, it is applied', async () => {
  file('0001_kernel_start.sql', 'create table first ();')
  file('0002_kernel_second.sql', 'create table second ();\n\ncreate tabel third ();')
  file('0003_kernel_third.sql', 'create table third ();')
  await expect(run()).rejects.toMatchObject({ code: 'start.migration-failed', message: expect.stringContaining('0002_kernel_second.sql:3') })
  expect(await tables()).toEqual(['first', 'migration'])
  file('0002_kernel_second.sql', 'create table second ();')
  expect(await run()).toEqual(['0002_kernel_second.sql', '0003_kernel_third.sql'])
})

test('a file that ends the transaction it runs in is refused', async () => {
  file('0001_kernel_start.sql', 'create table first (); commit;')
  await expect(run()).rejects.toMatchObject({ code: 'start.migration-failed', message: expect.stringContaining('transaction') })
})

test('a number that is late, given twice, or missing is refused', async () => {
  file('0002_kernel_second.sql', 'create table second ();')
  await run()
  file('0001_kernel_first.sql', 'create table first ();')
  await expect(run()).rejects.toMatchObject({ code: 'start.migration-order', message: expect.stringContaining('0001_kernel_first.sql') })
  renameSync(join(folder, '0001_kernel_first.sql'), join(folder, '0002_kernel_first.sql'))
  await expect(run()).rejects.toMatchObject({ code: 'start.migration-order' })
  renameSync(join(folder, '0002_kernel_first.sql'), join(folder, 'first.sql'))
  await expect(run()).rejects.toMatchObject({ code: 'start.migration-order', message: expect.stringContaining('first.sql') })
})

test('a release that knows fewer migrations runs beside one that has applied more', async () => {
  three()
  await run()
  rmSync(join(folder, '0010_cases_index.concurrent.sql'))
  expect(await run()).toEqual([])
})

test('of three nodes that start together one migrates, also when an index is made concurrently', async () => {
  three()
  const done = await Promise.all([run(), run(), run()])
  expect(done.map((names) => names.length).sort()).toEqual([0, 0, 3])
})

test('an index whose making was cut short is made anew', async () => {
  await ask(url, 'create table thing (name text)')
  await ask(url, "insert into thing values ('twice'), ('twice')")
  file('0001_cases_unique.concurrent.sql', 'create unique index concurrently if not exists thing_name on thing (name);')
  await expect(run()).rejects.toMatchObject({ code: 'start.migration-failed' })
  await ask(url, 'delete from thing')
  await run()
  expect(await ask(url, "select indisvalid as valid from pg_index where indexrelid = 'thing_name'::regclass")).toEqual([{ valid: true }])
})

test('a table in use is waited for, and had when it is free', async () => {
  file('0001_kernel_start.sql', 'create table thing ();')
  await run()
  const holder = new pg.Client({ connectionString: url })
  await holder.connect()
  await holder.query('begin; lock table thing')
  file('0002_kernel_more.sql', 'alter table thing add name text;')
  let refusals = 0
  const watcher = new pg.Client({ connectionString: url })
  await watcher.connect()
  const migrated = run()
  // Seen from outside: the migration waits for the lock, and the holder lets go.
  while (!refusals) refusals = (await watcher.query("select from pg_locks where not granted and relation = 'thing'::regclass")).rows.length
  await holder.query('commit')
  expect(await migrated).toEqual(['0002_kernel_more.sql'])
  await Promise.all([holder.end(), watcher.end()])
})

test('the application may work with rows, but only add to the event log, whatever is made later', async () => {
  file('0001_kernel_start.sql', `
    create table event_log (pos int) partition by range (pos);
    create table event_log_0 partition of event_log for values from (0) to (10);
    create table thing (id bigint generated always as identity, name text);`)
  await run()
  file('0002_kernel_more.sql', 'create table later (id serial)')
  await run()
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('create table event_log_1 partition of event_log for values from (10) to (20)')
  expect(await grantApp(client)).toBe(true)
  await client.query('set role shouwen_app')
  await client.query("insert into thing (name) values ('a'); update thing set name = 'b'; delete from thing; insert into later default values; insert into event_log values (1), (11)")
  expect((await client.query('select pos from event_log order by 1')).rows).toEqual([{ pos: 1 }, { pos: 11 }])
  for (const statement of [
    'update event_log set pos = 2', 'delete from event_log', 'truncate event_log', 'delete from event_log_0', 'update event_log_1 set pos = 12', 'truncate event_log_1',
    'drop table thing', 'create table mine ()', "update migration set checksum = ''", 'delete from migration',
  ]) await expect(client.query(statement), statement).rejects.toMatchObject({ code: '42501' })
  await client.end()
})

test('a user who may not make roles still migrates', async () => {
  const plain = `plain_${randomBytes(4).toString('hex')}`
  await ask(url, `create role ${plain} login password 'x'`)
  await ask(url, `grant all on schema public to ${plain}`)
  three()
  const theirs = new URL(url)
  theirs.username = plain
  theirs.password = 'x'
  expect(await migrate(theirs.href, folder, { log: quiet })).toHaveLength(3)
  await ask(url, `drop owned by ${plain}`)
  await ask(url, `drop role ${plain}`)
})
