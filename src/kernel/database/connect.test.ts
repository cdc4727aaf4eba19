import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { appRole } from './app-role.ts'
import { connectDirect, openPool, refuseOldServer, urlPerHost, waitForDatabase, withoutPassword } from './connect.ts'
import { startEmbedded } from './embedded.ts'
import { quiet } from './fixtures/quiet.ts'
import { ask, temporaryServer } from './fixtures/temporary-database.ts'

let server: Awaited<ReturnType<typeof temporaryServer>>
beforeAll(async () => { server = await temporaryServer() })
afterAll(() => server.close())

const options = { max: 4, applicationName: 'shouwen test', onError: () => {} }
const hostOf = (url: string) => /@([^/]+)\//.exec(url)![1]!
const several = (...hosts: string[]) => `postgres://shouwen@${hosts.join(',')}/shouwen`
const dead = '127.0.0.1:1'

test('values arrive as what they are', async () => {
  const pool = openPool(server.url, options)
  const { rows } = await pool.query(`
    select 9007199254740991::int8 as exact, 9007199254740993::int8 as beyond, array[1, null, 3]::int8[] as many, date '2026-11-22' as day,
      array['2026-11-22', null]::date[] as days, timestamptz '2026-11-22 08:00+08' as instant, current_setting('application_name') as who`)
  expect(rows).toEqual([{
    exact: 9007199254740991, beyond: 9007199254740993n, many: [1, null, 3], day: '2026-11-22', days: ['2026-11-22', null], instant: new Date('2026-11-22T00:00:00Z'), who: 'shouwen test',
  }])
  await pool.end()
})

test('statements of one connection are sent without waiting, and one that fails spoils only itself', async () => {
  const pool = openPool(server.url, options)
  const client = await pool.connect()
  const answers = await Promise.allSettled([client.query('select 1 as n'), client.query('select 1 / 0'), client.query('select 3 as n')])
  expect(answers.map((a) => a.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  client.release()
  await pool.end()
})

test('a broken connection is told once and replaced', async () => {
  const told: Error[] = []
  const pool = openPool(server.url, { ...options, max: 1, onError: (error) => told.push(error) })
  const pidOf = async () => (await pool.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]!.pid
  const first = await pidOf()
  const gone = new Promise((done) => pool.once('remove', done))
  await ask(server.url, 'select pg_terminate_backend($1)', [first])
  await gone
  expect(await pidOf()).not.toBe(first)
  expect(told).toHaveLength(1)
  await pool.end()
})

test('a database that can not be used is told with what to check, and never with its password', async () => {
  const refused = await waitForDatabase(`postgres://me:geheim@${dead}/shouwen`, { log: quiet, timeoutMs: 0 }).catch((error) => error)
  expect(refused).toMatchObject({ code: 'start.database-unreachable', message: expect.stringContaining(`postgres://me@${dead}/shouwen`) })
  expect(`${refused.message}${refused.zh}`).not.toContain('geheim')
  // A wrong name is no matter of waiting: the default patience of half a minute would outlast this test.
  await expect(waitForDatabase(server.url.replace(/shouwen$/, 'nowhere'), { log: quiet })).rejects.toMatchObject({ code: 'start.database-unreachable', message: expect.stringContaining('nowhere') })
})

test('a server older than PostgreSQL 15 is refused', () => {
  expect(() => refuseOldServer(140_019)).toThrow(expect.objectContaining({ code: 'start.database-version', message: expect.stringContaining('PostgreSQL 14') }))
  refuseOldServer(150_000)
})

test('a URL is taken apart by its hosts', () => {
  expect(urlPerHost('postgresql://u:p%2Cw@h1:5432,[::1]:5433,%2Frun%2Fpg/db?sslmode=disable')).toEqual([
    'postgresql://u:p%2Cw@h1:5432/db?sslmode=disable', 'postgresql://u:p%2Cw@[::1]:5433/db?sslmode=disable', 'postgresql://u:p%2Cw@%2Frun%2Fpg/db?sslmode=disable',
  ])
  expect(() => urlPerHost('mysql://h/db')).toThrow(expect.objectContaining({ code: 'start.database-url' }))
  expect(withoutPassword('postgres://u:a:b@h/db?password=x&sslmode=require')).toBe('postgres://u@h/db?password=…&sslmode=require')
})

test('the application works as its own role where there is one, whatever options the URL has', async () => {
  expect(await appRole(server.url)).toBe(undefined)
  await ask(server.url, 'create role shouwen_app nologin')
  expect(await appRole(server.url)).toBe('shouwen_app')
  const pool = openPool(`${server.url}?options=-c%20work_mem%3D5MB`, { ...options, role: await appRole(server.url) })
  expect((await pool.query("select current_user::text as me, current_setting('work_mem') as memory")).rows).toEqual([{ me: 'shouwen_app', memory: '5MB' }])
  await pool.end()
})

// The last one: it ends the server that the others use.
test('of several hosts the one that takes writes is used, and the next one after a change of leader', async () => {
  const path = mkdtempSync(join(tmpdir(), 'shouwen-standby-'))
  const leader = server
  try {
    await ask(leader.url, 'checkpoint')
    execFileSync('cp', ['-a', join(leader.path, 'postgres'), path])
    rmSync(join(path, 'postgres', 'data', 'postmaster.pid'))
    writeFileSync(join(path, 'postgres', 'data', 'standby.signal'), '')
    const follower = await startEmbedded({ path }, { log: quiet })
    const url = several(dead, hostOf(follower.url), hostOf(leader.url))
    const pool = openPool(url, options)
    const place = async () => (await pool.query<{ place: string }>("select current_setting('data_directory') as place")).rows[0]!.place

    // Four at once: each meets the dead host and the follower.
    expect(new Set(await Promise.all([place(), place(), place(), place()]))).toEqual(new Set([`${leader.path}/postgres/data`]))
    const direct = await connectDirect(url, { applicationName: 'test' })
    expect((await direct.query('select pg_is_in_recovery() as standby')).rows).toEqual([{ standby: false }])
    await direct.end()
    expect(await waitForDatabase(url, { log: quiet })).toBeGreaterThan(180_000)
    await expect(waitForDatabase(several(dead, hostOf(follower.url)), { log: quiet, timeoutMs: 0 })).rejects.toMatchObject({ code: 'start.database-unreachable', message: expect.stringContaining('only reads') })

    await leader.stop()
    await ask(follower.url, 'select pg_promote()')
    expect(await place()).toBe(`${path}/postgres/data`)
    await pool.end()
    await follower.stop()
  } finally {
    rmSync(path, { recursive: true, force: true })
  }
})
