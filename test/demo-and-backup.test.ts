import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { runCommand } from '../src/command.ts'
import { connectDirect } from '../src/kernel/database/connect.ts'
import { openGround } from '../src/kernel/ground.ts'
import { foreignKeysOf, quoted, sequencesOf, tablesOf } from '../src/kernel/backup/contents.ts'
import { createDatabase } from './postgres.ts'

/** A demo company is backed up and brought back: into the database that comes along, into a server of one's own, and again out of that. */

let place: string
let before: Record<string, string>
const words: string[] = []
const quiet = { info: () => {}, warn: () => {}, error: () => {} }
const inHome = (name: string, more: Record<string, string> = {}) => ({ SHOUWEN_HOME: join(place, name), LOG_LEVEL: 'silent', ...more })
const content = Buffer.from('合同扫描件')
const hash = createHash('sha256').update(content).digest('hex')
const stored = (home: string) => join(place, home, 'files', hash.slice(0, 2), hash.slice(2, 4), hash)

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'shouwen-backup-'))
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => { words.push(String(text)); return true })
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => { words.push(String(text)); return true })
  expect(await runCommand(['demo', 'load', '--cases', '40'], inHome('first')), words.join('')).toBe(0)
  // Seals the log, which a copy's own check would do too.
  expect(await runCommand(['verify'], inHome('first')), words.join('')).toBe(0)
  mkdirSync(join(stored('first'), '..'), { recursive: true })
  writeFileSync(stored('first'), content)
  expect(await runCommand(['backup', join(place, 'copy')], inHome('first')), words.join('')).toBe(0)
  before = await contentsOf(inHome('first'))
}, 180_000)
afterAll(() => { vi.restoreAllMocks(); rmSync(place, { recursive: true, force: true }) })

/** A checksum of the rows of every table, the sequences, the foreign keys. */
async function contentsOf(env: Record<string, string>): Promise<Record<string, string>> {
  const ground = await openGround(env, { log: quiet })
  const client = await connectDirect(ground.directUrl, { applicationName: 'test' })
  try {
    const found: Record<string, string> = { sequences: JSON.stringify(await sequencesOf(client)), keys: JSON.stringify((await foreignKeysOf(client)).map(({ table, name, made }) => `${table} ${name} ${made}`).sort()) }
    for (const { schema, name } of await tablesOf(client)) {
      const { rows: [row] } = await client.query<{ n: number; sum: string | null }>(`select count(*)::int as n, md5(string_agg(t::text, E'\\n' order by t::text collate "C")) as sum from ${quoted(schema, name)} t`)
      found[`${schema}.${name}`] = `${row!.n} ${row!.sum}`
    }
    return found
  } finally { await client.end(); await ground.close() }
}

test('the demo company has work of every kind: flows on their way, tasks, meetings, decisions, memos, agreements, skills, a change', () => {
  for (const table of ['flow_run', 'flow_exception', 'task', 'meeting', 'decision_opinion', 'memo', 'agreement', 'department_request', 'review_cadence', 'staff_skill', 'agent_state', 'rollout_milestone']) expect([table, Number(before[`public.${table}`]?.split(' ')[0])]).toEqual([table, expect.toSatisfy((n: number) => n > 0)])
})

test('everything comes back: rows, sequences, keys, bytes, the secret; the chain holds', { timeout: 120_000 }, async () => {
  expect(await runCommand(['restore', join(place, 'copy')], inHome('second'))).toBe(0)
  expect(await runCommand(['verify'], inHome('second'))).toBe(0)
  expect(await contentsOf(inHome('second'))).toEqual(before)
  expect(Number(before['public.case']?.split(' ')[0])).toBeGreaterThanOrEqual(40)
  expect(readFileSync(stored('second'))).toEqual(content)
  expect(readFileSync(join(place, 'second', 'secret'), 'utf8')).toBe(readFileSync(join(place, 'first', 'secret'), 'utf8'))
})

test('into a server of one’s own and from there back again, without the secret in the copy', { timeout: 180_000 }, async () => {
  const database = await createDatabase(inject('databaseUrl'))
  try {
    const own = inHome('third', { DATABASE_URL: database.url })
    expect(await runCommand(['restore', join(place, 'copy')], own)).toBe(0)
    expect(await contentsOf(own)).toEqual(before)
    // A house stands there now.
    expect(await runCommand(['restore', join(place, 'copy')], inHome('fourth', { DATABASE_URL: database.url }))).toBe(1)
    expect(words.at(-1)).toContain('empty')
    expect(await runCommand(['backup', join(place, 'bare'), '--without-secret'], own)).toBe(0)
  } finally { await database.drop() }
  expect(existsSync(join(place, 'bare', 'secret'))).toBe(false)
  expect(await runCommand(['restore', join(place, 'bare')], inHome('fifth'))).toBe(1)
  expect(words.at(-1)).toContain('SHOUWEN_SECRET')
  const secret = readFileSync(join(place, 'first', 'secret'), 'utf8').trim()
  expect(await runCommand(['restore', join(place, 'bare')], inHome('fifth', { SHOUWEN_SECRET: secret }))).toBe(0)
  expect(await contentsOf(inHome('fifth', { SHOUWEN_SECRET: secret }))).toEqual(before)
})

test('a backup that was altered, cut short or lacks a row is refused, and nothing is left behind', { timeout: 120_000 }, async () => {
  expect(await runCommand(['backup', join(place, 'copy')], inHome('first'))).toBe(1)
  expect(words.at(-1)).toContain('not empty')
  expect(await runCommand(['restore', join(place, 'copy')], inHome('first'))).toBe(1)
  const sums = join(place, 'copy', 'SHA256SUMS')
  const kept = readFileSync(sums, 'utf8')
  const table = join(place, 'copy', 'tables', 'public.case.copy.gz')
  const whole = readFileSync(table)

  writeFileSync(table, Buffer.concat([whole.subarray(0, -9), Buffer.from([(whole.at(-9) ?? 0) ^ 0xff]), whole.subarray(-8)]))
  expect(await runCommand(['restore', join(place, 'copy')], inHome('sixth'))).toBe(1)
  expect(words.at(-1)).toContain('public.case.copy.gz')
  expect(existsSync(join(place, 'sixth'))).toBe(false)

  const poor = gzipSync('')
  writeFileSync(table, poor)
  writeFileSync(sums, kept.replace(/^.{64}(?= {2}tables\/public\.case\.copy)/m, createHash('sha256').update(poor).digest('hex')))
  expect(await runCommand(['restore', join(place, 'copy')], inHome('sixth'))).toBe(1)
  expect(readdirSync(join(place, 'sixth'))).toEqual([])

  rmSync(sums)
  expect(await runCommand(['restore', join(place, 'copy')], inHome('sixth'))).toBe(1)
  expect(words.at(-1)).toContain('SHA256SUMS')
  writeFileSync(table, whole)
  writeFileSync(sums, kept)
})
